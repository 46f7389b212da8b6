// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/hierarchy.h"

#include "core/layout/layered.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace halftone {

namespace {

std::uint64_t pairKey(std::uint32_t a, std::uint32_t b) { return (std::uint64_t(a) << 32) | b; }

/// Dense numbers for (producer, value) pairs, by edge.
std::vector<std::uint32_t> numberValues(const LayoutInput &input)
{
    std::vector<std::uint32_t> sorted(input.edges.size()), number(input.edges.size(), 0);
    std::iota(sorted.begin(), sorted.end(), 0U);
    const auto key = [&](std::uint32_t e) { return std::tuple(input.edges[e].from, input.edges[e].value); };
    std::sort(
        sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) { return std::tuple(key(a), a) < std::tuple(key(b), b); });
    std::uint32_t current = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && key(sorted[i]) != key(sorted[i - 1]))
            ++current;
        number[sorted[i]] = current;
    }
    return number;
}

} // namespace

Hierarchy::Hierarchy(const LayoutInput &input, const std::vector<bool> &stubs)
    : m_input(input), m_levels(input.groups.size() + 1), m_depth(input.groups.size() + 1, 0), m_pieces(input.edges.size())
{
    for (std::uint32_t g = 0; g < input.groups.size(); ++g)
        m_depth[g] = m_depth[parentOf(g)] + 1;
    addVertices();
    const std::vector<std::uint32_t> values = numberValues(input);
    for (std::uint32_t e = 0; e < input.edges.size(); ++e)
        addEdge(e, values[e], stubs[e]);
}

std::uint32_t Hierarchy::parentOf(std::uint32_t group) const
{
    const std::int32_t parent = m_input.groups[group].parent;
    return parent < 0 ? root() : static_cast<std::uint32_t>(parent);
}

std::uint32_t Hierarchy::levelOf(std::uint32_t node) const
{
    const std::int32_t group = m_input.nodes[node].group;
    return group < 0 ? root() : static_cast<std::uint32_t>(group);
}

void Hierarchy::addVertices()
{
    // Members are numbered by the first node in them, so that the order of the graph is kept through all levels.
    const auto groups = static_cast<std::uint32_t>(m_input.groups.size());
    m_nodeVertex.assign(m_input.nodes.size(), kNoVertex);
    m_groupVertex.assign(groups, kNoVertex);
    for (std::uint32_t node = 0; node < m_input.nodes.size(); ++node) {
        std::uint32_t level = levelOf(node);
        auto &vertices = m_levels[level].graph.vertices;
        m_nodeVertex[node] = static_cast<std::uint32_t>(vertices.size());
        vertices.push_back({m_input.nodes[node].width, m_input.nodes[node].height, LevelVertex::Kind::Box, m_input.nodes[node].weight});
        for (; level != root(); level = parentOf(level)) {
            auto &outer = m_levels[parentOf(level)].graph.vertices;
            if (m_groupVertex[level] == kNoVertex) {
                m_groupVertex[level] = static_cast<std::uint32_t>(outer.size());
                outer.push_back({});
            }
            LevelVertex &frame = outer[m_groupVertex[level]];
            frame.weight = std::max(frame.weight, m_input.nodes[node].weight);
        }
    }
    for (std::uint32_t g = 0; g < groups; ++g) {
        if (m_groupVertex[g] != kNoVertex)
            continue;
        auto &outer = m_levels[parentOf(g)].graph.vertices;
        m_groupVertex[g] = static_cast<std::uint32_t>(outer.size());
        outer.push_back({});
    }
}

std::uint32_t Hierarchy::representative(std::uint32_t node, std::uint32_t level, std::uint32_t &viaGroup) const
{
    std::uint32_t at = levelOf(node);
    viaGroup = kNoVertex;
    while (at != level) {
        viaGroup = at;
        at = parentOf(at);
    }
    return viaGroup == kNoVertex ? m_nodeVertex[node] : m_groupVertex[viaGroup];
}

std::uint32_t Hierarchy::port(std::uint32_t level, std::uint32_t value, LevelVertex::Kind kind)
{
    Level &in = m_levels[level];
    auto &ports = kind == LevelVertex::Kind::PortIn ? in.inPorts : in.outPorts;
    const auto [it, isNew] = ports.try_emplace(value, static_cast<std::uint32_t>(in.graph.vertices.size()));
    if (isNew)
        in.graph.vertices.push_back({0, 0, kind});
    return it->second;
}

