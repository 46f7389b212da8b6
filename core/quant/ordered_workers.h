// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>

namespace halftone {

/// Work on numbered items (samples) by several threads whose results are taken in order of their numbers, so that what is
/// computed from them does not depend on how many threads there were.
struct OrderedWork
{
    std::int64_t count = 0;
    int workers = 1;
    /// Called once by each thread before its first item.
    std::function<Status(int worker)> start;
    /// Computes item `index` into slot `slot`; slots are reused only after take(). An error ends all work.
    std::function<Status(std::int64_t index, int worker, int slot)> work;
    /// Takes the result of item `index`; calls are in order and one at a time.
    std::function<void(std::int64_t index, int slot)> take;
};

/// Slots that runOrdered() uses: a few more than workers, so that a slow item does not stop the others at once.
int slotCount(const OrderedWork &work);
/// An error that ends all work, in contrast to one of a sample, which is skipped.
bool endsAllWork(const Error &error);
/// As many as setDefaultWorkers() said when `asked` is 0; never more than `count`.
int workerCount(int asked, std::int64_t count);
/// For all work of this process that does not ask for a number itself; 0: as many as there are processors. Thread-safe.
void setDefaultWorkers(int count);

/// Does the work; reports finished items. Fails with the first error, or errc::kCancelled.
Status runOrdered(const OrderedWork &work, Progress &progress);

} // namespace halftone
