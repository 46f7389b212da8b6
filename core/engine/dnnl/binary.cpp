// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/broadcast.h"
#include "core/engine/kernels/quantize.h"
#include "core/engine/reorder.h"
#include "core/engine/requantize.h"

namespace halftone {

using namespace dnnlsupport;

namespace {

/// The other operand is one 8-bit number known beforehand: 256 results.
Result<LowerContext::Outcome> emitTable(LowerContext &context, BinaryKind kind, const Operand &a, const Operand &b, bool constantIsB)
{
    Tracer &tracer = context.tracer();
    const Quantization &result = *context.outputQuantization();
    const Operand &varying = constantIsB ? a : b;
    HALFTONE_TRY(const Tensor constant, tracer.constantTensor(constantIsB ? b.quantized : a.quantized));
    HALFTONE_TRY(Tensor all, Tensor::allocateUninitialized(DType::UInt8, Shape{256}));
    HALFTONE_TRY(Tensor same, Tensor::allocateUninitialized(DType::UInt8, Shape{256}));
    HALFTONE_TRY(Tensor table, Tensor::allocateUninitialized(DType::UInt8, Shape{256}));
    for (std::size_t i = 0; i < 256; ++i) {
        all.mutableRaw()[i] = static_cast<std::byte>(i);
        same.mutableRaw()[i] = constant.raw()[0];
    }
    quantizedBinary(kind, constantIsB ? all.raw() : same.raw(), constantIsB ? same.raw() : all.raw(), table.mutableRaw(), {1, 256},
        affineOf(*a.quantization), affineOf(*b.quantization), affineOf(result));
    const Shape shape = context.outputShape(0);
    HALFTONE_TRY(const Place place, tableApplied(tracer, varying.quantized, table, result.dtype));
    tracer.define(context.outputValue(), result.dtype, shape, place);
    return LowerContext::Outcome();
}

/// One row that belongs to every row of the result.
bool isRow(const Shape &shape, const Shape &result)
{
    return shape.rank() > 0 && shape.rank() <= result.rank() && shape.count() == result[result.rank() - 1]
        && shape[shape.rank() - 1] == result[result.rank() - 1];
}

/// One number a channel (axis 1) that belongs to every position of every image.
bool isChannel(const Shape &shape, const Shape &result)
{
    return result.rank() >= 3 && result.rank() <= 5 && shape.rank() == result.rank() && result.count() > 0 && shape[1] == result[1]
        && shape.count() == shape[1];
}

/// Both operands 8-bit: one pass over their bytes.
Result<LowerContext::Outcome> emitQuantized(LowerContext &context, BinaryKind kind, const Operand &a, const Operand &b)
{
    Tracer &tracer = context.tracer();
    const Quantization &result = *context.outputQuantization();
    const Shape shape = context.outputShape(0);
    if (!a.quantization || !b.quantization || a.quantization->scale.size() != 1 || b.quantization->scale.size() != 1
        || result.scale.size() != 1)
        return context.refuse("real operand of an 8-bit result");
    const Shape shapeA = tracer.value(a.quantized).shape;
    const Shape shapeB = tracer.value(b.quantized).shape;
    if (shapeA == shape && shapeB.count() == 1 && shapeB.rank() <= shape.rank() && tracer.value(b.quantized).isConstant)
        return emitTable(context, kind, a, b, true);
    if (shapeB == shape && shapeA.count() == 1 && shapeA.rank() <= shape.rank() && tracer.value(a.quantized).isConstant)
        return emitTable(context, kind, a, b, false);
    RowShape rows{1, shape.count()};
    Place left;
    Place right;
    LayoutPtr layout;
    if (shapeA == shape && shapeB == shape) {
        HALFTONE_TRY(left, tracer.anyPlace(a.quantized));
        if (!isDense(left.layout.get(), shape)) {
            HALFTONE_TRY(left, tracer.plain(a.quantized));
        }
        HALFTONE_TRY(right, placeAs(tracer, b.quantized, descAt(tracer.value(b.quantized).dtype, shape, left)));
        if (left.layout)
            layout = layoutOf(descAt(result.dtype, shape, left), shape);
    } else if ((shapeA == shape && isRow(shapeB, shape)) || (shapeB == shape && isRow(shapeA, shape))) {
        rows.width = shape[shape.rank() - 1];
        rows.rows = shape.count() / rows.width;
        rows.repeatsA = shapeA != shape;
        rows.repeatsB = shapeB != shape;
        HALFTONE_TRY(left, tracer.plain(a.quantized));
        HALFTONE_TRY(right, tracer.plain(b.quantized));
    } else if ((shapeA == shape && isChannel(shapeB, shape)) || (shapeB == shape && isChannel(shapeA, shape))) {
        const auto placed = [&](ValueId id, const Shape &own) {
            return own == shape ? placeAs(tracer, id, Desc(dimsOf(shape), dataType(tracer.value(id).dtype), channelsLastStrides(shape)))
                                : tracer.plain(id);
        };
        rows.width = shape[1];
        rows.rows = shape.count() / rows.width;
        rows.repeatsA = shapeA != shape;
        rows.repeatsB = shapeB != shape;
        HALFTONE_TRY(left, placed(a.quantized, shapeA));
        HALFTONE_TRY(right, placed(b.quantized, shapeB));
        layout = layoutOf(Desc(dimsOf(shape), dataType(result.dtype), channelsLastStrides(shape)), shape);
    } else {
        return context.refuse("broadcast of 8-bit operands");
    }
    // Over an operand that nobody needs any more: less memory is touched.
    Place to{-1, 0, layout};
    for (const auto &[operand, place] : {std::pair(a.quantized, left), std::pair(b.quantized, right)})
        if (to.buffer < 0 && tracer.value(operand).shape == shape && tracer.isDying(operand))
            to = {place.buffer, place.offset, layout};
    if (to.buffer < 0) {
        HALFTONE_TRY(to, tracer.newPlace(shape.count(), layout));
    }
    HALFTONE_CHECK(tracer.emit(std::make_unique<KernelStep>("int8 elementwise", std::vector{left, right}, std::vector{to},
        [=, fa = affineOf(*a.quantization), fb = affineOf(*b.quantization), fc = affineOf(result)](
            std::byte *const *at) { quantizedBinary(kind, at[0], at[1], at[2], rows, fa, fb, fc); })));
    tracer.define(context.outputValue(), result.dtype, shape, to);
    return LowerContext::Outcome();
}

Shape extended(const Shape &shape, int rank)
{
    std::vector<std::int64_t> dims(static_cast<std::size_t>(rank - shape.rank()), 1);
    dims.insert(dims.end(), shape.begin(), shape.end());
    return Shape(dims);
}

} // namespace

LowerContext::Outcome LowerContext::quantizedBinary(BinaryKind kind, const Operand &a, const Operand &b)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        return postLinks().empty() && m_outputQuantization ? emitQuantized(*this, kind, a, b) : refuse("post-operations");
    });
}

