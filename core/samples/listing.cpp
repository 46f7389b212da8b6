// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/listing.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace halftone {

namespace fs = std::filesystem;

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view takeNumber(std::string_view &text)
{
    std::size_t length = 0;
    while (length < text.size() && isDigit(text[length]))
        ++length;
    std::string_view number = text.substr(0, length);
    text.remove_prefix(length);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

} // namespace

bool naturalLess(std::string_view a, std::string_view b)
{
    const std::string_view wholeA = a, wholeB = b;
    while (!a.empty() && !b.empty()) {
        if (isDigit(a[0]) && isDigit(b[0])) {
            const auto x = takeNumber(a), y = takeNumber(b);
            if (x.size() != y.size())
                return x.size() < y.size();
            if (x != y)
                return x < y;
        } else {
            if (a[0] != b[0])
                return static_cast<unsigned char>(a[0]) < static_cast<unsigned char>(b[0]);
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    if (a.empty() != b.empty())
        return a.empty();
    return wholeA < wholeB;
}

Listing listFolder(const std::string &path)
{
    Listing result;
    std::error_code error;
    for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        std::error_code ignored;
        if (name.starts_with('.'))
            continue;
        (it->is_directory(ignored) ? result.folders : result.files).push_back(name);
    }
    std::sort(result.files.begin(), result.files.end(), naturalLess);
    std::sort(result.folders.begin(), result.folders.end(), naturalLess);
    return result;
}

bool isFolder(const std::string &path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

bool isRegularFile(const std::string &path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

std::string joinPath(const std::string &folder, const std::string &name) { return (fs::path(folder) / name).string(); }

std::string fileNameOf(const std::string &path)
{
    const fs::path given(path);
    return (given.has_filename() ? given : given.parent_path()).filename().string();
}

std::string extensionOf(const std::string &path)
{
    const std::string extension = fs::path(path).extension().string();
    std::string result = extension.empty() ? extension : extension.substr(1);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string stemOf(const std::string &path) { return fs::path(path).stem().string(); }

bool isImageName(const std::string &path)
{
    const std::string extension = extensionOf(path);
    return extension == "png" || extension == "jpg" || extension == "jpeg" || extension == "bmp" || extension == "webp";
}

std::string fileNameForValue(const std::string &value)
{
    std::string result = value;
    for (char &c : result)
        if (c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|'
            || static_cast<unsigned char>(c) < 0x20)
            c = '_';
    // File systems take at most 255 bytes a name; room is left for the extension.
    if (result.size() > 240)
        result.resize(240);
    return result.empty() || result == "." || result == ".." ? "_" : result;
}

} // namespace halftone
