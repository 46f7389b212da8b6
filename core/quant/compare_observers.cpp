// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare_observers.h"

#include "core/quant/plain_copy.h"
#include "core/quant/scheme.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

QuantLimits fullLimits(DType type) { return quantLimits(type, false, false); }

void dequantizeTo(const Tensor &tensor, const QuantParams &params, float *target)
{
    const float scale = params.scale.front();
    const std::int32_t zero = params.zeroPoint.front();
    switch (tensor.dtype()) {
    case DType::UInt8:
        return dequantizeSpan(tensor.as<std::uint8_t>().data(), tensor.count(), scale, zero, target);
    case DType::Int8:
        return dequantizeSpan(tensor.as<std::int8_t>().data(), tensor.count(), scale, zero, target);
    case DType::UInt16:
        return dequantizeSpan(tensor.as<std::uint16_t>().data(), tensor.count(), scale, zero, target);
    default:
        return dequantizeSpan(tensor.as<std::int16_t>().data(), tensor.count(), scale, zero, target);
    }
}

template <typename T>
void quantizeTo(const Tensor &values, const QuantParams &params, Tensor &target)
{
    quantizeSpan<T>(values.as<float>().data(), values.count(), params.scale.front(), params.zeroPoint.front(), fullLimits(params.dtype),
        target.mutableAs<T>().data());
}

Result<Tensor> quantized(const Tensor &values, const QuantParams &params)
{
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(params.dtype, values.shape()));
    switch (params.dtype) {
    case DType::UInt8:
        quantizeTo<std::uint8_t>(values, params, result);
        break;
    case DType::Int8:
        quantizeTo<std::int8_t>(values, params, result);
        break;
    case DType::UInt16:
        quantizeTo<std::uint16_t>(values, params, result);
        break;
    default:
        quantizeTo<std::int16_t>(values, params, result);
        break;
    }
    return result;
}

} // namespace

void CaptureObserver::observe(ValueId value, const TensorView &view)
{
    auto copy = plainCopy(view);
    if (copy)
        m_run->values[value] = std::move(*copy);
    else if (!m_error)
        m_error = std::move(copy).error();
}

PairIndex::PairIndex(const Graph &quantized, const std::vector<TensorPair> &pairs) : m_pairs(quantized.values().size()), m_all(pairs)
{
    for (std::size_t i = 0; i < pairs.size(); ++i)
        m_pairs[pairs[i].quantizedValue].push_back(i);
}

std::vector<ValueId> PairIndex::observed() const
{
    std::vector<ValueId> values;
    for (ValueId value = 0; value < m_pairs.size(); ++value) {
        if (!m_pairs[value].empty())
            values.push_back(value);
    }
    return values;
}

void ErrorObserver::observe(ValueId value, const TensorView &view)
{
    auto copy = plainCopy(view);
    if (!copy) {
        if (!m_error)
            m_error = std::move(copy).error();
        return;
    }
    if (copy->dtype() == DType::Float16 || copy->dtype() == DType::BFloat16) {
        m_halves[value] = copy->dtype();
        copy = toFloat(*copy);
        if (!copy)
            return;
    }
    for (const std::size_t i : m_index.pairsAt(value)) {
        const TensorPair &pair = m_index.pairs()[i];
        const auto original = m_run.values.find(pair.floatValue);
        if (original == m_run.values.end() || original->second.shape() != copy->shape())
            continue;
        const float *seen = nullptr;
        if (pair.params) {
            m_scratch.resize(static_cast<std::size_t>(copy->count()));
            if (!pair.rounded && copy->dtype() == pair.params->dtype) {
                dequantizeTo(*copy, *pair.params, m_scratch.data());
            } else if (copy->dtype() == DType::Float) {
                const auto limits = fullLimits(pair.params->dtype);
                const float scale = pair.params->scale.front();
                const std::int32_t zero = pair.params->zeroPoint.front();
                const auto x = copy->as<float>();
                for (std::size_t k = 0; k < x.size(); ++k)
                    m_scratch[k] = static_cast<float>(quantizeValue(x[k], scale, zero, limits) - zero) * scale;
            } else {
                continue;
            }
            seen = m_scratch.data();
        } else if (copy->dtype() == DType::Float) {
            seen = copy->as<float>().data();
        } else {
            continue;
        }
        (*m_sums)[i].addSample(original->second.as<float>().data(), seen, copy->shape());
        if (m_seen)
            (*m_seen)[pair.floatValue]
                = Tensor::of<float>(copy->shape(), std::span<const float>(seen, static_cast<std::size_t>(copy->count())));
        if (m_histograms)
            (*m_histograms)[i].add(original->second.as<float>().data(), seen, copy->count());
    }
}

Tensor ErrorObserver::replacement(ValueId value)
{
    if (!m_feedFloat || m_index.pairsAt(value).empty())
        return {};
    const TensorPair &pair = m_index.pairs()[m_index.pairsAt(value).front()];
    const auto original = m_run.values.find(pair.floatValue);
    if (original == m_run.values.end())
        return {};
    const auto half = m_halves.find(value);
    if (half == m_halves.end() && (!pair.params || pair.rounded))
        return original->second;
    auto result = half != m_halves.end() ? castTensor(original->second, half->second) : quantized(original->second, *pair.params);
    if (result)
        return std::move(*result);
    if (!m_error)
        m_error = std::move(result).error();
    return {};
}

} // namespace halftone
