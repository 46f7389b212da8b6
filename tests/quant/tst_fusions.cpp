// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"
#include "core/ops/fact.h"
#include "core/quant/errors.h"
#include "core/quant/quantize.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>

using namespace halftone;
using namespace halftone::test;

namespace {

std::shared_ptr<const Model> layerNorm(bool twoSubtractions, bool squareByMul, std::int64_t opset = 17)
{
    GraphMaker maker;
    maker.input("x", {2, 5, 8}).weight("gamma", {8}).weight("beta", {8});
    maker.constant("two", Tensor::scalar<float>(2)).constant("eps", Tensor::scalar<float>(1e-5F));
    const auto axes = [] { return std::vector{GraphMaker::ints("axes", {-1})}; };
    maker.node("ReduceMean", "mean", {"x"}, {"m"}, axes()).node("Sub", "centre", {"x", "m"}, {"d"});
    const std::string second = twoSubtractions ? "d2" : "d";
    if (twoSubtractions)
        maker.node("Sub", "again", {"x", "m"}, {"d2"});
    if (squareByMul)
        maker.node("Mul", "square", {second, second}, {"p"});
    else
        maker.node("Pow", "square", {second, "two"}, {"p"});
    maker.node("ReduceMean", "variance", {"p"}, {"v"}, axes()).node("Add", "plus", {"eps", "v"}, {"a"}).node("Sqrt", "root", {"a"}, {"s"});
    maker.node("Div", "normal", {"d", "s"}, {"n"}).node("Mul", "scaled", {"n", "gamma"}, {"g"}).node("Add", "last", {"beta", "g"}, {"y"});
    return maker.output("y").model(opset);
}

/// `order`: how x, the error term and the half are bracketed.
std::shared_ptr<const Model> gelu(int order, bool erfByDiv, std::int64_t opset)
{
    GraphMaker maker;
    maker.input("x", {2, 5, 8}).constant("half", Tensor::scalar<float>(0.5F)).constant("one", Tensor::scalar<float>(1));
    maker.constant("root", Tensor::scalar<float>(erfByDiv ? 1.4142135F : 0.70710678F));
    maker.node(erfByDiv ? "Div" : "Mul", "inner", {"x", "root"}, {"i"})
        .node("Erf", "erf", {"i"}, {"f"})
        .node("Add", "sum", {"f", "one"}, {"e"});
    if (order == 0)
        maker.node("Mul", "first", {"x", "e"}, {"p"}).node("Mul", "last", {"p", "half"}, {"y"});
    else if (order == 1)
        maker.node("Mul", "first", {"e", "half"}, {"p"}).node("Mul", "last", {"x", "p"}, {"y"});
    else
        maker.node("Mul", "first", {"half", "x"}, {"p"}).node("Mul", "last", {"p", "e"}, {"y"});
    return maker.output("y").model(opset);
}

/// Two heads of four over six steps; queries, keys and values from one layer or three.
std::shared_ptr<const Model> attention(bool packed, bool mask)
{
    GraphMaker maker;
    maker.input("x", {2, 6, 8}).constant("scale", Tensor::scalar<float>(2));
    maker.constant("heads", Tensor::of<std::int64_t>(Shape{4}, {2, 6, 2, 4}))
        .constant("joined", Tensor::of<std::int64_t>(Shape{3}, {2, 6, 8}));
    const auto one
        = [&](const std::string &name, std::int64_t value) { maker.constant(name, Tensor::of<std::int64_t>(Shape{1}, {value})); };
    if (packed) {
        maker.weight("w", {8, 24}, 0.4F).weight("b", {24}).node("MatMul", "mm", {"x", "w"}, {"xw"}).node("Add", "ab", {"b", "xw"}, {"qkv"});
        one("at0", 0), one("at8", 8), one("at16", 16), one("at24", 24), one("axis", 2);
        maker.node("Slice", "sq", {"qkv", "at0", "at8", "axis"}, {"ql"}).node("Slice", "sk", {"qkv", "at8", "at16", "axis"}, {"kl"});
        maker.node("Slice", "sv", {"qkv", "at16", "at24", "axis"}, {"vl"});
    } else {
        for (const std::string part : {"q", "k", "v"})
            maker.weight("w" + part, {8, 8}, 0.4F)
                .weight("b" + part, {8})
                .node("MatMul", "mm" + part, {"x", "w" + part}, {part + "w"})
                .node("Add", "ab" + part, {part + "w", "b" + part}, {part + "l"});
    }
    const auto turned = [&](const std::string &part, std::vector<std::int64_t> perm) {
        maker.node("Reshape", "r" + part, {part + "l", "heads"}, {part + "r"});
        maker.node("Transpose", "t" + part, {part + "r"}, {part + "t"}, {GraphMaker::ints("perm", std::move(perm))});
    };
    turned("q", {0, 2, 1, 3}), turned("k", {0, 2, 3, 1}), turned("v", {0, 2, 1, 3});
    maker.node("MatMul", "qk", {"qt", "kt"}, {"s0"}).node("Div", "scaled", {"s0", "scale"}, {"s1"});
    if (mask)
        maker.weight("mask", {1, 1, 6, 6}, 3).node("Add", "masked", {"s1", "mask"}, {"s2"});
    maker.node("Softmax", "softmax", {mask ? "s2" : "s1"}, {"p"}, {GraphMaker::integer("axis", -1)})
        .node("MatMul", "pv", {"p", "vt"}, {"c"});
    maker.node("Transpose", "tc", {"c"}, {"ct"}, {GraphMaker::ints("perm", {0, 2, 1, 3})}).node("Reshape", "last", {"ct", "joined"}, {"y"});
    return maker.output("y").model();
}

Tensor run(const std::shared_ptr<const Model> &model)
{
    NoProgress progress;
    const Value &input = model->graph->value(model->graph->inputs()[0]);
    const Shape shape{2, *(*input.declaredType.shape)[1].value(), 8};
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    for (float &value : values)
        value = normal(random);
    const auto ready = PreparedModel::prepare(model, {}, progress);
    const auto result
        = Executor(*ready, 1).run(std::vector<RuntimeValue>{Tensor::of<float>(shape, std::span<const float>(values))}, nullptr, progress);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return result->front().tensor();
}

double farthest(const Tensor &a, const Tensor &b)
{
    double most = 0;
    for (std::size_t i = 0; i < a.as<float>().size(); ++i)
        most = std::max(most, static_cast<double>(std::abs(a.as<float>()[i] - b.as<float>()[i])));
    return most;
}

Recipe withPass(const std::string &pass)
{
    Recipe recipe;
    recipe.preprocess = *PreprocessOptions::parse(pass);
    return recipe;
}

} // namespace

