// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/output_file.h"

#include "core/base/leftovers.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace halftone {

namespace {

/// Bytes written and hashed at once; both passes cut the file at the same places.
constexpr std::size_t kBlockBytes = 1 << 20;
constexpr mode_t kDefaultMode = 0666;

std::uint64_t hashBlock(std::uint64_t hash, std::string_view block)
{
    constexpr std::uint64_t kFactor = 0x9e3779b97f4a7c15U;
    std::size_t at = 0;
    for (; at + 8 <= block.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, block.data() + at, sizeof word);
        hash = (hash ^ word) * kFactor;
        hash ^= hash >> 29U;
    }
    for (; at < block.size(); ++at)
        hash = (hash ^ static_cast<std::uint8_t>(block[at])) * kFactor;
    return hash ^ block.size();
}

Status syncFolder(const std::string &file)
{
    const auto parent = std::filesystem::path(file).parent_path();
    const int folder = open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Some file systems cannot sync a folder (EINVAL); they order renames themselves.
    const bool failed = folder < 0 || (fsync(folder) != 0 && errno != EINVAL);
    const int reason = errno;
    if (folder >= 0)
        close(folder);
    if (failed)
        return Error(errc::kWriteSync, {std::strerror(reason)}, file);
    return {};
}

} // namespace

Result<OutputFile> OutputFile::create(const std::string &target)
{
    OutputFile file;
    std::error_code failure;
    const auto resolved = std::filesystem::weakly_canonical(target, failure);
    file.m_target = failure ? target : resolved.string();
    mode_t mode = 0;
    struct stat info
    {
    };
    if (stat(file.m_target.c_str(), &info) == 0) {
        if (!S_ISREG(info.st_mode) || access(file.m_target.c_str(), W_OK) != 0)
            return Error(errc::kWriteTarget, {}, target);
        mode = info.st_mode & 07777U;
    } else {
        const mode_t mask = umask(0);
        umask(mask);
        mode = kDefaultMode & ~mask;
    }
    const std::filesystem::path place(file.m_target);
    removeLeftovers(place.parent_path().string(), place.filename().string());
    for (;;) {
        file.m_temporary = file.m_target + ".XXXXXX.part";
        file.m_descriptor = mkostemps(file.m_temporary.data(), 5, O_CLOEXEC);
        if (file.m_descriptor < 0)
            return Error(errc::kWriteOpen, {std::strerror(errno)}, target);
        if (claimTemporary(file.m_descriptor))
            break;
        close(file.m_descriptor);
    }
    if (fchmod(file.m_descriptor, mode) != 0)
        return Error(errc::kWriteOpen, {std::strerror(errno)}, target);
    file.m_block.reserve(kBlockBytes);
    return file;
}

OutputFile::OutputFile(OutputFile &&other) noexcept
    : m_target(std::move(other.m_target))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_bytes(other.m_bytes)
    , m_hash(other.m_hash)
    , m_block(std::move(other.m_block))
{
}

OutputFile::~OutputFile()
{
    if (m_descriptor < 0)
        return;
    close(m_descriptor);
    if (!m_temporary.empty())
        unlink(m_temporary.c_str());
}

Status OutputFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), kBlockBytes - m_block.size());
        m_block += bytes.substr(0, taken);
        bytes.remove_prefix(taken);
        m_bytes += static_cast<std::int64_t>(taken);
        if (m_block.size() == kBlockBytes)
            HALFTONE_CHECK(flush());
    }
    return {};
}

Status OutputFile::write(std::span<const std::byte> bytes)
{
    return write(std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
}

Status OutputFile::flush()
{
    m_hash = hashBlock(m_hash, m_block);
    for (std::string_view rest = m_block; !rest.empty();) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return Error(errc::kWriteFailed, {std::strerror(written < 0 ? errno : EIO)}, m_target);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    m_block.clear();
    return {};
}

Status OutputFile::finish()
{
    if (!m_block.empty())
        HALFTONE_CHECK(flush());
    if (fsync(m_descriptor) != 0)
        return Error(errc::kWriteFailed, {std::strerror(errno)}, m_target);
    struct stat info
    {
    };
    if (fstat(m_descriptor, &info) != 0 || info.st_size != m_bytes)
        return Error(errc::kWriteVerify, {}, m_target);
    posix_fadvise(m_descriptor, 0, 0, POSIX_FADV_DONTNEED);
    std::string block(kBlockBytes, '\0');
    std::uint64_t hash = 0;
    for (std::int64_t offset = 0; offset < m_bytes;) {
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(kBlockBytes, m_bytes - offset));
        std::size_t got = 0;
        while (got < wanted) {
            const ssize_t count = pread(m_descriptor, block.data() + got, wanted - got, offset + static_cast<std::int64_t>(got));
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return Error(errc::kWriteVerify, {}, m_target);
            got += static_cast<std::size_t>(count);
        }
        hash = hashBlock(hash, std::string_view(block).substr(0, wanted));
        offset += static_cast<std::int64_t>(wanted);
    }
    if (hash != m_hash)
        return Error(errc::kWriteVerify, {}, m_target);
    return {};
}

Status OutputFile::placed(const std::string &path)
{
    m_temporary.clear();
    return syncFolder(path);
}

Status OutputFile::replaceTarget()
{
    if (rename(m_temporary.c_str(), m_target.c_str()) != 0)
        return Error(errc::kWriteRename, {std::strerror(errno)}, m_target);
    return placed(m_target);
}

Result<bool> OutputFile::placeAt(const std::string &path)
{
    if (renameat2(AT_FDCWD, m_temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return false;
        return Error(errc::kWriteRename, {std::strerror(errno)}, path);
    }
    HALFTONE_CHECK(placed(path));
    return true;
}

} // namespace halftone
