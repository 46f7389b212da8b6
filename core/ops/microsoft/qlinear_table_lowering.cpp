// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/parallel.h"
#include "core/engine/kernels/quantized_softmax.h"
#include "core/ops/broadcast.h"
#include "core/ops/lowering.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/quantization/affine.h"

#include <array>
#include <cmath>
#include <memory>

namespace halftone {

namespace {

/// Constant scale and zero point of one tensor of bytes.
struct ByteScale
{
    float scale = 1;
    std::int32_t zero = 0;
    bool isSigned = false;

    /// What a byte stands for, as the reference kernels compute it.
    float real(int byte) const
    {
        const std::int32_t value = isSigned ? static_cast<std::int8_t>(byte) : byte;
        return static_cast<float>(value - zero) * scale;
    }
    std::int32_t rounded(float x) const { return quantizeValue(x, scale, zero, isSigned ? IntegerRange{-128, 127} : IntegerRange{0, 255}); }
};

std::optional<ByteScale> scaleOf(const LowerContext &context, DType type, int scale, int zero)
{
    const auto value = context.constantScalar(scale);
    if (!value || (type != DType::UInt8 && type != DType::Int8))
        return std::nullopt;
    ByteScale made{*value, 0, type == DType::Int8};
    if (!context.hasInput(zero))
        return made;
    const auto tensor = context.constant(zero);
    if (!tensor || tensor->dtype() != type || tensor->count() != 1)
        return std::nullopt;
    made.zero = made.isSigned ? static_cast<std::int32_t>(tensor->as<std::int8_t>()[0]) : tensor->as<std::uint8_t>()[0];
    return made;
}

std::optional<Refusal> lowerSoftmax(LowerContext &context)
{
    const DType type = context.inputType(0);
    const auto x = scaleOf(context, type, 1, 2);
    const auto y = scaleOf(context, type, 3, 4);
    const Shape &shape = context.inputShape(0);
    const bool oneAxis = context.node().intAttribute("opset", 13) >= 13;
    std::int64_t axis = context.node().intAttribute("axis", oneAxis ? -1 : 1);
    axis += axis < 0 ? shape.rank() : 0;
    // Rows along memory: the last axis, or all from one on as before opset 13.
    if (!x || !y || axis < 0 || axis >= shape.rank() || (oneAxis && axis != shape.rank() - 1) || !(x->scale > 0))
        return context.refuse("scale that is no constant, or axis");
    const std::int64_t width = shape.count(static_cast<int>(axis), shape.rank());
    auto powers = std::make_shared<std::vector<float>>(std::size_t(256) * 256);
    for (int highest = 0; highest < 256; ++highest)
        for (int byte = 0; byte < 256; ++byte)
            (*powers)[static_cast<std::size_t>(256 * highest + byte)] = std::exp(x->real(byte) - x->real(highest));
    QuantizedSoftmax softmax{powers->data(), x->isSigned, y->scale, y->zero};
    return context.kernel("table, softmax", {0}, [softmax, powers, width, rows = shape.count() / width](std::byte *const *at) {
        softmaxOfBytes(softmax, at[0], at[1], rows, width);
    });
}

std::optional<Refusal> lowerWhere(LowerContext &context)
{
    const auto x = scaleOf(context, context.inputType(1), 2, 3);
    const auto y = scaleOf(context, context.inputType(4), 5, 6);
    const auto z = scaleOf(context, context.outputType(0), 7, 8);
    if (!x || !y || !z || context.inputType(0) != DType::Bool)
        return context.refuse("scale that is no constant, or type");
    std::array<std::array<std::uint8_t, 256>, 2> tables{};
    for (int byte = 0; byte < 256; ++byte) {
        tables[0][static_cast<std::size_t>(byte)] = static_cast<std::uint8_t>(z->rounded(x->real(byte)));
        tables[1][static_cast<std::size_t>(byte)] = static_cast<std::uint8_t>(z->rounded(y->real(byte)));
    }
    const Shape result = context.outputShape(0);
    const BroadcastRows rows(result, {&context.inputShape(0), &context.inputShape(1), &context.inputShape(4)});
    return context.kernel("table, where", {0, 1, 4}, [tables, rows](std::byte *const *at) {
        const auto *const condition = reinterpret_cast<const std::uint8_t *>(at[0]);
        const auto *const a = reinterpret_cast<const std::uint8_t *>(at[1]);
        const auto *const b = reinterpret_cast<const std::uint8_t *>(at[2]);
        auto *const to = reinterpret_cast<std::uint8_t *>(at[3]);
        rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
            parallelRanges(rows.rowLength(), 8192, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i) {
                    // Both are looked up: a choice the processor cannot foresee costs more.
                    const std::uint8_t one = tables[0][a[offsets[1] + i * rows.rowStride(1)]];
                    const std::uint8_t other = tables[1][b[offsets[2] + i * rows.rowStride(2)]];
                    to[first + i] = condition[offsets[0] + i * rows.rowStride(0)] ? one : other;
                }
            });
        });
    });
}

} // namespace

HALFTONE_LOWERING(QLinearSoftmax, kMicrosoft, "QLinearSoftmax", lowerSoftmax)
HALFTONE_LOWERING(QLinearWhere, kMicrosoft, "QLinearWhere", lowerWhere)

} // namespace halftone
