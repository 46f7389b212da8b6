// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/random/generator.h"

#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace halftone {

namespace {

/// FNV-1a: the same on every machine, unlike std::hash.
std::uint64_t hashOf(const std::string &text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

} // namespace

Generator::Generator(const Node &node)
    : m_engine(node.attribute("seed") ? std::bit_cast<std::uint32_t>(node.floatAttribute("seed", 0.0F)) : hashOf(node.name))
{
}

double Generator::uniform() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }

double Generator::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

Status fillRandom(KernelContext &context, DType type, Shape shape, const std::function<double()> &next)
{
    HALFTONE_TRY(Tensor numbers, Tensor::allocateUninitialized(DType::Double, std::move(shape)));
    for (double &number : numbers.mutableAs<double>())
        number = next();
    HALFTONE_TRY(Tensor typed, castTensor(numbers, type));
    context.setOutput(0, std::move(typed));
    return {};
}

Status fillNormal(KernelContext &context, DType type, Shape shape)
{
    const double mean = context.node().floatAttribute("mean", 0.0F);
    const double scale = context.node().floatAttribute("scale", 1.0F);
    Generator generator(context.node());
    return fillRandom(context, type, std::move(shape), [&] { return mean + scale * generator.normal(); });
}

Status fillUniform(KernelContext &context, DType type, Shape shape)
{
    const double low = context.node().floatAttribute("low", 0.0F);
    const double high = context.node().floatAttribute("high", 1.0F);
    Generator generator(context.node());
    return fillRandom(context, type, std::move(shape), [&] { return low + (high - low) * generator.uniform(); });
}

Status inferRandom(InferContext &context)
{
    HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
    context.setOutput(0, type, dimsOf(Shape(context.node().intsAttribute("shape"))));
    return {};
}

Status inferRandomLike(InferContext &context)
{
    HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", context.inputType(0)));
    context.setOutput(0, type, context.inputShape(0));
    return {};
}

} // namespace halftone
