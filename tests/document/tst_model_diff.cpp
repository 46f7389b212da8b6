// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/model_diff.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace halftone;
using test::GraphMaker;
using Kind = ModelDifference::Kind;

namespace {

std::vector<const ModelDifference *> ofKind(const ModelDiff &diff, Kind kind)
{
    std::vector<const ModelDifference *> found;
    for (const ModelDifference &difference : diff.differences)
        if (difference.kind == kind)
            found.push_back(&difference);
    return found;
}

ModelDiff diffOf(const std::shared_ptr<const Model> &a, const std::shared_ptr<const Model> &b)
{
    NoProgress progress;
    auto diff = diffModels(*a, *b, progress);
    if (!diff)
        qFatal("the models could not be compared");
    return std::move(*diff);
}

/// x → Conv → Relu → MaxPool → Conv → y, with names a person gave.
GraphMaker base()
{
    GraphMaker maker;
    maker.input("x", {1, 3, 8, 8}).weight("w1", {4, 3, 3, 3}).weight("w2", {4, 4, 1, 1});
    return maker;
}

std::shared_ptr<const Model> plain()
{
    return base()
        .node("Conv", "/stem/Conv", {"x", "w1"}, {"a"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
        .node("Relu", "/stem/Relu", {"a"}, {"b"})
        .node("MaxPool", "/pool/MaxPool", {"b"}, {"c"}, {GraphMaker::ints("kernel_shape", {2, 2})})
        .node("Conv", "/head/Conv", {"c", "w2"}, {"y"})
        .output("y")
        .model();
}

/// The same with the first convolution's data and weights in int8.
std::shared_ptr<const Model> quantized(float scale)
{
    const auto weights = plain()->graph->initializers()[0].tensor.load();
    std::vector<std::int8_t> integers;
    for (const float value : weights->as<float>())
        integers.push_back(static_cast<std::int8_t>(std::clamp(std::lround(value / scale), -127L, 127L)));
    return base()
        .constant("w1_quantized", Tensor::of<std::int8_t>(Shape{4, 3, 3, 3}, std::span<const std::int8_t>(integers)))
        .constant("s", Tensor::scalar<float>(scale))
        .constant("z", Tensor::scalar<std::int8_t>(0))
        .node("QuantizeLinear", "x_QuantizeLinear", {"x", "s", "z"}, {"xq"})
        .node("DequantizeLinear", "x_DequantizeLinear", {"xq", "s", "z"}, {"xd"})
        .node("DequantizeLinear", "w1_DequantizeLinear", {"w1_quantized", "s", "z"}, {"w1d"})
        .node("Conv", "/stem/Conv", {"xd", "w1d"}, {"a"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
        .node("Relu", "/stem/Relu", {"a"}, {"b"})
        .node("MaxPool", "/pool/MaxPool", {"b"}, {"c"}, {GraphMaker::ints("kernel_shape", {2, 2})})
        .node("Conv", "/head/Conv", {"c", "w2"}, {"y"})
        .output("y")
        .model();
}

/// Convolutions in a row with names that only count; `extra` puts a Relu before number `extra`.
std::shared_ptr<const Model> counted(int extra)
{
    GraphMaker maker;
    maker.input("x", {1, 4, 8, 8});
    std::string previous = "x";
    int number = 0;
    const auto add = [&](const char *type, std::vector<std::string> inputs) {
        const std::string name = std::string(type) + "_" + std::to_string(number);
        const std::string output = std::to_string(100 + number++);
        maker.node(type, name, std::move(inputs), {output});
        previous = output;
    };
    for (int i = 0; i < 6; ++i) {
        if (i == extra)
            add("Relu", {previous});
        maker.weight("w" + std::to_string(i), {4, 4, 1, 1});
        add("Conv", {previous, "w" + std::to_string(i)});
    }
    return maker.output(previous).model();
}

} // namespace

class TestModelDiff : public QObject
{
    Q_OBJECT

private slots:
    void equalModelsDoNotDiffer()
    {
        const ModelDiff diff = diffOf(plain(), plain());
        QVERIFY(diff.differences.empty());
        QCOMPARE(diff.matched, std::size_t(4));
        QVERIFY(std::all_of(diff.changeA.begin(), diff.changeA.end(), [](NodeChange change) { return change == NodeChange::Same; }));
    }

    void attributesAndOpsets()
    {
        const auto other = base()
                               .node("Conv", "/stem/Conv", {"x", "w1"}, {"a"}, {GraphMaker::ints("strides", {2, 2})})
                               .node("Relu", "/stem/Relu", {"a"}, {"b"})
                               .node("MaxPool", "/pool/MaxPool", {"b"}, {"c"}, {GraphMaker::ints("kernel_shape", {3, 3})})
                               .node("Conv", "/head/Conv", {"c", "w2"}, {"y"})
                               .output("y")
                               .model(19);
        const ModelDiff diff = diffOf(plain(), other);
        const auto attributes = ofKind(diff, Kind::Attribute);
        QCOMPARE(attributes.size(), std::size_t(3));
        QCOMPARE(attributes[0]->subject, std::string("pads"));
        QVERIFY(!attributes[0]->before.empty() && attributes[0]->after.empty());
        QCOMPARE(attributes[1]->subject, std::string("strides"));
        QCOMPARE(attributes[2]->before, std::string("[2, 2]"));
        QCOMPARE(attributes[2]->after, std::string("[3, 3]"));
        const auto opsets = ofKind(diff, Kind::Opset);
        QCOMPARE(opsets.size(), std::size_t(1));
        QCOMPARE(opsets[0]->before + "→" + opsets[0]->after, std::string("17→19"));
        QCOMPARE(diff.changed, std::size_t(2));
        QCOMPARE(diff.changeA[0], NodeChange::Changed);
    }

    void weightsAreComparedByNumbers()
    {
        const auto weights = plain()->graph->initializers()[0].tensor.load();
        std::vector<float> moved(weights->as<float>().begin(), weights->as<float>().end());
        moved[7] += 0.5F;
        const auto other = base()
                               .constant("w1b", Tensor::of<float>(Shape{4, 3, 3, 3}, std::span<const float>(moved)))
                               .node("Conv", "/stem/Conv", {"x", "w1b"}, {"a"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
                               .node("Relu", "/stem/Relu", {"a"}, {"b"})
                               .node("MaxPool", "/pool/MaxPool", {"b"}, {"c"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                               .node("Conv", "/head/Conv", {"c", "w2"}, {"y"})
                               .output("y")
                               .model();
        const ModelDiff diff = diffOf(plain(), other);
        QCOMPARE(diff.differences.size(), std::size_t(1));
        const ModelDifference &only = diff.differences[0];
        QCOMPARE(only.kind, Kind::Constant);
        QVERIFY(only.numbers);
        QVERIFY(std::abs(only.numbers->largest - 0.5) < 1e-6);
        QVERIFY(std::abs(only.numbers->rms - 0.5 / std::sqrt(static_cast<double>(moved.size()))) < 1e-6);
    }

    void quantizersAreSeenThrough()
    {
        const ModelDiff diff = diffOf(plain(), quantized(0.05F));
        QCOMPARE(diff.added + diff.removed, std::size_t(0));
        QCOMPARE(diff.matched, std::size_t(4));
        QCOMPARE(diff.converted, std::size_t(1));
        const auto precision = ofKind(diff, Kind::Precision);
        QCOMPARE(precision.size(), std::size_t(1));
        QCOMPARE(precision[0]->before + "→" + precision[0]->after, std::string("→int8"));
        const auto constants = ofKind(diff, Kind::Constant);
        QCOMPARE(constants.size(), std::size_t(1));
        QVERIFY(constants[0]->numbers);
        // Rounding to steps of 0.05 is off by at most half of one.
        QVERIFY(constants[0]->numbers->largest <= 0.0251);
        QVERIFY(constants[0]->numbers->sqnrDb > 30);
        // Coarser steps are farther off.
        const ModelDiff coarse = diffOf(plain(), quantized(0.2F));
        QVERIFY(ofKind(coarse, Kind::Constant)[0]->numbers->sqnrDb < constants[0]->numbers->sqnrDb - 6);
    }

    void integerOperatorsAreTheFloatOnes()
    {
        const auto integer
            = base()
                  .constant(
                      "w1q", Tensor::of<std::int8_t>(Shape{4, 3, 3, 3}, std::span<const std::int8_t>(std::vector<std::int8_t>(108, 3))))
                  .constant("s", Tensor::scalar<float>(0.1F))
                  .constant("z", Tensor::scalar<std::uint8_t>(128))
                  .constant("wz", Tensor::scalar<std::int8_t>(0))
                  .node("QuantizeLinear", "q", {"x", "s", "z"}, {"xq"})
                  .node("QLinearConv", "/stem/Conv_quant", {"xq", "s", "z", "w1q", "s", "wz", "s", "z"}, {"aq"})
                  .node("DequantizeLinear", "d", {"aq", "s", "z"}, {"a"})
                  .node("Relu", "/stem/Relu", {"a"}, {"b"})
                  .node("MaxPool", "/pool/MaxPool", {"b"}, {"c"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                  .node("Conv", "/head/Conv", {"c", "w2"}, {"y"})
                  .output("y")
                  .model();
        const ModelDiff diff = diffOf(plain(), integer);
        QCOMPARE(diff.added + diff.removed, std::size_t(0));
        const NodeId conv = integer->graph->findNode("/stem/Conv_quant");
        QCOMPARE(diff.matching.bOfA[0], conv);
        QCOMPARE(diff.changeB[conv], NodeChange::Precision);
        QVERIFY(ofKind(diff, Kind::Constant).at(0)->numbers.has_value());
    }

    void aNodePutInShiftsNothing_data()
    {
        QTest::addColumn<int>("extra");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("before Conv %d", i) << i;
    }
    void aNodePutInShiftsNothing()
    {
        QFETCH(int, extra);
        const auto a = counted(-1), b = counted(extra);
        const ModelDiff diff = diffOf(a, b);
        QCOMPARE(diff.removed, std::size_t(0));
        QCOMPARE(diff.added, std::size_t(1));
        QCOMPARE(diff.matched, std::size_t(6));
        for (NodeId id = 0; id < a->graph->nodes().size(); ++id) {
            const NodeId other = diff.matching.bOfA[id];
            QCOMPARE(b->graph->value(b->graph->node(other).inputs[1]).name, a->graph->value(a->graph->node(id).inputs[1]).name);
        }
        const NodeId relu = b->graph->findNode("Relu_" + std::to_string(extra));
        QCOMPARE(diff.changeB[relu], NodeChange::Added);
        // The one that reads something else now is said to.
        QCOMPARE(ofKind(diff, Kind::Input).size(), std::size_t(1));
    }

    void anotherOperatorInTheSamePlace()
    {
        const auto other = base()
                               .node("Conv", "/stem/Conv", {"x", "w1"}, {"a"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
                               .node("LeakyRelu", "/stem/LeakyRelu", {"a"}, {"b"})
                               .node("MaxPool", "/pool/MaxPool", {"b"}, {"c"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                               .node("Conv", "/head/Conv", {"c", "w2"}, {"y"})
                               .output("y")
                               .model();
        const ModelDiff diff = diffOf(plain(), other);
        const auto types = ofKind(diff, Kind::Type);
        QCOMPARE(types.size(), std::size_t(1));
        QCOMPARE(types[0]->before + "→" + types[0]->after, std::string("Relu→LeakyRelu"));
        QCOMPARE(diff.added + diff.removed, std::size_t(0));
    }

    void removedNodesAndInterface()
    {
        const auto other = base()
                               .node("Conv", "/stem/Conv", {"x", "w1"}, {"a"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
                               .node("Relu", "/stem/Relu", {"a"}, {"b"})
                               .output("b")
                               .model();
        const ModelDiff diff = diffOf(plain(), other);
        QCOMPARE(diff.removed, std::size_t(2));
        QCOMPARE(diff.changeA[3], NodeChange::Removed);
        const auto interface = ofKind(diff, Kind::Interface);
        QCOMPARE(interface.size(), std::size_t(1));
        QVERIFY(interface[0]->before.starts_with("y ") && interface[0]->after.starts_with("b "));
    }

    void canBeCancelled()
    {
        class Stop final : public Progress
        {
            bool report(std::int64_t, std::int64_t) override { return false; }
            bool cancelled() const override { return true; }
        } stop;
        const auto diff = diffModels(*plain(), *plain(), stop);
        QVERIFY(!diff);
        QVERIFY(diff.error().code() == errc::kCancelled);
    }
};

QTEST_GUILESS_MAIN(TestModelDiff)
#include "tst_model_diff.moc"
