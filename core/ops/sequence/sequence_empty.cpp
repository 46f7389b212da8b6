// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceEmpty final : public Operator
{
public:
    OpInfo info() const override { return {"SequenceEmpty", "", OpCategory::Control, "A sequence without items.", 11}; }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
        context.setOutput(0, sequenceFact(Type::tensor(type)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
        context.setOutput(0, Sequence{type, {}});
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceEmpty)

} // namespace halftone
