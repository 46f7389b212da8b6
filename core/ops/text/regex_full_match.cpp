// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/text/regex_program.h"

namespace halftone {

namespace {

class RegexFullMatch final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"RegexFullMatch", "", OpCategory::Other, "Tells which texts a regular expression matches as a whole.", 20};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Bool, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.dtype() != DType::String)
            return context.badArgument(std::string(dtypeName(input.dtype())), "texts");
        HALFTONE_TRY(const RegexProgram program, RegexProgram::compile(context.node().stringAttribute("pattern", "")));
        HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Bool, input.shape()));
        for (std::size_t i = 0; i < input.strings().size(); ++i)
            output->mutableAs<std::uint8_t>()[i] = program.matches(input.strings()[i]);
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(RegexFullMatch)

} // namespace halftone