class TestFusions : public QObject
{
    Q_OBJECT

private slots:
    void oneNodeComputesTheSame_data()
    {
        QTest::addColumn<std::shared_ptr<const Model>>("model");
        QTest::addColumn<std::string>("pass");
        QTest::addColumn<std::string>("type");
        QTest::addColumn<std::string>("domain");
        const auto row = [](const char *name, std::shared_ptr<const Model> model, const std::string &pass, const std::string &type,
                             const std::string &domain) { QTest::newRow(name) << std::move(model) << pass << type << domain; };
        row("layer norm", layerNorm(false, false), "fuse-layer-norm", "LayerNormalization", "");
        row("layer norm, two subtractions", layerNorm(true, false), "fuse-layer-norm", "LayerNormalization", "");
        row("layer norm, d · d", layerNorm(false, true), "fuse-layer-norm", "LayerNormalization", "");
        for (int order = 0; order < 3; ++order)
            row(qPrintable(QStringLiteral("gelu %1").arg(order)), gelu(order, order != 1, 17), "fuse-gelu", "Gelu", "com.microsoft");
        row("gelu of ai.onnx", gelu(0, true, 20), "fuse-gelu", "Gelu", "");
        row("attention, one layer", attention(true, false), "fuse-attention", "Attention", "com.microsoft");
        row("attention, three layers", attention(false, false), "fuse-attention", "Attention", "com.microsoft");
        row("attention with a mask", attention(false, true), "fuse-attention", "Attention", "com.microsoft");
    }

    void oneNodeComputesTheSame()
    {
        QFETCH(std::shared_ptr<const Model>, model);
        QFETCH(std::string, pass);
        QFETCH(std::string, type);
        QFETCH(std::string, domain);
        NoProgress progress;
        const auto fused = preprocess(model, *PreprocessOptions::parse(pass), progress);
        QVERIFY(fused);
        QCOMPARE(fused->model->graph->nodes().size(), std::size_t(1));
        const Node &node = fused->model->graph->nodes()[0];
        QCOMPARE(node.opType, type);
        QCOMPARE(node.domain, domain);
        QCOMPARE(node.name, std::string("last"));
        QVERIFY2(farthest(run(model), run(fused->model)) < 1e-5, std::to_string(farthest(run(model), run(fused->model))).c_str());

        // The graph as it was opened shows the same.
        const auto facts = inferFacts(*model, {}, progress);
        const auto decisions = decideNodes(*model, *facts, withPass(pass));
        for (const NodeDecision &decision : decisions)
            QCOMPARE((decision.reason == errc::kPartOfFused), decision.node != "last");
        for (const NodeDecision &decision : decideNodes(*model, *facts, Recipe()))
            QVERIFY(!(decision.reason == errc::kPartOfFused));
    }

    void whatSomebodyElseReadsStays()
    {
        NoProgress progress;
        GraphMaker maker;
        maker.input("x", {2, 5, 8}).constant("half", Tensor::scalar<float>(0.5F)).constant("one", Tensor::scalar<float>(1));
        maker.constant("root", Tensor::scalar<float>(1.4142135F))
            .node("Div", "inner", {"x", "root"}, {"i"})
            .node("Erf", "erf", {"i"}, {"f"});
        maker.node("Add", "sum", {"f", "one"}, {"e"}).node("Mul", "first", {"x", "e"}, {"p"}).node("Mul", "last", {"p", "half"}, {"y"});
        const auto model = maker.output("y").output("e").model();
        const auto kept = preprocess(model, *PreprocessOptions::parse("fuse-gelu"), progress);
        QVERIFY(kept);
        QCOMPARE(kept->model.get(), model.get());
        QVERIFY(kept->passes.empty());
    }

    void layerNormNeedsItsOpset()
    {
        NoProgress progress;
        const auto kept = preprocess(layerNorm(false, false, 16), *PreprocessOptions::parse("fuse-layer-norm"), progress);
        QVERIFY(kept);
        QVERIFY(kept->passes.empty());
    }
};

QTEST_GUILESS_MAIN(TestFusions)
#include "tst_fusions.moc"
