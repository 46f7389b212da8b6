// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/labels.h"
#include "tests/fuzz/input_file.h"

using namespace halftone;

/// Labels and boxes of samples.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string &path = inputFile(data, size);
    (void)readTextLabels(path);
    (void)readBoxes(path);
    return 0;
}
