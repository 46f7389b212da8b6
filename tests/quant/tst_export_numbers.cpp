// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/weights.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

Tensor floats(const Shape &shape, const std::vector<float> &values) { return Tensor::of<float>(shape, std::span<const float>(values)); }

Recipe recipe(QuantFormat format, QuantProfile profile = QuantProfile::Plain)
{
    Recipe recipe = defaultRecipe(profile);
    recipe.format.type = format;
    recipe.perChannel = true;
    return recipe;
}

const Node *nodeOf(const QuantizeResult &result, const std::string &name)
{
    const NodeId id = result.model->graph->findNode(name);
    return id == kNone ? nullptr : &result.model->graph->node(id);
}

Tensor constantOf(const QuantizeResult &result, const std::string &node, std::size_t input)
{
    const Node *found = nodeOf(result, node);
    const ConstantTensor *constant = found && input < found->inputs.size() ? result.model->graph->constant(found->inputs[input]) : nullptr;
    return constant ? *constant->load() : Tensor();
}

const NodeDecision &decisionOf(const QuantizeResult &result, const std::string &node)
{
    return *std::ranges::find(result.decisions, node, &NodeDecision::node);
}

/// Who makes input `index` of the node: an operator's type, "constant" or "input".
std::string makerOf(const QuantizeResult &result, const std::string &node, std::size_t index)
{
    const Graph &graph = *result.model->graph;
    const Node *found = nodeOf(result, node);
    if (!found)
        return "no " + node;
    const NodeId producer = graph.value(found->inputs.at(index)).producer;
    return producer != kNone ? graph.node(producer).opType : graph.constant(found->inputs.at(index)) ? "constant" : "input";
}

FormatSubject gemm(const std::vector<Attribute> &attributes, Tensor bias)
{
    return FormatSubject(GraphMaker()
                             .input("x", {3, 16})
                             .weight("w", {16, 8}, 0.3F)
                             .constant("b", std::move(bias))
                             .node("Gemm", "dense", {"x", "w", "b"}, {"h"}, attributes)
                             .node("Relu", "relu", {"h"}, {"y"})
                             .output("y")
                             .model());
}

/// Normal values, and for input "mask" 0 or −inf in turn.
class MaskedSamples final : public SampleSource
{
public:
    explicit MaskedSamples(std::shared_ptr<const Model> model) : m_plain(std::move(model), 4) { }
    std::int64_t count() const override { return m_plain.count(); }
    std::string name(std::int64_t index) const override { return m_plain.name(index); }
    Result<Sample> load(std::int64_t index) const override
    {
        HALFTONE_TRY(Sample sample, m_plain.load(index));
        int position = 0;
        for (float &value : sample.inputs.at("mask").mutableAs<float>())
            value = position++ % 2 == 0 ? 0 : -kInfinity;
        return sample;
    }

private:
    test::RandomSamples m_plain;
};

GraphMaker pairAround(GraphMaker maker, const std::string &from, const std::string &to, float scale)
{
    const std::string q = from + "_q";
    maker.constant(from + "_s", Tensor::scalar<float>(scale)).constant(from + "_z", Tensor::scalar<std::uint8_t>(128));
    maker.node("QuantizeLinear", q, {from, from + "_s", from + "_z"}, {q});
    maker.node("DequantizeLinear", from + "_d", {q, from + "_s", from + "_z"}, {to});
    return maker;
}

} // namespace

class TestExportNumbers : public QObject
{
    Q_OBJECT
private slots:
    void factorsOfGemm_data();
    void factorsOfGemm();
    void biasHasTheScaleOfTheProduct();
    void negativeFactorLeavesTheBiasFloat();
    void oneValuedBiasIsSpread();
    void layersWithoutFormKeepTheirActivation();
    void saturationIsNotMeasuredAway();
    void largeBiasKeepsItsScale();
    void floatBiasHasRoom();
    void betaHasRoom();
    void deadChannelsKeepTheirBias();
    void severalMatricesHaveOneScale();
    void maskOfInfinitiesIsNoRange();
    void maskedSamplesAreUsed();
    void lowestFloatIsNoRange();
    void knownRangeFollowsFaintData();
    void knownRangeStaysWhereItIsReached();
    void dilatedMeanReadsExactValues();
    void cubicFilterHasItsOwnRange();
    void activationOfZerosStays();
    void sourcePairsStay();
    void noSecondPair();
};

