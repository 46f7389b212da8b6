// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/blocked_weight.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

double squaredError(std::span<const float> block, const BlockParams &params, const BlockScheme &scheme)
{
    double sum = 0;
    for (const float value : block) {
        const auto error = static_cast<double>(value - blockValue(blockCode(value, params, scheme), params));
        sum += std::isfinite(value) ? error * error : 0;
    }
    return sum;
}

float allowedZeroPoint(double zeroPoint, const BlockScheme &scheme)
{
    if (scheme.symmetric)
        return scheme.middle();
    const double clipped = std::clamp(zeroPoint, 0.0, static_cast<double>(scheme.highest()));
    return static_cast<float>(scheme.realZeroPoints ? clipped : std::nearbyint(clipped));
}

/// Proximal step of ‖·‖_p: sign(x) · max(0, |x| − |x|^(p−1) / β).
float shrink(float x, float beta)
{
    constexpr float kNorm = 0.7F;
    const float magnitude = std::fabs(x);
    if (magnitude == 0)
        return 0;
    return std::copysign(std::max(0.0F, magnitude - std::pow(magnitude, kNorm - 1) / beta), x);
}

/// Mean of code − (value − shrunk error) / scale.
double splitZeroPoint(std::span<const float> block, const BlockParams &params, const BlockScheme &scheme, float beta)
{
    double sum = 0;
    for (const float value : block) {
        const std::uint8_t code = blockCode(value, params, scheme);
        const float error = shrink(value - blockValue(code, params), beta);
        sum += static_cast<double>(code) - static_cast<double>((value - error) / params.scale);
    }
    return sum / static_cast<double>(block.size());
}

/// Scale, then zero point, that fit the codes best.
BlockParams fitted(std::span<const float> block, const BlockParams &params, const BlockScheme &scheme)
{
    double products = 0;
    double squares = 0;
    for (const float value : block) {
        const double steps = static_cast<double>(blockCode(value, params, scheme)) - static_cast<double>(params.zeroPoint);
        products += static_cast<double>(value) * steps;
        squares += steps * steps;
    }
    BlockParams result = params;
    if (squares > 0 && products > 0)
        result.scale = static_cast<float>(products / squares);
    return result;
}

} // namespace

BlockedWeight::BlockedWeight(std::int64_t rowCount, std::int64_t columnCount, const BlockScheme &blockScheme)
    : scheme(blockScheme), rows(rowCount), columns(columnCount)
{
    codes.resize(static_cast<std::size_t>(rows * columns));
    scales.resize(static_cast<std::size_t>(rows * blocks()), 1);
    zeroPoints.resize(scales.size(), scheme.middle());
}

std::vector<float> BlockedWeight::decoded() const
{
    std::vector<float> values(codes.size());
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c) {
            const auto at = static_cast<std::size_t>(r * columns + c);
            const auto block = static_cast<std::size_t>(r * blocks() + c / scheme.block);
            values[at] = blockValue(codes[at], {scales[block], zeroPoints[block]});
        }
    }
    return values;
}

std::uint8_t blockCode(float value, const BlockParams &params, const BlockScheme &scheme)
{
    const float code = std::nearbyint(value / params.scale + params.zeroPoint);
    if (!(code >= 0))
        return 0;
    return static_cast<std::uint8_t>(std::min(code, static_cast<float>(scheme.highest())));
}

float blockValue(std::uint8_t code, const BlockParams &params) { return (static_cast<float>(code) - params.zeroPoint) * params.scale; }

BlockParams roundingParams(std::span<const float> block, const BlockScheme &scheme)
{
    float least = 0;
    float most = 0;
    for (const float value : block) {
        if (!std::isfinite(value))
            continue;
        least = std::min(least, value);
        most = std::max(most, value);
    }
    BlockParams params{1, scheme.middle()};
    if (scheme.symmetric) {
        const float extreme = -least > most ? least : most;
        if (extreme != 0)
            params.scale = extreme / -scheme.middle();
        return params;
    }
    const float scale = (most - least) / static_cast<float>(scheme.highest());
    if (scale > 0) {
        params.scale = scale;
        params.zeroPoint = std::clamp(std::nearbyint(-least / scale), 0.0F, static_cast<float>(scheme.highest()));
    }
    return params;
}

BlockParams halfQuadraticParams(std::span<const float> block, const BlockScheme &scheme)
{
    constexpr int kSplittings = 20;
    constexpr int kFits = 8;
    constexpr float kGrowth = 1.01F;
    BlockParams best = roundingParams(block, scheme);
    double least = squaredError(block, best, scheme);
    const auto consider = [&](const BlockParams &params) {
        const double error = squaredError(block, params, scheme);
        if (!(error < least))
            return false;
        least = error;
        best = params;
        return true;
    };
    float beta = 10;
    BlockParams params = best;
    for (int i = 0; i < kSplittings && !scheme.symmetric; ++i, beta *= kGrowth) {
        const float zeroPoint = allowedZeroPoint(splitZeroPoint(block, params, scheme, beta), scheme);
        if (zeroPoint == params.zeroPoint)
            break;
        params.zeroPoint = zeroPoint;
        consider(params);
    }
    // Clipping a little of both ends often pays; each start is then fitted to its own codes.
    const BlockParams start = best;
    for (const float clip : {1.0F, 0.95F, 0.9F, 0.85F, 0.8F, 0.75F}) {
        params = start;
        params.scale *= clip;
        if (!scheme.symmetric) {
            const float half = static_cast<float>(scheme.highest()) / 2;
            params.zeroPoint = allowedZeroPoint(static_cast<double>(half + (start.zeroPoint - half) / clip), scheme);
        }
        consider(params);
        for (int i = 0; i < kFits; ++i) {
            params = fitted(block, params, scheme);
            if (!scheme.symmetric) {
                // An error that does not shrink at all: the plain least-squares zero point.
                params.zeroPoint = allowedZeroPoint(splitZeroPoint(block, params, scheme, std::numeric_limits<float>::min()), scheme);
            }
            if (!consider(params) && i > 1)
                break;
        }
    }
    return best;
}

BlockedWeight quantizeBlocks(
    std::span<const float> values, std::int64_t rows, std::int64_t columns, const BlockScheme &scheme, BlockParamsOf paramsOf)
{
    BlockedWeight result(rows, columns, scheme);
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t b = 0; b < result.blocks(); ++b) {
            const std::int64_t first = b * scheme.block;
            const std::int64_t count = std::min(scheme.block, columns - first);
            const auto at = static_cast<std::size_t>(r * columns + first);
            const auto block = values.subspan(at, static_cast<std::size_t>(count));
            const BlockParams params = paramsOf(block, scheme);
            const auto index = static_cast<std::size_t>(r * result.blocks() + b);
            result.scales[index] = params.scale;
            result.zeroPoints[index] = params.zeroPoint;
            for (std::size_t i = 0; i < block.size(); ++i)
                result.codes[at + i] = blockCode(block[i], params, scheme);
        }
    }
    return result;
}

} // namespace halftone
