// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/cast.h"
#include "tests/support/run_node.h"

#include <QtTest>

#include <cmath>

using namespace halftone;
using test::NodeCall;
using Ints = std::vector<std::int64_t>;

namespace {

Tensor floats(Shape shape, std::vector<float> values) { return Tensor::of<float>(std::move(shape), std::span<const float>(values)); }

Tensor counting(Shape shape)
{
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.count(); ++i)
        values.push_back(static_cast<float>(i));
    return floats(std::move(shape), std::move(values));
}

std::vector<float> numbers(const Result<Tensor> &result)
{
    if (!result) {
        qWarning("%s", result.error().debugText().c_str());
        return {};
    }
    const auto wide = castTensor(*result, DType::Float);
    const auto values = wide->as<float>();
    return {values.begin(), values.end()};
}

Fact fact(std::vector<Dim> dims, DType type = DType::Float)
{
    Fact result;
    result.type = Type::tensor(type, std::move(dims));
    return result;
}

QString shapeText(const Result<std::vector<Fact>> &facts)
{
    return facts ? QString::fromStdString(facts->front().type.toString()) : QString::fromStdString(facts.error().debugText());
}

} // namespace

class TestNnOperators : public QObject
{
    Q_OBJECT

private slots:
    void badAttributes_data();
    void badAttributes();
    void convDepthwise();
    void convPadsAndStrides();
    void maxPoolIgnoresWindowsBehindTheInput();
    void averagePoolCountsPaddingWhenAsked();
    void softmaxFlattensBeforeOpset13();
    void clipWithMinAboveMax();
    void batchNormalizationTrains();
    void lstmForgetsBeyondItsLength();
    void resizeKeepsAspect();
    void quantizeRoundsHalfToEven();
    void quantizeBlocks();
    void dequantizeInt4();
    void qlinearConvPerChannel();
    void attentionHidesEverything();
    void symbolicShapes_data();
    void symbolicShapes();
    void quantRules();
};

void TestNnOperators::badAttributes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QList<qint64>>("value");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *type, const char *attribute, QList<qint64> value, const char *error) {
        QTest::newRow(name) << QString::fromUtf8(type) << QString::fromUtf8(attribute) << std::move(value) << QString::fromUtf8(error);
    };
    row("conv stride 0", "Conv", "strides", {0, 1}, "ops.bad-argument(Conv, strides 0, at least 1)");
    row("conv negative pad", "Conv", "pads", {0, 0, -1, 0}, "ops.bad-argument(Conv, pads -1, at least 0)");
    row("conv dilation 0", "Conv", "dilations", {1, 0}, "ops.bad-argument(Conv, dilations 0, at least 1)");
    row("conv three strides", "Conv", "strides", {1, 1, 1}, "ops.bad-argument(Conv, 3 strides, 2)");
    row("conv other kernel", "Conv", "kernel_shape", {5, 5},
        "ops.bad-argument(Conv, kernel_shape differs from the weight, the spatial shape of the weight)");
    row("conv huge dilation", "Conv", "dilations", {Q_INT64_C(1) << 40, 1}, "ops.bad-argument(Conv, dilations 1099511627776, at least 1)");
    row("transpose stride 0", "ConvTranspose", "strides", {0, 1}, "ops.bad-argument(ConvTranspose, strides 0, at least 1)");
    row("pool without kernel", "MaxPool", "strides", {1, 1}, "ops.bad-argument(MaxPool, kernel_shape of 0 axes, 2)");
    row("pool kernel 0", "AveragePool", "kernel_shape", {0, 2}, "ops.bad-argument(AveragePool, kernel size 0, at least 1)");
}

void TestNnOperators::badAttributes()
{
    QFETCH(QString, type);
    QFETCH(QString, attribute);
    QFETCH(QList<qint64>, value);
    QFETCH(QString, error);
    NodeCall call(type.toStdString());
    call.with(attribute.toStdString(), Ints(value.begin(), value.end()));
    const auto result = call.runTensor({counting({1, 2, 4, 4}), counting({2, 2, 3, 3})});
    QVERIFY(!result);
    const QString text = QString::fromStdString(result.error().debugText());
    QVERIFY2(text.startsWith(error), qPrintable(text));
}

