// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/awq.h"
#include "core/quant/formats/blocked_storage.h"
#include "core/quant/formats/gptq.h"
#include "core/quant/formats/moments.h"
#include "core/quant/formats/raise_opset.h"
#include "core/tensor/packed.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <random>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

std::vector<float> normals(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (float &value : values)
        value = normal(random);
    return values;
}

/// Moments of inputs that depend on each other and whose sizes differ.
std::vector<float> dependentMoments(std::int64_t columns)
{
    const auto n = static_cast<std::size_t>(columns);
    constexpr std::size_t kRows = 200;
    std::vector<float> x = normals(kRows * n, 3);
    for (std::size_t r = 0; r < kRows; ++r) {
        for (std::size_t c = 1; c < n; ++c)
            x[r * n + c] = 0.7F * x[r * n + c - 1] + 0.5F * x[r * n + c] * (c % 16 == 5 ? 20.0F : 1.0F);
    }
    std::vector<float> moments(n * n);
    for (std::size_t r = 0; r < kRows; ++r) {
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j)
                moments[i * n + j] += x[r * n + i] * x[r * n + j] / kRows;
        }
    }
    return moments;
}

/// Two layers of different sizes with a table of rows before them.
const FormatSubject &transformerLike()
{
    static const FormatSubject subject(
        GraphMaker()
            .input("x", {4, 48})
            .weight("w1", {48, 40}, 0.2F)
            .weight("w2", {24, 40}, 0.2F)
            .weight("b2", {24})
            .node("MatMul", "first", {"x", "w1"}, {"h"})
            .node("Tanh", "tanh", {"h"}, {"t"})
            .node("Gemm", "second", {"t", "w2", "b2"}, {"y"}, {GraphMaker::integer("transB", 1), GraphMaker::number("alpha", 0.5F)})
            .output("y")
            .model());
    return subject;
}

Recipe weightOnly(int bits, WeightAlgorithm algorithm = WeightAlgorithm::Rtn)
{
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.format.type = QuantFormat::WeightOnly;
    recipe.format.bits = bits;
    recipe.format.blockSize = 16;
    recipe.format.algorithm = algorithm;
    return recipe;
}

QuantizeResult withMoments(const FormatSubject &subject, const Recipe &recipe)
{
    NoProgress progress;
    const auto moments = collectMoments(subject.prepared, subject.facts, recipe, *subject.samples, 0, progress);
    auto result = quantize(subject.prepared, subject.facts, subject.statistics, recipe, progress, &*moments);
    return std::move(*result);
}

} // namespace

class TestWeightOnly : public QObject
{
    Q_OBJECT
private slots:
    void symmetricScaleIsSigned();
    void asymmetricScaleSpansTheRange();
    void halfQuadraticIsNeverWorse();
    void gptqMakesUpForItsErrors();
    void awqProtectsLargeInputs();
    void nBitsLayoutIsOnnxRuntimes();
    void moreBitsLessError_data();
    void moreBitsLessError();
    void bothFormsComputeTheSame();
    void algorithmsNeedData();
    void gathersAreBlocked();
    void recurrentWeightsAreStoredInEightBits();
    void raisingTheOpsetKeepsMeaning();
    void halvesStayClose_data();
    void halvesStayClose();
    void numbersBeyondHalfAreReported();
};

void TestWeightOnly::symmetricScaleIsSigned()
{
    const BlockScheme scheme{4, 16, true, false};
    const std::vector<float> block{0.5F, -1.6F, 0.25F};
    const BlockParams params = roundingParams(block, scheme);
    QCOMPARE(params.scale, 0.2F);
    QCOMPARE(params.zeroPoint, 8.0F);
    QCOMPARE(roundingParams(std::vector<float>{1.6F}, scheme).scale, -0.2F);
    QCOMPARE(blockCode(-1.6F, params, scheme), std::uint8_t{0});
    QCOMPARE(blockValue(0, params), -1.6F);
}

