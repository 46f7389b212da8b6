// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/image.h"
#include "core/samples/image_input.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// Where a point of the picture lies in what the model sees: x · scaleX + offsetX.
struct ImageTransform
{
    double scaleX = 1, scaleY = 1, offsetX = 0, offsetY = 0;
};

struct PreparedImage
{
    Tensor tensor;
    ImageTransform transform;
};

/// The picture as the model's input. `preprocessing` has everything filled in (withDefaults). Grey is ITU-R BT.601 luma.
Result<PreparedImage> prepareImage(const Image &image, const Preprocessing &preprocessing, const ImageInput &input);

} // namespace halftone
