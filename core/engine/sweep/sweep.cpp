// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sweep/sweep.h"

#include "core/engine/executor.h"
#include "core/tensor/block_cache.h"
#include "core/tensor/cast.h"

#include <cmath>
#include <cstring>

namespace halftone {

namespace {

using Outputs = Result<std::vector<RuntimeValue>>;

/// Blocks are guarded as long as it lives.
class Guarded
{
public:
    explicit Guarded(BlockGuard guard) { setBlockGuard(guard); }
    ~Guarded() { setBlockGuard(BlockGuard::None); }
    Guarded(const Guarded &) = delete;
    Guarded &operator=(const Guarded &) = delete;
};

/// The first run, which plans, and a second one of the plan.
std::pair<Outputs, Outputs> runTwice(const SweepCase &made, EngineOptions options, std::string *implementations)
{
    NoProgress progress;
    options.profile = implementations != nullptr;
    const auto prepared = PreparedModel::prepare(made.model(), options, progress);
    if (!prepared)
        return {prepared.error(), prepared.error()};
    Executor executor(*prepared, 1);
    auto first = executor.run(made.inputs(), nullptr, progress);
    auto second = executor.run(made.inputs(), nullptr, progress);
    if (implementations)
        for (const NodeTime &time : executor.profile())
            if (time.node != kNone)
                *implementations += "; " + (*prepared)->model().graph->node(time.node).name + ": " + time.implementation;
    return {std::move(first), std::move(second)};
}

/// What real results may differ by, as part of their size: sums in another order, and rounding of what lies between fused nodes.
double tolerance(DType type) { return type == DType::Float16 ? 4e-3 : type == DType::BFloat16 ? 3e-2 : 3e-4; }

std::string byteDifference(const Tensor &found, const Tensor &wanted)
{
    std::int64_t worst = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(found.count()); ++i) {
        const int a = found.dtype() == DType::Int8 ? found.as<std::int8_t>()[i] : found.as<std::uint8_t>()[i];
        const int b = found.dtype() == DType::Int8 ? wanted.as<std::int8_t>()[i] : wanted.as<std::uint8_t>()[i];
        worst = std::max<std::int64_t>(worst, std::abs(a - b));
    }
    return worst > 1 ? std::to_string(worst) + " steps from the reference" : std::string();
}

std::string realDifference(const Tensor &found, const Tensor &wanted)
{
    const Result<Tensor> a = toFloat(found);
    const Result<Tensor> b = toFloat(wanted);
    if (!a || !b)
        return "no numbers";
    double difference = 0;
    double power = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(a->count()); ++i) {
        const double x = a->as<float>()[i];
        const double y = b->as<float>()[i];
        difference += (x - y) * (x - y);
        power += y * y;
    }
    constexpr double kSmall = 0.01;
    const double error = std::sqrt(difference / (power + kSmall * kSmall * static_cast<double>(a->count())));
    return error < tolerance(found.dtype()) ? std::string() : "relative error " + std::to_string(error);
}

std::string difference(const Outputs &found, const Outputs &wanted)
{
    if (!wanted)
        return "reference: " + wanted.error().debugText();
    if (!found)
        return found.error().debugText();
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        const Tensor &a = (*found)[i].tensor();
        const Tensor &b = (*wanted)[i].tensor();
        if (a.dtype() != b.dtype() || a.shape() != b.shape())
            return "another shape or type";
        const std::string text = dtypeBits(a.dtype()) == 8 ? byteDifference(a, b) : realDifference(a, b);
        if (!text.empty())
            return "output " + std::to_string(i) + ": " + text;
    }
    return {};
}

} // namespace

std::string SweepItem::name() const
{
    return std::string(kind.name) + ", " + std::string(dtypeName(type)) + ", seed " + std::to_string(seed);
}

std::vector<SweepItem> sweepItems(unsigned seeds)
{
    std::vector<SweepItem> items;
    for (const auto &kinds : {sweepConvolutions(), sweepProducts(), sweepElements(), sweepMovements()})
        for (const SweepKind &kind : kinds)
            for (const DType type : kind.types)
                for (unsigned seed = 0; seed < seeds; ++seed)
                    items.push_back({kind, type, seed});
    return items;
}

std::string runSweepItem(const SweepItem &item)
{
    SweepCase made(item.seed);
    item.kind.make(made, item.type);
    EngineOptions plain;
    plain.oneDnn = plain.fuse = false;
    const Outputs wanted = runTwice(made, plain, nullptr).first;
    for (const BlockGuard guard : {BlockGuard::Behind, BlockGuard::Before}) {
        const Guarded guarded(guard);
        // Made anew, so that the inputs stand beside such a page, too.
        SweepCase again(item.seed);
        item.kind.make(again, item.type);
        const auto [first, second] = runTwice(again, {}, nullptr);
        std::string text = difference(first, wanted);
        if (text.empty() && !(text = difference(second, wanted)).empty())
            text = "second run: " + text;
        if (!text.empty()) {
            (void)runTwice(again, {}, &text);
            return text;
        }
    }
    return {};
}

} // namespace halftone
