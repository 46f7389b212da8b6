// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace halftone {

/// Mean and 1 / √(population variance + epsilon) of `size` elements.
struct RowStatistics
{
    double mean = 0;
    double inverseDeviation = 1;
};

template <typename T>
RowStatistics rowStatistics(const T *row, std::int64_t size, double epsilon)
{
    double sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += static_cast<double>(row[i]);
    RowStatistics result;
    result.mean = size > 0 ? sum / static_cast<double>(size) : 0;
    double squares = 0;
    for (std::int64_t i = 0; i < size; ++i) {
        const double distance = static_cast<double>(row[i]) - result.mean;
        squares += distance * distance;
    }
    result.inverseDeviation = 1.0 / std::sqrt((size > 0 ? squares / static_cast<double>(size) : 0) + epsilon);
    return result;
}

/// 1 / √(mean of squares + epsilon).
template <typename T>
double inverseRootMeanSquare(const T *row, std::int64_t size, double epsilon)
{
    double squares = 0;
    for (std::int64_t i = 0; i < size; ++i)
        squares += static_cast<double>(row[i]) * static_cast<double>(row[i]);
    return 1.0 / std::sqrt((size > 0 ? squares / static_cast<double>(size) : 0) + epsilon);
}

} // namespace halftone