void TestExportNumbers::factorsOfGemm_data()
{
    QTest::addColumn<float>("alpha");
    QTest::addColumn<float>("beta");
    QTest::addColumn<QuantFormat>("format");
    for (const auto format : {QuantFormat::Qdq, QuantFormat::QOperator, QuantFormat::Dynamic}) {
        const auto name = QByteArray::fromStdString(std::string(quantFormatName(format)));
        QTest::newRow((name + " alpha").constData()) << 0.25F << 1.0F << format;
        QTest::newRow((name + " beta").constData()) << 1.0F << 3.0F << format;
        QTest::newRow((name + " both").constData()) << 2.0F << -0.5F << format;
        QTest::newRow((name + " negative alpha").constData()) << -0.5F << 2.0F << format;
        QTest::newRow((name + " no bias").constData()) << 0.5F << 0.0F << format;
    }
}

void TestExportNumbers::factorsOfGemm()
{
    QFETCH(float, alpha);
    QFETCH(float, beta);
    QFETCH(QuantFormat, format);
    const auto subject
        = gemm({GraphMaker::number("alpha", alpha), GraphMaker::number("beta", beta)}, floats({8}, {1, -1, 2, 0.5F, -2, 1.5F, 3, -3}));
    const double db = subject.outputDb(subject.quantized(recipe(format)));
    QVERIFY2(db > 25, qPrintable(QString::number(db)));
}

void TestExportNumbers::biasHasTheScaleOfTheProduct()
{
    const auto subject = gemm({GraphMaker::number("alpha", 0.25F), GraphMaker::number("beta", 3)}, floats({8}, std::vector<float>(8, 2)));
    const auto result = subject.quantized(recipe(QuantFormat::QOperator));
    const Tensor bias = constantOf(result, "dense_quant", 6);
    QCOMPARE(bias.dtype(), DType::Int32);
    const double step = 0.25 * static_cast<double>(constantOf(result, "dense_quant", 1).as<float>()[0])
        * static_cast<double>(constantOf(result, "dense_quant", 4).as<float>()[0]);
    QCOMPARE(bias.as<std::int32_t>()[0], static_cast<std::int32_t>(std::nearbyint(6 / step)));
}

void TestExportNumbers::negativeFactorLeavesTheBiasFloat()
{
    const auto subject = gemm({GraphMaker::number("alpha", -1)}, floats({8}, std::vector<float>(8, 2)));
    const auto result = subject.quantized(recipe(QuantFormat::Qdq));
    QCOMPARE(makerOf(result, "dense", 2), "constant");
    QVERIFY(!nodeOf(subject.quantized(recipe(QuantFormat::QOperator)), "dense_quant"));
}

void TestExportNumbers::oneValuedBiasIsSpread()
{
    for (const Shape &shape : {Shape{}, Shape{1}, Shape{1, 1}}) {
        const auto subject = gemm({GraphMaker::number("beta", 2)}, floats(shape, {0.7F}));
        const auto result = subject.quantized(recipe(QuantFormat::QOperator));
        QCOMPARE(constantOf(result, "dense_quant", 6).shape(), Shape{8});
        QVERIFY(subject.outputDb(result) > 25);
    }
}

void TestExportNumbers::layersWithoutFormKeepTheirActivation()
{
    // A bias by row is none of an integer kernel.
    const auto subject = gemm({}, floats({3, 1}, {1, -1, 0.3F}));
    for (const DType type : {DType::UInt8, DType::Int8}) {
        Recipe written = recipe(QuantFormat::QOperator);
        written.activations = type;
        const auto result = subject.quantized(written);
        QVERIFY(nodeOf(result, "dense") && nodeOf(result, "relu"));
        QCOMPARE(makerOf(result, "relu", 0), "Gemm");
        QVERIFY(subject.outputDb(result) > 22);
    }
}

void TestExportNumbers::saturationIsNotMeasuredAway()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {3, 16})
                                    .weight("w", {16, 8}, 0.3F)
                                    .constant("b", floats({3, 1}, {1, -1, 0.3F}))
                                    .constant("low", Tensor::scalar<float>(0))
                                    .constant("high", Tensor::scalar<float>(0.5F))
                                    .weight("v", {8, 4}, 0.3F)
                                    .node("Gemm", "dense", {"x", "w", "b"}, {"h"})
                                    .node("Clip", "limit", {"h", "low", "high"}, {"c"})
                                    .node("MatMul", "product", {"c", "v"}, {"y"})
                                    .output("y")
                                    .model());
    Recipe written = recipe(QuantFormat::QOperator);
    written.format.dynamicInputs = true;
    const auto result = subject.quantized(written);
    QCOMPARE(FormatSubject::operators(result)["DynamicQuantizeLinear"], 2);
    QVERIFY(subject.outputDb(result) > 25);
}

