// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/ops/fact.h"
#include "core/quant/errors.h"
#include "core/quant/passes/pass.h"

#include "core/quant/new_node.h"
#include <functional>
#include <limits>
#include <unordered_map>

namespace halftone {

namespace {

constexpr std::int64_t kOldest = 7;
constexpr std::int64_t kTarget = 13;

/// Rewrites nodes of one old model. Each operator whose form changed between opset 7 and 13 has one member function.
class Upgrader
{
public:
    Upgrader(PassState &state, const GraphFacts &facts)
        : m_state(state), m_graph(*state.model.graph), m_facts(facts), m_builder(m_graph), m_from(state.model.opset())
    {
        m_rules = {
            {"Clip", {11, &Upgrader::clip}},
            {"Pad", {11, &Upgrader::pad}},
            {"Upsample", {10, &Upgrader::upsample}},
            {"Resize", {11, &Upgrader::resize}},
            {"Slice", {10, &Upgrader::slice}},
            {"TopK", {10, &Upgrader::topK}},
            {"Dropout", {12, &Upgrader::dropout}},
            {"Squeeze", {13, &Upgrader::axesToInput}},
            {"Unsqueeze", {13, &Upgrader::axesToInput}},
            {"ReduceSum", {13, &Upgrader::axesToInput}},
            {"Split", {13, &Upgrader::split}},
            {"Softmax", {13, &Upgrader::softmax}},
            {"LogSoftmax", {13, &Upgrader::softmax}},
            {"Hardmax", {13, &Upgrader::softmax}},
            {"BatchNormalization", {9, &Upgrader::batchNorm}},
            {"Scatter", {11, &Upgrader::scatter}},
            {"Scan", {9, &Upgrader::refuse}},
        };
    }

    Result<int> run(Progress &progress)
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            const Node &node = m_graph.node(id);
            const auto rule = node.domain.empty() ? m_rules.find(node.opType) : m_rules.end();
            if (rule == m_rules.end() || m_from >= rule->second.changedIn)
                continue;
            HALFTONE_CHECK((this->*rule->second.rewrite)(id));
        }
        HALFTONE_TRY(m_state.model.graph, std::move(m_builder).finish());
        m_state.model.opsets[""] = kTarget;
        // IR version 7 came with opset 12 to 14.
        m_state.model.irVersion = std::max<std::int64_t>(m_state.model.irVersion, 7);
        return static_cast<int>(kTarget - m_from);
    }

private:
    using Rewrite = Status (Upgrader::*)(NodeId);
    struct Rule
    {
        std::int64_t changedIn;
        Rewrite rewrite;
    };

