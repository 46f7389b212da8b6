// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

class BitShift final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {
            "BitShift", "", OpCategory::Arithmetic, "Shifts the bits of the first tensor's integers left or right by the second's.", 11};
    }

    Status compute(KernelContext &context) const override
    {
        const std::string direction = context.node().stringAttribute("direction", "");
        if (direction != "LEFT" && direction != "RIGHT")
            return context.badArgument("direction = " + direction, "LEFT or RIGHT");
        if (!isInteger(context.tensor(0).dtype()))
            return context.badArgument(std::string(dtypeName(context.tensor(0).dtype())), "an integer type");
        const bool left = direction == "LEFT";
        return computeBinary(context, [left](auto a, auto b) {
            using T = decltype(a);
            if constexpr (std::is_integral_v<T>) {
                // Shifting by the width or more leaves nothing.
                if (b < 0 || static_cast<std::uint64_t>(b) >= sizeof(T) * 8)
                    return !left && a < 0 ? static_cast<T>(-1) : T(0);
                return left ? static_cast<T>(wrapped(a) << b) : static_cast<T>(a >> b);
            } else {
                return a;
            }
        });
    }
};

} // namespace

HALFTONE_OPERATOR(BitShift)

} // namespace halftone
