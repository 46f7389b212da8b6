// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"
#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/equalize.h"
#include "core/quant/algorithms/sensitive_nodes.h"
#include "core/quant/quantize.h"
#include "tests/support/graph_maker.h"
#include "tests/support/random_samples.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace halftone;
using test::GraphMaker;

namespace {

/// A float weight whose output channels (axis 0) differ by powers of 10, as `inverse` for the input channels (axis 1).
Tensor skewed(const Shape &shape, bool outputs)
{
    std::mt19937 random(outputs ? 1 : 2);
    std::normal_distribution<float> normal(0, 1);
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    const auto inner = static_cast<std::size_t>(shape.count(2, shape.rank()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t channel
            = outputs ? i / inner / static_cast<std::size_t>(shape[1]) : i / inner % static_cast<std::size_t>(shape[1]);
        const float factor = std::pow(10.0F, static_cast<float>(channel % 4));
        values[i] = normal(random) * (outputs ? factor : 1 / factor);
    }
    return Tensor::of<float>(shape, std::span<const float>(values));
}

/// Two convolutions with a skewed value between them, through what scaling passes.
std::shared_ptr<const Model> skewedModel()
{
    return GraphMaker()
        .input("x", {1, 3, 8, 8})
        .constant("w1", skewed({8, 3, 3, 3}, true))
        .weight("b1", {8})
        .node("Conv", "first", {"x", "w1", "b1"}, {"a"})
        .node("Relu", "relu", {"a"}, {"r"})
        .node("MaxPool", "pool", {"r"}, {"p"}, {GraphMaker::ints("kernel_shape", {2, 2})})
        .constant("w2", skewed({4, 8, 3, 3}, false))
        .node("Conv", "second", {"p", "w2"}, {"y"})
        .output("y")
        .model();
}

struct Subject
{
    PreparedGraph prepared;
    GraphFacts facts;
    Statistics statistics;
};

Subject calibrated(std::shared_ptr<const Model> model)
{
    NoProgress progress;
    Subject subject;
    subject.prepared = *preprocess(std::move(model), progress);
    subject.facts = *inferFacts(*subject.prepared.model, {}, progress);
    const test::RandomSamples samples(subject.prepared.model, 8);
    subject.statistics = *calibrate(subject.prepared.model, samples, {}, progress);
    return subject;
}

QuantizeResult quantized(const Subject &subject, const Recipe &recipe)
{
    NoProgress progress;
    auto result = quantize(subject.prepared, subject.facts, subject.statistics, recipe, progress);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return std::move(*result);
}

std::vector<float> run(const std::shared_ptr<const Model> &model, const test::RandomSamples &samples, std::int64_t index)
{
    NoProgress progress;
    Executor executor(*PreparedModel::prepare(model, {}, progress), 1);
    std::vector<RuntimeValue> inputs;
    const Sample sample = *samples.load(index);
    for (const auto &[name, tensor] : sample.inputs)
        inputs.emplace_back(tensor);
    const auto outputs = executor.run(inputs, nullptr, progress);
    const auto values = outputs->front().tensor().as<float>();
    return {values.begin(), values.end()};
}

bool hasIssue(const QuantizeResult &result, ErrorCode code)
{
    return std::any_of(result.issues.begin(), result.issues.end(), [&](const Issue &issue) { return issue.message.code() == code; });
}

const NodeDecision &decision(const QuantizeResult &result, const std::string &node)
{
    const auto found = std::find_if(result.decisions.begin(), result.decisions.end(), [&](const auto &d) { return d.node == node; });
    Q_ASSERT(found != result.decisions.end());
    return *found;
}

double outputError(const Subject &subject, const QuantizeResult &result)
{
    const test::RandomSamples samples(subject.prepared.model, 8);
    double noise = 0;
    double signal = 0;
    for (std::int64_t i = 0; i < samples.count(); ++i) {
        const auto wanted = run(subject.prepared.model, samples, i);
        const auto found = run(result.model, samples, i);
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            signal += static_cast<double>(wanted[k]) * static_cast<double>(wanted[k]);
            noise += std::pow(static_cast<double>(wanted[k]) - static_cast<double>(found[k]), 2);
        }
    }
    return noise / signal;
}

Recipe withProfile(QuantProfile profile)
{
    Recipe recipe;
    recipe.profile = profile;
    return recipe;
}

} // namespace

class TestAlgorithms : public QObject
{
    Q_OBJECT
private slots:
    void equalizationKeepsTheFunctionToTheBit();
    void unequalChannelsAreEvenedOutByDefault();
    void plainDecidesNothing();
    void joinsOfDifferentRangesStayFloat();
    void masksSetNoRange();
    void encodersKeepScoresAndNormsFloat();
    void encodersEndAtConvolutions();
    void aNodeThatTheUserNamesKeepsItsMode();
    void decisionsAreKeptBetweenCalls();
};

