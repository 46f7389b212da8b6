// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/product_trial.h"

#include "core/ops/matmul/matrix_product.h"
#include "core/quant/scheme.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr std::int64_t kTrialOutputs = 64;

/// Sum over columns of the variance along rows.
double columnVariance(const std::vector<float> &values, std::int64_t columns)
{
    const std::int64_t rows = static_cast<std::int64_t>(values.size()) / columns;
    double variance = 0;
    for (std::int64_t c = 0; c < columns; ++c) {
        double sum = 0;
        double squares = 0;
        for (std::int64_t r = 0; r < rows; ++r) {
            const double x = static_cast<double>(values[static_cast<std::size_t>(r * columns + c)]);
            sum += x;
            squares += x * x;
        }
        variance += std::max(0.0, squares - sum * sum / static_cast<double>(rows));
    }
    return variance;
}

void round(std::vector<float> &values, double low, double high, QuantLimits limits, bool symmetric)
{
    const auto [scale, zero] = scaleFor(low, high, limits, symmetric);
    for (float &x : values)
        x = static_cast<float>(quantizeValue(x, scale, zero, limits) - zero) * scale;
}

} // namespace

ProductTrial::ProductTrial(const LayerSample &sample, const Tensor &weight, bool transposed, const Recipe &recipe)
    : m_sample(sample), m_recipe(recipe)
{
    const std::int64_t inputs = sample.channels;
    const std::int64_t outputs = weight.count() / inputs;
    const auto values = weight.as<float>();
    const std::int64_t inputStride = transposed ? 1 : outputs;
    const std::int64_t outputStride = transposed ? inputs : 1;
    m_columns.assign(static_cast<std::size_t>(inputs), 0);
    for (std::int64_t i = 0; i < inputs; ++i) {
        float &largest = m_columns[static_cast<std::size_t>(i)];
        for (std::int64_t o = 0; o < outputs; ++o)
            largest = std::max(largest, std::fabs(values[static_cast<std::size_t>(i * inputStride + o * outputStride)]));
    }
    m_outputs = std::min(outputs, kTrialOutputs);
    m_weight.resize(static_cast<std::size_t>(inputs * m_outputs));
    for (std::int64_t i = 0; i < inputs; ++i) {
        for (std::int64_t o = 0; o < m_outputs; ++o)
            m_weight[static_cast<std::size_t>(i * m_outputs + o)]
                = values[static_cast<std::size_t>(i * inputStride + o * outputs / m_outputs * outputStride)];
    }
    std::vector<float> exact(static_cast<std::size_t>(sample.rowCount() * m_outputs));
    multiply<float>(sample.rowCount(), inputs, m_outputs, sample.rows.data(), m_weight.data(), exact.data());
    m_variance = columnVariance(exact, m_outputs);
    m_minusExact.resize(exact.size());
    std::transform(exact.begin(), exact.end(), m_minusExact.begin(), std::negate<>());
}

std::vector<float> ProductTrial::roundedInputs(const std::vector<float> &factors) const
{
    std::vector<float> rows(m_sample.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = m_sample.rows[i] / factors[i % factors.size()];
    double low = 0;
    double high = 0;
    for (std::size_t c = 0; c < factors.size(); ++c) {
        low = std::min(low, static_cast<double>(m_sample.minimum[c] / factors[c]));
        high = std::max(high, static_cast<double>(m_sample.maximum[c] / factors[c]));
    }
    const bool symmetric = m_recipe.symmetricActivations;
    round(rows, low, high, quantLimits(m_recipe.activations, symmetric, false), symmetric);
    return rows;
}

std::vector<float> ProductTrial::roundedWeights(const std::vector<float> &factors) const
{
    const QuantLimits limits = quantLimits(m_recipe.weights, isSigned(m_recipe.weights), m_recipe.reduceRange);
    const double levels = (limits.highest - limits.lowest) / 2;
    double largest = 0;
    for (std::size_t c = 0; c < factors.size(); ++c)
        largest = std::max(largest, static_cast<double>(m_columns[c] * factors[c]));
    std::vector<float> weight(m_weight.size());
    const auto outputs = static_cast<std::size_t>(m_outputs);
    for (std::size_t o = 0; o < outputs; ++o) {
        double own = 0;
        for (std::size_t c = 0; c < factors.size(); ++c)
            own = std::max(own, std::fabs(static_cast<double>(m_weight[c * outputs + o] * factors[c])));
        const double range = m_recipe.perChannel ? own : largest;
        const auto scale = static_cast<float>(range > 0 ? range / levels : 1);
        for (std::size_t c = 0; c < factors.size(); ++c)
            weight[c * outputs + o] = std::nearbyint(m_weight[c * outputs + o] * factors[c] / scale) * scale;
    }
    return weight;
}

double ProductTrial::relativeError(const std::vector<float> &factors) const
{
    const std::vector<float> rows = roundedInputs(factors);
    const std::vector<float> weight = roundedWeights(factors);
    std::vector<float> error = m_minusExact;
    multiply<float>(m_sample.rowCount(), m_sample.channels, m_outputs, rows.data(), weight.data(), error.data());
    double noise = 0;
    for (const float e : error)
        noise += static_cast<double>(e) * static_cast<double>(e);
    return m_variance > 0 ? noise / m_variance : 0;
}

} // namespace halftone
