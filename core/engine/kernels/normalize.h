// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// Rows of `width` made from one or two others and normalized, in single precision with sums in many lanes.
struct NormalizedRows
{
    std::int64_t rows = 0;
    std::int64_t width = 0;
    double epsilon = 0;
    /// Subtracts the mean; else only the root mean square is divided out.
    bool centers = true;
    const float *input = nullptr;
    /// Added to the input; repeats after `skipRows` rows. May be null.
    const float *skip = nullptr;
    std::int64_t skipRows = 1;
    /// One element a column; all but gamma may be null.
    const float *bias = nullptr;
    const float *gamma = nullptr;
    const float *beta = nullptr;
    float *result = nullptr;
    /// Receives what is normalized; may be null.
    float *sums = nullptr;
};

void normalizeRows(const NormalizedRows &rows);

/// Groups of `channels` planes of `size` elements, each group normalized, then times factor plus offset: one of each a channel of
/// an image of `groups` groups, or one a group.
struct NormalizedGroups
{
    std::int64_t images = 1;
    std::int64_t groups = 1;
    std::int64_t channels = 1;
    std::int64_t size = 1;
    bool perChannel = true;
    double epsilon = 0;
};

void normalizeGroups(const NormalizedGroups &groups, const float *from, const float *factor, const float *offset, float *to);

} // namespace halftone
