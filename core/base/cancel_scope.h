// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone {

class Progress;

/// While it lives, work of this thread can ask whether it shall stop, without being handed a Progress: for kernels whose single
/// call may take minutes. Scopes nest; threads that the work starts are not part of it.
class CancelScope
{
public:
    /// `progress` may be null: nothing stops the work, then.
    explicit CancelScope(const Progress *progress);
    ~CancelScope();
    CancelScope(const CancelScope &) = delete;
    CancelScope &operator=(const CancelScope &) = delete;

    /// True once the innermost scope's work shall stop; false outside of any. A kernel then returns at once, whatever it has:
    /// who opened the scope drops the results. Asked for every row, plane or sum, not for every product.
    static bool cancelled();

private:
    const Progress *m_outer;
};

} // namespace halftone
