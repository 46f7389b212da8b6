// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/sample_inputs.h"

#include "core/quant/errors.h"
#include "core/quant/no_samples.h"
#include "core/samples/shape_hint.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

bool fits(const Type &wanted, const Tensor &tensor)
{
    if (!wanted.isTensor())
        return true;
    if (wanted.dtype != DType::Undefined && wanted.dtype != tensor.dtype())
        return false;
    if (!wanted.shape)
        return true;
    if (static_cast<int>(wanted.shape->size()) != tensor.shape().rank())
        return false;
    for (std::size_t i = 0; i < wanted.shape->size(); ++i) {
        const auto fixed = (*wanted.shape)[i].value();
        if (fixed && *fixed != tensor.shape()[static_cast<int>(i)])
            return false;
    }
    return true;
}

/// What to do about data that do not fit.
Error hint(const Value &value, const Tensor &tensor)
{
    const Type &wanted = value.declaredType;
    if (wanted.dtype != DType::Undefined && wanted.dtype != tensor.dtype())
        return Error(errc::kHintType, {value.name, std::string(dtypeName(wanted.dtype))});
    std::vector<std::optional<std::int64_t>> sizes;
    for (const Dim &dim : *wanted.shape)
        sizes.push_back(dim.value());
    return shapeHint(value.name, tensor.shape(), sizes);
}

} // namespace

Status checkInput(const Graph &graph, ValueId input, const Sample &sample)
{
    const Value &value = graph.value(input);
    if (value.initializer != kNone)
        return {};
    const auto found = sample.inputs.find(value.name);
    if (found == sample.inputs.end())
        return Error(errc::kSampleLacksInput, {value.name, sample.name}, sample.name);
    if (!fits(value.declaredType, found->second)) {
        const std::string given = std::string(dtypeName(found->second.dtype())) + "[" + found->second.shape().toString() + "]";
        return Error(errc::kSampleMismatch, {value.name, given, value.declaredType.toString()}, sample.name)
            .because({hint(value, found->second)});
    }
    return {};
}

Result<std::vector<RuntimeValue>> modelInputs(const Graph &graph, const Sample &sample)
{
    std::vector<RuntimeValue> inputs;
    for (const ValueId id : graph.inputs()) {
        HALFTONE_CHECK(checkInput(graph, id, sample));
        if (graph.value(id).initializer == kNone)
            inputs.emplace_back(sample.inputs.at(graph.value(id).name));
    }
    return inputs;
}

std::int64_t unusableCount(const Tensor &tensor)
{
    if (tensor.dtype() != DType::Float)
        return 0;
    const auto unusable = [](float x) { return std::isnan(x) || x == std::numeric_limits<float>::infinity(); };
    return std::ranges::count_if(tensor.as<float>(), unusable);
}

} // namespace halftone
