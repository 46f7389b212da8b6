// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact.h"
#include "core/quant/errors.h"
#include "core/quant/quantize.h"
#include "core/quant/quantized_regions.h"
#include "core/quant/statistics_builder.h"
#include "core/quant/weights.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace halftone;
using test::GraphMaker;

namespace {

/// Statistics as if each named tensor had been seen with values spread over [low, high].
TensorStatistics between(float low, float high)
{
    std::vector<float> values;
    for (int i = 0; i <= 1000; ++i)
        values.push_back(low + (high - low) * static_cast<float>(i) / 1000);
    StatisticsBuilder builder;
    builder.add({DType::Float, Shape{1001}, TensorView::Layout::Plain, 1, reinterpret_cast<const std::byte *>(values.data())});
    builder.closeSample();
    return builder.take();
}

Recipe minMaxRecipe()
{
    Recipe recipe;
    recipe.method = RangeMethod::MinMax;
    return recipe;
}

QuantizeResult quantized(
    const std::shared_ptr<const Model> &model, const std::map<std::string, TensorStatistics> &tensors, const Recipe &recipe)
{
    NoProgress progress;
    Statistics statistics;
    statistics.tensors = tensors;
    const auto facts = inferFacts(*model, {}, progress);
    PreparedGraph prepared;
    prepared.model = model;
    auto result = quantize(prepared, *facts, statistics, recipe, progress);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return std::move(*result);
}

/// conv1 → relu → conv2 → y
std::shared_ptr<const Model> twoConvs()
{
    return GraphMaker()
        .input("x", {1, 3, 8, 8})
        .weight("w1", {4, 3, 3, 3})
        .weight("b1", {4})
        .weight("w2", {5, 4, 1, 1})
        .node("Conv", "conv1", {"x", "w1", "b1"}, {"c1"})
        .node("Relu", "relu", {"c1"}, {"r"})
        .node("Conv", "conv2", {"r", "w2"}, {"y"})
        .output("y")
        .model();
}

const std::map<std::string, TensorStatistics> &twoConvStatistics()
{
    static const std::map<std::string, TensorStatistics> statistics{
        {"x", between(-1, 1)}, {"c1", between(-3, 5)}, {"r", between(0, 5)}, {"y", between(-2, 6)}};
    return statistics;
}

const Node *findNode(const QuantizeResult &result, const char *name)
{
    const NodeId id = result.model->graph->findNode(name);
    return id == kNone ? nullptr : &result.model->graph->node(id);
}

std::string inputName(const QuantizeResult &result, const char *node, std::size_t index)
{
    const Node *found = findNode(result, node);
    return found && index < found->inputs.size() ? result.model->graph->value(found->inputs[index]).name : std::string();
}

std::string outputName(const QuantizeResult &result, const char *node)
{
    const Node *found = findNode(result, node);
    return found ? result.model->graph->value(found->outputs[0]).name : std::string();
}

Tensor constant(const QuantizeResult &result, const char *name)
{
    const ValueId id = result.model->graph->findValue(name);
    const ConstantTensor *found = id == kNone ? nullptr : result.model->graph->constant(id);
    return found ? *found->load() : Tensor();
}

const NodeDecision &decision(const std::vector<NodeDecision> &decisions, const char *node)
{
    return *std::find_if(decisions.begin(), decisions.end(), [&](const NodeDecision &d) { return d.node == node; });
}

} // namespace

class TestQuantize : public QObject
{
    Q_OBJECT
private slots:
    void namesFollowOnnxRuntime();
    void reluVanishesIntoItsProducer();
    void reluStaysWithSymmetricActivations();
    void scalesComeFromRanges();
    void biasHasTheProductOfScales();
    void sharedBiasIsDuplicated();
    void tooSmallWeightScaleIsRaised();
    void excludedNodesReadFloat();
    void excludedNodesReadRoundedIfAsked();
    void excludesHoldForOrigins();
    void includesLeaveTheRestFloat();
    void takenNamesAreAvoided();
    void sameScaleOperatorsShare();
    void overridesWin();
    void nodesWithoutStatisticsStayFloat();
    void whatIsQuantizedStays();
    void sevenBitsAreOfWeightsOnly();
    void biasesOfWideTypesFit_data();
    void biasesOfWideTypesFit();
    void refusesOldModels();
    void weightsRoundTrip_data();
    void weightsRoundTrip();
};

