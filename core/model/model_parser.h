// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/input_file.h"
#include "core/model/reader.h"

namespace halftone {

namespace errc {
/// The file is in the protobuf format but has no graph.
inline constexpr ErrorCode kNoGraph{"model.no-graph"};
} // namespace errc

/// The ModelProto in `file`, checked. `path` is where external data are looked for; empty: nowhere.
Result<std::shared_ptr<const Model>> parseModel(
    const std::shared_ptr<const InputFile> &file, const std::string &path, const ReadOptions &options, Progress &progress);

} // namespace halftone
