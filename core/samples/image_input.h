// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/data_input.h"
#include "core/samples/preprocessing.h"

namespace halftone {

/// What the model's input says about pictures it takes: [N, C, H, W] or [N, H, W, C] with C of 1 or 3, or the same without N.
struct ImageInput
{
    DataInput input;
    Preprocessing::Layout layout = Preprocessing::Layout::Nchw;
    int channels = 3;
    /// Nothing where the model leaves it open.
    std::optional<int> width;
    std::optional<int> height;
    bool hasBatch = true;
    /// A fixed batch above 1 is filled with copies of the one picture.
    std::int64_t batch = 1;
};

/// Fails with kInputTakesNoImage. `layout` decides where the shape allows both.
Result<ImageInput> imageInput(const DataInput &input, std::optional<Preprocessing::Layout> layout);

/// `given` with everything left out filled in: the model's size (centre crop after a resize by the shorter side), rgb or gray by its
/// channels, 1/255 for float inputs and 1 for integer ones, mean 0, std 1, layout.
Result<Preprocessing> withDefaults(Preprocessing given, const ImageInput &input);

} // namespace halftone
