// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/leftovers.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace halftone {

namespace {

constexpr std::string_view kSuffix = ".part";
/// What mkostemps() puts in place of XXXXXX.
constexpr std::size_t kRandomLetters = 6;

/// NAME of "NAME.XXXXXX.part"; empty for other names.
std::string_view targetOf(std::string_view file)
{
    if (!file.ends_with(kSuffix))
        return {};
    file.remove_suffix(kSuffix.size());
    if (file.size() < kRandomLetters + 2 || file[file.size() - kRandomLetters - 1] != '.')
        return {};
    const auto isLetter = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (!std::ranges::all_of(file.substr(file.size() - kRandomLetters), isLetter))
        return {};
    return file.substr(0, file.size() - kRandomLetters - 1);
}

bool isOurs(std::string_view target, std::string_view name)
{
    return !target.empty() && (target == name || target.ends_with(".onnx") || target.ends_with(".onnx.data.new"));
}

/// Whether nobody holds the lock of the file, which is gone then.
bool removeUnlessHeld(const std::string &path)
{
    const int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    struct stat opened
    {
    };
    struct stat named
    {
    };
    const bool isDead = flock(descriptor, LOCK_EX | LOCK_NB) == 0 && fstat(descriptor, &opened) == 0 && S_ISREG(opened.st_mode)
        && lstat(path.c_str(), &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
    const bool removed = isDead && unlink(path.c_str()) == 0;
    close(descriptor);
    return removed;
}

} // namespace

int removeLeftovers(const std::string &folder, const std::string &name)
{
    // std::filesystem's iterator ends the program when memory lacks.
    const std::unique_ptr<DIR, int (*)(DIR *)> listing(opendir(folder.empty() ? "." : folder.c_str()), closedir);
    std::vector<std::string> found;
    while (const dirent *entry = listing ? readdir(listing.get()) : nullptr) {
        if (isOurs(targetOf(entry->d_name), name))
            found.push_back((folder.empty() ? "." : folder) + "/" + entry->d_name);
    }
    return static_cast<int>(std::ranges::count_if(found, removeUnlessHeld));
}

bool claimTemporary(int descriptor)
{
    // Where files cannot be locked, nobody else can either: removeLeftovers() removes nothing there.
    while (flock(descriptor, LOCK_EX) != 0 && errno == EINTR) { }
    struct stat info
    {
    };
    return fstat(descriptor, &info) != 0 || info.st_nlink > 0;
}

} // namespace halftone
