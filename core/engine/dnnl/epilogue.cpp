// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/epilogue.h"

#include "core/engine/reorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace halftone::dnnlsupport {

namespace {

using Kind = Eltwise::Kind;

bool commutesWithScale(const Eltwise &activation) { return activation.kind == Kind::Relu || activation.kind == Kind::Clip; }

Eltwise linear(float alpha, float beta) { return {Kind::Linear, alpha, beta}; }

std::optional<Eltwise> scalarOperation(BinaryKind kind, float value)
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

std::optional<std::string> Epilogue::prepare(bool integer, bool scalesWeights)
{
    const std::vector<Link> links = std::exchange(m_links, {});
    for (const Link &link : links) {
        if (link.kind == Link::Kind::Normalize) {
            if (integer)
                return "batch normalization after 8-bit convolution";
            if (auto why = foldNormalization(link))
                return why;
        } else if (!m_links.empty() || link.kind != Link::Kind::Binary || !foldBinary(link, scalesWeights && !integer)) {
            if (auto why = appendLink(link))
                return why;
        }
    }
    if (auto why = prepareQuantization())
        return why;
    if (repeatsWithOtherParameters())
        return "two activations of one kind with different parameters";
    return std::nullopt;
}

std::optional<std::string> Epilogue::foldNormalization(const Link &link)
{
    const Graph &graph = m_context.tracer().program().graph();
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
    return std::nullopt;
}

std::optional<std::vector<float>> Epilogue::channelConstant(ValueId id) const
{
    Tracer &tracer = m_context.tracer();
    const Tracer::Value &value = tracer.value(id);
    const bool isScalar = value.shape.count() == 1 && value.shape.rank() <= m_result.rank();
    if (!value.isConstant || value.dtype != DType::Float || (!isScalar && !isChannelVector(value.shape)))
        return std::nullopt;
    const auto tensor = tracer.constantTensor(id);
    if (!tensor)
        return std::nullopt;
    const auto elements = tensor->as<float>();
    std::vector<float> values(elements.begin(), elements.end());
    if (isScalar)
        values.resize(static_cast<std::size_t>(m_result[m_channelAxis]), elements[0]);
    return values;
}

/// Into the bias, or the weights, what stands before everything else.
bool Epilogue::foldBinary(const Link &link, bool scalesWeights)
{
    const bool isScalar = m_context.tracer().value(link.other).shape.count() == 1;
    if (link.binary == BinaryKind::Add && (scalesWeights || !isScalar)) {
        const auto values = channelConstant(link.other);
        if (!values)
            return false;
        m_added.resize(values->size(), 0);
        for (std::size_t c = 0; c < values->size(); ++c)
            m_added[c] += (*values)[c];
        return true;
    }
    if (link.binary != BinaryKind::Mul || !scalesWeights)
        return false;
    const auto values = channelConstant(link.other);
    if (!values)
        return false;
    m_factor.resize(values->size(), 1);
    for (auto *const vector : {&m_factor, &m_offset, &m_added}) {
        for (std::size_t c = 0; c < vector->size(); ++c)
            (*vector)[c] *= (*values)[c];
    }
    return true;
}

std::optional<std::string> Epilogue::appendLink(const Link &link)
{
    if (link.kind == Link::Kind::Eltwise) {
        if (link.activation.kind == Kind::HardSigmoid) {
            appendActivation(linear(link.activation.alpha, link.activation.beta));
            appendActivation({Kind::Clip, 0, 1});
        } else {
            appendActivation(link.activation);
        }
        return std::nullopt;
    }
    Tracer &tracer = m_context.tracer();
    const Tracer::Value &other = tracer.value(link.other);
    if (link.kind != Link::Kind::Binary || !other.isConstant || other.dtype != DType::Float || other.shape.count() != 1
        || other.shape.rank() > m_result.rank()) {
        m_links.push_back(link);
        return std::nullopt;
    }
    const auto tensor = tracer.constantTensor(link.other);
    const auto operation = tensor ? scalarOperation(link.binary, tensor->as<float>()[0]) : std::nullopt;
    if (!operation)
        return "scalar operand";
    appendActivation(*operation);
    return std::nullopt;
}

void Epilogue::appendActivation(const Eltwise &activation)
{
    if (activation.kind == Kind::Linear && !m_links.empty() && m_links.back().kind == Link::Kind::Eltwise
        && m_links.back().activation.kind == Kind::Linear) {
        Eltwise &before = m_links.back().activation;
        before = linear(before.alpha * activation.alpha, before.beta * activation.alpha + activation.beta);
        return;
    }
    Link link;
    link.activation = activation;
    m_links.push_back(std::move(link));
}

std::optional<std::string> Epilogue::prepareQuantization()
{
    const auto &quantization = m_context.outputQuantization();
    if (!quantization)
        return std::nullopt;
    if (quantization->scale.size() != 1)
        return "per-channel output quantization";
    const bool commutes = std::all_of(m_links.begin(), m_links.end(),
        [](const Link &link) { return link.kind == Link::Kind::Eltwise && commutesWithScale(link.activation); });
    if (!commutes) {
        appendActivation(linear(1 / quantization->scale[0], 0));
        return std::nullopt;
    }
    m_destination = quantization->scale[0];
    for (Link &link : m_links) {
        if (link.activation.kind == Kind::Clip) {
            link.activation.alpha /= m_destination;
            link.activation.beta /= m_destination;
        }
    }
    return std::nullopt;
}

/// Version 2 keeps its activations by algorithm: the parameters of the first would be used for all.
bool Epilogue::repeatsWithOtherParameters() const
{
    struct Applied
    {
        dnnl::algorithm algorithm{};
        float alpha = 0;
        float beta = 0;
    };
    std::vector<Applied> all;
    for (const Link &link : m_links) {
        Applied applied;
        if (link.kind != Link::Kind::Eltwise || !activationAlgorithm(link.activation, applied.algorithm, applied.alpha, applied.beta))
            continue;
        const bool repeats = std::any_of(all.begin(), all.end(), [&](const Applied &other) {
            return other.algorithm == applied.algorithm && (other.alpha != applied.alpha || other.beta != applied.beta);
        });
        if (repeats)
            return true;
        all.push_back(applied);
    }
    return false;
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
            attributes.appendActivation(link.activation);
            continue;
        }
        const Tracer::Value &other = tracer.value(link.other);
        if (other.dtype != DType::Float || (other.kind != Tracer::Value::Kind::Tensor && other.kind != Tracer::Value::Kind::Lazy))
            return "operand type";
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
    return std::nullopt;
}

bool Epilogue::hidesNan() const
{
    return resultType() == DType::Float && std::any_of(m_links.begin(), m_links.end(), [](const Link &link) {
        return link.kind == Link::Kind::Eltwise && halftone::hidesNan(link.activation);
    });
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

std::string Epilogue::key() const { return {reinterpret_cast<const char *>(m_factor.data()), m_factor.size() * sizeof(float)}; }

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
