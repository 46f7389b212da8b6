// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

class Normalizer final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Normalizer", kMl, OpCategory::Normalization, "Each row divided by its largest element, sum of magnitudes or length."};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Float, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const std::string norm = context.node().stringAttribute("norm", "MAX");
        if (norm != "MAX" && norm != "L1" && norm != "L2")
            return badNode(context.node(), "norm " + norm, "MAX, L1 or L2");
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, context.tensor(0).shape()));
        auto to = result.mutableAs<float>().begin();
        for (std::int64_t row = 0; row < rows.count; ++row) {
            const double size = sizeOf(rows.row(row), norm);
            for (const double value : rows.row(row))
                *to++ = static_cast<float>(size == 0 ? value : value / size);
        }
        context.setOutput(0, std::move(result));
        return {};
    }

private:
    /// MAX is the largest element with its sign, as the specification and ONNX Runtime have it.
    static double sizeOf(std::span<const double> row, const std::string &norm)
    {
        if (norm == "MAX")
            return row.empty() ? 0 : *std::ranges::max_element(row);
        double sum = 0;
        for (const double value : row)
            sum += norm == "L1" ? std::abs(value) : value * value;
        return norm == "L1" ? sum : std::sqrt(sum);
    }
};

} // namespace

HALFTONE_OPERATOR(Normalizer)

} // namespace halftone
