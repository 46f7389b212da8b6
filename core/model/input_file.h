// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace halftone {

namespace errc {
/// %1 path, %2 system message.
inline constexpr ErrorCode kCannotOpen{"model.cannot-open"};
/// %1 path: not a regular file.
inline constexpr ErrorCode kNotAFile{"model.not-a-file"};
/// %1 path: changed or shortened since it was opened.
inline constexpr ErrorCode kFileChanged{"model.file-changed"};
} // namespace errc

/// A file opened for reading at given places, or bytes in memory that serve as one. Thread-safe. Reads never go past the
/// size the file had when it was opened, and fail when the file was changed or truncated since.
class InputFile
{
public:
    static Result<std::shared_ptr<const InputFile>> open(const std::string &path);
    static std::shared_ptr<const InputFile> fromMemory(std::string bytes, std::string name);
    /// Takes over an open descriptor of a regular file.
    static Result<std::shared_ptr<const InputFile>> fromDescriptor(int descriptor, const std::string &path);
    ~InputFile();

    const std::string &path() const { return m_path; }
    std::int64_t size() const { return m_size; }
    /// Fills `target` from `offset`.
    Status read(std::int64_t offset, std::span<std::byte> target) const;

private:
    InputFile() = default;
    std::string m_path;
    std::string m_memory;
    int m_descriptor = -1;
    std::int64_t m_size = 0;
    std::int64_t m_modifiedNs = 0;
};

} // namespace halftone
