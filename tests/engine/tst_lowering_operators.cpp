// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lowering_case.h"

#include <QTest>

#include <cmath>

using namespace halftone;
using namespace halftone::test;

namespace {

Case reduction(std::mt19937 &random, const std::string &type)
{
    Case made;
    made.model.input("x").output("y");
    const std::int64_t from = pick(random, 0, 2);
    made.model.node(type, {"x"}, {"y"}, {{"axes", from == 2 ? Ints{1} : Ints{from, from + 1}}, {"keepdims", pick(random, 0, 1)}});
    made.inputs = {randomFloats({pick(random, 1, 3), pick(random, 1, 5), pick(random, 1, 5), pick(random, 16, 2000)}, random)};
    made.expects = "rows combined";
    return made;
}

Case pool(std::mt19937 &random, const std::string &type)
{
    Case made;
    const std::int64_t kernel = pick(random, 2, 3);
    made.model.input("x").output("y");
    if (type.starts_with("Global"))
        made.model.node(type, {"x"}, {"y"});
    else
        made.model.node(type, {"x"}, {"y"},
            {{"kernel_shape", Ints{kernel, kernel}}, {"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 1, 1}},
                {"ceil_mode", pick(random, 0, 1)}});
    made.inputs = {randomFloats({2, pick(random, 1, 40), pick(random, 6, 15), pick(random, 6, 15)}, random)};
    return made;
}

Case unary(std::mt19937 &random, const std::string &type)
{
    Case made;
    made.model.input("x").output("y").node(type, {"x"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 5), pick(random, 1, 90)}, random, 3)};
    if (type == "Relu")
        made.expects = "clamp";
    return made;
}

Case binary(std::mt19937 &random, const std::string &type)
{
    static const std::vector<std::pair<Shape, Shape>> shapes{{{2, 3, 4}, {2, 3, 4}}, {{2, 3, 4}, {4}}, {{2, 3, 4}, {3, 1}},
        {{1, 3, 1}, {2, 1, 4}}, {{5}, {2, 3, 5}}, {{2, 1, 7, 33}, {1, 4, 1, 33}}, {{}, {3, 2}}};
    Case made;
    made.model.input("a").input("b").output("y").node(type, {"a", "b"}, {"y"});
    const auto &[a, b] = shapes[static_cast<std::size_t>(pick(random, 0, static_cast<std::int64_t>(shapes.size()) - 1))];
    made.inputs = {randomFloats(a, random), randomFloats(b, random)};
    made.expects = "elementwise";
    return made;
}

/// An operator of one input that came after opset 17.
Case newer(std::mt19937 &random, const std::string &type, std::int64_t opset)
{
    Case made{SmallModel(opset), {}, "oneDNN"};
    made.model.input("x").output("y").node(type, {"x"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 3), pick(random, 1, 40), pick(random, 1, 9)}, random)};
    return made;
}

