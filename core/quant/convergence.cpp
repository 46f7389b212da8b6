// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/convergence.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

constexpr double kReached = 0.98;
/// The slowest hundredth of the tensors may still grow.
constexpr std::size_t kSlowestPart = 100;

/// Share of the final range after each sample; empty for a constant tensor.
std::vector<double> shares(const TensorStatistics &tensor)
{
    std::vector<double> result;
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < tensor.sampleMinimum.size(); ++i) {
        low = i == 0 ? static_cast<double>(tensor.sampleMinimum[i]) : std::min(low, static_cast<double>(tensor.sampleMinimum[i]));
        high = i == 0 ? static_cast<double>(tensor.sampleMaximum[i]) : std::max(high, static_cast<double>(tensor.sampleMaximum[i]));
        result.push_back(high - low);
    }
    if (result.empty() || !(result.back() > 0))
        return {};
    const double final = result.back();
    for (double &share : result)
        share /= final;
    return result;
}

} // namespace

Convergence convergenceOf(const Statistics &statistics)
{
    std::vector<std::vector<double>> tensors;
    std::size_t samples = 0;
    for (const auto &[name, tensor] : statistics.tensors) {
        if (std::vector<double> share = shares(tensor); !share.empty()) {
            samples = std::max(samples, share.size());
            tensors.push_back(std::move(share));
        }
    }
    Convergence result;
    for (std::size_t sample = 0; sample < samples; ++sample) {
        std::vector<double> now;
        for (const auto &share : tensors)
            now.push_back(share[std::min(sample, share.size() - 1)]);
        const std::size_t slowest = now.size() / kSlowestPart;
        std::ranges::nth_element(now, now.begin() + static_cast<std::ptrdiff_t>(slowest));
        result.slowest.push_back(now[slowest]);
        result.mean.push_back(std::accumulate(now.begin(), now.end(), 0.0) / static_cast<double>(now.size()));
        if (result.enough == 0 && result.mean.back() >= kReached)
            result.enough = static_cast<std::int64_t>(sample) + 1;
    }
    result.settled = samples > 0 && 4 * result.enough <= 3 * static_cast<std::int64_t>(samples);
    return result;
}

} // namespace halftone