void TestQuantize::namesFollowOnnxRuntime()
{
    const auto result = quantized(twoConvs(), twoConvStatistics(), minMaxRecipe());
    QCOMPARE(inputName(result, "x_QuantizeLinear", 0), std::string("x"));
    QCOMPARE(inputName(result, "x_QuantizeLinear", 1), std::string("x_scale"));
    QCOMPARE(inputName(result, "x_QuantizeLinear", 2), std::string("x_zero_point"));
    QCOMPARE(outputName(result, "x_QuantizeLinear"), std::string("x_QuantizeLinear_Output"));
    QCOMPARE(outputName(result, "x_DequantizeLinear"), std::string("x_DequantizeLinear_Output"));
    QCOMPARE(inputName(result, "conv1", 0), std::string("x_DequantizeLinear_Output"));
    QCOMPARE(inputName(result, "conv1", 1), std::string("w1_DequantizeLinear_Output"));
    QCOMPARE(inputName(result, "conv1", 2), std::string("b1"));
    QCOMPARE(inputName(result, "w1_DequantizeLinear", 0), std::string("w1_quantized"));
    QCOMPARE(inputName(result, "b1_DequantizeLinear", 0), std::string("b1_quantized"));
    QCOMPARE(inputName(result, "b1_DequantizeLinear", 1), std::string("b1_quantized_scale"));
    QCOMPARE(inputName(result, "b1_DequantizeLinear", 2), std::string("b1_quantized_zero_point"));
    // A graph output keeps its name on the dequantized side.
    QCOMPARE(outputName(result, "conv2"), std::string("y_QuantizeLinear_Input"));
    QCOMPARE(outputName(result, "y_DequantizeLinear"), std::string("y"));
    QCOMPARE(result.counterpart.at("x"), std::string("x_DequantizeLinear_Output"));
    QCOMPARE(result.counterpart.at("y"), std::string("y"));
    QCOMPARE(constant(result, "w1_quantized").dtype(), DType::Int8);
    QCOMPARE(constant(result, "w1_scale").shape().toString(), std::string("4"));
    QCOMPARE(constant(result, "x_scale").shape().rank(), 0);
}

void TestQuantize::reluVanishesIntoItsProducer()
{
    const auto result = quantized(twoConvs(), twoConvStatistics(), minMaxRecipe());
    QVERIFY(!findNode(result, "relu"));
    QCOMPARE(outputName(result, "conv1"), std::string("r"));
    QCOMPARE(decision(result.decisions, "relu").precision, Precision::Int8);
    QVERIFY(!result.counterpart.contains("c1"));
}

void TestQuantize::reluStaysWithSymmetricActivations()
{
    Recipe recipe = minMaxRecipe();
    recipe.symmetricActivations = true;
    recipe.activations = DType::Int8;
    const auto result = quantized(twoConvs(), twoConvStatistics(), recipe);
    QVERIFY(findNode(result, "relu"));
    // What only a Relu reads takes the range of the Relu's result.
    QCOMPARE(result.params.at("c1").maximum, 5.0F);
    QCOMPARE(result.params.at("c1").minimum, 0.0F);
    QCOMPARE(result.params.at("c1").zeroPoint[0], 0);
}

void TestQuantize::scalesComeFromRanges()
{
    const auto result = quantized(twoConvs(), twoConvStatistics(), minMaxRecipe());
    QCOMPARE(constant(result, "x_scale").as<float>()[0], static_cast<float>(2.0 / 255));
    QCOMPARE(static_cast<int>(constant(result, "x_zero_point").as<std::uint8_t>()[0]), 128);
    QCOMPARE(static_cast<int>(constant(result, "r_zero_point").as<std::uint8_t>()[0]), 0);
    QCOMPARE(static_cast<int>(constant(result, "y_zero_point").as<std::uint8_t>()[0]), 64);
}

void TestQuantize::biasHasTheProductOfScales()
{
    const auto model = twoConvs();
    const auto result = quantized(model, twoConvStatistics(), minMaxRecipe());
    const Tensor scale = constant(result, "b1_quantized_scale");
    const Tensor weightScale = constant(result, "w1_scale");
    const Tensor values = constant(result, "b1_quantized");
    const Tensor original = *model->graph->constant(model->graph->findValue("b1"))->load();
    const double x = static_cast<double>(constant(result, "x_scale").as<float>()[0]);
    for (std::size_t c = 0; c < 4; ++c) {
        const double product = x * static_cast<double>(weightScale.as<float>()[c]);
        QCOMPARE(scale.as<float>()[c], static_cast<float>(product));
        QCOMPARE(values.as<std::int32_t>()[c],
            static_cast<std::int32_t>(std::nearbyint(static_cast<double>(original.as<float>()[c]) / product)));
    }
}

