// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npz.h"
#include "tests/fuzz/input_file.h"

using namespace halftone;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setMemoryBudget(std::int64_t(64) << 20);
    (void)readNpz(inputFile(data, size));
    return 0;
}