void TestWeightOnly::asymmetricScaleSpansTheRange()
{
    const BlockScheme scheme{4, 16, false, false};
    const BlockParams params = roundingParams(std::vector<float>{-1, 2}, scheme);
    QCOMPARE(params.scale, 0.2F);
    QCOMPARE(params.zeroPoint, 5.0F);
    // 0 is always in the range, and is exact.
    const BlockParams positive = roundingParams(std::vector<float>{3, 6}, scheme);
    QCOMPARE(positive.zeroPoint, 0.0F);
    QCOMPARE(blockValue(blockCode(0, positive, scheme), positive), 0.0F);
}

void TestWeightOnly::halfQuadraticIsNeverWorse()
{
    for (const bool symmetric : {false, true}) {
        const BlockScheme scheme{4, 32, symmetric, !symmetric};
        const auto values = normals(64 * 96, 5);
        const auto error = [&](BlockParamsOf params) {
            const auto seen = quantizeBlocks(values, 64, 96, scheme, params).decoded();
            double sum = 0;
            for (std::size_t i = 0; i < values.size(); ++i)
                sum += static_cast<double>((values[i] - seen[i]) * (values[i] - seen[i]));
            return sum;
        };
        QVERIFY(error(halfQuadraticParams) < 0.97 * error(roundingParams));
    }
}

void TestWeightOnly::gptqMakesUpForItsErrors()
{
    NoProgress progress;
    constexpr std::int64_t kRows = 24, kColumns = 96;
    const auto values = normals(kRows * kColumns, 9);
    const auto moments = dependentMoments(kColumns);
    const BlockScheme scheme{4, 32, false, false};
    const auto error = [&](const BlockedWeight &weight) { return outputError(values, weight.decoded(), kRows, kColumns, moments); };
    const double rounded = error(quantizeBlocks(values, kRows, kColumns, scheme, roundingParams));
    const auto corrected = quantizeGptq(values, kRows, kColumns, scheme, moments, progress);
    QVERIFY(corrected);
    QVERIFY2(error(*corrected) < 0.6 * rounded, qPrintable(QString::number(error(*corrected) / rounded)));
}

void TestWeightOnly::awqProtectsLargeInputs()
{
    constexpr std::int64_t kRows = 24, kColumns = 96;
    const auto values = normals(kRows * kColumns, 9);
    const auto moments = dependentMoments(kColumns);
    const BlockScheme scheme{4, 32, false, false};
    AwqWeight found = quantizeAwq(values, kRows, kColumns, scheme, moments);
    std::vector<float> seen = found.weight.decoded();
    for (std::size_t i = 0; i < seen.size(); ++i)
        seen[i] /= found.factors[i % kColumns];
    const double plain
        = outputError(values, quantizeBlocks(values, kRows, kColumns, scheme, halfQuadraticParams).decoded(), kRows, kColumns, moments);
    QVERIFY(outputError(values, seen, kRows, kColumns, moments) < 0.9 * plain);
}

void TestWeightOnly::nBitsLayoutIsOnnxRuntimes()
{
    BlockedWeight weight(1, 20, {4, 16, false, false});
    for (std::size_t i = 0; i < weight.codes.size(); ++i)
        weight.codes[i] = static_cast<std::uint8_t>(i % 16);
    weight.scales = {0.5F, 0.25F};
    weight.zeroPoints = {3, 9};
    const auto tensors = nBitsTensors(weight);
    QVERIFY(tensors);
    QCOMPARE(tensors->data.shape(), (Shape{1, 2, 8}));
    const auto data = tensors->data.as<std::uint8_t>();
    QCOMPARE(data[0], std::uint8_t{0x10});
    QCOMPARE(data[7], std::uint8_t{0xfe});
    QCOMPARE(data[9], std::uint8_t{0x32});
    QCOMPARE(data[10], std::uint8_t{0});
    QCOMPARE(tensors->zeroPoints.as<std::uint8_t>()[0], std::uint8_t{0x93});
    // An odd number of blocks leaves a nibble, which holds the middle.
    BlockedWeight one(1, 16, {4, 16, false, false});
    one.zeroPoints = {3};
    QCOMPARE(nBitsTensors(one)->zeroPoints.as<std::uint8_t>()[0], std::uint8_t{0x83});
    one.zeroPoints = {8};
    QVERIFY(nBitsTensors(one)->zeroPoints.isNull());
    one.zeroPoints = {7.5F};
    QCOMPARE(nBitsTensors(one)->zeroPoints.dtype(), DType::Float);
}

