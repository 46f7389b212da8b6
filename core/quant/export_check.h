// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/samples/source.h"

#include <map>
#include <memory>
#include <string>

namespace halftone {

namespace errc {
/// %1 path, %2 output, %3 largest difference.
inline constexpr ErrorCode kExportDiffers{"quant.export-differs"};
/// %1 path: what is wrong with its inputs or outputs, %2 what the source has, %3 what the file has.
inline constexpr ErrorCode kExportInterface{"quant.export-interface"};
/// %1 path: what was written is no model.
inline constexpr ErrorCode kExportUnreadable{"quant.export-unreadable"};
/// Found, not refused: neither it nor what it was made from could be run.
inline constexpr ErrorCode kExportNotRun{"quant.export-not-run"};
} // namespace errc

/// What a written model shall be.
struct ExpectedExport
{
    /// As it was opened: inputs and outputs come from here.
    std::shared_ptr<const Model> source;
    /// What was handed to the writer.
    std::shared_ptr<const Model> meant;
    /// One of its samples is run; made-up data where this is null or holds none that fits.
    const SampleSource *samples = nullptr;
    std::map<std::string, std::int64_t> dims;
};

/// What was found of a file that is as it shall be.
struct ExportFinding
{
    /// Ran, with the outputs that were predicted.
    bool ran = false;
    /// Why not, where something was missing.
    std::optional<Error> whyNot;
};

/// Reads the file at `path` as anybody would: it loads, has the source's inputs and outputs, and one sample gives what the model in memory
/// gives. Models that draw random numbers, or that cannot be run here, are not run. `shown` is the path in messages.
Result<ExportFinding> checkExport(const ExpectedExport &expected, const std::string &path, const std::string &shown, Progress &progress);

} // namespace halftone
