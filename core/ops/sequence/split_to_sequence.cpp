// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sequence/sequence_helpers.h"
#include "core/ops/tensor/joining.h"

namespace halftone {

namespace {

class SplitToSequence final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SplitToSequence", "", OpCategory::Control,
            "Cuts a tensor along an axis into a sequence: into single slices, equal parts or given lengths.", 11};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape) {
            HALFTONE_TRY(
                const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(shape->size())));
            if (context.hasInput(1))
                (*shape)[static_cast<std::size_t>(axis)] = Dim::unknown();
            else if (context.node().intAttribute("keepdims", 1) == 0)
                shape->erase(shape->begin() + axis);
            else
                (*shape)[static_cast<std::size_t>(axis)] = Dim(1);
        }
        context.setOutput(0, sequenceFact(Type::tensor(context.inputType(0), std::move(shape))));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), input.shape().rank()));
        const std::int64_t length = input.shape()[axis];
        HALFTONE_TRY(const auto sizes, partSizes(context, length));
        const bool dropsAxis = !context.hasInput(1) && context.node().intAttribute("keepdims", 1) == 0;
        Sequence sequence{input.dtype(), {}};
        std::int64_t first = 0;
        for (const std::int64_t size : sizes) {
            HALFTONE_TRY(Tensor part, slab(input, axis, first, size));
            first += size;
            if (dropsAxis) {
                std::vector<std::int64_t> dims = part.shape().dims();
                dims.erase(dims.begin() + axis);
                part = part.reshaped(Shape(std::move(dims)));
            }
            sequence.items.emplace_back(std::move(part));
        }
        context.setOutput(0, std::move(sequence));
        return {};
    }

private:
    static Result<std::vector<std::int64_t>> partSizes(const KernelContext &context, std::int64_t length)
    {
        if (!context.hasInput(1))
            return std::vector<std::int64_t>(static_cast<std::size_t>(length), 1);
        HALFTONE_TRY(const auto given, context.ints(1));
        std::vector<std::int64_t> sizes = given;
        if (context.tensor(1).shape().rank() == 0) {
            if (given.front() < 1)
                return context.badArgument("parts of " + std::to_string(given.front()), "at least 1");
            sizes.assign(static_cast<std::size_t>(length / given.front()), given.front());
            if (length % given.front() != 0)
                sizes.push_back(length % given.front());
        }
        std::int64_t rest = length;
        for (const std::int64_t size : sizes) {
            if (size < 0 || size > rest)
                return context.badArgument("parts that exceed the length " + std::to_string(length), "parts that add up to it");
            rest -= size;
        }
        if (rest != 0)
            return context.badArgument("parts that leave " + std::to_string(rest), "parts that add up to " + std::to_string(length));
        return sizes;
    }
};

} // namespace

HALFTONE_OPERATOR(SplitToSequence)

} // namespace halftone
