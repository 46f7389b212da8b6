// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/input_file.h"
#include "core/model/model.h"
#include "core/model/reader.h"

#include <memory>
#include <string>

namespace halftone {

/// Turns a stripped ModelProto (see wire_scan.h) into a Model whose weights lie in `file` or, external, beneath its folder.
Result<std::shared_ptr<Model>> modelFromProto(
    const std::string &stripped, const std::shared_ptr<const InputFile> &file, const ReadOptions &options);

} // namespace halftone
