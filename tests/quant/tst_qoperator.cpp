// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/ort_script.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

Recipe qOperator(QuantProfile profile = QuantProfile::Plain)
{
    Recipe recipe = defaultRecipe(profile);
    recipe.method = RangeMethod::MinMax;
    recipe.format.type = QuantFormat::QOperator;
    return recipe;
}

/// Conv → Relu → MaxPool → Split, a branch of Sigmoid; Slice → Softmax; an Exp before a Conv that an output and a Tanh read too.
const FormatSubject &branches()
{
    static const FormatSubject subject(GraphMaker()
                                           .input("x", {1, 3, 8, 8})
                                           .weight("w", {4, 3, 3, 3}, 0.3F)
                                           .weight("v", {2, 2, 1, 1}, 0.5F)
                                           .constant("axes", Tensor::of<std::int64_t>(Shape{1}, {{1}}))
                                           .constant("begin", Tensor::of<std::int64_t>(Shape{1}, {{0}}))
                                           .constant("end", Tensor::of<std::int64_t>(Shape{1}, {{1}}))
                                           .node("Conv", "conv", {"x", "w"}, {"c"})
                                           .node("Relu", "relu", {"c"}, {"r"})
                                           .node("MaxPool", "pool", {"r"}, {"p"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                                           .node("Split", "split", {"p"}, {"s0", "s1"}, {GraphMaker::integer("axis", 1)})
                                           .node("Sigmoid", "sigmoid", {"s0"}, {"g"})
                                           .node("Mul", "mul", {"g", "s1"}, {"m"})
                                           .node("Exp", "exp", {"m"}, {"e"})
                                           .node("Conv", "conv2", {"e", "v"}, {"d"})
                                           .node("Tanh", "tanh", {"e"}, {"t"})
                                           .node("Slice", "slice", {"d", "begin", "end", "axes"}, {"l"})
                                           .node("Softmax", "softmax", {"l"}, {"y"}, {GraphMaker::integer("axis", -1)})
                                           .output("y")
                                           .output("t")
                                           .output("e")
                                           .model());
    return subject;
}

const Node *nodeOf(const QuantizeResult &result, const std::string &name)
{
    const NodeId id = result.model->graph->findNode(name);
    return id == kNone ? nullptr : &result.model->graph->node(id);
}

std::string input(const QuantizeResult &result, const std::string &node, std::size_t index)
{
    const Node *found = nodeOf(result, node);
    return found ? result.model->graph->value(found->inputs.at(index)).name : "no " + node;
}

std::string output(const QuantizeResult &result, const std::string &node, std::size_t index = 0)
{
    const Node *found = nodeOf(result, node);
    return found ? result.model->graph->value(found->outputs.at(index)).name : "no " + node;
}

/// Scale and zero point that a QLinearSoftmax writes with.
std::pair<float, int> softmaxScale(const QuantizeResult &result)
{
    const Node *node = nodeOf(result, "softmax_quant");
    if (!node)
        return {};
    const Graph &graph = *result.model->graph;
    const Tensor zero = *graph.constant(node->inputs.at(4))->load();
    return {graph.constant(node->inputs.at(3))->load()->as<float>()[0],
        zero.dtype() == DType::Int8 ? zero.as<std::int8_t>()[0] : zero.as<std::uint8_t>()[0]};
}

} // namespace

class TestQOperator : public QObject
{
    Q_OBJECT
private slots:
    void namesAreThoseOfOnnxRuntimesTool();
    void floatNodesAndOutputsReadFloats();
    void excludedNodesStayFloat();
    void softmaxHasItsScaleWhateverIsAsked();
    void ortWritesFewerOperators();
    void ortTakesConstantsForWeights();
    void ortDynamicHasItsOwnTypes();
    void scriptSaysWhatItLacks();
};

void TestQOperator::namesAreThoseOfOnnxRuntimesTool()
{
    const auto result = branches().quantized(qOperator());
    QCOMPARE(output(result, "x_QuantizeLinear"), "x_quantized");
    // The Relu vanished: what the Conv makes keeps the Conv's name.
    QCOMPARE(output(result, "conv_quant"), "c_quantized");
    QCOMPARE(input(result, "conv_quant", 6), "c_scale");
    QCOMPARE(output(result, "pool"), "p_quantized");
    QCOMPARE(output(result, "split_quant", 1), "s1quantized");
    QCOMPARE(input(result, "sigmoid_quant", 1), "c_scale");
    QCOMPARE(input(result, "exp", 0), "m");
    QCOMPARE(output(result, "y_DequantizeLinear"), "y");
    QCOMPARE(result.counterpart.at("p"), "p_quantized");
    QCOMPARE(result.counterpart.at("m"), "m");
    // Every error is found under the new names.
    const auto report = branches().compared(result);
    for (const char *name : {"c", "p", "s0", "g", "m", "d", "l"}) {
        if (std::string(name) != "c")
            QVERIFY2(report.find(name) && report.find(name)->accumulated.sqnrDb > 15, name);
    }
}

void TestQOperator::floatNodesAndOutputsReadFloats()
{
    const auto result = branches().quantized(qOperator());
    QCOMPARE(input(result, "tanh", 0), "e");
    QCOMPARE(output(result, "exp"), "e");
    QVERIFY(!nodeOf(result, "e_DequantizeLinear"));
    // Rounded for the Conv only.
    QCOMPARE(input(result, "conv2_quant", 0), "e_quantized");
    QCOMPARE(input(result, "e_QuantizeLinear", 0), "e");
}

void TestQOperator::excludedNodesStayFloat()
{
    Recipe recipe = qOperator();
    recipe.exclude.push_back(*NodePattern::parse("sigmoid"));
    const auto result = branches().quantized(recipe);
    QVERIFY(!nodeOf(result, "sigmoid_quant"));
    QVERIFY(nodeOf(result, "sigmoid"));
    QVERIFY(nodeOf(result, "mul_quant"));
}

void TestQOperator::softmaxHasItsScaleWhateverIsAsked()
{
    Recipe recipe = qOperator();
    recipe.qdq.minimumRange = 3.5;
    QCOMPARE(softmaxScale(branches().quantized(recipe)), (std::pair{1.0F / 256, 0}));
    recipe.activations = DType::Int8;
    recipe.symmetricActivations = true;
    QCOMPARE(softmaxScale(branches().quantized(recipe)), (std::pair{1.0F / 256, -128}));
}

void TestQOperator::ortWritesFewerOperators()
{
    QCOMPARE(output(branches().quantized(qOperator()), "slice"), "l_quantized");
    QCOMPARE(output(branches().quantized(qOperator(QuantProfile::Ort)), "slice"), "l");
}

void TestQOperator::ortTakesConstantsForWeights()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {2, 6})
                                    .constant("k", Tensor::of<float>(Shape{6}, {{0, 1, 2, 3, 4, 5}}))
                                    .node("Add", "add", {"x", "k"}, {"y"})
                                    .output("y")
                                    .model());
    const auto zeroPoint = [&](QuantProfile profile) {
        Recipe recipe = qOperator(profile);
        recipe.activations = DType::Int8;
        return subject.quantized(recipe).params.at("k").zeroPoint.front();
    };
    QCOMPARE(zeroPoint(QuantProfile::Ort), 0);
    QCOMPARE(zeroPoint(QuantProfile::Plain), -128);
}

