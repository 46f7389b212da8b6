// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_lock.h"

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace halftone {

namespace {
constexpr std::chrono::milliseconds kRetry(10);
} // namespace

Result<FolderLock> FolderLock::take(const std::string &file, const Progress &progress)
{
    const auto parent = std::filesystem::path(file).parent_path();
    FolderLock lock(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    while (lock.m_descriptor >= 0 && flock(lock.m_descriptor, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR)) {
        if (progress.cancelled())
            return Error(errc::kCancelled);
        std::this_thread::sleep_for(kRetry);
    }
    return lock;
}

FolderLock::FolderLock(FolderLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace halftone
