// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/matching/node_matching.h"
#include "core/quant/matching/weight_print.h"
#include "core/quant/pairing.h"
#include "tests/support/graph_maker.h"
#include "tests/support/labelled_images.h"
#include "tests/support/renamed_model.h"

#include <QTest>

using namespace halftone;
using test::GraphMaker;

namespace {

/// A model of the test data, calibrated on a few of its pictures.
struct Subject
{
    PreparedGraph prepared;
    GraphFacts facts;
    std::unique_ptr<test::LabelledImages> samples;
    Statistics statistics;

    QuantizeResult quantized(const Recipe &recipe) const
    {
        NoProgress progress;
        auto result = quantize(prepared, facts, statistics, recipe, progress);
        if (!result)
            qFatal("%s", result.error().debugText().c_str());
        return std::move(*result);
    }

    ErrorReport compared(const QuantizeResult &result) const
    {
        NoProgress progress;
        CompareOptions options;
        options.samples = 2;
        auto report = compare(prepared.model, result, *samples, options, progress);
        if (!report)
            qFatal("%s", report.error().debugText().c_str());
        return std::move(*report);
    }
};

const Subject &subject(const QString &name)
{
    static std::map<QString, Subject> all;
    const auto [entry, isNew] = all.try_emplace(name);
    if (!isNew)
        return entry->second;
    Subject &result = entry->second;
    NoProgress progress;
    const auto model = readModel(QStringLiteral(HALFTONE_TEST_DATA "/models/%1.onnx").arg(name).toStdString());
    if (!model)
        qFatal("%s", model.error().debugText().c_str());
    result.prepared = *preprocess(*model, progress);
    result.facts = *inferFacts(*result.prepared.model, {}, progress);
    const Graph &graph = *result.prepared.model->graph;
    const QString data = name.contains(QStringLiteral("yolo")) ? QStringLiteral("scenes") : QStringLiteral("digits");
    result.samples
        = std::make_unique<test::LabelledImages>(data + QStringLiteral("/calibration"), graph.value(graph.inputs().front()).name);
    CalibrationOptions options;
    options.samples = 2;
    auto statistics = calibrate(result.prepared.model, *result.samples, options, progress);
    if (!statistics)
        qFatal("%s", statistics.error().debugText().c_str());
    result.statistics = std::move(*statistics);
    return result;
}

/// Equal but for the last bit: a bias's scale is a product.
bool sameScales(const std::vector<float> &a, const std::vector<float> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float x, float y) { return std::abs(x - y) <= 1e-6F * std::abs(y); });
}

/// x → Conv → BatchNormalization → Relu → Conv → y: a layer that every tool folds.
GraphMaker layers() { return GraphMaker().input("x", {1, 3, 8, 8}).weight("w1", {4, 3, 3, 3}).weight("w2", {4, 4, 1, 1}); }

} // namespace

/// Quantized models whose names tell nothing, beside their float model.
class TestMatchModels : public QObject
{
    Q_OBJECT
private slots:
    void renamedModelsAreFoundAgain_data();
    void renamedModelsAreFoundAgain();
    void weightsTellLikeLayersApart();
    void foldedLayersGiveTheirLastResult();
    void quantizedWeightsHaveThePrintOfTheirFloatForm();
};

void TestMatchModels::renamedModelsAreFoundAgain_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("profile");
    const std::pair<const char *, QuantFormat> formats[]{
        {"QDQ", QuantFormat::Qdq}, {"QOperator", QuantFormat::QOperator}, {"dynamic", QuantFormat::Dynamic}};
    for (const char *model : {"digits_resnet", "digits_yolov8", "digits_mobilenet"})
        for (const auto &[name, format] : formats)
            for (const auto profile : {QuantProfile::Plain, QuantProfile::Ort})
                QTest::addRow("%s %s %s", model, name, profile == QuantProfile::Ort ? "like ORT" : "plain")
                    << QString::fromUtf8(model) << static_cast<int>(format) << static_cast<int>(profile);
}

