// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/graph_boxes.h"

#include "core/layout/box_text.h"
#include "core/layout/quant_folding.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

namespace halftone {

namespace {

constexpr std::size_t kMostTitle = 28, kMostPort = 40, kMostLabel = 36;
constexpr std::size_t kMostTypesOfScope = 3;
constexpr std::uint32_t kDataWeight = 16;

class Builder
{
public:
    Builder(const Model &model, const Graph &graph, const GraphFacts *facts, const BoxOptions &options, const BoxMetrics &metrics,
        const TextMeasurer &measurer, const ExpandedGraph *bodies)
        : m_model(model)
        , m_graph(graph)
        , m_facts(facts)
        , m_options(options)
        , m_metrics(metrics)
        , m_measurer(measurer)
        , m_bodies(bodies)
        , m_folding(foldQuantizePairs(graph, options.foldQuantizePairs))
    {
    }

    GraphBoxes build()
    {
        m_out.boxOfNode.assign(m_graph.nodes().size(), kNone);
        m_out.boxOfValue.assign(m_graph.values().size(), kNone);
        if (m_options.scopes || m_bodies)
            addScopes();
        addInputs();
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id)
            addNode(id);
        addScopeRows();
        linkFoldedNodes();
        for (std::uint32_t box = 0; box < m_out.boxes.size(); ++box)
            m_out.layout.nodes.push_back(sizeOf(m_out.boxes[box]));
        addEdges();
        addOutputs();
        return std::move(m_out);
    }

private:
    const Type &typeOf(ValueId value) const
    {
        if (m_facts && value < m_facts->values.size() && m_facts->values[value].type.kind != Type::Kind::Unknown)
            return m_facts->values[value].type;
        return m_graph.value(value).declaredType;
    }

    std::uint32_t addBox(GraphBox box, std::int32_t group)
    {
        box.firstRow = static_cast<std::uint32_t>(m_out.rows.size());
        m_out.boxes.push_back(std::move(box));
        m_group.push_back(group);
        return static_cast<std::uint32_t>(m_out.boxes.size() - 1);
    }

    void addRow(BoxRow row)
    {
        m_out.rows.push_back(std::move(row));
        ++m_out.boxes.back().rowCount;
    }

    bool isExpanded(std::int32_t scope) const
    {
        return m_options.expanded.contains(m_out.scopes.scopes[static_cast<std::size_t>(scope)].path);
    }

    /// Numbers the frames of scopes that are open, and for the others which closed box they are in.
    void addScopes()
    {
        if (m_options.scopes)
            m_out.scopes = buildScopes(m_bodies ? *m_bodies->own : m_graph);
        m_out.scopes.ofNode.resize(m_graph.nodes().size(), -1);
        if (m_bodies)
            addBodies();
        const auto &scopes = m_out.scopes.scopes;
        m_frameOfScope.assign(scopes.size(), -1);
        m_closedBy.assign(scopes.size(), -1);
        m_boxOfScope.assign(scopes.size(), kNone);
        for (std::size_t s = 0; s < scopes.size(); ++s) {
            const auto parent = static_cast<std::size_t>(scopes[s].parent);
            if (scopes[s].parent >= 0 && m_closedBy[parent] >= 0) {
                m_closedBy[s] = m_closedBy[parent];
            } else if (!isExpanded(static_cast<std::int32_t>(s))) {
                m_closedBy[s] = static_cast<std::int32_t>(s);
            } else {
                m_frameOfScope[s] = static_cast<std::int32_t>(m_out.groupScope.size());
                m_out.groupScope.push_back(static_cast<std::int32_t>(s));
                const double title = m_measurer.width(scopes[s].label, TextStyle::GroupTitle) + 6 * m_metrics.padding;
                m_out.layout.groups.push_back({scopes[s].parent < 0 ? -1 : m_frameOfScope[parent], m_metrics.groupHeader, title});
            }
        }
    }

    /// Insides of nodes are scopes like any other, after those of the graph.
    void addBodies()
    {
        m_firstBody = static_cast<std::int32_t>(m_out.scopes.scopes.size());
        for (const ExpandedBody &body : m_bodies->bodies)
            m_out.scopes.scopes.push_back({body.path, body.label, m_out.scopes.ofNode[body.owner], body.nodeCount});
        for (std::size_t b = 0; b < m_bodies->bodies.size(); ++b) {
            // Owners in bodies follow the nodes of those bodies.
            const std::int32_t parent = m_bodies->bodies[b].parent;
            if (parent >= 0)
                m_out.scopes.scopes[static_cast<std::size_t>(m_firstBody) + b].parent = m_firstBody + parent;
        }
        for (std::size_t i = 0; i < m_bodies->bodyOfNode.size(); ++i)
            m_out.scopes.ofNode[m_bodies->nodes + i] = m_firstBody + m_bodies->bodyOfNode[i];
    }

