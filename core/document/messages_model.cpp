// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesModel()
{
    static constexpr MessageRow kRows[]{
        {"model.text-model", QT_TRANSLATE_NOOP("Messages", "The file is no ONNX model in %1 form: %2")},
        {"model.text-model-too-large",
            QT_TRANSLATE_NOOP("Messages", "Models written as text are read up to %2 bytes; this one has %1. Save it in binary form.")},
        {"model.cycle", QT_TRANSLATE_NOOP("Messages", "The graph has a cycle through node %1; a model must be free of cycles.")},
        {"model.duplicate-producer",
            QT_TRANSLATE_NOOP(
                "Messages", "The value %1 is made twice. The model can be looked at, but not be run, quantized or exported.")},
        {"model.external-path",
            QT_TRANSLATE_NOOP("Messages", "The external data location “%1” is refused: it must be a relative path in plain characters.")},
        {"model.external-outside",
            QT_TRANSLATE_NOOP("Messages", "The external data location “%1” leads out of the model's folder and is refused.")},
        {"model.external-link",
            QT_TRANSLATE_NOOP("Messages",
                "The external data “%1” are a symbolic link or lie behind one. Links in %2 can be allowed if you trust the model.")},
        {"model.external-hard-link",
            QT_TRANSLATE_NOOP("Messages",
                "The external data file “%1” has other names too (hard links). Links in %2 can be allowed if you trust the model.")},
        {"model.external-not-regular",
            QT_TRANSLATE_NOOP("Messages", "The external data “%1” are no regular file but a folder, pipe or device.")},
        {"model.external-missing", QT_TRANSLATE_NOOP("Messages", "The external data file “%1” cannot be opened: %2.")},
        {"model.external-entry",
            QT_TRANSLATE_NOOP("Messages", "The external data entry “%1” is repeated or has the impossible value “%2”.")},
        {"model.external-range",
            QT_TRANSLATE_NOOP("Messages", "The external data file “%1” has %4 bytes; the tensor asks for %3 bytes at offset %2.")},
        {"model.external-no-folder", QT_TRANSLATE_NOOP("Messages", "A model that does not come from a file cannot have external data.")},
        {"model.sparse-shape",
            QT_TRANSLATE_NOOP("Messages", "The sparse tensor's values and indices (%1) do not fit together or its shape (%2).")},
        {"model.sparse-index",
            QT_TRANSLATE_NOOP("Messages", "The sparse tensor's index number %1 is out of range, repeated or out of order.")},
        {"model.attribute-type", QT_TRANSLATE_NOOP("Messages", "The attribute %1 has a value that contradicts its type.")},
        {"model.no-name", QT_TRANSLATE_NOOP("Messages", "An input, output, initializer or attribute has no name.")},
        {"model.no-op-type", QT_TRANSLATE_NOOP("Messages", "The node has no operator type.")},
        {"model.missing-producer", QT_TRANSLATE_NOOP("Messages", "Nothing makes the value %1.")},
        {"model.duplicate-value",
            QT_TRANSLATE_NOOP(
                "Messages", "The value %1 is declared twice. The model can be looked at, but not be run, quantized or exported.")},
        {"model.nesting", QT_TRANSLATE_NOOP("Messages", "Graphs are nested deeper than the %1 levels that are supported.")},
        {"model.duplicate-node-name",
            QT_TRANSLATE_NOOP("Messages", "Several nodes are called %1; all but the first got names of their own.")},
        {"model.unsorted",
            QT_TRANSLATE_NOOP("Messages", "The nodes were not stored in an order in which they can run; they have been sorted.")},
        {"model.bad-utf8", QT_TRANSLATE_NOOP("Messages", "The name “%1” is not valid UTF-8.")},
        {"model.recursive-function", QT_TRANSLATE_NOOP("Messages", "The function %1 calls itself.")},
        {"model.duplicate-function", QT_TRANSLATE_NOOP("Messages", "The function %1 is defined twice.")},
        {"model.function-explosion",
            QT_TRANSLATE_NOOP("Messages", "With every function call replaced by its body, the model would have more than %1 nodes.")},
        {"model.ir-missing", QT_TRANSLATE_NOOP("Messages", "The model does not say its IR version.")},
        {"model.ir-future",
            QT_TRANSLATE_NOOP("Messages",
                "The model has IR version %1, newer than %2, the newest known here: it can be looked at, but not be run, quantized or "
                "exported.")},
        {"model.opset-missing",
            QT_TRANSLATE_NOOP("Messages", "The model uses operators of the domain “%1” but does not say which version.")},
        {"model.opset-duplicate", QT_TRANSLATE_NOOP("Messages", "The model gives two versions of the domain “%1”; the last one is taken.")},
        {"model.opset-future",
            QT_TRANSLATE_NOOP("Messages",
                "The model uses opset %1, newer than %2, the newest known here: it can be looked at, but not be run, quantized or "
                "exported.")},
        {"model.opset-invalid", QT_TRANSLATE_NOOP("Messages", "The domain “%1” has the impossible version %2.")},
        {"model.empty-file", QT_TRANSLATE_NOOP("Messages", "The file is empty.")},
        {"model.is-html", QT_TRANSLATE_NOOP("Messages", "This is a web page, not a model; the download probably failed.")},
        {"model.is-lfs-pointer", QT_TRANSLATE_NOOP("Messages", "This is only a git-lfs pointer; fetch the real file with “git lfs pull”.")},
        {"model.is-archive", QT_TRANSLATE_NOOP("Messages", "This is a %1 archive; unpack it first.")},
        {"model.is-other-format", QT_TRANSLATE_NOOP("Messages", "This is a file in %1 format, not an ONNX model.")},
        {"model.no-graph", QT_TRANSLATE_NOOP("Messages", "The file has no graph; it is no ONNX model.")},
        {"model.write-over-source", QT_TRANSLATE_NOOP("Messages", "This would replace the open model or the file that holds its weights.")},
        {"model.write-too-large",
            QT_TRANSLATE_NOOP("Messages", "The model would take %1 bytes in one file; at most %2 are possible. Use external data.")},
    };
    return kRows;
}

} // namespace halftone
