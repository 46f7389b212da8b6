// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/quantization/affine.h"

#include "core/ops/nn/node_helpers.h"

namespace halftone {

IntegerRange integerRange(DType type)
{
    const int bits = dtypeBits(type);
    if (isSigned(type))
        return {-(std::int64_t{1} << (bits - 1)), (std::int64_t{1} << (bits - 1)) - 1};
    return {0, (std::int64_t{1} << bits) - 1};
}

Result<ScaleIndex> ScaleIndex::make(const Node &node, const Shape &x, const Shape &scale, std::int64_t axis, std::int64_t block)
{
    ScaleIndex index;
    const auto mismatch = [&] {
        return badNode(
            node, "scale " + scale.toString() + " for data " + x.toString(), "one scale, one each index along axis, or one a block");
    };
    if (block < 0)
        return badNode(node, "block_size " + std::to_string(block), "at least 0");
    if (block == 0 && scale.count() == 1 && scale.rank() <= 1)
        return index;
    HALFTONE_TRY(const int a, normalizedAxis(node, axis, x.rank()));
    index.m_perTensor = false;
    index.m_inner = x.count(a + 1, x.rank());
    index.m_size = x[a];
    if (block == 0) {
        if (scale.rank() != 1 || scale[0] != x[a])
            return mismatch();
        return index;
    }
    if (scale.rank() != x.rank())
        return mismatch();
    for (int i = 0; i < x.rank(); ++i) {
        const std::int64_t wanted = i == a ? x[i] / block + (x[i] % block != 0 ? 1 : 0) : x[i];
        if (scale[i] != wanted)
            return mismatch();
    }
    index.m_block = block;
    index.m_blocks = scale[a];
    return index;
}

Result<std::vector<std::uint32_t>> centered(const KernelContext &context, int index, int zeroPoint, int axis)
{
    HALFTONE_TRY(const auto values, elements<std::int32_t>(context, index));
    HALFTONE_TRY(const auto zeroPoints, optionalElements<std::int32_t>(context, zeroPoint));
    const Shape &shape = context.tensor(index).shape();
    std::vector<std::uint32_t> result(values.begin(), values.end());
    if (zeroPoints.empty())
        return result;
    const bool one = zeroPoints.size() == 1;
    if (!one && (axis < 0 || axis >= shape.rank() || zeroPoints.size() != shape[axis]))
        return context.badArgument(
            std::to_string(zeroPoints.size()) + " zero points for data " + shape.toString(), "one, or one a channel");
    const std::int64_t inner = one ? 1 : shape.count(axis + 1, shape.rank());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::int64_t channel = one ? 0 : static_cast<std::int64_t>(i) / inner % shape[axis];
        result[i] -= static_cast<std::uint32_t>(zeroPoints[channel]);
    }
    return result;
}

Result<std::vector<float>> dequantizedInput(const KernelContext &context, int index, int scale, int zeroPoint)
{
    HALFTONE_TRY(const auto values, elements<std::int32_t>(context, index));
    HALFTONE_TRY(const float factor, scalarInput<float>(context, scale, 1.0F));
    HALFTONE_TRY(const std::int32_t zero, scalarInput<std::int32_t>(context, zeroPoint, 0));
    std::vector<float> result;
    result.reserve(static_cast<std::size_t>(values.size()));
    for (const std::int32_t value : values)
        result.push_back(static_cast<float>(static_cast<std::int64_t>(value) - zero) * factor);
    return result;
}

Status quantizeOutput(KernelContext &context, DType type, const Shape &shape, const std::vector<float> &values, int scale, int zeroPoint)
{
    if (!isInteger(type) || dtypeBits(type) > 16)
        return context.unsupported(std::string(dtypeName(type)));
    HALFTONE_TRY(const float factor, scalarInput<float>(context, scale, 1.0F));
    HALFTONE_TRY(const std::int32_t zero, scalarInput<std::int32_t>(context, zeroPoint, 0));
    HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, type, shape));
    const IntegerRange range = integerRange(type);
    for (std::size_t i = 0; i < values.size(); ++i)
        y[static_cast<std::int64_t>(i)] = quantizeValue(values[i], factor, zero, range);
    return y.finish();
}

} // namespace halftone
