// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/primitive_library.h"
#include "tests/engine/lowering_case.h"

#include <QTest>

using namespace halftone;
using namespace halftone::test;

namespace {

Case convolution(std::mt19937 &random, bool depthwise, const std::string &activation)
{
    Case made;
    const std::int64_t groups = depthwise ? pick(random, 3, 40) : pick(random, 1, 2);
    const std::int64_t in = depthwise ? groups : groups * pick(random, 1, 20);
    const std::int64_t out = depthwise ? groups : groups * pick(random, 1, 40);
    const std::int64_t kernel = pick(random, 1, 3);
    const std::int64_t stride = pick(random, 1, 2);
    const std::int64_t size = pick(random, 5, 14);
    made.model.input("x").output("y");
    made.model.constant("w", randomFloats({out, in / groups, kernel, kernel}, random, 0.3F)).constant("b", randomFloats({out}, random));
    made.model.node("Conv", {"x", "w", "b"}, {activation.empty() ? "y" : "c"},
        {{"group", groups}, {"strides", Ints{stride, stride}}, {"pads", Ints{kernel / 2, kernel / 2, kernel / 2, kernel / 2}}});
    if (activation == "Silu")
        made.model.node("Sigmoid", {"c"}, {"s"}).node("Mul", {"c", "s"}, {"y"});
    else if (activation == "Residual")
        made.model.input("r").node("Add", {"c", "r"}, {"a"}).node("Relu", {"a"}, {"y"});
    else if (!activation.empty())
        made.model.node(activation, {"c"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 2), in, size, size}, random)};
    if (activation == "Residual") {
        const Shape shape = made.inputs[0].tensor().shape();
        const std::int64_t result = (shape[2] + 2 * (kernel / 2) - kernel) / stride + 1;
        made.inputs.emplace_back(randomFloats({shape[0], out, result, result}, random));
    }
    return made;
}

