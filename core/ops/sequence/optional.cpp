// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class Optional final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Optional", "", OpCategory::Control, "An optional value: the input, or nothing of the type that the attribute names.", 15};
    }

    Status infer(InferContext &context) const override
    {
        if (context.hasInput(0)) {
            context.setOutput(0, optionalFact(context.input(0).type));
            return {};
        }
        const Attribute *attribute = context.node().attribute("type");
        const auto *type = attribute ? std::get_if<Type>(&attribute->value) : nullptr;
        context.setOutput(0, optionalFact(type ? *type : Type()));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(RuntimeValue value, ownedItem(context.input(0)));
        context.setOutput(0, std::move(value));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Optional)

} // namespace halftone
