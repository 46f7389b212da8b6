// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// Entries of a folder without hidden ones, numbers within names in the order of their values ("set_2" before "set_10").
struct Listing
{
    std::vector<std::string> files;
    std::vector<std::string> folders;
};

/// Empty when the folder cannot be read.
Listing listFolder(const std::string &path);
bool naturalLess(std::string_view a, std::string_view b);

bool isFolder(const std::string &path);
bool isRegularFile(const std::string &path);
std::string joinPath(const std::string &folder, const std::string &name);
std::string fileNameOf(const std::string &path);
/// Lower-case letters after the last dot, "" without one.
std::string extensionOf(const std::string &path);
/// "a/b.npy" → "b".
std::string stemOf(const std::string &path);
bool isImageName(const std::string &path);

/// A value's name as a file name: what a file name cannot hold becomes "_".
std::string fileNameForValue(const std::string &value);

} // namespace halftone
