// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact.h"
#include "core/quant/errors.h"
#include "core/quant/quantize.h"
#include "core/quant/statistics_builder.h"
#include "core/quant/tensorrt_rules.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace halftone;
using test::GraphMaker;

namespace {

TensorStatistics between(float low, float high)
{
    const std::vector<float> values{low, low / 2, 0, high / 2, high};
    StatisticsBuilder builder;
    builder.add({DType::Float, Shape{5}, TensorView::Layout::Plain, 1, reinterpret_cast<const std::byte *>(values.data())});
    builder.closeSample();
    return builder.take();
}

/// conv1 → relu → conv2 → sum of both → y
std::shared_ptr<const Model> subject(std::int64_t opset = 17)
{
    return GraphMaker()
        .input("x", {1, 4, 8, 8})
        .weight("w1", {4, 4, 1, 1})
        .weight("b1", {4})
        .weight("w2", {4, 4, 1, 1})
        .node("Conv", "conv1", {"x", "w1", "b1"}, {"c1"})
        .node("Relu", "relu", {"c1"}, {"r"})
        .node("Conv", "conv2", {"r", "w2"}, {"c2"})
        .node("Add", "sum", {"c2", "r"}, {"y"})
        .output("y")
        .model(opset);
}

Recipe plainRecipe()
{
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.method = RangeMethod::MinMax;
    return recipe;
}

Result<QuantizeResult> tryQuantize(const std::shared_ptr<const Model> &model, const Recipe &recipe)
{
    NoProgress progress;
    Statistics statistics;
    statistics.tensors
        = {{"x", between(-1, 1)}, {"c1", between(-3, 5)}, {"r", between(0, 5)}, {"c2", between(-2, 6)}, {"y", between(-2, 9)}};
    const auto facts = inferFacts(*model, {}, progress);
    PreparedGraph prepared;
    prepared.model = model;
    return quantize(prepared, *facts, statistics, recipe, progress);
}

QuantizeResult quantized(const Recipe &recipe, std::int64_t opset = 17)
{
    auto result = tryQuantize(subject(opset), recipe);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return std::move(*result);
}

std::string inputName(const QuantizeResult &result, const char *node, std::size_t index)
{
    const Graph &graph = *result.model->graph;
    const NodeId id = graph.findNode(node);
    return id == kNone || index >= graph.node(id).inputs.size() ? std::string() : graph.value(graph.node(id).inputs[index]).name;
}

const ConstantTensor *constantOf(const QuantizeResult &result, const char *name)
{
    const ValueId id = result.model->graph->findValue(name);
    return id == kNone ? nullptr : result.model->graph->constant(id);
}

Precision precisionOf(const QuantizeResult &result, const char *node)
{
    return std::ranges::find(result.decisions, node, &NodeDecision::node)->precision;
}

int count(const QuantizeResult &result, std::string_view opType, std::string_view domain = {})
{
    return static_cast<int>(std::ranges::count_if(
        result.model->graph->nodes(), [&](const Node &node) { return node.opType == opType && node.domain == domain; }));
}

void setMode(Recipe &recipe, const char *node, NodeMode mode) { recipe.format.modes.push_back({*NodePattern::parse(node), mode}); }

bool has(const std::vector<Issue> &issues, const ErrorCode &code)
{
    return std::ranges::any_of(issues, [&](const Issue &issue) { return issue.message.code() == code; });
}

} // namespace

class TestQdqOptions : public QObject
{
    Q_OBJECT
private slots:
    void weightsMayStayFloatBehindPairs();
    void eachReaderMayHaveItsPair();
    void biasesMayStayFloat();
    void activationsMayBeKept();
    void contribOperatorsOnRequest();
    void outputsMayStayFloat();
    void rangesCanBeWidened();
    void readersOfExactValuesKeepTheRelu();
    void nodesHaveTheirOwnBits();
    void fourBitWeightsRaiseTheOpset();
    void fourBitsUseAllSteps();
    void eightBitsAmongSixteen();
    void opsetIsRaisedOrRefused();
    void overridesInThreeForms();
    void givenScalesAreUsed();
    void wrongScalesAreRefused();
    void someReadersGetAnotherType();
    void tensorRtRulesAreKept();
    void tensorRtRulesAreToldApart();
};

