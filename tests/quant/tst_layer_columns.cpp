// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/findings.h"
#include "core/quant/algorithms/saturation.h"
#include "tests/support/graph_maker.h"
#include "tests/support/random_subject.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace halftone;
using test::calibrated;
using test::GraphMaker;
using test::hasIssue;
using test::outputDb;
using test::quantized;
using test::RandomSubject;

namespace {

constexpr std::int64_t kChannels = 32;

/// A product that hardly looks at the channel that sets the range of what it reads.
RandomSubject blindToOneChannel()
{
    std::vector<float> gain(kChannels, 1.0F);
    gain[3] = 60;
    std::vector<float> weight(kChannels * 24);
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    for (std::size_t i = 0; i < weight.size(); ++i)
        weight[i] = i / 24 == 3 ? 0 : normal(random);
    return calibrated(GraphMaker()
                          .input("x", {1, 16, kChannels})
                          .constant("g", Tensor::of<float>({kChannels}, std::span<const float>(gain)))
                          .node("Mul", "gain", {"x", "g"}, {"n"})
                          .constant("w", Tensor::of<float>({kChannels, 24}, std::span<const float>(weight)))
                          .node("MatMul", "product", {"n", "w"}, {"y"})
                          .output("y")
                          .model());
}

/// Large positive inputs, and weights of one sign or of two.
RandomSubject saturating(bool alternating)
{
    std::vector<float> shift(kChannels, 6.0F);
    std::vector<float> weight(kChannels * 8, 1.0F);
    for (std::size_t i = 0; alternating && i < weight.size(); ++i)
        weight[i] = i / 8 % 2 == 0 ? 1.0F : -1.0F;
    return calibrated(GraphMaker()
                          .input("x", {16, kChannels})
                          .constant("b", Tensor::of<float>({kChannels}, std::span<const float>(shift)))
                          .node("Add", "shifted", {"x", "b"}, {"s"})
                          .constant("w", Tensor::of<float>({kChannels, 8}, std::span<const float>(weight)))
                          .node("MatMul", "product", {"s", "w"}, {"y"})
                          .output("y")
                          .model());
}

} // namespace

class TestLayerColumns : public QObject
{
    Q_OBJECT
private slots:
    void rangesFollowWhatLayersMakeOfValues();
    void aRangeOfTheUserStays();
    void sumsThatSaturateAreNamed();
    void convolutionsPairChannels();
};

void TestLayerColumns::rangesFollowWhatLayersMakeOfValues()
{
    const RandomSubject subject = blindToOneChannel();
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    const QuantizeResult before = quantized(subject, recipe);
    QVERIFY(!hasIssue(before, errc::kRangesSearched));
    recipe.algorithms.rangeSearch = Decision::On;
    const QuantizeResult after = quantized(subject, recipe);
    QVERIFY(hasIssue(after, errc::kRangesSearched));
    QVERIFY2(after.params.at("n").maximum < before.params.at("n").maximum / 3, qPrintable(QString::number(after.params.at("n").maximum)));
    QVERIFY2(outputDb(subject, after) > outputDb(subject, before) + 6,
        qPrintable(QStringLiteral("%1 → %2").arg(outputDb(subject, before)).arg(outputDb(subject, after))));
}

void TestLayerColumns::aRangeOfTheUserStays()
{
    const RandomSubject subject = blindToOneChannel();
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.algorithms.rangeSearch = Decision::On;
    recipe.tensors["n"].minimum = -33.0F;
    recipe.tensors["n"].maximum = 44.0F;
    const QuantParams params = quantized(subject, recipe).params.at("n");
    QCOMPARE(params.minimum, -33.0F);
    QCOMPARE(params.maximum, 44.0F);
}

void TestLayerColumns::sumsThatSaturateAreNamed()
{
    const RandomSubject subject = saturating(false);
    Recipe recipe;
    recipe.algorithms.smooth = Decision::Off;
    recipe.algorithms.outlierFloat = Decision::Off;
    const QuantizeResult result = quantized(subject, recipe);
    QVERIFY(hasIssue(result, errc::kSaturates));
    NoProgress progress;
    const auto columns = collectLayerColumns(result.reference, *subject.samples, 0, 2, progress);
    QVERIFY(columns && columns->size() == 1);
    QCOMPARE(columns->front().columns.front().size(), static_cast<std::size_t>(8 * 16 * kChannels));
    const auto found = findSaturation(result, *result.reference, *columns, recipe);
    QVERIFY(found && found->size() == 1);
    QCOMPARE(found->front().node, std::string("product"));
    QVERIFY2(found->front().share > 0.9 && found->front().dB < 20, qPrintable(QString::number(found->front().dB)));

    // Every remedy that the sentence names is one.
    Recipe reduced = recipe;
    reduced.reduceRange = true;
    QVERIFY(findSaturation(quantized(subject, reduced), *result.reference, *columns, reduced)->empty());
    QVERIFY(!hasIssue(quantized(subject, reduced), errc::kSaturates));
    Recipe unsignedWeights = recipe;
    unsignedWeights.weights = DType::UInt8;
    QVERIFY(!hasIssue(quantized(subject, unsignedWeights), errc::kSaturates));
    QVERIFY(!hasIssue(quantized(saturating(true), recipe), errc::kSaturates));
}

void TestLayerColumns::convolutionsPairChannels()
{
    // Weights of one sign in each channel and the other sign in the next: sums of neighbouring channels are small, those of
    // neighbouring positions are not.
    std::vector<float> weight(4 * 8 * 9);
    for (std::size_t i = 0; i < weight.size(); ++i)
        weight[i] = i / 9 % 2 == 0 ? 1.0F : -1.0F;
    std::vector<float> shift(8, 6.0F);
    const RandomSubject subject = calibrated(GraphMaker()
                                                 .input("x", {1, 8, 6, 6})
                                                 .constant("b", Tensor::of<float>({8, 1, 1}, std::span<const float>(shift)))
                                                 .node("Add", "shifted", {"x", "b"}, {"s"})
                                                 .constant("w", Tensor::of<float>({4, 8, 3, 3}, std::span<const float>(weight)))
                                                 .node("Conv", "filter", {"s", "w"}, {"y"})
                                                 .output("y")
                                                 .model());
    Recipe recipe;
    recipe.algorithms.equalize = Decision::Off;
    const QuantizeResult result = quantized(subject, recipe);
    NoProgress progress;
    const auto columns = collectLayerColumns(result.reference, *subject.samples, 0, 1, progress);
    QVERIFY(columns);
    QVERIFY(findSaturation(result, *result.reference, *columns, recipe)->empty());
}

QTEST_APPLESS_MAIN(TestLayerColumns)
#include "tst_layer_columns.moc"
