// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/samples/spec.h"

#include <QString>

namespace halftone {

namespace errc {
/// %1 path.
inline constexpr ErrorCode kSampleNotUnpacked{"document.sample-not-unpacked"};
} // namespace errc

/// The embedded sample, as files: a model and labelled scenes with the preprocessing that it was trained with.
struct SampleFiles
{
    QString model;
    SampleSpec data;
};

/// Copies the embedded sample to the user's cache folder (files that are there and equal stay) and says where.
Result<SampleFiles> unpackSample();

} // namespace halftone
