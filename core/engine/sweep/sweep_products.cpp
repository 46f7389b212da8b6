// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sweep/sweep_kinds.h"

namespace halftone {

namespace {

using Ints = SweepCase::Ints;

/// Leading axes of a product, and its rows.
Shape rows(SweepCase &c, std::int64_t last)
{
    Ints dims;
    for (std::int64_t axis = c.pick(0, 2); axis > 0; --axis)
        dims.push_back(c.pick(1, 3));
    dims.push_back(c.chance(50) ? c.pick(1, 9) : c.channels());
    dims.push_back(last);
    return Shape(dims);
}

Shape withLast(const Shape &shape, std::int64_t last)
{
    Ints dims(shape.begin(), shape.end());
    dims.back() = last;
    return Shape(dims);
}

void byConstant(SweepCase &c, DType type)
{
    const std::int64_t k = c.channels();
    const std::int64_t n = c.channels();
    const Shape shape = rows(c, k);
    c.input("x", type, shape);
    c.weights("w", type, {k, n}, 1);
    c.node("MatMul", {"x", "w"}, {"p"});
    std::string last = "p";
    if (c.chance(60)) {
        c.weights("b", realType(type), {n}, 0);
        c.node("Add", {"p", "b"}, {"s"});
        last = "s";
    }
    c.output(c.followed(last, type, withLast(shape, n)), c.chance(75) ? type : realType(type));
}

void ofTwo(SweepCase &c, DType type)
{
    const std::int64_t k = c.channels();
    const std::int64_t n = c.channels();
    const std::int64_t batch = c.pick(1, 3);
    const bool turned = c.chance(40);
    c.input("a", type, {batch, c.pick(1, 2), c.pick(1, 20), k});
    c.input("b", type, turned ? Shape{batch, 1, n, k} : Shape{batch, 1, k, n});
    std::string right = "b";
    if (turned) {
        c.node("Transpose", {"b"}, {"t"}, {{"perm", Ints{0, 1, 3, 2}}});
        right = "t";
    }
    c.node("MatMul", {"a", right}, {"y"});
    c.output("y", type, 12);
}

void general(SweepCase &c, DType type)
{
    const std::int64_t m = c.chance(50) ? c.pick(1, 5) : c.channels();
    const std::int64_t k = c.channels();
    const std::int64_t n = c.channels();
    const bool left = c.chance(20);
    const bool right = c.chance(60);
    c.input("x", type, left ? Shape{k, m} : Shape{m, k});
    c.weights("w", type, right ? Shape{n, k} : Shape{k, n}, right ? 0 : 1);
    std::vector<std::string> operands{"x", "w"};
    if (c.chance(70)) {
        const std::vector<Shape> biases{{n}, {1}, {1, n}, {m, 1}, {m, n}, {}};
        c.constant("b", c.floats(c.oneOf(biases)));
        if (realType(type) != DType::Float) {
            c.node("Cast", {"b"}, {"b_h"}, {{"to", static_cast<std::int64_t>(type)}});
            operands.emplace_back("b_h");
        } else {
            operands.emplace_back("b");
        }
    }
    c.node("Gemm", operands, {"p"},
        {{"transA", std::int64_t(left)}, {"transB", std::int64_t(right)}, {"alpha", c.chance(70) ? 1.0F : 0.5F},
            {"beta", c.chance(70) ? 1.0F : 2.0F}});
    c.output(c.followed("p", type, {m, n}), c.chance(75) ? type : realType(type));
}

void integers(SweepCase &c, DType type)
{
    const std::int64_t k = c.channels();
    const std::int64_t n = c.channels();
    const bool dynamic = c.chance(50);
    c.input("x", DType::Float, rows(c, k));
    c.constant("w_q", c.bytes(DType::Int8, {k, n}, -63, 63));
    c.constant("w_scale", c.floats(c.chance(50) ? Shape{} : Shape{n}, 0.01F));
    c.constant("w_zero", c.bytes(DType::Int8, {}, c.chance(50) ? 0 : -9, c.chance(50) ? 0 : 9));
    if (dynamic) {
        c.node("DynamicQuantizeLinear", {"x"}, {"q", "q_scale", "q_zero"});
    } else {
        c.constant("q_scale", Tensor::scalar<float>(0.03F));
        c.constant("q_zero", c.bytes(type, {}, type == DType::Int8 ? -9 : 110, type == DType::Int8 ? 9 : 140));
        c.node("QuantizeLinear", {"x", "q_scale", "q_zero"}, {"q"});
    }
    c.node("MatMulInteger", {"q", "w_q", "q_zero", "w_zero"}, {"i"});
    c.node("Cast", {"i"}, {"f"}, {{"to", std::int64_t(1)}});
    c.node("Mul", {"q_scale", "w_scale"}, {"s"});
    c.node("Mul", {"f", "s"}, {"y"});
    c.output("y", DType::Float);
}

/// One constant in several roles: what is made of it for one operator is nothing to the other.
void shared(SweepCase &c, DType type)
{
    const std::int64_t n = std::min<std::int64_t>(c.channels(), 64);
    if (c.chance(50)) {
        c.input("x", type, {2, n});
        c.weights("w", type, {n, n}, -1);
        c.node("MatMul", {"x", "w"}, {"a"});
        c.node("Gemm", {"x", "w"}, {"b"}, {{"transB", std::int64_t(1)}});
    } else {
        c.input("x", type, {1, n, c.pick(3, 7), c.pick(3, 7)});
        c.weights("w", type, {n, n, 3, 3}, -1);
        c.node("Conv", {"x", "w"}, {"a"});
        c.node("ConvTranspose", {"x", "w"}, {"b"});
    }
    c.output("a", type);
    c.output("b", type);
}

void nibbles(SweepCase &c, DType type)
{
    const std::int64_t k = c.channels();
    const std::int64_t n = c.channels();
    const std::int64_t block = c.oneOf(Ints{16, 32, 64});
    const std::int64_t blocks = (k + block - 1) / block;
    c.input("x", type, rows(c, k));
    c.constant("w", c.bytes(DType::UInt8, {n, blocks, block / 2}, 0, 255));
    c.weights("s", type, {n * blocks}, 0);
    std::vector<std::string> operands{"x", "w", "s"};
    if (c.chance(50)) {
        c.constant("z", c.bytes(DType::UInt8, {n * ((blocks + 1) / 2)}, 0, 255));
        operands.emplace_back("z");
    }
    c.node("MatMulNBits", operands, {"y"}, {{"K", k}, {"N", n}, {"bits", std::int64_t(4)}, {"block_size", block}}, "com.microsoft");
    c.output("y", type);
}

void recurrent(SweepCase &c, DType type)
{
    const bool isLstm = c.chance(50);
    const std::int64_t hidden = c.pick(1, 2) == 1 ? c.pick(1, 20) : c.channels();
    const std::int64_t width = c.channels();
    const std::string direction = c.oneOf(std::vector<std::string>{"forward", "reverse", "bidirectional"});
    const std::int64_t directions = direction == "bidirectional" ? 2 : 1;
    const std::int64_t gates = isLstm ? 4 : 3;
    const std::int64_t batch = c.pick(1, 3);
    c.input("x", type, {c.pick(1, 6), batch, width});
    c.input("h0", type, {directions, batch, hidden});
    c.weights("w", type, {directions, gates * hidden, width}, 1);
    c.weights("r", type, {directions, gates * hidden, hidden}, 1);
    c.weights("b", type, {directions, 2 * gates * hidden}, 1);
    SweepCase::Attributes attributes{{"hidden_size", hidden}, {"direction", direction}};
    if (!isLstm)
        attributes.emplace_back("linear_before_reset", c.pick(0, 1));
    c.node(isLstm ? "LSTM" : "GRU", {"x", "w", "r", "b", "", "h0"},
        isLstm ? std::vector<std::string>{"y", "h", "s"} : std::vector<std::string>{"y", "h"}, attributes);
    c.output("y", type);
    c.output("h", type);
    if (isLstm)
        c.output("s", type);
}

} // namespace

std::vector<SweepKind> sweepProducts()
{
    const std::vector<DType> kAll{DType::Float, DType::Float16, DType::BFloat16, DType::UInt8, DType::Int8};
    return {{"product with a constant", kAll, byConstant}, {"product of two", kAll, ofTwo}, {"Gemm", kAll, general},
        {"integer product", {DType::UInt8, DType::Int8}, integers}, {"product with 4-bit weights", {DType::Float}, nibbles},
        {"constant of two operators", kAll, shared}, {"recurrent layer", {DType::Float}, recurrent}};
}

} // namespace halftone
