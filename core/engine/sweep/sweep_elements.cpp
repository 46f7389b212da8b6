// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sweep/sweep_kinds.h"

namespace halftone {

namespace {

using Ints = SweepCase::Ints;

Shape anyShape(SweepCase &c, std::int64_t lowestRank)
{
    Ints dims;
    const std::int64_t rank = c.pick(lowestRank, 4);
    for (std::int64_t axis = 0; axis < rank; ++axis)
        dims.push_back(axis == 1 || axis == rank - 1 ? c.channels() : c.pick(1, 5));
    return Shape(dims);
}

void pairs(SweepCase &c, DType type)
{
    const Shape shape = anyShape(c, 1);
    Ints other(shape.begin(), shape.end());
    for (std::int64_t &dim : other)
        dim = c.chance(25) ? 1 : dim;
    if (c.chance(20))
        other.erase(other.begin(), other.begin() + c.pick(0, static_cast<std::int64_t>(other.size()) - 1));
    c.input("a", type, shape);
    c.input("b", type, Shape(other));
    c.node(c.oneOf(std::vector<std::string>{"Add", "Sub", "Mul", "Min", "Max"}), {"a", "b"}, {"y"});
    c.output("y", type, 6);
}

void functions(SweepCase &c, DType type)
{
    c.input("x", type, anyShape(c, 1));
    const std::string function = c.oneOf(std::vector<std::string>{"Relu", "LeakyRelu", "Sigmoid", "Tanh", "Elu", "HardSwish", "HardSigmoid",
        "Exp", "Abs", "Softplus", "Erf", "Round", "Neg", "Softsign", "Selu"});
    c.node(function, {"x"}, {"y"});
    c.output("y", type);
}

void softmax(SweepCase &c, DType type)
{
    const Shape shape = anyShape(c, 2);
    c.input("x", type, shape);
    c.node(c.chance(70) ? "Softmax" : "LogSoftmax", {"x"}, {"y"}, {{"axis", c.pick(0, shape.rank() - 1)}});
    c.output("y", type);
}

void reductions(SweepCase &c, DType type)
{
    const Shape shape = anyShape(c, 2);
    c.input("x", type, shape);
    Ints axes{c.pick(0, shape.rank() - 1)};
    if (c.chance(30) && axes[0] + 1 < shape.rank())
        axes.push_back(axes[0] + 1);
    c.node(c.oneOf(std::vector<std::string>{"ReduceMean", "ReduceMax", "ReduceMin", "ReduceL2"}), {"x"}, {"y"},
        {{"axes", axes}, {"keepdims", c.pick(0, 1)}});
    c.output("y", type);
}

void normalization(SweepCase &c, DType type)
{
    const std::int64_t channels = c.channels();
    switch (c.pick(0, 2)) {
    case 0: {
        c.input("x", type, {c.pick(1, 3), c.pick(1, 20), channels});
        c.weights("s", type, {channels}, 0);
        c.weights("b", type, {channels}, 0);
        c.node("LayerNormalization", {"x", "s", "b"}, {"y"}, {{"epsilon", 1e-3F}});
        break;
    }
    case 1:
        c.input("x", type, {c.pick(1, 2), channels, c.extent(), c.pick(2, 14)});
        c.weights("s", type, {channels}, 0);
        c.weights("b", type, {channels}, 0);
        c.node("InstanceNormalization", {"x", "s", "b"}, {"y"}, {{"epsilon", 1e-2F}});
        break;
    default:
        c.input("x", type, c.image(c.pick(1, 2), channels, 2));
        for (const char *name : {"s", "b", "m"})
            c.weights(name, type, {channels}, 0);
        Tensor variances = c.floats({channels});
        for (float &variance : variances.mutableAs<float>())
            variance = variance * variance + 0.5F;
        c.constant("v_f", variances);
        c.node("Cast", {"v_f"}, {"v"}, {{"to", static_cast<std::int64_t>(type)}});
        c.node("BatchNormalization", {"x", "s", "b", "m", "v"}, {"y"});
    }
    c.output("y", type);
}

} // namespace

std::vector<SweepKind> sweepElements()
{
    const std::vector<DType> kAll{DType::Float, DType::Float16, DType::BFloat16, DType::UInt8, DType::Int8};
    const std::vector<DType> kReal{DType::Float, DType::Float16, DType::BFloat16};
    return {{"function of two", kAll, pairs}, {"function of one", kAll, functions}, {"softmax", kAll, softmax},
        {"reduction", kAll, reductions}, {"normalization", kReal, normalization}};
}

} // namespace halftone
