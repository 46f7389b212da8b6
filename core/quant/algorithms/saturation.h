// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/quant/algorithms/layer_columns.h"
#include "core/quant/quantize.h"

namespace halftone {

namespace errc {
/// %1 number of layers, %2 the worst of them, %3 % of its pairs of products that saturate, %4 dB its output is left with.
inline constexpr ErrorCode kSaturates{"quant.saturates"};
} // namespace errc

/// What saturating 16-bit sums would do to one layer.
struct LayerSaturation
{
    std::string node;
    /// Share of the pairs of products that leave 16 bits.
    double share = 0;
    /// 10·log10 of the outputs' power over that of the error that saturation alone makes.
    double dB = 0;
};

/// Processors without VNNI multiply 8-bit activations and signed weights with an instruction (vpmaddubsw) that adds two products in
/// 16 bits and saturates. Looks at the real sums of sampled columns with the codes of the quantized model: pairs are neighbours in K,
/// for convolutions neighbouring channels, as runtimes lay them out. Layers without a saturating pair are left out. `layers` are of
/// `model`, whose names the parameters of `quantized` have.
Result<std::vector<LayerSaturation>> findSaturation(
    const QuantizeResult &quantized, const Model &model, const std::vector<LayerColumns> &layers, const Recipe &recipe);

/// A sentence with what to do about it, where saturation spoils a layer; a warning when this processor has no VNNI.
std::optional<Issue> saturationIssue(const std::vector<LayerSaturation> &layers);

} // namespace halftone
