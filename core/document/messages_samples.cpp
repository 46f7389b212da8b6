// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesSamples()
{
    static constexpr MessageRow kRows[]{
        {"samples.bad-spec", QT_TRANSLATE_NOOP("Messages", "The data specification “%1” is wrong: %2.")},
        {"samples.not-found", QT_TRANSLATE_NOOP("Messages", "There is no file or folder “%1”.")},
        {"samples.unknown-kind",
            QT_TRANSLATE_NOOP("Messages",
                "“%1” holds no data that can be read: images (png, jpg, bmp, webp), .npy, .npz, or folders of them are supported.")},
        {"samples.unknown-input", QT_TRANSLATE_NOOP("Messages", "The model has no input called %1; its inputs are %2.")},
        {"samples.input-without-data", QT_TRANSLATE_NOOP("Messages", "No data were given for the model's input %1.")},
        {"samples.several-inputs",
            QT_TRANSLATE_NOOP("Messages", "These data feed one input, but the model has %1: say which, as INPUT=PATH.")},
        {"samples.counts-differ", QT_TRANSLATE_NOOP("Messages", "The data of the inputs differ in number: %1.")},
        {"samples.bad-preprocess", QT_TRANSLATE_NOOP("Messages", "The preprocessing “%1” is wrong: %2.")},
        {"samples.input-no-image",
            QT_TRANSLATE_NOOP(
                "Messages", "The model's input %1 is %2, which takes no images: four dimensions with 1 or 3 channels are needed.")},
        {"samples.image-format",
            QT_TRANSLATE_NOOP("Messages", "This is no image that can be read: %1 (png, jpg, bmp and webp are supported).")},
        {"samples.image-damaged", QT_TRANSLATE_NOOP("Messages", "The image is damaged or incomplete: %1.")},
        {"samples.image-too-large", QT_TRANSLATE_NOOP("Messages", "The image has %1×%2 pixels; at most %3 are read.")},
        {"samples.crop-too-large", QT_TRANSLATE_NOOP("Messages", "The crop of %1 does not fit the image of %2.")},
        {"samples.bad-labels", QT_TRANSLATE_NOOP("Messages", "The labels cannot be read: %1.")},
        {"samples.no-label-for", QT_TRANSLATE_NOOP("Messages", "There is no label for this image.")},
        {"samples.shape-mismatch", QT_TRANSLATE_NOOP("Messages", "The data for input %1 are %2, but the model wants %3.")},
        {"samples.hint-channels-last",
            QT_TRANSLATE_NOOP("Messages",
                "The channels of %1 come last in the data and first in the model: transpose the arrays, or give pictures with "
                "layout=nchw.")},
        {"samples.hint-channels-first",
            QT_TRANSLATE_NOOP("Messages",
                "The channels of %1 come first in the data and last in the model: transpose the arrays, or give pictures with "
                "layout=nhwc.")},
        {"samples.hint-batch",
            QT_TRANSLATE_NOOP("Messages",
                "Along its first axis %1 has the size %2 in the model and %3 in the data: join or cut samples to that size, or export "
                "the model with a free batch size.")},
        {"samples.hint-rank", QT_TRANSLATE_NOOP("Messages", "%1 has %2 axes in the model and %3 in the data.")},
        {"samples.hint-axes",
            QT_TRANSLATE_NOOP(
                "Messages", "%1 differs along axis %2 (data ≠ model): resize or cut the data, or export the model for them.")},
        {"samples.type-mismatch", QT_TRANSLATE_NOOP("Messages", "The data for input %1 have type %2, which cannot serve as %3.")},
        {"samples.array-missing", QT_TRANSLATE_NOOP("Messages", "The file has no array for the model's input %1; it has %2.")},
        {"samples.first-axis", QT_TRANSLATE_NOOP("Messages", "The array %1 has no first axis to take samples from.")},
        {"samples.none", QT_TRANSLATE_NOOP("Messages", "“%1” holds no samples.")},
        {"samples.file-skipped", QT_TRANSLATE_NOOP("Messages", "Skipped: %1 is no supported data file.")},
    };
    return kRows;
}

} // namespace halftone
