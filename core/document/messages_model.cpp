// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesModel()
{
    static constexpr MessageRow kRows[]{
        {"model.cycle", QT_TRANSLATE_NOOP("Messages", "The graph has a cycle through node %1; a model must be free of cycles.")},
        {"model.duplicate-producer", QT_TRANSLATE_NOOP("Messages", "The value %1 is made by two nodes; a name may be made only once.")},
    };
    return kRows;
}

} // namespace halftone
