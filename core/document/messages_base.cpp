// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesBase()
{
    static constexpr MessageRow kRows[]{
        {"base.cancelled", QT_TRANSLATE_NOOP("Messages", "Cancelled.")},
        {"base.internal", QT_TRANSLATE_NOOP("Messages", "Something unexpected happened inside Halftone: %1. Please report it.")},
        {"base.out-of-budget", QT_TRANSLATE_NOOP("Messages", "This would need %1 bytes of memory; %2 are allowed.")},
        {"base.file-open", QT_TRANSLATE_NOOP("Messages", "Cannot be opened: %1.")},
        {"base.file-not-regular", QT_TRANSLATE_NOOP("Messages", "This is not a regular file but a folder, pipe or device.")},
        {"base.file-read", QT_TRANSLATE_NOOP("Messages", "Cannot be read: %1.")},
        {"base.file-too-short", QT_TRANSLATE_NOOP("Messages", "The file ends too early: data up to byte %1 are needed, it has %2.")},
        {"base.file-too-large", QT_TRANSLATE_NOOP("Messages", "The file has %1 bytes; at most %2 are read.")},
        {"base.file-changed", QT_TRANSLATE_NOOP("Messages", "The file was changed or replaced since it was opened. Reload it.")},
        {"base.wire-truncated",
            QT_TRANSLATE_NOOP(
                "Messages", "The file is cut off or damaged: a field at byte %1 goes on past byte %2, where its message ends.")},
        {"base.wire-malformed", QT_TRANSLATE_NOOP("Messages", "This is no ONNX model: what is at byte %1 is not in the protobuf format.")},
        {"base.wire-too-deep", QT_TRANSLATE_NOOP("Messages", "Messages are nested %1 deep; at most %2 are supported.")},
        {"base.wire-field-too-long",
            QT_TRANSLATE_NOOP("Messages", "The field at byte %1 claims %2 bytes; protobuf allows less than 2 GiB.")},
        {"base.write-open", QT_TRANSLATE_NOOP("Messages", "Nothing can be written in this folder: %1.")},
        {"base.write-failed", QT_TRANSLATE_NOOP("Messages", "Writing failed: %1. The file that was there before is unchanged.")},
        {"base.write-verify",
            QT_TRANSLATE_NOOP("Messages", "What was read back is not what was written; the disk or the connection to it is faulty.")},
        {"base.write-sync", QT_TRANSLATE_NOOP("Messages", "The file was written, but the disk did not confirm that it will keep it: %1.")},
        {"base.out-of-memory", QT_TRANSLATE_NOOP("Messages", "There is not enough memory for this.")},
        {"base.write-rename", QT_TRANSLATE_NOOP("Messages", "The finished file could not be put in its place: %1.")},
        {"base.write-target", QT_TRANSLATE_NOOP("Messages", "The target is a folder, a device or a file that may not be written.")},
    };
    return kRows;
}

} // namespace halftone
