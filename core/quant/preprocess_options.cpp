// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/preprocess_options.h"

#include "core/quant/recipe_values.h"

#include <algorithm>

namespace halftone {

namespace {

Result<PreprocessOptions> chosen(std::vector<std::string> names)
{
    for (const std::string &name : names) {
        if (std::ranges::any_of(preprocessPasses(), [&](const PassInfo &pass) { return pass.name == name; }))
            continue;
        std::string known;
        for (const PassInfo &pass : preprocessPasses())
            known.append(known.empty() ? "" : ", ").append(pass.name);
        return Error(errc::kUnknownPass, {name, known});
    }
    return PreprocessOptions{std::move(names)};
}

} // namespace

Result<PreprocessOptions> PreprocessOptions::parse(const std::string &text)
{
    if (text == "on")
        return PreprocessOptions();
    std::vector<std::string> names;
    if (text != "off") {
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find(',', at), text.size());
            names.push_back(text.substr(at, end - at));
            at = end + 1;
        }
    }
    return chosen(std::move(names));
}

bool PreprocessOptions::runs(const PassInfo &pass) const
{
    return passes ? std::ranges::find(*passes, pass.name) != passes->end() : pass.byDefault;
}

nlohmann::ordered_json preprocessJson(const PreprocessOptions &options)
{
    if (!options.passes)
        return "on";
    return options.passes->empty() ? nlohmann::ordered_json("off") : nlohmann::ordered_json(*options.passes);
}

Status readPreprocess(const std::string &key, const nlohmann::ordered_json &json, PreprocessOptions &target)
{
    if (json == "on" || json == "off") {
        HALFTONE_TRY(target, PreprocessOptions::parse(json.get<std::string>()));
        return {};
    }
    std::vector<std::string> names;
    HALFTONE_CHECK(recipevalues::readStrings(key, json, names));
    HALFTONE_TRY(target, chosen(std::move(names)));
    return {};
}

} // namespace halftone
