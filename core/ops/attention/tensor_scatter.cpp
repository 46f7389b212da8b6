// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"

#include <cstring>

namespace halftone {

namespace {

class TensorScatter final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"TensorScatter", "", OpCategory::Attention,
            "Writes new keys or values into a cache at each sample's position, linearly or round and round.", 24};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &cache = context.tensor(0);
        const Tensor &update = context.tensor(1);
        const Shape &shape = cache.shape();
        if (shape.rank() < 2 || dtypeBits(cache.dtype()) < 8 || update.dtype() != cache.dtype())
            return context.unsupported("a cache " + shape.toString() + " of " + std::string(dtypeName(cache.dtype())));
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -2), shape.rank()));
        const std::string mode = context.node().stringAttribute("mode", "linear");
        if (mode != "linear" && mode != "circular")
            return context.badArgument("mode " + mode, "linear or circular");
        Shape expected = shape;
        if (axis == 0 || update.shape().rank() != shape.rank() || update.shape()[axis] > shape[axis])
            return context.badArgument("update " + update.shape().toString(), "no longer than the cache " + shape.toString());
        expected[axis] = update.shape()[axis];
        if (update.shape() != expected)
            return context.badArgument("update " + update.shape().toString(), expected.toString());
        std::vector<std::int64_t> indices(static_cast<std::size_t>(shape[0]), 0);
        if (context.hasInput(2)) {
            HALFTONE_TRY(indices, context.ints(2));
        }
        if (static_cast<std::int64_t>(indices.size()) != shape[0])
            return context.badArgument(std::to_string(indices.size()) + " write_indices", std::to_string(shape[0]));

        HALFTONE_TRY(Tensor *const result, context.allocate(0, cache.dtype(), shape));
        if (cache.count() > 0)
            std::memcpy(result->mutableRaw(), cache.raw(), cache.bytes());
        const std::int64_t bytes = shape.count(axis + 1, shape.rank()) * dtypeBits(cache.dtype()) / 8;
        const std::int64_t steps = update.shape()[axis];
        const std::int64_t rows = update.count() > 0 ? shape.count(0, axis) : 0;
        for (std::int64_t row = 0; row < rows; ++row) {
            const std::int64_t start = indices[static_cast<std::size_t>(row / shape.count(1, axis))];
            if (start < 0 || start > (std::int64_t{1} << 60))
                return context.badArgument("write index " + std::to_string(start), "at least 0");
            for (std::int64_t step = 0; step < steps; ++step) {
                const std::int64_t target = mode == "circular" ? (start + step) % shape[axis] : start + step;
                if (target >= shape[axis])
                    return context.badArgument("write index " + std::to_string(start), "room for " + std::to_string(steps) + " steps");
                std::memcpy(result->mutableRaw() + (row * shape[axis] + target) * bytes, update.raw() + (row * steps + step) * bytes,
                    static_cast<std::size_t>(bytes));
            }
        }
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(TensorScatter)

} // namespace halftone
