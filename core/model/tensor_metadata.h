// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

namespace halftone {

/// metadata_props of an initializer or a tensor in an attribute: a reader keeps them as they stand in the file. Damaged ones are left out.
MetadataProps metadataOf(const ConstantTensor &tensor);

} // namespace halftone
