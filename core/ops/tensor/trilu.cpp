// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/strided_copy.h"

#include <algorithm>

namespace halftone {

namespace {

class Trilu final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Trilu", "", OpCategory::Tensor, "Keeps the upper or lower triangle of matrices, zeroes the rest.", 14};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        if (shape.rank() < 2 || isSubByte(input.dtype()))
            return context.badArgument(std::string(dtypeName(input.dtype())) + " of rank " + std::to_string(shape.rank()), "matrices");
        std::int64_t k = 0;
        if (context.hasInput(1)) {
            HALFTONE_TRY(const auto given, context.ints(1));
            if (given.size() != 1)
                return context.badArgument("k of " + std::to_string(given.size()) + " elements", "one number");
            k = given.front();
        }
        const bool upper = context.node().intAttribute("upper", 1) != 0;
        const std::int64_t rows = shape[shape.rank() - 2];
        const std::int64_t columns = shape[shape.rank() - 1];
        k = std::clamp(k, -rows - 1, columns + 1);
        HALFTONE_TRY(Tensor result, Tensor::allocate(input.dtype(), shape));
        for (std::int64_t row = 0; row < shape.count(0, shape.rank() - 1); ++row) {
            const std::int64_t diagonal = row % rows + k;
            const std::int64_t first = upper ? std::clamp<std::int64_t>(diagonal, 0, columns) : 0;
            const std::int64_t last = upper ? columns : std::clamp<std::int64_t>(diagonal + 1, 0, columns);
            copyElements(input, row * columns + first, result, row * columns + first, last - first);
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Trilu)

} // namespace halftone
