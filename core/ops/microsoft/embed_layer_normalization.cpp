// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

#include <algorithm>
#include <span>

namespace halftone {

namespace {

/// Inputs: input_ids, segment_ids, word, position and segment embeddings, gamma, beta, mask, position_ids.
class EmbedLayerNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"EmbedLayerNormalization", kMicrosoft, OpCategory::Normalization,
            "Adds word, position and segment embeddings of tokens and normalizes the sum (BERT's first layer)."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &ids = context.input(0).shape();
        const auto &table = context.input(2).shape();
        std::optional<std::vector<Dim>> out = ids;
        if (out)
            out->push_back(table && table->size() == 2 ? table->back() : Dim::unknown());
        context.setOutput(0, context.input(2).dtype(), out);
        context.setOutput(1, DType::Int32, ids && !ids->empty() ? std::optional(std::vector<Dim>{ids->front()}) : std::nullopt);
        context.setOutput(2, context.input(2).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &ids = context.tensor(0).shape();
        const Shape &table = context.tensor(2).shape();
        if (ids.rank() != 2 || table.rank() != 2)
            return context.badArgument("input_ids " + ids.toString() + ", word embedding " + table.toString(), "two matrices");
        const std::int64_t hidden = table[1];
        HALFTONE_TRY(const std::vector<std::int64_t> words, context.ints(0));
        HALFTONE_TRY(const std::vector<std::int64_t> positions, positionsOf(context, ids));
        std::vector<std::int64_t> segments(words.size(), 0);
        if (context.hasInput(1)) {
            HALFTONE_TRY(segments, context.ints(1));
        }
        const Shape shape{ids[0], ids[1], hidden};
        HALFTONE_TRY(Tensor sumTensor, Tensor::allocate(DType::Double, shape));
        const std::span<double> sum = sumTensor.mutableAs<double>();
        HALFTONE_CHECK(addRows(context, 2, words, hidden, sum));
        HALFTONE_CHECK(addRows(context, 3, positions, hidden, sum));
        if (context.hasInput(4))
            HALFTONE_CHECK(addRows(context, 4, segments, hidden, sum));
        HALFTONE_TRY(const auto gamma, elements<double>(context, 5));
        HALFTONE_TRY(const auto beta, elements<double>(context, 6));
        if (gamma.size() != hidden || beta.size() != hidden)
            return context.badArgument("gamma and beta of " + std::to_string(gamma.size()), std::to_string(hidden) + " elements");
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, context.tensor(2).dtype(), shape));
        const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-12F));
        for (std::int64_t row = 0; row < ids.count(); ++row) {
            const RowStatistics statistics = rowStatistics(sum.data() + row * hidden, hidden, epsilon);
            for (std::int64_t i = 0; i < hidden; ++i)
                y[row * hidden + i]
                    = (sum[static_cast<std::size_t>(row * hidden + i)] - statistics.mean) * statistics.inverseDeviation * gamma[i]
                    + beta[i];
        }
        HALFTONE_CHECK(y.finish());
        if (context.wantsOutput(2)) {
            HALFTONE_TRY(auto embedding, Output<double>::make(context, 2, context.tensor(2).dtype(), shape));
            std::copy(sum.begin(), sum.end(), embedding.data());
            HALFTONE_CHECK(embedding.finish());
        }
        return storeMaskIndex(context, ids);
    }

private:
    static Result<std::vector<std::int64_t>> positionsOf(const KernelContext &context, const Shape &ids)
    {
        std::vector<std::int64_t> positions;
        if (context.hasInput(8)) {
            HALFTONE_TRY(positions, context.ints(8));
        }
        const bool shared = static_cast<std::int64_t>(positions.size()) == ids[1];
        if (!positions.empty() && !shared && static_cast<std::int64_t>(positions.size()) != ids.count())
            return context.badArgument(std::to_string(positions.size()) + " position_ids", std::to_string(ids.count()));
        std::vector<std::int64_t> result;
        for (std::int64_t i = 0; i < ids.count(); ++i)
            result.push_back(positions.empty() ? i % ids[1] : positions[static_cast<std::size_t>(shared ? i % ids[1] : i)]);
        return result;
    }

    /// Adds row rows[i] of the table in input `index` to row i of `sum`.
    static Status addRows(
        const KernelContext &context, int index, const std::vector<std::int64_t> &rows, std::int64_t hidden, std::span<double> sum)
    {
        // A few rows of a large table: only of other types does all of it become real numbers first.
        if (context.tensor(index).dtype() == DType::Float)
            return addRowsOf<float>(context, index, rows, hidden, sum);
        return addRowsOf<double>(context, index, rows, hidden, sum);
    }

    template <typename T>
    static Status addRowsOf(
        const KernelContext &context, int index, const std::vector<std::int64_t> &rows, std::int64_t hidden, std::span<double> sum)
    {
        HALFTONE_TRY(const auto table, elements<T>(context, index));
        const std::int64_t available = hidden > 0 ? table.size() / hidden : 0;
        if (static_cast<std::int64_t>(rows.size()) * hidden != static_cast<std::int64_t>(sum.size()))
            return context.badArgument(
                std::to_string(rows.size()) + " indices", std::to_string(hidden > 0 ? static_cast<std::int64_t>(sum.size()) / hidden : 0));
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (rows[r] < 0 || rows[r] >= available)
                return context.badArgument("index " + std::to_string(rows[r]), "below " + std::to_string(available));
            for (std::int64_t i = 0; i < hidden; ++i)
                sum[r * static_cast<std::size_t>(hidden) + static_cast<std::size_t>(i)] += static_cast<double>(table[rows[r] * hidden + i]);
        }
        return {};
    }

    /// Number of tokens that are not masked, one a sample; 0 without a mask.
    static Status storeMaskIndex(KernelContext &context, const Shape &ids)
    {
        if (!context.wantsOutput(1))
            return {};
        std::vector<std::int64_t> mask;
        if (context.hasInput(7)) {
            HALFTONE_TRY(mask, context.ints(7));
            if (static_cast<std::int64_t>(mask.size()) != ids.count())
                return context.badArgument("mask of " + std::to_string(mask.size()), std::to_string(ids.count()));
        }
        HALFTONE_TRY(auto counts, Output<std::int32_t>::make(context, 1, DType::Int32, Shape{ids[0]}));
        for (std::size_t i = 0; i < mask.size(); ++i)
            counts[static_cast<std::int64_t>(i) / ids[1]] += mask[i] != 0 ? 1 : 0;
        return counts.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(EmbedLayerNormalization)

} // namespace halftone