void TestQdqOptions::weightsMayStayFloatBehindPairs()
{
    Recipe recipe = plainRecipe();
    recipe.qdq.weightPairs = true;
    const QuantizeResult result = quantized(recipe);
    QVERIFY(constantOf(result, "w1"));
    QCOMPARE(constantOf(result, "w1")->dtype(), DType::Float);
    QVERIFY(!constantOf(result, "w1_quantized"));
    const NodeId quantizer = result.model->graph->findNode("w1_QuantizeLinear");
    QVERIFY(quantizer != kNone);
    QCOMPARE(result.model->graph->node(quantizer).intAttribute("axis", -1), 0);
    QCOMPARE(inputName(result, "w1_DequantizeLinear", 0), std::string("w1_QuantizeLinear_Output"));
}

void TestQdqOptions::eachReaderMayHaveItsPair()
{
    Recipe recipe = plainRecipe();
    recipe.qdq.dedicatedPairs = true;
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(inputName(result, "conv2", 0), std::string("r_DequantizeLinear_Output_1"));
    QCOMPARE(inputName(result, "sum", 1), std::string("r_DequantizeLinear_Output_2"));
    QCOMPARE(inputName(result, "r_QuantizeLinear_1", 1), inputName(result, "r_QuantizeLinear_2", 1));
    QCOMPARE(inputName(result, "conv1", 0), std::string("x_DequantizeLinear_Output"));
}

void TestQdqOptions::fourBitsUseAllSteps()
{
    Recipe recipe = plainRecipe();
    recipe.weights = DType::Int4;
    recipe.perChannel = false;
    const QuantizeResult result = quantized(recipe);
    const QuantParams &params = result.params.at("w2");
    const float most = std::max(-params.minimum, params.maximum);
    QVERIFY(std::abs(params.scale.front() - 2 * most / 15) < 1e-6F);
    QCOMPARE(params.zeroPoint.front(), 0);
}

void TestQdqOptions::biasesMayStayFloat()
{
    Recipe recipe = plainRecipe();
    recipe.qdq.quantizeBias = false;
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(inputName(result, "conv1", 2), std::string("b1"));
    QCOMPARE(constantOf(result, "b1")->dtype(), DType::Float);
}

void TestQdqOptions::activationsMayBeKept()
{
    Recipe recipe = plainRecipe();
    QCOMPARE(count(quantized(recipe), "Relu"), 0);
    recipe.qdq.keepActivations = true;
    QCOMPARE(count(quantized(recipe), "Relu"), 1);
}

void TestQdqOptions::contribOperatorsOnRequest()
{
    Recipe recipe = plainRecipe();
    recipe.qdq.contribOps = true;
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(count(result, "QuantizeLinear"), 0);
    QVERIFY(count(result, "QuantizeLinear", "com.microsoft") > 0);
    QCOMPARE(result.model->opsets.at("com.microsoft"), std::int64_t(1));
}

void TestQdqOptions::outputsMayStayFloat()
{
    Recipe recipe = plainRecipe();
    recipe.qdq.floatOutputs = {"Add"};
    const QuantizeResult result = quantized(recipe);
    // Nobody reads y in integers; c2 has a pair, for the sum does.
    QCOMPARE(result.model->graph->findNode("y_QuantizeLinear"), kNone);
    QVERIFY(result.model->graph->findNode("c2_QuantizeLinear") != kNone);
    QVERIFY(quantized(plainRecipe()).model->graph->findNode("y_QuantizeLinear") != kNone);
}

void TestQdqOptions::rangesCanBeWidened()
{
    Recipe recipe = plainRecipe();
    recipe.qdq.minimumRange = 510;
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(result.params.at("x").scale.front(), 2.0F);
    QCOMPARE(result.params.at("x").zeroPoint.front(), 0);
}

void TestQdqOptions::readersOfExactValuesKeepTheRelu()
{
    Recipe recipe = plainRecipe();
    recipe.exclude = {*NodePattern::parse("sum")};
    // The sum reads the exact value: that of the Relu, not of what saturation alone would make a Relu.
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(count(result, "Relu"), 1);
    QCOMPARE(inputName(result, "sum", 1), std::string("r"));
    const Graph &graph = *result.model->graph;
    QCOMPARE(graph.node(graph.value(graph.findValue("r")).producer).opType, std::string("Relu"));
}