void TestMatchModels::renamedModelsAreFoundAgain()
{
    QFETCH(QString, model);
    QFETCH(int, format);
    QFETCH(int, profile);
    const Subject &from = subject(model);
    Recipe recipe;
    recipe.profile = static_cast<QuantProfile>(profile);
    recipe.method = RangeMethod::MinMax;
    recipe.format.type = static_cast<QuantFormat>(format);
    const QuantizeResult own = from.quantized(recipe);
    const auto other = test::renamed(*own.model);
    QVERIFY(other);
    const QuantizeResult matched = matchModels(from.prepared.model, other);

    const auto expected = pairTensors(*from.prepared.model, from.facts, own),
               found = pairTensors(*from.prepared.model, from.facts, matched);
    QVERIFY(expected && found);
    const auto nameOf = [&](ValueId id) { return from.prepared.model->graph->value(id).name; };
    std::map<ValueId, const TensorPair *> byValue;
    for (const TensorPair &pair : found->activations)
        byValue[pair.floatValue] = &pair;
    QVERIFY(expected->activations.size() > 12);
    for (const TensorPair &pair : expected->activations) {
        const auto it = byValue.find(pair.floatValue);
        QVERIFY2(it != byValue.end(), nameOf(pair.floatValue).c_str());
        QCOMPARE(it->second->params.has_value(), pair.params.has_value());
        if (pair.params)
            QVERIFY2(it->second->params->scale == pair.params->scale, nameOf(pair.floatValue).c_str());
    }
    std::map<ValueId, const WeightPair *> weights;
    for (const WeightPair &pair : found->weights)
        weights[pair.floatValue] = &pair;
    for (const WeightPair &pair : expected->weights) {
        // The scales of dynamic form are no operands of its nodes, and a Gemm's weights are transposed there.
        if (recipe.format.type == QuantFormat::Dynamic)
            break;
        const auto it = weights.find(pair.floatValue);
        QVERIFY2(it != weights.end(), nameOf(pair.floatValue).c_str());
        QVERIFY2(sameScales(it->second->params.scale, pair.params.scale), nameOf(pair.floatValue).c_str());
    }
    const ErrorReport before = from.compared(own), after = from.compared(matched);
    for (const TensorError &error : before.tensors) {
        if (error.kind == TensorError::Kind::Weight && recipe.format.type == QuantFormat::Dynamic)
            continue;
        const TensorError *again = after.find(error.tensor);
        QVERIFY2(again, error.tensor.c_str());
        const double difference = std::abs(again->accumulated.mse - error.accumulated.mse);
        QVERIFY2(difference <= 1e-6 * error.accumulated.mse, error.tensor.c_str());
    }
}

/// Two branches of like layers that change places.
void TestMatchModels::weightsTellLikeLayersApart()
{
    const auto branches = [](const char *first, const char *second) {
        return GraphMaker()
            .input("x", {1, 3, 8, 8})
            .weight("wa", {4, 3, 1, 1})
            .weight("wb", {4, 3, 1, 1})
            .node("Conv", "n0", {"x", first}, {"v0"})
            .node("Sigmoid", "n1", {"v0"}, {"v1"})
            .node("Conv", "n2", {"x", second}, {"v2"})
            .node("Sigmoid", "n3", {"v2"}, {"v3"})
            .node("Sub", "n4", {"v1", "v3"}, {"y"})
            .output("y")
            .model();
    };
    const auto model = branches("wa", "wb");
    const auto swapped = test::renamed(*branches("wb", "wa"));
    const ComparedGraph a(*model->graph), b(*swapped->graph);
    const NodeMatching found = matchNodes(a, b);
    QCOMPARE(found.bOfA, (std::vector<NodeId>{2, 3, 0, 1, 4}));
}

void TestMatchModels::foldedLayersGiveTheirLastResult()
{
    const std::vector<float> ones(4, 1.0F), zeros(4, 0.0F);
    const auto vector = [](const std::vector<float> &values) { return Tensor::of<float>(Shape{4}, std::span<const float>(values)); };
    const auto model = layers()
                           .constant("gamma", vector(ones))
                           .constant("beta", vector(zeros))
                           .constant("mean", vector(zeros))
                           .constant("variance", vector(ones))
                           .node("Conv", "c1", {"x", "w1"}, {"a"})
                           .node("BatchNormalization", "bn", {"a", "gamma", "beta", "mean", "variance"}, {"b"})
                           .node("Relu", "r", {"b"}, {"c"})
                           .node("Conv", "c2", {"c", "w2"}, {"y"})
                           .output("y")
                           .model();
    const auto folded
        = test::renamed(*layers().node("Conv", "c1", {"x", "w1"}, {"c"}).node("Conv", "c2", {"c", "w2"}, {"y"}).output("y").model());
    const QuantizeResult matched = matchModels(model, folded);
    const Graph &graph = *folded->graph;
    QCOMPARE(matched.counterpart.at("c"), graph.value(graph.node(0).outputs[0]).name);
    QCOMPARE(matched.counterpart.at("y"), graph.value(graph.node(1).outputs[0]).name);
    QVERIFY(!matched.counterpart.contains("a"));
    QVERIFY(!matched.counterpart.contains("b"));
    // The batch norm went into the first layer's weights; the second one's are the same.
    QVERIFY(!matched.counterpart.contains("w1"));
    QVERIFY(matched.counterpart.contains("w2"));
}

void TestMatchModels::quantizedWeightsHaveThePrintOfTheirFloatForm()
{
    const Subject &from = subject(QStringLiteral("digits_resnet"));
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    const QuantizeResult own = from.quantized(recipe);
    const ComparedGraph a(*from.prepared.model->graph), b(*own.model->graph);
    const NodeMatching nodes = matchNodes(a, b);
    int compared = 0;
    for (NodeId id = 0; id < nodes.bOfA.size(); ++id) {
        if (a.graph().node(id).opType != "Conv")
            continue;
        const WeightPrint print = weightPrint(a, a.operandsOf(id)[1]);
        QVERIFY(likeness(print, weightPrint(b, b.operandsOf(nodes.bOfA[id])[1])) > 0.999);
        for (NodeId other = 0; other < id; ++other)
            if (a.graph().node(other).opType == "Conv")
                QVERIFY(likeness(print, weightPrint(a, a.operandsOf(other)[1])) < 0.9);
        ++compared;
    }
    QVERIFY(compared >= 8);
}

QTEST_GUILESS_MAIN(TestMatchModels)
#include "tst_match_models.moc"
