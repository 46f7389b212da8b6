// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/samples/source.h"

#include <map>
#include <string>
#include <vector>

namespace halftone {

/// "FILE TEXT" a line.
Result<std::map<std::string, std::string>> readTextLabels(const std::string &path);
/// {"FILE": [[x0, y0, x1, y1, class], …]} in pixels of the picture.
Result<std::map<std::string, std::vector<LabelledBox>>> readBoxes(const std::string &path);
/// Class numbers of class folders: their names when all are numbers, else their places in the list.
std::vector<int> classNumbers(const std::vector<std::string> &folders);

} // namespace halftone
