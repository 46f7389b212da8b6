// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/unary.h"

namespace halftone {

Status UnaryOperator::infer(InferContext &context) const
{
    Fact fact{context.input(0).type, std::nullopt, std::nullopt};
    if (const auto elements = context.input(0).symbolic) {
        fact.symbolic.emplace();
        for (const Dim &dim : *elements)
            fact.symbolic->push_back(onDim(dim));
    }
    context.setOutput(0, std::move(fact));
    return {};
}

} // namespace halftone
