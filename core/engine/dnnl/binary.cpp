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

/// Both operands 8-bit and of one shape: one pass over their bytes.
Result<LowerContext::Outcome> emitQuantized(LowerContext &context, BinaryKind kind, const Operand &a, const Operand &b)
{
    Tracer &tracer = context.tracer();
    const Quantization &result = *context.outputQuantization();
    const Shape shape = context.outputShape(0);
    if (!a.quantization || !b.quantization || a.quantization->scale.size() != 1 || b.quantization->scale.size() != 1
        || result.scale.size() != 1)
        return context.refuse("real operand of an 8-bit result");
    if (tracer.value(a.quantized).shape != shape || tracer.value(b.quantized).shape != shape)
        return context.refuse("broadcast of 8-bit operands");
    HALFTONE_TRY(Place left, tracer.anyPlace(a.quantized));
    if (!isDense(left.layout.get(), shape)) {
        HALFTONE_TRY(left, tracer.plain(a.quantized));
    }
    const Desc wanted = descAt(tracer.value(b.quantized).dtype, shape, left);
    HALFTONE_TRY(const Place right, placeAs(tracer, b.quantized, wanted));
    const std::int64_t count = shape.count();
    LayoutPtr layout = left.layout;
    if (layout)
        layout = layoutOf(descAt(result.dtype, shape, left), shape);
    HALFTONE_TRY(const Place to, tracer.newPlace(count, layout));
    HALFTONE_CHECK(tracer.emit(std::make_unique<KernelStep>("int8 elementwise", std::vector{left, right}, std::vector{to},
        [=, fa = affineOf(*a.quantization), fb = affineOf(*b.quantization), fc = affineOf(result)](
            std::byte *const *at) { quantizedBinary(kind, at[0], at[1], at[2], count, fa, fb, fc); })));
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
