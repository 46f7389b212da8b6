// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/control/subgraph.h"
#include "core/ops/sequence/sequence_helpers.h"

namespace halftone {

namespace {

class SequenceMap final : public Operator
{
public:
    OpInfo info() const override { return {"SequenceMap", "", OpCategory::Control, "Runs a subgraph on each item of a sequence.", 17}; }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const Graph *body, subgraphOf(context.node(), "body"));
        std::vector<Fact> inputs;
        for (int i = 0; i < context.inputCount(); ++i)
            inputs.push_back(
                context.input(i).type.kind == Type::Kind::Sequence ? elementFact(context.input(i)) : withoutElements(context.input(i)));
        HALFTONE_TRY(const auto outputs, context.inferSubgraph(*body, std::move(inputs)));
        for (std::size_t i = 0; i < outputs.size(); ++i)
            context.setOutput(static_cast<int>(i), sequenceFact(outputs[i].type));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Graph *body, subgraphOf(context.node(), "body"));
        HALFTONE_TRY(const Sequence *first, sequenceInput(context, 0));
        std::vector<Sequence> results(body->outputs().size());
        for (std::size_t item = 0; item < first->items.size(); ++item) {
            std::vector<RuntimeValue> inputs;
            for (int i = 0; i < context.inputCount(); ++i) {
                const RuntimeValue &value = context.input(i);
                if (!value.isSequence()) {
                    inputs.push_back(value);
                    continue;
                }
                if (value.sequence().items.size() != first->items.size())
                    return context.badArgument("sequences of different length", "one length");
                inputs.push_back(value.sequence().items[item]);
            }
            HALFTONE_TRY(auto outputs, context.runSubgraph(*body, std::move(inputs)));
            for (std::size_t i = 0; i < results.size() && i < outputs.size(); ++i) {
                if (outputs[i].isTensor())
                    results[i].elementType = outputs[i].tensor().dtype();
                results[i].items.push_back(std::move(outputs[i]));
            }
        }
        for (std::size_t i = 0; i < results.size(); ++i)
            context.setOutput(static_cast<int>(i), std::move(results[i]));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(SequenceMap)

} // namespace halftone
