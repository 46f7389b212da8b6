// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"
#include "core/ops/fact.h"
#include "core/quant/errors.h"
#include "core/quant/passes/opset_rewriter.h"
#include "core/quant/passes/pass.h"

#include "core/quant/new_node.h"
#include <functional>
#include <limits>
#include <unordered_map>

namespace halftone {

namespace {

constexpr std::int64_t kOldest = 7;
constexpr std::int64_t kTarget = 13;

/// What changed between opset 7 and 13: one member function for each operator.
class Upgrader final : public OpsetRewriter
{
public:
    /// `facts` are those of the main graph.
    Upgrader(Place place, PassState &state, const GraphFacts &facts) : OpsetRewriter(std::move(place)), m_state(state), m_facts(facts) { }

protected:
    std::unique_ptr<OpsetRewriter> inside(Place place) const override
    {
        return std::make_unique<Upgrader>(std::move(place), m_state, m_facts);
    }

    Status rewrite(NodeId id) override
    {
        static const std::unordered_map<std::string_view, Rule> kRules{
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
            {"Scan", {9, &Upgrader::refused}},
        };
        const Node &node = graph().node(id);
        const auto rule = node.domain.empty() ? kRules.find(node.opType) : kRules.end();
        if (rule == kRules.end() || from() >= rule->second.changedIn)
            return {};
        // A number that the caller of a function gives has no form as an input.
        const auto given = [](const Attribute &attribute) {
            return !attribute.refAttrName.empty() && attribute.name != "axes" && attribute.name != "split" && attribute.name != "pads"
                && attribute.name != "starts" && attribute.name != "ends";
        };
        if (std::ranges::any_of(node.attributes, given))
            return refused(id);
        return (this->*rule->second.rewrite)(id);
    }

private:
    using Rewrite = Status (Upgrader::*)(NodeId);
    struct Rule
    {
        std::int64_t changedIn;
        Rewrite rewrite;
    };

    Status clip(NodeId id)
    {
        Node &node = builder().node(id);
        for (const auto &[name, index] : {std::pair{"min", 1U}, std::pair{"max", 2U}}) {
            if (!node.attribute(name))
                continue;
            setInput(node, index, constant(node.name + "_" + name, Tensor::scalar<float>(node.floatAttribute(name, 0))));
            drop(node, name);
        }
        return {};
    }

    Status pad(NodeId id)
    {
        Node &node = builder().node(id);
        setInput(node, 1, numbers(node, "pads"));
        if (node.attribute("value"))
            setInput(node, 2, constant(node.name + "_value", Tensor::scalar<float>(node.floatAttribute("value", 0))));
        drop(node, "pads");
        drop(node, "value");
        return {};
    }

    Status upsample(NodeId id)
    {
        Node &node = builder().node(id);
        if (const Attribute *scales = node.attribute("scales")) {
            const auto values = std::get<std::vector<float>>(scales->value);
            setInput(node, 1,
                constant(node.name + "_scales", Tensor::of<float>(Shape{static_cast<std::int64_t>(values.size())}, std::span(values))));
            drop(node, "scales");
        }
        node.opType = "Resize";
        return resize(id);
    }

    /// Resize of opset 10 and Upsample sample asymmetrically; nearest rounds down.
    Status resize(NodeId id)
    {
        Node &node = builder().node(id);
        const ValueId scales = node.inputs.size() > 1 ? node.inputs[1] : kNone;
        node.inputs = {node.inputs[0], kNone, scales};
        set(node, "coordinate_transformation_mode", std::string("asymmetric"));
        if (node.stringAttribute("mode", "nearest") == "nearest")
            set(node, "nearest_mode", std::string("floor"));
        return {};
    }

    Status slice(NodeId id)
    {
        Node &node = builder().node(id);
        setInput(node, 1, numbers(node, "starts"));
        setInput(node, 2, numbers(node, "ends"));
        if (node.attribute("axes"))
            setInput(node, 3, numbers(node, "axes"));
        for (const char *name : {"starts", "ends", "axes"})
            drop(node, name);
        return {};
    }

    Status topK(NodeId id)
    {
        Node &node = builder().node(id);
        setInput(node, 1, constant(node.name + "_k", Tensor::of<std::int64_t>(Shape{1}, {node.intAttribute("k", 1)})));
        drop(node, "k");
        return {};
    }

    Status dropout(NodeId id)
    {
        Node &node = builder().node(id);
        drop(node, "ratio");
        return {};
    }

    Status axesToInput(NodeId id)
    {
        Node &node = builder().node(id);
        if (node.attribute("axes"))
            setInput(node, 1, numbers(node, "axes"));
        drop(node, "axes");
        return {};
    }

    Status split(NodeId id)
    {
        Node &node = builder().node(id);
        if (node.attribute("split"))
            setInput(node, 1, numbers(node, "split"));
        drop(node, "split");
        return {};
    }

    /// Before opset 13 everything from `axis` on is one row: the same for the last axis, else Flatten, Softmax, Reshape back.
    Status softmax(NodeId id)
    {
        Node &node = builder().node(id);
        const std::int64_t axis = node.intAttribute("axis", 1);
        const auto shape = isInner() ? std::nullopt : m_facts.values[node.inputs[0]].shape();
        if (shape && (axis == static_cast<std::int64_t>(shape->size()) - 1 || axis == -1)) {
            set(node, "axis", std::int64_t{-1});
            return {};
        }
        const ValueId input = node.inputs[0];
        const ValueId output = node.outputs[0];
        const ValueId rows = builder().freshValue(node.name + "_rows");
        const ValueId result = builder().freshValue(node.name + "_result");
        const ValueId dims = builder().freshValue(node.name + "_shape");
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
        Node node = newNode(builder(), origin + "/" + opType, opType, std::move(inputs), {output}, std::move(attributes));
        m_state.origin[node.name] = origin;
        builder().addNode(std::move(node));
    }

    Status batchNorm(NodeId id)
    {
        Node &node = builder().node(id);
        if (node.intAttribute("spatial", 1) == 0)
            return refused(id);
        drop(node, "spatial");
        return {};
    }

    Status scatter(NodeId id)
    {
        builder().node(id).opType = "ScatterElements";
        return {};
    }

    Status refused(NodeId id) { return refuse(id, kTarget); }

    PassState &m_state;
    const GraphFacts &m_facts;
};

} // namespace

Result<int> upgradeOpset(PassState &state, Progress &progress)
{
    const std::int64_t from = state.model.opset();
    if (from >= kTarget)
        return 0;
    if (from < kOldest)
        return Error(errc::kCannotUpgrade, {"ai.onnx", std::to_string(from), std::to_string(kTarget)});
    HALFTONE_CHECK(replaceLegacy(state));
    HALFTONE_TRY(const GraphFacts facts, inferFacts(state.model, {}, progress));
    HALFTONE_CHECK(rewriteOpset<Upgrader>(state.model, kTarget, progress, state, facts));
    // IR version 7 came with opset 12 to 14.
    state.model.irVersion = std::max<std::int64_t>(state.model.irVersion, 7);
    return static_cast<int>(kTarget - from);
}

} // namespace halftone
