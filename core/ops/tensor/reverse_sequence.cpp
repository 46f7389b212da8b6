// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class ReverseSequence final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ReverseSequence", "", OpCategory::Tensor,
            "Reverses the first elements of each sequence of a batch, as many as its length says.", 10};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        HALFTONE_TRY(const auto lengths, context.ints(1));
        const std::int64_t batchAxis = context.node().intAttribute("batch_axis", 1);
        const std::int64_t timeAxis = context.node().intAttribute("time_axis", 0);
        if (shape.rank() < 2 || batchAxis + timeAxis != 1 || batchAxis < 0 || batchAxis > 1 || isSubByte(input.dtype()))
            return context.badArgument(
                "axes " + std::to_string(batchAxis) + " and " + std::to_string(timeAxis), "0 and 1 of a tensor of at least two axes");
        const std::int64_t batch = shape[static_cast<int>(batchAxis)];
        const std::int64_t time = shape[static_cast<int>(timeAxis)];
        if (static_cast<std::int64_t>(lengths.size()) != batch)
            return context.badArgument(std::to_string(lengths.size()) + " lengths", std::to_string(batch));
        HALFTONE_TRY(Tensor * output, context.allocate(0, input.dtype(), shape));
        const std::int64_t inner = shape.count(2, shape.rank());
        const std::int64_t batchStep = batchAxis == 0 ? time * inner : inner;
        const std::int64_t timeStep = batchAxis == 0 ? inner : batch * inner;
        for (std::int64_t b = 0; b < batch; ++b) {
            const std::int64_t length = lengths[static_cast<std::size_t>(b)];
            if (length < 0 || length > time)
                return context.badArgument("length " + std::to_string(length), "0 … " + std::to_string(time));
            for (std::int64_t t = 0; t < time; ++t)
                copyElements(
                    input, b * batchStep + (t < length ? length - 1 - t : t) * timeStep, *output, b * batchStep + t * timeStep, inner);
        }
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ReverseSequence)

} // namespace halftone
