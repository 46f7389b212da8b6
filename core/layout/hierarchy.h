// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/level.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace halftone {

/// Cuts a drawing with groups into levels: each group's members with child groups as boxes, the root last. An edge between groups
/// becomes one piece a level, joined at ports in the frames; edges of one value share ports.
class Hierarchy
{
public:
    struct Piece
    {
        std::uint32_t level = 0, edge = 0;
    };

    /// `stubs` by edge: not routed, only ranked.
    Hierarchy(const LayoutInput &input, const std::vector<bool> &stubs);

    /// Levels are numbered as groups, children after parents; the root is the last.
    std::uint32_t levelCount() const { return static_cast<std::uint32_t>(m_levels.size()); }
    std::uint32_t root() const { return levelCount() - 1; }
    /// Level a group's frame is in.
    std::uint32_t parentOf(std::uint32_t group) const;
    /// Level a node is in.
    std::uint32_t levelOf(std::uint32_t node) const;

    /// The level's graph, given the layouts of its children and their frames' sizes and content offsets.
    LevelGraph graphOf(std::uint32_t level, const std::vector<LevelLayout> &layouts, const std::vector<LayoutRect> &frames) const;

    std::uint32_t vertexOfNode(std::uint32_t node) const { return m_nodeVertex[node]; }
    std::uint32_t vertexOfGroup(std::uint32_t group) const { return m_groupVertex[group]; }
    const std::vector<Piece> &piecesOf(std::uint32_t edge) const { return m_pieces[edge]; }

private:
    struct PortEnd
    {
        std::uint32_t fromGroup, fromPort, toGroup, toPort;
    };
    struct Level
    {
        LevelGraph graph;
        /// By level edge: the child group and its port an end is attached to.
        std::vector<PortEnd> ends;
        std::unordered_map<std::uint64_t, std::uint32_t> inPorts, outPorts, pieces;
    };

    void addVertices();
    void addEdge(std::uint32_t edge, std::uint32_t value, bool stub);
    std::uint32_t representative(std::uint32_t node, std::uint32_t level, std::uint32_t &viaGroup) const;
    std::uint32_t port(std::uint32_t level, std::uint32_t value, LevelVertex::Kind kind);
    std::uint32_t addPiece(std::uint32_t level, std::uint32_t edge, std::uint32_t value, LevelEdge piece, PortEnd ends);

    const LayoutInput &m_input;
    std::vector<Level> m_levels;
    std::vector<std::uint32_t> m_depth;
    std::vector<std::uint32_t> m_nodeVertex, m_groupVertex;
    std::vector<std::vector<Piece>> m_pieces;
};

} // namespace halftone
