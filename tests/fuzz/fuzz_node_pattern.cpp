// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/node_matcher.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace halftone;

/// The first line is a pattern, the second a node's name; whatever they are, asking ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto end = text.find('\n');
    const auto pattern = NodePattern::parse(text.substr(0, end));
    if (!pattern)
        return 0;
    const auto again = NodePattern::parse(pattern->toString());
    if (!again || !(*again == *pattern))
        std::abort();
    (void)PatternSet({*pattern}).match(end == std::string::npos ? std::string() : text.substr(end + 1));
    return 0;
}
