// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/ops/legacy/crop.h"
#include "core/ops/nn/node_helpers.h"
#include "core/quant/new_node.h"
#include "core/quant/passes/pass.h"

#include <limits>
#include <unordered_map>

namespace halftone {

namespace {

/// From here on a Slice has its numbers as inputs.
constexpr std::int64_t kSliceWithInputs = 10;
constexpr std::int64_t kNormalizationWithAxes = 9;

/// Rewrites the nodes of one graph.
class Replacer
{
public:
    Replacer(PassState &state, const Graph &graph, std::int64_t opset) : m_state(state), m_graph(graph), m_builder(graph), m_opset(opset)
    {
        m_rules = {{"Affine", &Replacer::affine}, {"Scale", &Replacer::scale}, {"ScaledTanh", &Replacer::scaledTanh},
            {"ParametricSoftplus", &Replacer::parametricSoftplus}, {"ImageScaler", &Replacer::imageScaler}, {"Crop", &Replacer::crop},
            {"MeanVarianceNormalization", &Replacer::normalization}};
    }

    /// The graph itself where nothing was to do.
    Result<std::shared_ptr<const Graph>> run(std::shared_ptr<const Graph> graph)
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            for (Attribute &attribute : m_builder.node(id).attributes)
                HALFTONE_CHECK(enter(attribute));
            const Node &node = m_graph.node(id);
            const auto rule = node.domain.empty() ? m_rules.find(node.opType) : m_rules.end();
            if (rule == m_rules.end() || node.inputs.empty() || node.inputs[0] == kNone || node.outputs.empty() || node.outputs[0] == kNone)
                continue;
            HALFTONE_CHECK((this->*rule->second)(id));
        }
        if (m_changes == 0)
            return graph;
        return std::move(m_builder).finish();
    }

    int changes() const { return m_changes; }

private:
    using Rewrite = Status (Replacer::*)(NodeId);

