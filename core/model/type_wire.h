// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_reader.h"
#include "core/model/type.h"

namespace halftone {

/// The TypeProto in `field` of `reader`'s message. Errors go to the reader's input.
Type parseType(WireReader &reader, const WireField &field);

/// The type as TypeProto: the bytes it was read from, or made anew. Unknown dimensions have no value.
std::string typeWire(const Type &type);

} // namespace halftone
