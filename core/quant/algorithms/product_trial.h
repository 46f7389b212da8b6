// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/layer_samples.h"
#include "core/quant/recipe.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// A product x · Wᵀ tried in 8 bits on sampled rows of x: what rounding x and W, channels divided and multiplied by factors
/// before, does to some of its outputs.
class ProductTrial
{
public:
    /// `weight` is [inputs, outputs], or [outputs, inputs] when `transposed`. `sample` must outlive the trial.
    ProductTrial(const LayerSample &sample, const Tensor &weight, bool transposed, const Recipe &recipe);

    /// Largest |weight| of each input channel, over all outputs.
    const std::vector<float> &columnMagnitude() const { return m_columns; }
    /// Squared error of the outputs in proportion to their variance, for x / factors and W · factors.
    double relativeError(const std::vector<float> &factors) const;

private:
    std::vector<float> roundedInputs(const std::vector<float> &factors) const;
    std::vector<float> roundedWeights(const std::vector<float> &factors) const;

    const LayerSample &m_sample;
    const Recipe &m_recipe;
    std::int64_t m_outputs = 0;
    /// [inputs, m_outputs]: outputs evenly spread over the weight's.
    std::vector<float> m_weight;
    std::vector<float> m_columns;
    /// −x · W, [rows, m_outputs].
    std::vector<float> m_minusExact;
    double m_variance = 0;
};

} // namespace halftone
