// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/pipeline.h"
#include "core/model/writer.h"

#include <string>

namespace halftone {

namespace errc {
/// %1 path.
inline constexpr ErrorCode kExportOverwritesModel{"document.export-overwrites-model"};
/// %1 path, %2 output, %3 largest difference.
inline constexpr ErrorCode kExportDiffers{"document.export-differs"};
} // namespace errc

/// What to write and how.
struct ExportOptions
{
    std::string path;
    WriteOptions::ExternalData externalData = WriteOptions::ExternalData::Auto;
    /// The user said that the open model's own file may be replaced.
    bool mayReplaceOpenModel = false;
    /// Read the file again and run one sample on it.
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
};

/// Quantizes with `recipe`, writes, reads back and compares the outputs of one sample. `original`: file of the open model.
Result<ExportSummary> exportQuantized(
    std::shared_ptr<const Calibration> calibration, Recipe recipe, ExportOptions options, std::string original, Progress &progress);

} // namespace halftone
