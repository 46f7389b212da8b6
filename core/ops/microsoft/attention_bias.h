// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/attention/attend.h"
#include "core/ops/nn/elements.h"

#include <cmath>

namespace halftone {

/// Input attention_bias of com.microsoft's attention operators: [batch or 1, heads or 1, queries, keys], added to the scores.
class AttentionBias
{
public:
    static Result<AttentionBias> make(const KernelContext &context, int port, const AttentionGeometry &g)
    {
        AttentionBias made;
        if (!context.hasInput(port))
            return made;
        HALFTONE_TRY(made.m_elements, elements<double>(context, port));
        const Shape &shape = context.tensor(port).shape();
        const auto oneOr = [&](int axis, std::int64_t size) { return shape[axis] == 1 || shape[axis] == size; };
        if (shape.rank() != 4 || !oneOr(0, g.batch) || !oneOr(1, g.heads) || shape[2] != g.queries || shape[3] != g.keys)
            return context.badArgument("attention_bias " + shape.toString(), "[batch or 1, heads or 1, queries, keys]");
        made.m_shape = shape;
        return made;
    }

    /// To the scores of one query, one for each key.
    void addTo(std::int64_t batch, std::int64_t head, std::int64_t query, double *row) const
    {
        if (m_elements.empty())
            return;
        const std::int64_t keys = m_shape[3];
        const std::int64_t first = ((batch % m_shape[0] * m_shape[1] + head % m_shape[1]) * m_shape[2] + query) * keys;
        for (std::int64_t key = 0; key < keys; ++key)
            row[key] += m_elements[first + key];
    }

private:
    Elements<double> m_elements;
    Shape m_shape;
};

/// Attribute scale, or 1 / √headSize.
inline double attentionScale(const Node &node, std::int64_t headSize)
{
    const auto scale = static_cast<double>(node.floatAttribute("scale", 0.0F));
    return scale != 0 ? scale : 1.0 / std::sqrt(static_cast<double>(headSize));
}

} // namespace halftone
