// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/session/judged_plan.h"

#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/quant/algorithms/findings.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::size_t kCalibrationJudges = 16;
constexpr std::int64_t kFewestJudges = 4;
constexpr double kLeastShare = 0.05;
/// Larger models are not held in memory a second time.
constexpr std::int64_t kMostReread = 512LL << 20;
/// Samples too few for anything but a look.
constexpr std::size_t kFewestSamples = 8;

std::int64_t weightBytes(const Model &model)
{
    std::int64_t bytes = 0;
    for (const Initializer &initializer : model.graph->initializers())
        bytes += initializer.tensor.bytes();
    return bytes;
}

bool countsAsWork(const NodeDecision &decision) { return decision.cause != NodeDecision::Cause::Constant; }

/// Slower by what: operands of 16 bits, or conversions between float nodes.
std::string slownessOf(const QuantizeResult &plan)
{
    const auto wide = std::ranges::count(plan.decisions, Precision::Int16, &NodeDecision::precision);
    const auto pairs = std::ranges::count_if(
        plan.model->graph->nodes(), [](const Node &node) { return node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear"; });
    if (wide > 0)
        return std::to_string(wide) + " × 16 bit, " + std::to_string(pairs) + " × Q/DQ";
    return std::to_string(pairs) + " × Q/DQ";
}

} // namespace

Result<std::shared_ptr<const Model>> rereadModel(const std::shared_ptr<const Model> &model)
{
    if (weightBytes(*model) > kMostReread)
        return model;
    HALFTONE_TRY(const std::string bytes, serializeModel(*model));
    return readModelFromMemory(bytes, model->path.empty() ? "quantized.onnx" : model->path);
}

Result<JudgedPlan> judgePlan(
    const QuantizeResult &plan, const OutputReference &reference, const SampleSplit &split, bool synthetic, Progress &progress)
{
    JudgedPlan judged;
    HALFTONE_TRY(const auto model, rereadModel(plan.model));
    judged.reread = model != plan.model;
    const std::vector<std::int64_t> judges = reference.usable(split.verdict);
    HALFTONE_TRY(judged.verdict, reference.measure(model, judges, progress));
    judged.runs = static_cast<std::int64_t>(judges.size());
    if (split.kept != KeptAside::None) {
        std::vector<std::int64_t> few = reference.usable(split.calibration);
        few.resize(std::min(few.size(), kCalibrationJudges));
        if (!few.empty()) {
            HALFTONE_TRY(judged.calibration, reference.measure(model, few, progress));
            judged.runs += static_cast<std::int64_t>(few.size());
        }
    }
    judged.judgement = judgeOutputs(judged.verdict, judged.calibration ? &*judged.calibration : nullptr);
    if (synthetic)
        judged.judgement.add({Error(errc::kSyntheticJudges), {}, {}, Verdict::Check});
    const std::size_t all = split.calibration.size() + static_cast<std::size_t>(split.keptAside());
    if (static_cast<std::int64_t>(judges.size()) < kFewestJudges || all < kFewestSamples)
        judged.judgement.add({Error(errc::kFewJudges, {std::to_string(judges.size())}), {}, {}, Verdict::Check});
    return judged;
}

void judgeCosts(const QuantizeResult &plan, const std::map<std::string, std::int64_t> &macs, std::int64_t nodesInBodies,
    const PlanCosts &costs, Judgement &judgement)
{
    std::int64_t quantized = 0, nodes = 0, done = 0, all = 0;
    for (const NodeDecision &decision : plan.decisions) {
        const auto own = macs.find(decision.node);
        const std::int64_t work = own == macs.end() ? 0 : own->second;
        const bool is = decision.precision != Precision::Float;
        quantized += is;
        nodes += countsAsWork(decision);
        done += is ? work : 0;
        all += work;
    }
    if (quantized == 0)
        return judgement.add(
            {Error(errc::kNothingQuantized, {std::to_string(nodes), std::to_string(nodesInBodies)}), {}, {}, Verdict::Check});
    const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1;
    if (share < kLeastShare)
        judgement.add({Error(errc::kHardlyQuantized, {figureText(100 * share)}), {}, {}, Verdict::Check});
    if (costs.bytesBefore > 0 && costs.bytesAfter >= costs.bytesBefore)
        judgement.add(
            {Error(errc::kNotSmaller, {std::to_string(costs.bytesBefore), std::to_string(costs.bytesAfter)}), {}, {}, Verdict::Check});
    if (costs.floatMs > 0 && costs.quantizedMs > costs.floatMs + costs.spreadMs)
        judgement.add({Error(errc::kNotFaster, {figureText(costs.quantizedMs), figureText(costs.floatMs), slownessOf(plan)}), {}, {},
            Verdict::Check});
}

std::shared_ptr<const Model> withVerdict(const std::shared_ptr<const Model> &model, const std::string &text)
{
    auto copy = std::make_shared<Model>(*model);
    std::erase_if(copy->metadata, [](const auto &entry) { return entry.first == "halftone.verdict"; });
    copy->metadata.emplace_back("halftone.verdict", text);
    return copy;
}

} // namespace halftone
