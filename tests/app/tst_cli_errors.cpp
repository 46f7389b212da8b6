// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

namespace {

const QString kModel = QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx");
const QString kData = QStringLiteral(HALFTONE_TEST_DATA "/digits/test");

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Each bad input ends with its exit status and a sentence that says what, where and why; never with a crash.
class TestCliErrors : public QObject
{
    Q_OBJECT

private slots:
    void badModels_data();
    void badModels();
    void withoutDisplayTheStudioSaysSo();
    void badUse_data();
    void badUse();
    void badData_data();
    void badData();
    void unreadableFilesAmongGoodOnesAreSkipped();
    void littleMemory();
};

void TestCliErrors::badModels_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sentence");
    const QByteArray good = bytesOf(kModel);
    QTest::newRow("empty") << QByteArray() << QByteArray("empty");
    QTest::newRow("truncated") << good.left(good.size() / 2) << QByteArray("cut off");
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html><body>404</body></html>") << QByteArray("web page");
    QTest::newRow("git-lfs pointer") << QByteArray("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")
                                     << QByteArray("git-lfs");
    QTest::newRow("ZIP") << QByteArray("PK\3\4") + QByteArray(200, '\0') << QByteArray("ZIP");
    QTest::newRow("noise") << QByteArray(300, '\xff') << QByteArray("bad.onnx");
}

void TestCliErrors::badModels()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sentence);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("bad.onnx")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    for (const char *command : {"inspect", "layout"}) {
        const auto run = runProgram({QString::fromUtf8(command), file.fileName()});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.startsWith("halftone: "), run.err.constData());
        QVERIFY2(run.err.contains("bad.onnx"), run.err.constData());
        QVERIFY2(run.err.contains(sentence), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }
}

void TestCliErrors::badUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, std::initializer_list<QString> arguments) { QTest::newRow(name) << QStringList(arguments); };
    row("no model", {QStringLiteral("inspect")});
    row("mistyped command", {QStringLiteral("quantise"), kModel});
    row("unknown option", {QStringLiteral("inspect"), kModel, QStringLiteral("--frobnicate")});
    row("unknown method",
        {QStringLiteral("quantize"), kModel, QStringLiteral("-o"), QStringLiteral("x"), QStringLiteral("--method"),
            QStringLiteral("guess")});
    row("neither data nor statistics", {QStringLiteral("quantize"), kModel, QStringLiteral("-o"), QStringLiteral("/tmp/x.onnx")});
    row("no data", {QStringLiteral("evaluate"), kModel});
    row("dimension without value", {QStringLiteral("inspect"), kModel, QStringLiteral("--dim"), QStringLiteral("N")});
    row("negative workers",
        {QStringLiteral("evaluate"), kModel, QStringLiteral("--data"), kData, QStringLiteral("--workers"), QStringLiteral("-1")});
}

void TestCliErrors::withoutDisplayTheStudioSaysSo()
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
        environment.remove(QString::fromLatin1(name));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(HALFTONE_PROGRAM), {kModel});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("needs a display"));
}

void TestCliErrors::badUse()
{
    QFETCH(QStringList, arguments);
    const auto run = runProgram(arguments);
    QCOMPARE(run.status, 2);
    QVERIFY(!run.err.isEmpty());
    QVERIFY(run.out.isEmpty());
}

void TestCliErrors::badData_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("sentence");
    const auto data = [](const QString &spec) { return QStringList{QStringLiteral("--data"), spec}; };
    QTest::newRow("nothing there") << data(QStringLiteral("/nowhere")) << QByteArray("There is no file or folder");
    QTest::newRow("a file that is no data") << data(kModel) << QByteArray("holds no data that can be read");
    QTest::newRow("wrong preprocessing") << data(kData) + QStringList{QStringLiteral("--preprocess"), QStringLiteral("scale=1/0")}
                                         << QByteArray("The preprocessing");
    QTest::newRow("size the model does not take")
        << data(kData) + QStringList{QStringLiteral("--preprocess"), QStringLiteral("resize=48x48")} << QByteArray("the model takes");
    QTest::newRow("unknown input") << data(QStringLiteral("other=synthetic:3")) << QByteArray("The model has no input called other");
    QTest::newRow("data without labels") << data(QStringLiteral("synthetic:3")) << QByteArray("label");
}

void TestCliErrors::badData()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, sentence);
    const auto run = runProgram(QStringList{QStringLiteral("evaluate"), kModel} + options);
    QCOMPARE(run.status, 1);
    QVERIFY2(run.err.contains(sentence), run.err.constData());
}

void TestCliErrors::unreadableFilesAmongGoodOnesAreSkipped()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("3")));
    const QStringList names = QDir(kData + QStringLiteral("/3")).entryList(QDir::Files);
    for (int i = 0; i < 4; ++i)
        QVERIFY(QFile::copy(kData + QStringLiteral("/3/") + names[i], folder.filePath(QStringLiteral("3/") + names[i])));
    QFile broken(folder.filePath(QStringLiteral("3/broken.png")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<html>");
    broken.close();
    const auto run = runProgram({QStringLiteral("evaluate"), kModel, QStringLiteral("--data"), folder.path(),
        QStringLiteral("--preprocess"), QStringLiteral("mean=0.5,std=0.5")});
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY2(run.err.contains("broken.png: This is no image"), run.err.constData());
    QVERIFY2(run.out.contains("over 4 samples"), run.out.constData());
}

/// With little address space everything that asks for memory fails at some size: threads, tensors, and the code oneDNN makes.
void TestCliErrors::littleMemory()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers need address space themselves");
#endif
    QTemporaryDir folder;
    int refused = 0;
    constexpr int kMegabyte = 1'000'000;
    for (int megabytes = 160; megabytes <= 440; megabytes += 20) {
        QProcess process;
        process.setChildProcessModifier([megabytes] {
            const rlimit limit{rlim_t(megabytes) * kMegabyte, rlim_t(megabytes) * kMegabyte};
            setrlimit(RLIMIT_AS, &limit);
        });
        process.start(QStringLiteral(HALFTONE_PROGRAM),
            {QStringLiteral("quantize"), QStringLiteral(HALFTONE_TEST_DATA "/models/digits_yolov8.onnx"), QStringLiteral("-o"),
                folder.filePath(QStringLiteral("q.onnx")), QStringLiteral("--overwrite"), QStringLiteral("--data"),
                QStringLiteral("synthetic:4"), QStringLiteral("--workers"), QStringLiteral("2"), QStringLiteral("--quiet")});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, qPrintable(QString::number(megabytes)));
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0 || said.contains("memory"),
            qPrintable(QString::number(megabytes) + QLatin1Char(' ') + QString::fromUtf8(said)));
        refused += process.exitCode() == 0 ? 0 : 1;
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(TestCliErrors)
#include "tst_cli_errors.moc"
