// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/passes/pass.h"
#include "core/quant/quantized_regions.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <array>
#include <cmath>
#include <set>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

constexpr std::array kFormats{QuantFormat::Qdq, QuantFormat::QOperator, QuantFormat::Dynamic, QuantFormat::Integer, QuantFormat::WeightOnly,
    QuantFormat::Float16, QuantFormat::BFloat16};

Recipe recipeOf(QuantFormat format)
{
    Recipe recipe;
    recipe.format.type = format;
    return recipe;
}

/// A product whose weight callers may replace, and one whose weight they cannot.
std::shared_ptr<const Model> withDefault(std::int64_t irVersion = 8)
{
    GraphMaker maker;
    maker.input("x", {2, 8}).input("w", {8, 8}).weight("w", {8, 8}, 0.3F).weight("v", {8, 4}, 0.3F);
    maker.node("MatMul", "first", {"x", "w"}, {"h"}).node("Relu", "relu", {"h"}, {"r"}).node("MatMul", "second", {"r", "v"}, {"y"});
    maker.node("Add", "twice", {"w", "w"}, {"w2"}).node("MatMul", "third", {"r", "w2"}, {"z"});
    auto model = std::make_shared<Model>(*maker.output("y").output("z").model());
    model->irVersion = irVersion;
    return *readModelFromMemory(*serializeModel(*model), "m");
}

QStringList names(const Graph &graph, const std::vector<ValueId> &ids)
{
    QStringList result;
    for (const ValueId id : ids)
        result.append(QString::fromStdString(graph.value(id).name + " " + graph.value(id).declaredType.toString()));
    return result;
}

class OnlyX final : public SampleSource
{
public:
    std::int64_t count() const override { return 3; }
    std::string name(std::int64_t index) const override { return std::to_string(index); }
    Result<Sample> load(std::int64_t index) const override
    {
        HALFTONE_TRY(Tensor x, Tensor::allocate(DType::Float, Shape{2, 8}));
        float next = static_cast<float>(index);
        for (float &value : x.mutableAs<float>())
            value = std::sin(next += 1.7F);
        Sample sample;
        sample.name = name(index);
        sample.inputs["x"] = std::move(x);
        return sample;
    }
};

/// Two Gemm behind a pair that the model came with.
std::shared_ptr<const Model> quantizedAtTheEntry()
{
    GraphMaker maker;
    maker.input("x", {2, 8}).weight("w", {8, 8}, 0.3F).weight("b", {8}, 0.3F).weight("v", {8, 4}, 0.3F);
    maker.constant("xs", Tensor::scalar<float>(0.04F)).constant("xz", Tensor::scalar<std::uint8_t>(128));
    maker.node("QuantizeLinear", "q", {"x", "xs", "xz"}, {"xq"}).node("DequantizeLinear", "dq", {"xq", "xs", "xz"}, {"xd"});
    maker.node("Gemm", "dense", {"xd", "w", "b"}, {"h"}).node("Relu", "relu", {"h"}, {"r"}).node("Gemm", "out", {"r", "v"}, {"y"});
    return maker.output("y").model();
}

} // namespace

/// What comes out has the inputs and outputs that went in, and the user's own names and integers.
class TestInterface : public QObject
{
    Q_OBJECT
private slots:
    void defaultsAreNoConstants()
    {
        const auto model = withDefault();
        const Graph &graph = *model->graph;
        const ValueId w = graph.findValue("w");
        QVERIFY(graph.isReplaceable(w));
        QVERIFY(!graph.constant(w));
        QVERIFY(graph.storedValue(w));
        QVERIFY(graph.constant(graph.findValue("v")));
        const std::vector<char> ofDefaults = valuesOfDefaults(graph);
        QCOMPARE(int(ofDefaults[graph.findValue("w2")]), 1);
        QCOMPARE(int(ofDefaults[graph.findValue("h")]), 0);
    }

