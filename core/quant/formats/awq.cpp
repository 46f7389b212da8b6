// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/awq.h"

#include "core/quant/formats/gptq.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Powers are tried on this many rows, spread over the matrix.
constexpr std::int64_t kProbeRows = 24;
constexpr int kPowers = 10;

/// rms^power, with the geometric mean of largest and smallest brought to 1.
std::vector<float> factorsFor(std::span<const float> moments, std::int64_t columns, double power)
{
    std::vector<double> raw;
    for (std::int64_t c = 0; c < columns; ++c)
        raw.push_back(std::pow(std::sqrt(std::max(0.0, static_cast<double>(moments[static_cast<std::size_t>(c * columns + c)]))), power));
    const auto [least, most] = std::minmax_element(raw.begin(), raw.end());
    constexpr double kFloor = 1e-4;
    const double middle = std::sqrt(std::max(*least, kFloor * *most) * *most);
    std::vector<float> result;
    for (const double factor : raw)
        result.push_back(middle > 0 ? static_cast<float>(std::max(factor / middle, kFloor)) : 1.0F);
    return result;
}

std::vector<float> scaled(std::span<const float> values, std::int64_t columns, const std::vector<float> &factors)
{
    std::vector<float> result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        result[i] = values[i] * factors[i % static_cast<std::size_t>(columns)];
    return result;
}

} // namespace

AwqWeight quantizeAwq(
    std::span<const float> values, std::int64_t rows, std::int64_t columns, const BlockScheme &scheme, std::span<const float> moments)
{
    const std::int64_t probes = std::min(rows, kProbeRows);
    std::vector<float> probe;
    for (std::int64_t i = 0; i < probes; ++i) {
        const auto row = values.subspan(static_cast<std::size_t>(i * rows / probes * columns), static_cast<std::size_t>(columns));
        probe.insert(probe.end(), row.begin(), row.end());
    }
    std::vector<float> best(static_cast<std::size_t>(columns), 1.0F);
    double least = 0;
    for (int step = 0; step <= kPowers; ++step) {
        const auto factors = factorsFor(moments, columns, static_cast<double>(step) / kPowers);
        const BlockedWeight tried = quantizeBlocks(scaled(probe, columns, factors), probes, columns, scheme, halfQuadraticParams);
        std::vector<float> seen = tried.decoded();
        for (std::size_t i = 0; i < seen.size(); ++i)
            seen[i] /= factors[i % static_cast<std::size_t>(columns)];
        const double error = outputError(probe, seen, probes, columns, moments);
        if (step == 0 || error < least) {
            least = error;
            if (step > 0)
                best = factors;
        }
    }
    return {quantizeBlocks(scaled(values, columns, best), rows, columns, scheme, halfQuadraticParams), best};
}

} // namespace halftone
