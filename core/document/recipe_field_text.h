// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/recipe_fields.h"

#include <cstddef>

namespace halftone {

/// Fills in section, label and tip of a field by its path.
void describeField(RecipeField &field);

/// Place of an option among those of its section; unknown ones come last.
std::ptrdiff_t fieldOrder(const std::string &path);

/// A word of an option as the window shows it; the word itself where none is known.
QString fieldWordText(const std::string &path, const QString &word);

/// What it costs and gains; empty where that is said of the option as a whole.
QString fieldWordTip(const std::string &path, const QString &word);

} // namespace halftone