    /// Up to IR version 3 every weight had to be listed.
    void oldFilesListTheirWeights()
    {
        const auto model = withDefault(3);
        QVERIFY(!model->graph->isReplaceable(model->graph->findValue("w")));
        NoProgress progress;
        const auto prepared = preprocess(model, progress);
        QCOMPARE(prepared->model->graph->inputs().size(), std::size_t(1));
        QCOMPARE(prepared->model->irVersion, std::int64_t(4));
    }

    void defaultsStayInputs()
    {
        const auto model = withDefault();
        NoProgress progress;
        const PreparedGraph prepared = *preprocess(model, progress);
        const GraphFacts facts = *inferFacts(*prepared.model, {}, progress);
        const auto statistics = calibrate(prepared.model, OnlyX(), {}, progress);
        QVERIFY2(statistics, statistics ? "" : statistics.error().debugText().c_str());
        QVERIFY(!statistics->tensors.contains("w") && !statistics->tensors.contains("w2"));
        for (const QuantFormat format : kFormats) {
            const auto result = quantize(prepared, facts, *statistics, recipeOf(format), progress);
            QVERIFY2(result, result ? "" : result.error().debugText().c_str());
            const Graph &graph = *result->model->graph;
            QCOMPARE(names(graph, graph.inputs()), names(*model->graph, model->graph->inputs()));
            QCOMPARE(names(graph, graph.outputs()), names(*model->graph, model->graph->outputs()));
            const ConstantTensor *kept = graph.storedValue(graph.findValue("w"));
            QVERIFY(kept);
            QVERIFY(std::ranges::equal(
                kept->load()->as<float>(), model->graph->storedValue(model->graph->findValue("w"))->load()->as<float>()));
            for (const NodeDecision &decision : result->decisions) {
                if (format == QuantFormat::Qdq && (decision.node == "first" || decision.node == "third"))
                    QCOMPARE(QString::fromUtf8(decision.reason.id), QString::fromUtf8(errc::kReplaceable.id));
                if (format == QuantFormat::Qdq && decision.node == "second")
                    QVERIFY(decision.precision == Precision::Int8);
            }
        }
    }

    /// The pass is the user's word that nobody replaces them.
    void defaultsBecomeConstantsWhenAskedFor()
    {
        NoProgress progress;
        const auto prepared = preprocess(withDefault(), *PreprocessOptions::parse("constant-defaults"), progress);
        QVERIFY(prepared);
        QCOMPARE(prepared->model->graph->inputs().size(), std::size_t(1));
        QVERIFY(prepared->model->graph->constant(prepared->model->graph->findValue("w")));
    }

    /// Names like those of our own values stay where they are the user's.
    void theUsersNamesStay()
    {
        GraphMaker maker;
        maker.input("x", {1, 3, 6, 6}).weight("w", {4, 3, 3, 3}, 0.3F).weight("w_quantized", {4, 4, 1, 1}, 0.3F);
        maker.node("Conv", "c", {"x", "w"}, {"r"}).node("Relu", "relu", {"r"}, {"r_QuantizeLinear_Output"});
        maker.node("Conv", "d", {"r_QuantizeLinear_Output", "w_quantized"}, {"r_DequantizeLinear_Output"});
        const FormatSubject subject(maker.output("r_QuantizeLinear_Output").output("r_DequantizeLinear_Output").model());
        for (const QuantFormat format : kFormats) {
            const QuantizeResult result = subject.quantized(recipeOf(format));
            const Graph &graph = *result.model->graph;
            QCOMPARE(names(graph, graph.outputs()), names(*subject.original->graph, subject.original->graph->outputs()));
            std::set<std::string> values;
            for (const Value &value : graph.values())
                QVERIFY2(values.insert(value.name).second, value.name.c_str());
            QVERIFY(subject.outputDb(result) > 15);
        }
    }

