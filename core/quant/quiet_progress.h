// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

namespace halftone {

/// Passes on cancellation but no counts, for work whose units are not those that are counted.
class QuietProgress final : public Progress
{
public:
    explicit QuietProgress(Progress &inner) : m_inner(inner) { }
    bool report(std::int64_t, std::int64_t) override { return !m_inner.cancelled(); }
    bool cancelled() const override { return m_inner.cancelled(); }

private:
    Progress &m_inner;
};

} // namespace halftone
