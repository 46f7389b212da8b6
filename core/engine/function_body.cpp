// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/function_body.h"

#include "core/model/graph_builder.h"

#include <algorithm>

namespace halftone {

namespace {

const Attribute *findIn(const std::vector<Attribute> &attributes, const std::string &name)
{
    const auto found
        = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute &attribute) { return attribute.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const Graph>> bindAttributes(const Graph &graph, const Function &function, const Node &call)
{
    GraphBuilder builder(graph);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        std::vector<Attribute> bound;
        for (Attribute attribute : graph.node(id).attributes) {
            if (!attribute.refAttrName.empty()) {
                const Attribute *given = findIn(call.attributes, attribute.refAttrName);
                if (!given)
                    given = findIn(function.attributeDefaults, attribute.refAttrName);
                if (!given)
                    continue; // left out by the caller: the operator's own default holds
                attribute.value = given->value;
                attribute.refAttrName.clear();
            } else if (auto *subgraph = std::get_if<std::shared_ptr<const Graph>>(&attribute.value)) {
                HALFTONE_TRY(auto inner, bindAttributes(**subgraph, function, call));
                *subgraph = std::move(inner);
            }
            bound.push_back(std::move(attribute));
        }
        builder.node(id).attributes = std::move(bound);
    }
    return std::move(builder).finish();
}

} // namespace

Result<std::shared_ptr<const Graph>> instantiateFunction(const Function &function, const Node &call)
{
    return bindAttributes(*function.body, function, call);
}

} // namespace halftone
