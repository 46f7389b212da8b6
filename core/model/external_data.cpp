// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/external_data.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace halftone {

Result<std::shared_ptr<const InputFile>> openExternalData(const std::string &modelPath, const std::string &location, bool allowLinks)
{
    const auto refuse = [&](const char *reason) { return Error(errc::kBadExternalLocation, {location, reason}, modelPath); };
    if (location.empty())
        return refuse("empty");
    if (location.find('\0') != std::string::npos || location.find('\\') != std::string::npos)
        return refuse("characters that a path cannot hold");
    const std::filesystem::path relative(location);
    if (relative.is_absolute())
        return refuse("absolute");
    for (const auto &part : relative) {
        if (part == "..")
            return refuse("outside the model's folder");
    }

    std::string folder = std::filesystem::path(modelPath).parent_path().string();
    if (folder.empty())
        folder = ".";
    const int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return Error(errc::kExternalDataMissing, {location, std::strerror(errno)}, modelPath);
    open_how how{};
    how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    how.resolve = RESOLVE_NO_MAGICLINKS | (allowLinks ? 0U : RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
    const auto descriptor = static_cast<int>(syscall(SYS_openat2, directory, location.c_str(), &how, sizeof how));
    const int failure = errno;
    ::close(directory);
    if (descriptor < 0) {
        if (failure == ELOOP)
            return refuse("a symbolic link");
        if (failure == EXDEV)
            return refuse("outside the model's folder");
        return Error(errc::kExternalDataMissing, {location, std::strerror(failure)}, modelPath);
    }
    struct stat info
    {
    };
    if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(descriptor);
        return refuse("not a regular file");
    }
    if (!allowLinks && info.st_nlink != 1) {
        ::close(descriptor);
        return refuse("a file with several names (hard links)");
    }
    return InputFile::fromDescriptor(descriptor, (std::filesystem::path(folder) / relative).string());
}

} // namespace halftone
