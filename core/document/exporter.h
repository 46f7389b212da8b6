// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/pipeline.h"
#include "core/model/writer.h"

#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// %1 path.
inline constexpr ErrorCode kExportOverwritesModel{"document.export-overwrites-model"};
} // namespace errc

/// What to write and how.
struct ExportOptions
{
    std::string path;
    WriteOptions::ExternalData externalData = WriteOptions::ExternalData::Auto;
    /// The user said that the open model's own file may be replaced.
    bool mayReplaceOpenModel = false;
    /// Read the file again and run one sample on it before it takes its place.
    bool verify = true;
};

/// What was written and how it was checked.
struct ExportSummary
{
    std::string path;
    std::int64_t bytes = 0;
    std::int64_t externalBytes = 0;
    std::int64_t bytesBefore = 0;
    int quantizedNodes = 0;
    /// Read back, and the outputs of one sample were equal.
    bool verified = false;
    /// What the check could not do.
    std::vector<Issue> issues;
};

/// Quantizes with `recipe` and writes. What was written is checked (see checkExport()) before it replaces what is at the path.
/// `source`: the open model as it was read.
Result<ExportSummary> exportQuantized(std::shared_ptr<const Calibration> calibration, std::shared_ptr<const Model> source, Recipe recipe,
    ExportOptions options, Progress &progress);

} // namespace halftone
