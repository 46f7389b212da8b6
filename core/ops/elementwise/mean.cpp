// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

class Mean final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {"Mean", "", OpCategory::Arithmetic, "Mean of all inputs, element by element, with broadcasting."};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(Tensor sum, broadcastOperand(context, 0));
        for (int i = 1; i < context.inputCount(); ++i) {
            HALFTONE_TRY(sum, broadcastNumbers(context, sum, context.tensor(i), [](auto a, auto b) { return wrapped(a) + wrapped(b); }));
        }
        HALFTONE_TRY(const Tensor count, castTensor(Tensor::scalar(static_cast<float>(context.inputCount())), sum.dtype()));
        HALFTONE_TRY(Tensor mean, broadcastNumbers(context, sum, count, [](auto a, auto b) {
            if constexpr (std::is_integral_v<decltype(a)>)
                return a;
            else
                return a / b;
        }));
        context.setOutput(0, std::move(mean));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Mean)

} // namespace halftone
