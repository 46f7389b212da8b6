// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/quantized_model.h"

#include <QTest>

using namespace halftone;
using namespace halftone::test;

namespace {

using Ints = std::vector<std::int64_t>;

void convolution(QuantizedModel &m, std::mt19937 &random, const std::string &activation, bool depthwise)
{
    const std::int64_t in = pick(random, 3, 33);
    const std::int64_t out = depthwise ? in : pick(random, 1, 40);
    m.input("x", {pick(random, 1, 2), in, pick(random, 8, 11), pick(random, 8, 11)});
    m.weights("w", {out, depthwise ? 1 : in, 3, 3}, 0);
    m.model.constant("b", randomFloats({out}, random));
    // Strides that leave columns over and margins of every kind.
    const auto margin = [&random] { return pick(random, 0, 2); };
    m.model.node("Conv", {"x", "w", "b"}, {activation.empty() ? "y" : "c"},
        {{"pads", Ints{margin(), margin(), margin(), margin()}}, {"strides", Ints{pick(random, 1, 2), pick(random, 1, 2)}},
            {"group", depthwise ? in : 1}});
    if (activation == "Silu")
        m.model.node("Sigmoid", {"c"}, {"s"}).node("Mul", {"c", "s"}, {"y"});
    else if (!activation.empty())
        m.model.node(activation, {"c"}, {"y"});
    m.quantize("y", 4);
    m.expects = "vnni|int8"; // with VNNI, and with AMX, AVX2 or AVX-512 alone
}

void matmul(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t k = pick(random, 3, 80);
    const std::int64_t n = pick(random, 1, 50);
    m.input("x", {2, 7, k});
    m.weights("w", {k, n}, 1);
    m.model.node("MatMul", {"x", "w"}, {"y"});
    m.quantize("y", 4);
    m.expects = "oneDNN";
}

void attention(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t width = pick(random, 2, 40);
    m.input("x", {2, 5, width});
    m.input("z", {2, 6, width});
    m.model.node("Transpose", {"z"}, {"t"}, {{"perm", Ints{0, 2, 1}}});
    m.model.node("QuantizeLinear", {"t", "z_scale", "z_zero"}, {"t_q"}).node("DequantizeLinear", {"t_q", "z_scale", "z_zero"}, {"t_d"});
    m.model.node("MatMul", {"x", "t_d"}, {"y"});
    m.quantize("y", 12);
    m.expects = "oneDNN";
}

void split(QuantizedModel &m, std::mt19937 &random)
{
    m.input("x", {1, 2 * pick(random, 1, 20), 4, 3});
    m.model.node("Split", {"x"}, {"p", "q"}, {{"axis", std::int64_t(1)}});
    for (const std::string name : {"p", "q"}) {
        m.quantizeLike(name, "x");
        m.model.node("DequantizeLinear", {name + "_q", "x_scale", "x_zero"}, {name + "_d"});
    }
    m.model.node("Mul", {"q_d", "p_d"}, {"y"});
    m.quantize("y", 3);
    m.expects = "int8 elementwise";
}

/// A slice of 8-bit data that is regrouped and multiplied afterwards, as attention heads are.
void slice(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t width = pick(random, 2, 9);
    m.input("x", {1, 6, 3 * width});
    m.model.constant("from", Tensor::of<std::int64_t>({1}, {width})).constant("to", Tensor::of<std::int64_t>({1}, {2 * width}));
    m.model.constant("axis", Tensor::of<std::int64_t>({1}, {2})).constant("shape", Tensor::of<std::int64_t>({3}, {2, 3, width}));
    m.model.node("Slice", {"x", "from", "to", "axis"}, {"s"});
    m.quantizeLike("s", "x");
    m.model.node("DequantizeLinear", {"s_q", "x_scale", "x_zero"}, {"s_d"}).node("Reshape", {"s_d", "shape"}, {"r"});
    m.quantizeLike("r", "x");
    m.model.node("DequantizeLinear", {"r_q", "x_scale", "x_zero"}, {"r_d"}).node("Mul", {"r_d", "r_d"}, {"y"});
    m.quantize("y", 5);
}

void gemm(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t k = pick(random, 3, 80);
    const std::int64_t n = pick(random, 1, 50);
    m.input("x", {5, k});
    m.weights("w", {n, k}, 0);
    m.model.constant("b", randomFloats({n}, random));
    m.model.node("Gemm", {"x", "w", "b"}, {"y"}, {{"transB", std::int64_t(1)}});
    m.quantize("y", 4);
    m.expects = "oneDNN";
}

void binary(QuantizedModel &m, std::mt19937 &random, const std::string &type)
{
    const Shape shape{1, pick(random, 1, 20), 7, 5};
    m.input("x", shape);
    m.input("z", shape);
    m.model.node(type, {"x", "z"}, {"y"});
    m.quantize("y", 5);
    m.expects = "int8 elementwise";
}

/// Steps may write over operands only when nobody reads them again.
void readAgain(QuantizedModel &m, std::mt19937 &random)
{
    const Shape shape{1, pick(random, 1, 20), 7, 5};
    m.input("x", shape);
    m.input("z", shape);
    m.model.node("Add", {"x", "z"}, {"s"});
    m.through("s", 5);
    m.model.node("Sigmoid", {"s_d"}, {"g"});
    m.through("g", 1);
    m.model.node("Mul", {"s_d", "g_d"}, {"t"});
    m.through("t", 4);
    m.model.node("Sub", {"t_d", "s_d"}, {"d"});
    m.through("d", 5);
    m.model.node("Add", {"x", "d_d"}, {"e"});
    m.through("e", 6);
    m.model.node("Sub", {"e_d", "z"}, {"y"});
    m.quantize("y", 6);
    m.expects = "int8 elementwise";
}

void concat(QuantizedModel &m, std::mt19937 &random)
{
    m.input("x", {1, pick(random, 1, 20), 4, 4});
    m.input("z", {1, pick(random, 1, 20), 4, 4});
    m.model.node("Concat", {"x", "z"}, {"y"}, {{"axis", std::int64_t(1)}});
    m.quantize("y", 2);
    m.expects = "rows";
}

/// Channels last, parts of other tensors, operands with and without a change of scale, and rows longer than a vector.
void concatOfParts(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t channels = 2 * pick(random, 1, 70);
    m.input("x", {2, 5, 6, 7});
    m.weights("w", {channels, 5, 1, 1}, 0);
    m.model.node("Conv", {"x", "w"}, {"c"});
    m.through("c", 3);
    m.model.node("Split", {"c_d"}, {"a", "b"}, {{"axis", std::int64_t(1)}});
    m.input("z", {2, 3, 6, 7});
    m.model.node("Concat", {"a", "z", "b"}, {"y"}, {{"axis", pick(random, 0, 1) ? std::int64_t(1) : std::int64_t(-3)}});
    if (pick(random, 0, 1))
        m.quantizeLike("y", "c");
    else
        m.quantize("y", 2);
    m.expects = "rows";
}

void bias(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t width = pick(random, 1, 70);
    m.input("x", {2, 3, width});
    m.parameters("w", 1);
    Tensor elements = *Tensor::allocate(m.type(), {width});
    for (std::int64_t i = 0; i < width; ++i)
        elements.mutableAs<std::uint8_t>()[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(pick(random, 0, 255));
    m.model.constant("w_q", elements);
    m.dequantize("w");
    m.model.node(pick(random, 0, 1) ? "Add" : "Mul", {"w", "x"}, {"y"});
    m.quantize("y", 4);
    m.expects = "int8 elementwise";
}

void number(QuantizedModel &m, std::mt19937 &random)
{
    m.input("x", {2, 3, 9});
    m.model.constant("n", Tensor::scalar<float>(static_cast<float>(pick(random, 1, 30)) / 10));
    m.through("n", 3);
    m.model.node(pick(random, 0, 1) ? "Mul" : "Sub", {"x", "n_d"}, {"y"});
    m.quantize("y", 4);
    m.expects = "table";
}

void silu(QuantizedModel &m, std::mt19937 &)
{
    m.input("x", {1, 5, 6, 6});
    m.model.node("Sigmoid", {"x"}, {"s"});
    m.through("s", 1);
    m.model.node("Mul", {"x", "s_d"}, {"y"});
    m.quantize("y", 3);
    m.expects = "table";
}

void pool(QuantizedModel &m, std::mt19937 &random)
{
    m.input("x", {1, pick(random, 1, 40), 8, 8});
    m.model.node("MaxPool", {"x"}, {"y"}, {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 2}}, {"pads", Ints{1, 1, 1, 1}}});
    m.quantizeLike("y", "x");
    m.expects = "oneDNN";
}

