// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/function_attributes.h"

#include <algorithm>

namespace halftone {

AttributeBindings callBindings(const Node &call, const Function &function, const AttributeBindings *outer)
{
    AttributeBindings bindings;
    for (const Attribute &attribute : function.attributeDefaults)
        bindings[attribute.name] = attribute;
    const Node bound = outer && refersToParameters(call) ? withParameters(call, *outer) : Node();
    for (const Attribute &attribute : bound.opType.empty() ? call.attributes : bound.attributes)
        bindings[attribute.name] = attribute;
    return bindings;
}

bool refersToParameters(const Node &node)
{
    return std::ranges::any_of(node.attributes, [](const Attribute &attribute) { return !attribute.refAttrName.empty(); });
}

Node withParameters(const Node &node, const AttributeBindings &bindings)
{
    Node result = node;
    result.attributes.clear();
    for (const Attribute &attribute : node.attributes) {
        if (attribute.refAttrName.empty()) {
            result.attributes.push_back(attribute);
        } else if (const auto bound = bindings.find(attribute.refAttrName); bound != bindings.end()) {
            result.attributes.push_back(bound->second);
            result.attributes.back().name = attribute.name;
            result.attributes.back().refAttrName.clear();
        }
    }
    return result;
}

} // namespace halftone
