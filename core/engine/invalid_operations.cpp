// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/invalid_operations.h"

#include <omp.h>

#include <cfenv>

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace halftone {

namespace {

#if defined(__SSE__)
// Without the x87 state that <cfenv> keeps as well, whose instructions are slow.
bool takeInvalid()
{
    const unsigned status = _mm_getcsr();
    if ((status & _MM_EXCEPT_INVALID) == 0)
        return false;
    _mm_setcsr(status & ~static_cast<unsigned>(_MM_EXCEPT_INVALID));
    return true;
}

void noteInvalid() { _mm_setcsr(_mm_getcsr() | _MM_EXCEPT_INVALID); }
#else
bool takeInvalid()
{
    const bool invalid = std::fetestexcept(FE_INVALID) != 0;
    if (invalid)
        std::feclearexcept(FE_INVALID);
    return invalid;
}

void noteInvalid() { std::feraiseexcept(FE_INVALID); }
#endif

/// Set at the first call in a thread: one that replaces another has it not.
thread_local bool isKnown = false;

} // namespace

InvalidOperations::InvalidOperations(int threads) : m_threads(threads), m_before(take().invalid) { }

InvalidOperations::~InvalidOperations()
{
    if (m_before)
        noteInvalid();
}

InvalidOperations::Found InvalidOperations::take() const
{
    int invalid = 0;
    int unknown = 0;
#pragma omp parallel num_threads(m_threads) reduction(+ : invalid, unknown) if (m_threads > 1)
    {
        invalid += takeInvalid() ? 1 : 0;
        unknown += isKnown ? 0 : 1;
        isKnown = true;
    }
    return {invalid > 0, unknown > 0};
}

} // namespace halftone
