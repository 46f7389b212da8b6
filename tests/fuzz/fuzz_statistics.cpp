// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/statistics.h"
#include "core/tensor/tensor.h"
#include "tests/fuzz/input_file.h"

using namespace halftone;

/// A statistics file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setMemoryBudget(std::int64_t(64) << 20);
    (void)loadStatistics(inputFile(data, size));
    return 0;
}
