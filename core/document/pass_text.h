// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace halftone {

/// A pass of preprocess() as the window names it; its own name where none is known.
QString passTitle(std::string_view name);
/// What it does, gains and costs, in a sentence; empty where none is known.
QString passTip(std::string_view name);

} // namespace halftone
