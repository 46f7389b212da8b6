// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace halftone::errc {

/// %1 pattern as given, %2 what is wrong with it.
inline constexpr ErrorCode kBadPattern{"quant.bad-pattern"};
/// %1 what the parser found.
inline constexpr ErrorCode kRecipeSyntax{"quant.recipe-syntax"};
/// %1 key.
inline constexpr ErrorCode kRecipeUnknownKey{"quant.recipe-unknown-key"};
/// %1 key, %2 value found, %3 what is allowed.
inline constexpr ErrorCode kRecipeBadValue{"quant.recipe-bad-value"};

/// %1 path, %2 reason of the operating system.
inline constexpr ErrorCode kStatisticsFile{"quant.statistics-file"};
/// %1 path, %2 what is wrong.
inline constexpr ErrorCode kStatisticsCorrupt{"quant.statistics-corrupt"};
/// %1 path, %2 version found, %3 version supported.
inline constexpr ErrorCode kStatisticsVersion{"quant.statistics-version"};

/// No sample could be run; %1 how many were tried.
inline constexpr ErrorCode kNoSamples{"quant.no-samples"};
/// %1 graph input that the sample does not give, %2 sample.
inline constexpr ErrorCode kSampleLacksInput{"quant.sample-lacks-input"};
/// %1 graph input, %2 type and shape of the data, %3 what the model wants.
inline constexpr ErrorCode kSampleMismatch{"quant.sample-mismatch"};
/// %1 sample, %2 number of tensors with NaN or infinite values, %3 the first of them, %4 the node that makes it.
inline constexpr ErrorCode kSampleNonFinite{"quant.sample-non-finite"};
/// %1 graph input, %2 number of NaN or infinite values in its data, %3 sample.
inline constexpr ErrorCode kInputNonFinite{"quant.input-non-finite"};

/// Why a node stays float. %1 operator.
inline constexpr ErrorCode kNoInt8Kernel{"quant.no-int8-kernel"};
/// %1 operator.
inline constexpr ErrorCode kUnknownOperatorFloat{"quant.unknown-operator"};
/// %1 pattern or operator type that excludes it.
inline constexpr ErrorCode kExcludedByUser{"quant.excluded-by-user"};
inline constexpr ErrorCode kNotIncluded{"quant.not-included"};
/// %1 input that is float.
inline constexpr ErrorCode kInputIsFloat{"quant.input-is-float"};
/// %1 type of the data.
inline constexpr ErrorCode kNotFloatData{"quant.not-float-data"};
/// %1 operator: QOperator format has no form of it.
inline constexpr ErrorCode kNoQOperatorForm{"quant.no-qoperator-form"};
/// %1 operator: nothing computes it in integers with ranges measured as the model runs.
inline constexpr ErrorCode kNoIntegerForm{"quant.no-integer-form"};
/// %1 operator that does not compute on 16-bit floats.
inline constexpr ErrorCode kNoHalfForm{"quant.no-half-form"};
/// %1 values of constant %2 are beyond ±65504 and clipped.
inline constexpr ErrorCode kBeyondHalf{"quant.beyond-half"};
/// %1 activation that reached %2 during calibration, beyond ±65504.
inline constexpr ErrorCode kActivationBeyondHalf{"quant.activation-beyond-half"};
/// %1 operator that has no weights to store in few bits.
inline constexpr ErrorCode kNoWeights{"quant.no-weights"};
/// %1 bits that only MatMulNBits can have.
inline constexpr ErrorCode kBitsNeedNBits{"quant.bits-need-nbits"};
/// %1 algorithm that was asked for without the calibration data it needs.
inline constexpr ErrorCode kNoMoments{"quant.no-moments"};
/// %1 constant that is added: a bias for TensorRT.
inline constexpr ErrorCode kConstantAddend{"quant.constant-addend"};
/// %1 tensor, %2 scales the user gave, %3 channels it has.
inline constexpr ErrorCode kScaleCount{"quant.scale-count"};
/// %1 tensor, %2 zero point the user gave, %3 type that does not hold it.
inline constexpr ErrorCode kZeroPointRange{"quant.zero-point-range"};
/// %1 opset that was asked for, %2 opset of the model.
inline constexpr ErrorCode kOpsetBelowModel{"quant.opset-below-model"};
/// %1 weight that is not constant.
inline constexpr ErrorCode kWeightNotConstant{"quant.weight-not-constant"};
inline constexpr ErrorCode kConstantResult{"quant.constant-result"};
/// %1 node it becomes part of, %2 that node's operator.
inline constexpr ErrorCode kPartOfFused{"quant.part-of-fused"};
/// %1 tensor without statistics.
inline constexpr ErrorCode kNoStatistics{"quant.no-statistics"};
/// %1 input with a default, or computed from defaults only: callers may give another value.
inline constexpr ErrorCode kReplaceable{"quant.replaceable"};
/// %1 tensor with infinities, numbers so large that they stand for them, or NaN.
inline constexpr ErrorCode kUnboundedValues{"quant.unbounded-values"};
/// %1 input of an integer operator without statistics: its range is measured as the model runs.
inline constexpr ErrorCode kNoStatisticsDynamic{"quant.no-statistics-dynamic"};
/// %1 nodes that are quantized in the model as it was opened, %2 nodes it has.
inline constexpr ErrorCode kAlreadyQuantized{"quant.already-quantized"};
/// Of such a node.
inline constexpr ErrorCode kStaysQuantized{"quant.stays-quantized"};

/// %1 values of bias %2 saturate at 32 bits.
inline constexpr ErrorCode kBiasSaturates{"quant.bias-saturates"};
/// Entropy's clipping on %1 would cost %2 times the error of the MSE choice, which is used instead.
inline constexpr ErrorCode kEntropyFallback{"quant.entropy-fallback"};
/// %1 weight, %2 number of NaN or infinite values in it.
inline constexpr ErrorCode kWeightNonFinite{"quant.weight-non-finite"};
/// %1 opset found, %2 opset needed.
inline constexpr ErrorCode kOpsetTooOld{"quant.opset-too-old"};
/// %1 operator whose meaning changed between the opsets in a way that is not translated, %2 from, %3 to.
inline constexpr ErrorCode kCannotUpgrade{"quant.cannot-upgrade"};

/// %1 task; the sample %2 has no label for it.
inline constexpr ErrorCode kNoLabel{"quant.no-label"};
/// %1 task, %2 shape found, %3 shape wanted.
inline constexpr ErrorCode kOutputShape{"quant.output-shape"};
/// The two models have no tensor in common.
inline constexpr ErrorCode kNothingToCompare{"quant.nothing-to-compare"};

} // namespace halftone::errc
