// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/dnnl/support.h"
#include "core/engine/kernels/integer_correction.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace halftone::dnnlsupport {

/// The right operand of an integer product as oneDNN takes it: constant, signed, with what its zero points cost.
struct IntegerWeights
{
    ValueId id = kNone;
    DType type = DType::Int8;
    Shape shape;
    /// Less the 128 by which u8 elements are shifted; one a channel.
    std::vector<std::int32_t> zeros;

    std::int32_t shift() const { return type == DType::UInt8 ? 128 : 0; }
    bool hasZeros() const
    {
        return std::any_of(zeros.begin(), zeros.end(), [](std::int32_t zero) { return zero != 0; });
    }
};

/// Sums that saturate at 16 bits on the way, as older instructions make them, are no sums.
inline bool isExact(const char *implementation)
{
    const std::string_view name(implementation);
    return !isReference(implementation) && (name.find("vnni") != std::string_view::npos || name.find("amx") != std::string_view::npos);
}

/// What the integer products have in common: an 8-bit left operand with one zero point, and weights.
class IntegerProduct
{
public:
    IntegerProduct(LowerContext &context, int weights) : m_context(context), m_tracer(context.tracer())
    {
        m_weights.id = context.node().inputs[static_cast<std::size_t>(weights)];
        m_weights.type = context.inputType(weights);
        m_weights.shape = context.inputShape(weights);
    }

    /// The left operand is input `input` of the node. Says why not.
    std::optional<std::string> prepareInput(int input, int inputZero)
    {
        if (m_context.inputType(input) != DType::UInt8 && m_context.inputType(input) != DType::Int8)
            return "operands";
        m_isSigned = m_context.inputType(input) == DType::Int8;
        if (inputZero >= 0 && m_context.hasInput(inputZero)) {
            if (m_context.inputShape(inputZero).count() != 1)
                return "zero points of rows";
            m_inputZero = m_context.node().inputs[static_cast<std::size_t>(inputZero)];
        }
        return std::nullopt;
    }

    /// `channels`: of the result. Says why not.
    std::optional<std::string> prepareWeights(int weightZero, std::int64_t channels)
    {
        const auto is8Bit = [](DType type) { return type == DType::UInt8 || type == DType::Int8; };
        if (!is8Bit(m_weights.type) || !m_tracer.value(m_weights.id).isConstant)
            return "operands";
        m_weights.zeros.assign(static_cast<std::size_t>(channels), -m_weights.shift());
        if (weightZero < 0 || !m_context.hasInput(weightZero))
            return std::nullopt;
        const auto given = m_context.constant(weightZero);
        if (!given || given->dtype() != m_weights.type || (given->count() != 1 && given->count() != channels))
            return "zero points of the weights";
        for (std::size_t i = 0; i < m_weights.zeros.size(); ++i)
            m_weights.zeros[i] += zeroPointAt(given->raw() + (given->count() == 1 ? 0 : i), m_weights.type == DType::Int8);
        return std::nullopt;
    }

    Result<Tensor> signedElements() const
    {
        HALFTONE_TRY(Tensor tensor, m_tracer.constantForPacking(m_weights.id));
        return dnnlsupport::signedElements(std::move(tensor));
    }

    /// Sums of the (shifted) weights, one a channel; elements of a channel lie `stride` apart, or together when `together`.
    Result<Place> weightSums(std::int64_t channels, bool together) const
    {
        const std::string how = "sums/" + std::to_string(channels) + (together ? "/rows" : "/columns");
        HALFTONE_TRY(const Tensor sums, m_tracer.derived(m_weights.id, how, [&]() -> Result<Tensor> {
            HALFTONE_TRY(const Tensor elements, signedElements());
            HALFTONE_TRY(Tensor made, Tensor::allocate(DType::Int32, Shape{channels}));
            const auto from = elements.as<std::int8_t>();
            auto to = made.mutableAs<std::int32_t>();
            const std::int64_t taps = elements.count() / channels;
            for (std::int64_t i = 0; i < elements.count(); ++i)
                to[static_cast<std::size_t>(together ? i / taps : i % channels)] += from[static_cast<std::size_t>(i)];
            return made;
        }));
        return m_tracer.constantPlace(sums);
    }

    Place zeros() const
    {
        return m_tracer.constantPlace(Tensor::of<std::int32_t>(
            Shape{static_cast<std::int64_t>(m_weights.zeros.size())}, std::span<const std::int32_t>(m_weights.zeros)));
    }

    /// Where the input's zero point lies; a constant 0 when it has none.
    Result<Place> inputZero()
    {
        if (m_inputZero != kNone)
            return m_tracer.plain(m_inputZero);
        return m_tracer.constantPlace(Tensor::scalar<std::uint8_t>(0));
    }

    LowerContext &m_context;
    Tracer &m_tracer;
    IntegerWeights m_weights;
    ValueId m_inputZero = kNone;
    bool m_isSigned = false;
};

} // namespace halftone::dnnlsupport
