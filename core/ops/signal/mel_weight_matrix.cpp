// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

namespace {

double melOf(double hertz) { return 2595.0 * std::log10(1.0 + hertz / 700.0); }
double hertzOf(double mel) { return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0); }

class MelWeightMatrix final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MelWeightMatrix", "", OpCategory::Tensor, "Triangular weights that turn spectrum bins into mel bins.", 17};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "output_datatype", DType::Float));
        const auto bins = context.inputDims(0);
        const auto length = context.inputDims(1);
        context.setOutput(0, type,
            std::vector<Dim>{length && length->size() == 1 ? floorDiv(length->front(), Dim(2)) + Dim(1) : Dim::unknown(),
                bins && bins->size() == 1 ? bins->front() : Dim::unknown()});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "output_datatype", DType::Float));
        HALFTONE_TRY(const auto bins, scalarInput<std::int64_t>(context, 0, 0));
        HALFTONE_TRY(const auto length, scalarInput<std::int64_t>(context, 1, 0));
        HALFTONE_TRY(const auto rate, scalarInput<std::int64_t>(context, 2, 0));
        HALFTONE_TRY(const auto lowest, scalarInput<double>(context, 3, 0));
        HALFTONE_TRY(const auto highest, scalarInput<double>(context, 4, 0));
        constexpr std::int64_t kLimit = std::int64_t(1) << 32;
        if (bins < 0 || bins > kLimit || length < 0 || length > kLimit || rate < 1)
            return context.badArgument(std::to_string(bins) + " bins of " + std::to_string(length) + " at " + std::to_string(rate),
                "sizes of at least 0, a rate of at least 1");
        const std::int64_t rows = length / 2 + 1;
        HALFTONE_TRY(auto y, Output<double>::make(context, 0, type, Shape{rows, bins}));
        const double step = (melOf(highest) - melOf(lowest)) / static_cast<double>(bins + 2);
        std::vector<std::int64_t> edges;
        for (std::int64_t i = 0; i < bins + 2; ++i) {
            const double edge = std::floor(
                static_cast<double>(length + 1) * hertzOf(melOf(lowest) + static_cast<double>(i) * step) / static_cast<double>(rate));
            edges.push_back(edge >= 0 && edge < static_cast<double>(rows) ? static_cast<std::int64_t>(edge) : edge < 0 ? 0 : rows);
        }
        for (std::int64_t bin = 0; bin < bins; ++bin) {
            const auto at = static_cast<std::size_t>(bin);
            const std::int64_t low = edges[at];
            const std::int64_t centre = edges[at + 1];
            const std::int64_t high = edges[at + 2];
            if (centre == low && centre < rows)
                y[centre * bins + bin] = 1;
            for (std::int64_t j = low; centre > low && j <= centre && j < rows; ++j)
                y[j * bins + bin] = static_cast<double>(j - low) / static_cast<double>(centre - low);
            for (std::int64_t j = centre; high > centre && j < high && j < rows; ++j)
                y[j * bins + bin] = static_cast<double>(high - j) / static_cast<double>(high - centre);
        }
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(MelWeightMatrix)

} // namespace halftone
