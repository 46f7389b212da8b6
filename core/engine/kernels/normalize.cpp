// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/normalize.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <cmath>

namespace halftone {

namespace {

/// Independent partial sums, for the vectorizer; so many that single precision loses nothing that matters.
constexpr std::int64_t kLanes = 32;

HALFTONE_CLONES double sumOf(const float *row, std::int64_t count)
{
    float lanes[kLanes] = {};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::int64_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] += row[i + lane];
    double sum = 0;
    for (const float lane : lanes)
        sum += static_cast<double>(lane);
    for (; i < count; ++i)
        sum += static_cast<double>(row[i]);
    return sum;
}

HALFTONE_CLONES double squaresOf(const float *row, std::int64_t count, float mean)
{
    float lanes[kLanes] = {};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::int64_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] += (row[i + lane] - mean) * (row[i + lane] - mean);
    double sum = 0;
    for (const float lane : lanes)
        sum += static_cast<double>(lane);
    for (; i < count; ++i)
        sum += static_cast<double>((row[i] - mean) * (row[i] - mean));
    return sum;
}

HALFTONE_CLONES void addRow(const float *a, const float *b, const float *bias, float *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = a[i] + (b ? b[i] : 0.0F) + (bias ? bias[i] : 0.0F);
}

HALFTONE_CLONES void scaleRow(
    const float *from, float *to, std::int64_t count, float mean, float factor, const float *gamma, const float *beta)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = (from[i] - mean) * factor * gamma[i] + (beta ? beta[i] : 0.0F);
}

HALFTONE_CLONES void scalePlane(const float *from, float *to, std::int64_t count, float mean, float factor, float offset)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = (from[i] - mean) * factor + offset;
}

float inverseDeviation(double squares, std::int64_t count, double epsilon)
{
    return static_cast<float>(1.0 / std::sqrt(squares / static_cast<double>(count) + epsilon));
}

} // namespace

void normalizeRows(const NormalizedRows &all)
{
    const NormalizedRows r = all;
    parallelRanges(r.rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const float *source = r.input + row * r.width;
            float *const to = r.result + row * r.width;
            if (r.skip || r.bias || r.sums) {
                float *const sums = r.sums ? r.sums + row * r.width : to;
                addRow(source, r.skip ? r.skip + row % r.skipRows * r.width : nullptr, r.bias, sums, r.width);
                source = sums;
            }
            const float mean = r.centers ? static_cast<float>(sumOf(source, r.width) / static_cast<double>(r.width)) : 0.0F;
            scaleRow(source, to, r.width, mean, inverseDeviation(squaresOf(source, r.width, mean), r.width, r.epsilon), r.gamma, r.beta);
        }
    });
}

void normalizeGroups(const NormalizedGroups &all, const float *from, const float *factor, const float *offset, float *to)
{
    const NormalizedGroups g = all;
    const std::int64_t size = g.channels * g.size;
    parallelRanges(g.images * g.groups, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const float *const source = from + row * size;
            const auto mean = static_cast<float>(sumOf(source, size) / static_cast<double>(size));
            const float inverse = inverseDeviation(squaresOf(source, size, mean), size, g.epsilon);
            const std::int64_t group = row % g.groups;
            for (std::int64_t c = 0; c < g.channels; ++c) {
                const std::int64_t at = g.perChannel ? group * g.channels + c : group;
                scalePlane(source + c * g.size, to + row * size + c * g.size, g.size, mean, inverse * factor[at], offset[at]);
            }
        }
    });
}

} // namespace halftone
