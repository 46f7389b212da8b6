// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/loss.h"

#include "core/ops/nn/elements.h"

#include <algorithm>

namespace halftone {

Status inferLoss(InferContext &context)
{
    const auto &in = context.input(0).shape();
    const bool reduced = context.node().stringAttribute("reduction", "mean") != "none";
    std::optional<std::vector<Dim>> out;
    if (reduced)
        out.emplace();
    else if (in && in->size() >= 2) {
        out = *in;
        out->erase(out->begin() + 1);
    }
    context.setOutput(0, context.input(0).dtype(), std::move(out));
    return {};
}

Status computeLoss(KernelContext &context, const std::vector<double> &logProbabilities)
{
    const Shape &shape = context.tensor(0).shape();
    const std::string reduction = context.node().stringAttribute("reduction", "mean");
    if (reduction != "none" && reduction != "sum" && reduction != "mean")
        return context.badArgument("reduction " + reduction, "none, sum or mean");
    if (shape.rank() < 2)
        return context.badArgument("input " + shape.toString(), "[N, C, …]");
    HALFTONE_TRY(const std::vector<std::int64_t> targets, context.ints(1));
    HALFTONE_TRY(const auto weights, optionalElements<double>(context, 2));
    const std::int64_t classes = shape[1];
    const std::int64_t inner = shape.count(2, shape.rank());
    const std::int64_t count = shape[0] * inner;
    if (static_cast<std::int64_t>(targets.size()) != count || (context.hasInput(2) && weights.size() != classes))
        return context.badArgument(std::to_string(targets.size()) + " targets, " + std::to_string(weights.size()) + " weights",
            std::to_string(count) + " and " + std::to_string(classes));
    const bool ignores = context.node().attribute("ignore_index") != nullptr;
    const std::int64_t ignored = context.node().intAttribute("ignore_index", 0);

    std::vector<double> losses(static_cast<std::size_t>(count), 0.0);
    double sum = 0;
    double weightSum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t target = targets[static_cast<std::size_t>(i)];
        if (ignores && target == ignored)
            continue;
        if (target < 0 || target >= classes)
            return context.badArgument("target " + std::to_string(target), "below " + std::to_string(classes));
        const double weight = weights.empty() ? 1.0 : weights[target];
        const std::int64_t offset = (i / inner * classes + target) * inner + i % inner;
        const double loss = -weight * logProbabilities[static_cast<std::size_t>(offset)];
        losses[static_cast<std::size_t>(i)] = loss;
        sum += loss;
        weightSum += weight;
    }
    std::vector<std::int64_t> dims;
    if (reduction == "none") {
        dims = shape.dims();
        dims.erase(dims.begin() + 1);
    } else {
        losses = {reduction == "sum" ? sum : sum / weightSum};
    }
    HALFTONE_TRY(auto y, Output<double>::make(context, 0, context.tensor(0).dtype(), Shape(dims)));
    std::copy(losses.begin(), losses.end(), y.data());
    return y.finish();
}

} // namespace halftone
