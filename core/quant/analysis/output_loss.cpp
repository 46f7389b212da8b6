// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_loss.h"

#include "core/quant/analysis/output_runs.h"
#include "core/quant/analysis/output_values.h"
#include "core/quant/errors.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// A sample that is all noise counts no further.
constexpr double kMostDistance = 4;
/// Samples after which a plan may be given up.
constexpr std::size_t kFirst = 4;
constexpr double kDead = 0.01;
constexpr std::int64_t kFewestForDead = 4;
/// Elements of an output whose variance over samples is followed one by one.
constexpr std::size_t kFollowed = 1 << 20;

OutputTensors tensorsOf(const OutputSubject &subject, const std::vector<RuntimeValue> &outputs)
{
    const auto at
        = [&](std::size_t place) { return place < outputs.size() && outputs[place].isTensor() ? &outputs[place].tensor() : nullptr; };
    OutputTensors tensors{at(subject.output), subject.scores ? at(*subject.scores) : nullptr};
    if (subject.scores && !tensors.scores)
        tensors.values = nullptr;
    return tensors;
}

double distanceOf(const SampleLoss &loss)
{
    const double ratio = loss.energy > 0 ? loss.noise / loss.energy : loss.noise > 0 ? kMostDistance : 0;
    return std::isfinite(ratio) ? std::min(ratio, kMostDistance) : kMostDistance;
}

bool isSpoilt(const Tensor &wanted, const Tensor &found)
{
    const auto spoils = [](double value) { return !std::isfinite(value); };
    return std::ranges::any_of(outputValues(found), spoils) && std::ranges::none_of(outputValues(wanted), spoils);
}

/// Variance over samples, element by element.
class Variation
{
public:
    void add(const Tensor &tensor)
    {
        const std::vector<double> values = outputValues(tensor);
        if (m_count == 0 && values.size() <= kFollowed)
            m_sums.resize(values.size());
        if (values.size() != m_sums.size())
            return;
        ++m_count;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!std::isfinite(values[i]))
                continue;
            m_sums[i].first += values[i];
            m_sums[i].second += values[i] * values[i];
        }
    }
    std::int64_t count() const { return m_count; }
    double variance() const
    {
        double sum = 0;
        for (const auto &[values, squares] : m_sums)
            sum += std::max(0.0, squares - values * values / static_cast<double>(m_count));
        return sum;
    }
    double energy() const
    {
        double sum = 0;
        for (const auto &each : m_sums)
            sum += each.second;
        return sum;
    }

private:
    std::int64_t m_count = 0;
    std::vector<std::pair<double, double>> m_sums;
};

/// Loss as a ratio of sums, with the standard error of that ratio.
class Ratio
{
public:
    void add(double loss, double weight) { m_pairs.emplace_back(loss, weight); }
    double mean() const
    {
        double losses = 0;
        for (const auto &each : m_pairs)
            losses += each.first;
        return weight() > 0 ? losses / weight() : losses > 0 ? 1 : 0;
    }
    double error() const
    {
        const auto count = static_cast<double>(m_pairs.size());
        if (m_pairs.size() < 2 || weight() <= 0)
            return 0;
        const double middle = mean();
        double squares = 0;
        for (const auto &[loss, share] : m_pairs)
            squares += (loss - middle * share) * (loss - middle * share);
        return std::sqrt(squares * count / (count - 1)) / weight();
    }

private:
    double weight() const
    {
        double sum = 0;
        for (const auto &each : m_pairs)
            sum += each.second;
        return sum;
    }
    std::vector<std::pair<double, double>> m_pairs;
};

/// Gathers one output over samples.
struct Gathered
{
    std::array<Ratio, 2> loss;
    Ratio plain;
    Variation wanted;
    Variation found;
    OutputFigures figures;

