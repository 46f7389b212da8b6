// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/wide_products.h"
#include "tests/support/graph_maker.h"
#include "tests/support/random_subject.h"

#include <QTest>

#include <algorithm>

using namespace halftone;
using test::calibrated;
using test::GraphMaker;
using test::hasIssue;
using test::outputDb;
using test::quantized;
using test::RandomSubject;

namespace {

/// Attention whose scores decide all the harder the larger the weights are.
std::shared_ptr<const Model> attention(float gain)
{
    return GraphMaker()
        .input("x", {1, 16, 32})
        .weight("wq", {32, 32}, gain)
        .weight("wk", {32, 32}, gain)
        .weight("wv", {32, 32}, 0.2F)
        .weight("g", {32})
        .node("MatMul", "q", {"x", "wq"}, {"q"})
        .node("MatMul", "k", {"x", "wk"}, {"k"})
        .node("MatMul", "v", {"x", "wv"}, {"v"})
        .node("Transpose", "kt", {"k"}, {"t"}, {GraphMaker::ints("perm", {0, 2, 1})})
        .node("MatMul", "scores", {"q", "t"}, {"s"})
        .node("Softmax", "softmax", {"s"}, {"a"})
        .node("MatMul", "out", {"a", "v"}, {"o"})
        .node("LayerNormalization", "norm", {"o", "g"}, {"y"}, {GraphMaker::integer("axis", -1)})
        .output("y")
        .model();
}

Precision precisionOf(const QuantizeResult &result, const std::string &node)
{
    return std::ranges::find(result.decisions, node, &NodeDecision::node)->precision;
}

Recipe narrowRecipe()
{
    Recipe recipe;
    recipe.algorithms.outlierFloat = Decision::Off;
    return recipe;
}

} // namespace

class TestWideProducts : public QObject
{
    Q_OBJECT
private slots:
    void encodersThatEightBitsRuinGetSixteen();
    void anExclusionChangesNothingElse();
    void whatIsGoodEnoughStaysNarrow();
    void otherFormatsStayNarrow();
};

void TestWideProducts::encodersThatEightBitsRuinGetSixteen()
{
    const RandomSubject subject = calibrated(attention(0.7F));
    const QuantizeResult narrow = quantized(subject, narrowRecipe());
    QVERIFY(!hasIssue(narrow, errc::kWidened));
    const double before = outputDb(subject, narrow);
    QVERIFY2(before < 20, qPrintable(QString::number(before)));
    const QuantizeResult wide = quantized(subject, Recipe());
    QVERIFY(hasIssue(wide, errc::kWidened));
    QCOMPARE(precisionOf(wide, "scores"), Precision::Int16);
    const double after = outputDb(subject, wide);
    QVERIFY2(after > before + 5, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(after)));
    // The recipe in the model is the user's.
    const auto &metadata = wide.model->metadata;
    const auto embedded = std::ranges::find(metadata, std::string("halftone.recipe"), [](const auto &entry) { return entry.first; });
    QVERIFY(embedded != metadata.end());
    QVERIFY(*recipeFromJson(embedded->second) == Recipe());
}

void TestWideProducts::anExclusionChangesNothingElse()
{
    const RandomSubject subject = calibrated(attention(0.7F));
    Recipe recipe;
    recipe.exclude = {NodePattern{"q", false}, NodePattern{"scores", false}, NodePattern{"out", false}};
    const QuantizeResult result = quantized(subject, recipe);
    QVERIFY(hasIssue(result, errc::kWidened));
    QCOMPARE(precisionOf(result, "scores"), Precision::Float);
    QCOMPARE(precisionOf(result, "v"), Precision::Int16);
}

void TestWideProducts::whatIsGoodEnoughStaysNarrow()
{
    const RandomSubject subject = calibrated(attention(0.05F));
    const QuantizeResult result = quantized(subject, Recipe());
    QVERIFY(!hasIssue(result, errc::kWidened));
    QCOMPARE(precisionOf(result, "scores"), Precision::Int8);
}

void TestWideProducts::otherFormatsStayNarrow()
{
    Recipe recipe;
    recipe.format.type = QuantFormat::QOperator;
    QVERIFY(!hasIssue(quantized(calibrated(attention(0.7F)), recipe), errc::kWidened));
}

QTEST_GUILESS_MAIN(TestWideProducts)
#include "tst_wide_products.moc"
