// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/plan.h"

#include <algorithm>
#include <map>

namespace halftone {

namespace {

constexpr std::int64_t kAlignment = 64;

std::int64_t aligned(std::int64_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

void measureLifetimes(Plan &plan)
{
    const auto touch = [&plan](BufferId id, int step) {
        Buffer &buffer = plan.buffers[static_cast<std::size_t>(id)];
        buffer.first = buffer.first < 0 ? step : std::min(buffer.first, step);
        buffer.last = std::max(buffer.last, step);
    };
    const int end = static_cast<int>(plan.steps.size());
    for (int i = 0; i < end; ++i) {
        const Step &step = *plan.steps[static_cast<std::size_t>(i)];
        for (const BufferId id : step.reads)
            touch(id, i);
        for (const BufferId id : step.writes)
            touch(id, i);
    }
    for (const PlanValue &input : plan.inputs)
        if (!input.isObject)
            touch(input.place.buffer, 0);
    for (const PlanValue &output : plan.outputs)
        if (!output.isObject)
            touch(output.place.buffer, end);
}

/// Large buffers first, each at the lowest offset free during its whole life.
void placeBySize(Plan &plan, std::vector<Buffer *> &live)
{
    std::stable_sort(live.begin(), live.end(), [](const Buffer *a, const Buffer *b) { return a->bytes > b->bytes; });
    std::vector<const Buffer *> placed; // by offset
    for (Buffer *buffer : live) {
        const std::int64_t bytes = aligned(std::max<std::int64_t>(buffer->bytes, 1));
        std::int64_t candidate = 0;
        for (const Buffer *other : placed) {
            if (other->last < buffer->first || other->first > buffer->last)
                continue;
            if (other->offset >= candidate + bytes)
                break;
            candidate = std::max(candidate, other->offset + aligned(std::max<std::int64_t>(other->bytes, 1)));
        }
        buffer->offset = candidate;
        plan.arenaBytes = std::max(plan.arenaBytes, candidate + bytes);
        const auto at = std::upper_bound(
            placed.begin(), placed.end(), buffer, [](const Buffer *a, const Buffer *b) { return a->offset < b->offset; });
        placed.insert(at, buffer);
    }
}

/// In order of time with a list of free ranges: for very many buffers, where the above is quadratic.
void placeByTime(Plan &plan, std::vector<Buffer *> &live)
{
    std::stable_sort(live.begin(), live.end(), [](const Buffer *a, const Buffer *b) { return a->first < b->first; });
    std::multimap<int, Buffer *> ending;
    std::map<std::int64_t, std::int64_t> free; // offset → bytes
    std::int64_t top = 0;
    for (Buffer *buffer : live) {
        while (!ending.empty() && ending.begin()->first < buffer->first) {
            Buffer *dead = ending.begin()->second;
            ending.erase(ending.begin());
            auto it = free.emplace(dead->offset, aligned(std::max<std::int64_t>(dead->bytes, 1))).first;
            if (const auto next = std::next(it); next != free.end() && it->first + it->second == next->first) {
                it->second += next->second;
                free.erase(next);
            }
            if (it != free.begin())
                if (const auto previous = std::prev(it); previous->first + previous->second == it->first) {
                    previous->second += it->second;
                    free.erase(it);
                }
        }
        const std::int64_t bytes = aligned(std::max<std::int64_t>(buffer->bytes, 1));
        const auto fit = std::find_if(free.begin(), free.end(), [bytes](const auto &range) { return range.second >= bytes; });
        if (fit == free.end()) {
            buffer->offset = top;
            top += bytes;
        } else {
            buffer->offset = fit->first;
            if (fit->second > bytes)
                free.emplace(fit->first + bytes, fit->second - bytes);
            free.erase(fit);
        }
        ending.emplace(buffer->last, buffer);
    }
    plan.arenaBytes = top;
}

} // namespace

void planArena(Plan &plan)
{
    measureLifetimes(plan);
    plan.arenaBytes = 0;
    std::vector<Buffer *> live;
    for (Buffer &buffer : plan.buffers)
        if (!buffer.isConstant() && buffer.first >= 0)
            live.push_back(&buffer);
    constexpr std::size_t kManyBuffers = 4000;
    if (live.size() < kManyBuffers)
        placeBySize(plan, live);
    else
        placeByTime(plan, live);
}

} // namespace halftone