void TestQdqOptions::nodesHaveTheirOwnBits()
{
    Recipe recipe = plainRecipe();
    setMode(recipe, "conv2", NodeMode::Int16);
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(precisionOf(result, "conv1"), Precision::Int8);
    QCOMPARE(precisionOf(result, "conv2"), Precision::Int16);
    // r is read in both types, each straight from the float value.
    QCOMPARE(constantOf(result, "r_zero_point")->dtype(), DType::UInt8);
    QCOMPARE(constantOf(result, "r_uint16_zero_point")->dtype(), DType::UInt16);
    QCOMPARE(inputName(result, "conv2", 0), std::string("r_DequantizeLinear_Output_uint16"));
    const float ratio
        = constantOf(result, "r_scale")->load()->as<float>()[0] / constantOf(result, "r_uint16_scale")->load()->as<float>()[0];
    QCOMPARE(ratio, 257.0F);
    // c2 leaves conv2 for the sum alone, in 8 bits.
    QCOMPARE(constantOf(result, "w2_quantized")->dtype(), DType::Int8);
    QCOMPARE(count(result, "QuantizeLinear"), 0);
    recipe.format.opset = 21;
    const QuantizeResult newer = quantized(recipe);
    QCOMPARE(count(newer, "QuantizeLinear", "com.microsoft"), 0);
    QCOMPARE(newer.model->opset(), std::int64_t(21));
}

void TestQdqOptions::fourBitWeightsRaiseTheOpset()
{
    Recipe recipe = plainRecipe();
    setMode(recipe, "conv2", NodeMode::Int4);
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(precisionOf(result, "conv2"), Precision::Int4Weights);
    QCOMPARE(constantOf(result, "w2_quantized")->dtype(), DType::Int4);
    QCOMPARE(constantOf(result, "w2_zero_point")->dtype(), DType::Int4);
    QCOMPARE(constantOf(result, "w1_quantized")->dtype(), DType::Int8);
    QCOMPARE(result.model->opset(), std::int64_t(21));
    QVERIFY(result.model->irVersion >= 10);
    recipe.qdq.contribOps = true;
    QCOMPARE(quantized(recipe).model->opset(), std::int64_t(17));
}

void TestQdqOptions::eightBitsAmongSixteen()
{
    Recipe recipe = plainRecipe();
    recipe.activations = DType::UInt16;
    setMode(recipe, "conv1", NodeMode::Int8);
    const QuantizeResult result = quantized(recipe, 21);
    QCOMPARE(precisionOf(result, "conv1"), Precision::Int8);
    QCOMPARE(precisionOf(result, "sum"), Precision::Int16);
    QCOMPARE(result.params.at("x").dtype, DType::UInt8);
    QCOMPARE(result.params.at("y").dtype, DType::UInt16);
}

void TestQdqOptions::opsetIsRaisedOrRefused()
{
    Recipe recipe = plainRecipe();
    recipe.format.opset = 23;
    QCOMPARE(quantized(recipe).model->opset(), std::int64_t(23));
    recipe.format.opset = 15;
    const auto refused = tryQuantize(subject(17), recipe);
    QVERIFY(!refused);
    QVERIFY(refused.error().code() == errc::kOpsetBelowModel);
}

void TestQdqOptions::overridesInThreeForms()
{
    const auto read = tensorOverridesFromJson(R"({
        "a": {"type": "s16", "min": -1},
        "b": [{"quant_type": "QUInt16", "symmetric": true, "convert": {"quant_type": "QInt8", "recv_nodes": ["n"]}}],
        "w": [{"axis": 1, "quant_type": "QuantType.QInt4", "scale": 0.5, "zero_point": 0}, {"scale": [0.25], "zero_point": [1]}],
        "t": [128, 0.125]
    })");
    QVERIFY(read);
    QCOMPARE(read->at("a").dtype, std::optional(DType::Int16));
    QCOMPARE(read->at("b").dtype, std::optional(DType::UInt16));
    QCOMPARE(read->at("b").convert->dtype, DType::Int8);
    QCOMPARE(read->at("b").convert->nodes.size(), std::size_t(1));
    QCOMPARE(read->at("w").dtype, std::optional(DType::Int4));
    QCOMPARE(read->at("w").scale, (std::vector<float>{0.5F, 0.25F}));
    QCOMPARE(read->at("w").zeroPoint, (std::vector<std::int32_t>{0, 1}));
    QCOMPARE(read->at("t").scale, std::vector<float>{0.125F});
    QCOMPARE(read->at("t").zeroPoint, std::vector<std::int32_t>{128});
    QVERIFY(!tensorOverridesFromJson(R"({"t": [0, -1]})"));
    QVERIFY(!tensorOverridesFromJson(R"({"t": [{"scale": 1}]})"));
    QVERIFY(!tensorOverridesFromJson(R"({"t": [{"typ": "QInt8"}]})"));
    QVERIFY(!tensorOverridesFromJson("[]"));
}