/// Enough channels and pixels for Winograd's algorithm; odd sizes leave parts of its tiles unused.
Case winograd(std::mt19937 &random)
{
    Case made;
    const std::int64_t in = 16 * pick(random, 1, 3);
    const std::int64_t out = 16 * pick(random, 1, 3);
    made.model.input("x").output("y");
    made.model.constant("w", randomFloats({out, in, 3, 3}, random, 0.3F)).constant("b", randomFloats({out}, random));
    made.model.node("Conv", {"x", "w", "b"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Relu", {"c"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 2), in, pick(random, 18, 30), pick(random, 18, 30)}, random)};
    // oneDNN 3 has Winograd's algorithm for other processors only.
    const bool has = primitiveInstructionSet().starts_with("AVX512") && primitiveLibraryVersion().starts_with("2.");
    made.expects = has ? "wino" : "oneDNN";
    return made;
}

Case matmul(std::mt19937 &random, bool constant, const std::string &activation)
{
    Case made;
    const std::int64_t k = pick(random, 1, 70);
    const std::int64_t n = pick(random, 1, 70);
    made.model.input("x").output("y");
    made.inputs = {randomFloats({pick(random, 1, 3), pick(random, 1, 20), k}, random)};
    if (constant) {
        made.model.constant("w", randomFloats({k, n}, random, 0.3F)).constant("b", randomFloats({n}, random));
        made.model.node("MatMul", {"x", "w"}, {"p"}).node("Add", {"p", "b"}, {activation.empty() ? "y" : "c"});
        if (!activation.empty())
            made.model.node(activation, {"c"}, {"y"});
    } else {
        made.model.input("w").node("Transpose", {"w"}, {"t"}, {{"perm", Ints{0, 2, 1}}}).node("MatMul", {"x", "t"}, {"y"});
        made.inputs.emplace_back(randomFloats({made.inputs[0].tensor().shape()[0], n, k}, random));
    }
    return made;
}

/// As optimizers write attention scores: scaled, and either operand transposed.
Case fusedMatmul(std::mt19937 &random)
{
    Case made;
    const std::int64_t k = pick(random, 1, 70);
    const std::int64_t m = pick(random, 1, 20);
    const std::int64_t n = pick(random, 1, 40);
    const bool transposesA = pick(random, 0, 1) != 0;
    const bool transposesB = pick(random, 0, 1) != 0;
    made.model.input("x").input("w").output("y");
    made.inputs = {randomFloats(transposesA ? Shape{2, 3, k, m} : Shape{2, 3, m, k}, random)};
    made.inputs.emplace_back(randomFloats(transposesB ? Shape{2, 3, n, k} : Shape{2, 3, k, n}, random));
    made.model.microsoftNode("FusedMatMul", {"x", "w"}, {"y"},
        {{"transA", std::int64_t(transposesA)}, {"transB", std::int64_t(transposesB)}, {"alpha", pick(random, 0, 1) ? 0.125F : 1.0F}});
    return made;
}

/// LSTM (four gates, two states) or GRU, whose candidate meets the reset gate before or after its product.
Case recurrent(std::mt19937 &random, const std::string &type, const std::string &direction)
{
    Case made;
    const std::int64_t hidden = pick(random, 3, 33);
    const std::int64_t width = pick(random, 2, 20);
    const std::int64_t directions = direction == "bidirectional" ? 2 : 1;
    const bool isLstm = type == "LSTM";
    const std::int64_t gates = isLstm ? 4 : 3;
    const std::int64_t batch = pick(random, 1, 3);
    made.model.input("x").input("h0").output("y").output("h");
    made.model.constant("w", randomFloats({directions, gates * hidden, width}, random, 0.4F))
        .constant("r", randomFloats({directions, gates * hidden, hidden}, random, 0.4F))
        .constant("b", randomFloats({directions, 2 * gates * hidden}, random, 0.4F));
    if (isLstm)
        made.model.output("c").node(
            type, {"x", "w", "r", "b", "", "h0"}, {"y", "h", "c"}, {{"hidden_size", hidden}, {"direction", direction}});
    else
        made.model.node(type, {"x", "w", "r", "b", "", "h0"}, {"y", "h"},
            {{"hidden_size", hidden}, {"direction", direction}, {"linear_before_reset", pick(random, 0, 1)}});
    made.inputs = {randomFloats({pick(random, 2, 9), batch, width}, random), randomFloats({directions, batch, hidden}, random)};
    return made;
}

/// As attention heads are made: slices of one product, regrouped and permuted without moving.
Case heads(std::mt19937 &random)
{
    Case made;
    const std::int64_t heads = pick(random, 1, 4);
    const std::int64_t width = pick(random, 2, 9);
    const std::int64_t all = heads * width;
    made.model.input("x").output("y").constant("w", randomFloats({11, 2 * all}, random, 0.5F));
    made.model.constant("shape", Tensor::of<std::int64_t>({4}, {0, 0, heads, width}))
        .constant("flat", Tensor::of<std::int64_t>({3}, {0, 0, -1}));
    made.model.node("MatMul", {"x", "w"}, {"p"}).node("Split", {"p"}, {"q", "k"}, {{"axis", std::int64_t(2)}});
    for (const std::string name : {"q", "k"})
        made.model.node("Reshape", {name, "shape"}, {name + "r"});
    made.model.node("Transpose", {"qr"}, {"qt"}, {{"perm", Ints{0, 2, 1, 3}}})
        .node("Transpose", {"kr"}, {"kt"}, {{"perm", Ints{0, 2, 3, 1}}});
    made.model.node("MatMul", {"qt", "kt"}, {"s"})
        .node("Softmax", {"s"}, {"a"}, {{"axis", std::int64_t(-2)}})
        .node("MatMul", {"a", "qt"}, {"c"});
    made.model.node("Transpose", {"c"}, {"ct"}, {{"perm", Ints{0, 2, 1, 3}}}).node("Reshape", {"ct", "flat"}, {"y"});
    made.inputs = {randomFloats({2, pick(random, 2, 9), 11}, random)};
    return made;
}

/// Convolution, concatenation, slices and enlargement: values that stay in a primitive's layout for long.
Case layouts(std::mt19937 &random)
{
    Case made;
    const std::int64_t half = 16 * pick(random, 1, 2) - pick(random, 0, 1) * 3;
    made.model.input("x").output("y").constant("w", randomFloats({2 * half, 3, 3, 3}, random, 0.3F));
    made.model.constant("v", randomFloats({8, 3 * half, 1, 1}, random, 0.3F)).constant("scales", Tensor::of<float>({4}, {1, 1, 2, 2}));
    made.model.node("Conv", {"x", "w"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}})
        .node("Split", {"c"}, {"p", "q"}, {{"axis", std::int64_t(1)}})
        .node("MaxPool", {"q"}, {"m"}, {{"kernel_shape", Ints{5, 5}}, {"pads", Ints{2, 2, 2, 2}}})
        .node("Concat", {"p", "m", "q"}, {"j"}, {{"axis", std::int64_t(1)}})
        .node("Conv", {"j", "v"}, {"k"})
        .node("Resize", {"k", "", "scales"}, {"u"},
            {{"mode", std::string("nearest")}, {"coordinate_transformation_mode", std::string("asymmetric")},
                {"nearest_mode", std::string("floor")}})
        .node("Transpose", {"u"}, {"t"}, {{"perm", Ints{0, 2, 3, 1}}})
        .node("Softmax", {"t"}, {"s"}, {{"axis", std::int64_t(-1)}})
        .node("Transpose", {"s"}, {"z"}, {{"perm", Ints{0, 3, 1, 2}}})
        .node("Mul", {"z", "u"}, {"y"});
    made.inputs = {randomFloats({1, 3, pick(random, 6, 12), pick(random, 6, 12)}, random)};
    return made;
}

/// Convolutions leave their results in an order of their own; what is made of them in 16 bits is read by a node in 16 bits.
Case halfBetween(std::mt19937 &random)
{
    Case made;
    const std::int64_t in = 8 * pick(random, 1, 3);
    const std::int64_t out = 8 * pick(random, 1, 3);
    made.model.input("x").output("y").constant("w", randomFloats({out, in, 3, 3}, random, 0.3F));
    made.model.node("Conv", {"x", "w"}, {"c"}).node("Cast", {"c"}, {"h"}, {{"to", std::int64_t{10}}}).node("Relu", {"h"}, {"r"});
    made.model.node("Cast", {"r"}, {"y"}, {{"to", std::int64_t{1}}});
    made.inputs = {randomFloats({2, in, pick(random, 5, 30), pick(random, 5, 30)}, random)};
    return made;
}

} // namespace

