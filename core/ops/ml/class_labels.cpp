// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/class_labels.h"

#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

ClassLabels::ClassLabels(const Node &node)
    : m_numbers(node.intsAttribute(node.attribute("classlabels_ints") ? "classlabels_ints" : "classlabels_int64s"))
    , m_texts(stringsAttribute(node, "classlabels_strings"))
{
}

Result<Tensor> ClassLabels::of(const std::vector<std::int64_t> &positions) const
{
    HALFTONE_TRY(Tensor result, Tensor::allocate(dtype(), Shape{static_cast<std::int64_t>(positions.size())}));
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto position = static_cast<std::size_t>(positions[i]);
        if (m_texts.size() == 1)
            result.mutableStrings()[i] = position == 0 ? std::string() : m_texts.front();
        else if (!m_texts.empty())
            result.mutableStrings()[i] = position < m_texts.size() ? m_texts[position] : std::string();
        else
            result.mutableAs<std::int64_t>()[i] = m_numbers.size() > 1 && position < m_numbers.size() ? m_numbers[position] : positions[i];
    }
    return result;
}

void ClassLabels::infer(InferContext &context, std::int64_t width) const
{
    const auto rows = rowsOf(context);
    context.setOutput(0, dtype(), rows ? std::optional(std::vector<Dim>{*rows}) : std::nullopt);
    inferRows(context, 1, DType::Float, width);
}

} // namespace halftone
