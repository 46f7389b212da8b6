// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <string>

namespace halftone {

struct WriteOptions
{
    enum class ExternalData { Auto, On, Off };
    /// Auto: external above 1.5 GiB (protobuf's limit is 2 GiB).
    ExternalData externalData = ExternalData::Auto;
    /// Refuse to replace this file (the open model), unless the user said so.
    bool allowOverwrite = true;
};

struct WriteSummary
{
    std::int64_t bytes = 0;
    std::int64_t externalBytes = 0;
};

/// Writes beside `path`, fsyncs, reads back and compares, then renames: the target is the old file or the whole new one.
/// Weights are streamed from where they lie; memory does not grow with the model.
Result<WriteSummary> writeModel(const Model &model, const std::string &path, const WriteOptions &options, Progress &progress);

/// The model as ModelProto bytes; for tests and small models (everything inline).
Result<std::string> serializeModel(const Model &model);

} // namespace halftone
