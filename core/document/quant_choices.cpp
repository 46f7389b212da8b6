// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/quant_choices.h"

#include "core/document/recipe_fields.h"
#include "core/quant/names.h"

namespace halftone {

namespace {

/// Types that recipes know for `key`, `first` at the top.
std::vector<DType> typesOf(const std::string &key, DType first)
{
    std::vector<DType> types{first};
    for (const std::string &word : recipeWords(Recipe(), key)) {
        if (const auto type = quantTypeFromName(word); type && *type != first)
            types.push_back(*type);
    }
    return types;
}

} // namespace

std::span<const DType> activationTypes()
{
    static const std::vector<DType> kTypes = typesOf("activations", Recipe().activations);
    return kTypes;
}

std::span<const DType> weightTypes()
{
    static const std::vector<DType> kTypes = typesOf("weights", Recipe().weights);
    return kTypes;
}

std::span<const RangeMethod> rangeMethods()
{
    static constexpr RangeMethod kMethods[]
        = {RangeMethod::Mse, RangeMethod::MinMax, RangeMethod::Percentile, RangeMethod::Entropy, RangeMethod::MovingAverage};
    return kMethods;
}

std::span<const NodeMode> nodeModes()
{
    static constexpr NodeMode kModes[] = {NodeMode::Auto, NodeMode::Static, NodeMode::Int16, NodeMode::Int8, NodeMode::Int4,
        NodeMode::Dynamic, NodeMode::Integer, NodeMode::WeightOnly, NodeMode::Float16, NodeMode::BFloat16};
    return kModes;
}

} // namespace halftone
