// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/embedded_recipe.h"

namespace halftone {

void embedRecipe(const Recipe &recipe, QuantizeResult &result)
{
    auto model = std::make_shared<Model>(*result.model);
    std::erase_if(model->metadata, [](const auto &entry) { return entry.first == "halftone.recipe"; });
    model->metadata.emplace_back("halftone.recipe", recipeToJson(recipe));
    result.model = std::move(model);
}

} // namespace halftone