void TestWeightOnly::moreBitsLessError_data()
{
    QTest::addColumn<int>("algorithm");
    for (const auto algorithm : {WeightAlgorithm::Rtn, WeightAlgorithm::Hqq, WeightAlgorithm::Gptq, WeightAlgorithm::Awq})
        QTest::newRow(std::string(weightAlgorithmName(algorithm)).c_str()) << static_cast<int>(algorithm);
}

void TestWeightOnly::moreBitsLessError()
{
    QFETCH(int, algorithm);
    double before = 0;
    for (const int bits : {2, 4, 8}) {
        const auto result = withMoments(transformerLike(), weightOnly(bits, static_cast<WeightAlgorithm>(algorithm)));
        QCOMPARE(FormatSubject::operators(result).at("MatMulNBits"), 2);
        const double db = transformerLike().outputDb(result);
        QVERIFY2(db > before + 3, qPrintable(QString::number(db)));
        before = db;
    }
    QVERIFY2(before > 40, qPrintable(QString::number(before)));
}

void TestWeightOnly::bothFormsComputeTheSame()
{
    Recipe recipe = weightOnly(4);
    const double nBits = transformerLike().outputDb(transformerLike().quantized(recipe));
    recipe.format.weightForm = WeightForm::Qdq;
    const auto result = transformerLike().quantized(recipe);
    QCOMPARE(result.model->opset(), std::int64_t{21});
    QCOMPARE(result.model->irVersion, std::int64_t{10});
    QCOMPARE(FormatSubject::operators(result).at("DequantizeLinear"), 2);
    QVERIFY(std::abs(transformerLike().outputDb(result) - nBits) < 0.01);
    recipe.format.bits = 2;
    NoProgress progress;
    const auto refused = quantize(transformerLike().prepared, transformerLike().facts, {}, recipe, progress);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code().id, "quant.bits-need-nbits");
}

void TestWeightOnly::algorithmsNeedData()
{
    const auto result = transformerLike().quantized(weightOnly(4, WeightAlgorithm::Gptq));
    QCOMPARE(result.issues.size(), std::size_t{1});
    QCOMPARE(result.issues.front().message.code().id, "quant.no-moments");
    QVERIFY(needsMoments(weightOnly(4, WeightAlgorithm::Awq).format));
    QVERIFY(!needsMoments(weightOnly(4, WeightAlgorithm::Hqq).format));
    QVERIFY(!needsStatistics(weightOnly(4).format));
}

void TestWeightOnly::gathersAreBlocked()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {1, 3})
                                    .weight("table", {10, 40})
                                    .weight("w", {3, 3})
                                    .node("MatMul", "matmul", {"x", "w"}, {"m"})
                                    .node("ArgMax", "index", {"m"}, {"i"}, {GraphMaker::integer("axis", 1)})
                                    .node("Gather", "gather", {"table", "i"}, {"y"})
                                    .output("y")
                                    .model());
    for (const int bits : {4, 8}) {
        // What picks the rows stays exact.
        Recipe recipe = weightOnly(bits);
        recipe.format.modes = {{*NodePattern::parse("matmul"), NodeMode::Float}};
        const auto result = subject.quantized(recipe);
        QCOMPARE(FormatSubject::operators(result).at("GatherBlockQuantized"), 1);
        const double db = subject.outputDb(result);
        QVERIFY2(db > (bits == 4 ? 18 : 40), qPrintable(QString::number(db)));
    }
}