void TestQdqOptions::givenScalesAreUsed()
{
    Recipe recipe = plainRecipe();
    recipe.tensors
        = *tensorOverridesFromJson(R"({"x": [100, 0.125], "w1": [{"axis": 0, "scale": [1, 2, 3, 4], "zero_point": [0, 0, 0, 0]}]})");
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(constantOf(result, "x_scale")->load()->as<float>()[0], 0.125F);
    QCOMPARE(constantOf(result, "x_zero_point")->load()->as<std::uint8_t>()[0], std::uint8_t(100));
    QCOMPARE(result.params.at("w1").scale, (std::vector<float>{1, 2, 3, 4}));
    QCOMPARE(constantOf(result, "b1_quantized_scale")->load()->as<float>()[3], 0.5F);
}

void TestQdqOptions::wrongScalesAreRefused()
{
    Recipe recipe = plainRecipe();
    recipe.tensors = *tensorOverridesFromJson(R"({"w1": [{"axis": 0, "scale": [1, 2], "zero_point": [0, 0]}]})");
    const auto count = tryQuantize(subject(), recipe);
    QVERIFY(!count);
    QVERIFY(count.error().code() == errc::kScaleCount);
    recipe.tensors = *tensorOverridesFromJson(R"({"x": [256, 1]})");
    const auto range = tryQuantize(subject(), recipe);
    QVERIFY(!range);
    QVERIFY(range.error().code() == errc::kZeroPointRange);
}

void TestQdqOptions::someReadersGetAnotherType()
{
    Recipe recipe = plainRecipe();
    recipe.tensors = *tensorOverridesFromJson(R"({"r": [{"convert": {"quant_type": "QUInt16", "recv_nodes": ["sum"]}}]})");
    const QuantizeResult result = quantized(recipe);
    QCOMPARE(inputName(result, "conv2", 0), std::string("r_DequantizeLinear_Output"));
    QCOMPARE(inputName(result, "sum", 1), std::string("r_DequantizeLinear_Output_uint16"));
    QCOMPARE(inputName(result, "r_QuantizeLinear_uint16", 2), std::string("r_uint16_zero_point"));
    QCOMPARE(constantOf(result, "r_uint16_zero_point")->dtype(), DType::UInt16);
}

void TestQdqOptions::tensorRtRulesAreKept()
{
    const Recipe recipe = defaultRecipe(QuantProfile::TensorRt);
    const QuantizeResult result = quantized(recipe);
    QVERIFY(checkTensorRt(*result.model).empty());
    QCOMPARE(inputName(result, "conv1", 2), std::string("b1"));
    QCOMPARE(precisionOf(result, "sum"), Precision::Int8);
    QCOMPARE(constantOf(result, "r_zero_point")->dtype(), DType::Int8);
    QCOMPARE(result.params.at("w1").scale.size(), std::size_t(4));
    QVERIFY(count(result, "QuantizeLinear") >= 6);
}

void TestQdqOptions::tensorRtRulesAreToldApart()
{
    const auto found = [](const Recipe &recipe) { return checkTensorRt(*quantized(recipe).model); };
    Recipe recipe = plainRecipe();
    QVERIFY(has(found(recipe), errc::kTrtType));
    QVERIFY(has(found(recipe), errc::kTrtBias));
    QVERIFY(has(found(recipe), errc::kTrtShared));
    recipe.activations = DType::Int8;
    QVERIFY(!has(found(recipe), errc::kTrtType));
    QVERIFY(has(found(recipe), errc::kTrtZeroPoint));
    recipe.symmetricActivations = true;
    QVERIFY(!has(found(recipe), errc::kTrtZeroPoint));
    recipe.qdq.contribOps = true;
    QVERIFY(has(found(recipe), errc::kTrtOperator));
    recipe = defaultRecipe(QuantProfile::TensorRt);
    recipe.exclude = {*NodePattern::parse("conv2")};
    recipe.qdq.floatOutputs.clear();
    QVERIFY(!has(found(recipe), errc::kTrtLayer));
}

QTEST_APPLESS_MAIN(TestQdqOptions)
#include "tst_qdq_options.moc"
