// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <memory>
#include <string>
#include <string_view>

namespace halftone {

struct ReadOptions
{
    /// Allows symbolic links for external data of this folder (model caches are link trees); a remembered user decision.
    bool allowLinkedExternalData = false;
};

/// Opens, validates and names a model. Weights stay in the file. Untrusted input: every failure is an Error with a place.
Result<std::shared_ptr<const Model>> readModel(const std::string &path, const ReadOptions &options, Progress &progress);
Result<std::shared_ptr<const Model>> readModel(const std::string &path);

/// The same from memory (Qt resources, tests); the bytes are copied, external data are refused.
Result<std::shared_ptr<const Model>> readModelFromMemory(std::string_view bytes, const std::string &name);

} // namespace halftone
