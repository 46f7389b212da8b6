// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"

#include "core/model/bodies.h"

#include <algorithm>
#include <queue>

namespace halftone {

GraphBuilder::GraphBuilder(const Graph &graph)
    : m_graph(graph), m_removed(graph.m_nodes.size(), false), m_initializerOf(graph.m_values.size(), kNone)
{
    for (ValueId id = 0; id < m_graph.m_values.size(); ++id) {
        m_values.emplace(m_graph.m_values[id].name, id);
        m_initializerOf[id] = m_graph.m_values[id].initializer;
    }
    for (const Node &node : m_graph.m_nodes) {
        m_nodeNames.insert(node.name);
        takeNamesOfBodies(node);
    }
}

void GraphBuilder::takeNamesOfBodies(const Node &node)
{
    forEachBody(node, [this](const Graph &body) { takeNames(body); });
}

void GraphBuilder::takeNames(const Graph &graph)
{
    for (const Value &value : graph.values())
        m_namesElsewhere.insert(value.name);
    for (const Node &node : graph.nodes()) {
        m_nodeNames.insert(node.name);
        takeNamesOfBodies(node);
    }
}

void GraphBuilder::avoidNamesOf(const Graph &graph) { takeNames(graph); }

ValueId GraphBuilder::value(const std::string &name)
{
    const auto [entry, isNew] = m_values.try_emplace(name, static_cast<ValueId>(m_graph.m_values.size()));
    if (isNew) {
        m_graph.m_values.emplace_back().name = name;
        m_initializerOf.push_back(kNone);
    }
    return entry->second;
}

ValueId GraphBuilder::findValue(std::string_view name) const
{
    const auto found = m_values.find(std::string(name));
    return found == m_values.end() ? kNone : found->second;
}

ValueId GraphBuilder::freshValue(const std::string &base)
{
    std::string name = base;
    for (int suffix = 1; m_values.contains(name) || m_namesElsewhere.contains(name); ++suffix)
        name = base + "_" + std::to_string(suffix);
    return value(name);
}

std::string GraphBuilder::freshNodeName(const std::string &base)
{
    std::string name = base;
    for (int suffix = 1; m_nodeNames.contains(name); ++suffix)
        name = base + "_" + std::to_string(suffix);
    return name;
}

NodeId GraphBuilder::addNode(Node node)
{
    m_nodeNames.insert(node.name);
    takeNamesOfBodies(node);
    m_graph.m_nodes.push_back(std::move(node));
    m_removed.push_back(false);
    return static_cast<NodeId>(m_graph.m_nodes.size() - 1);
}

void GraphBuilder::removeNode(NodeId id) { m_removed[id] = true; }
bool GraphBuilder::isRemoved(NodeId id) const { return m_removed[id]; }

void GraphBuilder::setInitializer(ValueId id, ConstantTensor tensor)
{
    if (m_initializerOf[id] != kNone) {
        m_graph.m_initializers[m_initializerOf[id]].tensor = std::move(tensor);
        return;
    }
    m_initializerOf[id] = static_cast<std::uint32_t>(m_graph.m_initializers.size());
    m_graph.m_initializers.push_back({id, std::move(tensor)});
}

void GraphBuilder::removeInitializer(ValueId id)
{
    if (m_initializerOf[id] == kNone)
        return;
    m_graph.m_initializers[m_initializerOf[id]].value = kNone;
    m_initializerOf[id] = kNone;
}

const ConstantTensor *GraphBuilder::initializer(ValueId id) const
{
    return m_initializerOf[id] == kNone ? nullptr : &m_graph.m_initializers[m_initializerOf[id]].tensor;
}

void GraphBuilder::replaceUses(ValueId from, ValueId to)
{
    for (NodeId id = 0; id < m_graph.m_nodes.size(); ++id) {
        if (!m_removed[id])
            std::ranges::replace(m_graph.m_nodes[id].inputs, from, to);
    }
}

void GraphBuilder::addInput(ValueId id) { m_graph.m_inputs.push_back(id); }
void GraphBuilder::removeInput(ValueId id) { std::erase(m_graph.m_inputs, id); }
void GraphBuilder::addOutput(ValueId id) { m_graph.m_outputs.push_back(id); }
void GraphBuilder::setOutputs(std::vector<ValueId> outputs) { m_graph.m_outputs = std::move(outputs); }

Result<std::shared_ptr<const Graph>> GraphBuilder::finish() &&
{
    std::vector<NodeId> kept;
    for (NodeId id = 0; id < m_graph.m_nodes.size(); ++id) {
        if (!m_removed[id])
            kept.push_back(id);
    }
    std::vector<NodeId> producer(m_graph.m_values.size(), kNone);
    for (const NodeId id : kept) {
        for (const ValueId output : m_graph.m_nodes[id].outputs) {
            if (output == kNone)
                continue;
            if (producer[output] != kNone)
                return Error(errc::kDuplicateProducer, {m_graph.m_values[output].name}, m_graph.m_nodes[id].name);
            producer[output] = id;
        }
    }

    // Kahn's algorithm with the original position as priority keeps a sorted graph as it is.
    std::vector<std::vector<NodeId>> dependents(m_graph.m_nodes.size());
    std::vector<std::uint32_t> waiting(m_graph.m_nodes.size(), 0);
    const auto depend = [&](NodeId node, ValueId input) {
        if (input != kNone && producer[input] != kNone) {
            dependents[producer[input]].push_back(node);
            ++waiting[node];
        }
    };
    for (const NodeId id : kept) {
        for (const ValueId input : m_graph.m_nodes[id].inputs)
            depend(id, input);
        forEachCapture(m_graph.m_nodes[id], [&](const std::string &name) { depend(id, findValue(name)); });
    }
    std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> ready;
    for (const NodeId id : kept) {
        if (waiting[id] == 0)
            ready.push(id);
    }
    std::vector<NodeId> order;
    order.reserve(kept.size());
    while (!ready.empty()) {
        const NodeId id = ready.top();
        ready.pop();
        order.push_back(id);
        for (const NodeId dependent : dependents[id]) {
            if (--waiting[dependent] == 0)
                ready.push(dependent);
        }
    }
    if (order.size() != kept.size()) {
        const auto stuck = std::ranges::find_if(kept, [&](NodeId id) { return waiting[id] > 0; });
        return Error(errc::kCycle, {m_graph.m_nodes[*stuck].name}, m_graph.m_nodes[*stuck].name);
    }

    auto result = std::make_shared<Graph>();
    result->m_name = std::move(m_graph.m_name);
    result->m_docString = std::move(m_graph.m_docString);
    result->m_metadata = std::move(m_graph.m_metadata);
    result->m_extraWire = std::move(m_graph.m_extraWire);
    result->m_listsConstants = m_graph.m_listsConstants;

    std::vector<bool> used(m_graph.m_values.size(), false);
    const auto use = [&](ValueId id) {
        if (id != kNone)
            used[id] = true;
    };
    std::ranges::for_each(m_graph.m_inputs, use);
    std::ranges::for_each(m_graph.m_outputs, use);
    for (const NodeId id : order) {
        std::ranges::for_each(m_graph.m_nodes[id].inputs, use);
        std::ranges::for_each(m_graph.m_nodes[id].outputs, use);
        forEachCapture(m_graph.m_nodes[id], [&](const std::string &name) { use(findValue(name)); });
    }

    if (m_keepUnused) {
        for (const Initializer &initializer : m_graph.m_initializers)
            use(initializer.value);
    }

    std::vector<ValueId> newValue(m_graph.m_values.size(), kNone);
    for (ValueId id = 0; id < m_graph.m_values.size(); ++id) {
        if (!used[id])
            continue;
        newValue[id] = static_cast<ValueId>(result->m_values.size());
        Value &entry = result->m_values.emplace_back(std::move(m_graph.m_values[id]));
        entry.producer = kNone;
        entry.consumers.clear();
        entry.initializer = kNone;
        entry.isInput = entry.isOutput = false;
    }
    const auto translate = [&](std::vector<ValueId> &ids) {
        for (ValueId &id : ids)
            id = id == kNone ? kNone : newValue[id];
    };
    for (const NodeId id : order) {
        Node &node = result->m_nodes.emplace_back(std::move(m_graph.m_nodes[id]));
        const auto newId = static_cast<NodeId>(result->m_nodes.size() - 1);
        translate(node.inputs);
        translate(node.outputs);
        for (std::uint32_t i = 0; i < node.inputs.size(); ++i) {
            if (node.inputs[i] != kNone)
                result->m_values[node.inputs[i]].consumers.push_back({newId, i});
        }
        forEachCapture(node, [&](const std::string &name) {
            const ValueId id = findValue(name);
            if (id == kNone)
                return;
            std::vector<Use> &consumers = result->m_values[newValue[id]].consumers;
            if (consumers.empty() || consumers.back().node != newId || !consumers.back().isCapture())
                consumers.push_back({newId, kNone});
        });
        for (std::uint32_t i = 0; i < node.outputs.size(); ++i) {
            if (node.outputs[i] == kNone)
                continue;
            result->m_values[node.outputs[i]].producer = newId;
            result->m_values[node.outputs[i]].producerIndex = i;
        }
    }
    for (Initializer &initializer : m_graph.m_initializers) {
        if (initializer.value == kNone || newValue[initializer.value] == kNone)
            continue;
        const ValueId id = newValue[initializer.value];
        result->m_values[id].initializer = static_cast<std::uint32_t>(result->m_initializers.size());
        result->m_initializers.push_back({id, std::move(initializer.tensor)});
    }
    result->m_inputs = std::move(m_graph.m_inputs);
    result->m_outputs = std::move(m_graph.m_outputs);
    translate(result->m_inputs);
    translate(result->m_outputs);
    for (const ValueId id : result->m_inputs)
        result->m_values[id].isInput = true;
    for (const ValueId id : result->m_outputs)
        result->m_values[id].isOutput = true;
    // The keys point into the vectors' strings, which no longer move.
    for (NodeId id = 0; id < result->m_nodes.size(); ++id)
        result->m_nodeByName.emplace(result->m_nodes[id].name, id);
    for (ValueId id = 0; id < result->m_values.size(); ++id)
        result->m_valueByName.emplace(result->m_values[id].name, id);
    return std::shared_ptr<const Graph>(std::move(result));
}

} // namespace halftone
