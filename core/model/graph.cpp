// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph.h"

#include <algorithm>

namespace halftone {

const Attribute *Node::attribute(std::string_view name) const
{
    const auto found = std::ranges::find(attributes, name, &Attribute::name);
    return found == attributes.end() ? nullptr : &*found;
}

std::int64_t Node::intAttribute(std::string_view name, std::int64_t fallback) const
{
    const Attribute *found = attribute(name);
    const auto *number = found ? std::get_if<std::int64_t>(&found->value) : nullptr;
    return number ? *number : fallback;
}

float Node::floatAttribute(std::string_view name, float fallback) const
{
    const Attribute *found = attribute(name);
    const auto *number = found ? std::get_if<float>(&found->value) : nullptr;
    return number ? *number : fallback;
}

std::string Node::stringAttribute(std::string_view name, std::string_view fallback) const
{
    const Attribute *found = attribute(name);
    const auto *text = found ? std::get_if<std::string>(&found->value) : nullptr;
    return text ? *text : std::string(fallback);
}

std::vector<std::int64_t> Node::intsAttribute(std::string_view name) const
{
    const Attribute *found = attribute(name);
    const auto *numbers = found ? std::get_if<std::vector<std::int64_t>>(&found->value) : nullptr;
    return numbers ? *numbers : std::vector<std::int64_t>{};
}

bool Graph::isCaptured(ValueId id) const { return std::ranges::any_of(m_values[id].consumers, &Use::isCapture); }

NodeId Graph::findNode(std::string_view name) const
{
    const auto found = m_nodeByName.find(name);
    return found == m_nodeByName.end() ? kNone : found->second;
}

ValueId Graph::findValue(std::string_view name) const
{
    const auto found = m_valueByName.find(name);
    return found == m_valueByName.end() ? kNone : found->second;
}

bool Graph::isReplaceable(ValueId id) const { return !m_listsConstants && value(id).isInput && value(id).initializer != kNone; }

const ConstantTensor *Graph::constant(ValueId id) const { return isReplaceable(id) ? nullptr : storedValue(id); }

const ConstantTensor *Graph::storedValue(ValueId id) const
{
    const Value &v = value(id);
    if (v.initializer != kNone)
        return &m_initializers[v.initializer].tensor;
    if (v.producer == kNone || node(v.producer).opType != "Constant" || !node(v.producer).domain.empty())
        return nullptr;
    const Attribute *attribute = node(v.producer).attribute("value");
    return attribute ? std::get_if<ConstantTensor>(&attribute->value) : nullptr;
}

} // namespace halftone
