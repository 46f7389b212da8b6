// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/sample_split.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace halftone {

namespace {

constexpr std::int64_t kEnoughToSplit = 16;
constexpr std::int64_t kFewestKept = 8;
constexpr std::int64_t kMostKept = 64;

/// Fowler–Noll–Vo, variant 1a, 64 bits, and MurmurHash3's last mixing: without it names that differ in their last letters, as files of one
/// folder do, stay neighbours in the order.
std::uint64_t nameHash(const std::string &name)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : name) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 33);
}

std::int64_t keptOf(std::int64_t count)
{
    if (count < kEnoughToSplit)
        return count / 2;
    return std::min(kMostKept, std::max(kFewestKept, count / 4));
}

/// Mixes what lies in sorted folders of classes.
std::vector<std::int64_t> hashedOrder(const SampleSource &source, std::int64_t count)
{
    std::vector<std::tuple<std::uint64_t, std::string, std::int64_t>> keys;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string name = source.name(i);
        keys.emplace_back(nameHash(name.empty() ? std::to_string(i) : name), name, i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::int64_t> order;
    for (const auto &key : keys)
        order.push_back(std::get<2>(key));
    return order;
}

std::int64_t usedOf(const SampleSource &source, std::int64_t samples)
{
    return samples > 0 ? std::min(samples, source.count()) : source.count();
}

void deal(const std::vector<std::int64_t> &kept, SampleSplit &split)
{
    const bool apart = split.kept == KeptAside::Separate;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!apart || i % 2 == 0)
            split.acceptance.push_back(kept[i]);
        if (!apart || i % 2 == 1)
            split.verdict.push_back(kept[i]);
    }
    for (auto *list : {&split.calibration, &split.acceptance, &split.verdict})
        std::sort(list->begin(), list->end());
}

} // namespace

std::int64_t SampleSplit::keptAside() const
{
    if (kept == KeptAside::None)
        return 0;
    std::set<std::int64_t> all(acceptance.begin(), acceptance.end());
    all.insert(verdict.begin(), verdict.end());
    return static_cast<std::int64_t>(all.size());
}

SampleSplit splitSamples(const SampleSource &source, std::int64_t samples)
{
    const std::int64_t count = usedOf(source, samples);
    const std::int64_t kept = keptOf(count);
    if (kept == 0)
        return judgeOnCalibration(source, samples);
    const std::vector<std::int64_t> order = hashedOrder(source, count);
    const auto border = order.end() - static_cast<std::ptrdiff_t>(kept);
    SampleSplit split;
    split.kept = kept >= kEnoughToSplit ? KeptAside::Separate : KeptAside::Shared;
    split.calibration.assign(order.begin(), border);
    deal({border, order.end()}, split);
    return split;
}

SampleSplit judgeOnCalibration(const SampleSource &source, std::int64_t samples)
{
    const std::int64_t count = usedOf(source, samples);
    const std::vector<std::int64_t> order = hashedOrder(source, count);
    SampleSplit split;
    split.calibration = order;
    const auto judged = static_cast<std::ptrdiff_t>(std::max<std::int64_t>(keptOf(count), std::min<std::int64_t>(count, 1)));
    deal({order.end() - judged, order.end()}, split);
    return split;
}

} // namespace halftone
