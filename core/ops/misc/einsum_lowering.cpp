// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/matrix_product.h"
#include "core/engine/kernels/parallel.h"
#include "core/ops/lowering.h"
#include "core/ops/misc/einsum_equation.h"

#include <algorithm>
#include <map>
#include <set>

namespace halftone {

namespace {

using Labels = std::vector<std::string>;

/// A tensor of some labels rearranged into the order of others: extents and source strides, in target order.
struct Rearrangement
{
    std::vector<std::int64_t> extents;
    std::vector<std::int64_t> strides;
    std::int64_t count = 1;

    void run(const float *from, float *to) const
    {
        const auto rank = static_cast<int>(extents.size());
        const std::int64_t width = extents.back();
        const std::int64_t step = strides.back();
        parallelRanges(count / width, std::max<std::int64_t>(1, 4096 / width), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                std::int64_t rest = row;
                const float *source = from;
                for (int axis = rank - 1; axis-- > 0;) {
                    const auto at = static_cast<std::size_t>(axis);
                    source += rest % extents[at] * strides[at];
                    rest /= extents[at];
                }
                float *const target = to + row * width;
                for (std::int64_t i = 0; i < width; ++i)
                    target[i] = source[i * step];
            }
        });
    }
};

Rearrangement rearrange(const Labels &from, const Labels &to, std::map<std::string, std::int64_t> &sizes)
{
    Rearrangement made;
    for (const std::string &label : to) {
        std::int64_t stride = 1;
        for (auto it = std::ranges::find(from, label) + 1; it != from.end(); ++it)
            stride *= sizes[*it];
        made.extents.push_back(sizes[label]);
        made.strides.push_back(stride);
        made.count *= sizes[label];
    }
    if (to.empty()) {
        made.extents = {1};
        made.strides = {1};
    }
    return made;
}

Labels joined(std::initializer_list<Labels> parts)
{
    Labels all;
    for (const Labels &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// A sum of products of two operands as matrix products: labels of both and the result (`batch`), of one and the result (`rows`,
/// `columns`), of both and not of the result (`inner`).
struct Contraction
{
    Labels batch;
    Labels rows;
    Labels columns;
    Labels inner;
    std::map<std::string, std::int64_t> sizes;

    std::int64_t countOf(const Labels &labels) const
    {
        std::int64_t count = 1;
        for (const std::string &label : labels)
            count *= sizes.at(label);
        return count;
    }

    static std::optional<Contraction> of(const EinsumEquation &equation, const Shape &a, const Shape &b)
    {
        Contraction made;
        const Labels &left = equation.inputs[0];
        const Labels &right = equation.inputs[1];
        const auto add = [&made](const Labels &labels, const Shape &shape) {
            for (std::size_t i = 0; i < labels.size(); ++i) {
                const std::int64_t size = shape[static_cast<int>(i)];
                if (!made.sizes.emplace(labels[i], size).second && made.sizes[labels[i]] != size)
                    return false;
            }
            return std::set<std::string>(labels.begin(), labels.end()).size() == labels.size();
        };
        if (!add(left, a) || !add(right, b))
            return std::nullopt;
        const auto has = [](const Labels &labels, const std::string &label) { return std::ranges::find(labels, label) != labels.end(); };
        for (const std::string &label : equation.output)
            (has(left, label) && has(right, label) ? made.batch : has(left, label) ? made.rows : made.columns).push_back(label);
        for (const std::string &label : left)
            if (!has(equation.output, label)) {
                if (!has(right, label))
                    return std::nullopt;
                made.inner.push_back(label);
            }
        for (const std::string &label : right)
            if (!has(equation.output, label) && !has(left, label))
                return std::nullopt;
        return made;
    }
};

/// One operand as `batch` matrices: as it lies, as it lies transposed, or copied.
struct Side
{
    bool copies = false;
    bool transposed = false;
    Rearrangement order;

    static Side of(const Labels &labels, const Labels &first, const Labels &second, Contraction &contraction)
    {
        const Labels plain = joined({contraction.batch, first, second});
        Side side;
        side.transposed = labels != plain && labels == joined({contraction.batch, second, first});
        side.copies = labels != plain && !side.transposed;
        side.order = rearrange(labels, plain, contraction.sizes);
        return side;
    }
};

std::optional<Refusal> lowerEinsum(LowerContext &context)
{
    if (context.inputCount() != 2 || context.inputType(0) != DType::Float || context.inputType(1) != DType::Float)
        return context.refuse("operands");
    const Shape &a = context.inputShape(0);
    const Shape &b = context.inputShape(1);
    const auto equation = EinsumEquation::parse(context.node(), context.node().stringAttribute("equation", ""), {a.rank(), b.rank()});
    auto contraction = equation ? Contraction::of(*equation, a, b) : std::nullopt;
    if (!contraction || contraction->inner.empty())
        return context.refuse("no matrix product");
    const Side left = Side::of(equation->inputs[0], contraction->rows, contraction->inner, *contraction);
    const Side right = Side::of(equation->inputs[1], contraction->inner, contraction->columns, *contraction);
    const Labels made = joined({contraction->batch, contraction->rows, contraction->columns});
    const bool direct = made == equation->output;
    const Rearrangement result = rearrange(made, equation->output, contraction->sizes);
    const std::int64_t batch = contraction->countOf(contraction->batch);
    const std::int64_t rows = contraction->countOf(contraction->rows);
    const std::int64_t columns = contraction->countOf(contraction->columns);
    const std::int64_t inner = contraction->countOf(contraction->inner);
    const std::int64_t scratch = (left.copies ? a.count() : 0) + (right.copies ? b.count() : 0) + (direct ? 0 : result.count);
    return context.kernel(
        "oneDNN gemm", {0, 1},
        [=](std::byte *const *at) {
            const float *x = reinterpret_cast<const float *>(at[0]);
            const float *y = reinterpret_cast<const float *>(at[1]);
            float *const to = reinterpret_cast<float *>(at[2]);
            float *free = scratch > 0 ? reinterpret_cast<float *>(at[3]) : nullptr;
            const auto take = [&free](const Side &side, const float *&from) {
                if (!side.copies)
                    return;
                side.order.run(from, free);
                from = free;
                free += side.order.count;
            };
            take(left, x);
            take(right, y);
            float *const product = direct ? to : free;
            const auto multiply = [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i)
                    matrixProduct(rows, inner, columns, 1, {x + i * rows * inner, left.transposed ? rows : inner, left.transposed},
                        {y + i * inner * columns, right.transposed ? inner : columns, right.transposed}, product + i * rows * columns,
                        columns);
            };
            // Few large products are better divided themselves.
            if (batch < 4)
                multiply(0, batch);
            else
                parallelRanges(batch, 1, multiply);
            if (!direct)
                result.run(product, to);
        },
        scratch * static_cast<std::int64_t>(sizeof(float)));
}

} // namespace

HALFTONE_LOWERING(Einsum, "", "Einsum", lowerEinsum)

} // namespace halftone
