// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <optional>
#include <utility>
#include <vector>

namespace halftone {

/// How an operator takes part in static 8-bit quantization (quantization-semantics.md).
struct QuantRule
{
    enum class Kind {
        Float, ///< stays float; `reason` says why
        Compute, ///< quantized inputs, own output range (Conv, MatMul, Add, Concat, Sigmoid …)
        SameScale, ///< output has the input's scale and zero point (Reshape, MaxPool, Slice …); only if the input is quantized
        Absorbable, ///< Relu / Clip: vanishes into the producer's range where allowed, else like Compute
    };

    Kind kind = Kind::Float;
    /// For Kind::Float: code of a message such as "no int8 kernel for %1".
    ErrorCode reason{"quant.no-int8-kernel"};
    std::vector<std::string> reasonArguments;

    /// Inputs quantized as activations (also when they happen to be constants).
    std::vector<int> activations;
    /// Weight input and the axis of its output channels for per-channel scales.
    struct Weight
    {
        int input = 1;
        int channelAxis = 0;
    };
    std::optional<Weight> weight;
    /// Input that becomes int32 with scale x_scale · w_scale; -1 for none.
    int bias = -1;
    /// Outputs that are quantized, by index; usually {0}.
    std::vector<int> outputs{0};
    /// Range of the output that the operator's definition fixes, whatever calibration saw: [0, 1] for Softmax.
    std::optional<std::pair<float, float>> fixedOutputRange;
    /// Quantized also when its input is not (Split, Gather of a float initializer).
    bool evenIfInputIsFloat = false;
};

} // namespace halftone
