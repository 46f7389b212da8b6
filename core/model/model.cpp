// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model.h"

#include <algorithm>

namespace halftone {

std::int64_t Model::opset(const std::string &forDomain) const
{
    const auto found = opsets.find(forDomain == "ai.onnx" ? std::string() : forDomain);
    return found == opsets.end() ? 0 : found->second;
}

const Function *Model::function(std::string_view functionDomain, std::string_view functionName, std::string_view overload) const
{
    const auto found = std::ranges::find_if(
        functions, [&](const Function &f) { return f.domain == functionDomain && f.name == functionName && f.overload == overload; });
    return found == functions.end() ? nullptr : &*found;
}

} // namespace halftone