class TestLowering : public QObject
{
    Q_OBJECT

private slots:
    void primitivesAgreeWithReferenceKernels_data()
    {
        QTest::addColumn<CaseMaker>("make");
        const auto row = [](const char *name, CaseMaker make) { QTest::newRow(name) << make; };
        row("convolution", [](auto &r) { return convolution(r, false, ""); });
        row("convolution, relu", [](auto &r) { return convolution(r, false, "Relu"); });
        row("convolution, silu", [](auto &r) { return convolution(r, false, "Silu"); });
        row("convolution, residual", [](auto &r) { return convolution(r, false, "Residual"); });
        row("depthwise convolution", [](auto &r) { return convolution(r, true, ""); });
        row("depthwise convolution, sigmoid", [](auto &r) { return convolution(r, true, "Sigmoid"); });
        row("matrix product by a constant", [](auto &r) { return matmul(r, true, ""); });
        row("matrix product by a constant, relu", [](auto &r) { return matmul(r, true, "Relu"); });
        row("FusedMatMul", fusedMatmul);
        row("matrix product of two activations", [](auto &r) { return matmul(r, false, ""); });
        for (const char *direction : {"forward", "reverse", "bidirectional"})
            for (const char *type : {"LSTM", "GRU"})
                row(qPrintable(QStringLiteral("%1, %2").arg(QLatin1String(type), QLatin1String(direction))),
                    [type, direction](auto &r) { return recurrent(r, type, direction); });
        row("3×3 convolution of many pixels", winograd);
        row("layouts kept between primitives", layouts);
        row("16-bit floats behind another layout", halfBetween);
        row("attention heads", heads);
    }

    void primitivesAgreeWithReferenceKernels()
    {
        QFETCH(CaseMaker, make);
        const QString problem = differenceFromReference(make);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
};

QTEST_GUILESS_MAIN(TestLowering)
#include "tst_lowering.moc"
