// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/quantize_quality.h"

#include "app/cli/cli_text.h"
#include "app/cli/command.h"
#include "core/document/messages.h"
#include "core/document/node_cost.h"
#include "core/quant/errors.h"
#include "core/quant/names.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

const char *keptWord(KeptAside kept)
{
    switch (kept) {
    case KeptAside::Separate:
        return "separate";
    case KeptAside::Shared:
        return "shared";
    case KeptAside::None:
        break;
    }
    return "none";
}

const char *metricWord(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Classify:
        return "skill_lost";
    case OutputKind::Detect:
    case OutputKind::Mask:
        return "f1_lost";
    case OutputKind::Sequence:
        return "edits";
    case OutputKind::Embedding:
        return "cosine_lost";
    case OutputKind::Image:
        return "error_of_peak";
    case OutputKind::Generic:
        break;
    }
    return "noise_share";
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Good:
        return CliText::tr("good");
    case Verdict::Check:
        return CliText::tr("check");
    case Verdict::Broken:
        break;
    }
    return CliText::tr("broken");
}

const char *deciderWord(const NodeDecision &decision)
{
    using Cause = NodeDecision::Cause;
    if (decision.precision != Precision::Float)
        return "profile";
    switch (decision.cause) {
    case Cause::ExcludedByUser:
    case Cause::NotIncluded:
        return "user";
    case Cause::Algorithm:
        return isMeasuredReason(decision.reason) ? "measured" : "profile";
    case Cause::NoKernel:
    case Cause::InputIsFloat:
    case Cause::DataType:
    case Cause::NoStatistics:
        return "unsupported";
    case Cause::Rule:
    case Cause::Constant:
        break;
    }
    return "profile";
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json reasonsJson(const Judgement &judgement)
{
    Json reasons = Json::array();
    for (const VerdictReason &reason : judgement.reasons)
        reasons.push_back({{"text", messageText(reason.message).toStdString()}, {"output", reason.output}, {"nodes", reason.nodes}});
    return reasons;
}

Json outputsJson(const QualifiedPlan &plan)
{
    Json outputs = Json::array();
    for (std::size_t i = 0; i < plan.judged.verdict.outputs.size(); ++i) {
        const OutputFigures &figures = plan.judged.verdict.outputs[i];
        const auto &calibration = plan.judged.calibration;
        outputs.push_back({{"name", figures.name}, {"kind", outputKindName(figures.kind)},
            {"calibration", calibration ? number(calibration->outputs[i].loss) : Json(nullptr)}, {"kept_aside", number(figures.loss)},
            {"error", number(figures.error)}, {"metric", metricWord(figures.kind)}, {"agreed", figures.agreed},
            {"decided", figures.decided}, {"noise_share", number(figures.plainLoss)}, {"samples", figures.samples}});
    }
    return outputs;
}

Json searchJson(const AccuracyPlan &plan)
{
    Json steps = Json::array();
    for (const AccuracyStep &step : plan.steps)
        steps.push_back({{"stage", step.stage}, {"change", step.change}, {"before", number(step.before)}, {"after", number(step.after)},
            {"kept", step.kept}});
    return {{"runs", plan.runs}, {"budget", plan.budget}, {"stopped", plan.stopped}, {"steps", steps}};
}

} // namespace

const char *precisionWord(Precision precision)
{
    switch (precision) {
    case Precision::Int8:
        return "int8";
    case Precision::Int16:
        return "int16";
    case Precision::Int4Weights:
        return "int4";
    case Precision::Half:
        return "float16";
    case Precision::Float:
        break;
    }
    return "float";
}

void QualityOptions::declare(CLI::App &app)
{
    app.add_option("--accept", m_accept, "Write the model also when the verdict is check or broken (broken is not written otherwise)")
        ->check(CLI::IsMember({"check", "broken"}));
    app.add_option("--output-kind", m_kinds, "What an output is (NAME=KIND; " + outputKindNames() + "), instead of a guess")
        ->type_name("NAME=KIND");
}

Result<std::map<std::string, OutputKind>> QualityOptions::kinds() const
{
    std::map<std::string, OutputKind> kinds;
    for (const std::string &text : m_kinds) {
        const auto sign = text.rfind('=');
        const auto kind = sign == std::string::npos ? std::nullopt : outputKindFromName(text.substr(sign + 1));
        if (!kind)
            return Error(errc::kWrongUsage,
                {CliText::tr("--output-kind %1: wanted is NAME=KIND with one of %2")
                        .arg(QString::fromStdString(text), QString::fromStdString(outputKindNames()))
                        .toStdString()});
        kinds[text.substr(0, sign)] = *kind;
    }
    return kinds;
}

SampleSplit splitFor(const Recipe &recipe, const SampleSource &samples, const SampleSpec &spec, bool hasStatistics)
{
    const bool isSynthetic
        = std::ranges::any_of(spec.data, [](const std::string &each) { return each.find("synthetic:") != std::string::npos; });
    // Of fewer samples half would be kept aside, and ranges of the rest cut what the others reach: 16-bit weights lose up to 20 dB so.
    constexpr std::int64_t kFewestToKeep = 16;
    const std::int64_t count = spec.samples > 0 ? std::min<std::int64_t>(spec.samples, samples.count()) : samples.count();
    const bool mayKeep = recipe.profile == QuantProfile::Default && !hasStatistics && !isSynthetic && count >= kFewestToKeep;
    return mayKeep ? splitSamples(samples, spec.samples) : judgeOnCalibration(samples, spec.samples);
}

