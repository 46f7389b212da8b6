// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"

namespace halftone::dnnlsupport {

Attributes::Attributes() : m_attributes(baseAttributes()) { }

void Attributes::setScaling(const IntegerScaling &scaling, [[maybe_unused]] int weightsMask)
{
    std::vector<float> scales;
    scales.reserve(scaling.weights.size());
    for (const float weight : scaling.weights)
        scales.push_back(static_cast<float>(static_cast<double>(scaling.source) * weight / scaling.destination));
    const std::pair<int, std::int32_t> zeros[]
        = {{DNNL_ARG_SRC, scaling.sourceZero}, {DNNL_ARG_WEIGHTS, scaling.weightsZero}, {DNNL_ARG_DST, scaling.destinationZero}};
#if DNNL_VERSION_MAJOR < 3
    m_attributes.set_output_scales(scales.size() > 1 ? 1 << scaling.channelAxis : 0, scales);
#else
    m_attributes.set_scales_mask(DNNL_ARG_WEIGHTS, weightsMask);
    m_scaleArguments.emplace_back(DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS, std::move(scales));
#endif
    for (const auto &[argument, zero] : zeros) {
        if (zero == 0)
            continue;
#if DNNL_VERSION_MAJOR < 3
        m_attributes.set_zero_points(argument, 0, {zero});
#else
        m_attributes.set_zero_points_mask(argument, 0);
        m_zeroPointArguments.emplace_back(DNNL_ARG_ATTR_ZERO_POINTS | argument, zero);
#endif
    }
}

void Attributes::appendActivation(const Eltwise &activation)
{
    dnnl::algorithm algorithm{};
    float alpha = 0;
    float beta = 0;
    activationAlgorithm(activation, algorithm, alpha, beta);
#if DNNL_VERSION_MAJOR < 3
    m_postOps.append_eltwise(1, algorithm, alpha, beta);
#else
    m_postOps.append_eltwise(algorithm, alpha, beta);
#endif
    ++m_count;
}

void Attributes::appendSum()
{
    m_postOps.append_sum(1);
    ++m_count;
}

void Attributes::appendBinary(BinaryKind kind, const Desc &other)
{
    m_postOps.append_binary(binaryAlgorithm(kind), other);
    ++m_count;
}

dnnl::primitive_attr Attributes::finish()
{
    m_attributes.set_post_ops(m_postOps);
    return m_attributes;
}

void Attributes::addArguments(Tracer &tracer, std::vector<Argument> &inputs) const
{
    for (const auto &[argument, scales] : m_scaleArguments) {
        const Shape shape{static_cast<std::int64_t>(scales.size())};
        inputs.push_back(
            {argument, plainDesc(DType::Float, shape), tracer.constantPlace(Tensor::of<float>(shape, std::span<const float>(scales)))});
    }
    for (const auto &[argument, zero] : m_zeroPointArguments)
        inputs.push_back({argument, plainDesc(DType::Int32, Shape{1}), tracer.constantPlace(Tensor::of<std::int32_t>({1}, {zero}))});
}

std::vector<float> biasInUnits(const std::vector<float> &bias, const IntegerScaling &scaling)
{
    std::vector<float> result(bias.size());
    for (std::size_t i = 0; i < bias.size(); ++i) {
#if DNNL_VERSION_MAJOR < 3
        const double weight = scaling.weights.size() > 1 ? scaling.weights[i] : scaling.weights[0];
        result[i] = static_cast<float>(bias[i] / (static_cast<double>(scaling.source) * weight));
#else
        result[i] = static_cast<float>(static_cast<double>(bias[i]) / scaling.destination);
#endif
    }
    return result;
}

} // namespace halftone::dnnlsupport
