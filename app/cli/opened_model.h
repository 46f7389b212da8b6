// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <memory>
#include <string>

namespace halftone {

/// Reads a model for a command; an error without a place is placed at the path.
Result<std::shared_ptr<const Model>> openModel(const std::string &path, Progress &progress);
/// Most memory the process has held, in MiB.
double peakMib();

} // namespace halftone
