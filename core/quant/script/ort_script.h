// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/quantize.h"
#include "core/samples/spec.h"

#include <string>

namespace halftone {

namespace errc {
/// %1 format that ONNX Runtime's Python tools do not make.
inline constexpr ErrorCode kScriptFormat{"quant.script-format"};
} // namespace errc

/// What an ONNX Runtime script is made from.
struct OrtScriptInput
{
    /// Files the script has as defaults of its arguments.
    std::string model, output;
    const Graph &graph;
    const Recipe &recipe;
    /// Of the graph's nodes, in any order: which stay float, and why.
    const std::vector<NodeDecision> &decisions;
    SampleSpec data;
    /// What was quantized with which scale, by value name; null when that is not known, or of another graph than ONNX Runtime will see
    /// (channels evened out).
    const std::map<std::string, QuantParams> *params = nullptr;
    /// Result of effectivePreprocess(); empty when the data are no pictures.
    std::string preprocess;
};

/// A Python program that makes a like model with ONNX Runtime 1.31's quantization tools: reader of the same calibration data, options,
/// excluded nodes by name, ranges where those tools choose others. What they cannot express stands in it as comments. Fails with
/// errc::kScriptFormat for formats they do not have.
Result<std::string> ortScript(const OrtScriptInput &input);

/// The same, written to a file.
Status saveOrtScript(const OrtScriptInput &input, const std::string &path);

} // namespace halftone