void TestQOperator::ortDynamicHasItsOwnTypes()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {6, 2, 5})
                                    .weight("w", {1, 16, 5}, 0.4F)
                                    .weight("r", {1, 16, 4}, 0.4F)
                                    .node("LSTM", "lstm", {"x", "w", "r"}, {"h"}, {GraphMaker::integer("hidden_size", 4)})
                                    .output("h")
                                    .model());
    Recipe recipe = defaultRecipe(QuantProfile::Ort);
    recipe.format.type = QuantFormat::Dynamic;
    QCOMPARE(FormatSubject::operators(subject.quantized(recipe)).count("DynamicQuantizeLSTM"), std::size_t{1});
    QCOMPARE(decideNodes(*subject.original, subject.facts, recipe).front().precision, Precision::Int8);
    const auto decisions = decideNodes(*subject.original, subject.facts, recipe);
    const auto script = ortScript({"in.onnx", "out.onnx", *subject.original->graph, recipe, decisions, {}});
    QVERIFY(script && script->find("\"LSTM\"") != std::string::npos && script->find("\"MaxPool\"") == std::string::npos);
    recipe.includeOps = {"MatMul"};
    QCOMPARE(FormatSubject::operators(subject.quantized(recipe)).count("LSTM"), std::size_t{1});
}

void TestQOperator::scriptSaysWhatItLacks()
{
    const auto notes = [](const Recipe &recipe) {
        const auto decisions = decideNodes(*branches().original, branches().facts, recipe);
        auto script = ortScript({"in.onnx", "out.onnx", *branches().original->graph, recipe, decisions, {}});
        return script ? *script : std::string();
    };
    Recipe dynamic = qOperator();
    QVERIFY(notes(dynamic).find("measured as the model runs") == std::string::npos);
    dynamic.format.dynamicInputs = true;
    QVERIFY(notes(dynamic).find("measured as the model runs") != std::string::npos);
    Recipe joins;
    joins.algorithms.joinForm = JoinForm::Channels;
    QVERIFY(notes(joins).find("a scale for each channel of what joins") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestQOperator)
#include "tst_qoperator.moc"
