// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/statistics_command.h"

namespace halftone {

StatisticsCommand::StatisticsCommand(const QString &text, Pointer before, Pointer after, Exchange exchange)
    : QUndoCommand(text), m_before(std::move(before)), m_after(std::move(after)), m_exchange(std::move(exchange))
{
}

} // namespace halftone