void TestExportNumbers::largeBiasKeepsItsScale()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {1, 3, 8, 8})
                                    .weight("w", {4, 3, 3, 3}, 1e-5F)
                                    .constant("b", floats({4}, {4000, -3000, 2500, 1000}))
                                    .node("Conv", "conv", {"x", "w", "b"}, {"y"})
                                    .output("y")
                                    .model());
    Recipe written = recipe(QuantFormat::QOperator);
    written.format.dynamicInputs = true;
    const auto result = subject.quantized(written);
    QCOMPARE(FormatSubject::operators(result)["DynamicQuantizeLinear"], 0);
    QVERIFY(subject.outputDb(result) > 25);
}

void TestExportNumbers::floatBiasHasRoom()
{
    std::vector<float> weights(4 * 16, 0.1F);
    for (std::size_t i = 16; i < 32; ++i)
        weights[i] = 1e-12F;
    const FormatSubject subject(GraphMaker()
                                    .input("x", {2, 16})
                                    .constant("w", floats({4, 16}, weights))
                                    .constant("b", floats({4}, {0.5F, 2, -1, 0.3F}))
                                    .node("Gemm", "dense", {"x", "w", "b"}, {"y"}, {GraphMaker::integer("transB", 1)})
                                    .output("y")
                                    .model());
    Recipe written = recipe(QuantFormat::Qdq);
    written.qdq.quantizeBias = false;
    const auto result = subject.quantized(written);
    QCOMPARE(makerOf(result, "dense", 2), "constant");
    // ONNX Runtime makes integers of this step of the bias as it loads the model.
    const double step = static_cast<double>(result.params.at("x").scale[0]) * static_cast<double>(result.params.at("w").scale[1]);
    QVERIFY(2 / step < 2147483647.0);
}

void TestExportNumbers::betaHasRoom()
{
    QuantParams params;
    params.scale = {1e-10F, 1};
    raiseForBias(params, std::vector<float>{5, 5}, 1e-3F, 4);
    QVERIFY(20.0 / (1e-3 * static_cast<double>(params.scale[0])) < 2147483647.0);
    QVERIFY(20.0 / (1e-3 * static_cast<double>(params.scale[0])) > 2.0e9);
    QCOMPARE(params.scale[1], 1.0F);
}

void TestExportNumbers::deadChannelsKeepTheirBias()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {1, 3, 4, 4})
                                    .constant("hundred", Tensor::scalar<float>(100))
                                    .constant("w", floats({2, 3, 1, 1}, {0, 0, 0, 0, 0, 0}))
                                    .constant("b", floats({2}, {0.3F, -0.1F}))
                                    .node("Mul", "large", {"x", "hundred"}, {"m"})
                                    .node("Conv", "conv", {"m", "w", "b"}, {"y"})
                                    .output("y")
                                    .model());
    const auto result = subject.quantized(recipe(QuantFormat::Qdq));
    const QuantParams &bias = result.params.at("b");
    QVERIFY(bias.scale[0] < 1e-6F && bias.scale[1] < 1e-6F);
    QVERIFY(subject.outputDb(result) > 40);
}

void TestExportNumbers::severalMatricesHaveOneScale()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {4, 6, 16})
                                    .weight("w", {4, 16, 8}, 0.3F)
                                    .weight("v", {8, 5}, 0.3F)
                                    .node("MatMul", "heads", {"x", "w"}, {"h"})
                                    .node("MatMul", "joined", {"h", "v"}, {"y"})
                                    .output("y")
                                    .model());
    Recipe written = recipe(QuantFormat::Qdq);
    written.perChannel = true;
    const auto result = subject.quantized(written);
    QCOMPARE(result.params.at("w").scale.size(), std::size_t{1});
    QCOMPARE(result.params.at("v").scale.size(), std::size_t{5});
    written.format.type = QuantFormat::QOperator;
    QCOMPARE(FormatSubject::operators(subject.quantized(written))["QLinearMatMul"], 2);
}