    Status enter(Attribute &attribute)
    {
        const auto replace = [&](std::shared_ptr<const Graph> &body) -> Status {
            Replacer inner(m_state, *body, m_opset);
            HALFTONE_TRY(body, inner.run(body));
            m_changes += inner.changes();
            return {};
        };
        if (auto *body = std::get_if<std::shared_ptr<const Graph>>(&attribute.value))
            return replace(*body);
        if (auto *list = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value)) {
            for (auto &body : *list)
                HALFTONE_CHECK(replace(body));
        }
        return {};
    }

    ValueId constant(const Node &node, const char *role, Tensor tensor)
    {
        return newConstant(m_builder, node.name + "_" + role, std::move(tensor));
    }

    ValueId add(const std::string &origin, const char *opType, std::vector<ValueId> inputs, ValueId output)
    {
        Node node = newNode(m_builder, origin + "/" + opType, opType, std::move(inputs), {output});
        m_state.origin[node.name] = origin;
        m_builder.addNode(std::move(node));
        return output;
    }

    /// The old node becomes the last of several, so that its name stays at its output.
    void become(NodeId id, const char *opType, std::vector<ValueId> inputs, std::vector<Attribute> attributes = {})
    {
        Node &node = m_builder.node(id);
        node.opType = opType;
        node.inputs = std::move(inputs);
        node.attributes = std::move(attributes);
        ++m_changes;
    }

    ValueId between(const Node &node, const char *role) { return m_builder.freshValue(node.name + "_" + role); }

    Status affine(NodeId id)
    {
        const Node node = m_builder.node(id);
        const ValueId alpha = constant(node, "alpha", Tensor::scalar<float>(node.floatAttribute("alpha", 1)));
        const ValueId beta = constant(node, "beta", Tensor::scalar<float>(node.floatAttribute("beta", 0)));
        const ValueId scaled = add(node.name, "Mul", {node.inputs[0], alpha}, between(node, "scaled"));
        become(id, "Add", {scaled, beta});
        return {};
    }

    Status scale(NodeId id)
    {
        const Node node = m_builder.node(id);
        become(id, "Mul", {node.inputs[0], constant(node, "factor", Tensor::scalar<float>(node.floatAttribute("scale", 1)))});
        return {};
    }

    /// alpha · f(beta · x)
    Status scaledFunction(NodeId id, const char *function)
    {
        const Node node = m_builder.node(id);
        const ValueId alpha = constant(node, "alpha", Tensor::scalar<float>(node.floatAttribute("alpha", 1)));
        const ValueId beta = constant(node, "beta", Tensor::scalar<float>(node.floatAttribute("beta", 1)));
        const ValueId scaled = add(node.name, "Mul", {node.inputs[0], beta}, between(node, "scaled"));
        const ValueId curve = add(node.name, function, {scaled}, between(node, "curve"));
        become(id, "Mul", {curve, alpha});
        return {};
    }
    Status scaledTanh(NodeId id) { return scaledFunction(id, "Tanh"); }
    Status parametricSoftplus(NodeId id) { return scaledFunction(id, "Softplus"); }

    Status imageScaler(NodeId id)
    {
        const Node node = m_builder.node(id);
        const std::vector<float> bias = floatsAttribute(node, "bias");
        const ValueId factor = constant(node, "factor", Tensor::scalar<float>(node.floatAttribute("scale", 1)));
        const ValueId scaled = add(node.name, "Mul", {node.inputs[0], factor}, between(node, "scaled"));
        become(id, "Add",
            {scaled, constant(node, "bias", Tensor::of<float>(Shape{static_cast<std::int64_t>(bias.size()), 1, 1}, std::span(bias)))});
        return {};
    }

    Status crop(NodeId id)
    {
        const Node node = m_builder.node(id);
        HALFTONE_TRY(const CropWindow window, cropWindow(node));
        std::vector<std::int64_t> starts(window.start.begin(), window.start.end());
        std::vector<std::int64_t> ends;
        for (const std::int64_t end : window.end)
            ends.push_back(end == 0 ? std::numeric_limits<std::int64_t>::max() : end);
        const std::vector<std::int64_t> axes{2, 3};
        if (m_opset < kSliceWithInputs) {
            become(id, "Slice", {node.inputs[0]},
                {{"axes", axes, {}, {}, {}}, {"ends", std::move(ends), {}, {}, {}}, {"starts", std::move(starts), {}, {}, {}}});
            return {};
        }
        const auto input = [&](const char *role, const std::vector<std::int64_t> &values) {
            return constant(node, role, Tensor::of<std::int64_t>(Shape{2}, std::span(values)));
        };
        become(id, "Slice", {node.inputs[0], input("starts", starts), input("ends", ends), input("axes", axes)});
        return {};
    }

    /// Before opset 9 it has two switches instead of axes.
    Status normalization(NodeId id)
    {
        const Node node = m_builder.node(id);
        if (m_opset >= kNormalizationWithAxes)
            return {};
        std::vector<std::int64_t> axes{2, 3};
        if (node.intAttribute("across_channels", 0) != 0)
            axes.insert(axes.begin(), 1);
        if (node.intAttribute("normalize_variance", 1) != 0) {
            become(id, "MeanVarianceNormalization", node.inputs, {{"axes", std::move(axes), {}, {}, {}}});
            return {};
        }
        const ValueId mean = between(node, "mean");
        Node average = newNode(m_builder, node.name + "/ReduceMean", "ReduceMean", {node.inputs[0]}, {mean},
            {{"axes", std::move(axes), {}, {}, {}}, {"keepdims", std::int64_t{1}, {}, {}, {}}});
        m_state.origin[average.name] = node.name;
        m_builder.addNode(std::move(average));
        become(id, "Sub", {node.inputs[0], mean});
        return {};
    }

    PassState &m_state;
    const Graph &m_graph;
    GraphBuilder m_builder;
    std::int64_t m_opset;
    int m_changes = 0;
    std::unordered_map<std::string, Rewrite> m_rules;
};

} // namespace

Status replaceLegacy(PassState &state)
{
    const std::shared_ptr<const Graph> graph = state.model.graph;
    HALFTONE_TRY(state.model.graph, Replacer(state, *graph, state.model.opset()).run(graph));
    return {};
}

} // namespace halftone
