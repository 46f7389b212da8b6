// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/sample_inputs.h"

#include "core/quant/errors.h"

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

} // namespace

Result<std::vector<RuntimeValue>> modelInputs(const Graph &graph, const Sample &sample)
{
    std::vector<RuntimeValue> inputs;
    for (const ValueId id : graph.inputs()) {
        const Value &value = graph.value(id);
        if (value.initializer != kNone)
            continue;
        const auto found = sample.inputs.find(value.name);
        if (found == sample.inputs.end())
            return Error(errc::kSampleLacksInput, {value.name, sample.name}, sample.name);
        if (!fits(value.declaredType, found->second)) {
            const std::string given = std::string(dtypeName(found->second.dtype())) + "[" + found->second.shape().toString() + "]";
            return Error(errc::kSampleMismatch, {value.name, given, value.declaredType.toString()}, sample.name);
        }
        inputs.emplace_back(found->second);
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
