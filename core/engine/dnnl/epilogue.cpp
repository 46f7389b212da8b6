// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/epilogue.h"

#include "core/engine/reorder.h"

#include <algorithm>
#include <cmath>

namespace halftone::dnnlsupport {

namespace {

using Kind = Activation::Kind;

bool commutesWithScale(const Activation &activation) { return activation.kind == Kind::Relu || activation.kind == Kind::Clip; }

Activation linear(float alpha, float beta) { return {Kind::Linear, alpha, beta}; }

std::optional<Activation> scalarOperation(BinaryKind kind, float value)
{
    switch (kind) {
    case BinaryKind::Add:
        return linear(1, value);
    case BinaryKind::Sub:
        return linear(1, -value);
    case BinaryKind::Mul:
        return linear(value, 0);
    case BinaryKind::Div:
        // Exact only for powers of two, whose reciprocal is exact.
        if (int exponent = 0; value != 0 && std::abs(std::frexp(value, &exponent)) == 0.5F)
            return linear(1 / value, 0);
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace

Epilogue::Epilogue(LowerContext &context, const Shape &result, int channelAxis)
    : m_context(context), m_result(result), m_channelAxis(channelAxis), m_links(context.postLinks())
{
}

bool Epilogue::isChannelVector(const Shape &shape) const
{
    const int missing = m_result.rank() - shape.rank();
    if (missing < 0 || m_channelAxis < missing)
        return false;
    for (int axis = 0; axis < shape.rank(); ++axis)
        if (shape[axis] != (axis + missing == m_channelAxis ? m_result[m_channelAxis] : 1))
            return false;
    return true;
}

std::optional<std::string> Epilogue::prepare(bool integer)
{
    Tracer &tracer = m_context.tracer();
    const Graph &graph = tracer.program().graph();
    std::vector<Link> rest;
    for (const Link &link : m_links) {
        if (link.kind == Link::Kind::Normalize) {
            if (integer)
                return "batch normalization after 8-bit convolution";
            const Node &node = graph.node(link.nodes[0]);
            std::vector<std::vector<float>> parameters;
            for (std::size_t i = 1; i < 5; ++i)
                parameters.push_back(smallConstant(graph, node.inputs[i], 65536).value_or(std::vector<float>()));
            const auto channels = static_cast<std::size_t>(m_result[m_channelAxis]);
            for (const auto &parameter : parameters)
                if (parameter.size() != channels)
                    return "batch normalization of another channel count";
            const float epsilon = node.floatAttribute("epsilon", 1e-5F);
            for (std::size_t c = 0; c < channels; ++c) {
                m_factor.push_back(parameters[0][c] / std::sqrt(parameters[3][c] + epsilon));
                m_offset.push_back(parameters[1][c] - parameters[2][c] * m_factor[c]);
            }
            m_key = "/bn" + std::to_string(link.nodes[0]);
            continue;
        }
        const bool first = rest.empty() && m_added.empty();
        if (link.kind == Link::Kind::Binary && link.binary == BinaryKind::Add && first) {
            const Tracer::Value &other = tracer.value(link.other);
            if (other.isConstant && other.dtype == DType::Float && other.shape.count() > 1 && isChannelVector(other.shape)) {
                const auto tensor = tracer.constantTensor(link.other);
                if (!tensor)
                    return "constant";
                m_added.assign(tensor->as<float>().begin(), tensor->as<float>().end());
                continue;
            }
        }
        rest.push_back(link);
    }
    m_links = std::move(rest);
    if (const auto &quantization = m_context.outputQuantization()) {
        if (quantization->scale.size() != 1)
            return "per-channel output quantization";
        bool commutes = true;
        for (const Link &link : m_links)
            commutes = commutes && link.kind == Link::Kind::Eltwise && commutesWithScale(link.activation);
        m_scaleLast = !commutes;
        m_destination = commutes ? quantization->scale[0] : 1;
    }
    return std::nullopt;
}

std::vector<float> Epilogue::bias(const std::vector<float> &own) const
{
    std::vector<float> result = own;
    const auto add = [&result](const std::vector<float> &more) {
        if (more.empty())
            return;
        result.resize(more.size(), 0);
        for (std::size_t i = 0; i < more.size(); ++i)
            result[i] += more[i];
    };
    if (!m_factor.empty()) {
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] *= m_factor[i];
        add(m_offset);
    }
    add(m_added);
    return result;
}

std::int32_t Epilogue::destinationZero() const
{
    const auto &quantization = m_context.outputQuantization();
    return quantization && !quantization->zeroPoint.empty() ? quantization->zeroPoint[0] : 0;
}

DType Epilogue::resultType() const
{
    const auto &quantization = m_context.outputQuantization();
    return quantization ? quantization->dtype : DType::Float;
}

std::optional<std::string> Epilogue::append(Attributes &attributes, std::vector<Argument> &inputs)
{
    Tracer &tracer = m_context.tracer();
    m_sum = kNone;
    for (const Link &link : m_links) {
        if (link.kind == Link::Kind::Eltwise) {
            Activation activation = link.activation;
            if (activation.kind == Kind::Clip) {
                activation.alpha /= m_destination;
                activation.beta /= m_destination;
            }
            if (activation.kind == Kind::HardSigmoid) {
                attributes.appendActivation(linear(activation.alpha, activation.beta));
                activation = {Kind::Clip, 0, 1};
            }
            attributes.appendActivation(activation);
            continue;
        }
        const Tracer::Value &other = tracer.value(link.other);
        if (other.dtype != DType::Float || (other.kind != Tracer::Value::Kind::Tensor && other.kind != Tracer::Value::Kind::Lazy))
            return "operand type";
        if (other.isConstant && other.shape.count() == 1 && other.shape.rank() <= m_result.rank()) {
            const auto tensor = tracer.constantTensor(link.other);
            const auto operation = tensor ? scalarOperation(link.binary, tensor->as<float>()[0]) : std::nullopt;
            if (!operation)
                return "scalar operand";
            attributes.appendActivation(*operation);
            continue;
        }
        if (other.shape == m_result && link.binary == BinaryKind::Add && m_sum == kNone && !m_context.outputQuantization()) {
            m_sum = link.other;
            attributes.appendSum();
            continue;
        }
        const int missing = m_result.rank() - other.shape.rank();
        std::vector<std::int64_t> dims(static_cast<std::size_t>(std::max(missing, 0)), 1);
        dims.insert(dims.end(), other.shape.begin(), other.shape.end());
        for (int axis = 0; axis < m_result.rank() && missing >= 0; ++axis)
            if (const std::int64_t dim = dims[static_cast<std::size_t>(axis)]; dim != 1 && dim != m_result[axis])
                return "broadcast";
        if (missing < 0 || Shape(dims) == m_result)
            return "operand shape";
        const auto place = tracer.plain(link.other);
        if (!place)
            return "operand";
        const Desc desc = plainDesc(DType::Float, Shape(dims));
        inputs.push_back({DNNL_ARG_ATTR_MULTIPLE_POST_OP(attributes.postOperations()) | DNNL_ARG_SRC_1, desc, *place});
        attributes.appendBinary(link.binary, desc);
    }
    if (m_scaleLast)
        attributes.appendActivation(linear(1 / m_context.outputQuantization()->scale[0], 0));
    return std::nullopt;
}

Result<Place> Epilogue::resultPlace(const Desc &desc)
{
    Tracer &tracer = m_context.tracer();
    if (m_sum == kNone)
        return newPlaceFor(tracer, desc, m_result);
    // Overwritten only when the primitive reads it for nothing else.
    const auto &inputs = m_context.node().inputs;
    const auto readers = std::count(inputs.begin(), inputs.end(), m_sum)
        + std::count_if(m_links.begin(), m_links.end(), [this](const Link &link) { return link.other == m_sum; });
    const bool wasDying = tracer.isDying(m_sum) && readers == 1;
    const std::size_t before = tracer.value(m_sum).places.size();
    HALFTONE_TRY(const Place place, placeAs(tracer, m_sum, desc));
    if (wasDying && before == 1)
        return place; // its own memory, or a copy made just now
    return emitCopy(tracer, place, static_cast<std::int64_t>(desc.get_size()));
}

std::string Epilogue::key() const { return m_key; }

std::optional<std::vector<float>> realVector(LowerContext &context, const Operand &operand)
{
    Tracer &tracer = context.tracer();
    const ValueId id = operand.value != kNone ? operand.value : operand.quantized;
    if (!tracer.value(id).isConstant)
        return std::nullopt;
    const auto tensor = tracer.constantTensor(id);
    if (!tensor)
        return std::nullopt;
    std::vector<float> result;
    if (tensor->dtype() == DType::Float)
        result.assign(tensor->as<float>().begin(), tensor->as<float>().end());
    else if (tensor->dtype() == DType::Int32)
        result.assign(tensor->as<std::int32_t>().begin(), tensor->as<std::int32_t>().end());
    else
        return std::nullopt;
    return result;
}

} // namespace halftone::dnnlsupport