void TestExportNumbers::maskOfInfinitiesIsNoRange()
{
    std::vector<float> mask(16, 0);
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t k = i + 1; k < 4; ++k)
            mask[i * 4 + k] = -kInfinity;
    }
    const FormatSubject subject(GraphMaker()
                                    .input("x", {2, 4, 4})
                                    .constant("mask", floats({4, 4}, mask))
                                    .node("Add", "masked", {"x", "mask"}, {"u"})
                                    .node("Softmax", "soft", {"u"}, {"p"})
                                    .node("MatMul", "mix", {"p", "x"}, {"y"})
                                    .output("u")
                                    .output("y")
                                    .model());
    for (const auto format : {QuantFormat::Qdq, QuantFormat::QOperator}) {
        const auto result = subject.quantized(recipe(format));
        QCOMPARE(decisionOf(result, "masked").reason, errc::kUnboundedValues);
        QCOMPARE(decisionOf(result, "masked").reasonArguments.front(), "mask");
        QCOMPARE(decisionOf(result, "soft").reason, errc::kUnboundedValues);
        QCOMPARE(decisionOf(result, "mix").precision, Precision::Int8);
        QVERIFY(!result.params.contains("u") && !result.params.contains("mask"));
    }
}

void TestExportNumbers::maskedSamplesAreUsed()
{
    const auto model = GraphMaker()
                           .input("x", {2, 4})
                           .input("mask", {2, 4})
                           .node("Add", "masked", {"x", "mask"}, {"u"})
                           .node("Softmax", "soft", {"u"}, {"y"})
                           .output("y")
                           .model();
    NoProgress progress;
    const auto statistics = calibrate(model, MaskedSamples(model), {}, progress);
    QVERIFY(statistics);
    QCOMPARE(statistics->samples, std::int64_t{4});
    QVERIFY(statistics->skipped.empty());
    QCOMPARE(statistics->tensors.at("u").finiteCount, std::int64_t{16});
    QCOMPARE(statistics->tensors.at("mask").minimum, 0.0F);
}

void TestExportNumbers::lowestFloatIsNoRange()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {2, 4})
                                    .constant("mask", floats({4}, {0, 0, 0, std::numeric_limits<float>::lowest()}))
                                    .node("Add", "masked", {"x", "mask"}, {"u"})
                                    .node("Softmax", "soft", {"u"}, {"y"})
                                    .output("y")
                                    .model());
    const auto result = subject.quantized(recipe(QuantFormat::Qdq));
    QCOMPARE(decisionOf(result, "masked").reason, errc::kUnboundedValues);
    QVERIFY(!result.params.contains("u"));
}

void TestExportNumbers::knownRangeFollowsFaintData()
{
    const FormatSubject subject(GraphMaker().input("x", {1, 4096}).node("Softmax", "soft", {"x"}, {"y"}).output("y").model());
    for (const auto format : {QuantFormat::Qdq, QuantFormat::QOperator}) {
        const auto result = subject.quantized(recipe(format));
        const float reached = subject.statistics.tensors.at("y").maximum;
        QCOMPARE(result.params.at("y").maximum, 2 * reached);
        QVERIFY(subject.outputDb(result) > 20);
    }
}

void TestExportNumbers::knownRangeStaysWhereItIsReached()
{
    const FormatSubject subject(GraphMaker().input("x", {1, 4}).node("Softmax", "soft", {"x"}, {"y"}).output("y").model());
    QCOMPARE(subject.quantized(recipe(QuantFormat::Qdq)).params.at("y").maximum, 1.0F);
    // As ONNX Runtime's tool has it in any case.
    const FormatSubject faint(GraphMaker().input("x", {1, 4096}).node("Softmax", "soft", {"x"}, {"y"}).output("y").model());
    QCOMPARE(faint.quantized(recipe(QuantFormat::Qdq, QuantProfile::Ort)).params.at("y").maximum, 1.0F);
}

void TestExportNumbers::dilatedMeanReadsExactValues()
{
    const FormatSubject subject(
        GraphMaker()
            .input("x", {1, 3, 9, 9})
            .weight("w", {4, 3, 3, 3}, 0.3F)
            .weight("v", {4, 4, 1, 1}, 0.3F)
            .node("Conv", "conv", {"x", "w"}, {"a"})
            .node("AveragePool", "pool", {"a"}, {"p"}, {GraphMaker::ints("kernel_shape", {2, 2}), GraphMaker::ints("dilations", {2, 2})})
            .node("Conv", "point", {"p", "v"}, {"y"})
            .output("y")
            .model(19));
    for (const auto format : {QuantFormat::Qdq, QuantFormat::QOperator}) {
        const auto result = subject.quantized(recipe(format));
        QCOMPARE(decisionOf(result, "pool").precision, Precision::Float);
        QCOMPARE(makerOf(result, "pool", 0), "Conv");
    }
}

