// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/functions.h"
#include "core/engine/kernels/parallel.h"
#include "core/ops/broadcast.h"
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerWhere(LowerContext &context)
{
    const DType type = context.inputType(1);
    if (context.inputType(0) != DType::Bool || context.inputType(2) != type || type == DType::String || dtypeBits(type) != 32)
        return context.refuse("type");
    const BroadcastRows rows(context.outputShape(0), {&context.inputShape(0), &context.inputShape(1), &context.inputShape(2)});
    return context.kernel("elementwise", {0, 1, 2}, [rows](std::byte *const *at) {
        const auto words = [at](int index) { return reinterpret_cast<std::uint32_t *>(at[index]); };
        const std::int64_t steps[] = {rows.rowStride(0), rows.rowStride(1), rows.rowStride(2)};
        rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
            constexpr std::int64_t kGrain = 8192;
            parallelRanges(rows.rowLength(), kGrain, [&](std::int64_t begin, std::int64_t end) {
                chooseWords(reinterpret_cast<const std::uint8_t *>(at[0]) + offsets[0] + begin * steps[0], steps[0] != 0,
                    words(1) + offsets[1] + begin * steps[1], steps[1] != 0, words(2) + offsets[2] + begin * steps[2], steps[2] != 0,
                    words(3) + first + begin, end - begin);
            });
        });
    });
}

} // namespace

HALFTONE_LOWERING(Where, "", "Where", lowerWhere)

} // namespace halftone