std::uint32_t Hierarchy::addPiece(std::uint32_t level, std::uint32_t edge, std::uint32_t value, LevelEdge piece, PortEnd ends)
{
    Level &in = m_levels[level];
    const auto index = static_cast<std::uint32_t>(in.graph.edges.size());
    if (ends.fromPort != kNoVertex || ends.toPort != kNoVertex || !piece.startsHere || !piece.endsHere) {
        // Edges of one value share a piece when they end at the same vertex; a value has one start in a level.
        const auto [it, isNew] = in.pieces.try_emplace(pairKey(value, piece.to), index);
        if (!isNew) {
            m_pieces[edge].push_back({level, it->second});
            return it->second;
        }
    }
    piece.value = value;
    in.graph.edges.push_back(piece);
    in.ends.push_back(ends);
    m_pieces[edge].push_back({level, index});
    return index;
}

void Hierarchy::addEdge(std::uint32_t edge, std::uint32_t value, bool stub)
{
    const LayoutEdge &input = m_input.edges[edge];
    std::uint32_t from = levelOf(input.from), to = levelOf(input.to);
    std::vector<std::uint32_t> descent;
    std::uint32_t up = from, down = to;
    while (up != down) {
        if (m_depth[up] >= m_depth[down] && up != root()) {
            up = parentOf(up);
        } else {
            descent.push_back(down);
            down = parentOf(down);
        }
    }
    const std::uint32_t common = up;
    LevelEdge piece;
    if (stub) {
        ++m_levels[from].graph.vertices[m_nodeVertex[input.from]].outStubs;
        ++m_levels[to].graph.vertices[m_nodeVertex[input.to]].inStubs;
        std::uint32_t viaFrom = kNoVertex, viaTo = kNoVertex;
        piece.from = representative(input.from, common, viaFrom);
        piece.to = representative(input.to, common, viaTo);
        piece.rankOnly = true;
        if (piece.from == piece.to)
            return;
        Level &in = m_levels[common];
        piece.value = value;
        in.graph.edges.push_back(piece);
        in.ends.push_back({kNoVertex, kNoVertex, kNoVertex, kNoVertex});
        return;
    }

    std::uint32_t fromGroup = kNoVertex, fromPort = kNoVertex;
    std::uint32_t vertex = m_nodeVertex[input.from];
    piece.labelWidth = input.labelWidth;
    piece.labelHeight = input.labelHeight;
    for (std::uint32_t level = from; level != common; level = parentOf(level)) {
        piece.from = vertex;
        piece.to = port(level, value, LevelVertex::Kind::PortOut);
        piece.startsHere = fromGroup == kNoVertex;
        piece.endsHere = false;
        addPiece(level, edge, value, piece, {fromGroup, fromPort, kNoVertex, kNoVertex});
        piece.labelWidth = piece.labelHeight = 0;
        fromGroup = level;
        fromPort = piece.to;
        vertex = m_groupVertex[level];
    }
    std::uint32_t toGroup = descent.empty() ? kNoVertex : descent.back();
    piece.from = vertex;
    piece.startsHere = fromGroup == kNoVertex;
    piece.to = toGroup == kNoVertex ? m_nodeVertex[input.to] : m_groupVertex[toGroup];
    piece.endsHere = toGroup == kNoVertex;
    addPiece(common, edge, value, piece,
        {fromGroup, fromPort, toGroup, toGroup == kNoVertex ? kNoVertex : port(toGroup, value, LevelVertex::Kind::PortIn)});
    piece.labelWidth = piece.labelHeight = 0;
    for (auto it = descent.rbegin(); it != descent.rend(); ++it) {
        const bool last = std::next(it) == descent.rend();
        const std::uint32_t inner = last ? kNoVertex : *std::next(it);
        piece.from = port(*it, value, LevelVertex::Kind::PortIn);
        piece.startsHere = false;
        piece.to = last ? m_nodeVertex[input.to] : m_groupVertex[inner];
        piece.endsHere = last;
        addPiece(*it, edge, value, piece, {kNoVertex, kNoVertex, inner, last ? kNoVertex : port(inner, value, LevelVertex::Kind::PortIn)});
    }
}

LevelGraph Hierarchy::graphOf(std::uint32_t level, const std::vector<LevelLayout> &layouts, const std::vector<LayoutRect> &frames) const
{
    LevelGraph graph = m_levels[level].graph;
    for (std::uint32_t g = 0; g < m_input.groups.size(); ++g) {
        if (parentOf(g) != level)
            continue;
        graph.vertices[m_groupVertex[g]].width = frames[g].width;
        graph.vertices[m_groupVertex[g]].height = frames[g].height;
    }
    const auto offset = [&](std::uint32_t group, std::uint32_t portVertex) {
        return group == kNoVertex ? 0 : frames[group].x + layouts[group].vertices[portVertex].centerX() - frames[group].width / 2;
    };
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const PortEnd &ends = m_levels[level].ends[e];
        graph.edges[e].fromOffset = offset(ends.fromGroup, ends.fromPort);
        graph.edges[e].toOffset = offset(ends.toGroup, ends.toPort);
    }
    return graph;
}

} // namespace halftone
