// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/shape_hint.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

using Sizes = std::vector<std::optional<std::int64_t>>;

/// Whether the data fit with their axis order[k] in place k.
bool fitsAs(const std::vector<int> &order, const Shape &given, const Sizes &wanted)
{
    for (std::size_t axis = 0; axis < order.size(); ++axis) {
        if (wanted[axis] && *wanted[axis] != given[order[axis]])
            return false;
    }
    return true;
}

} // namespace

Error shapeHint(const std::string &input, const Shape &given, const Sizes &wanted)
{
    const int rank = given.rank();
    if (rank != static_cast<int>(wanted.size()))
        return Error(errc::kHintRank, {input, std::to_string(wanted.size()), std::to_string(rank)});
    std::vector<int> order(static_cast<std::size_t>(rank));
    std::iota(order.begin(), order.end(), 0);
    if (rank >= 3) {
        std::rotate(order.begin() + 1, order.end() - 1, order.end());
        if (fitsAs(order, given, wanted))
            return Error(errc::kHintChannelsLast, {input});
        std::ranges::sort(order);
        std::rotate(order.begin() + 1, order.begin() + 2, order.end());
        if (fitsAs(order, given, wanted))
            return Error(errc::kHintChannelsFirst, {input});
    }
    std::string axes;
    bool onlyFirst = true;
    for (int axis = 0; axis < rank; ++axis) {
        const auto &size = wanted[static_cast<std::size_t>(axis)];
        if (!size || *size == given[axis])
            continue;
        onlyFirst = onlyFirst && axis == 0;
        axes += (axes.empty() ? "" : ", ") + std::to_string(axis) + ": " + std::to_string(given[axis]) + " ≠ " + std::to_string(*size);
    }
    if (onlyFirst && !axes.empty())
        return Error(errc::kHintBatch, {input, std::to_string(*wanted[0]), std::to_string(given[0])});
    return Error(errc::kHintAxes, {input, axes});
}

} // namespace halftone
