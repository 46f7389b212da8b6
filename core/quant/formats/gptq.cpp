// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/gptq.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {

/// Independent sums let the compiler use vectors.
double dot(const double *a, const double *b, std::int64_t count)
{
    constexpr std::int64_t kLanes = 8;
    std::array<double, kLanes> sums{};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane)
            sums[static_cast<std::size_t>(lane)] += a[i + lane] * b[i + lane];
    }
    double sum = 0;
    for (; i < count; ++i)
        sum += a[i] * b[i];
    for (const double lane : sums)
        sum += lane;
    return sum;
}

/// A square matrix, row by row.
class Square
{
public:
    explicit Square(std::int64_t size) : m_size(size), m_values(static_cast<std::size_t>(size * size)) { }
    std::int64_t size() const { return m_size; }
    double *row(std::int64_t i) { return m_values.data() + i * m_size; }

private:
    std::int64_t m_size;
    std::vector<double> m_values;
};

/// A = R Rᵀ in place, R upper triangular, from the last column to the first. Columns go in groups whose rows stay in cache.
/// Returns false where A is not positive definite.
bool factorize(Square &a, Progress &progress)
{
    constexpr std::int64_t kGroup = 48;
    for (std::int64_t end = a.size(); end > 0;) {
        if (progress.cancelled())
            return false;
        const std::int64_t begin = std::max<std::int64_t>(0, end - kGroup);
        for (std::int64_t i = 0; i < end; ++i) {
            for (std::int64_t j = std::max(begin, i); j < end; ++j)
                a.row(i)[j] -= dot(a.row(i) + end, a.row(j) + end, a.size() - end);
        }
        for (std::int64_t j = end - 1; j >= begin; --j) {
            const double diagonal = a.row(j)[j] - dot(a.row(j) + j + 1, a.row(j) + j + 1, end - j - 1);
            if (!(diagonal > 0))
                return false;
            a.row(j)[j] = std::sqrt(diagonal);
            for (std::int64_t i = 0; i < j; ++i)
                a.row(i)[j] = (a.row(i)[j] - dot(a.row(i) + j + 1, a.row(j) + j + 1, end - j - 1)) / a.row(j)[j];
        }
        end = begin;
    }
    return true;
}

/// R⁻¹ in place for an upper triangular R; below the diagonal stays what was there.
void invertUpper(Square &r)
{
    constexpr std::int64_t kGroup = 16;
    const std::int64_t n = r.size();
    std::vector<double> factors(static_cast<std::size_t>(kGroup * n));
    for (std::int64_t end = n; end > 0;) {
        const std::int64_t begin = std::max<std::int64_t>(0, end - kGroup);
        for (std::int64_t i = begin; i < end; ++i) {
            double *row = r.row(i);
            std::copy(row + i, row + n, factors.data() + (i - begin) * n + i);
            std::fill(row + i, row + n, 0.0);
            row[i] = 1;
        }
        const auto subtract = [&](std::int64_t i, std::int64_t k) {
            const double factor = factors[static_cast<std::size_t>((i - begin) * n + k)];
            const double *from = r.row(k);
            double *to = r.row(i);
            for (std::int64_t j = k; j < n; ++j)
                to[j] -= factor * from[j];
        };
        for (std::int64_t k = n - 1; k >= end; --k) {
            for (std::int64_t i = begin; i < end; ++i)
                subtract(i, k);
        }
        for (std::int64_t i = end - 1; i >= begin; --i) {
            for (std::int64_t k = end - 1; k > i; --k)
                subtract(i, k);
            const double diagonal = factors[static_cast<std::size_t>((i - begin) * n + i)];
            for (std::int64_t j = i; j < n; ++j)
                r.row(i)[j] /= diagonal;
        }
        end = begin;
    }
}

