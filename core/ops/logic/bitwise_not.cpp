// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class BitwiseNot final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"BitwiseNot", "", OpCategory::Arithmetic, "Each integer with all its bits flipped.", 18}; }

    Status compute(KernelContext &context) const override
    {
        if (!isInteger(context.tensor(0).dtype()))
            return context.badArgument(std::string(dtypeName(context.tensor(0).dtype())), "an integer type");
        return mapNumber(context, [](auto x) {
            if constexpr (std::is_integral_v<decltype(x)>)
                return ~x;
            else
                return x;
        });
    }
};

} // namespace

HALFTONE_OPERATOR(BitwiseNot)

} // namespace halftone
