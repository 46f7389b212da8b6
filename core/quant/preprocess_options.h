// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

namespace errc {
/// %1 name that is no pass of preprocess(), %2 those that are.
inline constexpr ErrorCode kUnknownPass{"quant.unknown-pass"};
} // namespace errc

/// What can be done to a float model before it is quantized, in the order in which it is done.
struct PassInfo
{
    std::string_view name;
    /// Runs unless the user chose otherwise.
    bool byDefault;
};
std::span<const PassInfo> preprocessPasses();

/// The passes that the user wants.
struct PreprocessOptions
{
    /// Exactly these; without a value those that run by default.
    std::optional<std::vector<std::string>> passes;

    /// "on" (the default ones), "off" (none) or names separated by commas. Fails with errc::kUnknownPass.
    static Result<PreprocessOptions> parse(const std::string &text);
    bool runs(const PassInfo &pass) const;
    friend bool operator==(const PreprocessOptions &, const PreprocessOptions &) = default;
};

/// In a recipe: "on", "off" or a list of names.
nlohmann::ordered_json preprocessJson(const PreprocessOptions &options);
Status readPreprocess(const std::string &key, const nlohmann::ordered_json &json, PreprocessOptions &target);

} // namespace halftone