void TestNnOperators::convDepthwise()
{
    const auto y = NodeCall("Conv")
                       .with("group", std::int64_t(2))
                       .runTensor({counting({1, 2, 2, 2}), floats({2, 1, 1, 1}, {2, 10}), floats({2}, {1, 5})});
    QCOMPARE(numbers(y), (std::vector<float>{1, 3, 5, 7, 45, 55, 65, 75}));
    const auto bad = NodeCall("Conv").with("group", std::int64_t(3)).runTensor({counting({1, 2, 2, 2}), counting({2, 1, 1, 1})});
    QVERIFY(!bad);
    QCOMPARE(bad.error().arguments().at(1), std::string("group 3"));
}

void TestNnOperators::convPadsAndStrides()
{
    const auto y = NodeCall("Conv")
                       .with("pads", Ints{1, 1})
                       .with("strides", Ints{2})
                       .with("dilations", Ints{2})
                       .runTensor({counting({1, 1, 6}), floats({1, 1, 2}, {1, 100})});
    // Windows start at −1, 1 and 3 and look two apart.
    QCOMPARE(numbers(y), (std::vector<float>{100, 301, 503}));
}

void TestNnOperators::maxPoolIgnoresWindowsBehindTheInput()
{
    const auto y = NodeCall("MaxPool")
                       .with("kernel_shape", Ints{1})
                       .with("strides", Ints{2})
                       .with("pads", Ints{0, 1})
                       .with("ceil_mode", std::int64_t(1))
                       .runTensor({counting({1, 1, 2})});
    QCOMPARE(numbers(y), (std::vector<float>{0}));
}

void TestNnOperators::averagePoolCountsPaddingWhenAsked()
{
    const Tensor x = floats({1, 1, 2}, {4, 8});
    const auto run = [&x](std::int64_t include) {
        return numbers(NodeCall("AveragePool")
                           .with("kernel_shape", Ints{2})
                           .with("pads", Ints{1, 0})
                           .with("count_include_pad", include)
                           .runTensor({x}));
    };
    QCOMPARE(run(0), (std::vector<float>{4, 6}));
    QCOMPARE(run(1), (std::vector<float>{2, 6}));
}

void TestNnOperators::softmaxFlattensBeforeOpset13()
{
    const Tensor x = floats({1, 2, 2}, {0, 0, 0, 0});
    QCOMPARE(numbers(NodeCall("Softmax", 11).runTensor({x})), (std::vector<float>{0.25F, 0.25F, 0.25F, 0.25F}));
    QCOMPARE(numbers(NodeCall("Softmax", 13).runTensor({x})), (std::vector<float>{0.5F, 0.5F, 0.5F, 0.5F}));
}

void TestNnOperators::clipWithMinAboveMax()
{
    const auto y = NodeCall("Clip").runTensor({floats({3}, {-9, 0, 9}), Tensor::scalar(5.0F), Tensor::scalar(1.0F)});
    QCOMPARE(numbers(y), (std::vector<float>{1, 1, 1}));
}

void TestNnOperators::batchNormalizationTrains()
{
    const auto one = floats({1}, {1});
    const auto zero = floats({1}, {0});
    const auto y = NodeCall("BatchNormalization", 15)
                       .with("training_mode", std::int64_t(1))
                       .with("momentum", 0.5F)
                       .with("epsilon", 0.0F)
                       .outputs(3)
                       .run({floats({2, 1}, {1, 3}), one, zero, zero, zero});
    QVERIFY(y);
    QCOMPARE(numbers(y->at(0).tensor()), (std::vector<float>{-1, 1}));
    QCOMPARE(numbers(y->at(1).tensor()), (std::vector<float>{1}));
    QCOMPARE(numbers(y->at(2).tensor()), (std::vector<float>{0.5F}));
}