void TestQuantize::sharedBiasIsDuplicated()
{
    const auto model = GraphMaker()
                           .input("x", {1, 3, 8, 8})
                           .weight("w1", {4, 3, 1, 1})
                           .weight("w2", {4, 3, 1, 1}, 5)
                           .weight("b", {4})
                           .node("Conv", "one", {"x", "w1", "b"}, {"y1"})
                           .node("Conv", "two", {"x", "w2", "b"}, {"y2"})
                           .output("y1")
                           .output("y2")
                           .model();
    const auto result = quantized(model, {{"x", between(-1, 1)}, {"y1", between(-1, 1)}, {"y2", between(-1, 1)}}, minMaxRecipe());
    const std::string one = inputName(result, "one", 2);
    const std::string two = inputName(result, "two", 2);
    QVERIFY(one != two);
    QVERIFY(constant(result, (one + "_quantized_scale").c_str()).as<float>()[0]
        != constant(result, (two + "_quantized_scale").c_str()).as<float>()[0]);
}

void TestQuantize::tooSmallWeightScaleIsRaised()
{
    const auto model = GraphMaker()
                           .input("x", {1, 1, 4, 4})
                           .constant("w", Tensor::of<float>({2, 1, 1, 1}, {1e-9F, 1.0F}))
                           .constant("b", Tensor::of<float>({2}, {100.0F, 1.0F}))
                           .node("Conv", "conv", {"x", "w", "b"}, {"y"})
                           .output("y")
                           .model();
    const auto result = quantized(model, {{"x", between(-1, 1)}, {"y", between(0, 100)}}, minMaxRecipe());
    const double bias = static_cast<double>(constant(result, "b_quantized").as<std::int32_t>()[0])
        * static_cast<double>(constant(result, "b_quantized_scale").as<float>()[0]);
    QVERIFY(std::fabs(bias - 100) < 1e-3);
    QVERIFY(result.issues.empty());
    const double smallest = 2.0 * 100 / 4294967294.0;
    QVERIFY(static_cast<double>(constant(result, "b_quantized_scale").as<float>()[0]) >= smallest);
}

void TestQuantize::excludedNodesReadFloat()
{
    Recipe recipe = minMaxRecipe();
    recipe.exclude = {*NodePattern::parse("conv2")};
    const auto result = quantized(twoConvs(), twoConvStatistics(), recipe);
    QCOMPARE(inputName(result, "conv2", 0), std::string("r"));
    QCOMPARE(inputName(result, "conv2", 1), std::string("w2"));
    QCOMPARE(outputName(result, "conv2"), std::string("y"));
    QVERIFY(!findNode(result, "r_QuantizeLinear"));
    QCOMPARE(decision(result.decisions, "conv2").cause, NodeDecision::Cause::ExcludedByUser);
    QCOMPARE(decision(result.decisions, "conv2").reasonArguments.at(0), std::string("conv2"));
}

void TestQuantize::excludedNodesReadRoundedIfAsked()
{
    Recipe recipe = minMaxRecipe();
    recipe.exclude = {*NodePattern::parse("re:conv2")};
    recipe.excludeMeansFloatIn = false;
    const auto result = quantized(twoConvs(), twoConvStatistics(), recipe);
    QCOMPARE(inputName(result, "conv2", 0), std::string("r_DequantizeLinear_Output"));
    QCOMPARE(inputName(result, "conv2", 1), std::string("w2"));
}

void TestQuantize::excludesHoldForOrigins()
{
    NoProgress progress;
    const auto model = twoConvs();
    PreparedGraph prepared{model, {{"conv2", "old name"}}, {}};
    Statistics statistics;
    statistics.tensors = twoConvStatistics();
    Recipe recipe = minMaxRecipe();
    recipe.exclude = {*NodePattern::parse("old name")};
    const auto result = quantize(prepared, *inferFacts(*model, {}, progress), statistics, recipe, progress);
    QVERIFY(result);
    QCOMPARE(decision(result->decisions, "conv2").precision, Precision::Float);
    QCOMPARE(decision(result->decisions, "conv1").precision, Precision::Int8);
}