    void add(const SampleLoss &each)
    {
        for (std::size_t k = 0; k < loss.size(); ++k)
            loss[k].add(each.loss[k], each.weight[k]);
        if (!each.shapeDiffers)
            plain.add(each.plainNoise, each.plainEnergy);
        figures.agreed += each.agreed;
        figures.decided += each.decided;
        figures.distance += distanceOf(each);
        figures.isSpoiled = figures.isSpoiled || each.isSpoiled;
        figures.shapeDiffers = figures.shapeDiffers || each.shapeDiffers;
        ++figures.samples;
    }
    OutputFigures finish()
    {
        const Ratio &worse = loss[1].mean() > loss[0].mean() ? loss[1] : loss[0];
        figures.loss = worse.mean();
        figures.error = worse.error();
        figures.plainLoss = plain.mean();
        figures.distance /= static_cast<double>(std::max<std::int64_t>(figures.samples, 1));
        const double before = wanted.variance();
        figures.isDead = wanted.count() >= kFewestForDead && before > 1e-9 * wanted.energy() && found.variance() < kDead * before;
        return figures;
    }
};

void addPlain(const Tensor &wanted, const Tensor &found, SampleLoss &loss)
{
    const std::vector<double> a = outputValues(wanted), b = outputValues(found);
    double mean = 0;
    for (const double value : a)
        mean += value / static_cast<double>(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!std::isfinite(a[i]))
            continue;
        loss.plainNoise += (b[i] - a[i]) * (b[i] - a[i]);
        loss.plainEnergy += (a[i] - mean) * (a[i] - mean);
    }
}

} // namespace

double PlanFigures::distance() const
{
    double sum = 0;
    for (const double each : distances)
        sum += each / static_cast<double>(distances.size());
    return sum;
}

double PlanFigures::relativeLoss() const
{
    double most = 0;
    for (const OutputFigures &output : outputs)
        most = std::max(most, output.isSpoiled || output.isDead ? 1e6 : output.loss / lossLimits(output.kind).good);
    return most;
}

Result<std::unique_ptr<OutputReference>> OutputReference::make(std::shared_ptr<const Model> model, const SampleSource &source,
    const std::vector<std::int64_t> &indices, const Options &options, Progress &progress)
{
    std::unique_ptr<OutputReference> reference(new OutputReference(source, options.workers));
    std::int64_t bytes = 0;
    const auto take = [&](std::int64_t sample, std::optional<std::vector<RuntimeValue>> outputs) {
        std::int64_t own = 0;
        for (const RuntimeValue &output : outputs ? *outputs : std::vector<RuntimeValue>())
            own += output.isTensor() ? static_cast<std::int64_t>(output.tensor().bytes()) : 0;
        const bool fits = reference->m_outputs.empty() || bytes + own <= options.byteBudget;
        if (!outputs || !fits)
            return;
        bytes += own;
        reference->m_outputs.emplace(sample, std::move(*outputs));
    };
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, {}, progress));
    HALFTONE_CHECK(runForOutputs({prepared, source, indices, options.workers}, take, progress));
    if (reference->m_outputs.empty())
        return Error(errc::kNoSamples, {std::to_string(indices.size())});
    OutputRuns runs;
    for (const auto &[sample, outputs] : reference->m_outputs)
        runs.push_back(outputs);
    HALFTONE_TRY(const Sample first, source.load(reference->m_outputs.begin()->first));
    reference->m_subjects = findOutputSubjects(*model, runs, first, options.told);
    for (const OutputSubject &subject : reference->m_subjects) {
        reference->m_judges.push_back(makeOutputJudge(subject));
        for (const auto &[sample, outputs] : reference->m_outputs) {
            const OutputTensors tensors = tensorsOf(subject, outputs);
            if (tensors.values)
                reference->m_judges.back()->learn(tensors);
        }
    }
    return reference;
}

std::vector<std::int64_t> OutputReference::usable(const std::vector<std::int64_t> &indices) const
{
    std::vector<std::int64_t> result;
    std::ranges::copy_if(indices, std::back_inserter(result), [this](std::int64_t index) { return m_outputs.contains(index); });
    return result;
}

