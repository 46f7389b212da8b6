// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"

#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;

namespace {

QString model(const char *name) { return QStringLiteral(HALFTONE_TEST_DATA "/models/%1.onnx").arg(QString::fromUtf8(name)); }
QString data(const char *below) { return QStringLiteral(HALFTONE_TEST_DATA "/%1").arg(QString::fromUtf8(below)); }
const QString kPreprocess = QStringLiteral("scale=1/255,mean=0.5,std=0.5");

QJsonObject json(const ProgramRun &run) { return QJsonDocument::fromJson(run.out).object(); }

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void helpNamesEveryCommand();
    void inspect();
    void inspectWithDimension();
    void layout();
    void runWritesOutputs();
    void referenceAgreesWithOneDnn();
    void theWholeLoop();
    void whatIsQuantizedStays();
    void recipeIsSavedAndRead();
    void whatIsBrokenIsNotWritten();
    void verdictIsSaid();
    void jsonGoesToAFile();
    void quietSaysNothing();
    void bench();
    void conformance();
};

void TestCli::helpNamesEveryCommand()
{
    const auto help = runProgram({QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    for (const char *name :
        {"inspect", "run", "calibrate", "quantize", "compare", "evaluate", "layout", "bench", "conformance", "doctor"}) {
        QVERIFY2(help.out.contains(name), name);
        const auto own = runProgram({QString::fromUtf8(name), QStringLiteral("--help")});
        QCOMPARE(own.status, 0);
        QVERIFY(own.out.contains("--json"));
    }
}

void TestCli::inspect()
{
    const auto run = runProgram({QStringLiteral("inspect"), QStringLiteral("--json"), model("digits_resnet")});
    QCOMPARE(run.status, 0);
    const auto figures = json(run);
    QCOMPARE(figures.value(QLatin1String("nodes")).toInt(), 22);
    QCOMPARE(figures.value(QLatin1String("operators")).toObject().value(QLatin1String("Conv")).toInt(), 9);
    QCOMPARE(figures.value(QLatin1String("opsets")).toObject().value(QLatin1String("ai.onnx")).toInt(), 17);
    QCOMPARE(figures.value(QLatin1String("macs")).toInt(), 12206720);
    QCOMPARE(figures.value(QLatin1String("parameters")).toInt(), 77418);
    const auto input = figures.value(QLatin1String("inputs")).toArray().at(0).toObject();
    QCOMPARE(input.value(QLatin1String("name")).toString(), QStringLiteral("input"));
    QCOMPARE(input.value(QLatin1String("type")).toString(), QStringLiteral("float"));
    QCOMPARE(input.value(QLatin1String("shape")).toArray(), QJsonArray({QStringLiteral("N"), 1, 32, 32}));
    QVERIFY(figures.value(QLatin1String("issues")).toArray().isEmpty());
}

void TestCli::inspectWithDimension()
{
    const auto run = runProgram(
        {QStringLiteral("inspect"), model("digits_yolov8"), QStringLiteral("--dim"), QStringLiteral("N=3"), QStringLiteral("--json")});
    QCOMPARE(run.status, 0);
    const auto output = json(run).value(QLatin1String("outputs")).toArray().at(0).toObject();
    QCOMPARE(output.value(QLatin1String("shape")).toArray(), QJsonArray({3, 14, 525}));
}

void TestCli::layout()
{
    QTemporaryDir folder;
    const QString svg = folder.filePath(QStringLiteral("graph.svg")), png = folder.filePath(QStringLiteral("graph.png"));
    const auto run = runProgram({QStringLiteral("layout"), model("digits_resnet"), QStringLiteral("--svg"), svg, QStringLiteral("--png"),
        png, QStringLiteral("--json")});
    QCOMPARE(run.status, 0);
    QCOMPARE(json(run).value(QLatin1String("nodes")).toInt(), 22);
    QVERIFY(json(run).value(QLatin1String("width")).toDouble() > 100);
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("</svg>"));
    QVERIFY(QFile(png).size() > 10000);
}

void TestCli::runWritesOutputs()
{
    QTemporaryDir folder;
    const auto input = Tensor::allocate(DType::Float, Shape({2, 1, 32, 32}));
    QVERIFY(writeNpy(folder.filePath(QStringLiteral("input.npy")).toStdString(), *input).hasValue());
    const QString outputs = folder.filePath(QStringLiteral("out"));
    const auto run = runProgram({QStringLiteral("run"), model("digits_resnet"), QStringLiteral("--inputs"), folder.path(),
        QStringLiteral("--outputs"), outputs, QStringLiteral("--all-tensors")});
    QVERIFY2(run.status == 0, run.err.constData());
    const auto output = readNpy((outputs + QStringLiteral("/output.npy")).toStdString());
    QVERIFY(output.hasValue());
    QVERIFY(output->shape() == Shape({2, 10}));
    QVERIFY(QDir(outputs).entryList(QDir::Files).size() >= 20);
}

void TestCli::referenceAgreesWithOneDnn()
{
    QTemporaryDir folder;
    auto input = Tensor::allocate(DType::Float, Shape({1, 1, 32, 160}));
    auto values = input->mutableAs<float>();
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(std::sin(static_cast<double>(i) * 0.37));
    QVERIFY(writeNpy(folder.filePath(QStringLiteral("input.npy")).toStdString(), *input).hasValue());
    std::vector<Tensor> outputs;
    for (const bool reference : {false, true}) {
        QStringList arguments{QStringLiteral("run"), model("digits_crnn"), QStringLiteral("--inputs"), folder.path(),
            QStringLiteral("--outputs"), folder.filePath(QStringLiteral("out"))};
        if (reference)
            arguments += QStringLiteral("--reference");
        QCOMPARE(runProgram(arguments).status, 0);
        outputs.push_back(*readNpy(folder.filePath(QStringLiteral("out/output.npy")).toStdString()));
    }
    const auto a = outputs[0].as<float>(), b = outputs[1].as<float>();
    QCOMPARE(a.size(), b.size());
    float worst = 0, largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        worst = std::max(worst, std::abs(a[i] - b[i]));
        largest = std::max(largest, std::abs(b[i]));
    }
    QVERIFY2(worst <= 1e-4F * largest, qPrintable(QStringLiteral("%1 of %2").arg(worst).arg(largest)));
}

