// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/script/ort_script.h"

#include <string>
#include <utility>
#include <vector>

namespace halftone {

/// The part of a script that depends on the format: a Python function convert(model, output[, data]) and what it needs.
struct ScriptCall
{
    std::string imports;
    std::string function;
    /// Sentences on what ONNX Runtime's tools do differently.
    std::vector<std::string> notes;
    bool readsData = false;
    /// ONNX Runtime prepares the model before.
    bool prepares = true;

    /// Once each, in one line.
    void note(const std::string &text);
};

/// "QuantType.QUInt8".
std::string pythonQuantType(DType type);
const char *pythonTruth(bool value);

/// The node of the script's graph that was decided about; null when the graph has none of that name.
const Node *decidedNode(const OrtScriptInput &input, const NodeDecision &decision);
/// Operator types to quantize; empty: those of ONNX Runtime's registry.
std::vector<std::string> quantizedTypes(const OrtScriptInput &input);
/// Nodes that would be quantized by their type, and are not.
std::vector<std::string> nodesLeftFloat(const OrtScriptInput &input);
/// Both lists as arguments.
std::string nodeArguments(const OrtScriptInput &input);
/// What static and dynamic quantization have in common as arguments.
std::string weightArguments(const Recipe &recipe);

/// For QDQ and QOperator.
ScriptCall staticCall(const OrtScriptInput &input);
ScriptCall dynamicCall(const OrtScriptInput &input);
ScriptCall weightOnlyCall(const OrtScriptInput &input);
ScriptCall halfCall(const OrtScriptInput &input);

} // namespace halftone
