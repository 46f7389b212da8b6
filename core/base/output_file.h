// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace halftone {

namespace errc {
/// %1 system message: the file could not be made, in this folder.
inline constexpr ErrorCode kWriteOpen{"base.write-open"};
/// %1 system message, e.g. a full disk.
inline constexpr ErrorCode kWriteFailed{"base.write-failed"};
/// What was read back is not what was written.
inline constexpr ErrorCode kWriteVerify{"base.write-verify"};
/// %1 system message: the file is in its place, but whether the disk keeps it is not certain.
inline constexpr ErrorCode kWriteSync{"base.write-sync"};
/// %1 system message: the finished file could not take its place.
inline constexpr ErrorCode kWriteRename{"base.write-rename"};
/// The target is a folder, a device, or a file that must not be written.
inline constexpr ErrorCode kWriteTarget{"base.write-target"};
} // namespace errc

/// A file written beside its target and put in its place only when it is complete: written, synced, read back and compared. So
/// the target is the old file or the whole new one, whatever happens. What killed processes left beside the target is removed; a lock
/// tells the living. Not for several threads.
class OutputFile
{
public:
    /// Makes an empty temporary file in the folder of `target` (of the file it links to, if it is a link).
    static Result<OutputFile> create(const std::string &target);
    OutputFile(OutputFile &&other) noexcept;
    OutputFile &operator=(OutputFile &&) = delete;
    /// Removes the temporary file unless it was committed.
    ~OutputFile();

    Status write(std::string_view bytes);
    Status write(std::span<const std::byte> bytes);
    std::int64_t bytes() const { return m_bytes; }

    /// Flushes, syncs, reads back and compares.
    Status finish();
    /// Hash of what was written, once finished; not cryptographic.
    std::uint64_t hash() const { return m_hash; }

    /// Where it is until it takes a place.
    const std::string &temporaryPath() const { return m_temporary; }

    /// Takes the target's place, replacing it.
    Status replaceTarget();
    /// Takes the place `path` in the same folder; false when that exists already.
    Result<bool> placeAt(const std::string &path);

    /// Whether it took a place; true also when only syncing the folder failed afterwards.
    bool isPlaced() const { return m_temporary.empty(); }

private:
    OutputFile() = default;
    Status flush();
    Status placed(const std::string &path);

    std::string m_target;
    std::string m_temporary;
    int m_descriptor = -1;
    std::int64_t m_bytes = 0;
    std::uint64_t m_hash = 0;
    std::string m_block;
};

} // namespace halftone
