// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/linear_scores.h"

#include "core/ops/nn/node_helpers.h"

#include <numeric>

namespace halftone {

Result<std::vector<double>> linearScores(const KernelContext &context, const FeatureRows &rows, std::int64_t outputs)
{
    const std::vector<float> coefficients = floatsAttribute(context.node(), "coefficients");
    const std::vector<float> intercepts = floatsAttribute(context.node(), "intercepts");
    const auto count = static_cast<std::int64_t>(coefficients.size());
    if (outputs < 1 || rows.width < 1 || count % outputs != 0 || count / outputs != rows.width)
        return context.badArgument(std::to_string(count) + " coefficients", std::to_string(outputs) + " × " + std::to_string(rows.width));
    if (!intercepts.empty() && static_cast<std::int64_t>(intercepts.size()) != outputs)
        return context.badArgument(std::to_string(intercepts.size()) + " intercepts", std::to_string(outputs));
    constexpr auto kScore = static_cast<std::int64_t>(sizeof(double));
    if (rows.count > memoryBudget() / kScore / outputs)
        return Error(errc::kShapeOverflow, {Shape{rows.count, outputs}.toString()});
    std::vector<double> scores(static_cast<std::size_t>(rows.count * outputs));
    for (std::int64_t row = 0; row < rows.count; ++row) {
        const auto features = rows.row(row);
        for (std::int64_t output = 0; output < outputs; ++output) {
            const float *weights = coefficients.data() + output * rows.width;
            const double intercept = intercepts.empty() ? 0 : intercepts[static_cast<std::size_t>(output)];
            scores[static_cast<std::size_t>(row * outputs + output)]
                = std::inner_product(features.begin(), features.end(), weights, intercept);
        }
    }
    return scores;
}

} // namespace halftone