Result<std::unique_ptr<OutputReference>> referenceOf(const std::shared_ptr<const Model> &model, const SampleSource &samples,
    const SampleSplit &split, const OutputReference::Options &options, Progress &progress)
{
    constexpr std::size_t kCalibrationRuns = 16;
    std::set<std::int64_t> wanted(split.acceptance.begin(), split.acceptance.end());
    wanted.insert(split.verdict.begin(), split.verdict.end());
    if (split.kept != KeptAside::None)
        wanted.insert(split.calibration.begin(),
            split.calibration.begin() + static_cast<std::ptrdiff_t>(std::min(kCalibrationRuns, split.calibration.size())));
    auto made = OutputReference::make(model, samples, {wanted.begin(), wanted.end()}, options, progress);
    if (!made && made.error().code() == errc::kNoSamples)
        return std::unique_ptr<OutputReference>();
    if (made && ((*made)->usable(split.verdict).empty() || (*made)->usable(split.acceptance).empty() || (*made)->subjects().empty()))
        return std::unique_ptr<OutputReference>();
    return made;
}

std::map<std::string, std::int64_t> macsByNode(const Model &model, const GraphFacts &facts)
{
    const std::vector<NodeCost> costs = nodeCosts(model, facts);
    std::map<std::string, std::int64_t> macs;
    for (NodeId id = 0; id < costs.size(); ++id)
        macs[model.graph->node(id).name] = costs[id].macs;
    return macs;
}

std::int64_t nodesInBodies(const Graph &graph)
{
    std::int64_t count = 0;
    const auto add = [&](const std::shared_ptr<const Graph> &body) {
        count += body ? static_cast<std::int64_t>(body->nodes().size()) + nodesInBodies(*body) : 0;
    };
    for (const Node &node : graph.nodes()) {
        for (const Attribute &attribute : node.attributes) {
            if (const auto *body = std::get_if<std::shared_ptr<const Graph>>(&attribute.value))
                add(*body);
            else if (const auto *bodies = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value))
                std::ranges::for_each(*bodies, add);
        }
    }
    return count;
}

void printVerdict(const Console &console, const QualifiedPlan &plan)
{
    const auto &reasons = plan.judged.judgement.reasons;
    console.line(CliText::tr("Verdict: %1").arg(verdictWord(plan.judged.judgement.verdict)));
    for (const VerdictReason &reason : reasons)
        console.note(QStringLiteral("- %1").arg(messageText(reason.message)));
    if (!plan.isMeasured)
        return;
    console.line(CliText::tr("Samples: %1 calibrate, %2 kept aside").arg(plan.split.calibration.size()).arg(plan.split.keptAside()));
    std::vector<QStringList> rows{{CliText::tr("Output"), CliText::tr("Kind"), CliText::tr("Loss"), CliText::tr("± error")}};
    for (const OutputFigures &figures : plan.judged.verdict.outputs)
        rows.push_back({QString::fromStdString(figures.name), QString::fromUtf8(outputKindName(figures.kind).data()),
            CliText::number(figures.loss, 3), CliText::number(figures.error, 2)});
    console.table(rows);
    if (plan.costs.floatMs > 0)
        console.line(CliText::tr("One sample on one thread: %1 ms in float, %2 ms quantized")
                         .arg(plan.costs.floatMs, 0, 'g', 3)
                         .arg(plan.costs.quantizedMs, 0, 'g', 3));
}

void addVerdictJson(Json &figures, const QualifiedPlan &plan)
{
    figures["verdict"] = verdictName(plan.judged.judgement.verdict);
    figures["reasons"] = reasonsJson(plan.judged.judgement);
    figures["outputs"] = outputsJson(plan);
    figures["kept_aside"] = keptWord(plan.split.kept);
    figures["samples"] = {{"calibration", plan.split.calibration.size()}, {"kept_aside", plan.split.keptAside()}};
    figures["search"] = searchJson(plan.plan);
    if (plan.costs.floatMs > 0)
        figures["speed"] = {{"float_ms", plan.costs.floatMs}, {"quantized_ms", plan.costs.quantizedMs}, {"spread_ms", plan.costs.spreadMs}};
    figures["checked"] = {{"reread", plan.judged.reread}, {"max_step", nullptr}, {"runtime", nullptr}};
    Json importance = Json::array();
    for (const auto &[node, share] : plan.plan.importance)
        importance.push_back({{"node", node}, {"share", share}});
    figures["importance"] = std::move(importance);
}

std::string verdictMetadata(const QualifiedPlan &plan)
{
    // Times differ from run to run, and the file must not.
    Verdict verdict = Verdict::Good;
    Json reasons = Json::array();
    for (const VerdictReason &reason : plan.judged.judgement.reasons) {
        if (reason.message.code() == errc::kNotFaster)
            continue;
        verdict = std::max(verdict, reason.verdict);
        reasons.push_back(messageText(reason.message).toStdString());
    }
    Json text{{"verdict", verdictName(verdict)}, {"reasons", std::move(reasons)}};
    text["outputs"] = Json::array();
    for (const OutputFigures &figures : plan.judged.verdict.outputs)
        text["outputs"].push_back({{"name", figures.name}, {"kind", outputKindName(figures.kind)}, {"metric", metricWord(figures.kind)},
            {"loss", number(figures.loss)}, {"samples", figures.samples}});
    text["kept_aside"] = keptWord(plan.split.kept);
    return text.dump();
}

Json decisionsJson(const QuantizeResult &result)
{
    Json decisions = Json::array();
    for (const NodeDecision &decision : result.decisions) {
        const bool isFloat = decision.precision == Precision::Float;
        decisions.push_back({{"node", decision.node}, {"state", precisionWord(decision.precision)}, {"by", deciderWord(decision)},
            {"why", isFloat ? messageText(decision.reason, decision.reasonArguments).toStdString() : std::string()}});
    }
    return decisions;
}

} // namespace halftone
