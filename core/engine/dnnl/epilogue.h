// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"

#include <optional>
#include <string>
#include <vector>

namespace halftone::dnnlsupport {

/// What follows a convolution or matrix product inside its primitive: bias, activations, additions, quantization.
class Epilogue
{
public:
    /// `channelAxis`: axis of the result that biases and per-channel scales belong to.
    Epilogue(LowerContext &context, const Shape &result, int channelAxis);

    /// Takes links into account in their order; a refusal when one cannot be absorbed. `integer`: 8-bit operands.
    /// `scalesWeights`: the primitive multiplies its weights by normalizeFactor(), so that leading factors cost nothing.
    std::optional<std::string> prepare(bool integer, bool scalesWeights = false);

    /// Factor per output channel from folded batch normalization and constant factors; empty when there is none.
    const std::vector<float> &normalizeFactor() const { return m_factor; }
    /// Real bias per channel, from the node's own bias and what was folded; empty when there is none.
    std::vector<float> bias(const std::vector<float> &own) const;

    /// Scale and zero point of the result that the scaling attribute must produce (1 when activations need real numbers first).
    float destinationScale() const { return m_destination; }
    std::int32_t destinationZero() const;
    DType resultType() const;

    /// Adds the post-operations. Other operands of binary ones become arguments in `inputs`.
    std::optional<std::string> append(Attributes &attributes, std::vector<Argument> &inputs);

    /// The result may have numbers where NaN belongs.
    bool hidesNan() const;
    /// The value added in place, kNone when none: the result must lie in its memory (or a copy).
    ValueId sum() const { return m_sum; }
    /// Something is computed before that value is added.
    bool sumComesLater() const { return m_sum != kNone && m_links.front().other != m_sum; }
    /// The place of the result: new memory, or that of the summand.
    Result<Place> resultPlace(const Desc &desc);
    /// What the weights are multiplied with, as a key.
    std::string key() const;

private:
    bool isChannelVector(const Shape &shape) const;
    std::optional<std::string> foldNormalization(const Link &link);
    std::optional<std::vector<float>> channelConstant(ValueId id) const;
    bool foldBinary(const Link &link, bool scalesWeights);
    std::optional<std::string> appendLink(const Link &link);
    void appendActivation(const Eltwise &activation);
    std::optional<std::string> prepareQuantization();
    bool repeatsWithOtherParameters() const;

    LowerContext &m_context;
    Shape m_result;
    int m_channelAxis;
    std::vector<Link> m_links;
    std::vector<float> m_factor;
    std::vector<float> m_offset;
    std::vector<float> m_added;
    float m_destination = 1;
    ValueId m_sum = kNone;
};

/// Elements of a real or dequantized constant vector; nothing when it is not constant.
std::optional<std::vector<float>> realVector(LowerContext &context, const Operand &operand);

} // namespace halftone::dnnlsupport
