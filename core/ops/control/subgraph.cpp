// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/control/subgraph.h"

#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/joining.h"

namespace halftone {

Result<const Graph *> subgraphOf(const Node &node, std::string_view name)
{
    const Attribute *attribute = node.attribute(name);
    const auto *graph = attribute ? std::get_if<std::shared_ptr<const Graph>>(&attribute->value) : nullptr;
    if (!graph || !*graph)
        return badNode(node, "no attribute " + std::string(name), "a subgraph");
    return graph->get();
}

Result<Tensor> stacked(const KernelContext &context, const std::vector<RuntimeValue> &items, int axis, const Type &empty)
{
    std::vector<Tensor> parts;
    for (const RuntimeValue &item : items) {
        if (!item.isTensor())
            return context.badArgument("an item that is no tensor", "tensors");
        const Tensor &tensor = item.tensor();
        HALFTONE_TRY(const int place, normalizedAxis(context.node(), axis, tensor.shape().rank() + 1));
        std::vector<std::int64_t> dims = tensor.shape().dims();
        dims.insert(dims.begin() + place, 1);
        parts.push_back(tensor.reshaped(Shape(std::move(dims))));
    }
    if (!parts.empty()) {
        HALFTONE_TRY(const int place, normalizedAxis(context.node(), axis, parts.front().shape().rank()));
        return joined(context, parts, place);
    }
    std::vector<std::int64_t> dims;
    if (empty.shape)
        for (const Dim &dim : *empty.shape)
            dims.push_back(std::max<std::int64_t>(0, dim.value().value_or(0)));
    HALFTONE_TRY(const int place, normalizedAxis(context.node(), axis, static_cast<int>(dims.size()) + 1));
    dims.insert(dims.begin() + place, 0);
    return Tensor::allocate(empty.dtype == DType::Undefined ? DType::Float : empty.dtype, Shape(std::move(dims)));
}

Fact withoutElements(Fact fact)
{
    fact.constant.reset();
    fact.symbolic.reset();
    return fact;
}

} // namespace halftone
