// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/matching/weight_print.h"

#include "core/tensor/cast.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Which scale belongs to an element.
class ScaleIndex
{
public:
    ScaleIndex(const Shape &shape, const Shape &scaleShape, std::int64_t axis, std::int64_t block) : m_scales(scaleShape.count())
    {
        axis += axis < 0 ? shape.rank() : 0;
        if (m_scales == 1 || axis < 0 || axis >= shape.rank() || shape.count() == 0)
            return;
        m_dim = shape[static_cast<int>(axis)];
        m_inner = shape.count(static_cast<int>(axis) + 1, shape.rank());
        m_block = block;
        m_blocks = block > 0 ? (m_dim + block - 1) / block : m_dim;
        m_isValid = m_scales == (block > 0 ? shape.count() / m_dim * m_blocks : m_dim);
    }

    bool isValid() const { return m_scales == 1 || m_isValid; }

    std::size_t of(std::int64_t element) const
    {
        if (m_scales == 1)
            return 0;
        const std::int64_t along = element / m_inner % m_dim;
        if (m_block == 0)
            return static_cast<std::size_t>(along);
        return static_cast<std::size_t>((element / (m_inner * m_dim) * m_blocks + along / m_block) * m_inner + element % m_inner);
    }

private:
    std::int64_t m_scales;
    std::int64_t m_dim = 1, m_inner = 1, m_block = 0, m_blocks = 1;
    bool m_isValid = false;
};

std::vector<float> realElements(const ConstantTensor &constant, bool all)
{
    const auto tensor = constant.load();
    if (!tensor || tensor->dtype() == DType::String || constant.count() == 0)
        return {};
    const std::int64_t size = all ? constant.count() : std::min(constant.count(), kWeightPrintSize);
    const auto pick = [&]<typename T>(std::span<const T> values) {
        std::vector<float> picked(static_cast<std::size_t>(size));
        for (std::int64_t i = 0; i < size; ++i)
            picked[static_cast<std::size_t>(i)] = static_cast<float>(values[static_cast<std::size_t>(i * constant.count() / size)]);
        return picked;
    };
    switch (tensor->dtype()) {
    case DType::Float:
        return pick(tensor->as<float>());
    case DType::Int8:
        return pick(tensor->as<std::int8_t>());
    case DType::UInt8:
        return pick(tensor->as<std::uint8_t>());
    case DType::Int16:
        return pick(tensor->as<std::int16_t>());
    case DType::UInt16:
        return pick(tensor->as<std::uint16_t>());
    default:
        break;
    }
    const auto real = toFloat(*tensor);
    return real ? pick(real->as<float>()) : std::vector<float>();
}

} // namespace

WeightPrint weightPrint(const ComparedGraph &side, const ComparedGraph::Operand &operand)
{
    const Graph &graph = side.graph();
    const ConstantTensor *constant = side.constantOf(operand);
    if (!constant)
        return {};
    WeightPrint print = realElements(*constant, false);
    ValueId scale = operand.scale, zero = operand.zeroPoint;
    std::int64_t axis = operand.axis, block = 0;
    if (const NodeId dequantize = side.dequantizeOf(operand); dequantize != kNone) {
        const Node &node = graph.node(dequantize);
        scale = node.inputs.size() > 1 ? node.inputs[1] : kNone;
        zero = node.inputs.size() > 2 ? node.inputs[2] : kNone;
        axis = node.intAttribute("axis", 1);
        block = node.intAttribute("block_size", 0);
    }
    const ConstantTensor *scales = scale == kNone ? nullptr : graph.constant(scale);
    const ConstantTensor *zeros = zero == kNone ? nullptr : graph.constant(zero);
    if (print.empty() || (!scales && !zeros))
        return print;
    const ScaleIndex index(constant->shape(), (scales ? scales : zeros)->shape(), axis, block);
    const std::vector<float> steps = scales ? realElements(*scales, true) : std::vector<float>();
    const std::vector<float> shifts = zeros ? realElements(*zeros, true) : std::vector<float>();
    if (!index.isValid() || (scales && steps.empty()) || (zeros && shifts.empty()))
        return {};
    const auto size = static_cast<std::int64_t>(print.size());
    for (std::int64_t i = 0; i < size; ++i) {
        const std::size_t own = index.of(i * constant->count() / size);
        float &value = print[static_cast<std::size_t>(i)];
        value -= shifts.empty() ? 0.0F : shifts[std::min(own, shifts.size() - 1)];
        value *= steps.empty() ? 1.0F : steps[std::min(own, steps.size() - 1)];
    }
    return print;
}

double likeness(const WeightPrint &a, const WeightPrint &b)
{
    if (a.size() != b.size() || a.empty())
        return 0;
    double both = 0, first = 0, second = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
        both += x * y;
        first += x * x;
        second += y * y;
    }
    const double norm = std::sqrt(first * second);
    return norm > 0 && std::isfinite(norm) ? both / norm : 0;
}

} // namespace halftone