    /// The frame that an outer value is drawn in: of the body it is an input of; nothing when that is closed.
    std::optional<std::int32_t> frameOfOuter(ValueId value) const
    {
        if (!m_bodies || value < m_bodies->values || m_bodies->bodyOfValue[value - m_bodies->values] < 0)
            return -1;
        const auto scope = static_cast<std::size_t>(m_firstBody + m_bodies->bodyOfValue[value - m_bodies->values]);
        return m_closedBy[scope] >= 0 ? std::nullopt : std::optional(m_frameOfScope[scope]);
    }

    void addInputs()
    {
        for (const ValueId id : m_graph.inputs()) {
            const Value &value = m_graph.value(id);
            if (value.initializer != kNone)
                continue;
            GraphBox box;
            box.kind = GraphBox::Kind::Input;
            box.value = id;
            box.title = elided(value.name, kMostPort);
            m_out.boxOfValue[id] = addBox(std::move(box), -1);
        }
        for (ValueId id = 0; id < m_graph.values().size(); ++id) {
            const Value &value = m_graph.value(id);
            if (!value.isOuter || value.initializer != kNone || value.consumers.empty())
                continue;
            const std::optional<std::int32_t> frame = frameOfOuter(id);
            if (!frame)
                continue;
            GraphBox box;
            box.kind = GraphBox::Kind::Outer;
            box.value = id;
            // In a frame the value's own name is enough: what stands before it is the body's.
            box.title = elided(*frame < 0 ? value.name : value.name.substr(value.name.rfind('/') + 1), kMostPort);
            m_out.boxOfValue[id] = addBox(std::move(box), *frame);
        }
    }

    /// A Constant node is a row in each node that reads it, as an initializer is.
    bool isRowOfConsumer(const Node &node) const
    {
        if (node.opType != "Constant" || !node.domain.empty() || node.outputs.size() != 1 || node.outputs[0] == kNone)
            return false;
        const Value &output = m_graph.value(node.outputs[0]);
        return !output.isOutput && m_graph.storedValue(node.outputs[0])
            && std::ranges::any_of(output.consumers, [](const Use &use) { return !use.isCapture(); });
    }

    /// Optimizers leave constants behind that nothing reads any more: they say nothing and would be a row as wide as there are many.
    bool isLeftOver(const Node &node) const
    {
        return node.opType == "Constant" && node.domain.empty()
            && std::all_of(node.outputs.begin(), node.outputs.end(), [&](ValueId output) {
                   return output == kNone || (m_graph.value(output).consumers.empty() && !m_graph.value(output).isOutput);
               });
    }

    OpCategory categoryOf(const Node &node)
    {
        const auto [it, isNew] = m_categories.try_emplace(node.domain + ":" + node.opType, OpCategory::Other);
        if (isNew)
            if (const Operator *op = findOperator(node.domain, node.opType))
                it->second = op->info().category;
        return it->second;
    }

    void addNode(NodeId id)
    {
        const Node &node = m_graph.node(id);
        if (m_folding.hidden[id] || isRowOfConsumer(node) || isLeftOver(node))
            return;
        std::uint32_t index = kNone;
        std::int32_t group = -1;
        if (!m_out.scopes.ofNode.empty() && m_out.scopes.ofNode[id] >= 0) {
            const auto scope = static_cast<std::size_t>(m_out.scopes.ofNode[id]);
            if (m_closedBy[scope] >= 0) {
                index = scopeBox(static_cast<std::size_t>(m_closedBy[scope]));
                ++m_typesOfBox[index][node.opType];
            } else {
                group = m_frameOfScope[scope];
            }
        }
        if (index == kNone) {
            GraphBox box;
            box.node = id;
            box.category = categoryOf(node);
            box.title = elided(node.opType, kMostTitle);
            index = addBox(std::move(box), group);
            addRows(node);
        }
        m_out.boxOfNode[id] = index;
        for (const ValueId output : node.outputs)
            if (output != kNone)
                m_out.boxOfValue[output] = index;
    }

    std::uint32_t scopeBox(std::size_t scope)
    {
        if (m_boxOfScope[scope] == kNone) {
            const Scope &closed = m_out.scopes.scopes[scope];
            GraphBox box;
            box.kind = GraphBox::Kind::Scope;
            box.scope = static_cast<std::int32_t>(scope);
            box.title = elided(closed.label, kMostTitle);
            m_boxOfScope[scope] = addBox(std::move(box), closed.parent < 0 ? -1 : m_frameOfScope[static_cast<std::size_t>(closed.parent)]);
        }
        return m_boxOfScope[scope];
    }

