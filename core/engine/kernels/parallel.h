// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <omp.h>

#include <algorithm>
#include <cstdint>
#include <exception>

namespace halftone {

/// Calls body(begin, end) for ranges that cover [0, count), on the executor's threads when there is enough to do.
/// Ranges start at multiples of `grain`.
template <typename Body>
void parallelRanges(std::int64_t count, std::int64_t grain, const Body &body)
{
    const std::int64_t chunks = (count + grain - 1) / grain;
    const int threads = static_cast<int>(std::min<std::int64_t>(omp_get_max_threads(), chunks));
    if (threads <= 1) {
        body(std::int64_t(0), count);
        return;
    }
    // No exception may leave a parallel region.
    std::exception_ptr failure;
#pragma omp parallel num_threads(threads)
    try {
        const std::int64_t team = omp_get_num_threads();
        const std::int64_t self = omp_get_thread_num();
        const std::int64_t begin = chunks * self / team * grain;
        const std::int64_t end = std::min(count, chunks * (self + 1) / team * grain);
        if (begin < end)
            body(begin, end);
    } catch (...) {
#pragma omp critical(halftone_parallel_failure)
        failure = std::current_exception();
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace halftone