void TestCli::theWholeLoop()
{
    QTemporaryDir folder;
    const QString statistics = folder.filePath(QStringLiteral("statistics")), quantized = folder.filePath(QStringLiteral("int8.onnx"));
    const QStringList images{QStringLiteral("--data"), data("scenes/calibration"), QStringLiteral("--preprocess"), kPreprocess,
        QStringLiteral("--samples"), QStringLiteral("8")};
    const auto calibrated = runProgram(
        QStringList{QStringLiteral("calibrate"), model("digits_yolov8"), QStringLiteral("-o"), statistics, QStringLiteral("--json")}
        + images);
    QVERIFY2(calibrated.status == 0, calibrated.err.constData());
    QCOMPARE(json(calibrated).value(QLatin1String("samples")).toInt(), 8);
    QCOMPARE(json(calibrated).value(QLatin1String("skipped")).toInt(), 0);
    QVERIFY(json(calibrated).value(QLatin1String("tensors")).toInt() > 150);
    QVERIFY(calibrated.err.contains("resize=160x160"));

    const auto written = runProgram({QStringLiteral("quantize"), model("digits_yolov8"), QStringLiteral("-o"), quantized,
        QStringLiteral("--statistics"), statistics, QStringLiteral("--profile"), QStringLiteral("plain"), QStringLiteral("--exclude"),
        QStringLiteral("/Concat_37"), QStringLiteral("--json")});
    QVERIFY2(written.status == 0, written.err.constData());
    const auto figures = json(written);
    QVERIFY(figures.value(QLatin1String("quantized_nodes")).toInt() > 100);
    QVERIFY(figures.value(QLatin1String("excluded_nodes")).toInt() >= 1);
    QVERIFY(figures.value(QLatin1String("bytes_after")).toInt() < figures.value(QLatin1String("bytes_before")).toInt() * 6 / 10);
    QVERIFY(figures.value(QLatin1String("seconds")).toObject().contains(QLatin1String("quantize")));

    const QString html = folder.filePath(QStringLiteral("report.html")), csv = folder.filePath(QStringLiteral("report.csv"));
    const auto compared = runProgram(QStringList{QStringLiteral("compare"), model("digits_yolov8"), quantized, QStringLiteral("--html"),
                                         html, QStringLiteral("--csv"), csv, QStringLiteral("--json")}
        + images);
    QVERIFY2(compared.status == 0, compared.err.constData());
    const auto outputs = json(compared).value(QLatin1String("outputs")).toArray();
    QCOMPARE(outputs.size(), 1);
    QVERIFY(outputs.at(0).toObject().value(QLatin1String("sqnr_db")).toDouble() > 25);
    QCOMPARE(outputs.at(0).toObject().value(QLatin1String("samples")).toArray().size(), 8);
    QCOMPARE(outputs.at(0).toObject().value(QLatin1String("channels")).toArray().size(), 14);
    QFile report(html);
    QVERIFY(report.open(QIODevice::ReadOnly));
    const QByteArray page = report.readAll();
    QVERIFY(page.startsWith("<!doctype html>"));
    QVERIFY(page.contains("<svg"));
    QVERIFY(!page.contains("src="));
    QFile rows(csv);
    QVERIFY(rows.open(QIODevice::ReadOnly));
    QVERIFY(rows.readAll().count('\n') > 150);
}