    /// Rows of a closed scope are known only after its nodes.
    void addScopeRows()
    {
        for (const auto &[index, types] : m_typesOfBox) {
            std::vector<std::pair<std::uint32_t, std::string>> sorted;
            for (const auto &[type, count] : types)
                sorted.emplace_back(count, type);
            std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
            GraphBox &box = m_out.boxes[index];
            box.firstRow = static_cast<std::uint32_t>(m_out.rows.size());
            for (std::size_t i = 0; i < std::min(sorted.size(), kMostTypesOfScope); ++i)
                m_out.rows.push_back({BoxRow::Kind::Count, sorted[i].second, "× " + std::to_string(sorted[i].first)});
            box.rowCount = static_cast<std::uint32_t>(m_out.rows.size()) - box.firstRow;
        }
    }

    std::string bodyMark(const Node &node, const std::string &part) const
    {
        return m_options.expanded.contains(bodyPath(node.name, part)) ? "▾ " : "▸ ";
    }

    void addRows(const Node &node)
    {
        if (m_options.names && !node.nameGenerated)
            addRow({BoxRow::Kind::Name, elided(node.name, kMostPort), {}});
        for (std::uint32_t i = 0; i < node.inputs.size() && m_options.initializers; ++i) {
            if (node.inputs[i] == kNone)
                continue;
            const ValueId source = m_folding.source[node.inputs[i]];
            const Value &value = m_graph.value(source);
            const ConstantTensor *constant = m_graph.storedValue(source);
            if (!constant || (value.producer != kNone && !isRowOfConsumer(m_graph.node(value.producer))))
                continue;
            const bool isConstant = value.initializer == kNone;
            addRow({isConstant ? BoxRow::Kind::Constant : BoxRow::Kind::Initializer, inputName(node.opType, i, value.name),
                constantText(*constant), source});
        }
        for (std::uint32_t i = 0; i < node.attributes.size(); ++i) {
            const Attribute &attribute = node.attributes[i];
            const bool isGraph = std::holds_alternative<std::shared_ptr<const Graph>>(attribute.value);
            if (isGraph)
                addRow({BoxRow::Kind::Subgraph, bodyMark(node, attribute.name) + attribute.name, attributeLine(attribute), kNone, i});
            else if (m_options.attributes)
                addRow({BoxRow::Kind::Attribute, elided(attribute.name, kMostTitle), "= " + attributeLine(attribute)});
        }
        if (const Function *function = m_model.function(node.domain, node.opType, node.overload); function && function->body)
            addRow({BoxRow::Kind::Subgraph, bodyMark(node, functionPart()) + functionPart(),
                "{" + std::to_string(function->body->nodes().size()) + "}"});
    }

    /// Hidden quantizers belong to the operator they serve; constants shown as rows to their consumer.
    void linkFoldedNodes()
    {
        for (NodeId id = static_cast<NodeId>(m_graph.nodes().size()); id-- > 0;) {
            if (m_out.boxOfNode[id] != kNone)
                continue;
            const Node &node = m_graph.node(id);
            const ValueId source = node.outputs.empty() || node.outputs[0] == kNone ? kNone : m_folding.source[node.outputs[0]];
            if (source != kNone && m_folding.hidden[id] && node.opType == "QuantizeLinear")
                m_out.boxOfNode[id] = m_out.boxOfValue[source];
            for (const ValueId output : node.outputs)
                for (const Use &use : output == kNone ? std::vector<Use>() : m_graph.value(output).consumers)
                    if (m_out.boxOfNode[id] == kNone)
                        m_out.boxOfNode[id] = m_out.boxOfNode[use.node];
        }
        for (ValueId value = 0; value < m_graph.values().size(); ++value)
            if (m_folding.source[value] != value)
                m_out.boxOfValue[value] = m_out.boxOfValue[m_folding.source[value]];
    }

    /// The way of the data is the main path, however long the arithmetic on shapes beside it is.
    std::uint32_t weightOf(const GraphBox &box) const
    {
        if (box.kind != GraphBox::Kind::Node)
            return kDataWeight;
        for (const ValueId output : m_graph.node(box.node).outputs)
            if (output != kNone && (typeOf(output).dtype == DType::Undefined || isFloatingPoint(typeOf(output).dtype)))
                return kDataWeight;
        return 1;
    }

