// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesDocument()
{
    static constexpr MessageRow kRows[]{
        {"document.export-overwrites-model",
            QT_TRANSLATE_NOOP("Messages", "%1 is the open model itself; choose another name, or allow it to be replaced.")},
        {"document.export-differs",
            QT_TRANSLATE_NOOP("Messages", "The file written to %1 computes something else: output %2 differs by %3.")},
        {"document.sample-not-unpacked", QT_TRANSLATE_NOOP("Messages", "The sample model could not be unpacked.")},
        {"document.session-unreadable", QT_TRANSLATE_NOOP("Messages", "The saved session is damaged and cannot be reopened.")},
        {"document.session-not-written", QT_TRANSLATE_NOOP("Messages", "The session could not be saved to %1: %2.")},
        {"document.node-data-unreadable", QT_TRANSLATE_NOOP("Messages", "%1 cannot be used as node data: %2.")},
        {"document.node-data-of-another",
            QT_TRANSLATE_NOOP("Messages", "%1 belongs to another model: none of its %2 entries names a node of this one.")},
        {"graphview.picture-not-written", QT_TRANSLATE_NOOP("Messages", "The picture %1 could not be written: %2.")},
        {"cli.wrong-usage", QT_TRANSLATE_NOOP("Messages", "%1")},
        {"cli.file-unreadable", QT_TRANSLATE_NOOP("Messages", "%1 cannot be read.")},
        {"cli.file-unwritable", QT_TRANSLATE_NOOP("Messages", "%1 cannot be written.")},
        {"document.report-not-written", QT_TRANSLATE_NOOP("Messages", "The report could not be written to %1: %2.")},
    };
    return kRows;
}

} // namespace halftone