void TestWeightOnly::recurrentWeightsAreStoredInEightBits()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {6, 2, 5})
                                    .weight("w", {1, 12, 5}, 0.4F)
                                    .weight("r", {1, 12, 4}, 0.4F)
                                    .node("GRU", "gru", {"x", "w", "r"}, {"h"}, {GraphMaker::integer("hidden_size", 4)})
                                    .output("h")
                                    .model());
    const auto result = subject.quantized(weightOnly(4));
    QCOMPARE(FormatSubject::operators(result).at("DequantizeLinear"), 2);
    QCOMPARE(result.decisions.front().precision, Precision::Int8);
    QVERIFY(subject.outputDb(result) > 30);
    QVERIFY(subject.compared(result).find("r"));
}

void TestWeightOnly::raisingTheOpsetKeepsMeaning()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {4, 48})
                                    .weight("w", {48, 48}, 0.2F)
                                    .node("MatMul", "matmul", {"x", "w"}, {"m"})
                                    .node("Split", "split", {"m"}, {"a", "b"}, {GraphMaker::integer("axis", 1)})
                                    .node("Add", "add", {"a", "b"}, {"s"})
                                    .node("ReduceMean", "mean", {"s"}, {"y"}, {GraphMaker::ints("axes", {1})})
                                    .output("y")
                                    .model(13));
    Recipe recipe = weightOnly(8);
    recipe.format.weightForm = WeightForm::Qdq;
    const auto result = subject.quantized(recipe);
    const Graph &graph = *result.model->graph;
    QCOMPARE(graph.node(graph.findNode("mean")).inputs.size(), std::size_t{2});
    QCOMPARE(graph.node(graph.findNode("split")).intAttribute("num_outputs", 0), std::int64_t{2});
    QVERIFY(subject.outputDb(result) > 35);
}

void TestWeightOnly::halvesStayClose_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<double>("least");
    QTest::newRow("float16") << static_cast<int>(QuantFormat::Float16) << 60.0;
    QTest::newRow("bfloat16") << static_cast<int>(QuantFormat::BFloat16) << 40.0;
}

void TestWeightOnly::halvesStayClose()
{
    QFETCH(int, format);
    QFETCH(double, least);
    Recipe recipe;
    recipe.format.type = static_cast<QuantFormat>(format);
    const auto result = transformerLike().quantized(recipe);
    QCOMPARE(result.decisions.front().precision, Precision::Half);
    const auto report = transformerLike().compared(result);
    QVERIFY2(report.outputDb() > least && report.outputDb() < 100, qPrintable(QString::number(report.outputDb())));
    QVERIFY(report.find("h"));
    // Inputs and outputs stay as they are.
    const auto count = FormatSubject::operators(result);
    QCOMPARE(count.at("Cast"), recipe.format.type == QuantFormat::Float16 ? 2 : 3);
    recipe.format.modes = {{*NodePattern::parse("tanh"), NodeMode::Float}};
    const auto mixed = transformerLike().quantized(recipe);
    QCOMPARE(FormatSubject::operators(mixed).at("Cast"), recipe.format.type == QuantFormat::Float16 ? 4 : 3);
    QVERIFY(transformerLike().outputDb(mixed) > least);
}

void TestWeightOnly::numbersBeyondHalfAreReported()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {2, 3})
                                    .constant("c", Tensor::of<float>(Shape{3}, {1.0F, 1e6F, 2.0F}))
                                    .node("Mul", "mul", {"x", "c"}, {"y"})
                                    .output("y")
                                    .model());
    Recipe recipe;
    recipe.format.type = QuantFormat::Float16;
    const auto result = subject.quantized(recipe);
    QStringList ids;
    for (const Issue &issue : result.issues)
        ids.append(QString::fromLatin1(issue.message.code().id));
    QCOMPARE(ids, (QStringList{QStringLiteral("quant.activation-beyond-half"), QStringLiteral("quant.beyond-half")}));
}

QTEST_GUILESS_MAIN(TestWeightOnly)
#include "tst_weight_only.moc"
