// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class OptionalGetElement final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"OptionalGetElement", "", OpCategory::Control, "The content of an optional value, which must be there.", 15};
    }

    Status infer(InferContext &context) const override
    {
        const Fact &input = context.input(0);
        context.setOutput(0, input.type.kind == Type::Kind::Optional ? elementFact(input) : input);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        if (!context.hasInput(0))
            return context.badArgument("an empty optional", "a value");
        context.setOutput(0, context.input(0));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(OptionalGetElement)

} // namespace halftone
