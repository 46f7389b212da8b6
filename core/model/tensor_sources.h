// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/input_file.h"
#include "core/model/initializer.h"

#include <memory>

namespace halftone {

/// Raw little-endian elements at a place of a file, read whenever they are asked for.
std::shared_ptr<const TensorSource> makeFileSource(std::shared_ptr<const InputFile> file, std::int64_t offset, std::int64_t length);

/// Elements that are not there: every attempt to read them is `why`. The graph around them can still be looked at.
std::shared_ptr<const TensorSource> makeMissingSource(Error why, std::int64_t bytes);

} // namespace halftone
