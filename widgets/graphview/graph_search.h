// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"

#include <QString>

#include <memory>
#include <vector>

namespace halftone {

/// A step into a subgraph: attribute `attribute` of `node`, or the function it calls when kNone.
struct SubgraphStep
{
    NodeId node = kNone;
    std::uint32_t attribute = kNone;
    friend bool operator==(const SubgraphStep &, const SubgraphStep &) = default;
};

/// The graph behind a step, null when there is none.
std::shared_ptr<const Graph> subgraphOf(const Model &model, const Graph &graph, const SubgraphStep &step);

/// Finds nodes, values and constants of a model as one types, subgraphs included.
/// Query: words, all of which must occur in name, type, element type or shape ("conv 64×3"); "quoted" is the exact name or type;
/// /regular expression/ over the names; type:Conv and dtype:i8 narrow.
class GraphSearch
{
public:
    enum class Kind { Node, Value, Constant };
    struct Match
    {
        Kind kind = Kind::Node;
        /// Index into places().
        std::uint32_t place = 0;
        /// NodeId or ValueId within that graph.
        std::uint32_t id = 0;
    };
    /// A graph of the model and how to get there.
    struct Place
    {
        std::shared_ptr<const Graph> graph;
        std::vector<SubgraphStep> path;
    };
    struct Results
    {
        /// The first `limit`, nodes before values before constants, each in the order of the graph.
        std::vector<Match> matches;
        std::size_t total = 0;
        /// Why a regular expression cannot be used; empty otherwise.
        QString error;
    };

    GraphSearch(std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts);

    Results find(const QString &query, std::size_t limit = 500) const;
    const std::vector<Place> &places() const { return m_places; }
    QString name(const Match &match) const;
    /// "Conv", "f32 N×64×8×8".
    QString detail(const Match &match) const;

private:
    struct Query;
    void addPlace(std::shared_ptr<const Graph> graph, std::vector<SubgraphStep> path);
    void addEntry(Match match, const std::string &name, const std::string &type, const std::string &dtype, const std::string &shape);
    const Type &typeOf(std::uint32_t place, ValueId value) const;
    bool matches(std::size_t entry, const Query &query) const;

    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const GraphFacts> m_facts;
    std::vector<Place> m_places;

    /// Entries and, one after the other, their lower-case texts "name\ntype\ndtype\nshape".
    struct Entry
    {
        Match match;
        std::uint32_t text = 0, nameEnd = 0, typeEnd = 0, dtypeEnd = 0, end = 0;
    };
    std::vector<Entry> m_entries;
    std::string m_lower;
    /// Names as they are, a line each, for regular expressions over all of them at once.
    QString m_names;
    std::vector<qsizetype> m_nameStart;
};

} // namespace halftone
