// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

#include <QUndoCommand>

#include <functional>
#include <memory>

namespace halftone {

/// Puts statistics from a file in the place of those that were there. Has no effect in either direction once the data were run anew in
/// between: what was seen last is what counts.
class StatisticsCommand final : public QUndoCommand
{
public:
    using Pointer = std::shared_ptr<const Statistics>;
    /// Uses the second statistics if the first ones are in use.
    using Exchange = std::function<void(const Pointer &used, const Pointer &next)>;

    StatisticsCommand(const QString &text, Pointer before, Pointer after, Exchange exchange);
    void undo() override { m_exchange(m_after, m_before); }
    void redo() override { m_exchange(m_before, m_after); }

private:
    Pointer m_before, m_after;
    Exchange m_exchange;
};

} // namespace halftone
