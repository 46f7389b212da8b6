// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class Equal final : public BroadcastOperator
{
public:
    OpInfo info() const override { return {"Equal", "", OpCategory::Arithmetic, "Tells where two tensors are equal.", 1}; }

    Status compute(KernelContext &context) const override
    {
        if (context.tensor(0).dtype() == DType::String)
            return equalStrings(context);
        return computePredicate(context, [](auto a, auto b) { return a == b; });
    }

protected:
    DType outputType(const InferContext &) const override { return DType::Bool; }

    /// Equal polynomials are equal for every value of their symbols; others may be or not.
    Dim onDims(const Dim &a, const Dim &b) const override
    {
        if (a == b)
            return Dim(1);
        // Sizes are never negative: a comparison with −1 asks for "not given".
        const bool negative = a.value().value_or(0) < 0 || b.value().value_or(0) < 0;
        return negative || (a.value() && b.value()) ? Dim(0) : Dim::unknown();
    }

private:
    static Status equalStrings(KernelContext &context)
    {
        const Tensor &a = context.tensor(0);
        const Tensor &b = context.tensor(1);
        HALFTONE_CHECK(checkSameType(context, a, b));
        HALFTONE_TRY(Shape shape, broadcastShape(context, a.shape(), b.shape()));
        HALFTONE_TRY(Tensor * result, context.allocate(0, DType::Bool, shape));
        const auto out = result->mutableAs<std::uint8_t>();
        const BroadcastRows rows(shape, {&a.shape(), &b.shape()});
        rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
            for (std::int64_t i = 0; i < rows.rowLength(); ++i)
                out[static_cast<std::size_t>(first + i)] = a.strings()[static_cast<std::size_t>(offsets[0] + i * rows.rowStride(0))]
                    == b.strings()[static_cast<std::size_t>(offsets[1] + i * rows.rowStride(1))];
        });
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Equal)

} // namespace halftone
