// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"
#include "core/model/model_checks.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/ops/operator.h"
#include "core/quant/quantize.h"
#include "tests/support/model_bytes.h"
#include "tests/support/same_model.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace halftone;
using namespace halftone::test;

namespace {

std::string identity(const std::string &extra = {})
{
    return nodeField("Identity", {"x"}, {"y"}) + valueField(11, "x") + valueField(12, "y") + extra;
}

std::string initializer(const std::string &tensor) { return identity(textField(5, tensor)); }

/// If within If, `depth` levels below the main graph.
std::string nested(int depth)
{
    std::string body = nodeField("Identity", {"c"}, {"inner"}) + valueField(12, "inner");
    for (int level = 1; level < depth; ++level)
        body = nodeField("If", {"c"}, {"inner"}, graphAttribute("then_branch", body)) + valueField(12, "inner");
    return nodeField("If", {"c"}, {"y"}, graphAttribute("then_branch", body)) + valueField(11, "c") + valueField(12, "y");
}

/// A FunctionProto that calls others.
std::string functionField(const std::string &name, const std::vector<std::string> &callees)
{
    std::string body;
    std::string last = "x";
    for (const std::string &callee : callees) {
        body += textField(7, textField(1, last) + textField(2, last + "'") + textField(4, callee) + textField(7, "f"));
        last += "'";
    }
    return textField(25, textField(1, name) + textField(10, "f") + textField(4, "x") + textField(5, last) + body);
}

std::string sparse(const std::vector<std::int64_t> &indices, const std::string &values)
{
    std::string raw(reinterpret_cast<const char *>(indices.data()), indices.size() * 8);
    const auto count = static_cast<std::int64_t>(indices.size());
    return identity(textField(15,
        textField(1, tensorBytes("s", 1, {count}, values)) + textField(2, tensorBytes("", 7, {count}, textField(9, raw)))
            + intField(3, 4)));
}

} // namespace