void TestAlgorithms::equalizationKeepsTheFunctionToTheBit()
{
    const Subject subject = calibrated(skewedModel());
    NoProgress progress;
    const auto equal = equalizeChannels(*subject.prepared.model, subject.facts, subject.statistics, 1, progress);
    QVERIFY(equal && equal->model);
    QVERIFY2(equal->unequalBefore > 100, qPrintable(QString::number(equal->unequalBefore)));
    QVERIFY2(equal->unequalAfter < 8, qPrintable(QString::number(equal->unequalAfter)));
    QVERIFY(equal->factors.contains("a") && equal->factors.contains("r") && equal->factors.contains("p"));
    QVERIFY(!equal->factors.contains("x") && !equal->factors.contains("y"));
    const test::RandomSamples samples(subject.prepared.model, 3);
    for (std::int64_t i = 0; i < samples.count(); ++i)
        QCOMPARE(run(equal->model, samples, i), run(subject.prepared.model, samples, i));
    // Extremes are those that a calibration of the new graph finds.
    const auto anew = calibrate(equal->model, test::RandomSamples(subject.prepared.model, 8), {}, progress);
    QVERIFY(anew);
    for (const char *name : {"r", "p"}) {
        QCOMPARE(equal->statistics->tensors.at(name).channelMaximum, anew->tensors.at(name).channelMaximum);
        QCOMPARE(equal->statistics->tensors.at(name).maximum, anew->tensors.at(name).maximum);
    }
}

void TestAlgorithms::unequalChannelsAreEvenedOutByDefault()
{
    const Subject subject = calibrated(skewedModel());
    const QuantizeResult plain = quantized(subject, withProfile(QuantProfile::Plain));
    const QuantizeResult result = quantized(subject, Recipe());
    QVERIFY(hasIssue(result, errc::kEqualized));
    QVERIFY(result.reference != subject.prepared.model);
    const double before = outputError(subject, plain);
    const double after = outputError(subject, result);
    QVERIFY2(after < before / 30 && after < 1e-3, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(after)));
    Recipe off;
    off.algorithms.equalize = Decision::Off;
    QVERIFY(!hasIssue(quantized(subject, off), errc::kEqualized));
    Recipe on = withProfile(QuantProfile::Plain);
    on.algorithms.equalize = Decision::On;
    QVERIFY(hasIssue(quantized(subject, on), errc::kEqualized));
}

void TestAlgorithms::plainDecidesNothing()
{
    const Subject subject = calibrated(skewedModel());
    const QuantizeResult result = quantized(subject, withProfile(QuantProfile::Plain));
    QCOMPARE(result.reference, subject.prepared.model);
    QVERIFY(result.issues.empty());
    for (const NodeDecision &each : result.decisions)
        QVERIFY2(each.precision == Precision::Int8, each.node.c_str());
}

void TestAlgorithms::joinsOfDifferentRangesStayFloat()
{
    const auto model = GraphMaker()
                           .input("x", {1, 3, 8, 8})
                           .weight("w1", {4, 3, 1, 1}, 100)
                           .node("Conv", "boxes", {"x", "w1"}, {"b"})
                           .weight("w2", {4, 3, 1, 1})
                           .node("Conv", "logits", {"x", "w2"}, {"l"})
                           .node("Sigmoid", "scores", {"l"}, {"s"})
                           .node("Concat", "join", {"b", "s"}, {"j"}, {GraphMaker::integer("axis", 1)})
                           .node("Transpose", "turned", {"j"}, {"y"}, {GraphMaker::ints("perm", {0, 2, 3, 1})})
                           .output("y")
                           .model();
    const Subject subject = calibrated(model);
    const QuantizeResult result = quantized(subject, Recipe());
    QVERIFY(hasIssue(result, errc::kWideJoin));
    QVERIFY(decision(result, "join").cause == NodeDecision::Cause::Algorithm);
    QVERIFY(decision(result, "join").reason == errc::kJoinsRanges);
    QVERIFY(decision(result, "turned").precision == Precision::Float);
    QVERIFY(decision(result, "scores").precision == Precision::Int8);
    Recipe off;
    off.algorithms.wideJoins = Decision::Off;
    QVERIFY(decision(quantized(subject, off), "join").precision == Precision::Int8);
}

void TestAlgorithms::masksSetNoRange()
{
    std::vector<float> mask(16);
    for (std::size_t i = 0; i < mask.size(); ++i)
        mask[i] = i % 4 == 3 ? -3.4028235e38F : 0.0F;
    const auto model = GraphMaker()
                           .input("x", {1, 2, 4, 8})
                           .weight("w", {8, 4})
                           .node("MatMul", "product", {"x", "w"}, {"p"})
                           .constant("mask", Tensor::of<float>({1, 1, 4, 4}, std::span<const float>(mask)))
                           .node("Add", "masked", {"p", "mask"}, {"m"})
                           .node("Softmax", "softmax", {"m"}, {"y"})
                           .output("y")
                           .model();
    const Subject subject = calibrated(model);
    const QuantizeResult result = quantized(subject, Recipe());
    QVERIFY(hasIssue(result, errc::kMaskFound));
    QVERIFY(decision(result, "masked").reason == errc::kTouchesMask);
    QVERIFY(decision(result, "softmax").precision == Precision::Float);
    QVERIFY(decision(result, "product").precision == Precision::Int8);
    for (const auto &[name, params] : result.params)
        QVERIFY2(std::fabs(params.minimum) < 1e6F, name.c_str());
    const double before = outputError(subject, quantized(subject, withProfile(QuantProfile::Plain)));
    const double after = outputError(subject, result);
    // What holds a mask stays float in every profile.
    QVERIFY2(after < 1e-3 && before < 1e-3, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(after)));
}

