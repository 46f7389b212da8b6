// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

namespace halftone {

namespace errc {
/// %1 function that calls itself, directly or through others.
inline constexpr ErrorCode kRecursiveFunction{"model.recursive-function"};
/// %1 function, defined twice.
inline constexpr ErrorCode kDuplicateFunction{"model.duplicate-function"};
/// %1 nodes allowed once every call of a function is replaced by its body.
inline constexpr ErrorCode kFunctionExplosion{"model.function-explosion"};
/// Found, not refused: the file does not say its IR version.
inline constexpr ErrorCode kIrMissing{"model.ir-missing"};
/// Shown but never computed: %1 IR version, %2 newest known.
inline constexpr ErrorCode kIrFuture{"model.ir-future"};
/// Found, not refused: %1 domain whose version is not given though it has nodes here.
inline constexpr ErrorCode kOpsetMissing{"model.opset-missing"};
/// Found, not refused: %1 domain with two versions.
inline constexpr ErrorCode kOpsetDuplicate{"model.opset-duplicate"};
/// Shown but never computed: %1 opset, %2 newest known.
inline constexpr ErrorCode kOpsetFuture{"model.opset-future"};
/// Found, not refused: %1 domain, %2 version that cannot be.
inline constexpr ErrorCode kOpsetInvalid{"model.opset-invalid"};
} // namespace errc

/// Newest versions whose meaning this program knows; models of later ones are for looking at.
inline constexpr std::int64_t kNewestIrVersion = 14;
inline constexpr std::int64_t kNewestOpset = 28;
/// Before it every initializer had to be listed as an input; since then a listed one is a default.
inline constexpr std::int64_t kFirstIrWithDefaults = 4;

/// Refuses functions that never end, directly or through subgraphs, or that unfold beyond all bounds. Iterative.
Status checkFunctions(const Model &model);

/// What is doubtful about the versions, as issues; a model older than opset imports (IR < 3) gets opset 1.
void checkVersions(Model &model);

/// Refuses to compute, quantize or export what has versions of the future, where operators may mean something else, and what has two
/// values of one name.
Status checkComputable(const Model &model);

} // namespace halftone
