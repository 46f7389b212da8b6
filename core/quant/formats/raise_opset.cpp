// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/raise_opset.h"

#include "core/model/graph_builder.h"
#include "core/quant/errors.h"
#include "core/quant/passes/opset_rewriter.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace halftone {

namespace {

class OpsetRaiser final : public OpsetRewriter
{
public:
    OpsetRaiser(Place place, std::int64_t target) : OpsetRewriter(std::move(place)), m_target(target) { }

protected:
    std::unique_ptr<OpsetRewriter> inside(Place place) const override { return std::make_unique<OpsetRaiser>(std::move(place), m_target); }

    Status rewrite(NodeId id) override
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
            {"DFT", {20, &OpsetRaiser::refused}},
            {"GroupNormalization", {21, &OpsetRaiser::refused}},
        };
        const Node &node = graph().node(id);
        const auto rule = node.domain.empty() ? kRules.find(node.opType) : kRules.end();
        if (rule == kRules.end() || from() >= rule->second.changedIn || m_target < rule->second.changedIn)
            return {};
        return (this->*rule->second.rewrite)(id);
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
        Node &node = builder().node(id);
        if (!node.attribute("axes"))
            return {};
        setInput(node, 1, numbers(node, "axes"));
        drop(node, "axes");
        return {};
    }

    Status split(NodeId id)
    {
        Node &node = builder().node(id);
        if (node.inputs.size() < 2 || node.inputs[1] == kNone)
            node.attributes.push_back({"num_outputs", static_cast<std::int64_t>(node.outputs.size()), {}, {}, {}});
        return {};
    }

    Status roiAlign(NodeId id)
    {
        builder().node(id).attributes.push_back({"coordinate_transformation_mode", std::string("output_half_pixel"), {}, {}, {}});
        return {};
    }

    Status gridSample(NodeId id)
    {
        Node &node = builder().node(id);
        const std::string mode = node.stringAttribute("mode", "bilinear");
        std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "mode"; });
        node.attributes.push_back({"mode",
            std::string(mode == "bilinear" ? "linear"
                    : mode == "bicubic"    ? "cubic"
                                           : "nearest"),
            {}, {}, {}});
        return {};
    }

    Status refused(NodeId id) { return refuse(id, m_target); }

    std::int64_t m_target;
};

} // namespace

Status raiseOpset(Model &model, std::int64_t target)
{
    if (model.opset() >= target)
        return {};
    NoProgress progress;
    HALFTONE_CHECK(rewriteOpset<OpsetRaiser>(model, target, progress, target));
    // IR version 8 came with opset 15 to 18, 9 with 19 and 20, 10 with 21 and 22, 11 with 23.
    const std::int64_t version = target >= 23 ? 11 : target >= 21 ? 10 : target >= 19 ? 9 : 8;
    model.irVersion = std::max<std::int64_t>(model.irVersion, version);
    return {};
}

} // namespace halftone
