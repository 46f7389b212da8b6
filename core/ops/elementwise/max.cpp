// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class Max final : public BroadcastOperator
{
public:
    OpInfo info() const override { return {"Max", "", OpCategory::Arithmetic, "Largest of the inputs' elements, with broadcasting."}; }

    Status compute(KernelContext &context) const override
    {
        // NaN wins, as in numpy.
        return computeVariadic(context, [](auto a, auto b) { return a != a || a > b ? a : b; });
    }

protected:
    Dim onDims(const Dim &a, const Dim &b) const override
    {
        if (a == b)
            return a;
        return a.value() && b.value() ? (*a.value() > *b.value() ? a : b) : Dim::unknown();
    }
};

} // namespace

HALFTONE_OPERATOR(Max)

} // namespace halftone
