// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/format_options.h"
#include "core/quant/formats/node_modes.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

Recipe recipeOf(QuantFormat format)
{
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.method = RangeMethod::MinMax;
    recipe.format.type = format;
    return recipe;
}

ModeRule rule(const char *pattern, NodeMode mode) { return {*NodePattern::parse(pattern), mode}; }

/// Every operator that has a QLinear form, in a row.
const FormatSubject &manyOperators()
{
    static const FormatSubject subject(GraphMaker()
                                           .input("x", {1, 3, 8, 8})
                                           .weight("w1", {4, 3, 3, 3}, 0.3F)
                                           .weight("b1", {4})
                                           .weight("w2", {4, 4, 1, 1}, 0.5F)
                                           .weight("wg", {5, 4}, 0.5F)
                                           .weight("bg", {5})
                                           .weight("wm", {5, 6}, 0.5F)
                                           .node("Conv", "conv1", {"x", "w1", "b1"}, {"c1"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
                                           .node("Sigmoid", "sigmoid", {"c1"}, {"s1"})
                                           .node("Mul", "mul", {"c1", "s1"}, {"m1"})
                                           .node("Conv", "conv2", {"m1", "w2"}, {"c2"})
                                           .node("LeakyRelu", "leaky", {"c2"}, {"l2"})
                                           .node("Add", "add", {"l2", "m1"}, {"a2"})
                                           .node("MaxPool", "maxpool", {"a2"}, {"p1"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                                           .node("AveragePool", "avgpool", {"a2"}, {"p2"}, {GraphMaker::ints("kernel_shape", {2, 2})})
                                           .node("Concat", "concat", {"p1", "p2"}, {"j"}, {GraphMaker::integer("axis", 2)})
                                           .node("GlobalAveragePool", "global", {"j"}, {"g"})
                                           .node("Flatten", "flatten", {"g"}, {"f"})
                                           .node("Gemm", "gemm", {"f", "wg", "bg"}, {"h"}, {GraphMaker::integer("transB", 1)})
                                           .node("MatMul", "matmul", {"h", "wm"}, {"n"})
                                           .node("Softmax", "softmax", {"n"}, {"y"})
                                           .output("y")
                                           .model());
    return subject;
}

const FormatSubject &recurrent()
{
    static const FormatSubject subject(GraphMaker()
                                           .input("x", {6, 2, 5})
                                           .weight("w", {2, 16, 5}, 0.4F)
                                           .weight("r", {2, 16, 4}, 0.4F)
                                           .weight("b", {2, 32}, 0.4F)
                                           .node("LSTM", "lstm", {"x", "w", "r", "b"}, {"h"},
                                               {{"direction", std::string("bidirectional"), {}, {}, {}},
                                                   GraphMaker::integer("hidden_size", 4), GraphMaker::integer("layout", 0)})
                                           .output("h")
                                           .model());
    return subject;
}

const NodeDecision &decision(const std::vector<NodeDecision> &decisions, const std::string &node)
{
    return *std::find_if(decisions.begin(), decisions.end(), [&](const NodeDecision &each) { return each.node == node; });
}

const Tensor constantOf(const QuantizeResult &result, const std::string &name)
{
    const ValueId id = result.model->graph->findValue(name);
    const ConstantTensor *constant = id == kNone ? nullptr : result.model->graph->constant(id);
    return constant ? *constant->load() : Tensor();
}

} // namespace

class TestFormats : public QObject
{
    Q_OBJECT
private slots:
    void qOperatorHasNoFloatBetween();
    void qOperatorComputesWhatQdqDoes();
    void qOperatorShowsEveryTensorsError();
    void qOperatorLeavesOthersFloat();
    void integerFormsAreCloseToFloat_data();
    void integerFormsAreCloseToFloat();
    void dynamicNamesFollowOnnxRuntime();
    void dynamicConvHasAScaleForEachChannel();
    void gemmKeepsItsFactors();
    void lstmIsQuantizedAsItRuns();
    void integerTakesRangesFromCalibration();
    void embeddingsAreStoredInIntegers();
    void modesMixInOneModel();
    void laterRulesWin();
    void decisionsAreTheSameBeforeAndAfter();
    void optionsSurviveJson();
    void wrongOptionsAreNamed_data();
    void wrongOptionsAreNamed();
};

void TestFormats::qOperatorHasNoFloatBetween()
{
    auto count = FormatSubject::operators(manyOperators().quantized(recipeOf(QuantFormat::QOperator)));
    const std::map<std::string, int> expected{{"QLinearConv", 2}, {"QLinearSigmoid", 1}, {"QLinearMul", 1}, {"QLinearLeakyRelu", 1},
        {"QLinearAdd", 1}, {"MaxPool", 1}, {"QLinearAveragePool", 1}, {"QLinearConcat", 1}, {"QLinearGlobalAveragePool", 1}, {"Flatten", 1},
        {"QGemm", 1}, {"QLinearMatMul", 1}, {"QLinearSoftmax", 1}, {"QuantizeLinear", 1}, {"DequantizeLinear", 1}};
    QCOMPARE(count, expected);
}

void TestFormats::qOperatorComputesWhatQdqDoes()
{
    // Softmax's own scale differs by definition, so what goes into it is compared.
    const auto db = [](QuantFormat format) {
        const auto report = manyOperators().compared(manyOperators().quantized(recipeOf(format)));
        return report.find("n")->accumulated.sqnrDb;
    };
    QVERIFY(db(QuantFormat::Qdq) > 25);
    QVERIFY2(std::abs(db(QuantFormat::Qdq) - db(QuantFormat::QOperator)) < 1, qPrintable(QString::number(db(QuantFormat::QOperator))));
}

void TestFormats::qOperatorShowsEveryTensorsError()
{
    const auto result = manyOperators().quantized(recipeOf(QuantFormat::QOperator));
    const auto report = manyOperators().compared(result);
    for (const char *name : {"x", "c1", "s1", "m1", "c2", "l2", "a2", "p1", "p2", "j", "g", "f", "h", "n", "y", "w1", "w2", "wm"}) {
        const TensorError *error = report.find(name);
        QVERIFY2(error, name);
        QVERIFY2(error->accumulated.sqnrDb > 15 && error->accumulated.sqnrDb < 80, name);
        QVERIFY2(error->local.sqnrDb > 15, name);
    }
}

void TestFormats::qOperatorLeavesOthersFloat()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {2, 6})
                                    .weight("w", {6, 6})
                                    .node("MatMul", "matmul", {"x", "w"}, {"m"})
                                    .node("Tanh", "tanh", {"m"}, {"y"})
                                    .output("y")
                                    .model());
    const auto result = subject.quantized(recipeOf(QuantFormat::QOperator));
    QCOMPARE(decision(result.decisions, "tanh").precision, Precision::Float);
    QCOMPARE(decision(result.decisions, "tanh").reason.id, "quant.no-qoperator-form");
    const auto count = FormatSubject::operators(result);
    QCOMPARE(count.at("QLinearMatMul"), 1);
    QCOMPARE(count.at("Tanh"), 1);
}

