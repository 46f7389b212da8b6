// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sweep/sweep_kinds.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

using Ints = SweepCase::Ints;

/// An image `x`: given, or made by a convolution, which leaves it in an order of its own.
Shape somewhere(SweepCase &c, DType type, const std::string &name)
{
    const Shape shape = c.image(c.pick(1, 2), c.channels(), 2);
    if (c.chance(50)) {
        c.input(name, type, shape);
        return shape;
    }
    const std::int64_t in = c.channels();
    c.input(name + "_in", type, {shape[0], in, shape[2], shape[3]});
    c.weights(name + "_w", type, {shape[1], in, 1, 1}, 0);
    c.node("Conv", {name + "_in", name + "_w"}, {isByte(type) ? name + "_c" : name});
    if (isByte(type)) {
        c.constant(name + "_scale", Tensor::scalar<float>(0.03F));
        c.constant(name + "_zero", c.bytes(type, {}, type == DType::Int8 ? -9 : 110, type == DType::Int8 ? 9 : 140));
        c.node("QuantizeLinear", {name + "_c", name + "_scale", name + "_zero"}, {name + "_cq"});
        c.node("DequantizeLinear", {name + "_cq", name + "_scale", name + "_zero"}, {name});
    }
    return shape;
}

void permutation(SweepCase &c, DType type)
{
    somewhere(c, type, "x");
    Ints order{0, 1, 2, 3};
    for (int i = 3; i > 0; --i)
        std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(c.pick(0, i))]);
    c.node("Transpose", {"x"}, {"y"}, {{"perm", order}});
    c.output("y", type);
}

void joined(SweepCase &c, DType type)
{
    const Shape shape = somewhere(c, type, "a");
    const std::int64_t axis = c.pick(1, 3);
    Ints other(shape.begin(), shape.end());
    other[static_cast<std::size_t>(axis)] = c.channels();
    c.input("b", type, Shape(other));
    c.node("Concat", {"a", "b", "a"}, {"y"}, {{"axis", axis}});
    c.output("y", type);
}

void parts(SweepCase &c, DType type)
{
    const Shape shape = somewhere(c, type, "x");
    const std::int64_t axis = c.pick(1, 3);
    const std::int64_t size = shape[static_cast<int>(axis)];
    const std::int64_t from = c.pick(0, size - 1);
    c.constant("from", Tensor::of<std::int64_t>({1}, {from}));
    c.constant("to", Tensor::of<std::int64_t>({1}, {c.pick(from + 1, size)}));
    c.constant("axis", Tensor::of<std::int64_t>({1}, {axis}));
    c.constant("step", Tensor::of<std::int64_t>({1}, {c.pick(1, 2)}));
    c.node("Slice", {"x", "from", "to", "axis", "step"}, {"y"});
    c.output("y", type);
}

void resized(SweepCase &c, DType type)
{
    somewhere(c, type, "x");
    const bool linear = c.chance(50);
    const std::vector<float> kFactors{0.5F, 1, 1.5F, 2, 3};
    c.constant("scales", Tensor::of<float>({4}, {1, 1, std::max(1.0F, c.oneOf(kFactors)), std::max(1.0F, c.oneOf(kFactors))}));
    c.node("Resize", {"x", "", "scales"}, {"y"},
        {{"mode", std::string(linear ? "linear" : "nearest")},
            {"coordinate_transformation_mode", c.oneOf(std::vector<std::string>{"half_pixel", "asymmetric"})},
            {"nearest_mode", std::string("floor")}});
    c.output("y", type);
}

void between(SweepCase &c, DType type)
{
    somewhere(c, DType::Float, "x");
    c.node("Cast", {"x"}, {"h"}, {{"to", static_cast<std::int64_t>(type)}});
    c.node("Relu", {"h"}, {"r"});
    c.node("Cast", {"r"}, {"y"}, {{"to", std::int64_t(1)}});
    c.output("y", DType::Float);
}

void padded(SweepCase &c, DType type)
{
    somewhere(c, type, "x");
    c.constant(
        "pads", Tensor::of<std::int64_t>({8}, {0, c.pick(0, 2), c.pick(0, 3), c.pick(0, 3), 0, c.pick(0, 2), c.pick(0, 3), c.pick(0, 3)}));
    c.node("Pad", {"x", "pads"}, {"y"});
    c.output("y", type);
}

} // namespace

std::vector<SweepKind> sweepMovements()
{
    const std::vector<DType> kAll{DType::Float, DType::Float16, DType::BFloat16, DType::UInt8, DType::Int8};
    return {{"reorder", kAll, permutation}, {"concatenation", kAll, joined}, {"slice", kAll, parts}, {"resampling", kAll, resized},
        {"conversion", {DType::Float16, DType::BFloat16}, between}, {"padding", kAll, padded}};
}

} // namespace halftone