void TestQuantize::includesLeaveTheRestFloat()
{
    NoProgress progress;
    const auto model = twoConvs();
    const auto facts = inferFacts(*model, {}, progress);
    Recipe recipe;
    recipe.include = {*NodePattern::parse("conv1")};
    const auto decisions = decideNodes(*model, *facts, recipe);
    QCOMPARE(decision(decisions, "conv1").precision, Precision::Int8);
    QCOMPARE(decision(decisions, "conv2").cause, NodeDecision::Cause::NotIncluded);
    recipe = Recipe();
    recipe.excludeOps = {"Conv"};
    const auto none = decideNodes(*model, *facts, recipe);
    QCOMPARE(decision(none, "conv1").cause, NodeDecision::Cause::ExcludedByUser);
    QCOMPARE(decision(none, "relu").cause, NodeDecision::Cause::InputIsFloat);
    QCOMPARE(decision(none, "relu").reasonArguments.at(0), std::string("c1"));
}

void TestQuantize::takenNamesAreAvoided()
{
    const auto model = GraphMaker()
                           .input("x", {1, 3, 8, 8})
                           .weight("w", {4, 3, 1, 1})
                           .weight("x_scale", {4})
                           .node("Conv", "x_QuantizeLinear", {"x", "w", "x_scale"}, {"y"})
                           .output("y")
                           .model();
    const auto result = quantized(model, {{"x", between(-1, 1)}, {"y", between(-1, 1)}}, minMaxRecipe());
    QCOMPARE(inputName(result, "x_QuantizeLinear_1", 1), std::string("x_scale_1"));
    QCOMPARE(findNode(result, "x_QuantizeLinear")->opType, std::string("Conv"));
}

