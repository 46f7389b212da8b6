// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/no_samples.h"
#include "core/quant/uncomputed.h"
#include "core/samples/shape_hint.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;
using test::RandomSamples;

namespace {

/// conv → relu → Sharpen → conv2, and conv3 beside them.
std::shared_ptr<const Model> custom()
{
    return GraphMaker()
        .input("x", {1, 3, 6, 6})
        .weight("w", {4, 3, 3, 3}, 0.3F)
        .weight("w2", {4, 4, 1, 1}, 0.3F)
        .weight("w3", {4, 4, 1, 1}, 0.3F)
        .node("Conv", "conv", {"x", "w"}, {"a"})
        .node("Relu", "relu", {"a"}, {"r"})
        .node("Sharpen", "sharpen", {"r"}, {"s"})
        .node("Conv", "conv2", {"s", "w2"}, {"y"})
        .node("Conv", "conv3", {"r", "w3"}, {"z"})
        .output("y")
        .output("z")
        .model();
}

QString stateOf(const QuantizeResult &result, const std::string &node)
{
    const auto found = std::ranges::find(result.decisions, node, &NodeDecision::node);
    return found->precision == Precision::Float ? QString::fromUtf8(found->reason.id) : QStringLiteral("int8");
}

class FixedSamples final : public SampleSource
{
public:
    FixedSamples(std::string input, Shape shape) : m_input(std::move(input)), m_shape(std::move(shape)) { }
    std::int64_t count() const override { return 3; }
    std::string name(std::int64_t index) const override { return "s" + std::to_string(index); }
    Result<Sample> load(std::int64_t index) const override
    {
        Sample sample;
        sample.name = name(index);
        HALFTONE_TRY(sample.inputs[m_input], Tensor::allocate(DType::Float, m_shape));
        return sample;
    }

private:
    std::string m_input;
    Shape m_shape;
};

} // namespace

/// Operators that cannot be computed, and data that cannot be used: what can be done is done, and why not is said.
class TestUncomputed : public QObject
{
    Q_OBJECT
private slots:
    void theRestIsCalibrated()
    {
        const FormatSubject subject(custom());
        for (const char *name : {"x", "a", "r", "z"})
            QVERIFY2(subject.statistics.tensors.contains(name), name);
        for (const char *name : {"s", "y"})
            QVERIFY2(!subject.statistics.tensors.contains(name), name);
        QCOMPARE(subject.statistics.issues.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(subject.statistics.issues.front().message.debugText()),
            QStringLiteral("quant.uncomputed(Sharpen, ai.onnx) at sharpen"));
        for (const QuantFormat format : {QuantFormat::Qdq, QuantFormat::QOperator}) {
            Recipe recipe;
            recipe.format.type = format;
            const QuantizeResult result = subject.quantized(recipe);
            QCOMPARE(stateOf(result, "conv"), QStringLiteral("int8"));
            QCOMPARE(stateOf(result, "conv3"), QStringLiteral("int8"));
            QCOMPARE(stateOf(result, "conv2"), QString::fromUtf8(errc::kBehindUncomputed.id));
        }
    }

    void beforeCalibrationTheDecisionIsTheSame()
    {
        const auto model = custom();
        NoProgress progress;
        const auto facts = inferFacts(*model, {}, progress);
        const auto decisions = decideNodes(*model, *facts, Recipe());
        const auto behind = std::ranges::find(decisions, "conv2", &NodeDecision::node);
        QVERIFY(behind->precision == Precision::Float);
        QCOMPARE(QString::fromUtf8(behind->reason.id), QString::fromUtf8(errc::kBehindUncomputed.id));
        QCOMPARE(QString::fromStdString(behind->reasonArguments[1]), QStringLiteral("sharpen"));
    }

    void rangesCanBeGiven()
    {
        const FormatSubject subject(custom());
        Recipe recipe;
        recipe.tensors["s"].minimum = -1.0F;
        recipe.tensors["s"].maximum = 3.0F;
        recipe.tensors["y"].minimum = -2.0F;
        recipe.tensors["y"].maximum = 2.0F;
        const QuantizeResult result = subject.quantized(recipe);
        QCOMPARE(stateOf(result, "conv2"), QStringLiteral("int8"));
        QCOMPARE(result.params.at("s").minimum, -1.0F);
        QCOMPARE(result.params.at("s").maximum, 3.0F);
        QCOMPARE(result.params.at("y").maximum, 2.0F);
    }

