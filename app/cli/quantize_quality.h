// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/console_progress.h"
#include "core/quant/session/judged_plan.h"
#include "core/samples/spec.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace halftone {

/// "int8", "float" …: as keys of --json.
const char *precisionWord(Precision precision);

/// --accept, --output-kind: what a result may be worth, and in which terms it is judged.
class QualityOptions
{
public:
    void declare(CLI::App &app);
    Result<std::map<std::string, OutputKind>> kinds() const;
    bool acceptsBroken() const { return m_accept == "broken"; }

private:
    std::string m_accept;
    std::vector<std::string> m_kinds;
};

/// A quantized model, what was tried for it, and what it is worth.
struct QualifiedPlan
{
    AccuracyPlan plan;
    SampleSplit split;
    JudgedPlan judged;
    PlanCosts costs;
    /// Nothing where no sample could be run.
    bool isMeasured = false;
};

/// Samples by what they are for: those of recipes that measure, and others.
SampleSplit splitFor(const Recipe &recipe, const SampleSource &samples, const SampleSpec &spec, bool hasStatistics);

/// Float runs on all samples that judge, and on some that calibrate; null where none of them can be run.
Result<std::unique_ptr<OutputReference>> referenceOf(const std::shared_ptr<const Model> &model, const SampleSource &samples,
    const SampleSplit &split, const OutputReference::Options &options, Progress &progress);
/// Multiplications by node.
std::map<std::string, std::int64_t> macsByNode(const Model &model, const GraphFacts &facts);
/// Nodes in the bodies of If, Loop and the like, at any depth.
std::int64_t nodesInBodies(const Graph &graph);

/// "good", with its reasons: for people.
void printVerdict(const Console &console, const QualifiedPlan &plan);
/// The keys `verdict`, `reasons`, `outputs`, `kept_aside`, `samples`, `search`, `speed`, `checked`.
void addVerdictJson(nlohmann::ordered_json &figures, const QualifiedPlan &plan);
/// What is written into the model: verdict, reasons and figures of the outputs.
std::string verdictMetadata(const QualifiedPlan &plan);
/// The key `decisions`.
nlohmann::ordered_json decisionsJson(const QuantizeResult &result);

} // namespace halftone
