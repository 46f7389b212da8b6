// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace halftone {

/// Version of the oneDNN that runs the primitives, such as "2.6.0".
std::string primitiveLibraryVersion();

} // namespace halftone
