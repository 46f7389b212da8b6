// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/preprocessing.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace halftone;

/// A text that is accepted is written so that it reads back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto options = parsePreprocessing(text);
    if (!options)
        return 0;
    const auto again = parsePreprocessing(preprocessingText(*options));
    if (!again || !(*again == *options))
        std::abort();
    return 0;
}
