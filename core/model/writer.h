// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <functional>
#include <string>

namespace halftone {

namespace errc {
/// The target is the model that is open, or holds its weights.
inline constexpr ErrorCode kWriteOverSource{"model.write-over-source"};
/// %1 bytes in one file, %2 allowed: external data would be needed.
inline constexpr ErrorCode kWriteTooLarge{"model.write-too-large"};
} // namespace errc

struct WriteOptions
{
    enum class ExternalData { Auto, On, Off };
    /// Auto: external above 1.5 GiB (protobuf's limit is 2 GiB). External data go to "NAME.onnx.data", or "NAME.onnx.HASH.data" when
    /// that exists: the model that is replaced keeps its own data until then; afterwards data that only it used are removed.
    ExternalData externalData = ExternalData::Auto;
    /// False: refuses to replace the file the model was read from, or one that holds its weights.
    bool allowOverwrite = true;
    /// Looks at the finished file, which does not have its name yet but lies beside it; an error keeps the target as it was.
    std::function<Status(const std::string &path)> check;
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
