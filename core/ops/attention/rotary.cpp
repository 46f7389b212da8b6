// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/attention/rotary.h"

#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

/// Row of the cache for each sample and step.
Result<std::vector<std::int64_t>> cacheRows(
    const KernelContext &context, const RotaryPorts &ports, std::int64_t batch, std::int64_t steps, std::int64_t half)
{
    const Tensor &cache = context.tensor(ports.cosine);
    const std::int64_t available = half > 0 ? cache.count() / half : 0;
    std::vector<std::int64_t> rows;
    if (!context.hasInput(ports.positions)) {
        if (cache.shape() != Shape{batch, steps, half})
            return context.badArgument("cache " + cache.shape().toString(), Shape{batch, steps, half}.toString());
        for (std::int64_t i = 0; i < batch * steps; ++i)
            rows.push_back(i);
        return rows;
    }
    HALFTONE_TRY(rows, context.ints(ports.positions));
    if (ports.isMicrosoft && rows.size() == 1) {
        const std::int64_t first = rows.front();
        rows.clear();
        for (std::int64_t i = 0; i < batch * steps; ++i)
            rows.push_back(first + i % steps);
    }
    if (static_cast<std::int64_t>(rows.size()) != batch * steps)
        return context.badArgument(std::to_string(rows.size()) + " position_ids", std::to_string(batch * steps));
    for (const std::int64_t row : rows) {
        if (row < 0 || row >= available)
            return context.badArgument("position " + std::to_string(row), "below " + std::to_string(available));
    }
    return rows;
}

} // namespace

Status computeRotaryEmbedding(KernelContext &context, const RotaryPorts &ports)
{
    const Tensor &input = context.tensor(0);
    const Shape &shape = input.shape();
    const Shape &cache = context.tensor(ports.cosine).shape();
    std::int64_t heads = context.node().intAttribute("num_heads", 0);
    if (shape.rank() != 3 && shape.rank() != 4)
        return context.badArgument("X " + shape.toString(), "rank 3 or 4");
    const bool merged = shape.rank() == 3;
    const std::int64_t ofCache = cache.rank() > 0 ? 2 * cache[cache.rank() - 1] : 0;
    if (ports.isMicrosoft && merged && heads == 0 && ofCache > 0)
        heads = shape[2] / ofCache;
    heads = merged ? heads : shape[1];
    if (heads < 1 || (merged && shape[2] % heads != 0))
        return context.badArgument("num_heads " + std::to_string(heads), "a divisor of the hidden size");
    const std::int64_t batch = shape[0];
    const std::int64_t steps = merged ? shape[1] : shape[2];
    const std::int64_t size = merged ? shape[2] / heads : shape[3];
    const std::int64_t given = context.node().intAttribute("rotary_embedding_dim", 0);
    const std::int64_t rotary = given > 0 ? given : size;
    const std::int64_t half = rotary / 2;
    if (rotary > size || rotary % 2 != 0 || cache != context.tensor(ports.sine).shape() || cache.rank() < 1
        || cache[cache.rank() - 1] != half)
        return context.badArgument(
            "rotary_embedding_dim " + std::to_string(rotary) + ", cache " + cache.toString(), "an even size and half of it");
    HALFTONE_TRY(const std::vector<std::int64_t> rows, cacheRows(context, ports, batch, steps, half));
    const bool interleaved = context.node().intAttribute("interleaved", 0) != 0;
    return withReal(context, input.dtype(), [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(const auto cosines, elements<T>(context, ports.cosine));
        HALFTONE_TRY(const auto sines, elements<T>(context, ports.sine));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
        for (std::int64_t row = 0; row < batch * steps * heads; ++row) {
            const std::int64_t step = merged ? row / heads % steps : row % steps;
            const std::int64_t sample = row / heads / steps;
            const std::int64_t angles = rows[static_cast<std::size_t>(sample * steps + step)] * half;
            const T *source = x.data() + row * size;
            T *target = y.data() + row * size;
            for (std::int64_t i = 0; i < half; ++i) {
                const std::int64_t first = interleaved ? 2 * i : i;
                const std::int64_t second = interleaved ? 2 * i + 1 : i + half;
                target[first] = cosines[angles + i] * source[first] - sines[angles + i] * source[second];
                target[second] = sines[angles + i] * source[first] + cosines[angles + i] * source[second];
            }
            for (std::int64_t i = rotary; i < size; ++i)
                target[i] = source[i];
        }
        return y.finish();
    });
}

} // namespace halftone
