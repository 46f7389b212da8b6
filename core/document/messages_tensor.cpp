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
    };
    return kRows;
}

} // namespace halftone