void TestNnOperators::lstmForgetsBeyondItsLength()
{
    const Tensor x = floats({3, 2, 1}, {1, 1, 1, 1, 1, 1});
    const auto y = NodeCall("LSTM")
                       .with("hidden_size", std::int64_t(1))
                       .outputs(2)
                       .run({x, floats({1, 4, 1}, {1, 1, 1, 1}), floats({1, 4, 1}, {0, 0, 0, 0}), RuntimeValue(),
                           Tensor::of<std::int32_t>({2}, {3, 1})});
    QVERIFY(y);
    const auto states = numbers(y->at(0).tensor());
    QVERIFY(states[4] > states[2] && states[2] > states[0]);
    QCOMPARE(states[3], 0.0F);
    QCOMPARE(states[5], 0.0F);
    // Y_h of the short row is its last valid state, which equals the other row's first.
    QCOMPARE(numbers(y->at(1).tensor()), (std::vector<float>{states[4], states[0]}));
}

void TestNnOperators::resizeKeepsAspect()
{
    const auto run = [](const char *policy) {
        return NodeCall("Resize", 18)
            .with("keep_aspect_ratio_policy", std::string(policy))
            .with("axes", Ints{2, 3})
            .runTensor({counting({1, 1, 2, 4}), RuntimeValue(), RuntimeValue(), Tensor::of<std::int64_t>({2}, {6, 8})});
    };
    QCOMPARE(run("not_larger")->shape(), (Shape{1, 1, 4, 8}));
    QCOMPARE(run("not_smaller")->shape(), (Shape{1, 1, 6, 12}));
    QCOMPARE(run("stretch")->shape(), (Shape{1, 1, 6, 8}));
}

void TestNnOperators::quantizeRoundsHalfToEven()
{
    const Tensor x = floats({7}, {0.5F, 1.5F, 2.5F, -0.5F, 1e30F, -1e30F, std::nanf("")});
    const auto y = NodeCall("QuantizeLinear").runTensor({x, Tensor::scalar(1.0F), Tensor::scalar(std::uint8_t(10))});
    QCOMPARE(numbers(y), (std::vector<float>{10, 12, 12, 10, 255, 0, 10}));
    // 0.3 / 0.1 is below 3 in single precision only when it is divided, not multiplied by a reciprocal.
    const auto ratio = NodeCall("QuantizeLinear").runTensor({floats({1}, {0.35F}), Tensor::scalar(0.1F), Tensor::scalar(std::int8_t(0))});
    QCOMPARE(numbers(ratio), (std::vector<float>{std::nearbyint(0.35F / 0.1F)}));
}

void TestNnOperators::quantizeBlocks()
{
    const auto y = NodeCall("QuantizeLinear")
                       .with("axis", std::int64_t(1))
                       .with("block_size", std::int64_t(2))
                       .with("output_dtype", std::int64_t(3))
                       .runTensor({floats({1, 3}, {4, 8, 9}), floats({1, 2}, {2, 3})});
    QCOMPARE(numbers(y), (std::vector<float>{2, 4, 3}));
    const auto wrong = NodeCall("QuantizeLinear")
                           .with("axis", std::int64_t(1))
                           .with("block_size", std::int64_t(2))
                           .runTensor({floats({1, 3}, {4, 8, 9}), floats({1, 3}, {2, 3, 4})});
    QVERIFY(!wrong);
}

void TestNnOperators::dequantizeInt4()
{
    const auto packed = castTensor(floats({3}, {-8, 7, 1}), DType::Int4);
    QVERIFY(packed);
    const auto y = NodeCall("DequantizeLinear").runTensor({*packed, Tensor::scalar(0.5F)});
    QCOMPARE(numbers(y), (std::vector<float>{-4, 3.5F, 0.5F}));
}

void TestNnOperators::qlinearConvPerChannel()
{
    const auto y = NodeCall("QLinearConv")
                       .runTensor({Tensor::of<std::uint8_t>({1, 1, 1, 2}, {12, 10}), Tensor::scalar(0.5F), Tensor::scalar(std::uint8_t(10)),
                           Tensor::of<std::int8_t>({2, 1, 1, 1}, {3, -3}), floats({2}, {1, 2}), Tensor::of<std::int8_t>({2}, {0, 0}),
                           Tensor::scalar(1.0F), Tensor::scalar(std::uint8_t(100)), Tensor::of<std::int32_t>({2}, {4, 0})});
    QCOMPARE(numbers(y), (std::vector<float>{105, 102, 94, 100}));
}

