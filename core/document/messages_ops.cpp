// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesOps()
{
    static constexpr MessageRow kRows[]{
        {"ops.unknown-operator",
            QT_TRANSLATE_NOOP("Messages", "The operator %1 (domain “%2”, opset %3) is not known; it is shown and left as it is.")},
        {"ops.unsupported-case", QT_TRANSLATE_NOOP("Messages", "%1 with %2 is not supported.")},
        {"ops.bad-argument", QT_TRANSLATE_NOOP("Messages", "%1: found %2, but %3 is required.")},
        {"ops.declared-type-differs", QT_TRANSLATE_NOOP("Messages", "The file declares %1 as %2, but from the operators follows %3.")},
    };
    return kRows;
}

} // namespace halftone