void TestFormats::integerFormsAreCloseToFloat_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("dynamic") << static_cast<int>(QuantFormat::Dynamic);
    QTest::newRow("integer") << static_cast<int>(QuantFormat::Integer);
}

void TestFormats::integerFormsAreCloseToFloat()
{
    QFETCH(int, format);
    const auto result = manyOperators().quantized(recipeOf(static_cast<QuantFormat>(format)));
    const auto count = FormatSubject::operators(result);
    QCOMPARE(count.at("ConvInteger"), 2);
    QCOMPARE(count.at("MatMulInteger"), 2);
    QVERIFY(!count.contains("Conv") && !count.contains("Gemm") && !count.contains("MatMul"));
    const double db = manyOperators().outputDb(result);
    QVERIFY2(db > 35 && db < 90, qPrintable(QString::number(db)));
}

void TestFormats::dynamicNamesFollowOnnxRuntime()
{
    const auto result = manyOperators().quantized(recipeOf(QuantFormat::Dynamic));
    const Graph &graph = *result.model->graph;
    for (const char *name : {"x_QuantizeLinear", "conv1_quant", "c1_output_quantized_cast", "conv1_quant_scales_mul",
             "conv1_quant_output_scale_mul", "c1_bias_add", "gemm_MatMul_quant", "gemm_Add", "matmul_quant"})
        QVERIFY2(graph.findNode(name) != kNone, name);
    for (const char *name : {"x_quantized", "x_scale", "x_zero_point", "w1_quantized", "w1_scale", "w1_zero_point", "c1_output_quantized",
             "c1_output_quantized_cast_output", "conv1_quant_scales_mul:0", "c1quant_scaled_output", "c1_bias_reshape_output"})
        QVERIFY2(graph.findValue(name) != kNone, name);
}