class TestHostileModels : public QObject
{
    Q_OBJECT

private slots:
    void errors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const std::string &bytes, const char *error) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(error);
        };
        row("empty file", "", "model.empty-file() at m");
        row("no graph", intField(1, 8), "model.no-graph() at m");
        row("HTML", "\n<!DOCTYPE html><html>", "model.is-html() at m");
        row("git-lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0", "model.is-lfs-pointer() at m");
        row("ZIP", "PK\3\4....", "model.is-archive(ZIP) at m");
        row("TFLite", std::string("\x1c\0\0\0TFL3....", 12), "model.is-other-format(TensorFlow Lite) at m");
        row("noise", "this is no model at all", "base.wire-malformed(0) at m");
        row("field longer than the file",
            "\x3a\x7f"
            "123",
            "base.wire-truncated(0, 5) at m");
        row("field above 2 GiB", std::string("\x3a\xff\xff\xff\xff\x0f", 6), "base.wire-field-too-long(0, 4294967295) at m");
        row("millions of empty initializers", modelBytes([] {
            std::string bytes;
            for (int i = 0; i < 2'500'000; ++i)
                bytes += std::string("\x2a\0", 2);
            return bytes;
        }()),
            "tensor.type(0) at m");
        row("node without a type", modelBytes(textField(1, "")), "model.no-op-type() at m");
        row("value without a name", modelBytes(valueField(11, "")), "model.no-name() at m");
        row("nesting of 33", modelBytes(nested(33)), "model.nesting(32) at If");
        row("cycle", modelBytes(nodeField("A", {"b"}, {"a"}) + nodeField("B", {"a"}, {"b"})), "model.cycle(A_a) at A_a");
        row("missing producer", modelBytes(nodeField("Relu", {"nowhere"}, {"y"}) + valueField(12, "y")),
            "model.missing-producer(nowhere, Relu_y) at Relu_y");
        row("missing output", modelBytes(valueField(12, "y")), "model.missing-producer(y, ) at m");
        row("missing producer in a subgraph",
            modelBytes(
                nodeField("If", {"c"}, {"y"}, graphAttribute("then_branch", nodeField("Relu", {"gone"}, {"z"}) + valueField(12, "z")))
                + valueField(11, "c") + valueField(12, "y")),
            "model.missing-producer(gone, If_y) at If_y");
        row("recursive function", modelBytes(identity(), functionField("a", {"b"}) + functionField("b", {"a"})),
            "model.recursive-function(a) at m");
        row("function twice", modelBytes(identity(), functionField("a", {}) + functionField("a", {})), "model.duplicate-function(a) at m");
        row("functions that double 30 times",
            modelBytes(identity(),
                [] {
                    std::string functions;
                    for (int i = 0; i < 30; ++i)
                        functions += functionField("f" + std::to_string(i), {"f" + std::to_string(i + 1), "f" + std::to_string(i + 1)});
                    return functions;
                }()),
            "model.function-explosion(50000000) at m");
        row("recursion inside If",
            modelBytes(identity(),
                textField(25,
                    textField(1, "a") + textField(10, "f") + textField(4, "x") + textField(5, "y")
                        + textField(7,
                            textField(1, "x") + textField(2, "y") + textField(4, "If")
                                + graphAttribute("then_branch", nodeField("a", {"x"}, {"z"}, textField(7, "f")) + valueField(12, "z"))))),
            "model.recursive-function(a) at m");
        row("attribute of two kinds",
            modelBytes(nodeField("A", {}, {"a"}, textField(5, textField(1, "k") + intField(8, 1) + intField(20, 2)))),
            "model.attribute-type(k) at A");
        row("floats of five bytes", modelBytes(nodeField("A", {}, {"a"}, textField(5, textField(1, "k") + textField(7, "12345")))),
            "model.attribute-type(k) at A");
        row("dims that wrap", modelBytes(initializer(tensorBytes("w", 1, {1LL << 40, 1LL << 40}, textField(9, "1234")))),
            "tensor.shape-overflow(1099511627776×1099511627776) at w");
        row("negative dim", modelBytes(initializer(tensorBytes("w", 1, {-1}, textField(9, "1234")))), "tensor.dims(-1) at w");
        row("huge dims without data", modelBytes(initializer(tensorBytes("w", 1, {1LL << 40}, {}))), "tensor.count(1099511627776, 0) at w");
        row("short data", modelBytes(initializer(tensorBytes("w", 1, {2}, textField(9, "1234")))), "tensor.bytes(8, 4) at w");
        row("type 99", modelBytes(initializer(tensorBytes("w", 99, {1}, textField(9, "1")))), "tensor.type(99) at w");
        row("rank of a million", modelBytes(initializer(tensorBytes("w", 3, std::vector<std::int64_t>(1'000'000, 1), textField(9, "1")))),
            "tensor.dims(1025-D) at w");
        row("external data without a folder", modelBytes(initializer(tensorBytes("w", 1, {1}, externalFields({{"location", "w.bin"}})))),
            "model.external-no-folder() at w");
        row("sparse out of range", modelBytes(sparse({1, 4}, textField(9, "12345678"))), "model.sparse-index(1) at s");
        row("sparse out of order", modelBytes(sparse({2, 1}, textField(9, "12345678"))), "model.sparse-index(1) at s");
        row("sparse of other counts",
            modelBytes(identity(textField(15,
                textField(1, tensorBytes("s", 1, {1}, textField(9, "1234"))) + textField(2, tensorBytes("", 7, {0}, {}))
                    + intField(3, 4)))),
            "model.sparse-shape(1 / 0, 4) at s");
    }

    void errors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, error);
        const auto model = readModelFromMemory({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "m");
        QVERIFY(!model);
        QCOMPARE(QString::fromStdString(model.error().debugText()), error);
    }

    void issues_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("issue");
        const auto row = [](const char *name, const std::string &bytes, const char *issue) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(issue);
        };
        const auto opsets = [](const std::string &fields) { return intField(1, 8) + textField(7, identity()) + fields; };
        const auto opset = [](std::int64_t version) { return textField(8, textField(1, "ai.onnx") + intField(2, version)); };
        row("no IR version", textField(7, identity()) + opset(17), "model.ir-missing()");
        row("IR of the future", intField(1, 99) + textField(7, identity()) + opset(17), "model.ir-future(99, 14)");
        row("no opset", opsets({}), "model.opset-missing()");
        row("two opsets", opsets(opset(13) + opset(17)), "model.opset-duplicate()");
        row("opset of the future", opsets(opset(INT64_MAX)), "model.opset-future(9223372036854775807, 28)");
        row("negative opset", opsets(opset(-1)), "model.opset-invalid(, -1)");
        row("unsorted", modelBytes(nodeField("B", {"a"}, {"b"}) + nodeField("A", {}, {"a"})), "model.unsorted()");
        row("equal names", modelBytes(nodeField("A", {}, {"a"}, textField(3, "n")) + nodeField("B", {}, {"b"}, textField(3, "n"))),
            "model.duplicate-node-name(n)");
        row("bad UTF-8", modelBytes(identity(valueField(13, "\xff"))), "model.bad-utf8(\xff)");
    }

    void issues()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, issue);
        const auto model = readModelFromMemory({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "m");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        QCOMPARE((*model)->issues.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString((*model)->issues.front().message.debugText()), issue);
    }

    void repeatedValuesAreForLooking_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("issue");
        QTest::addColumn<QString>("made");
        const auto row = [](const char *name, const std::string &bytes, const char *issue, const char *made) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(issue) << QString::fromUtf8(made);
        };
        row("two producers", modelBytes(nodeField("A", {}, {"a"}) + nodeField("B", {}, {"a"}) + nodeField("C", {"a"}, {"c"})),
            "model.duplicate-producer(a)", "A→a B→a (2) a (2)→C→c");
        row("one node makes it twice", modelBytes(nodeField("A", {}, {"a", "a"})), "model.duplicate-producer(a)", "A→a,a (2)");
        row("producer of an input", modelBytes(identity(nodeField("A", {}, {"x"}))), "model.duplicate-producer(x)", "x→Identity→y A→x (2)");
        row("input twice", modelBytes(identity(valueField(11, "x"))), "model.duplicate-value(x)", "x→Identity→y");
        row("initializer twice",
            modelBytes(identity(
                textField(5, tensorBytes("w", 3, {1}, textField(9, "1"))) + textField(5, tensorBytes("w", 3, {1}, textField(9, "1"))))),
            "model.duplicate-value(w)", "x→Identity→y");
    }

    void repeatedValuesAreForLooking()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, issue);
        QFETCH(QString, made);
        const auto model = readModelFromMemory({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "m");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        QCOMPARE((*model)->issues.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString((*model)->issues.front().message.debugText()), issue);
        QStringList nodes;
        for (const Node &node : (*model)->graph->nodes()) {
            const auto names = [&](const std::vector<ValueId> &ids) {
                QStringList texts;
                for (const ValueId id : ids)
                    texts.append(QString::fromStdString((*model)->graph->value(id).name));
                return texts.join(u',');
            };
            nodes.append((node.inputs.empty() ? QString() : names(node.inputs) + u'→') + QString::fromStdString(node.opType) + u'→'
                + names(node.outputs));
        }
        QCOMPARE(nodes.join(u' '), made);
        NoProgress progress;
        const auto text = [](const auto &result) { return result ? QString() : QString::fromStdString(result.error().debugText()); };
        QCOMPARE(text(PreparedModel::prepare(*model, {}, progress)), issue);
        QCOMPARE(text(preprocess(*model, progress)), issue);
    }

    void versionsOfTheFutureAreForLooking_data()
    {
        QTest::addColumn<qint64>("ir");
        QTest::addColumn<qint64>("opset");
        QTest::addColumn<QString>("error");
        QTest::newRow("newest known") << qint64(kNewestIrVersion) << qint64(kNewestOpset) << QString();
        QTest::newRow("IR version") << qint64(kNewestIrVersion + 1) << qint64(17) << QStringLiteral("model.ir-future(15, 14)");
        QTest::newRow("opset") << qint64(8) << qint64(kNewestOpset + 1) << QStringLiteral("model.opset-future(29, 28)");
    }

    void versionsOfTheFutureAreForLooking()
    {
        QFETCH(qint64, ir);
        QFETCH(qint64, opset);
        QFETCH(QString, error);
        const auto model
            = readModelFromMemory(intField(1, ir) + textField(7, identity()) + textField(8, textField(1, "") + intField(2, opset)), "m");
        QVERIFY(model);
        NoProgress progress;
        const auto text = [](const auto &result) { return result ? QString() : QString::fromStdString(result.error().debugText()); };
        QCOMPARE(text(PreparedModel::prepare(*model, {}, progress)), error);
        QCOMPARE(text(preprocess(*model, progress)), error);
    }

    void acceptedThoughUnusual()
    {
        QVERIFY(readModelFromMemory(modelBytes(nested(32)), "m"));
        const std::string longName(10'000'000, 'n');
        QVERIFY(readModelFromMemory(modelBytes(nodeField("A", {}, {longName})), "m"));
        // Longer fields would end the file, so this one is the last.
        const auto markup = readModelFromMemory(modelBytes(identity(textField(10, "<b>\xe2\x80\xae"))), "m");
        QCOMPARE((*markup)->graph->docString(), std::string("<b>\xe2\x80\xae"));
        const auto sparseModel = readModelFromMemory(modelBytes(sparse({1, 3}, textField(9, "12345678"))), "m");
        QVERIFY2(sparseModel, sparseModel ? "" : sparseModel.error().debugText().c_str());
        const auto dense = (*sparseModel)->graph->initializers().front().tensor.load();
        QCOMPARE(dense->count(), std::int64_t(4));
        QCOMPARE(std::to_integer<char>(dense->raw()[4]), '1');
    }

    void unknownFieldsSurvive()
    {
        const std::string graph = nodeField("Identity", {"x"}, {"y"},
                                      textField(8, "over") + entryField(9, "k", "v") + textField(10, "device") + intField(99, 5))
            + valueField(11, "x") + valueField(12, "y") + entryField(16, "gk", "gv") + textField(77, "graph")
            + textField(5, tensorBytes("unused", 3, {1}, textField(9, "1") + textField(88, "tensor")));
        const auto model = readModelFromMemory(modelBytes(graph, textField(26, "configuration") + textField(20, "training")), "m");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        QCOMPARE((*model)->graph->node(0).overload, std::string("over"));
        const auto bytes = serializeModel(**model);
        const auto again = readModelFromMemory(*bytes, "again");
        QVERIFY(again);
        QCOMPARE(QString::fromStdString(ModelDifference::find(**model, **again)), QString());
        for (const char *text : {"device", "graph", "tensor", "configuration", "training"})
            QVERIFY2(bytes->find(text) != std::string::npos, text);
    }

    void everyCutIsRefusedOrAModel()
    {
        QFile file(QStringLiteral(HALFTONE_TEST_DATA "/models/mnist.onnx"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        int accepted = 0;
        for (qsizetype length = 0; length < bytes.size(); ++length)
            accepted += readModelFromMemory({bytes.constData(), static_cast<std::size_t>(length)}, "cut") ? 1 : 0;
        // Only cuts between the last fields of the model itself leave a model.
        QVERIFY2(accepted < 10, qPrintable(QString::number(accepted)));
    }

    /// What is accepted after damage must be sound enough to be written and read again.
    void bitFlips()
    {
        QFile file(QStringLiteral(HALFTONE_TEST_DATA "/models/mnist.onnx"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray original = file.readAll();
        std::mt19937 random(7);
        int accepted = 0;
        for (int round = 0; round < 10000; ++round) {
            std::string bytes = original.toStdString();
            for (unsigned flip = 0; flip <= random() % 4; ++flip)
                bytes[random() % bytes.size()] ^= static_cast<char>(1U << random() % 8);
            const auto model = readModelFromMemory(bytes, "flipped");
            if (!model)
                continue;
            ++accepted;
            const auto written = serializeModel(**model);
            QVERIFY(written);
            const auto again = readModelFromMemory(*written, "again");
            QVERIFY2(again, again ? "" : again.error().debugText().c_str());
            const std::string difference = ModelDifference::find(**model, **again);
            QVERIFY2(difference.empty(), difference.c_str());
        }
        QVERIFY(accepted > 1000 && accepted < 10000);
    }

    void longChainsAreFast()
    {
        std::string graph = valueField(11, "v0");
        for (int i = 0; i < 100'000; ++i)
            graph += nodeField("Relu", {"v" + std::to_string(i)}, {"v" + std::to_string(i + 1)});
        graph += valueField(12, "v100000");
        QElapsedTimer clock;
        clock.start();
        NoProgress progress;
        const auto model = readModelFromMemory(modelBytes(graph), "long");
        QVERIFY(model);
        QCOMPARE((*model)->graph->nodes().size(), std::size_t(100'000));
        QVERIFY(inferFacts(**model, {}, progress));
        QVERIFY(preprocess(*model, progress));
        QVERIFY2(clock.elapsed() < 60000, qPrintable(QString::number(clock.elapsed())));
    }

    /// Names of other formats may stand at their places by chance.
    void textLikeOtherFormatsIsNoOtherFormat()
    {
        const auto model = readModelFromMemory(textField(2, "..TFL3..") + modelBytes(identity()), "m");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        QCOMPARE((*model)->producerName, std::string("..TFL3.."));
    }

    /// protobuf does not write lists without elements: only the type says that they are there.
    void emptyListsAreValues_data()
    {
        QTest::addColumn<int>("type");
        for (int type = 6; type <= 10; ++type)
            QTest::addRow("type %d", type) << type;
    }

    void emptyListsAreValues()
    {
        QFETCH(int, type);
        const auto model
            = readModelFromMemory(modelBytes(nodeField("A", {}, {"a"}, textField(5, textField(1, "k") + intField(20, type)))), "m");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        const auto again = readModelFromMemory(*serializeModel(**model), "again");
        QVERIFY2(again, again ? "" : again.error().debugText().c_str());
        QCOMPARE(QString::fromStdString(ModelDifference::find(**model, **again)), QString());
    }

    /// Shown as they are, kept float, written back unchanged.
    void unknownDomainsStayAsTheyAre()
    {
        const std::string graph
            = nodeField("Warp", {"x"}, {"w"}, textField(7, "com.acme") + textField(5, textField(1, "k") + intField(3, 7) + intField(20, 2)))
            + nodeField("Relu", {"w"}, {"y"}) + valueField(11, "x") + valueField(12, "y");
        const auto model = readModelFromMemory(modelBytes(graph, textField(8, textField(1, "com.acme") + intField(2, 3))), "m");
        QVERIFY(model);
        QVERIFY((*model)->issues.empty());
        NoProgress progress;
        const auto facts = inferFacts(**model, {}, progress);
        QVERIFY(facts);
        const auto decisions = decideNodes(**model, *facts, Recipe());
        QCOMPARE(decisions.size(), std::size_t(2));
        QVERIFY(decisions[0].precision == Precision::Float);
        const auto again = readModelFromMemory(*serializeModel(**model), "again");
        QVERIFY(again);
        QCOMPARE(QString::fromStdString(ModelDifference::find(**model, **again)), QString());
        const auto prepared = PreparedModel::prepare(*model, {}, progress);
        QVERIFY(prepared);
        const std::vector<RuntimeValue> inputs{Tensor::of<float>(Shape{1}, {1.0F})};
        const auto run = Executor(*prepared, 1).run(inputs, nullptr, progress);
        QVERIFY(!run);
        QCOMPARE(
            QString::fromStdString(run.error().debugText()), QStringLiteral("ops.unknown-operator(Warp, com.acme, 3) at Warp `Warp_w`"));
    }

    void wideGraphsAreFast()
    {
        std::string graph = valueField(11, "x");
        for (int i = 0; i < 100'000; ++i)
            graph += nodeField("Relu", {"x"}, {"y" + std::to_string(i)});
        QElapsedTimer clock;
        clock.start();
        const auto model = readModelFromMemory(modelBytes(graph), "wide");
        QVERIFY(model);
        QCOMPARE((*model)->graph->value((*model)->graph->findValue("x")).consumers.size(), std::size_t(100'000));
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestHostileModels)
#include "tst_hostile_models.moc"
