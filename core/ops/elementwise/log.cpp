// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

namespace {

class Log final : public UnaryOperator
{
public:
    OpInfo info() const override { return {"Log", "", OpCategory::Arithmetic, "Natural logarithm of each element.", 1}; }

    Status compute(KernelContext &context) const override
    {
        return mapReal(context, [](auto x) { return std::log(x); });
    }
};

} // namespace

HALFTONE_OPERATOR(Log)

} // namespace halftone
