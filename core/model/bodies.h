// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <variant>

namespace halftone {

/// Calls `visit` with each graph that an attribute of `node` holds: the branches of an If, the body of a Loop, Scan or SequenceMap.
template <typename Visit>
void forEachBody(const Node &node, Visit &&visit)
{
    for (const Attribute &attribute : node.attributes) {
        if (const auto *graph = std::get_if<std::shared_ptr<const Graph>>(&attribute.value))
            visit(**graph);
        else if (const auto *graphs = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value)) {
            for (const auto &entry : *graphs)
                visit(*entry);
        }
    }
}

inline bool holdsBodies(const Node &node)
{
    bool found = false;
    forEachBody(node, [&found](const Graph &) { found = true; });
    return found;
}

/// Calls `visit` with the name of each value around `node` that its bodies read, those of bodies further in included; a name once a body.
template <typename Visit>
void forEachCapture(const Node &node, Visit &&visit)
{
    forEachBody(node, [&visit](const Graph &body) {
        for (const Value &value : body.values()) {
            if (value.isOuter)
                visit(value.name);
        }
    });
}

} // namespace halftone