    static void drop(Node &node, std::string_view attribute)
    {
        std::erase_if(node.attributes, [&](const Attribute &a) { return a.name == attribute; });
    }
    static void set(Node &node, std::string name, Attribute::Value value)
    {
        drop(node, name);
        node.attributes.push_back({std::move(name), std::move(value), {}, {}, {}});
    }
    ValueId constant(const Node &node, const char *role, Tensor tensor)
    {
        return newConstant(m_builder, node.name + "_" + role, std::move(tensor));
    }
    ValueId ints(const Node &node, const char *role, const std::vector<std::int64_t> &values)
    {
        return constant(node, role, Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(values.size())}, std::span(values)));
    }
    static void setInput(Node &node, std::size_t index, ValueId value)
    {
        if (node.inputs.size() <= index)
            node.inputs.resize(index + 1, kNone);
        node.inputs[index] = value;
    }

    Status clip(NodeId id)
    {
        Node &node = m_builder.node(id);
        for (const auto &[name, index] : {std::pair{"min", 1U}, std::pair{"max", 2U}}) {
            if (!node.attribute(name))
                continue;
            setInput(node, index, constant(node, name, Tensor::scalar<float>(node.floatAttribute(name, 0))));
            drop(node, name);
        }
        return {};
    }

    Status pad(NodeId id)
    {
        Node &node = m_builder.node(id);
        setInput(node, 1, ints(node, "pads", node.intsAttribute("pads")));
        if (node.attribute("value"))
            setInput(node, 2, constant(node, "value", Tensor::scalar<float>(node.floatAttribute("value", 0))));
        drop(node, "pads");
        drop(node, "value");
        return {};
    }

    Status upsample(NodeId id)
    {
        Node &node = m_builder.node(id);
        if (const Attribute *scales = node.attribute("scales")) {
            const auto values = std::get<std::vector<float>>(scales->value);
            setInput(
                node, 1, constant(node, "scales", Tensor::of<float>(Shape{static_cast<std::int64_t>(values.size())}, std::span(values))));
            drop(node, "scales");
        }
        node.opType = "Resize";
        return resize(id);
    }

    /// Resize of opset 10 and Upsample sample asymmetrically; nearest rounds down.
    Status resize(NodeId id)
    {
        Node &node = m_builder.node(id);
        const ValueId scales = node.inputs.size() > 1 ? node.inputs[1] : kNone;
        node.inputs = {node.inputs[0], kNone, scales};
        set(node, "coordinate_transformation_mode", std::string("asymmetric"));
        if (node.stringAttribute("mode", "nearest") == "nearest")
            set(node, "nearest_mode", std::string("floor"));
        return {};
    }

    Status slice(NodeId id)
    {
        Node &node = m_builder.node(id);
        setInput(node, 1, ints(node, "starts", node.intsAttribute("starts")));
        setInput(node, 2, ints(node, "ends", node.intsAttribute("ends")));
        if (node.attribute("axes"))
            setInput(node, 3, ints(node, "axes", node.intsAttribute("axes")));
        for (const char *name : {"starts", "ends", "axes"})
            drop(node, name);
        return {};
    }

    Status topK(NodeId id)
    {
        Node &node = m_builder.node(id);
        setInput(node, 1, ints(node, "k", {node.intAttribute("k", 1)}));
        drop(node, "k");
        return {};
    }

    Status dropout(NodeId id)
    {
        Node &node = m_builder.node(id);
        drop(node, "ratio");
        return {};
    }

    Status axesToInput(NodeId id)
    {
        Node &node = m_builder.node(id);
        if (node.attribute("axes"))
            setInput(node, 1, ints(node, "axes", node.intsAttribute("axes")));
        drop(node, "axes");
        return {};
    }

    Status split(NodeId id)
    {
        Node &node = m_builder.node(id);
        if (node.attribute("split"))
            setInput(node, 1, ints(node, "split", node.intsAttribute("split")));
        drop(node, "split");
        return {};
    }

    /// Before opset 13 everything from `axis` on is one row: the same for the last axis, else Flatten, Softmax, Reshape back.
    Status softmax(NodeId id)
    {
        Node &node = m_builder.node(id);
        const std::int64_t axis = node.intAttribute("axis", 1);
        const auto &shape = m_facts.values[node.inputs[0]].shape();
        if (shape && (axis == static_cast<std::int64_t>(shape->size()) - 1 || axis == -1)) {
            set(node, "axis", std::int64_t{-1});
            return {};
        }
        const ValueId input = node.inputs[0];
        const ValueId output = node.outputs[0];
        const ValueId rows = m_builder.freshValue(node.name + "_rows");
        const ValueId result = m_builder.freshValue(node.name + "_result");
        const ValueId dims = m_builder.freshValue(node.name + "_shape");
        set(node, "axis", std::int64_t{-1});
        node.inputs[0] = rows;
        node.outputs[0] = result;
        const std::string name = node.name;
        add(name, "Flatten", {input}, rows, {{"axis", axis, {}, {}, {}}});
        add(name, "Shape", {input}, dims, {});
        add(name, "Reshape", {result, dims}, output, {});
        return {};
    }

    void add(const std::string &origin, const char *opType, std::vector<ValueId> inputs, ValueId output, std::vector<Attribute> attributes)
    {
        Node node = newNode(m_builder, origin + "/" + opType, opType, std::move(inputs), {output}, std::move(attributes));
        m_state.origin[node.name] = origin;
        m_builder.addNode(std::move(node));
    }

    Status batchNorm(NodeId id)
    {
        Node &node = m_builder.node(id);
        if (node.intAttribute("spatial", 1) == 0)
            return refuse(id);
        drop(node, "spatial");
        return {};
    }

    Status scatter(NodeId id)
    {
        m_builder.node(id).opType = "ScatterElements";
        return {};
    }

    Status refuse(NodeId id)
    {
        const Node &node = m_graph.node(id);
        return Error(errc::kCannotUpgrade, {node.opType, std::to_string(m_from), std::to_string(kTarget)}, node.name);
    }

    PassState &m_state;
    /// Kept alive: run() replaces the state's graph.
    const std::shared_ptr<const Graph> m_keep = m_state.model.graph;
    const Graph &m_graph;
    const GraphFacts &m_facts;
    GraphBuilder m_builder;
    std::int64_t m_from;
    std::unordered_map<std::string, Rule> m_rules;
};

} // namespace

Result<int> upgradeOpset(PassState &state, Progress &progress)
{
    const std::int64_t from = state.model.opset();
    if (from >= kTarget)
        return 0;
    if (from < kOldest)
        return Error(errc::kCannotUpgrade, {"ai.onnx", std::to_string(from), std::to_string(kTarget)});
    HALFTONE_TRY(const GraphFacts facts, inferFacts(state.model, {}, progress));
    return Upgrader(state, facts).run(progress);
}

} // namespace halftone
