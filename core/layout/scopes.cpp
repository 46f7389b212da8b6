// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/scopes.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace halftone {

namespace {

using Components = std::vector<std::string_view>;

void split(std::string_view text, char separator, Components &parts)
{
    parts.clear();
    while (!text.empty()) {
        const std::size_t end = text.find(separator);
        if (end != 0)
            parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
}

/// "layer1.0.conv2" inside of "layer1.0" is "conv2". A module held in a list that is never called itself has no scope of its own for
/// the list: "stages.0" inside of the model keeps both, so that "encoder.0" and "decoder.0" stay two.
std::string_view relativeTo(std::string_view parent, std::string_view name)
{
    const bool inside = !parent.empty() && name.size() > parent.size() && name.starts_with(parent) && name[parent.size()] == '.';
    return inside ? name.substr(parent.size() + 1) : name;
}

void addQualified(std::string_view name, std::string_view &parent, Components &parts)
{
    if (name.empty())
        return;
    parts.push_back(relativeTo(parent, name));
    parent = name;
}

/// "['', 'layer1', 'layer1.0', 'conv2d_1']": qualified module names, the last one being the node itself.
void splitQuotedList(std::string_view text, Components &parts)
{
    parts.clear();
    std::string_view parent;
    for (std::size_t open = text.find_first_of("'\""); open != std::string_view::npos; open = text.find_first_of("'\"", open)) {
        const std::size_t close = text.find(text[open], open + 1);
        if (close == std::string_view::npos)
            break;
        addQualified(text.substr(open + 1, close - open - 1), parent, parts);
        open = close + 1;
    }
}

std::string_view metadataOf(const Node &node, std::string_view key)
{
    for (const auto &[name, value] : node.metadata)
        if (name == key)
            return value;
    return {};
}

void scopeComponents(const Node &node, Components &parts)
{
    if (const std::string_view names = metadataOf(node, "pkg.torch.onnx.name_scopes"); !names.empty()) {
        splitQuotedList(names, parts);
    } else if (const std::string_view space = metadataOf(node, "namespace"); !space.empty() && node.name.find('/') == std::string::npos) {
        // "name: class/name: class"
        Components modules;
        split(space, '/', modules);
        parts.clear();
        std::string_view parent;
        for (const std::string_view module : modules)
            addQualified(module.substr(0, module.find(':')), parent, parts);
    } else {
        parts.clear();
        if (!node.nameGenerated)
            split(node.name, '/', parts);
    }
    if (!parts.empty())
        parts.pop_back();
}

/// Gives nodes without a scope that only prepare constants (Identity of a weight …) to the scope that reads them.
void adoptPreparation(const Graph &graph, const std::vector<std::int32_t> &parents, std::vector<std::int32_t> &scopeOf)
{
    const auto ancestors = [&](std::int32_t scope) {
        std::vector<std::int32_t> path;
        for (; scope >= 0; scope = parents[static_cast<std::size_t>(scope)])
            path.insert(path.begin(), scope);
        return path;
    };
    for (NodeId id = static_cast<NodeId>(graph.nodes().size()); id-- > 0;) {
        const Node &node = graph.node(id);
        if (scopeOf[id] >= 0 || std::any_of(node.inputs.begin(), node.inputs.end(), [&](ValueId input) {
                return input != kNone && !graph.storedValue(input);
            }))
            continue;
        std::optional<std::vector<std::int32_t>> common;
        for (const ValueId output : node.outputs) {
            if (output == kNone)
                continue;
            for (const Use &use : graph.value(output).consumers) {
                const std::vector<std::int32_t> path = ancestors(scopeOf[use.node]);
                if (!common)
                    common = path;
                common->resize(static_cast<std::size_t>(
                    std::mismatch(common->begin(), common->end(), path.begin(), path.end()).first - common->begin()));
            }
        }
        if (common && !common->empty())
            scopeOf[id] = common->back();
    }
}

struct Raw
{
    std::string path;
    std::string label;
    std::int32_t parent = -1;
    std::uint32_t nodes = 0, direct = 0, children = 0;
};

} // namespace

ScopeTree buildScopes(const Graph &graph)
{
    std::vector<Raw> raw;
    std::unordered_map<std::string, std::int32_t> byPath;
    std::vector<std::int32_t> innermost(graph.nodes().size(), -1);
    Components parts;
    std::string path;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        scopeComponents(graph.node(id), parts);
        path.clear();
        std::int32_t scope = -1;
        for (const std::string_view part : parts) {
            path += '/';
            path += part;
            const auto [it, isNew] = byPath.try_emplace(path, static_cast<std::int32_t>(raw.size()));
            if (isNew) {
                raw.push_back({path, std::string(part), scope});
                if (scope >= 0)
                    ++raw[static_cast<std::size_t>(scope)].children;
            }
            scope = it->second;
        }
        innermost[id] = scope;
    }
    std::vector<std::int32_t> parents;
    for (const Raw &scope : raw)
        parents.push_back(scope.parent);
    adoptPreparation(graph, parents, innermost);
    for (std::int32_t scope : innermost) {
        if (scope >= 0)
            ++raw[static_cast<std::size_t>(scope)].direct;
        for (; scope >= 0; scope = parents[static_cast<std::size_t>(scope)])
            ++raw[static_cast<std::size_t>(scope)].nodes;
    }

    // A scope of one node is that node; a scope that holds one scope and nothing else is joined with it.
    ScopeTree tree;
    std::vector<std::int32_t> kept(raw.size(), -1);
    std::vector<std::string> prefix(raw.size());
    for (std::size_t s = 0; s < raw.size(); ++s) {
        const Raw &scope = raw[s];
        const std::int32_t parent = scope.parent < 0 ? -1 : kept[static_cast<std::size_t>(scope.parent)];
        std::string label = scope.parent < 0 ? scope.label : prefix[static_cast<std::size_t>(scope.parent)] + scope.label;
        if (scope.nodes < 2) {
            kept[s] = parent;
        } else if (scope.direct == 0 && scope.children == 1) {
            kept[s] = parent;
            prefix[s] = label + "/";
        } else {
            kept[s] = static_cast<std::int32_t>(tree.scopes.size());
            tree.scopes.push_back({scope.path, std::move(label), parent, scope.nodes});
        }
    }
    tree.ofNode.reserve(innermost.size());
    for (const std::int32_t scope : innermost)
        tree.ofNode.push_back(scope < 0 ? -1 : kept[static_cast<std::size_t>(scope)]);
    return tree;
}

} // namespace halftone
