// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/opset_rewriter.h"

#include "core/model/bodies.h"
#include "core/quant/errors.h"
#include "core/quant/new_node.h"

namespace halftone {

OpsetRewriter::OpsetRewriter(Place place) : m_place(std::move(place)), m_builder(m_place.graph)
{
    for (const Graph *around : m_place.around)
        m_builder.avoidNamesOf(*around);
}

Result<std::shared_ptr<const Graph>> OpsetRewriter::run(Progress &progress)
{
    Place inner{graph(), from(), m_place.isFunction, m_place.around};
    inner.around.push_back(&graph());
    const auto rewritten = [&](const Graph &body) { return inside({body, from(), false, inner.around})->run(progress); };
    for (NodeId id = 0; id < graph().nodes().size(); ++id) {
        if (progress.cancelled())
            return Error(errc::kCancelled);
        if (holdsBodies(graph().node(id))) {
            for (Attribute &attribute : m_builder.node(id).attributes) {
                if (auto *body = std::get_if<std::shared_ptr<const Graph>>(&attribute.value)) {
                    HALFTONE_TRY(*body, rewritten(**body));
                } else if (auto *bodies = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value)) {
                    for (auto &each : *bodies) {
                        HALFTONE_TRY(each, rewritten(*each));
                    }
                }
            }
        }
        HALFTONE_CHECK(rewrite(id));
    }
    for (Node &node : m_constants) {
        node.name = m_builder.freshNodeName(node.name);
        m_builder.addNode(std::move(node));
    }
    return std::move(m_builder).finish();
}

ValueId OpsetRewriter::constant(const std::string &name, Tensor tensor)
{
    if (!m_place.isFunction)
        return newConstant(m_builder, name, std::move(tensor));
    const ValueId result = m_builder.freshValue(name);
    m_constants.push_back(newNode(m_builder, name, "Constant", {}, {result}, {{"value", ConstantTensor(std::move(tensor)), {}, {}, {}}}));
    return result;
}

ValueId OpsetRewriter::numbers(const Node &node, const char *attribute)
{
    const std::string name = node.name + "_" + attribute;
    const Attribute *given = node.attribute(attribute);
    if (given && !given->refAttrName.empty()) {
        Attribute reference = *given;
        reference.name = "value_ints";
        const ValueId result = m_builder.freshValue(name);
        m_constants.push_back(newNode(m_builder, name, "Constant", {}, {result}, {reference}));
        return result;
    }
    const std::vector<std::int64_t> values = node.intsAttribute(attribute);
    return constant(name, Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(values.size())}, std::span(values)));
}

void OpsetRewriter::drop(Node &node, std::string_view attribute)
{
    std::erase_if(node.attributes, [&](const Attribute &each) { return each.name == attribute; });
}

void OpsetRewriter::set(Node &node, std::string name, Attribute::Value value)
{
    drop(node, name);
    node.attributes.push_back({std::move(name), std::move(value), {}, {}, {}});
}

void OpsetRewriter::setInput(Node &node, std::size_t index, ValueId value)
{
    if (node.inputs.size() <= index)
        node.inputs.resize(index + 1, kNone);
    node.inputs[index] = value;
}

Status OpsetRewriter::refuse(NodeId id, std::int64_t target) const
{
    const Node &node = graph().node(id);
    return Error(errc::kCannotUpgrade, {node.opType, std::to_string(from()), std::to_string(target)}, node.name);
}

} // namespace halftone