/// Operators with more than one input or with attributes, x being [n, c, h, w].
Case shaped(std::mt19937 &random, const std::string &type)
{
    Case made;
    const std::int64_t channels = pick(random, 2, 40);
    const auto vector = [&] { return randomFloats({channels}, random); };
    made.model.input("x").output("y");
    made.inputs = {randomFloats({pick(random, 1, 3), channels, pick(random, 2, 9), pick(random, 2, 9)}, random)};
    if (type == "BatchNormalization") {
        Tensor variance = vector();
        for (float &each : variance.mutableAs<float>())
            each = std::abs(each) + 0.1F;
        made.model.constant("s", vector()).constant("b", vector()).constant("m", vector()).constant("v", std::move(variance));
        made.model.node(type, {"x", "s", "b", "m", "v"}, {"y"});
    } else if (type == "LayerNormalization") {
        const std::int64_t width = made.inputs[0].tensor().shape()[3];
        made.model.constant("s", randomFloats({width}, random)).constant("b", randomFloats({width}, random));
        made.model.node(type, {"x", "s", "b"}, {"y"});
    } else if (type == "Clip") {
        made.model.constant("low", Tensor::scalar(-0.5F)).constant("high", Tensor::scalar(0.25F));
        made.model.node(type, {"x", "low", "high"}, {"y"});
        made.expects = "clamp";
    } else if (type == "Resize") {
        made.model.constant("scales", Tensor::of<float>({4}, {1, 1, 2, 2}));
        made.model.node(type, {"x", "", "scales"}, {"y"}, {{"mode", std::string("linear")}});
    } else if (type == "ConvTranspose") {
        made.model.constant("w", randomFloats({channels, pick(random, 1, 20), 3, 3}, random, 0.3F));
        made.model.node(type, {"x", "w"}, {"y"}, {{"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 1, 1}}});
    } else if (type == "Sqrt") {
        made.model.node("Abs", {"x"}, {"a"}).node(type, {"a"}, {"y"});
    } else {
        made.model.node(type, {"x"}, {"y"});
    }
    return made;
}

/// Opset 9's enlargement by whole factors, which are an input.
Case upsample(std::mt19937 &random)
{
    Case made{SmallModel(9), {}, "oneDNN"};
    made.model.input("x").output("y").constant(
        "s", Tensor::of<float>({4}, {1, 1, static_cast<float>(pick(random, 1, 3)), static_cast<float>(pick(random, 2, 3))}));
    made.model.node("Upsample", {"x", "s"}, {"y"}, {{"mode", std::string("nearest")}});
    made.inputs = {randomFloats({pick(random, 1, 2), pick(random, 1, 20), pick(random, 2, 9), pick(random, 2, 9)}, random)};
    return made;
}

Case square(std::mt19937 &random)
{
    Case made;
    made.model.input("x").output("y").constant("two", Tensor::scalar(2.0F)).node("Pow", {"x", "two"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 5), pick(random, 1, 90)}, random, 3)};
    return made;
}

/// Since opset 13 the axes of sums are an input.
Case sum(std::mt19937 &random)
{
    Case made;
    const std::int64_t from = pick(random, 0, 1);
    made.model.input("x").output("y").constant("axes", Tensor::of<std::int64_t>({2}, {from, from + 1}));
    made.model.node("ReduceSum", {"x", "axes"}, {"y"}, {{"keepdims", pick(random, 0, 1)}});
    made.inputs = {randomFloats({pick(random, 1, 3), pick(random, 1, 5), pick(random, 1, 5), pick(random, 16, 2000)}, random)};
    made.expects = "rows combined";
    return made;
}

Case microsoft(std::mt19937 &random, const std::string &type)
{
    Case made;
    made.model.input("x").output("y");
    if (type == "QuickGelu")
        made.model.microsoftNode(type, {"x"}, {"y"}, {{"alpha", static_cast<float>(pick(random, 5, 20)) / 10}});
    else
        made.model.microsoftNode(type, {"x"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 5), pick(random, 1, 90)}, random, 3)};
    return made;
}

} // namespace

/// Each operator alone, as primitives compute it and as the reference kernels do.
class TestLoweringOperators : public QObject
{
    Q_OBJECT

private slots:
    void primitivesAgreeWithReferenceKernels_data()
    {
        QTest::addColumn<CaseMaker>("make");
        const auto row = [](const char *name, CaseMaker make) { QTest::newRow(name) << make; };
        for (const char *type : {"MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool"})
            row(type, [type](auto &r) { return pool(r, type); });
        for (const char *type :
            {"Relu", "Sigmoid", "Tanh", "Elu", "HardSwish", "HardSigmoid", "Softplus", "LeakyRelu", "Softmax", "Neg", "Abs"})
            row(type, [type](auto &r) { return unary(r, type); });
        for (const char *type : {"Add", "Sub", "Mul", "Div", "Min", "Max"})
            row(type, [type](auto &r) { return binary(r, type); });
        for (const char *type : {"ReduceMean", "ReduceMax", "ReduceMin"})
            row(type, [type](auto &r) { return reduction(r, type); });
        for (const char *type : {"BatchNormalization", "LayerNormalization", "Clip", "Resize", "ConvTranspose", "Sqrt", "LogSoftmax"})
            row(type, [type](auto &r) { return shaped(r, type); });
        row("Mish", [](auto &r) { return newer(r, "Mish", 18); });
        row("Gelu", [](auto &r) { return newer(r, "Gelu", 20); });
        row("Swish", [](auto &r) { return newer(r, "Swish", 24); });
        row("Pow", square);
        row("ReduceSum", sum);
        row("Upsample", upsample);
        for (const char *type : {"Gelu", "QuickGelu"})
            row(qPrintable(QStringLiteral("com.microsoft %1").arg(QLatin1String(type))), [type](auto &r) { return microsoft(r, type); });
    }

    void primitivesAgreeWithReferenceKernels()
    {
        QFETCH(CaseMaker, make);
        const QString problem = differenceFromReference(make);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
};

QTEST_GUILESS_MAIN(TestLoweringOperators)
#include "tst_lowering_operators.moc"
