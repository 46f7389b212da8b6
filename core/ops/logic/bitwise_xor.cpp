// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class BitwiseXor final : public BroadcastOperator
{
public:
    OpInfo info() const override { return {"BitwiseXor", "", OpCategory::Arithmetic, "Bitwise exclusive or of two integer tensors.", 18}; }

    Status compute(KernelContext &context) const override
    {
        if (!isInteger(context.tensor(0).dtype()))
            return context.badArgument(std::string(dtypeName(context.tensor(0).dtype())), "an integer type");
        return computeBinary(context, [](auto a, auto b) {
            if constexpr (std::is_integral_v<decltype(a)>)
                return a ^ b;
            else
                return a;
        });
    }
};

} // namespace

HALFTONE_OPERATOR(BitwiseXor)

} // namespace halftone
