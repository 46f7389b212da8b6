// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/ml/feature_rows.h"
#include "core/ops/ml/map_input.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

Result<DType> targetOf(const Node &node)
{
    const std::string name = node.stringAttribute("cast_to", "TO_FLOAT");
    if (name == "TO_FLOAT")
        return DType::Float;
    if (name == "TO_INT64")
        return DType::Int64;
    if (name == "TO_STRING")
        return DType::String;
    return badNode(node, "cast_to " + name, "TO_FLOAT, TO_INT64 or TO_STRING");
}

class CastMap final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "CastMap", kMl, OpCategory::Other, "Values of a map as one row: in order of the keys, or each in the column its key numbers."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, targetOf(context.node()));
        const bool sparse
            = context.node().stringAttribute("map_form", "DENSE") == "SPARSE" && context.node().intAttribute("max_map", 1) >= 0;
        const std::vector<Dim> shape{Dim(1), Dim(context.node().intAttribute("max_map", 1))};
        context.setOutput(0, type, sparse ? std::optional(shape) : std::nullopt);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, targetOf(context.node()));
        HALFTONE_TRY(const auto keys, mapInput(context, 0));
        HALFTONE_TRY(const Tensor values, castTensor(context.input(0).map().values, type));
        const bool sparse = context.node().stringAttribute("map_form", "DENSE") == "SPARSE";
        const auto width = sparse ? context.node().intAttribute("max_map", 1) : static_cast<std::int64_t>(keys.size());
        if (width < 0)
            return context.badArgument("max_map " + std::to_string(width), "a number of columns");
        HALFTONE_TRY(Tensor result, Tensor::allocate(type, Shape{1, width}));
        std::int64_t next = 0;
        for (const auto &[key, place] : keys) {
            const auto *number = std::get_if<std::int64_t>(&key);
            const std::int64_t column = sparse && number ? *number : next++;
            if (column < 0 || column >= width)
                return context.badArgument("key " + std::to_string(column), "below max_map " + std::to_string(width));
            visitUnit(type, [&](auto unit) {
                using Unit = decltype(unit);
                mutableUnitsOf<Unit>(result)[column] = unitsOf<Unit>(values)[place];
            });
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(CastMap)

} // namespace halftone
