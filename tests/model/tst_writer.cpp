// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/output_file.h"
#include "core/model/graph_builder.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "tests/support/graph_maker.h"
#include "tests/support/same_model.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

using namespace halftone;
using namespace halftone::test;

namespace {

const std::string kModels = HALFTONE_TEST_DATA "/models/";

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Result<WriteSummary> write(
    const Model &model, const std::string &path, WriteOptions::ExternalData external = WriteOptions::ExternalData::Auto)
{
    NoProgress progress;
    WriteOptions options;
    options.externalData = external;
    return writeModel(model, path, options, progress);
}

class CancelAfter final : public Progress
{
public:
    explicit CancelAfter(int reports) : m_reports(reports) { }
    bool report(std::int64_t, std::int64_t) override { return --m_reports > 0; }
    bool cancelled() const override { return m_reports <= 0; }

private:
    int m_reports;
};

} // namespace

class TestWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const char *name) { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QStringList files() { return QDir(m_folder.path()).entryList(QDir::Files, QDir::Name); }

private slots:
    void cleanup()
    {
        for (const QString &file : files())
            QFile::remove(m_folder.filePath(file));
    }

    void referenceModelsSurvive_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("external");
        for (const QString &file : QDir(QString::fromStdString(kModels)).entryList({QStringLiteral("*.onnx")})) {
            QTest::addRow("%s", qPrintable(file)) << file << false;
            QTest::addRow("%s external", qPrintable(file)) << file << true;
        }
    }

    void referenceModelsSurvive()
    {
        QFETCH(QString, file);
        QFETCH(bool, external);
        const auto model = readModel(kModels + file.toStdString());
        QVERIFY(model);
        const auto summary = write(**model, path("copy.onnx"), external ? WriteOptions::ExternalData::On : WriteOptions::ExternalData::Off);
        QVERIFY2(summary, summary ? "" : summary.error().debugText().c_str());
        QCOMPARE(summary->externalBytes > 0, external);
        QCOMPARE(files().size(), external ? 2 : 1);
        const auto copy = readModel(path("copy.onnx"));
        QVERIFY2(copy, copy ? "" : copy.error().debugText().c_str());
        QCOMPARE(QString::fromStdString(ModelDifference::find(**model, **copy)), QString());
    }

    /// Debian's libonnx-testdata: no valid model may be refused or changed.
    void modelsOfOnnxSurvive()
    {
        const QString folder = QStringLiteral("/usr/share/libonnx-testdata/data");
        if (!QDir(folder).exists())
            QSKIP("libonnx-testdata is not installed");
        int models = 0;
        QStringList failed;
        QDirIterator it(folder, {QStringLiteral("*.onnx")}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString file = it.next();
            ++models;
            const auto model = readModel(file.toStdString());
            if (!model) {
                failed += QString::fromStdString(model.error().debugText());
                continue;
            }
            const auto bytes = serializeModel(**model);
            const auto again = bytes ? readModelFromMemory(*bytes, "again") : Result<std::shared_ptr<const Model>>(bytes.error());
            const std::string difference = again ? ModelDifference::find(**model, **again) : again.error().debugText();
            if (!difference.empty())
                failed += file + QStringLiteral(": ") + QString::fromStdString(difference);
        }
        QVERIFY2(failed.isEmpty(), qPrintable(failed.mid(0, 20).join(u'\n')));
        QVERIFY(models > 1000);
    }

    void sharedWeightsAreStoredOnce()
    {
        const Tensor weights = Tensor::of<float>(Shape{1000}, std::vector<float>(1000, 1.5F));
        const ConstantTensor shared(weights);
        GraphBuilder builder;
        for (const char *name : {"a", "b", "c"}) {
            builder.setInitializer(builder.value(name), shared);
            builder.addOutput(builder.value(name));
        }
        Model model;
        model.irVersion = 8;
        model.opsets[""] = 17;
        model.graph = *std::move(builder).finish();
        const auto summary = write(model, path("shared.onnx"), WriteOptions::ExternalData::On);
        QCOMPARE(summary->externalBytes, std::int64_t(4000));
        const auto again = readModel(path("shared.onnx"));
        QCOMPARE(QString::fromStdString(ModelDifference::find(model, **again)), QString());
        // From files, ranges are recognized.
        QCOMPARE(write(**again, path("again.onnx"), WriteOptions::ExternalData::On)->externalBytes, std::int64_t(4000));
    }

    void replacedExternalDataAreRemoved()
    {
        const auto first = readModel(kModels + "mnist.onnx");
        const auto second = readModel(kModels + "digits_mobilenet.onnx");
        QVERIFY(write(**first, path("m.onnx"), WriteOptions::ExternalData::On));
        QVERIFY(write(**second, path("m.onnx"), WriteOptions::ExternalData::On));
        QCOMPARE(files().size(), 2);
        QVERIFY(!files().contains(QStringLiteral("m.onnx.data")));
        const auto read = readModel(path("m.onnx"));
        QCOMPARE(QString::fromStdString(ModelDifference::find(**second, **read)), QString());
    }

    void theOpenModelIsNotReplacedUnasked()
    {
        std::filesystem::copy_file(kModels + "mnist.onnx", path("open.onnx"));
        std::filesystem::create_symlink("open.onnx", path("link.onnx"));
        const auto model = readModel(path("open.onnx"));
        NoProgress progress;
        WriteOptions options;
        options.allowOverwrite = false;
        for (const char *name : {"open.onnx", "link.onnx", "./open.onnx"}) {
            const auto refused = writeModel(**model, path(name), options, progress);
            QVERIFY2(!refused && refused.error().code() == errc::kWriteOverSource, name);
        }
        QVERIFY(writeModel(**model, path("other.onnx"), options, progress));
        options.allowOverwrite = true;
        QVERIFY(writeModel(**model, path("link.onnx"), options, progress));
        QVERIFY(std::filesystem::is_symlink(path("link.onnx")));
        const auto again = readModel(path("open.onnx"));
        QCOMPARE(QString::fromStdString(ModelDifference::find(**model, **again)), QString());
    }

    void impossibleTargets()
    {
        const auto model = readModel(kModels + "mnist.onnx");
        const auto nowhere = write(**model, "/nowhere/at/all.onnx");
        QVERIFY(!nowhere && nowhere.error().code() == errc::kWriteOpen);
        QDir(m_folder.path()).mkdir(QStringLiteral("folder"));
        const auto folder = write(**model, path("folder"));
        QVERIFY(!folder && folder.error().code() == errc::kWriteTarget);
    }

    void cancellingLeavesNothing()
    {
        const auto model = readModel(kModels + "digits_crnn.onnx");
        for (const auto external : {WriteOptions::ExternalData::Off, WriteOptions::ExternalData::On}) {
            CancelAfter progress(3);
            WriteOptions options;
            options.externalData = external;
            const auto result = writeModel(**model, path("c.onnx"), options, progress);
            QVERIFY(!result && result.error().code() == errc::kCancelled);
            QCOMPARE(files(), QStringList());
        }
    }

    /// A full disk, as far as an ordinary process can make one: the file may not grow beyond a limit.
    void failedWritesKeepTheOldFile_data()
    {
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<bool>("external");
        for (const qint64 limit : {0, 1, 4096, 100'000, 1'048'576, 1'200'000}) {
            QTest::addRow("%lld", static_cast<long long>(limit)) << limit << false;
            QTest::addRow("%lld external", static_cast<long long>(limit)) << limit << true;
        }
    }

    void failedWritesKeepTheOldFile()
    {
        QFETCH(qint64, limit);
        QFETCH(bool, external);
        const auto model = readModel(kModels + "digits_crnn.onnx");
        std::ofstream(path("old.onnx")) << "old";
        struct rlimit before
        {
        };
        getrlimit(RLIMIT_FSIZE, &before);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const struct rlimit small
        {
            static_cast<rlim_t>(limit), before.rlim_max
        };
        setrlimit(RLIMIT_FSIZE, &small);
        const auto result = write(**model, path("old.onnx"), external ? WriteOptions::ExternalData::On : WriteOptions::ExternalData::Off);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!result);
        QCOMPARE(std::string(result.error().code().id), std::string("base.write-failed"));
        QCOMPARE(contentOf(path("old.onnx")), std::string("old"));
        QCOMPARE(files(), QStringList{QStringLiteral("old.onnx")});
    }

    void madeUpNamesAreNotWritten()
    {
        auto model = GraphMaker().input("x", {1}).node("Relu", "", {"x"}, {"y"}).output("y").model();
        const auto bytes = serializeModel(*model);
        const auto read = readModelFromMemory(*bytes, "m");
        QCOMPARE((*read)->graph->node(0).name, std::string("Relu_y"));
        QVERIFY((*read)->graph->node(0).nameGenerated);
        QCOMPARE(*serializeModel(**read), *bytes);
    }
};

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
