// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace halftone {

namespace errc {
/// The system gave no more memory.
inline constexpr ErrorCode kOutOfMemory{"base.out-of-memory"};
} // namespace errc

/// The exception being handled as an error; call it in a catch block. Where threads or the program itself would end
/// otherwise: the engine throws nothing of its own, but memory can lack everywhere.
Error errorOfException();

/// `work()`, with exceptions as errors.
template <typename Work>
auto guarded(const Work &work) -> decltype(work())
{
    try {
        return work();
    } catch (...) {
        return errorOfException();
    }
}

} // namespace halftone
