// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/rounding.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {
constexpr int kSweeps = 12;
/// Share of the mean diagonal added to it, so that rounding does not fit the noise of few columns.
constexpr float kRidge = 0.01F;
} // namespace

InputMoments::InputMoments(std::int64_t inner)
    : m_inner(inner), m_products(static_cast<std::size_t>(inner * inner)), m_sums(static_cast<std::size_t>(inner))
{
}

void InputMoments::add(std::span<const float> columns)
{
    const auto inner = static_cast<std::size_t>(m_inner);
    const std::size_t count = columns.size() / inner;
    for (std::size_t column = 0; column < count; ++column) {
        const float *x = columns.data() + column * inner;
        for (std::size_t i = 0; i < inner; ++i) {
            m_sums[i] += static_cast<double>(x[i]);
            const float factor = x[i];
            if (factor == 0)
                continue;
            float *row = m_products.data() + i * inner;
            for (std::size_t j = i; j < inner; ++j)
                row[j] += factor * x[j];
        }
    }
    m_count += static_cast<std::int64_t>(count);
}

std::vector<double> InputMoments::mean() const
{
    std::vector<double> mean(m_sums);
    for (double &value : mean)
        value /= static_cast<double>(std::max<std::int64_t>(1, m_count));
    return mean;
}

std::vector<float> InputMoments::matrix(bool centred) const
{
    const auto inner = static_cast<std::size_t>(m_inner);
    const auto count = static_cast<double>(std::max<std::int64_t>(1, m_count));
    const std::vector<double> average = mean();
    std::vector<float> result(m_products.size());
    for (std::size_t i = 0; i < inner; ++i) {
        for (std::size_t j = i; j < inner; ++j) {
            const double moment = static_cast<double>(m_products[i * inner + j]) / count - (centred ? average[i] * average[j] : 0);
            result[i * inner + j] = result[j * inner + i] = static_cast<float>(moment);
        }
    }
    return result;
}

double quadraticForm(std::span<const float> matrix, std::span<const float> d)
{
    double sum = 0;
    for (std::size_t i = 0; i < d.size(); ++i) {
        if (d[i] == 0)
            continue;
        float row = 0;
        for (std::size_t j = 0; j < d.size(); ++j)
            row += matrix[i * d.size() + j] * d[j];
        sum += static_cast<double>(row) * static_cast<double>(d[i]);
    }
    return sum;
}

std::vector<std::int32_t> roundForInputs(std::span<const float> row, float scale, std::int32_t zeroPoint, std::int32_t lowest,
    std::int32_t highest, std::span<const float> matrix)
{
    const std::size_t inner = row.size();
    std::vector<std::int32_t> levels(inner);
    std::vector<float> error(inner);
    std::vector<float> gradient(inner);
    float ridge = 0;
    for (std::size_t i = 0; i < inner; ++i)
        ridge += matrix[i * inner + i];
    ridge *= kRidge / static_cast<float>(std::max<std::size_t>(1, inner));
    const auto shift = [&](std::size_t i, float by) {
        const float *line = matrix.data() + i * inner;
        for (std::size_t j = 0; j < inner; ++j)
            gradient[j] += by * line[j];
        gradient[i] += by * ridge;
    };
    const auto [least, most] = std::minmax_element(row.begin(), row.end());
    for (std::size_t i = 0; i < inner; ++i) {
        const auto nearest = static_cast<std::int32_t>(std::nearbyint(row[i] / scale)) + zeroPoint;
        levels[i] = std::clamp(nearest, lowest, highest);
        error[i] = static_cast<float>(levels[i] - zeroPoint) * scale - row[i];
        if (error[i] != 0)
            shift(i, error[i]);
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        bool changed = false;
        for (std::size_t i = 0; i < inner; ++i) {
            if (row[i] == *least || row[i] == *most)
                continue;
            // The other neighbour of the real value.
            const std::int32_t step = error[i] > 0 ? -1 : 1;
            const std::int32_t other = levels[i] + step;
            if (error[i] == 0 || other < lowest || other > highest || std::fabs(error[i]) > scale)
                continue;
            const float by = static_cast<float>(step) * scale;
            if (2 * by * gradient[i] + by * by * (matrix[i * inner + i] + ridge) >= 0)
                continue;
            levels[i] = other;
            error[i] += by;
            shift(i, by);
            changed = true;
        }
        if (!changed)
            break;
    }
    return levels;
}

} // namespace halftone