    LayoutNode sizeOf(const GraphBox &box) const
    {
        const double pad = m_metrics.padding;
        LayoutNode node;
        node.group = m_group[static_cast<std::size_t>(&box - m_out.boxes.data())];
        if (box.kind != GraphBox::Kind::Node && box.kind != GraphBox::Kind::Scope) {
            node.width = std::max(m_metrics.minimumWidth * 0.75, m_measurer.width(box.title, TextStyle::Port) + 3 * pad);
            node.height = m_metrics.portHeight;
            return node;
        }
        node.weight = weightOf(box);
        const bool badge = m_options.badges || box.kind == GraphBox::Kind::Scope;
        double width = m_measurer.width(box.title, TextStyle::Title) + 2 * pad + (badge ? m_metrics.badgeWidth + pad : 0);
        for (std::uint32_t r = box.firstRow; r < box.firstRow + box.rowCount; ++r) {
            const BoxRow &row = m_out.rows[r];
            width = std::max(width,
                m_measurer.width(row.name, TextStyle::RowName) + m_measurer.width(row.text, TextStyle::RowText)
                    + m_measurer.width(" ", TextStyle::RowText) + 2 * pad);
        }
        node.width = std::ceil(std::max(width, m_metrics.minimumWidth));
        node.height = m_metrics.headerHeight + (box.rowCount > 0 ? box.rowCount * m_metrics.rowHeight + 2 * m_metrics.bodyPadding : 0);
        return node;
    }

    void addEdges()
    {
        m_labelled.assign(m_graph.values().size(), false);
        std::unordered_set<std::uint64_t> seen;
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (m_folding.hidden[id] || m_out.boxOfNode[id] == kNone)
                continue;
            for (const ValueId input : m_graph.node(id).inputs)
                if (input != kNone)
                    addEdge(m_folding.source[input], m_out.boxOfNode[id], m_folding.quantized[input], seen);
        }
        // What a body gives back goes to the node it belongs to.
        if (m_bodies)
            for (const auto &[value, owner] : m_bodies->results)
                if (m_out.boxOfNode[owner] != kNone)
                    addEdge(m_folding.source[value], m_out.boxOfNode[owner], m_folding.quantized[value], seen);
    }

    void addEdge(ValueId value, std::uint32_t to, bool quantized, std::unordered_set<std::uint64_t> &seen)
    {
        const std::uint32_t from = m_out.boxOfValue[value];
        if (from == kNone || from == to || !seen.insert((std::uint64_t(value) << 32) | to).second)
            return;
        BoxEdge edge{from, to, value, quantized, {}};
        LayoutEdge layout{from, to, 0, 0, value};
        if (!m_labelled[value] && (m_options.shapes || m_options.names)) {
            m_labelled[value] = true;
            edge.label = m_options.names ? elided(m_graph.value(value).name, kMostLabel) : shapeLabel(typeOf(value));
            if (!edge.label.empty()) {
                layout.labelWidth = m_measurer.width(edge.label, TextStyle::EdgeLabel);
                layout.labelHeight = m_metrics.labelHeight;
            }
        }
        m_out.edges.push_back(std::move(edge));
        m_out.layout.edges.push_back(layout);
    }

    void addOutputs()
    {
        std::unordered_set<std::uint64_t> seen;
        for (const ValueId id : m_graph.outputs()) {
            GraphBox box;
            box.kind = GraphBox::Kind::Output;
            box.value = id;
            box.title = elided(m_graph.value(id).name, kMostPort);
            const std::uint32_t index = addBox(std::move(box), -1);
            m_out.layout.nodes.push_back(sizeOf(m_out.boxes[index]));
            addEdge(m_folding.source[id], index, m_folding.quantized[id], seen);
        }
    }

    const Model &m_model;
    const Graph &m_graph;
    const GraphFacts *m_facts;
    const BoxOptions &m_options;
    const BoxMetrics &m_metrics;
    const TextMeasurer &m_measurer;
    const ExpandedGraph *m_bodies;
    /// Index of the first body among the scopes.
    std::int32_t m_firstBody = 0;
    QuantFolding m_folding;
    GraphBoxes m_out;
    std::vector<std::int32_t> m_group;
    std::vector<std::int32_t> m_frameOfScope, m_closedBy;
    std::vector<std::uint32_t> m_boxOfScope;
    std::map<std::uint32_t, std::map<std::string, std::uint32_t>> m_typesOfBox;
    std::unordered_map<std::string, OpCategory> m_categories;
    std::vector<bool> m_labelled;
};

} // namespace

GraphBoxes buildGraphBoxes(const Model &model, const Graph &graph, const GraphFacts *facts, const BoxOptions &options,
    const BoxMetrics &metrics, const TextMeasurer &measurer, const ExpandedGraph *bodies)
{
    return Builder(model, graph, facts, options, metrics, measurer, bodies).build();
}

} // namespace halftone