void TestFormats::dynamicConvHasAScaleForEachChannel()
{
    const auto result = manyOperators().quantized(recipeOf(QuantFormat::Dynamic));
    QCOMPARE(constantOf(result, "w1_scale").shape(), (Shape{4, 1, 1}));
    QCOMPARE(constantOf(result, "w1_zero_point").count(), 1);
    Recipe perTensor = recipeOf(QuantFormat::Dynamic);
    perTensor.perChannel = false;
    QCOMPARE(constantOf(manyOperators().quantized(perTensor), "w1_scale").count(), 1);
}

void TestFormats::gemmKeepsItsFactors()
{
    const FormatSubject subject(
        GraphMaker()
            .input("x", {4, 6})
            .weight("w", {3, 6})
            .weight("b", {3}, 5)
            .node("Gemm", "gemm", {"x", "w", "b"}, {"y"},
                {GraphMaker::integer("transB", 1), GraphMaker::number("alpha", 0.25F), GraphMaker::number("beta", 3)})
            .output("y")
            .model());
    const double db = subject.outputDb(subject.quantized(recipeOf(QuantFormat::Dynamic)));
    QVERIFY2(db > 45, qPrintable(QString::number(db)));
}

void TestFormats::lstmIsQuantizedAsItRuns()
{
    const auto result = recurrent().quantized(recipeOf(QuantFormat::Dynamic));
    QCOMPARE(FormatSubject::operators(result), (std::map<std::string, int>{{"DynamicQuantizeLSTM", 1}}));
    QCOMPARE(constantOf(result, "w_quantized").shape(), (Shape{2, 5, 16}));
    QCOMPARE(constantOf(result, "r_scale").shape(), (Shape{2, 16}));
    QCOMPARE(result.model->opset("com.microsoft"), std::int64_t{1});
    const double db = recurrent().outputDb(result);
    QVERIFY2(db > 30 && db < 80, qPrintable(QString::number(db)));
}

void TestFormats::integerTakesRangesFromCalibration()
{
    const auto result = manyOperators().quantized(recipeOf(QuantFormat::Integer));
    QVERIFY(!FormatSubject::operators(result).contains("DynamicQuantizeLinear"));
    const QuantParams &params = result.params.at("x");
    const TensorStatistics &seen = manyOperators().statistics.tensors.at("x");
    QCOMPARE(params.minimum, seen.minimum);
    QCOMPARE(params.maximum, seen.maximum);
    QCOMPARE(constantOf(result, "x_scale").as<float>()[0], params.scale.front());
}

void TestFormats::embeddingsAreStoredInIntegers()
{
    const FormatSubject subject(GraphMaker()
                                    .input("x", {1, 3})
                                    .weight("table", {10, 4})
                                    .constant("rows", Tensor::of<std::int64_t>(Shape{3}, {1, 7, 9}))
                                    .weight("w", {3, 3})
                                    .node("MatMul", "matmul", {"x", "w"}, {"m"})
                                    .node("ArgMax", "index", {"m"}, {"i"}, {GraphMaker::integer("axis", 1)})
                                    .node("Gather", "gather", {"table", "i"}, {"y"})
                                    .output("y")
                                    .model());
    const auto result = subject.quantized(recipeOf(QuantFormat::Dynamic));
    QCOMPARE(constantOf(result, "table_quantized").dtype(), DType::Int8);
    QCOMPARE(decision(result.decisions, "gather").precision, Precision::Int8);
    QVERIFY(subject.outputDb(result) > 30);
}

