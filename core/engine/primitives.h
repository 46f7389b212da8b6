// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// Elementwise functions that have a primitive. `alpha`, `beta` as named.
struct Eltwise
{
    enum class Kind {
        None,
        Relu, ///< alpha: slope below zero
        Clip, ///< [alpha, beta]
        Sigmoid,
        Silu, ///< x · sigmoid(alpha · x)
        GeluErf,
        GeluTanh,
        HardSwish,
        HardSigmoid, ///< clip(alpha · x + beta, 0, 1)
        Tanh,
        Elu, ///< alpha
        Exp,
        Log,
        Sqrt,
        Abs,
        Square,
        Linear, ///< alpha · x + beta
        Round, ///< half to even
        Softplus,
        Mish,
        Pow, ///< alpha · x^beta
    };
    Kind kind = Kind::None;
    float alpha = 0;
    float beta = 0;
};

enum class BinaryKind { Add, Sub, Mul, Div, Min, Max };

/// Scale and zero point of a tensor whose real value is (q − zeroPoint) · scale.
struct Quantization
{
    std::vector<float> scale;
    /// Empty: all zero.
    std::vector<std::int32_t> zeroPoint;
    /// Axis the scales belong to; -1: one scale.
    int axis = -1;
    /// Type of the quantized elements.
    DType dtype = DType::UInt8;

    bool hasZeroPoint() const
    {
        for (const std::int32_t zero : zeroPoint)
            if (zero != 0)
                return true;
        return false;
    }
    friend bool operator==(const Quantization &, const Quantization &) = default;
};

/// An input of a primitive: real numbers (`value`), 8-bit elements with the way to read them (`quantized`), or both.
struct Operand
{
    ValueId value = kNone;
    ValueId quantized = kNone;
    std::optional<Quantization> quantization;

    bool isAbsent() const { return value == kNone && quantized == kNone; }
};

/// Convolution over N×C×spatial with weights O×(I/groups)×kernel; transposed: weights I×(O/groups)×kernel.
struct ConvolutionSpec
{
    Operand input;
    Operand weights;
    Operand bias;
    std::vector<std::int64_t> strides;
    /// Distance between taps, 1 for dense.
    std::vector<std::int64_t> dilations;
    std::vector<std::int64_t> padsBegin;
    std::vector<std::int64_t> padsEnd;
    std::int64_t groups = 1;
    bool transposed = false;
};

/// alpha · op(a) · op(b) + beta · bias, over the last two axes, leading axes broadcast.
struct MatMulSpec
{
    Operand a;
    Operand b;
    Operand bias;
    bool transposeA = false;
    bool transposeB = false;
    float alpha = 1;
    float beta = 1;
};

/// Indices of inputs: 8-bit matrices with scales and zero points (-1 or an absent input: none), and a float bias. Without `aScale`
/// the left one is float and quantized by its own range. The scales and zero points of b may differ by column.
struct ScaledMatMulSpec
{
    int a = 0;
    int aScale = -1;
    int aZero = -1;
    int b = 1;
    int bScale = -1;
    int bZero = -1;
    int bias = -1;
};

struct PoolSpec
{
    enum class Kind { Max, AverageIncludingPadding, AverageExcludingPadding };
    Kind kind = Kind::Max;
    Operand input;
    std::vector<std::int64_t> kernel;
    std::vector<std::int64_t> strides;
    std::vector<std::int64_t> dilations;
    std::vector<std::int64_t> padsBegin;
    std::vector<std::int64_t> padsEnd;
};

struct ResampleSpec
{
    enum class Kind { Nearest, Linear };
    Kind kind = Kind::Nearest;
    Operand input;
};

enum class ReduceKind { Mean, Sum, Max, Min };

/// One layer of an LSTM or GRU with ONNX's weights: W [dirs, gates·H, I], R [dirs, gates·H, H], B [dirs, 2·gates·H].
struct RecurrentSpec
{
    enum class Kind { Lstm, Gru, GruLinearBeforeReset };
    enum class Direction { Forward, Reverse, Bidirectional };
    Kind kind = Kind::Lstm;
    Direction direction = Direction::Forward;
    std::int64_t hidden = 0;
    ValueId input = kNone;
    ValueId weights = kNone;
    ValueId recurrence = kNone;
    ValueId bias = kNone;
    ValueId initialHidden = kNone;
    ValueId initialCell = kNone;
};

} // namespace halftone