void TestNnOperators::attentionHidesEverything()
{
    const Tensor mask = Tensor::of<std::uint8_t>({1, 2}, {0, 0});
    const auto hidden = castTensor(mask, DType::Bool);
    const Tensor x = counting({1, 1, 1, 2});
    const Tensor keys = counting({1, 1, 2, 2});
    QCOMPARE(numbers(NodeCall("Attention", 23).runTensor({x, keys, keys, *hidden})), (std::vector<float>{0, 0}));
}

void TestNnOperators::symbolicShapes_data()
{
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("expected");
    const Dim n = Dim::symbol("N");
    const Dim h = Dim::symbol("H");
    const auto row = [](const char *name, const Result<std::vector<Fact>> &facts, const char *expected) {
        QTest::newRow(name) << shapeText(facts) << QString::fromUtf8(expected);
    };
    row("conv, same size",
        NodeCall("Conv").with("pads", Ints{1, 1, 1, 1}).infer({fact({n, Dim(3), h, Dim(8)}), fact({Dim(16), Dim(3), Dim(3), Dim(3)})}),
        "float[N×16×H×8]");
    row("conv, auto_pad",
        NodeCall("Conv")
            .with("auto_pad", std::string("SAME_UPPER"))
            .with("strides", Ints{2, 2})
            .infer({fact({n, Dim(3), h, Dim(9)}), fact({Dim(16), Dim(3), Dim(3), Dim(3)})}),
        "float[N×16×⌈H/2⌉×5]");
    row("transposed",
        NodeCall("ConvTranspose").with("strides", Ints{2, 2}).infer({fact({n, Dim(3), h, Dim(4)}), fact({Dim(3), Dim(5), Dim(2), Dim(2)})}),
        "float[N×5×2·H×8]");
    row("global pool", NodeCall("GlobalAveragePool").infer({fact({n, Dim(3), h, h})}), "float[N×3×1×1]");
    row("product", NodeCall("MatMul").infer({fact({n, Dim(1), h, Dim(4)}), fact({Dim(7), Dim(4), Dim(5)})}), "float[N×7×H×5]");
    row("lstm",
        NodeCall("LSTM")
            .with("hidden_size", std::int64_t(6))
            .with("direction", std::string("bidirectional"))
            .infer({fact({h, n, Dim(4)}), fact({Dim(2), Dim(24), Dim(4)}), fact({Dim(2), Dim(24), Dim(6)})}),
        "float[H×2×N×6]");
}

void TestNnOperators::symbolicShapes()
{
    QFETCH(QString, shape);
    QFETCH(QString, expected);
    QCOMPARE(shape, expected);
}

void TestNnOperators::quantRules()
{
    const auto rule = [](NodeCall &call) { return findOperator("", call.node().opType)->quantRule({call.node(), 17, nullptr}); };
    NodeCall gemm("Gemm");
    QCOMPARE(rule(gemm).weight->channelAxis, 1);
    gemm.with("transB", std::int64_t(1));
    QCOMPARE(rule(gemm).weight->channelAxis, 0);
    NodeCall transposed("ConvTranspose");
    QCOMPARE(rule(transposed).weight->channelAxis, 1);
    NodeCall relu("Relu");
    QVERIFY(rule(relu).kind == QuantRule::Kind::Absorbable);
    NodeCall pool("MaxPool");
    QVERIFY(rule(pool).kind == QuantRule::Kind::SameScale);
    NodeCall softmax("Softmax");
    QCOMPARE(rule(softmax).fixedOutputRange->second, 1.0F);
    NodeCall lstm("LSTM");
    QVERIFY(rule(lstm).kind == QuantRule::Kind::Float);
}

QTEST_GUILESS_MAIN(TestNnOperators)
#include "tst_nn_operators.moc"