SampleLoss OutputReference::judge(std::size_t subject, std::int64_t sample, const std::vector<RuntimeValue> &found) const
{
    SampleLoss loss;
    const OutputTensors wanted = tensorsOf(m_subjects[subject], m_outputs.at(sample));
    const OutputTensors made = tensorsOf(m_subjects[subject], found);
    if (!wanted.values)
        return loss;
    const bool same = made.values && made.values->shape() == wanted.values->shape() && made.values->dtype() == wanted.values->dtype();
    const bool sameScores = !wanted.scores || (made.scores && made.scores->shape() == wanted.scores->shape());
    loss.shapeDiffers = !same || !sameScores;
    if (!made.values || (loss.shapeDiffers && m_judges[subject]->mindsShape())) {
        loss.loss[0] = loss.weight[0] = 1;
        loss.noise = loss.energy = 1;
        return loss;
    }
    loss.isSpoiled = isSpoilt(*wanted.values, *made.values) || (wanted.scores && isSpoilt(*wanted.scores, *made.scores));
    if (same)
        addPlain(*wanted.values, *made.values, loss);
    m_judges[subject]->judge(wanted, made, loss);
    return loss;
}

double OutputReference::distance(std::int64_t sample, const std::vector<RuntimeValue> &found) const
{
    const std::vector<RuntimeValue> &wanted = m_outputs.at(sample);
    std::vector<RuntimeValue> whole = wanted;
    for (std::size_t i = 0; i < std::min(found.size(), whole.size()); ++i) {
        if (found[i].isTensor() && !found[i].tensor().isNull())
            whole[i] = found[i];
    }
    double sum = 0;
    for (std::size_t i = 0; i < m_subjects.size(); ++i)
        sum += distanceOf(judge(i, sample, whole));
    return m_subjects.empty() ? 0 : sum / static_cast<double>(m_subjects.size());
}

Result<PlanFigures> OutputReference::measure(
    const std::shared_ptr<const Model> &plan, const std::vector<std::int64_t> &indices, Progress &progress, const GoesOn &goesOn) const
{
    std::vector<Gathered> gathered(m_subjects.size());
    PlanFigures figures;
    const auto take = [&](std::int64_t sample, std::optional<std::vector<RuntimeValue>> outputs) {
        const std::vector<RuntimeValue> found = outputs ? std::move(*outputs) : std::vector<RuntimeValue>();
        double distance = 0;
        for (std::size_t i = 0; i < m_subjects.size(); ++i) {
            const SampleLoss loss = judge(i, sample, found);
            gathered[i].add(loss);
            distance += distanceOf(loss);
            const OutputTensors wanted = tensorsOf(m_subjects[i], m_outputs.at(sample)), made = tensorsOf(m_subjects[i], found);
            if (wanted.values && made.values) {
                gathered[i].wanted.add(wanted.scores ? *wanted.scores : *wanted.values);
                gathered[i].found.add(made.scores ? *made.scores : *made.values);
            }
        }
        figures.distances.push_back(m_subjects.empty() ? 0 : distance / static_cast<double>(m_subjects.size()));
    };
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(plan, {}, progress));
    const std::size_t first = goesOn ? std::min(kFirst, indices.size()) : indices.size();
    const auto border = indices.begin() + static_cast<std::ptrdiff_t>(first);
    const std::vector<std::int64_t> few(indices.begin(), border), others(border, indices.end());
    HALFTONE_CHECK(runForOutputs({prepared, m_source, few, m_workers}, take, progress));
    if (!others.empty() && goesOn(figures.distances))
        HALFTONE_CHECK(runForOutputs({prepared, m_source, others, m_workers}, take, progress));
    for (std::size_t i = 0; i < m_subjects.size(); ++i) {
        gathered[i].figures.name = m_subjects[i].name;
        gathered[i].figures.kind = m_subjects[i].kind;
        gathered[i].figures.told = m_subjects[i].told;
        figures.outputs.push_back(gathered[i].finish());
    }
    return figures;
}

} // namespace halftone
