// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sequence/sequence_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

class ZipMap final : public Operator
{
public:
    OpInfo info() const override { return {"ZipMap", kMl, OpCategory::Control, "Each row of scores as a map from label to score."}; }

    Status infer(InferContext &context) const override
    {
        Type map;
        map.kind = Type::Kind::Map;
        map.dtype = stringsAttribute(context.node(), "classlabels_strings").empty() ? DType::Int64 : DType::String;
        map.element = std::make_shared<const Type>(Type::tensor(DType::Float, std::vector<Dim>{}));
        context.setOutput(0, sequenceFact(std::move(map)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const auto texts = stringsAttribute(context.node(), "classlabels_strings");
        const auto numbers = context.node().intsAttribute("classlabels_int64s");
        HALFTONE_TRY(const FeatureRows rows, featureRows(context));
        const auto labels = static_cast<std::int64_t>(texts.empty() ? numbers.size() : texts.size());
        if (labels != rows.width)
            return context.badArgument(std::to_string(rows.width) + " scores", std::to_string(labels) + " labels");
        const Tensor keys = texts.empty() ? Tensor::of<std::int64_t>(Shape{labels}, numbers) : Tensor::ofStrings(Shape{labels}, texts);
        Sequence result;
        for (std::int64_t row = 0; row < rows.count; ++row) {
            const auto scores = rows.row(row);
            HALFTONE_TRY(Tensor values, Tensor::allocate(DType::Float, Shape{labels}));
            std::ranges::transform(scores, values.mutableAs<float>().begin(), [](double score) { return static_cast<float>(score); });
            result.items.emplace_back(Map{keys, std::move(values)});
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ZipMap)

} // namespace halftone