/// Averages of 8-bit tensors of one scale; with padding only where it does not count.
void averagePool(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t margin = pick(random, 0, 1);
    m.input("x", {pick(random, 1, 2), pick(random, 1, 40), pick(random, 6, 9), pick(random, 6, 9)});
    m.model.node("AveragePool", {"x"}, {"y"},
        {{"kernel_shape", Ints{pick(random, 2, 3), pick(random, 2, 3)}}, {"strides", Ints{pick(random, 1, 2), pick(random, 1, 2)}},
            {"pads", Ints{margin, margin, margin, margin}}});
    m.quantizeLike("y", "x");
    m.expects = "oneDNN";
}

/// With one scale for the weights or one a column.
void qlinearMatMul(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t k = pick(random, 3, 80);
    const std::int64_t n = pick(random, 1, 50);
    m.input("x", {pick(random, 1, 3), pick(random, 1, 9), k});
    m.parameters("y", 5);
    if (pick(random, 0, 1)) {
        m.weights("w", {k, n}, 1);
    } else {
        Tensor elements = *Tensor::allocate(DType::Int8, {k, n});
        for (std::int8_t &element : elements.mutableAs<std::int8_t>())
            element = static_cast<std::int8_t>(pick(random, -largestWeight(), largestWeight()));
        m.model.constant("w_q", elements)
            .constant("w_scale", Tensor::scalar<float>(0.002F))
            .constant("w_zero", Tensor::scalar<std::int8_t>(static_cast<std::int8_t>(pick(random, 0, 1) * 3)));
    }
    m.model.node("QLinearMatMul", {"x_q", "x_scale", "x_zero", "w_q", "w_scale", "w_zero", "y_scale", "y_zero"}, {"y_q"});
    m.expects = "oneDNN";
}

