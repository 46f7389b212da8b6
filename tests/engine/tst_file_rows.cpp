// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/input_file.h"
#include "core/model/tensor_sources.h"
#include "core/ops/operator.h"
#include "tests/engine/small_model.h"

#include <QTemporaryDir>
#include <QTest>

using namespace halftone;
using namespace halftone::test;

namespace {

constexpr std::int64_t kWidth = 96;

/// y = table[ids], the table being all of a file.
std::shared_ptr<const Model> lookUpModel(const std::string &path, DType type, std::int64_t axis)
{
    const auto file = InputFile::open(path);
    if (!file)
        return nullptr;
    const std::int64_t bytes = (*file)->size();
    const Shape shape{bytes / (kWidth * dtypeBits(type) / 8), kWidth};
    GraphBuilder builder;
    builder.addInput(builder.value("ids"));
    builder.setInitializer(builder.value("table"), ConstantTensor(type, shape, makeFileSource(*file, 0, bytes)));
    Node node;
    node.opType = "Gather";
    node.inputs = {builder.value("table"), builder.value("ids")};
    node.outputs = {builder.value("y")};
    Attribute attribute;
    attribute.name = "axis";
    attribute.value = axis;
    node.attributes.push_back(std::move(attribute));
    builder.addNode(std::move(node));
    builder.addOutput(builder.value("y"));
    auto model = std::make_shared<Model>();
    model->opsets[""] = 17;
    model->graph = *std::move(builder).finish();
    return model;
}

Tensor ids(std::vector<std::int64_t> values, Shape shape)
{
    return Tensor::of<std::int64_t>(std::move(shape), std::span<const std::int64_t>(values));
}

/// What did the only node's work.
std::string implementationOf(Runner &runner)
{
    for (const NodeTime &time : runner.executor().profile())
        if (time.node == 0)
            return time.implementation;
    return {};
}

} // namespace

/// Large tables of which a run reads few rows stay in the model's file.
class TestFileRows : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const QString &name, std::int64_t bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QFile::WriteOnly))
            return {};
        std::mt19937 random(7);
        QByteArray content(bytes, Qt::Uninitialized);
        for (char &byte : content)
            byte = static_cast<char>(random() % 120);
        file.write(content);
        return file.fileName().toStdString();
    }

    static EngineOptions profiled()
    {
        EngineOptions options;
        options.profile = true;
        return options;
    }

private slots:
    void rowsAreThoseOfTheTable_data();
    void rowsAreThoseOfTheTable();
    void smallTablesAreLoaded();
    void wrongIndicesAreErrors();
    void aChangedFileIsAnError();
};

void TestFileRows::rowsAreThoseOfTheTable_data()
{
    QTest::addColumn<int>("type");
    for (const DType type : {DType::Float, DType::Float16, DType::UInt8, DType::Int64})
        QTest::newRow(std::string(dtypeName(type)).c_str()) << static_cast<int>(type);
}

void TestFileRows::rowsAreThoseOfTheTable()
{
    QFETCH(const int, type);
    const std::string path = write(QStringLiteral("table"), kWidth * 8 * 12000);
    const auto model = lookUpModel(path, static_cast<DType>(type), 0);
    QVERIFY(model);
    // Neighbours, the last row from both ends, and the same row twice.
    const Tensor wanted = ids({5, 6, 7, 0, -1, 11999, 11998, 11999, 3, 3, -12000}, Shape{1, 11});
    const auto reference = Runner(model, referenceOnly()).run({wanted});
    QVERIFY2(reference, reference ? "" : reference.error().debugText().c_str());
    Runner runner(model, profiled());
    for (int turn = 0; turn < 2; ++turn) {
        const auto found = runner.run({wanted});
        QVERIFY2(found, found ? "" : found.error().debugText().c_str());
        const Tensor &a = found->front().tensor();
        const Tensor &b = reference->front().tensor();
        QVERIFY(a.dtype() == b.dtype() && a.shape() == b.shape());
        QVERIFY(std::equal(a.raw(), a.raw() + a.bytes(), b.raw()));
    }
    QCOMPARE(implementationOf(runner), std::string("rows of the file"));
}

void TestFileRows::smallTablesAreLoaded()
{
    const auto implementation = [&](std::int64_t bytes, std::int64_t count, std::int64_t axis) {
        Runner runner(lookUpModel(write(QStringLiteral("small"), bytes), DType::Float, axis), profiled());
        const Tensor wanted = ids(std::vector<std::int64_t>(static_cast<std::size_t>(count), 1), Shape{count});
        return runner.run({wanted}) && runner.run({wanted}) ? implementationOf(runner) : std::string("none");
    };
    constexpr std::int64_t kRow = kWidth * 4;
    QCOMPARE(implementation(kRow * 30000, 8, 0), std::string("rows of the file"));
    QVERIFY(implementation(kRow * 1000, 8, 0).starts_with("reference"));
    QVERIFY(implementation(kRow * 30000, 29000, 0).starts_with("reference"));
    QVERIFY(implementation(kRow * 30000, 8, 1).starts_with("reference"));
}

void TestFileRows::wrongIndicesAreErrors()
{
    const std::string path = write(QStringLiteral("errors"), kWidth * 4 * 30000);
    for (const std::int64_t index : {std::int64_t{30000}, std::int64_t{-30001}, std::numeric_limits<std::int64_t>::min()}) {
        Runner runner(lookUpModel(path, DType::Float, 0), {});
        const auto found = runner.run({ids({1, index}, Shape{2})});
        QVERIFY(!found);
        QVERIFY(found.error().code() == errc::kBadArgument);
        // And the next run is right again.
        QVERIFY(runner.run({ids({1, 2}, Shape{2})}));
    }
}

void TestFileRows::aChangedFileIsAnError()
{
    const std::string path = write(QStringLiteral("changed"), kWidth * 4 * 30000);
    Runner runner(lookUpModel(path, DType::Float, 0), {});
    QVERIFY(runner.run({ids({1, 2}, Shape{2})}));
    write(QStringLiteral("changed"), kWidth * 4 * 29000);
    const auto found = runner.run({ids({1, 2}, Shape{2})});
    QVERIFY(!found);
    QVERIFY(found.error().code() == errc::kFileChanged);
}

QTEST_GUILESS_MAIN(TestFileRows)
#include "tst_file_rows.moc"