    /// ONNX Runtime refuses two nodes of one name; nameless ones it takes.
    void repeatedNodeNamesAreWrittenApart()
    {
        std::string bytes = *serializeModel(*GraphMaker()
                                                 .input("x", {2, 8})
                                                 .weight("w", {8, 8}, 0.3F)
                                                 .node("MatMul", "layer", {"x", "w"}, {"a"})
                                                 .node("MatMul", "laye2", {"a", "w"}, {"b"})
                                                 .node("Relu", "", {"b"}, {"c"})
                                                 .node("Relu", "", {"c"}, {"y"})
                                                 .output("y")
                                                 .model());
        bytes[bytes.find("laye2") + 4] = 'r';
        const auto model = *readModelFromMemory(bytes, "m");
        QCOMPARE(model->issues.size(), std::size_t(1));
        const FormatSubject subject(model);
        for (const QuantFormat format : kFormats) {
            const auto written = readModelFromMemory(*serializeModel(*subject.quantized(recipeOf(format)).model), "again");
            QVERIFY(written);
            for (const Issue &issue : (*written)->issues)
                QVERIFY2(std::string_view(issue.message.code().id) != "model.duplicate-node-name", issue.message.debugText().c_str());
        }
        QCOMPARE((*readModelFromMemory(*serializeModel(*model), "again"))->graph->node(1).name, std::string("layer (MatMul_b)"));
    }

