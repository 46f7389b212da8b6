// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace halftone {

/// Σ x·xᵀ and Σ x of columns x: what the squared error of a layer's output depends on.
class InputMoments
{
public:
    explicit InputMoments(std::int64_t inner);
    /// `columns`: a whole number of columns, one after the other.
    void add(std::span<const float> columns);
    std::int64_t count() const { return m_count; }
    std::int64_t inner() const { return m_inner; }
    /// Mean of the columns.
    std::vector<double> mean() const;
    /// E[x·xᵀ], less mean·meanᵀ when `centred` (the error of a layer whose bias takes up the mean). Row-major, inner × inner.
    std::vector<float> matrix(bool centred) const;

private:
    std::int64_t m_inner;
    std::int64_t m_count = 0;
    /// Upper triangle, in rows of the whole length.
    std::vector<float> m_products;
    std::vector<double> m_sums;
};

/// dᵀ·G·d.
double quadraticForm(std::span<const float> matrix, std::span<const float> d);

/// Chooses for each element of a row whether it is rounded up or down so that the error of the row's product with the inputs,
/// (ŵ − w)ᵀ·G·(ŵ − w), is least: the objective of AdaRound (Nagel et al., "Up or down? Adaptive rounding for post-training
/// quantization", 2020), by coordinate descent from rounding to nearest. `lowest` … `highest` are the levels there are; the
/// elements that set the scale keep their level. Returns levels, zero point included.
std::vector<std::int32_t> roundForInputs(std::span<const float> row, float scale, std::int32_t zeroPoint, std::int32_t lowest,
    std::int32_t highest, std::span<const float> matrix);

} // namespace halftone
