// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/input_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace halftone {

namespace {

std::int64_t modificationTime(const struct stat &info)
{
    constexpr std::int64_t kNsPerSecond = 1'000'000'000;
    return info.st_mtim.tv_sec * kNsPerSecond + info.st_mtim.tv_nsec;
}

} // namespace

Result<std::shared_ptr<const InputFile>> InputFile::open(const std::string &path)
{
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return Error(errc::kCannotOpen, {path, std::strerror(errno)}, path);
    return fromDescriptor(descriptor, path);
}

Result<std::shared_ptr<const InputFile>> InputFile::fromDescriptor(int descriptor, const std::string &path)
{
    std::shared_ptr<InputFile> file(new InputFile);
    file->m_descriptor = descriptor;
    file->m_path = path;
    struct stat info
    {
    };
    if (fstat(descriptor, &info) != 0)
        return Error(errc::kCannotOpen, {path, std::strerror(errno)}, path);
    if (!S_ISREG(info.st_mode))
        return Error(errc::kNotAFile, {path}, path);
    file->m_size = info.st_size;
    file->m_modifiedNs = modificationTime(info);
    return std::shared_ptr<const InputFile>(std::move(file));
}

std::shared_ptr<const InputFile> InputFile::fromMemory(std::string bytes, std::string name)
{
    std::shared_ptr<InputFile> file(new InputFile);
    file->m_size = static_cast<std::int64_t>(bytes.size());
    file->m_memory = std::move(bytes);
    file->m_path = std::move(name);
    return file;
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Status InputFile::read(std::int64_t offset, std::span<std::byte> target) const
{
    const auto length = static_cast<std::int64_t>(target.size());
    if (offset < 0 || length > m_size || offset > m_size - length)
        return Error(errc::kFileChanged, {m_path}, m_path);
    if (m_descriptor < 0) {
        std::memcpy(target.data(), m_memory.data() + offset, target.size());
        return {};
    }
    struct stat info
    {
    };
    if (fstat(m_descriptor, &info) != 0 || info.st_size != m_size || modificationTime(info) != m_modifiedNs)
        return Error(errc::kFileChanged, {m_path}, m_path);
    std::size_t done = 0;
    while (done < target.size()) {
        const ssize_t got = pread(m_descriptor, target.data() + done, std::min<std::size_t>(target.size() - done, 1U << 30),
            offset + static_cast<std::int64_t>(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return Error(errc::kFileChanged, {m_path}, m_path);
        done += static_cast<std::size_t>(got);
    }
    return {};
}

} // namespace halftone