void TestExportNumbers::cubicFilterHasItsOwnRange()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {1, 3, 6, 6})
                                    .weight("w", {4, 3, 1, 1}, 0.3F)
                                    .constant("scales", floats({4}, {1, 1, 2, 2}))
                                    .node("Conv", "conv", {"x", "w"}, {"a"})
                                    .node("Relu", "relu", {"a"}, {"r"})
                                    .node("Resize", "larger", {"r", "", "scales"}, {"y"}, {{"mode", std::string("cubic"), {}, {}, {}}})
                                    .output("y")
                                    .model());
    const auto result = subject.quantized(recipe(QuantFormat::Qdq));
    QVERIFY(result.params.at("y").minimum < 0);
    QCOMPARE(result.params.at("r").minimum, 0.0F);
    QVERIFY(subject.outputDb(result) > 30);
}

void TestExportNumbers::activationOfZerosStays()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {1, 3, 4, 4})
                                    .weight("w", {4, 3, 1, 1}, 0.3F)
                                    .weight("v", {4, 3, 1, 1}, 0.3F)
                                    .constant("b", floats({4}, std::vector<float>(4, -100)))
                                    .node("Conv", "below", {"x", "w", "b"}, {"a"})
                                    .node("Relu", "dead", {"a"}, {"r"})
                                    .node("Conv", "alive", {"x", "v"}, {"s"})
                                    .node("Add", "sum", {"r", "s"}, {"y"})
                                    .output("y")
                                    .model());
    Recipe written = recipe(QuantFormat::Qdq);
    written.activations = DType::Int8;
    const auto result = subject.quantized(written);
    QVERIFY(nodeOf(result, "dead"));
    QVERIFY(subject.outputDb(result) > 25);
}

void TestExportNumbers::sourcePairsStay()
{
    GraphMaker maker;
    maker.input("x", {1, 3, 4, 4}).weight("w", {4, 3, 1, 1}, 0.3F).weight("v", {4, 4, 1, 1}, 0.3F);
    maker = pairAround(std::move(maker), "x", "xd", 0.03F);
    maker.node("Sigmoid", "before", {"xd"}, {"g"});
    maker = pairAround(std::move(maker), "g", "gd", 0.01F);
    const FormatSubject subject(maker.node("Identity", "same", {"gd"}, {"i"})
                                    .node("Tanh", "t", {"i"}, {"t"})
                                    .node("Conv", "conv", {"t", "w"}, {"y"})
                                    .output("y")
                                    .model());
    const auto result = subject.quantized(recipe(QuantFormat::QOperator));
    for (const char *name : {"x_q", "x_d", "g_q", "g_d"})
        QVERIFY2(nodeOf(result, name), name);
    QCOMPARE(makerOf(result, "before", 0), "DequantizeLinear");
    QCOMPARE(makerOf(result, "t", 0), "DequantizeLinear");
}

void TestExportNumbers::noSecondPair()
{
    GraphMaker maker;
    maker.input("x", {2, 16}).weight("w", {16, 8}, 0.3F).weight("b", {8});
    maker = pairAround(std::move(maker), "x", "xd", 0.03F);
    maker.node("Gemm", "dense", {"xd", "w", "b"}, {"m"});
    maker = pairAround(std::move(maker), "m", "y", 0.05F);
    const FormatSubject subject(maker.output("y").model());
    for (const auto profile : {QuantProfile::Plain, QuantProfile::Ort, QuantProfile::Default}) {
        const auto result = subject.quantized(recipe(QuantFormat::Qdq, profile));
        QCOMPARE(FormatSubject::operators(result)["QuantizeLinear"], 2);
        QCOMPARE(makerOf(result, "dense", 1), "DequantizeLinear");
        // The bias has the scale that the input came with.
        const auto &bias = result.params.at("b").scale;
        QCOMPARE(bias[0], static_cast<float>(0.03F * static_cast<double>(result.params.at("w").scale[0])));
    }
    QCOMPARE(FormatSubject::operators(subject.quantized(recipe(QuantFormat::QOperator)))["QGemm"], 1);
}

QTEST_GUILESS_MAIN(TestExportNumbers)
#include "tst_export_numbers.moc"