void movement(QuantizedModel &m, std::mt19937 &)
{
    m.input("x", {2, 3, 4, 5});
    m.model.node("Transpose", {"x"}, {"t"}, {{"perm", Ints{0, 2, 3, 1}}});
    m.model.node("QuantizeLinear", {"t", "x_scale", "x_zero"}, {"t_q"}).node("DequantizeLinear", {"t_q", "x_scale", "x_zero"}, {"t_d"});
    m.model.constant("shape", Tensor::of<std::int64_t>({2}, {8, 15})).node("Reshape", {"t_d", "shape"}, {"y"});
    m.quantizeLike("y", "x");
}

void qlinearConv(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t out = pick(random, 1, 20);
    m.input("x", {1, 6, 7, 7});
    m.weights("w", {out, 6, 3, 3}, 0);
    m.parameters("y", 4);
    Tensor bias = *Tensor::allocate(DType::Int32, {out});
    for (std::int32_t &element : bias.mutableAs<std::int32_t>())
        element = static_cast<std::int32_t>(pick(random, -4000, 4000));
    m.model.constant("b", bias);
    m.model.node("QLinearConv", {"x_q", "x_scale", "x_zero", "w_q", "w_scale", "w_zero", "y_scale", "y_zero", "b"}, {"y_q"});
    m.expects = "vnni|int8"; // with VNNI, and with AMX, AVX2 or AVX-512 alone
}

} // namespace

class TestQuantized : public QObject
{
    Q_OBJECT

private slots:
    void staysWithinOneStepOfTheNodes_data()
    {
        QTest::addColumn<Maker>("make");
        const auto row = [](const char *name, Maker make) { QTest::newRow(name) << make; };
        for (const bool depthwise : {false, true})
            for (const char *activation : {"", "Relu", "Silu"})
                row(qPrintable(
                        QStringLiteral("%1 convolution %2")
                            .arg(depthwise ? QStringLiteral("depthwise") : QStringLiteral("dense"), QString::fromLatin1(activation))),
                    [=](auto &m, auto &r) { convolution(m, r, activation, depthwise); });
        row("MatMul", matmul);
        row("Gemm", gemm);
        row("MatMul of two activations", attention);
        row("Split", split);
        row("Slice", slice);
        for (const char *type : {"Add", "Mul", "Sub"})
            row(type, [type](auto &m, auto &r) { binary(m, r, type); });
        row("operands read again", readAgain);
        row("Concat of two scales", concat);
        row("Concat of parts", concatOfParts);
        row("a row for all rows", bias);
        row("a number for all elements", number);
        row("x·sigmoid(x)", silu);
        row("MaxPool", pool);
        row("Transpose and Reshape", movement);
        row("QLinearConv", qlinearConv);
        row("AveragePool", averagePool);
        row("QLinearMatMul", qlinearMatMul);
    }

    void staysWithinOneStepOfTheNodes()
    {
        QFETCH(Maker, make);
        compareWithNodes(make);
    }
};

QTEST_GUILESS_MAIN(TestQuantized)
#include "tst_quantized.moc"
