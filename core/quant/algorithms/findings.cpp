// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/findings.h"

#include <cstdio>

namespace halftone {

std::string figureText(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

} // namespace halftone
