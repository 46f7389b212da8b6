// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"

#include <algorithm>
#include <cstdlib>

using namespace halftone;

/// What is accepted can be written, and what is written reads back with the same shape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setMemoryBudget(std::int64_t(64) << 20);
    const auto tensor = parseNpy({reinterpret_cast<const char *>(data), size});
    if (!tensor)
        return 0;
    const auto bytes = formatNpy(*tensor);
    const auto again = bytes ? parseNpy(*bytes) : Result<Tensor>(bytes.error());
    if (!again || again->shape() != tensor->shape() || again->dtype() != tensor->dtype())
        std::abort();
    return 0;
}
