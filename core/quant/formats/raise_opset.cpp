// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/raise_opset.h"

#include "core/model/bodies.h"
#include "core/model/graph_builder.h"
#include "core/quant/errors.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace halftone {

namespace {

class OpsetRaiser
{
public:
    OpsetRaiser(const Model &model, std::int64_t target)
        : m_graph(*model.graph), m_builder(m_graph), m_from(model.opset()), m_target(target)
    {
    }

    Result<std::shared_ptr<const Graph>> run()
    {
        static const std::unordered_map<std::string_view, Rule> kRules{
            {"ReduceL1", {18, &OpsetRaiser::axesToInput}},
            {"ReduceL2", {18, &OpsetRaiser::axesToInput}},
            {"ReduceLogSum", {18, &OpsetRaiser::axesToInput}},
            {"ReduceLogSumExp", {18, &OpsetRaiser::axesToInput}},
            {"ReduceMax", {18, &OpsetRaiser::axesToInput}},
            {"ReduceMean", {18, &OpsetRaiser::axesToInput}},
            {"ReduceMin", {18, &OpsetRaiser::axesToInput}},
            {"ReduceProd", {18, &OpsetRaiser::axesToInput}},
            {"ReduceSumSquare", {18, &OpsetRaiser::axesToInput}},
            {"Split", {18, &OpsetRaiser::split}},
            {"RoiAlign", {16, &OpsetRaiser::roiAlign}},
            {"GridSample", {20, &OpsetRaiser::gridSample}},
            {"DFT", {20, &OpsetRaiser::refuse}},
            {"GroupNormalization", {21, &OpsetRaiser::refuse}},
        };
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            const Node &node = m_graph.node(id);
            if (!node.domain.empty())
                continue;
            // Bodies would need the same, and the values they capture.
            if (holdsBodies(node))
                HALFTONE_CHECK(refuse(id));
            const auto rule = kRules.find(node.opType);
            if (rule != kRules.end() && m_from < rule->second.changedIn && m_target >= rule->second.changedIn)
                HALFTONE_CHECK((this->*rule->second.rewrite)(id));
        }
        return std::move(m_builder).finish();
    }

private:
    using Rewrite = Status (OpsetRaiser::*)(NodeId);
    struct Rule
    {
        std::int64_t changedIn;
        Rewrite rewrite;
    };

    Status axesToInput(NodeId id)
    {
        Node &node = m_builder.node(id);
        const Attribute *axes = node.attribute("axes");
        if (!axes)
            return {};
        const auto values = node.intsAttribute("axes");
        const ValueId input = m_builder.freshValue(node.name + "_axes");
        m_builder.setInitializer(input,
            ConstantTensor(
                Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(values.size())}, std::span<const std::int64_t>(values))));
        node.inputs.resize(1);
        node.inputs.push_back(input);
        std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "axes"; });
        return {};
    }

    Status split(NodeId id)
    {
        Node &node = m_builder.node(id);
        if (node.inputs.size() < 2 || node.inputs[1] == kNone)
            node.attributes.push_back({"num_outputs", static_cast<std::int64_t>(node.outputs.size()), {}, {}, {}});
        return {};
    }

    Status roiAlign(NodeId id)
    {
        m_builder.node(id).attributes.push_back({"coordinate_transformation_mode", std::string("output_half_pixel"), {}, {}, {}});
        return {};
    }

    Status gridSample(NodeId id)
    {
        Node &node = m_builder.node(id);
        const std::string mode = node.stringAttribute("mode", "bilinear");
        std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "mode"; });
        node.attributes.push_back({"mode",
            std::string(mode == "bilinear" ? "linear"
                    : mode == "bicubic"    ? "cubic"
                                           : "nearest"),
            {}, {}, {}});
        return {};
    }

    Status refuse(NodeId id)
    {
        const Node &node = m_graph.node(id);
        return Error(errc::kCannotUpgrade, {node.opType, std::to_string(m_from), std::to_string(m_target)}, node.name);
    }

    const Graph &m_graph;
    GraphBuilder m_builder;
    std::int64_t m_from;
    std::int64_t m_target;
};

} // namespace

Status raiseOpset(Model &model, std::int64_t target)
{
    if (model.opset() >= target)
        return {};
    const std::shared_ptr<const Graph> keep = model.graph;
    HALFTONE_TRY(model.graph, OpsetRaiser(model, target).run());
    model.opsets[""] = target;
    // IR version 8 came with opset 15 to 18, 9 with 19 and 20, 10 with 21 and 22, 11 with 23.
    const std::int64_t version = target >= 23 ? 11 : target >= 21 ? 10 : target >= 19 ? 9 : 8;
    model.irVersion = std::max<std::int64_t>(model.irVersion, version);
    return {};
}

} // namespace halftone
