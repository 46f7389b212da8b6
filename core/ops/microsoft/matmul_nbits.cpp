// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checked.h"
#include "core/ops/matmul/matrix_product.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/nbits_weight.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

/// Inputs: A; B as uint8 [N, blocks, block · bits / 8]; scales [N, blocks]; zero points, packed or as real numbers;
/// g_idx (block of each k); bias.
class MatMulNBits final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MatMulNBits", kMicrosoft, OpCategory::Quantization,
            "A matrix product whose weights are stored in 2, 4 or 8 bits with a scale for every block."};
    }

    Status infer(InferContext &context) const override
    {
        std::optional<std::vector<Dim>> out = context.input(0).shape();
        if (out && !out->empty())
            out->back() = Dim(context.node().intAttribute("N", 0));
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const NBitsLayout attributes, readAttributes(context));
        const Shape &shape = context.tensor(0).shape();
        if (shape.rank() < 1 || shape[shape.rank() - 1] != attributes.k)
            return context.badArgument("A " + shape.toString(), "a last axis of K = " + std::to_string(attributes.k));
        HALFTONE_TRY(const std::vector<float> weight, unpack(context, attributes));
        HALFTONE_TRY(const auto a, elements<float>(context, 0));
        HALFTONE_TRY(const auto bias, optionalElements<float>(context, 5));
        if (!bias.empty() && bias.size() != attributes.n)
            return context.badArgument("bias of " + std::to_string(bias.size()), std::to_string(attributes.n));
        Shape out = shape;
        out[out.rank() - 1] = attributes.n;
        HALFTONE_TRY(auto y, Output<float>::make(context, 0, context.tensor(0).dtype(), out));
        for (std::int64_t i = 0; i < y.size() && !bias.empty(); ++i)
            y[i] = bias[i % attributes.n];
        multiply(shape.count(0, shape.rank() - 1), attributes.k, attributes.n, a.data(), weight.data(), y.data());
        return y.finish();
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override
    {
        const Shape *y = shapeAt(shapes.outputs, 0);
        return {y ? y->count() * node.node.intAttribute("K", 0) : 0, 0};
    }

private:
    static Result<NBitsLayout> readAttributes(const KernelContext &context)
    {
        const NBitsLayout attributes = NBitsLayout::of(context.node());
        if (!attributes.isValid())
            return context.badArgument(
                "K, N, bits or block_size out of range", "positive sizes, 2, 4 or 8 bits, a power of two from 16 on");
        const std::int64_t bytes = attributes.n * attributes.blocks() * attributes.blockBytes();
        if (context.tensor(1).dtype() != DType::UInt8 || context.tensor(1).count() != bytes
            || context.tensor(2).count() != attributes.n * attributes.blocks())
            return context.badArgument("B " + context.tensor(1).shape().toString() + ", scales " + context.tensor(2).shape().toString(),
                std::to_string(bytes) + " bytes and " + std::to_string(attributes.n * attributes.blocks()) + " scales");
        return attributes;
    }

    /// Zero point of block `b` of column `n`: packed integers, real numbers, or the middle of the range.
    static Result<std::vector<float>> zeroPoints(const KernelContext &context, const NBitsLayout &attributes)
    {
        const std::int64_t count = attributes.n * attributes.blocks();
        std::vector<float> result(static_cast<std::size_t>(count), static_cast<float>(1 << (attributes.bits - 1)));
        if (!context.hasInput(3))
            return result;
        if (context.tensor(3).dtype() == DType::UInt8) {
            const std::int64_t wanted = attributes.n * attributes.zeroBytes();
            if (context.tensor(3).count() != wanted)
                return context.badArgument(std::to_string(context.tensor(3).count()) + " bytes of zero points", std::to_string(wanted));
            return unpackZeroPoints(attributes, context.tensor(3).as<std::uint8_t>().data());
        }
        HALFTONE_TRY(const auto values, elements<float>(context, 3));
        if (values.size() != count)
            return context.badArgument(std::to_string(values.size()) + " zero points", std::to_string(count));
        return std::vector<float>(values.begin(), values.end());
    }

    /// The weight as [K, N] real numbers.
    static Result<std::vector<float>> unpack(const KernelContext &context, const NBitsLayout &attributes)
    {
        HALFTONE_TRY(const auto scales, elements<float>(context, 2));
        HALFTONE_TRY(const std::vector<float> zeros, zeroPoints(context, attributes));
        std::vector<std::int64_t> blockOf(static_cast<std::size_t>(attributes.k));
        for (std::int64_t k = 0; k < attributes.k; ++k)
            blockOf[static_cast<std::size_t>(k)] = k / attributes.block;
        if (context.hasInput(4)) {
            HALFTONE_TRY(const std::vector<std::int64_t> given, context.ints(4));
            if (static_cast<std::int64_t>(given.size()) < attributes.k)
                return context.badArgument(std::to_string(given.size()) + " g_idx", std::to_string(attributes.k));
            std::copy_n(given.begin(), attributes.k, blockOf.begin());
        }
        const auto count = checkedMultiply(attributes.k, attributes.n);
        if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(float)))
            return Error(errc::kShapeOverflow, {Shape{attributes.k, attributes.n}.toString()});
        std::vector<float> weight(static_cast<std::size_t>(*count));
        for (const std::int64_t block : blockOf)
            if (block < 0 || block >= attributes.blocks())
                return context.badArgument("g_idx " + std::to_string(block), "below " + std::to_string(attributes.blocks()));
        unpackWeight(attributes, context.tensor(1).as<std::uint8_t>().data(), scales.span(), zeros, blockOf, weight.data());
        return weight;
    }
};

} // namespace

HALFTONE_OPERATOR(MatMulNBits)

} // namespace halftone
