// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/model/model.h"

#include <memory>
#include <string>

namespace halftone::test {

/// A model with new names for all nodes and values, counted in an order that has nothing to do with the graph's.
inline std::shared_ptr<const Model> renamed(const Model &model)
{
    const Graph &graph = *model.graph;
    const auto shuffled = [](std::size_t index, std::size_t count) { return std::to_string((index * 7919U + 13U) % (count * 8U + 1U)); };
    GraphBuilder builder;
    std::vector<ValueId> ids;
    for (ValueId id = 0; id < graph.values().size(); ++id) {
        ids.push_back(builder.freshValue("t" + shuffled(id, graph.values().size())));
        builder.valueInfo(ids.back()).declaredType = graph.value(id).declaredType;
    }
    const auto translate = [&](std::vector<ValueId> values) {
        for (ValueId &value : values)
            value = value == kNone ? kNone : ids[value];
        return values;
    };
    for (const ValueId input : graph.inputs())
        builder.addInput(ids[input]);
    for (const Initializer &initializer : graph.initializers())
        builder.setInitializer(ids[initializer.value], initializer.tensor);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        Node node = graph.node(id);
        node.name = builder.freshNodeName("n" + shuffled(id, graph.nodes().size()));
        node.inputs = translate(std::move(node.inputs));
        node.outputs = translate(std::move(node.outputs));
        builder.addNode(std::move(node));
    }
    builder.setOutputs(translate(graph.outputs()));
    auto result = std::make_shared<Model>(model);
    auto finished = std::move(builder).finish();
    if (!finished)
        return nullptr;
    result->graph = *finished;
    return result;
}

} // namespace halftone::test