void TestFormats::modesMixInOneModel()
{
    Recipe recipe = recipeOf(QuantFormat::Qdq);
    recipe.format.modes = {rule("re:conv.*", NodeMode::Dynamic), rule("gemm", NodeMode::Integer), rule("matmul", NodeMode::Float)};
    const auto result = manyOperators().quantized(recipe);
    auto count = FormatSubject::operators(result);
    QCOMPARE(count["ConvInteger"], 2);
    QCOMPARE(count["MatMulInteger"], 1);
    QCOMPARE(count["MatMul"], 1);
    QVERIFY(count["QuantizeLinear"] > 3);
    QCOMPARE(decision(result.decisions, "conv1").precision, Precision::Int8);
    QCOMPARE(decision(result.decisions, "matmul").cause, NodeDecision::Cause::ExcludedByUser);
    QVERIFY(manyOperators().outputDb(result) > 25);
}

void TestFormats::laterRulesWin()
{
    FormatOptions options;
    options.type = QuantFormat::Dynamic;
    options.modes = {rule("re:/head/.*", NodeMode::Float), rule("/head/conv", NodeMode::Static), rule("old", NodeMode::Integer)};
    const NodeModes modes(options);
    std::string because;
    QCOMPARE(modes.of("/body", "/body", &because), NodeMode::Dynamic);
    QVERIFY(because.empty());
    QCOMPARE(modes.of("/head/mul", "/head/mul", &because), NodeMode::Float);
    QCOMPARE(because, std::string("re:/head/.*"));
    QCOMPARE(modes.of("/head/conv", "/head/conv", &because), NodeMode::Static);
    QCOMPARE(modes.of("new", "old", &because), NodeMode::Integer);
}

void TestFormats::decisionsAreTheSameBeforeAndAfter()
{
    for (const QuantFormat format : quantFormats()) {
        const Recipe recipe = recipeOf(format);
        const auto before = decideNodes(*manyOperators().original, manyOperators().facts, recipe);
        const auto after = manyOperators().quantized(recipe).decisions;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(after[i].node, before[i].node);
            QVERIFY2(after[i].precision == before[i].precision, before[i].node.c_str());
        }
    }
}

void TestFormats::optionsSurviveJson()
{
    Recipe recipe = recipeOf(QuantFormat::Integer);
    recipe.format.modes = {rule("re:conv.*", NodeMode::Dynamic), rule("a=b", NodeMode::Float)};
    const auto read = recipeFromJson(recipeToJson(recipe));
    QVERIFY(read);
    QCOMPARE(read->format, recipe.format);
    for (const QuantFormat format : quantFormats())
        QCOMPARE(quantFormatFromName(quantFormatName(format)), std::optional(format));
}

void TestFormats::wrongOptionsAreNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("type") << QByteArray(R"({"format": {"type": "zip"}})") << QByteArray("format.type");
    QTest::newRow("unknown") << QByteArray(R"({"format": {"tyep": "qdq"}})") << QByteArray("format.tyep");
    QTest::newRow("mode") << QByteArray(R"({"format": {"modes": [{"nodes": "a", "mode": "fast"}]}})") << QByteArray("format.modes.mode");
    QTest::newRow("pattern") << QByteArray(R"({"format": {"modes": [{"nodes": "re:(", "mode": "float"}]}})") << QByteArray("re:(");
    QTest::newRow("shape") << QByteArray(R"({"format": 4})") << QByteArray("format");
}

void TestFormats::wrongOptionsAreNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, key);
    const auto read = recipeFromJson(json.toStdString());
    QVERIFY(!read);
    QCOMPARE(QByteArray::fromStdString(read.error().arguments().front()), key);
}

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"

#include <algorithm>