void TestCli::whatIsQuantizedStays()
{
    QTemporaryDir folder;
    const QString first = folder.filePath(QStringLiteral("first.onnx")), second = folder.filePath(QStringLiteral("second.onnx"));
    const auto quantize = [](const QString &from, const QString &to, const QStringList &options) {
        return runProgram(QStringList{QStringLiteral("quantize"), from, QStringLiteral("-o"), to, QStringLiteral("--data"),
                              data("digits/calibration"), QStringLiteral("--samples"), QStringLiteral("4"), QStringLiteral("--json")}
            + options);
    };
    QCOMPARE(quantize(model("digits_resnet"), first, {QStringLiteral("--exclude-op"), QStringLiteral("Gemm")}).status, 0);
    const auto inspected = runProgram({QStringLiteral("inspect"), QStringLiteral("--json"), first});
    const auto issues = json(inspected).value(QLatin1String("issues")).toArray();
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.at(0).toObject().value(QLatin1String("code")).toString(), QStringLiteral("quant.already-quantized"));
    const auto again = quantize(first, second, {});
    QVERIFY2(again.status == 0, again.err.constData());
    QVERIFY(again.err.contains("quantized already"));
    QCOMPARE(json(again).value(QLatin1String("quantized_nodes")).toInt(), 1);
}

void TestCli::recipeIsSavedAndRead()
{
    QTemporaryDir folder;
    const QString recipe = folder.filePath(QStringLiteral("recipe.json"));
    const QString quantized = folder.filePath(QStringLiteral("a.onnx")), again = folder.filePath(QStringLiteral("b.onnx"));
    const QStringList images{QStringLiteral("--data"), data("digits/calibration"), QStringLiteral("--preprocess"), kPreprocess,
        QStringLiteral("--samples"), QStringLiteral("10")};
    const auto first = runProgram(
        QStringList{QStringLiteral("quantize"), model("digits_resnet"), QStringLiteral("-o"), quantized, QStringLiteral("--weights"),
            QStringLiteral("u8"), QStringLiteral("--per-tensor"), QStringLiteral("--method"), QStringLiteral("minmax"),
            QStringLiteral("--exclude-op"), QStringLiteral("Gemm"), QStringLiteral("--save-recipe"), recipe}
        + images);
    QVERIFY2(first.status == 0, first.err.constData());
    const auto second = runProgram(
        QStringList{QStringLiteral("quantize"), model("digits_resnet"), QStringLiteral("-o"), again, QStringLiteral("--recipe"), recipe}
        + images);
    QVERIFY2(second.status == 0, second.err.constData());
    QFile a(quantized), b(again);
    QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
    QVERIFY(a.readAll() == b.readAll());
}

void TestCli::whatIsBrokenIsNotWritten()
{
    QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("two-bits.onnx"));
    const QStringList arguments{QStringLiteral("quantize"), model("digits_resnet_skewed"), QStringLiteral("-o"), target,
        QStringLiteral("--format"), QStringLiteral("weight-only"), QStringLiteral("--bits"), QStringLiteral("2"), QStringLiteral("--data"),
        data("digits/calibration"), QStringLiteral("--preprocess"), kPreprocess, QStringLiteral("--samples"), QStringLiteral("64"),
        QStringLiteral("--json")};
    const auto refused = runProgram(arguments);
    QCOMPARE(refused.status, 3);
    QVERIFY(!QFile::exists(target));
    QCOMPARE(json(refused).value(QLatin1String("verdict")).toString(), QStringLiteral("broken"));
    const auto reason = json(refused).value(QLatin1String("reasons")).toArray().at(0).toObject();
    QCOMPARE(reason.value(QLatin1String("output")).toString(), QStringLiteral("output"));
    QVERIFY(reason.value(QLatin1String("text")).toString().contains(QLatin1String("skill lost")));

    const auto accepted = runProgram(arguments + QStringList{QStringLiteral("--accept"), QStringLiteral("broken")});
    QCOMPARE(accepted.status, 0);
    QCOMPARE(json(accepted).value(QLatin1String("verdict")).toString(), QStringLiteral("broken"));
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("halftone.verdict"));
}

