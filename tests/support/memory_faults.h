// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone::test {

/// The program's operator new, counting and failing: linked into a test, memory_faults.cpp takes the place of the library's.
/// The `nth` allocation of all threads from now on throws std::bad_alloc, once; 0 only counts.
void armMemoryFault(long nth);
/// Stops; returns how many allocations there were.
long disarmMemoryFault();

} // namespace halftone::test
