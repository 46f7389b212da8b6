// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/arg_extreme.h"

#include "core/ops/dispatch.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <algorithm>

namespace halftone {

namespace {

/// The extreme of a row, kept in lanes for the vectorizer, then where it is. A NaN is no extreme unless it is the first element.
template <bool largest, typename T>
std::int64_t positionInRow(const T *row, std::int64_t length, bool last)
{
    constexpr std::int64_t kLanes = 16;
    const auto better = [](T x, T y) { return largest ? x > y : x < y; };
    T lanes[kLanes];
    std::fill_n(lanes, kLanes, row[0]);
    std::int64_t i = 0;
    for (; i + kLanes <= length; i += kLanes)
        for (std::int64_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] = better(row[i + lane], lanes[lane]) ? row[i + lane] : lanes[lane];
    for (; i < length; ++i)
        lanes[0] = better(row[i], lanes[0]) ? row[i] : lanes[0];
    for (std::int64_t lane = 1; lane < kLanes; ++lane)
        lanes[0] = better(lanes[lane], lanes[0]) ? lanes[lane] : lanes[0];
    std::int64_t found = 0;
    if (last) {
        for (found = length - 1; found > 0 && !(row[found] == lanes[0]);)
            --found;
        return found;
    }
    while (found < length && !(row[found] == lanes[0]))
        ++found;
    return found < length ? found : 0;
}

/// The same for `width` columns side by side, `step` elements from one row to the next.
template <bool largest, typename T>
void positionsInColumns(const T *first, std::int64_t length, std::int64_t step, std::int64_t width, bool last, std::int64_t *out)
{
    constexpr std::int64_t kColumns = 256;
    for (std::int64_t start = 0; start < width; start += kColumns) {
        const std::int64_t some = std::min(kColumns, width - start);
        T best[kColumns];
        std::int32_t where[kColumns] = {};
        std::copy_n(first + start, some, best);
        for (std::int64_t k = 1; k < length; ++k) {
            const T *const row = first + k * step + start;
            const auto at = static_cast<std::int32_t>(k);
            for (std::int64_t i = 0; i < some; ++i) {
                const bool wins = (largest ? row[i] > best[i] : row[i] < best[i]) || (last && row[i] == best[i]);
                where[i] = wins ? at : where[i];
                best[i] = wins ? row[i] : best[i];
            }
        }
        std::copy_n(where, some, out + start);
    }
}

template <bool largest, typename T>
void positions(const T *data, std::int64_t outer, std::int64_t length, std::int64_t inner, bool last, std::int64_t *out)
{
    for (std::int64_t o = 0; o < outer; ++o) {
        if (inner == 1)
            out[o] = positionInRow<largest>(data + o * length, length, last);
        else
            positionsInColumns<largest>(data + o * length * inner, length, inner, inner, last, out + o * inner);
    }
}

} // namespace

Status inferArgExtreme(InferContext &context)
{
    auto shape = context.inputShape(0);
    if (shape) {
        HALFTONE_TRY(
            const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(shape->size())));
        if (context.node().intAttribute("keepdims", 1) != 0)
            (*shape)[static_cast<std::size_t>(axis)] = Dim(1);
        else
            shape->erase(shape->begin() + axis);
    }
    context.setOutput(0, DType::Int64, std::move(shape));
    return {};
}

Status computeArgExtreme(KernelContext &context, bool largest)
{
    const DType type = context.tensor(0).dtype();
    HALFTONE_TRY(const Tensor input, castTensor(context.tensor(0), isNarrowFloat(type) ? DType::Float : type));
    HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), input.shape().rank()));
    const bool last = context.node().intAttribute("select_last_index", 0) != 0;
    const std::int64_t length = input.shape()[axis];
    const std::int64_t inner = input.shape().count(axis + 1, input.shape().rank());
    const std::int64_t outer = input.shape().count(0, axis);
    std::vector<std::int64_t> dims = input.shape().dims();
    if (context.node().intAttribute("keepdims", 1) != 0)
        dims[static_cast<std::size_t>(axis)] = 1;
    else
        dims.erase(dims.begin() + axis);
    if (length == 0 && inner * outer > 0)
        return context.badArgument("an axis of length 0", "at least one element to choose from");
    HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Int64, Shape(std::move(dims))));
    std::int64_t *out = output->mutableAs<std::int64_t>().data();
    const bool native = visitNumber(input.dtype(), [&](auto zero) {
        using T = decltype(zero);
        (largest ? positions<true, T> : positions<false, T>)(input.as<T>().data(), outer, length, inner, last, out);
    });
    return native ? Status() : Status(context.unsupported(std::string(dtypeName(type))));
}

QuantRule argExtremeRule()
{
    QuantRule rule = computeRule({0});
    rule.outputs.clear();
    return rule;
}

} // namespace halftone
