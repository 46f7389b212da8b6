// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

/// Conv with a bias, Relu and MaxPool; a float Exp in the middle; a Gemm with a bias and a factor.
const FormatSubject &layers()
{
    static const FormatSubject subject(
        GraphMaker()
            .input("x", {1, 3, 8, 8})
            .weight("w", {4, 3, 3, 3}, 0.2F)
            .weight("b", {4})
            .weight("g", {36, 5}, 0.2F)
            .weight("c", {5}, 3)
            .node("MaxPool", "pool0", {"x"}, {"p0"}, {GraphMaker::ints("kernel_shape", {1, 1})})
            .node("Conv", "conv", {"p0", "w", "b"}, {"r0"})
            .node("Relu", "relu", {"r0"}, {"r"})
            .node("MaxPool", "pool", {"r"}, {"p"}, {GraphMaker::ints("kernel_shape", {2, 2}), GraphMaker::ints("strides", {2, 2})})
            .node("Tanh", "tanh", {"p"}, {"e"})
            .node("Flatten", "flat", {"e"}, {"f"})
            .node("Gemm", "gemm", {"f", "g", "c"}, {"y"}, {{"beta", 0.5F, {}, {}, {}}})
            .output("y")
            .model());
    return subject;
}

Recipe recipe(bool dynamic)
{
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.format.type = QuantFormat::QOperator;
    recipe.format.dynamicInputs = dynamic;
    return recipe;
}

} // namespace

class TestDynamicInputs : public QObject
{
    Q_OBJECT
private slots:
    void whatFloatsEnterByIsMeasured();
    void computesTheSame();
    void biasesFollowTheScale();
    void otherTypesAreRefused();
    void surviveJson();
};

void TestDynamicInputs::whatFloatsEnterByIsMeasured()
{
    const auto result = layers().quantized(recipe(true));
    auto count = FormatSubject::operators(result);
    QCOMPARE(count["DynamicQuantizeLinear"], 2);
    QCOMPARE(count["QuantizeLinear"], 0);
    QCOMPARE(count["QLinearConv"], 1);
    QCOMPARE(count["QGemm"], 1);
    // The results of QLinear operators keep their scales.
    QVERIFY(result.params.contains("r"));
    QVERIFY(!result.params.contains("x"));
    QCOMPARE(result.counterpart.at("x"), "x");
    QCOMPARE(FormatSubject::operators(layers().quantized(recipe(false)))["QuantizeLinear"], 2);
}

void TestDynamicInputs::computesTheSame()
{
    const double fixed = layers().outputDb(layers().quantized(recipe(false)));
    const double dynamic = layers().outputDb(layers().quantized(recipe(true)));
    QVERIFY2(fixed > 20 && dynamic > fixed - 1, qPrintable(QStringLiteral("%1 %2").arg(fixed).arg(dynamic)));
}

void TestDynamicInputs::biasesFollowTheScale()
{
    const auto result = layers().quantized(recipe(true));
    const Graph &graph = *result.model->graph;
    const NodeId conv = graph.findNode("conv_quant");
    const NodeId gemm = graph.findNode("gemm_quant");
    QVERIFY(conv != kNone && gemm != kNone);
    QCOMPARE(graph.node(graph.value(graph.node(conv).inputs[8]).producer).opType, "Cast");
    QCOMPARE(graph.node(graph.value(graph.node(gemm).inputs[6]).producer).opType, "Cast");
    // beta is in the bias.
    const ConstantTensor *bias = graph.constant(graph.findValue("gemm_quant_bias"));
    const ConstantTensor *original = layers().prepared.model->graph->constant(layers().prepared.model->graph->findValue("c"));
    QVERIFY(bias && original);
    QCOMPARE(bias->load()->as<float>()[1], 0.5F * original->load()->as<float>()[1]);
}

void TestDynamicInputs::otherTypesAreRefused()
{
    Recipe wrong = recipe(true);
    wrong.activations = DType::Int8;
    NoProgress progress;
    const auto result = quantize(layers().prepared, layers().facts, layers().statistics, wrong, progress);
    QVERIFY(!result && result.error().code() == errc::kRecipeBadValue);
}

void TestDynamicInputs::surviveJson()
{
    Recipe written = recipe(true);
    written.algorithms.joinForm = JoinForm::Channels;
    QVERIFY(*recipeFromJson(recipeToJson(written)) == written);
    QVERIFY(!recipeFromJson(R"({"algorithms": {"join_form": "tensor"}})"));
}

QTEST_GUILESS_MAIN(TestDynamicInputs)
#include "tst_dynamic_inputs.moc"
