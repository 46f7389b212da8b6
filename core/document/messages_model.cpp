// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesModel()
{
    static constexpr MessageRow kRows[]{
        {"model.cycle", QT_TRANSLATE_NOOP("Messages", "The graph has a cycle through node %1; a model must be free of cycles.")},
        {"model.duplicate-producer", QT_TRANSLATE_NOOP("Messages", "The value %1 is made by two nodes; a name may be made only once.")},
        {"model.bad-external-location",
            QT_TRANSLATE_NOOP(
                "Messages", "The external data “%1” are refused: the location is %2. Data must lie beneath the model's folder.")},
        {"model.external-data-missing", QT_TRANSLATE_NOOP("Messages", "The external data file “%1” cannot be opened: %2.")},
        {"model.bad-external-entry", QT_TRANSLATE_NOOP("Messages", "The external data entry %1 has the impossible value “%2”.")},
        {"model.external-out-of-range",
            QT_TRANSLATE_NOOP("Messages", "External data at offset %1 with length %2 lie outside their file of %3 bytes.")},
        {"model.data-size-mismatch",
            QT_TRANSLATE_NOOP("Messages", "The tensor holds %1 bytes of data, but its type and shape ask for %2.")},
        {"model.unknown-element-type", QT_TRANSLATE_NOOP("Messages", "The tensor %1 has the unknown element type %2.")},
        {"model.bad-tensor-shape", QT_TRANSLATE_NOOP("Messages", "The tensor %1 has the impossible shape %2.")},
        {"model.element-count-mismatch", QT_TRANSLATE_NOOP("Messages", "The tensor %1 holds %2 elements, but its shape asks for %3.")},
        {"model.truncated", QT_TRANSLATE_NOOP("Messages", "The file is cut off or damaged at byte %1 of %2.")},
        {"model.not-protobuf", QT_TRANSLATE_NOOP("Messages", "This is no ONNX model: what is at byte %1 is not in the protobuf format.")},
        {"model.too-many-fields", QT_TRANSLATE_NOOP("Messages", "The model has %1 fields; at most %2 are read.")},
        {"model.too-deep", QT_TRANSLATE_NOOP("Messages", "The model is nested deeper than the %1 levels that are supported.")},
        {"model.cannot-open", QT_TRANSLATE_NOOP("Messages", "Cannot be opened: %1.")},
        {"model.not-a-file", QT_TRANSLATE_NOOP("Messages", "This is not a regular file but a folder, pipe or device.")},
        {"model.file-changed", QT_TRANSLATE_NOOP("Messages", "The file was changed or replaced since it was opened. Reload it.")},
    };
    return kRows;
}

} // namespace halftone
