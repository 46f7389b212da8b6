// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace halftone::errc {

/// %1 specification, %2 what is wrong with it.
inline constexpr ErrorCode kBadDataSpec{"samples.bad-spec"};
/// %1 path.
inline constexpr ErrorCode kDataNotFound{"samples.not-found"};
/// %1 path that holds nothing that can be read as data.
inline constexpr ErrorCode kUnknownData{"samples.unknown-kind"};
/// %1 name, %2 names of the model's inputs.
inline constexpr ErrorCode kUnknownInput{"samples.unknown-input"};
/// %1 input.
inline constexpr ErrorCode kInputWithoutData{"samples.input-without-data"};
/// %1 number of inputs.
inline constexpr ErrorCode kSeveralInputs{"samples.several-inputs"};
/// %1 the numbers, input by input.
inline constexpr ErrorCode kCountsDiffer{"samples.counts-differ"};
/// %1 text, %2 what is wrong with it.
inline constexpr ErrorCode kBadPreprocess{"samples.bad-preprocess"};
/// %1 input, %2 its type.
inline constexpr ErrorCode kInputTakesNoImage{"samples.input-no-image"};
/// %1 crop, %2 size of the image before.
inline constexpr ErrorCode kCropTooLarge{"samples.crop-too-large"};
/// %1 what is wrong.
inline constexpr ErrorCode kBadLabels{"samples.bad-labels"};
/// A picture without an entry in the label file.
inline constexpr ErrorCode kLabelMissing{"samples.no-label-for"};
/// %1 input, %2 type and shape of the data, %3 those that the model wants.
inline constexpr ErrorCode kDataShape{"samples.shape-mismatch"};
/// %1 input, %2 type of the data, %3 type that the model wants.
inline constexpr ErrorCode kDataType{"samples.type-mismatch"};
/// %1 input, %2 names there are.
inline constexpr ErrorCode kArrayMissing{"samples.array-missing"};
/// %1 array.
inline constexpr ErrorCode kNoFirstAxis{"samples.first-axis"};
/// %1 path.
inline constexpr ErrorCode kNoData{"samples.none"};
/// %1 file name.
inline constexpr ErrorCode kFileSkipped{"samples.file-skipped"};

} // namespace halftone::errc
