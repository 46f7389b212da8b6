// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/recipe.h"

#include <QTest>

using namespace halftone;

class TestRecipe : public QObject
{
    Q_OBJECT
private slots:
    void roundTrips();
    void refuses_data();
    void refuses();
    void patterns();
    void profilesSetTheirDefaults();
};

void TestRecipe::roundTrips()
{
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.activations = DType::Int8;
    recipe.weights = DType::UInt8;
    recipe.perChannel = false;
    recipe.symmetricActivations = true;
    recipe.reduceRange = true;
    recipe.method = RangeMethod::Percentile;
    recipe.percentile = 99.5;
    recipe.exclude = {*NodePattern::parse("/Concat_37"), *NodePattern::parse("re:/head/.*")};
    recipe.include = {*NodePattern::parse("/Conv")};
    recipe.excludeOps = {"Softmax"};
    recipe.includeOps = {"Conv", "Gemm"};
    recipe.excludeMeansFloatIn = false;
    TensorOverride range;
    range.dtype = DType::Int8;
    range.minimum = -1.5F;
    range.maximum = 2.25F;
    range.method = RangeMethod::MinMax;
    range.perChannel = true;
    recipe.tensors["x"] = range;
    TensorOverride given;
    given.axis = 1;
    given.scale = {0.5F, 0.25F};
    given.zeroPoint = {0, -3};
    given.convert = TensorConversion{DType::Int16, {"/Conv"}};
    recipe.tensors["w"] = given;
    recipe.format.opset = 21;
    recipe.format.modes = {{*NodePattern::parse("/Conv"), NodeMode::Int16}, {*NodePattern::parse("re:/head/.*"), NodeMode::Int4}};
    recipe.qdq.weightPairs = true;
    recipe.qdq.quantizeBias = false;
    recipe.qdq.minimumRange = 0.125;
    recipe.qdq.floatOutputs = {"Conv"};
    const auto read = recipeFromJson(recipeToJson(recipe));
    QVERIFY(read);
    QVERIFY(*read == recipe);
    const auto empty = recipeFromJson("{}");
    QVERIFY(empty);
    QVERIFY(*empty == Recipe());
}

void TestRecipe::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *text, const char *error) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(error);
    };
    row("unknown key", R"({"methud": "mse"})", "quant.recipe-unknown-key(methud)");
    row("unknown method", R"({"method": "best"})",
        "quant.recipe-bad-value(method, \"best\", minmax, moving-average, entropy, percentile, mse)");
    row("bool as text", R"({"per_channel": "yes"})", "quant.recipe-bad-value(per_channel, \"yes\", true, false)");
    row("percentile out of range", R"({"percentile": 101})", "quant.recipe-bad-value(percentile, 101, 50 … 100)");
    row("range upside down", R"({"tensors": {"t": {"min": 2, "max": 1}}})", "quant.recipe-bad-value(tensors.t.min, 2, ≤ max)");
    row("override key", R"({"tensors": {"t": {"scales": 2}}})", "quant.recipe-unknown-key(tensors.t.scales)");
    row("scale without zero point", R"({"tensors": {"t": {"scale": 2}}})",
        "quant.recipe-bad-value(tensors.t.scale, 1, as many as zero_point)");
    row("4-bit activations", R"({"activations": "s4"})", "quant.recipe-bad-value(activations, \"s4\", u8, s8, u16, s16)");
    row("opset beyond", R"({"format": {"opset": 12}})", "quant.recipe-bad-value(format.opset, 12, 0, 13 … 23)");
    row("pair option", R"({"qdq": {"pairs": true}})", "quant.recipe-unknown-key(qdq.pairs)");
    row("newer version", R"({"version": 2})", "quant.recipe-bad-value(version, 2, 1)");
    row("list", "[]", "quant.recipe-syntax(not an object)");
}

void TestRecipe::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    const auto recipe = recipeFromJson(text.toStdString());
    QVERIFY(!recipe);
    QCOMPARE(QString::fromStdString(recipe.error().debugText()), error);
}

void TestRecipe::patterns()
{
    const auto broken = NodePattern::parse("re:a(");
    QVERIFY(!broken);
    QVERIFY(broken.error().code() == errc::kBadPattern);
    QVERIFY(!NodePattern::parse(""));
    QVERIFY(!NodePattern::parse("re:"));
    // The library recurses once a bracket.
    QVERIFY(!NodePattern::parse("re:" + std::string(50'000, '(') + "a" + std::string(50'000, ')')));
    const auto regex = NodePattern::parse("re:/model/.*");
    QVERIFY(regex && regex->isRegex);
    QCOMPARE(regex->toString(), std::string("re:/model/.*"));
    QVERIFY(!NodePattern::parse("/a.b")->isRegex);
}

void TestRecipe::profilesSetTheirDefaults()
{
    const auto ort = recipeFromJson(R"({"per_channel": true, "profile": "ort"})");
    QVERIFY(ort);
    QCOMPARE(ort->activations, DType::Int8);
    QCOMPARE(ort->method, RangeMethod::MinMax);
    QVERIFY(ort->perChannel);
    QVERIFY(!ort->excludeMeansFloatIn);
    const auto again = recipeFromJson(recipeToJson(*ort));
    QVERIFY(again && *again == *ort);
    QVERIFY(*recipeFromJson(R"({"profile": "ort", "include_ops": ["Conv"]})")->includeOps.begin() == "Conv");
}

QTEST_APPLESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