void TestQuantize::sameScaleOperatorsShare()
{
    const auto model = GraphMaker()
                           .input("x", {1, 3, 8, 8})
                           .weight("w", {4, 3, 1, 1})
                           .node("Conv", "conv", {"x", "w"}, {"c"})
                           .node("MaxPool", "pool", {"c"}, {"p"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                           .output("p")
                           .model();
    const auto result = quantized(model, {{"x", between(-1, 1)}, {"c", between(-1, 3)}, {"p", between(0, 2)}}, minMaxRecipe());
    QCOMPARE(inputName(result, "p_QuantizeLinear", 1), std::string("c_scale"));
    QCOMPARE(inputName(result, "p_DequantizeLinear", 2), std::string("c_zero_point"));
    QCOMPARE(result.params.at("p").scale, result.params.at("c").scale);
}

void TestQuantize::overridesWin()
{
    Recipe recipe = minMaxRecipe();
    recipe.tensors["x"].minimum = -2;
    recipe.tensors["x"].maximum = 2;
    recipe.tensors["y"].dtype = DType::Int8;
    recipe.tensors["w1"].perChannel = false;
    const auto result = quantized(twoConvs(), twoConvStatistics(), recipe);
    QCOMPARE(result.params.at("x").scale[0], static_cast<float>(4.0 / 255));
    QCOMPARE(constant(result, "y_zero_point").dtype(), DType::Int8);
    QCOMPARE(result.params.at("w1").scale.size(), 1U);
    QCOMPARE(result.params.at("w2").scale.size(), 5U);
}

void TestQuantize::nodesWithoutStatisticsStayFloat()
{
    auto statistics = twoConvStatistics();
    statistics.erase("y");
    const auto result = quantized(twoConvs(), statistics, minMaxRecipe());
    QCOMPARE(decision(result.decisions, "conv2").cause, NodeDecision::Cause::NoStatistics);
    QCOMPARE(decision(result.decisions, "conv2").reasonArguments.at(0), std::string("y"));
    QCOMPARE(outputName(result, "conv2"), std::string("y"));
}

void TestQuantize::whatIsQuantizedStays()
{
    QVERIFY(!quantizedAlready(*twoConvs()->graph));
    const QuantizeResult all = quantized(twoConvs(), twoConvStatistics(), minMaxRecipe());
    const QuantizeResult twice = quantized(all.model, twoConvStatistics(), minMaxRecipe());
    QCOMPARE(twice.model->graph->nodes().size(), all.model->graph->nodes().size());
    for (const NodeDecision &each : twice.decisions)
        QVERIFY(
            each.precision == Precision::Float && (each.reason == errc::kStaysQuantized || each.cause == NodeDecision::Cause::Constant));

    Recipe half = minMaxRecipe();
    half.exclude = {*NodePattern::parse("conv2")};
    const QuantizeResult first = quantized(twoConvs(), twoConvStatistics(), half);
    const auto issue = quantizedAlready(*first.model->graph);
    QVERIFY(issue && issue->message.code() == errc::kAlreadyQuantized);
    const QuantizeResult rest = quantized(first.model, twoConvStatistics(), minMaxRecipe());
    QVERIFY(decision(rest.decisions, "conv1").reason == errc::kStaysQuantized);
    QCOMPARE(decision(rest.decisions, "conv2").precision, Precision::Int8);
    QCOMPARE(inputName(rest, "conv1", 1), inputName(first, "conv1", 1));
    QCOMPARE(inputName(rest, "conv2", 1), std::string("w2_DequantizeLinear_Output"));
}

void TestQuantize::sevenBitsAreOfWeightsOnly()
{
    Recipe recipe = minMaxRecipe();
    recipe.activations = DType::Int8;
    recipe.reduceRange = true;
    const QuantizeResult result = quantized(twoConvs(), twoConvStatistics(), recipe);
    const auto &relu = result.params.at("r");
    // All 256 steps: else the Relu that became its saturation would let negative values through.
    QCOMPARE(relu.zeroPoint.front(), -128);
    QCOMPARE(relu.scale.front(), 5.0F / 255);
    const Tensor weight = constant(result, "w1_quantized");
    for (const std::int8_t each : weight.as<std::int8_t>())
        QVERIFY(each >= -64 && each <= 64);
}

void TestQuantize::biasesOfWideTypesFit_data()
{
    QTest::addColumn<int>("weights");
    QTest::newRow("u16") << static_cast<int>(DType::UInt16);
    QTest::newRow("s16") << static_cast<int>(DType::Int16);
}

void TestQuantize::biasesOfWideTypesFit()
{
    QFETCH(int, weights);
    Recipe recipe = minMaxRecipe();
    recipe.activations = DType::Int16;
    recipe.weights = static_cast<DType>(weights);
    auto statistics = twoConvStatistics();
    statistics["x"] = between(-1e-4F, 1e-4F);
    const QuantizeResult result = quantized(twoConvs(), statistics, recipe);
    for (const Issue &issue : result.issues)
        QVERIFY(!(issue.message.code() == errc::kBiasSaturates));
}

void TestQuantize::refusesOldModels()
{
    NoProgress progress;
    auto old = std::make_shared<Model>(*twoConvs());
    old->opsets[""] = 11;
    PreparedGraph prepared{old, {}, {}};
    const auto refused = quantize(prepared, *inferFacts(*old, {}, progress), Statistics(), Recipe(), progress);
    QVERIFY(!refused && refused.error().code() == errc::kOpsetTooOld);
}

void TestQuantize::weightsRoundTrip_data()
{
    QTest::addColumn<bool>("isSigned");
    QTest::addColumn<int>("axis");
    QTest::newRow("s8 per channel 0") << true << 0;
    QTest::newRow("s8 per channel 1") << true << 1;
    QTest::newRow("s8 per tensor") << true << -1;
    QTest::newRow("u8 per channel, last axis") << false << 2;
    QTest::newRow("u8 per tensor") << false << -1;
}

void TestQuantize::weightsRoundTrip()
{
    QFETCH(bool, isSigned);
    QFETCH(int, axis);
    const auto model = GraphMaker().input("x", {1}).weight("w", {3, 4, 5}).node("Add", "a", {"x", "w"}, {"y"}).output("y").model();
    const Tensor weight = *model->graph->constant(model->graph->findValue("w"))->load();
    const WeightScheme scheme{isSigned ? DType::Int8 : DType::UInt8, isSigned || axis >= 0, false, axis};
    std::int64_t bad = -1;
    const QuantParams params = weightParams(weight, scheme, &bad);
    QCOMPARE(bad, 0);
    QCOMPARE(params.scale.size(), axis < 0 ? std::size_t{1} : static_cast<std::size_t>(weight.shape()[axis]));
    const auto quantizedWeight = quantizeWeight(weight, params, scheme);
    QVERIFY(quantizedWeight);
    const auto seen = dequantize(*quantizedWeight, params);
    QVERIFY(seen);
    const float most = *std::max_element(params.scale.begin(), params.scale.end());
    for (std::size_t i = 0; i < 60; ++i)
        QVERIFY(std::fabs(seen->as<float>()[i] - weight.as<float>()[i]) <= 0.5001F * most);
}

QTEST_APPLESS_MAIN(TestQuantize)
#include "tst_quantize.moc"