LowerContext::Outcome LowerContext::binary(BinaryKind kind, int a, int b)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (!postLinks().empty())
            return refuse("post-operations");
        if (m_outputQuantization)
            return emitQuantized(*this, kind, operand(a), operand(b));
        if (inputType(a) != DType::Float || inputType(b) != DType::Float)
            return refuse("type");
        ValueId left = node().inputs[static_cast<std::size_t>(a)];
        ValueId right = node().inputs[static_cast<std::size_t>(b)];
        const Shape result = outputShape(0);
        HALFTONE_TRY(Place leftPlace, m_tracer.anyPlace(left));
        HALFTONE_TRY(Place rightPlace, m_tracer.anyPlace(right));
        const Shape leftShape = m_tracer.value(left).shape;
        const Shape rightShape = m_tracer.value(right).shape;
        const bool leftBlocked = !isRowMajor(leftPlace.layout.get(), leftShape);
        const bool rightBlocked = !isRowMajor(rightPlace.layout.get(), rightShape);
        const bool commutes = kind != BinaryKind::Sub && kind != BinaryKind::Div;
        // A tensor in a layout of primitives stays there when the other one can follow.
        const bool keepLeft
            = leftShape == result && leftBlocked && (rightShape == result || rightShape.count() == 1 || rightShape.rank() <= result.rank());
        const bool keepRight = !keepLeft && commutes && rightShape == result && rightBlocked;
        if (keepRight) {
            std::swap(left, right);
            std::swap(leftPlace, rightPlace);
        }
        const Shape otherShape = keepRight ? leftShape : rightShape;
        if ((keepLeft || keepRight) && (isDense(leftPlace.layout.get(), result) || leftPlace.layout->blockAxis >= 0)) {
            const Desc desc = descAt(DType::Float, result, leftPlace);
            Desc other = desc;
            if (otherShape == result) {
                HALFTONE_TRY(rightPlace, placeAs(m_tracer, right, desc));
                other = descAt(DType::Float, result, rightPlace);
            } else {
                HALFTONE_TRY(rightPlace, m_tracer.plain(right));
                other = plainDesc(DType::Float, extended(otherShape, result.rank()));
            }
            const auto pd = dnnlsupport::binary(binaryAlgorithm(kind), desc, other, desc, baseAttributes());
            if (!isReference(pd.impl_info_str())) {
                const bool inPlace = m_tracer.isDying(left);
                Place to = leftPlace;
                if (!inPlace) {
                    HALFTONE_TRY(to, newPlaceFor(m_tracer, desc, result));
                }
                HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
                outputs.push_back({DNNL_ARG_DST, desc, to});
                HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::binary(pd), implementationName(pd.impl_info_str()),
                    std::vector<Argument>{{DNNL_ARG_SRC_0, desc, leftPlace}, {DNNL_ARG_SRC_1, other, rightPlace}}, std::move(outputs))));
                m_tracer.define(outputValue(), DType::Float, result, to);
                return Outcome();
            }
        }
        if (keepRight)
            std::swap(left, right);
        HALFTONE_TRY(leftPlace, m_tracer.plain(left));
        HALFTONE_TRY(rightPlace, m_tracer.plain(right));
        HALFTONE_TRY(const Place to, m_tracer.newPlace(result.count() * static_cast<std::int64_t>(sizeof(float)), nullptr));
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<KernelStep>("elementwise", std::vector{leftPlace, rightPlace}, std::vector{to},
            [kind, loops = broadcastLoops(leftShape, rightShape, result)](std::byte *const *at) {
                broadcastBinary(kind, reinterpret_cast<const float *>(at[0]), reinterpret_cast<const float *>(at[1]),
                    reinterpret_cast<float *>(at[2]), loops);
            })));
        m_tracer.define(outputValue(), DType::Float, result, to);
        return Outcome();
    });
}

} // namespace halftone