    void pairsOfTheSourceAreKept_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("profile");
        for (const QuantFormat format : {QuantFormat::Qdq, QuantFormat::QOperator})
            for (const QuantProfile profile : {QuantProfile::Default, QuantProfile::Plain, QuantProfile::Ort})
                QTest::addRow("%d, %d", static_cast<int>(format), static_cast<int>(profile))
                    << static_cast<int>(format) << static_cast<int>(profile);
    }

    /// A layer behind a pair takes the pair's scale, and no second pair comes between.
    void pairsOfTheSourceAreKept()
    {
        QFETCH(int, format);
        QFETCH(int, profile);
        const auto model = quantizedAtTheEntry();
        const auto given = givenParams(*model->graph);
        QCOMPARE(given.size(), std::size_t(1));
        QCOMPARE(given.at(model->graph->findValue("xd")).scale, std::vector<float>{0.04F});
        QCOMPARE(given.at(model->graph->findValue("xd")).zeroPoint, std::vector<std::int32_t>{128});

        const FormatSubject subject(model);
        Recipe recipe = recipeOf(static_cast<QuantFormat>(format));
        recipe.profile = static_cast<QuantProfile>(profile);
        const QuantizeResult result = subject.quantized(recipe);
        const Graph &graph = *result.model->graph;
        const auto dense = std::ranges::find(result.decisions, "dense", &NodeDecision::node);
        QVERIFY(dense->precision == Precision::Int8);
        int readers = 0;
        for (const Node &node : graph.nodes()) {
            if (node.opType == "QuantizeLinear" && graph.value(node.inputs[0]).producer != kNone)
                QVERIFY2(graph.node(graph.value(node.inputs[0]).producer).opType != "DequantizeLinear", node.name.c_str());
            if (node.name.starts_with("dense"))
                readers += std::ranges::count(node.inputs, graph.findValue(format == static_cast<int>(QuantFormat::Qdq) ? "xd" : "xq")) > 0;
        }
        QCOMPARE(readers, 1);
        QCOMPARE(graph.storedValue(graph.findValue("xs"))->load()->as<float>()[0], 0.04F);
        QVERIFY(subject.outputDb(result) > 15);
    }

    /// Mean and deviation are of 32 bits though everything else becomes float16.
    void halfKeepsStatisticsOfNormalization()
    {
        GraphMaker maker;
        maker.input("x", {2, 8}).weight("g", {8}).weight("b", {8}).weight("two", {1});
        maker.node("LayerNormalization", "norm", {"x", "g", "b"}, {"n", "m", "d"}).node("Mul", "mul", {"d", "two"}, {"s"});
        const FormatSubject subject(maker.output("n").output("m").output("s").model());
        const QuantizeResult result = subject.quantized(recipeOf(QuantFormat::Float16));
        NoProgress progress;
        const Graph &graph = *result.model->graph;
        const auto facts = inferFacts(*result.model, {}, progress);
        QVERIFY(facts && facts->issues.empty());
        const Node &norm = graph.node(graph.findNode("norm"));
        QVERIFY(facts->values[norm.outputs[0]].dtype() == DType::Float16);
        QVERIFY(facts->values[norm.outputs[1]].dtype() == DType::Float);
        QVERIFY(facts->values[norm.outputs[2]].dtype() == DType::Float);
        QVERIFY(subject.outputDb(result) > 45);
    }

    /// Experimental operators of old exporters give the same as what they become.
    void oldOperatorsBecomeOrdinaryOnes()
    {
        GraphMaker maker;
        maker.input("x", {1, 3, 8, 8});
        maker.node("ImageScaler", "image", {"x"}, {"a"},
            {GraphMaker::number("scale", 0.5F), {"bias", std::vector<float>{0.1F, 0.2F, 0.3F}, {}, {}, {}}});
        maker.node("Affine", "affine", {"a"}, {"b"}, {GraphMaker::number("alpha", 1.5F), GraphMaker::number("beta", 0.1F)});
        maker.node("ParametricSoftplus", "soft", {"b"}, {"c"}, {GraphMaker::number("alpha", 0.8F), GraphMaker::number("beta", 1.5F)});
        maker.node("ScaledTanh", "tanh", {"c"}, {"d"}, {GraphMaker::number("alpha", 1.7F), GraphMaker::number("beta", 0.6F)});
        maker.node("Scale", "scale", {"d"}, {"e"}, {GraphMaker::number("scale", 2)});
        maker.node("Crop", "crop", {"e"}, {"f"}, {GraphMaker::ints("border", {1, 2, 0, 3})});
        maker.node("Crop", "crop2", {"f"}, {"y"}, {GraphMaker::ints("border", {1, 0, 0, 0}), GraphMaker::ints("scale", {2, 3})});
        const auto model = maker.output("y").model(9);
        NoProgress progress;
        const auto facts = inferFacts(*model, {}, progress);
        QVERIFY(facts->issues.empty());
        QCOMPARE(QString::fromStdString(facts->values[model->graph->findValue("f")].type.toString()), QStringLiteral("float[1×3×3×7]"));
        QCOMPARE(QString::fromStdString(facts->values[model->graph->findValue("y")].type.toString()), QStringLiteral("float[1×3×2×3]"));
        const auto upgraded = preprocess(model, *PreprocessOptions::parse("upgrade-opset"), progress);
        QVERIFY2(upgraded, upgraded ? "" : upgraded.error().debugText().c_str());
        for (const Node &node : upgraded->model->graph->nodes()) {
            static const std::set<std::string> kOrdinary{"Mul", "Add", "Softplus", "Tanh", "Slice"};
            QVERIFY2(kOrdinary.contains(node.opType), node.opType.c_str());
        }
        const test::RandomSamples samples(model, 1);
        const auto run = [&](const std::shared_ptr<const Model> &each) {
            const auto prepared = PreparedModel::prepare(each, {}, progress);
            const std::vector<RuntimeValue> inputs{RuntimeValue(samples.load(0)->inputs.at("x"))};
            return Executor(*prepared, 1).run(inputs, nullptr, progress)->front().tensor();
        };
        const Tensor before = run(model);
        const Tensor after = run(upgraded->model);
        QCOMPARE(before.count(), std::int64_t(18));
        for (std::size_t i = 0; i < 18; ++i)
            QVERIFY(std::abs(before.as<float>()[i] - after.as<float>()[i]) < 1e-5F);
        // The first element, by the formulas: x at (2 + 0, 1 + 1).
        const float x = samples.load(0)->inputs.at("x").as<float>()[2 * 8 + 2];
        const float soft = 0.8F * std::log1p(std::exp(1.5F * (1.5F * (0.5F * x + 0.1F) + 0.1F)));
        QVERIFY(std::abs(before.as<float>()[0] - 2 * 1.7F * std::tanh(0.6F * soft)) < 1e-5F);
    }
};

QTEST_GUILESS_MAIN(TestInterface)
#include "tst_interface.moc"