    void branchesAndFunctionsAreLookedInto()
    {
        const auto body = GraphMaker().node("Sharpen", "inner", {}, {"p"}).output("p").model();
        const auto branch
            = GraphMaker()
                  .input("x", {2, 4})
                  .node("Identity", "id", {"x"}, {"c"})
                  .node("If", "choose", {"c"}, {"y"}, {{"then_branch", body->graph, {}, {}, {}}, {"else_branch", body->graph, {}, {}, {}}})
                  .output("y")
                  .model();
        QCOMPARE(uncomputableNodes(*branch), std::vector<NodeId>{1});

        auto withFunction = std::make_shared<Model>(*GraphMaker().input("x", {2}).node("Call", "call", {"x"}, {"y"}).output("y").model());
        QCOMPARE(uncomputableNodes(*withFunction), std::vector<NodeId>{0});
        Function function;
        function.name = "Call";
        function.inputs = {"t"};
        function.outputs = {"u"};
        function.body = GraphMaker().input("t", {2}).node("Relu", "r", {"t"}, {"u"}).output("u").model()->graph;
        withFunction->functions.push_back(function);
        QCOMPARE(uncomputableNodes(*withFunction), std::vector<NodeId>{});
    }

    void reasonsComeWithTheRefusal_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *input, QList<int> shape, const char *error) {
            QTest::newRow(name) << QString::fromUtf8(input) << shape << QString::fromUtf8(error);
        };
        row("channels last", "x", {1, 6, 6, 3},
            "quant.no-samples(3) because quant.sample-mismatch(x, float[1×6×6×3], float[1×3×6×6]) at s0 because "
            "samples.hint-channels-last(x)");
        row("batch", "x", {4, 3, 6, 6},
            "quant.no-samples(3) because quant.sample-mismatch(x, float[4×3×6×6], float[1×3×6×6]) at s0 because samples.hint-batch(x, 1, "
            "4)");
        row("size", "x", {1, 3, 8, 6},
            "quant.no-samples(3) because quant.sample-mismatch(x, float[1×3×8×6], float[1×3×6×6]) at s0 because samples.hint-axes(x, 2: 8 "
            "≠ 6)");
        row("rank", "x", {3, 6, 6},
            "quant.no-samples(3) because quant.sample-mismatch(x, float[3×6×6], float[1×3×6×6]) at s0 because samples.hint-rank(x, 4, 3)");
        row("name", "picture", {1, 3, 6, 6}, "quant.no-samples(3) because quant.sample-lacks-input(x, s0) at s0");
    }

    void reasonsComeWithTheRefusal()
    {
        QFETCH(QString, input);
        QFETCH(QList<int>, shape);
        QFETCH(QString, error);
        const FixedSamples samples(input.toStdString(), Shape(std::vector<std::int64_t>(shape.begin(), shape.end())));
        NoProgress progress;
        const auto statistics = calibrate(custom(), samples, {}, progress);
        QVERIFY(!statistics);
        QCOMPARE(QString::fromStdString(statistics.error().debugText()), error);
    }

    void channelsFirst()
    {
        QCOMPARE(QString::fromStdString(shapeHint("x", Shape{1, 3, 6, 8}, {1, 6, 8, 3}).debugText()),
            QStringLiteral("samples.hint-channels-first(x)"));
        // Free sizes fit anything: three axes of unknown length say nothing of an order.
        QCOMPARE(QString::fromStdString(shapeHint("x", Shape{2, 3, 6}, {1, std::nullopt, std::nullopt}).debugText()),
            QStringLiteral("samples.hint-batch(x, 1, 2)"));
    }

    void openSizesAreNamed()
    {
        GraphMaker maker;
        maker.input("x", {1, 4}).weight("w", {4, 2}).node("MatMul", "m", {"x", "w"}, {"y"}).output("y");
        const auto model = maker.model();
        GraphBuilder builder(*model->graph);
        builder.valueInfo(model->graph->findValue("x")).declaredType
            = Type::tensor(DType::Float, std::vector<Dim>{Dim::symbol("batch"), Dim::symbol("length")});
        const auto graph = *std::move(builder).finish();
        Sample sample;
        sample.inputs["x"] = *Tensor::allocate(DType::Float, Shape{1, 1});
        QCOMPARE(QString::fromStdString(dimsHint(*graph, sample, {})->debugText()), QStringLiteral("quant.hint-dims(batch, length)"));
        QCOMPARE(QString::fromStdString(dimsHint(*graph, sample, {{"batch", 1}})->debugText()), QStringLiteral("quant.hint-dims(length)"));
        QVERIFY(!dimsHint(*graph, sample, {{"batch", 1}, {"length", 1}}));
    }
};

QTEST_GUILESS_MAIN(TestUncomputed)
#include "tst_uncomputed.moc"
