// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/tensor_override.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace halftone;

/// Overrides and tables of encodings in each form; what is accepted can be written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto overrides = tensorOverridesFromJson(text);
    if (!overrides)
        return 0;
    for (const auto &[name, each] : *overrides) {
        const auto again = readTensorOverride(name, tensorOverrideJson(each));
        if (!again || !(*again == each))
            std::abort();
    }
    return 0;
}
