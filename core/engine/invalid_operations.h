// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone {

/// The processor notes, for each thread and until somebody clears it, that a floating-point operation was invalid: a NaN met a
/// maximum or minimum, or was made of infinities (IEEE 754, 7.2; on x86 maximum and minimum do so for quiet NaN, too). oneDNN's
/// bounded activations return a bound for NaN; the note is what remains of it, and costs nothing while no NaN occurs.
class InvalidOperations
{
public:
    /// `threads`: of the calling thread's parallel regions.
    explicit InvalidOperations(int threads);
    /// What was noted before it existed is noted again, for whoever waits for that.
    ~InvalidOperations();
    InvalidOperations(const InvalidOperations &) = delete;
    InvalidOperations &operator=(const InvalidOperations &) = delete;

    struct Found
    {
        bool invalid = false;
        /// Some threads are others than at the last call: what those noted that are gone is not known.
        bool othersGone = false;
    };
    /// Since the last call, in all threads.
    Found take() const;

private:
    int m_threads;
    bool m_before;
};

} // namespace halftone