void TestAlgorithms::encodersKeepScoresAndNormsFloat()
{
    const auto model = GraphMaker()
                           .input("x", {1, 4, 8})
                           .weight("wq", {8, 8})
                           .weight("wk", {8, 8})
                           .weight("wo", {4, 8})
                           .weight("g", {8})
                           .weight("half", {})
                           .node("MatMul", "q", {"x", "wq"}, {"q"})
                           .node("MatMul", "k", {"x", "wk"}, {"k"})
                           .node("Transpose", "kt", {"k"}, {"t"}, {GraphMaker::ints("perm", {0, 2, 1})})
                           .node("MatMul", "scores", {"q", "t"}, {"s"})
                           .node("Mul", "scaled", {"s", "half"}, {"c"})
                           .node("Softmax", "softmax", {"c"}, {"a"})
                           .node("MatMul", "out", {"a", "wo"}, {"o"})
                           .node("Add", "residual", {"o", "x"}, {"r"})
                           .node("LayerNormalization", "norm", {"r", "g"}, {"n"}, {GraphMaker::integer("axis", -1)})
                           .node("Mul", "weighted", {"n", "x"}, {"y"})
                           .output("y")
                           .model();
    const Subject subject = calibrated(model);
    const QuantizeResult result = quantized(subject, Recipe());
    QVERIFY(hasIssue(result, errc::kSensitiveFound));
    for (const char *name : {"scaled", "softmax", "residual", "norm", "weighted"})
        QVERIFY2(decision(result, name).reason == errc::kIsSensitive, name);
    for (const char *name : {"q", "k", "scores", "out"})
        QVERIFY2(decision(result, name).precision == Precision::Int8, name);
}

void TestAlgorithms::encodersEndAtConvolutions()
{
    const auto model = GraphMaker()
                           .input("x", {8, 4, 4, 2})
                           .weight("filter", {4, 4, 1, 1})
                           .weight("w", {8, 8})
                           .weight("bias", {8})
                           .weight("g", {8})
                           .node("Conv", "stem", {"x", "filter"}, {"c"})
                           .node("Sigmoid", "gate", {"c"}, {"s"})
                           .node("Mul", "silu", {"c", "s"}, {"e"})
                           .node("Conv", "patches", {"e", "filter"}, {"p"})
                           .node("Flatten", "tokens", {"p"}, {"t"}, {GraphMaker::integer("axis", 2)})
                           .node("MatMul", "product", {"t", "w"}, {"m"})
                           .node("Add", "biased", {"m", "bias"}, {"b"})
                           .node("Tanh", "activation", {"b"}, {"h"})
                           .node("MatMul", "second", {"h", "w"}, {"o"})
                           .node("LayerNormalization", "norm", {"o", "g"}, {"y"}, {GraphMaker::integer("axis", -1)})
                           .output("y")
                           .model();
    const QuantizeResult result = quantized(calibrated(model), Recipe());
    for (const char *name : {"stem", "gate", "silu", "patches", "product", "second"})
        QVERIFY2(decision(result, name).precision == Precision::Int8, name);
    for (const char *name : {"biased", "activation", "norm"})
        QVERIFY2(decision(result, name).reason == errc::kIsSensitive, name);
}

void TestAlgorithms::aNodeThatTheUserNamesKeepsItsMode()
{
    const auto model = GraphMaker()
                           .input("x", {1, 4, 8})
                           .weight("w", {8, 8})
                           .weight("g", {8})
                           .node("MatMul", "product", {"x", "w"}, {"p"})
                           .node("LayerNormalization", "norm", {"p", "g"}, {"y"}, {GraphMaker::integer("axis", -1)})
                           .output("y")
                           .model();
    const Subject subject = calibrated(model);
    Recipe recipe;
    QVERIFY(decision(quantized(subject, recipe), "norm").reason == errc::kIsSensitive);
    recipe.format.modes.push_back({*NodePattern::parse("norm"), NodeMode::Static});
    QVERIFY(!(decision(quantized(subject, recipe), "norm").reason == errc::kIsSensitive));
}

void TestAlgorithms::decisionsAreKeptBetweenCalls()
{
    Subject subject = calibrated(skewedModel());
    subject.prepared.cache = std::make_shared<AlgorithmCache>();
    const QuantizeResult first = quantized(subject, Recipe());
    Recipe other;
    other.method = RangeMethod::MinMax;
    QCOMPARE(quantized(subject, other).reference, first.reference);
    other.algorithms.equalize = Decision::Off;
    QCOMPARE(quantized(subject, other).reference, subject.prepared.model);
}

QTEST_APPLESS_MAIN(TestAlgorithms)
#include "tst_algorithms.moc"
