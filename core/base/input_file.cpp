// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/input_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace halftone {

Result<InputFile::Identity> InputFile::identify(int descriptor, const std::string &path)
{
    struct stat info
    {
    };
    if (fstat(descriptor, &info) != 0)
        return Error(errc::kFileOpen, {std::strerror(errno)}, path);
    if (!S_ISREG(info.st_mode))
        return Error(errc::kFileNotRegular, {}, path);
    constexpr std::int64_t kNsPerSecond = 1'000'000'000;
    return Identity{info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec * kNsPerSecond + info.st_mtim.tv_nsec};
}

Result<std::shared_ptr<const InputFile>> InputFile::open(const std::string &path)
{
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return Error(errc::kFileOpen, {std::strerror(errno)}, path);
    return fromDescriptor(descriptor, path);
}

Result<std::shared_ptr<const InputFile>> InputFile::fromDescriptor(int descriptor, const std::string &path)
{
    std::shared_ptr<InputFile> file(new InputFile);
    file->m_descriptor = descriptor;
    file->m_path = path;
    HALFTONE_TRY(file->m_identity, identify(descriptor, path));
    return std::shared_ptr<const InputFile>(std::move(file));
}

Result<std::shared_ptr<const InputFile>> InputFile::openOnDemand(Opener opener, const std::string &path)
{
    HALFTONE_TRY(const int descriptor, opener());
    std::shared_ptr<InputFile> file(new InputFile);
    file->m_path = path;
    file->m_opener = std::move(opener);
    auto identity = identify(descriptor, path);
    ::close(descriptor);
    HALFTONE_TRY(file->m_identity, std::move(identity));
    return std::shared_ptr<const InputFile>(std::move(file));
}

std::shared_ptr<const InputFile> InputFile::fromMemory(std::string bytes, std::string name)
{
    std::shared_ptr<InputFile> file(new InputFile);
    file->m_identity.size = static_cast<std::int64_t>(bytes.size());
    file->m_memory = std::move(bytes);
    file->m_path = std::move(name);
    return file;
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool InputFile::sameFileAs(const InputFile &other) const
{
    return m_identity.inode != 0 && m_identity.inode == other.m_identity.inode && m_identity.device == other.m_identity.device;
}

bool InputFile::isFileAt(const std::string &path) const
{
    struct stat info
    {
    };
    return m_identity.inode != 0 && stat(path.c_str(), &info) == 0 && info.st_ino == m_identity.inode && info.st_dev == m_identity.device;
}

Status InputFile::read(std::int64_t offset, std::span<std::byte> target) const
{
    const Piece piece{offset, target};
    return read(std::span(&piece, 1));
}

Status InputFile::checkRange(const Piece &piece) const
{
    const auto length = static_cast<std::int64_t>(piece.target.size());
    if (piece.offset >= 0 && length <= size() && piece.offset <= size() - length)
        return {};
    std::int64_t end = 0;
    const bool overflow = __builtin_add_overflow(piece.offset, length, &end);
    return Error(errc::kFileTooShort, {overflow ? "2^63" : std::to_string(end), std::to_string(size())}, m_path);
}

Status InputFile::readPiece(int descriptor, const Piece &piece) const
{
    constexpr std::size_t kLargestRead = std::size_t(1) << 30;
    for (std::size_t done = 0; done < piece.target.size();) {
        const std::size_t wanted = std::min(piece.target.size() - done, kLargestRead);
        const ssize_t got = pread(descriptor, piece.target.data() + done, wanted, piece.offset + static_cast<std::int64_t>(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return Error(errc::kFileRead, {std::strerror(errno)}, m_path);
        if (got == 0)
            return Error(errc::kFileChanged, {}, m_path);
        done += static_cast<std::size_t>(got);
    }
    return {};
}

Status InputFile::read(std::span<const Piece> pieces) const
{
    for (const Piece &piece : pieces)
        HALFTONE_CHECK(checkRange(piece));
    if (!m_opener && m_descriptor < 0) {
        for (const Piece &piece : pieces)
            std::copy_n(reinterpret_cast<const std::byte *>(m_memory.data()) + piece.offset, piece.target.size(), piece.target.data());
        return {};
    }
    int descriptor = m_descriptor;
    if (m_opener) {
        HALFTONE_TRY(descriptor, m_opener());
    }
    const auto readAll = [&]() -> Status {
        HALFTONE_TRY(const Identity now, identify(descriptor, m_path));
        if (now != m_identity)
            return Error(errc::kFileChanged, {}, m_path);
        for (const Piece &piece : pieces)
            HALFTONE_CHECK(readPiece(descriptor, piece));
        return {};
    };
    Status status = readAll();
    if (m_opener)
        ::close(descriptor);
    return status;
}

} // namespace halftone
