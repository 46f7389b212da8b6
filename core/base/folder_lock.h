// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <string>

namespace halftone {

/// Keeps other exports, of this program or another Halftone, from working on files of one folder at the same time. File systems that know
/// no locks are used without. Released by the destructor, and by the system when the process ends.
class FolderLock
{
public:
    /// Waits for the folder of `file`; fails only when cancelled meanwhile.
    static Result<FolderLock> take(const std::string &file, const Progress &progress);
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : m_descriptor(descriptor) { }
    int m_descriptor = -1;
};

} // namespace halftone
