// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/image_decoder.h"
#include "tests/fuzz/input_file.h"

using namespace halftone;

/// A picture that is decoded has all its pixels.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto image = QtImageDecoder::instance().decode(inputFile(data, size));
    if (image
        && image->pixels.size()
            != static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * static_cast<std::size_t>(image->channels))
        std::abort();
    return 0;
}
