// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/samples/source.h"

#include <memory>

namespace halftone {

/// One run with one sample on one thread, in milliseconds: the fastest of several, float and quantized by turns.
struct PlanTimes
{
    double floatMs = 0;
    double quantizedMs = 0;
    /// How far the median run of either lies above its fastest.
    double spreadMs = 0;
};

/// Takes about half a second, and at least three runs of each.
Result<PlanTimes> measurePlanTimes(
    const std::shared_ptr<const Model> &original, const std::shared_ptr<const Model> &quantized, const Sample &sample, Progress &progress);

} // namespace halftone
