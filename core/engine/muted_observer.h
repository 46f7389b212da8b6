// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/observer.h"

#include <set>

namespace halftone {

/// Passes on replacements, and of observations those that were not made yet: for a run that starts over.
class MutedObserver final : public TensorObserver
{
public:
    MutedObserver(TensorObserver &inner, std::set<ValueId> &seen) : m_inner(inner), m_seen(seen) { }
    void observe(ValueId value, const TensorView &view) override
    {
        if (m_seen.insert(value).second)
            m_inner.observe(value, view);
    }
    Status replace(ValueId value, const TensorView &view, std::byte *data) override { return m_inner.replace(value, view, data); }

private:
    TensorObserver &m_inner;
    std::set<ValueId> &m_seen;
};

} // namespace halftone
