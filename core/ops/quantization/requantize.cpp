// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/quantization/requantize.h"

namespace halftone {

Result<Requantization> readRequantization(const KernelContext &context, int x, int w, int y, int yZeroPoint, std::int64_t channels)
{
    Requantization result;
    HALFTONE_TRY(const float xScale, scalarInput<float>(context, x, 1.0F));
    HALFTONE_TRY(const float yScale, scalarInput<float>(context, y, 1.0F));
    HALFTONE_TRY(const auto wScale, elements<float>(context, w));
    HALFTONE_TRY(result.zeroPoint, scalarInput<std::int32_t>(context, yZeroPoint, 0));
    if (wScale.size() != 1 && wScale.size() != channels)
        return context.badArgument(std::to_string(wScale.size()) + " weight scales", "one, or " + std::to_string(channels));
    for (const float scale : wScale)
        result.multipliers.push_back(xScale * scale / yScale);
    return result;
}

} // namespace halftone
