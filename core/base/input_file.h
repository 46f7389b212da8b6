// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace halftone {

namespace errc {
/// %1 system message.
inline constexpr ErrorCode kFileOpen{"base.file-open"};
/// A directory, pipe or device.
inline constexpr ErrorCode kFileNotRegular{"base.file-not-regular"};
/// %1 system message.
inline constexpr ErrorCode kFileRead{"base.file-read"};
/// %1 end of the wanted range, %2 bytes there are.
inline constexpr ErrorCode kFileTooShort{"base.file-too-short"};
/// Changed, shortened or exchanged since it was opened.
inline constexpr ErrorCode kFileChanged{"base.file-changed"};
} // namespace errc

/// A file opened for reading at given places, or bytes in memory that serve as one. Thread-safe. Reads never go past the
/// size the file had when it was opened, and fail when it was changed since: never a mapping, which could be truncated under us.
class InputFile
{
public:
    /// Opens the descriptor of a file anew; for sets of files too large to be kept open.
    using Opener = std::function<Result<int>()>;

    static Result<std::shared_ptr<const InputFile>> open(const std::string &path);
    /// Takes over an open descriptor.
    static Result<std::shared_ptr<const InputFile>> fromDescriptor(int descriptor, const std::string &path);
    static std::shared_ptr<const InputFile> fromMemory(std::string bytes, std::string name);
    /// A file opened by `opener` now, to learn its identity, and again for every read.
    static Result<std::shared_ptr<const InputFile>> openOnDemand(Opener opener, const std::string &path);
    ~InputFile();
    InputFile(const InputFile &) = delete;
    InputFile &operator=(const InputFile &) = delete;

    const std::string &path() const { return m_path; }
    std::int64_t size() const { return m_identity.size; }
    /// True when `other` is the same file of the file system.
    bool sameFileAs(const InputFile &other) const;
    /// True when `path` names this very file now (device and inode).
    bool isFileAt(const std::string &path) const;
    /// Fills `target` from `offset`, or fails.
    Status read(std::int64_t offset, std::span<std::byte> target) const;
    struct Piece
    {
        std::int64_t offset = 0;
        std::span<std::byte> target;
    };
    /// The same for several pieces, with one look at whether the file was changed.
    Status read(std::span<const Piece> pieces) const;

private:
    struct Identity
    {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::int64_t size = 0;
        std::int64_t modifiedNs = 0;
        friend bool operator==(const Identity &, const Identity &) = default;
    };
    static Result<Identity> identify(int descriptor, const std::string &path);
    Status checkRange(const Piece &piece) const;
    Status readPiece(int descriptor, const Piece &piece) const;

    InputFile() = default;
    std::string m_path;
    std::string m_memory;
    Opener m_opener;
    int m_descriptor = -1;
    Identity m_identity;
};

} // namespace halftone
