// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/recipe.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace halftone;

/// A recipe that is accepted is written so that it reads back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto recipe = recipeFromJson(text);
    if (!recipe)
        return 0;
    const std::string written = recipeToJson(*recipe);
    const auto again = recipeFromJson(written);
    if (!again || recipeToJson(*again) != written)
        std::abort();
    return 0;
}
