// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/strided_copy.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

/// Slices along the axis as rows of `length` elements; one element each without an axis.
struct Rows
{
    Tensor tensor;
    std::int64_t count = 0;
    std::int64_t length = 1;
};

template <typename T>
int compareRows(const T *a, const T *b, std::int64_t length)
{
    for (std::int64_t i = 0; i < length; ++i) {
        if (a[i] < b[i])
            return -1;
        if (b[i] < a[i])
            return 1;
        // NaN sorts behind all numbers and equals itself.
        if ((a[i] != a[i]) != (b[i] != b[i]))
            return a[i] != a[i] ? 1 : -1;
    }
    return 0;
}

/// Groups of equal rows: representative (first occurrence) of each group in output order, group of each row, sizes.
struct Groups
{
    std::vector<std::int64_t> first;
    std::vector<std::int64_t> of;
    std::vector<std::int64_t> sizes;
};

template <typename T>
Groups group(const T *data, const Rows &rows, bool sorted)
{
    const auto count = static_cast<std::size_t>(rows.count);
    const auto compare
        = [&](std::int64_t a, std::int64_t b) { return compareRows(data + a * rows.length, data + b * rows.length, rows.length); };
    std::vector<std::int64_t> order(count);
    std::iota(order.begin(), order.end(), std::int64_t(0));
    std::ranges::stable_sort(order, [&](std::int64_t a, std::int64_t b) { return compare(a, b) < 0; });
    Groups groups;
    groups.of.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (i == 0 || compare(order[i - 1], order[i]) != 0) {
            groups.first.push_back(order[i]);
            groups.sizes.push_back(0);
        }
        groups.of[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(groups.first.size()) - 1;
        ++groups.sizes.back();
    }
    if (sorted)
        return groups;
    std::vector<std::int64_t> byFirst(groups.first.size());
    std::iota(byFirst.begin(), byFirst.end(), std::int64_t(0));
    std::ranges::sort(byFirst, {}, [&](std::int64_t g) { return groups.first[static_cast<std::size_t>(g)]; });
    Groups result = groups;
    std::vector<std::int64_t> renamed(byFirst.size());
    for (std::size_t i = 0; i < byFirst.size(); ++i) {
        const auto from = static_cast<std::size_t>(byFirst[i]);
        result.first[i] = groups.first[from];
        result.sizes[i] = groups.sizes[from];
        renamed[from] = static_cast<std::int64_t>(i);
    }
    for (std::int64_t &g : result.of)
        g = renamed[static_cast<std::size_t>(g)];
    return result;
}

Tensor vectorOf(const std::vector<std::int64_t> &values)
{
    return Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(values.size())}, std::span<const std::int64_t>(values));
}

class Unique final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "Unique", "", OpCategory::Tensor, "The different elements, or slices along an axis, with where they stand and how often.", 11};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(auto shape, shapeOfSomeSlices(context));
        context.setOutput(0, context.inputType(0), std::move(shape));
        for (int i = 1; i < 4; ++i)
            context.setOutput(i, DType::Int64, std::vector<Dim>{Dim::unknown()});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const bool sorted = context.node().intAttribute("sorted", 1) != 0;
        const bool byAxis = context.node().attribute("axis") != nullptr;
        int axis = 0;
        Rows rows{input, input.count(), 1};
        if (byAxis) {
            HALFTONE_TRY(axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), input.shape().rank()));
            HALFTONE_TRY(rows.tensor, Tensor::allocateUninitialized(input.dtype(), input.shape()));
            const std::int64_t outer = input.shape().count(0, axis);
            const std::int64_t inner = input.shape().count(axis + 1, input.shape().rank());
            rows.count = input.shape()[axis];
            rows.length = outer * inner;
            copyStrided(input, {0, {inner, rows.count * inner, 1}}, rows.tensor, densePlace(Shape{rows.count, outer, inner}),
                Shape{rows.count, outer, inner});
        }
        Tensor comparable = rows.tensor;
        if (isNarrowFloat(input.dtype())) {
            HALFTONE_TRY(comparable, castTensor(rows.tensor, DType::Float));
        }
        Groups groups;
        if (input.dtype() == DType::String)
            groups = group(comparable.strings().data(), rows, sorted);
        else if (!visitNumber(comparable.dtype() == DType::Bool ? DType::UInt8 : comparable.dtype(),
                     [&](auto zero) { groups = group(comparable.as<decltype(zero)>().data(), rows, sorted); }))
            return context.unsupported(std::string(dtypeName(input.dtype())));
        HALFTONE_CHECK(store(context, rows, groups, byAxis ? std::optional(axis) : std::nullopt));
        context.setOutput(1, vectorOf(groups.first));
        context.setOutput(2, vectorOf(groups.of));
        context.setOutput(3, vectorOf(groups.sizes));
        return {};
    }

private:
    static Status store(KernelContext &context, const Rows &rows, const Groups &groups, std::optional<int> axis)
    {
        const Shape &shape = context.tensor(0).shape();
        Shape result{static_cast<std::int64_t>(groups.first.size())};
        if (axis) {
            result = shape;
            result[*axis] = static_cast<std::int64_t>(groups.first.size());
        }
        HALFTONE_TRY(Tensor * output, context.allocate(0, rows.tensor.dtype(), result));
        const std::int64_t inner = axis ? shape.count(*axis + 1, shape.rank()) : 1;
        const std::int64_t outer = axis ? shape.count(0, *axis) : 1;
        const auto count = static_cast<std::int64_t>(groups.first.size());
        for (std::int64_t g = 0; g < count; ++g)
            for (std::int64_t o = 0; o < outer; ++o)
                copyElements(rows.tensor, groups.first[static_cast<std::size_t>(g)] * rows.length + o * inner, *output,
                    (o * count + g) * inner, inner);
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Unique)

} // namespace halftone