void TestCli::verdictIsSaid()
{
    QTemporaryDir folder;
    const auto run = [&](const QStringList &options) {
        return runProgram(QStringList{QStringLiteral("quantize"), model("digits_resnet"), QStringLiteral("-o"),
                              folder.filePath(QStringLiteral("a.onnx")), QStringLiteral("--json")}
            + options);
    };
    const auto measured = run({QStringLiteral("--data"), data("digits/calibration"), QStringLiteral("--preprocess"), kPreprocess,
        QStringLiteral("--samples"), QStringLiteral("64")});
    QVERIFY2(measured.status == 0, measured.err.constData());
    const auto figures = json(measured);
    QCOMPARE(figures.value(QLatin1String("kept_aside")).toString(), QStringLiteral("separate"));
    QCOMPARE(figures.value(QLatin1String("samples")).toObject().value(QLatin1String("calibration")).toInt(), 48);
    const auto output = figures.value(QLatin1String("outputs")).toArray().at(0).toObject();
    QCOMPARE(output.value(QLatin1String("kind")).toString(), QStringLiteral("classify"));
    QVERIFY(output.value(QLatin1String("kept_aside")).toDouble() <= 0.01);
    QCOMPARE(figures.value(QLatin1String("decisions")).toArray().size(), 22);
    QVERIFY(figures.value(QLatin1String("speed")).toObject().value(QLatin1String("float_ms")).toDouble() > 0);
    // Made up samples are no measure, and without any nothing is measured.
    const auto synthetic = run({QStringLiteral("--data"), QStringLiteral("synthetic:8")});
    QCOMPARE(json(synthetic).value(QLatin1String("verdict")).toString(), QStringLiteral("check"));
    const auto strict = run({QStringLiteral("--format"), QStringLiteral("float16"), QStringLiteral("--strict")});
    QCOMPARE(strict.status, 1);
    QCOMPARE(json(strict).value(QLatin1String("verdict")).toString(), QStringLiteral("check"));
}

void TestCli::jsonGoesToAFile()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("figures.json"));
    const auto run = runProgram({QStringLiteral("inspect"), QStringLiteral("--json"), file, model("mnist")});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.contains("Nodes"));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(written.readAll()).object().value(QLatin1String("nodes")).toInt(), 12);
}

void TestCli::quietSaysNothing()
{
    const auto run = runProgram({QStringLiteral("evaluate"), model("digits_resnet"), QStringLiteral("--data"), data("digits/test"),
        QStringLiteral("--preprocess"), kPreprocess, QStringLiteral("--samples"), QStringLiteral("5"), QStringLiteral("--quiet")});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.isEmpty());
    QVERIFY(run.err.isEmpty());
}

void TestCli::bench()
{
    const auto run = runProgram(
        {QStringLiteral("bench"), model("digits_resnet"), QStringLiteral("--runs"), QStringLiteral("3"), QStringLiteral("--json")});
    QVERIFY2(run.status == 0, run.err.constData());
    QVERIFY(json(run).value(QLatin1String("median_ms")).toDouble() > 0);
    QVERIFY(json(run).value(QLatin1String("p95_ms")).toDouble() >= json(run).value(QLatin1String("median_ms")).toDouble());
    QVERIFY(json(run).value(QLatin1String("peak_mib")).toDouble() > 1);
    QVERIFY(!json(run).value(QLatin1String("operators")).toArray().isEmpty());
}

void TestCli::conformance()
{
    const QString cases = QStringLiteral("/usr/share/libonnx-testdata/data/node");
    if (!QDir(cases).exists())
        QSKIP("libonnx-testdata is not installed");
    const auto run = runProgram({QStringLiteral("conformance"), cases, QStringLiteral("--filter"), QStringLiteral("^test_relu$|^test_add$"),
        QStringLiteral("--json"), QStringLiteral("--strict")});
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(json(run).value(QLatin1String("total")).toInt(), 2);
    QCOMPARE(json(run).value(QLatin1String("passed")).toInt(), 2);
    const auto none = runProgram({QStringLiteral("conformance"), cases, QStringLiteral("--filter"), QStringLiteral("no such case")});
    QCOMPARE(none.status, 1);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
