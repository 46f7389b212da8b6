// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"

#include <string>
#include <vector>

namespace halftone {

/// Labels of a classifier: integers (attribute classlabels_ints or classlabels_int64s) or texts (classlabels_strings).
class ClassLabels
{
public:
    explicit ClassLabels(const Node &node);

    std::int64_t count() const { return static_cast<std::int64_t>(m_texts.empty() ? m_numbers.size() : m_texts.size()); }
    DType dtype() const { return m_texts.empty() ? DType::Int64 : DType::String; }

    /// Labels of classes given by their positions, as a vector; positions themselves where the node has no labels. With a single
    /// label the positions mean "is not" (0 or an empty text) and "is" (1 or the text).
    Result<Tensor> of(const std::vector<std::int64_t> &positions) const;

    /// Outputs of a classifier: a label for each row, and `width` scores.
    void infer(InferContext &context, std::int64_t width) const;

private:
    std::vector<std::int64_t> m_numbers;
    std::vector<std::string> m_texts;
};

} // namespace halftone
