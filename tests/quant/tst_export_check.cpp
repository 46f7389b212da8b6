// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/quant/export_check.h"
#include "tests/support/graph_maker.h"
#include "tests/support/random_samples.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;
using test::GraphMaker;
using test::RandomSamples;

namespace {

std::shared_ptr<const Model> net(float factor, const char *output = "y", bool swapped = false)
{
    GraphMaker maker;
    maker.input(swapped ? "b" : "a", {2, 4}).input(swapped ? "a" : "b", {2, 4});
    maker.weight("w", {4, 3}, factor).node("Add", "add", {"a", "b"}, {"s"}).node("MatMul", "dense", {"s", "w"}, {output});
    return maker.output(output).model();
}

} // namespace

/// What stands on the disk is looked at before it replaces anything.
class TestExportCheck : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    NoProgress m_progress;

    std::string path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }

    void write(const Model &model, const char *name) { QVERIFY(writeModel(model, path(name), {}, m_progress)); }

    QString check(const std::shared_ptr<const Model> &source, const std::shared_ptr<const Model> &meant, const char *file)
    {
        const RandomSamples samples(source, 2);
        const auto found = checkExport({source, meant, &samples, {}}, path(file), "OUT", m_progress);
        if (!found)
            return QString::fromUtf8(found.error().code().id);
        if (found->whyNot)
            return QString::fromStdString(found->whyNot->debugText());
        return found->ran ? QStringLiteral("equal") : QStringLiteral("not comparable");
    }

private slots:
    void whatIsMeantPasses()
    {
        const auto model = net(1);
        write(*model, "same.onnx");
        QCOMPARE(check(model, model, "same.onnx"), QStringLiteral("equal"));
    }

    void otherValuesAreFound()
    {
        const auto model = net(1);
        write(*net(1.001F), "other.onnx");
        QCOMPARE(check(model, model, "other.onnx"), QString::fromUtf8(errc::kExportDiffers.id));
    }

    void whatIsNoModelIsFound()
    {
        const auto model = net(1);
        QFile file(m_folder.filePath(QStringLiteral("none.onnx")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("half a") == 6);
        file.close();
        QCOMPARE(check(model, model, "none.onnx"), QString::fromUtf8(errc::kExportUnreadable.id));
    }

    void otherInterfacesAreFound()
    {
        const auto model = net(1);
        write(*net(1, "z"), "renamed.onnx");
        QCOMPARE(check(model, model, "renamed.onnx"), QString::fromUtf8(errc::kExportInterface.id));
        write(*net(1, "y", true), "swapped.onnx");
        QCOMPARE(check(model, model, "swapped.onnx"), QString::fromUtf8(errc::kExportInterface.id));
        auto wider = std::make_shared<Model>(*model);
        GraphBuilder builder(*model->graph);
        builder.valueInfo(model->graph->findValue("a")).declaredType
            = Type::tensor(DType::Float, std::vector<Dim>{Dim::symbol("N"), Dim(4)});
        wider->graph = *std::move(builder).finish();
        write(*wider, "wider.onnx");
        QCOMPARE(check(model, model, "wider.onnx"), QString::fromUtf8(errc::kExportInterface.id));
    }

    /// What preprocessing did to the model in memory is as wrong as what the writer does.
    void theSourceCounts()
    {
        const auto renamed = net(1, "z");
        write(*renamed, "both.onnx");
        QCOMPARE(check(net(1), renamed, "both.onnx"), QString::fromUtf8(errc::kExportInterface.id));
    }

    /// Random numbers have the node's seed here: two runs draw the same.
    void randomNumbersAreNoDifference()
    {
        const auto model = GraphMaker()
                               .input("a", {2, 4})
                               .node("RandomNormalLike", "noise", {"a"}, {"n"})
                               .node("Add", "add", {"a", "n"}, {"y"})
                               .output("y")
                               .model();
        write(*model, "random.onnx");
        QCOMPARE(check(model, model, "random.onnx"), QStringLiteral("equal"));
    }

    void unknownOperatorsAreNotRun()
    {
        const auto model = GraphMaker().input("a", {2, 4}).node("Sharpen", "sharpen", {"a"}, {"y"}).output("y").model();
        write(*model, "custom.onnx");
        QVERIFY(
            check(model, model, "custom.onnx").startsWith(QStringLiteral("quant.export-not-run() because ops.unknown-operator(Sharpen")));
    }

    void withoutDataTheSampleIsMadeUp()
    {
        const auto model = net(1);
        write(*model, "same.onnx");
        const auto found = checkExport({model, model, nullptr, {}}, path("same.onnx"), "OUT", m_progress);
        QVERIFY(found && found->ran);
    }

    void aRefusedFileLeavesTheOldOne_data()
    {
        QTest::addColumn<bool>("external");
        QTest::newRow("one file") << false;
        QTest::newRow("external data") << true;
    }

    void aRefusedFileLeavesTheOldOne()
    {
        QFETCH(bool, external);
        QTemporaryDir folder;
        const std::string target = folder.filePath(QStringLiteral("m.onnx")).toStdString();
        const auto wide = [](float factor) {
            GraphMaker maker;
            return maker.input("a", {1, 32}).weight("w", {32, 32}, factor).node("MatMul", "m", {"a", "w"}, {"y"}).output("y").model();
        };
        WriteOptions options;
        options.externalData = external ? WriteOptions::ExternalData::On : WriteOptions::ExternalData::Off;
        QVERIFY(writeModel(*wide(1), target, options, m_progress));
        const QStringList before = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
        const auto old = readModel(target);
        QVERIFY(old);

        std::string seen;
        options.check = [&](const std::string &path) -> Status {
            seen = path;
            // The new model is there whole, and the old one still in its place.
            const auto written = readModel(path);
            const auto place = readModel(target);
            if (!written || !place || !(*written)->graph->initializers().front().tensor.load())
                return Error(errc::kInternal, {"incomplete"});
            return Error(errc::kExportDiffers, {"m", "y", "1"});
        };
        const auto written = writeModel(*wide(2), target, options, m_progress);
        QVERIFY(!written);
        QCOMPARE(QString::fromUtf8(written.error().code().id), QString::fromUtf8(errc::kExportDiffers.id));
        QVERIFY(!seen.empty() && seen != target);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), before);
        const auto after = readModel(target);
        QVERIFY(after);
        const auto left = (*after)->graph->initializers().front().tensor.load();
        const auto first = (*old)->graph->initializers().front().tensor.load();
        QVERIFY(left && first && std::ranges::equal(left->as<float>(), first->as<float>()));
    }
};

QTEST_GUILESS_MAIN(TestExportCheck)
#include "tst_export_check.moc"
