// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/window_maximum.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <limits>

namespace halftone {

namespace {

/// Equal steps through memory.
struct Steps
{
    std::int64_t count;
    std::int64_t stride;
};

/// The loops over all elements as few as possible, the innermost last.
std::vector<Steps> loopsOver(const Shape &shape, const Layout *layout)
{
    std::vector<Steps> loops;
    const std::vector<std::int64_t> plain = layout ? std::vector<std::int64_t>() : shape.strides();
    for (int axis = 0; axis < shape.rank(); ++axis) {
        const std::int64_t stride = layout ? layout->strides[static_cast<std::size_t>(axis)] : plain[static_cast<std::size_t>(axis)];
        const bool isBlocked = layout && layout->blockAxis == axis;
        loops.push_back({isBlocked ? (shape[axis] + layout->block - 1) / layout->block : shape[axis], stride});
        if (isBlocked)
            loops.push_back({layout->block, 1});
    }
    std::erase_if(loops, [](const Steps &steps) { return steps.count == 1; });
    std::stable_sort(loops.begin(), loops.end(), [](const Steps &a, const Steps &b) { return a.stride > b.stride; });
    std::vector<Steps> merged;
    for (const Steps &steps : loops) {
        if (!merged.empty() && merged.back().stride == steps.stride * steps.count)
            merged.back() = {merged.back().count * steps.count, steps.stride};
        else
            merged.push_back(steps);
    }
    if (merged.empty() || merged.back().stride != 1)
        merged.push_back({1, 1});
    return merged;
}

HALFTONE_CLONES bool hasNonFiniteRun(const float *data, std::int64_t count)
{
    // An exponent of all ones carries into the sign bit.
    constexpr std::uint32_t kExponent = 0x7F800000U;
    constexpr std::uint32_t kLowest = 0x00800000U;
    std::uint32_t seen = 0;
    for (std::int64_t i = 0; i < count; ++i)
        seen |= (std::bit_cast<std::uint32_t>(data[i]) & kExponent) + kLowest;
    return (seen >> 31) != 0;
}

/// Offset of each index of each axis.
std::vector<std::vector<std::int64_t>> offsetsOf(const Shape &shape, const Layout *layout)
{
    const std::vector<std::int64_t> strides = layout ? layout->strides : shape.strides();
    std::vector<std::vector<std::int64_t>> offsets;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        auto &list = offsets.emplace_back();
        const std::int64_t block = layout && layout->blockAxis == axis ? layout->block : 1;
        for (std::int64_t i = 0; i < shape[axis]; ++i)
            list.push_back(i / block * strides[static_cast<std::size_t>(axis)] + i % block);
    }
    return offsets;
}

/// Goes through the windows of one image at a time.
class Windows
{
public:
    explicit Windows(const WindowMaximum &wanted)
        : m_wanted(wanted), m_from(offsetsOf(wanted.inShape, wanted.in.get())), m_to(offsetsOf(wanted.outShape, wanted.out.get()))
    {
    }

    void run(std::int64_t image, const float *from, float *to) const
    {
        const auto sample = static_cast<std::size_t>(image / m_wanted.inShape[1]);
        const auto channel = static_cast<std::size_t>(image % m_wanted.inShape[1]);
        along(0, {0}, from + m_from[0][sample] + m_from[1][channel], to + m_to[0][sample] + m_to[1][channel]);
    }

private:
    /// All positions along the spatial axes from `axis` on; `taps` are the offsets within the window along those before.
    void along(std::size_t axis, const std::vector<std::int64_t> &taps, const float *from, float *to) const
    {
        if (axis == m_wanted.kernel.size()) {
            float best = taps.empty() ? std::numeric_limits<float>::lowest() : from[taps.front()];
            for (const std::int64_t tap : taps)
                best = from[tap] > best || from[tap] != from[tap] ? from[tap] : best;
            *to = best;
            return;
        }
        const auto &in = m_from[axis + 2];
        const auto &out = m_to[axis + 2];
        std::vector<std::int64_t> next;
        for (std::size_t o = 0; o < out.size(); ++o) {
            next.clear();
            for (std::int64_t k = 0; k < m_wanted.kernel[axis]; ++k) {
                const std::int64_t at
                    = static_cast<std::int64_t>(o) * m_wanted.strides[axis] - m_wanted.pads[axis] + k * m_wanted.dilations[axis];
                if (at < 0 || at >= static_cast<std::int64_t>(in.size()))
                    continue;
                for (const std::int64_t tap : taps)
                    next.push_back(tap + in[static_cast<std::size_t>(at)]);
            }
            along(axis + 1, next, from, to + out[o]);
        }
    }

    const WindowMaximum &m_wanted;
    std::vector<std::vector<std::int64_t>> m_from;
    std::vector<std::vector<std::int64_t>> m_to;
};

} // namespace

bool hasNonFinite(const float *data, const Shape &shape, const Layout *layout)
{
    if (shape.count() == 0)
        return false;
    std::vector<Steps> loops = loopsOver(shape, layout);
    std::atomic<bool> found = false;
    const std::int64_t length = loops.back().count;
    loops.pop_back();
    if (loops.empty()) {
        constexpr std::int64_t kGrain = 16384;
        parallelRanges(length, kGrain, [&](std::int64_t begin, std::int64_t end) {
            if (hasNonFiniteRun(data + begin, end - begin))
                found = true;
        });
        return found;
    }
    std::int64_t runs = 1;
    for (const Steps &steps : loops)
        runs *= steps.count;
    parallelRanges(runs, 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t run = begin; run < end && !found; ++run) {
            std::int64_t offset = 0;
            std::int64_t rest = run;
            for (auto steps = loops.rbegin(); steps != loops.rend(); ++steps) {
                offset += rest % steps->count * steps->stride;
                rest /= steps->count;
            }
            if (hasNonFiniteRun(data + offset, length))
                found = true;
        }
    });
    return found;
}

void maximumOfWindows(const WindowMaximum &wanted, const float *from, float *to)
{
    const Windows windows(wanted);
    parallelRanges(wanted.inShape[0] * wanted.inShape[1], 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t image = begin; image < end; ++image)
            windows.run(image, from, to);
    });
}

} // namespace halftone
