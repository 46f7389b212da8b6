// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace halftone {

/// Whether an algorithm runs: Auto leaves it to the profile (Default looks at the statistics, the others do nothing).
enum class Decision { Auto, On, Off };

std::string_view decisionName(Decision decision);
std::optional<Decision> decisionFromName(std::string_view name);

/// What becomes of a join of very different ranges.
enum class JoinForm {
    Float, ///< it and what computes with it stay float
    Channels, ///< its result has a scale for each channel, where nothing computes with it in integers; else as Float
};

std::string_view joinFormName(JoinForm form);
std::optional<JoinForm> joinFormFromName(std::string_view name);

/// What may be done for accuracy beyond types and ranges.
struct AlgorithmOptions
{
    /// Channel ranges are evened out through the weights (cross-layer equalization). Auto: where channels differ much.
    Decision equalize = Decision::Auto;
    /// A Concat or Add of values of very different range, and what computes with it, is treated as joinForm says. Auto: in the default
    /// profile.
    Decision wideJoins = Decision::Auto;
    JoinForm joinForm = JoinForm::Float;
    /// Nodes that touch masks (values beyond ±1e30) stay float, so that no mask sets a range.
    Decision maskRanges = Decision::Auto;
    /// What 8 bits hurt in encoders stays float: mask addition, Softmax after it, layer normalization, sums into it.
    Decision sensitiveFloat = Decision::Auto;
    /// Channels of very different range before a product are evened out through its weights (SmoothQuant). Auto: in the default
    /// profile, where samples show that it helps.
    Decision smooth = Decision::Auto;
    /// How much of the activations' range moves into the weights, 0 … 1; 0: the best on the samples, layer by layer.
    double smoothAlpha = 0;
    /// Products that 8 bits hurt much even then, measured on samples, stay float.
    Decision outlierFloat = Decision::Auto;
    /// Ranges of what layers read are those that least disturb what the layers make of the samples; off unless on.
    Decision rangeSearch = Decision::Auto;
    /// Weights are rounded up or down as least disturbs what each layer makes of the samples (AdaRound's objective); off unless on.
    Decision adaround = Decision::Auto;
    /// Biases take up the mean error that rounded weights make on the samples; off unless on.
    Decision biasCorrection = Decision::Auto;

    friend bool operator==(const AlgorithmOptions &, const AlgorithmOptions &) = default;
};

nlohmann::ordered_json algorithmOptionsJson(const AlgorithmOptions &options);
Status readAlgorithmOptions(const std::string &key, const nlohmann::ordered_json &json, AlgorithmOptions &target);

} // namespace halftone
