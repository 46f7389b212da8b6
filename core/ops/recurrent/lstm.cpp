// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/recurrent/recurrent.h"

namespace halftone {

namespace {

class Lstm final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LSTM", "", OpCategory::Layer,
            "A recurrent layer that keeps a cell state; input, output and forget gates decide what enters, shows and stays."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &r = context.input(2).shape();
        return inferRecurrent(context, r && r->size() == 3 ? (*r)[2] : Dim::unknown());
    }

    Status compute(KernelContext &context) const override
    {
        return withReal(context, context.tensor(0).dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            using Kind = GateFunction::Kind;
            HALFTONE_TRY(auto inputs, readRecurrent<T>(context, 4, {Kind::Sigmoid, Kind::Tanh, Kind::Tanh}));
            HALFTONE_CHECK(readRecurrentWeights<T>(context, 4, inputs));
            return runLstm<T>(context, inputs, nullptr);
        });
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return recurrentCost(shapes, 4, node); }
};

} // namespace

HALFTONE_OPERATOR(Lstm)

} // namespace halftone
