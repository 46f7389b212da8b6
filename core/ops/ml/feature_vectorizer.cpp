// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

/// Columns of each input, or an error.
Result<std::vector<std::int64_t>> widthsOf(const Node &node)
{
    std::vector<std::int64_t> widths = node.intsAttribute("inputdimensions");
    for (const std::int64_t width : widths)
        if (width < 0 || width > (std::int64_t(1) << 31))
            return badNode(node, "inputdimensions " + std::to_string(width), "a number of columns");
    if (widths.size() != node.inputs.size())
        return badNode(node, std::to_string(widths.size()) + " inputdimensions", std::to_string(node.inputs.size()));
    return widths;
}

class FeatureVectorizer final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "FeatureVectorizer", kMl, OpCategory::Tensor, "Inputs side by side as one matrix, each cut or filled with zeros to a width."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const auto widths, widthsOf(context.node()));
        inferRows(context, 0, DType::Float, std::accumulate(widths.begin(), widths.end(), std::int64_t(0)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto widths, widthsOf(context.node()));
        const std::int64_t total = std::accumulate(widths.begin(), widths.end(), std::int64_t(0));
        Tensor result;
        std::int64_t column = 0;
        for (std::size_t i = 0; i < widths.size(); column += widths[i++]) {
            HALFTONE_TRY(const FeatureRows rows, featureRows(context, static_cast<int>(i)));
            if (i == 0) {
                HALFTONE_TRY(result, Tensor::allocate(DType::Float, Shape{rows.count, total}));
            }
            if (rows.count != result.shape()[0])
                return context.badArgument(std::to_string(rows.count) + " rows", std::to_string(result.shape()[0]));
            for (std::int64_t row = 0; row < rows.count; ++row)
                for (std::int64_t at = 0; at < std::min(widths[i], rows.width); ++at)
                    result.mutableAs<float>()[static_cast<std::size_t>(row * total + column + at)]
                        = static_cast<float>(rows.row(row)[static_cast<std::size_t>(at)]);
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(FeatureVectorizer)

} // namespace halftone
