// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/class_labels.h"
#include "core/ops/ml/score_transform.h"
#include "core/ops/ml/support_vectors.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

/// Attributes of the node, checked against each other and the width of rows.
struct Machine
{
    std::vector<float> coefficients;
    std::vector<float> vectors;
    std::vector<float> rho;
    std::vector<float> probA;
    std::vector<float> probB;
    /// First support vector of each class, and their total; empty for a machine of plain weights.
    std::vector<std::size_t> starts;
    std::size_t classes = 1;

    std::size_t supports() const { return starts.empty() ? 0 : starts.back(); }
    std::size_t pairs() const { return classes * (classes - 1) / 2; }
    bool hasProbabilities() const { return !probA.empty() && supports() > 0; }
    /// Scores of a row before any transformation.
    std::size_t scores() const { return hasProbabilities() || supports() == 0 ? classes : pairs(); }
};

Result<Machine> machineOf(const Node &node, const ClassLabels &labels)
{
    Machine machine;
    machine.coefficients = floatsAttribute(node, "coefficients");
    machine.vectors = floatsAttribute(node, "support_vectors");
    machine.rho = floatsAttribute(node, "rho");
    machine.probA = floatsAttribute(node, "prob_a");
    machine.probB = floatsAttribute(node, "prob_b");
    machine.classes = static_cast<std::size_t>(std::max<std::int64_t>(labels.count(), 1));
    const auto counts = node.intsAttribute("vectors_per_class");
    if (!counts.empty())
        machine.starts.push_back(0);
    for (const std::int64_t count : counts) {
        if (count < 0 || count > (std::int64_t(1) << 31))
            return badNode(node, "vectors_per_class " + std::to_string(count), "a number of vectors");
        machine.starts.push_back(machine.starts.back() + static_cast<std::size_t>(count));
    }
    const std::size_t supports = machine.supports();
    const bool fits = supports > 0 ? counts.size() == machine.classes && machine.classes > 1 && machine.rho.size() >= machine.pairs()
            && machine.coefficients.size() / supports >= machine.classes - 1 && machine.vectors.size() % supports == 0
                                   : !machine.rho.empty() && machine.coefficients.size() % machine.classes == 0;
    const bool calibrated
        = !machine.hasProbabilities() || (machine.probA.size() >= machine.pairs() && machine.probB.size() >= machine.pairs());
    if (!fits || !calibrated)
        return badNode(node, "attributes that do not belong together", "coefficients, support vectors and rho for each class");
    return machine;
}

class SvmClassifier final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SVMClassifier", kMl, OpCategory::Layer, "The class whose support vectors a row resembles most, and the scores of all."};
    }

    Status infer(InferContext &context) const override
    {
        const ClassLabels labels(context.node());
        HALFTONE_TRY(const Machine machine, machineOf(context.node(), labels));
        labels.infer(context, widthOf(machine));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const ClassLabels labels(context.node());
        HALFTONE_TRY(const Machine machine, machineOf(context.node(), labels));
        HALFTONE_TRY(const ScoreTransform transform, scoreTransform(context.node()));
        HALFTONE_TRY(const SvmKernel kernel, SvmKernel::of(context.node()));
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        const auto width = static_cast<std::size_t>(rows.width);
        const std::size_t expected
            = machine.supports() > 0 ? machine.vectors.size() / machine.supports() : machine.coefficients.size() / machine.classes;
        if (width == 0 || expected != width)
            return context.badArgument(std::to_string(width) + " features", std::to_string(expected));
        std::vector<double> all;
        std::vector<std::int64_t> classes;
        for (std::int64_t row = 0; row < rows.count; ++row) {
            std::vector<double> scores;
            classes.push_back(
                machine.supports() > 0 ? byVectors(machine, kernel, rows.row(row), scores) : byWeights(machine, rows.row(row), scores));
            if (scores.size() == 1 && machine.classes == 2) {
                const auto both = bothScores(scores[0], transform, false);
                all.insert(all.end(), both.begin(), both.end());
                continue;
            }
            transformScores(scores, transform);
            all.insert(all.end(), scores.begin(), scores.end());
        }
        HALFTONE_TRY(Tensor chosen, labels.of(classes));
        HALFTONE_TRY(Tensor result, floatRows(all, rows.count, widthOf(machine)));
        context.setOutput(0, std::move(chosen));
        context.setOutput(1, std::move(result));
        return {};
    }

private:
    static std::int64_t widthOf(const Machine &machine)
    {
        return static_cast<std::int64_t>(machine.scores() == 1 && machine.classes == 2 ? 2 : machine.scores());
    }

    static std::int64_t byWeights(const Machine &machine, std::span<const double> row, std::vector<double> &scores)
    {
        for (std::size_t i = 0; i < machine.classes; ++i)
            scores.push_back(
                machine.rho.front() + SvmKernel::linear()(row, std::span(machine.coefficients).subspan(i * row.size(), row.size())));
        return machine.classes == 1 ? std::int64_t(scores[0] > 0) : std::ranges::max_element(scores) - scores.begin();
    }

    /// One decision for each pair of classes; the class with most of them wins. Coefficients of a class against the j-th other one
    /// are in row j, as libsvm has them.
    static std::int64_t byVectors(const Machine &machine, const SvmKernel &kernel, std::span<const double> row, std::vector<double> &scores)
    {
        const std::size_t supports = machine.supports();
        std::vector<double> likeness(supports);
        for (std::size_t i = 0; i < supports; ++i)
            likeness[i] = kernel(row, std::span(machine.vectors).subspan(i * row.size(), row.size()));
        const auto weigh = [&](std::size_t against, std::size_t of) {
            const float *weights = machine.coefficients.data() + against * supports;
            return std::inner_product(weights + machine.starts[of], weights + machine.starts[of + 1],
                likeness.begin() + static_cast<std::ptrdiff_t>(machine.starts[of]), 0.0);
        };
        std::vector<std::int64_t> votes(machine.classes);
        std::vector<double> pairs(machine.classes * machine.classes);
        std::size_t pair = 0;
        for (std::size_t i = 0; i < machine.classes; ++i) {
            for (std::size_t j = i + 1; j < machine.classes; ++j, ++pair) {
                const double score = machine.rho[pair] + weigh(j - 1, i) + weigh(i, j);
                ++votes[score > 0 ? i : j];
                if (!machine.hasProbabilities()) {
                    scores.push_back(score);
                    continue;
                }
                constexpr double kSmallest = 1e-7;
                const double probability
                    = std::clamp(1 - logistic(score * machine.probA[pair] + machine.probB[pair]), kSmallest, 1 - kSmallest);
                pairs[i * machine.classes + j] = probability;
                pairs[j * machine.classes + i] = 1 - probability;
            }
        }
        if (machine.hasProbabilities())
            scores = coupledProbabilities(pairs, machine.classes);
        return std::ranges::max_element(votes) - votes.begin();
    }
};

} // namespace

HALFTONE_OPERATOR(SvmClassifier)

} // namespace halftone
