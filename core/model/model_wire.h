// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "core/model/rope.h"

#include <unordered_map>

namespace halftone {

/// Where initializers lie that go to an external file.
struct ExternalPlaces
{
    std::string location;
    struct Range
    {
        std::int64_t offset = 0;
        std::int64_t length = 0;
    };
    /// By the tensor's source; a source shared by several initializers is stored once.
    std::unordered_map<const TensorSource *, Range> ranges;
};

/// The model as ModelProto with holes for its weights. Names the reader made up are not written; everything the reader kept is.
Result<Rope> modelWire(const Model &model, const ExternalPlaces &external);

} // namespace halftone
