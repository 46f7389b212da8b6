// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesTensor()
{
    static constexpr MessageRow kRows[]{
        {"tensor.shape-overflow", QT_TRANSLATE_NOOP("Messages", "A tensor of shape %1 has more elements than can be addressed.")},
        {"tensor.cast-unsupported", QT_TRANSLATE_NOOP("Messages", "Values of type %1 cannot be converted to %2.")},
        {"tensor.cast-text", QT_TRANSLATE_NOOP("Messages", "The text “%1” is no number and cannot be converted to %2.")},
        {"tensor.npy-header", QT_TRANSLATE_NOOP("Messages", "This is no .npy file, or its header is damaged: %1.")},
        {"tensor.npy-type", QT_TRANSLATE_NOOP("Messages", "The array has NumPy's element type %1, which no tensor can have.")},
        {"tensor.npy-objects", QT_TRANSLATE_NOOP("Messages", "The array holds pickled Python objects; these are never loaded.")},
        {"tensor.npy-size", QT_TRANSLATE_NOOP("Messages", "The array's header asks for %1 bytes of data; the file has %2.")},
        {"tensor.npy-write", QT_TRANSLATE_NOOP("Messages", "Cannot be written: %1.")},
        {"tensor.external",
            QT_TRANSLATE_NOOP("Messages", "The tensor keeps its data in another file; a tensor file must hold its own data.")},
        {"tensor.proto-kind",
            QT_TRANSLATE_NOOP(
                "Messages", "This kind of value (a sparse tensor, a map of sequences or the like) cannot be read from a .pb file.")},
        {"tensor.map-size", QT_TRANSLATE_NOOP("Messages", "The map has %2 keys but %1 values.")},
        {"tensor.type", QT_TRANSLATE_NOOP("Messages", "The tensor has the unknown element type %1.")},
        {"tensor.dims", QT_TRANSLATE_NOOP("Messages", "The tensor has the impossible dimensions %1.")},
        {"tensor.bytes", QT_TRANSLATE_NOOP("Messages", "The tensor's type and shape ask for %1 bytes; %2 are stored.")},
        {"tensor.count", QT_TRANSLATE_NOOP("Messages", "The tensor's shape asks for %1 elements; %2 are stored.")},
        {"tensor.two-data", QT_TRANSLATE_NOOP("Messages", "The tensor's data are stored twice.")},
        {"tensor.field", QT_TRANSLATE_NOOP("Messages", "The elements of type %1 are stored in a field that cannot hold them.")},
        {"tensor.npz-archive", QT_TRANSLATE_NOOP("Messages", "This is no .npz archive, or it is cut off.")},
        {"tensor.npz-entry",
            QT_TRANSLATE_NOOP("Messages", "The archive's entry %1 contradicts the archive (place, size, checksum or name).")},
        {"tensor.npz-method",
            QT_TRANSLATE_NOOP(
                "Messages", "The archive's entry %1 is compressed by an unsupported method; “stored” and “deflated” are supported.")},
    };
    return kRows;
}

} // namespace halftone