/// U with H⁻¹ = Uᵀ U, as floats: row k holds what an error in column k asks of the columns after it.
std::vector<float> correction(std::span<const float> moments, std::int64_t columns, Progress &progress)
{
    double trace = 0;
    for (std::int64_t i = 0; i < columns; ++i)
        trace += static_cast<double>(moments[static_cast<std::size_t>(i * columns + i)]);
    // Damping as in the paper, more where rounding made H singular.
    for (double damping = 0.01; damping < 10; damping *= 10) {
        Square h(columns);
        for (std::int64_t i = 0; i < columns; ++i) {
            for (std::int64_t j = 0; j < columns; ++j)
                h.row(i)[j] = static_cast<double>(moments[static_cast<std::size_t>(i * columns + j)]);
            h.row(i)[i] += damping * trace / static_cast<double>(columns);
            if (!(h.row(i)[i] > 0))
                h.row(i)[i] = 1;
        }
        if (progress.cancelled())
            return {};
        if (!factorize(h, progress))
            continue;
        invertUpper(h);
        std::vector<float> result(static_cast<std::size_t>(columns * columns));
        for (std::int64_t i = 0; i < columns; ++i) {
            for (std::int64_t j = i; j < columns; ++j)
                result[static_cast<std::size_t>(i * columns + j)] = static_cast<float>(h.row(i)[j]);
        }
        return result;
    }
    return {};
}

} // namespace

Result<BlockedWeight> quantizeGptq(std::span<const float> values, std::int64_t rows, std::int64_t columns, const BlockScheme &scheme,
    std::span<const float> moments, Progress &progress)
{
    const std::vector<float> u = correction(moments, columns, progress);
    if (progress.cancelled())
        return Error(errc::kCancelled);
    if (u.empty())
        return quantizeBlocks(values, rows, columns, scheme, halfQuadraticParams);
    BlockedWeight result(rows, columns, scheme);
    std::vector<float> left(values.begin(), values.end());
    std::vector<float> errors(static_cast<std::size_t>(rows * scheme.block));
    for (std::int64_t b = 0; b < result.blocks(); ++b) {
        if (progress.cancelled())
            return Error(errc::kCancelled);
        const std::int64_t first = b * scheme.block;
        const std::int64_t end = std::min(columns, first + scheme.block);
        for (std::int64_t r = 0; r < rows; ++r) {
            float *row = left.data() + r * columns;
            const BlockParams params = halfQuadraticParams({row + first, static_cast<std::size_t>(end - first)}, scheme);
            const auto index = static_cast<std::size_t>(r * result.blocks() + b);
            result.scales[index] = params.scale;
            result.zeroPoints[index] = params.zeroPoint;
            for (std::int64_t c = first; c < end; ++c) {
                const float *rule = u.data() + c * columns;
                const std::uint8_t code = blockCode(row[c], params, scheme);
                result.codes[static_cast<std::size_t>(r * columns + c)] = code;
                const float error = (row[c] - blockValue(code, params)) / rule[c];
                errors[static_cast<std::size_t>(r * scheme.block + c - first)] = error;
                for (std::int64_t j = c + 1; j < end; ++j)
                    row[j] -= error * rule[j];
            }
            // The columns behind the block, once for all of its errors.
            for (std::int64_t c = first; c < end; ++c) {
                const float error = errors[static_cast<std::size_t>(r * scheme.block + c - first)];
                const float *rule = u.data() + c * columns;
                for (std::int64_t j = end; j < columns; ++j)
                    row[j] -= error * rule[j];
            }
        }
    }
    return result;
}

double outputError(
    std::span<const float> values, std::span<const float> seen, std::int64_t rows, std::int64_t columns, std::span<const float> moments)
{
    std::vector<double> error(static_cast<std::size_t>(columns));
    std::vector<double> line(error.size());
    double sum = 0;
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c) {
            const auto at = static_cast<std::size_t>(r * columns + c);
            error[static_cast<std::size_t>(c)] = static_cast<double>(values[at]) - static_cast<double>(seen[at]);
        }
        for (std::int64_t i = 0; i < columns; ++i) {
            for (std::int64_t j = 0; j < columns; ++j)
                line[static_cast<std::size_t>(j)] = static_cast<double>(moments[static_cast<std::size_t>(i * columns + j)]);
            sum += error[static_cast<std::size_t>(i)] * dot(line.data(), error.data(), columns);
        }
    }
    return rows > 0 ? sum / static_cast<double>(rows) : 0;
}

} // namespace halftone
