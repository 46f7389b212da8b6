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
        {"ops.sparse-index", QT_TRANSLATE_NOOP("Messages", "A sparse tensor of shape %2 has an index outside of it (%1).")},
        {"ops.bad-regex", QT_TRANSLATE_NOOP("Messages", "The regular expression “%1” cannot be used: %2.")},
    };
    return kRows;
}

} // namespace halftone
