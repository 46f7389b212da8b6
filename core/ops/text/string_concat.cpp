// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class StringConcat final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {"StringConcat", "", OpCategory::Other, "Joins texts element by element, with broadcasting.", 20};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &a = context.tensor(0);
        const Tensor &b = context.tensor(1);
        HALFTONE_CHECK(checkSameType(context, a, b));
        if (a.dtype() != DType::String)
            return context.badArgument(std::string(dtypeName(a.dtype())), "texts");
        HALFTONE_TRY(Shape shape, broadcastShape(context, a.shape(), b.shape()));
        HALFTONE_TRY(Tensor * output, context.allocate(0, DType::String, shape));
        const BroadcastRows rows(shape, {&a.shape(), &b.shape()});
        rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
            for (std::int64_t i = 0; i < rows.rowLength(); ++i)
                output->mutableStrings()[static_cast<std::size_t>(first + i)]
                    = a.strings()[static_cast<std::size_t>(offsets[0] + i * rows.rowStride(0))]
                    + b.strings()[static_cast<std::size_t>(offsets[1] + i * rows.rowStride(1))];
        });
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(StringConcat)

} // namespace halftone
