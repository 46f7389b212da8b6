// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/analysis/verdict.h"
#include "core/quant/session/accuracy_search.h"

#include <optional>

namespace halftone {

/// What a written model takes and saves, beyond its outputs.
struct PlanCosts
{
    std::int64_t bytesBefore = 0;
    std::int64_t bytesAfter = 0;
    /// Fastest runs with one sample, alternating; their spread. 0: not measured.
    double floatMs = 0;
    double quantizedMs = 0;
    double spreadMs = 0;
};

struct JudgedPlan
{
    Judgement judgement;
    PlanFigures verdict;
    /// On some samples that calibrated; nothing where those are the same.
    std::optional<PlanFigures> calibration;
    /// The bytes that will be written were read again for this.
    bool reread = false;
    std::int64_t runs = 0;
};

/// The model as it comes back from the bytes that it is written to.
Result<std::shared_ptr<const Model>> rereadModel(const std::shared_ptr<const Model> &model);

/// Judges the plan on the samples for the verdict, and on 16 that calibrated. `synthetic`: the samples are made up.
Result<JudgedPlan> judgePlan(
    const QuantizeResult &plan, const OutputReference &reference, const SampleSplit &split, bool synthetic, Progress &progress);

/// Adds what nodes and costs say: nothing (or hardly anything) is quantized, slower than float, not smaller. `macs` by node.
void judgeCosts(const QuantizeResult &plan, const std::map<std::string, std::int64_t> &macs, std::int64_t nodesInBodies,
    const PlanCosts &costs, Judgement &judgement);

/// The verdict goes along with the model, as its metadata "halftone.verdict".
std::shared_ptr<const Model> withVerdict(const std::shared_ptr<const Model> &model, const std::string &text);

} // namespace halftone
