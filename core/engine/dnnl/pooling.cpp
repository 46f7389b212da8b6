// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/average.h"
#include "core/engine/kernels/window_maximum.h"

#include <algorithm>

namespace halftone {

using namespace dnnlsupport;

namespace {

bool isByte(DType type) { return type == DType::UInt8 || type == DType::Int8; }

/// An average of 8-bit elements under another scale, or with padding that is not the byte 0.
Result<LowerContext::Outcome> emitAverage(LowerContext &context, const PoolSpec &spec)
{
    Tracer &tracer = context.tracer();
    const Quantization &input = *spec.input.quantization;
    const Quantization &result = *context.outputQuantization();
    const Shape shape = tracer.value(spec.input.quantized).shape;
    const Shape &made = context.outputShape(0);
    if (spec.kind == PoolSpec::Kind::Max || input.scale.size() != 1 || result.scale.size() != 1 || made.count() == 0)
        return context.refuse("scales that differ");
    AverageWindows windows;
    windows.batch = shape[0];
    windows.channels = shape[1];
    windows.countsPadding = spec.kind == PoolSpec::Kind::AverageIncludingPadding;
    const std::size_t missing = 3 - spec.kernel.size();
    for (std::size_t i = 0; i < spec.kernel.size(); ++i) {
        windows.input[missing + i] = shape[static_cast<int>(i) + 2];
        windows.output[missing + i] = made[static_cast<int>(i) + 2];
        windows.kernel[missing + i] = spec.kernel[i];
        windows.strides[missing + i] = spec.strides[i];
        windows.dilations[missing + i] = spec.dilations[i];
        windows.pads[missing + i] = spec.padsBegin[i];
    }
    const auto lastly = [](DType type, const Shape &of) { return Desc(dimsOf(of), dataType(type), channelsLastStrides(of)); };
    HALFTONE_TRY(const Place from, placeAs(tracer, spec.input.quantized, lastly(input.dtype, shape)));
    HALFTONE_TRY(const Place to, newPlaceFor(tracer, lastly(result.dtype, made), made));
    HALFTONE_CHECK(tracer.emit(std::make_unique<KernelStep>("int8 average", std::vector{from}, std::vector{to},
        [windows, forInput = affineOf(input), forResult = affineOf(result)](
            std::byte *const *at) { quantizedAverage(at[0], at[1], windows, forInput, forResult); })));
    tracer.define(context.outputValue(), result.dtype, made, to);
    return LowerContext::Outcome();
}

} // namespace

LowerContext::Outcome LowerContext::pool(const PoolSpec &spec)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        // Extremes need no scale.
        const bool raw = !m_outputQuantization && spec.kind == PoolSpec::Kind::Max && spec.input.value != kNone
            && isByte(m_tracer.value(spec.input.value).dtype);
        const bool integer = raw || (m_outputQuantization && spec.input.quantization);
        if (!postLinks().empty() || (m_outputQuantization && !integer))
            return refuse("post-operations");
        const bool padded = std::any_of(spec.padsBegin.begin(), spec.padsBegin.end(), [](auto pad) { return pad != 0; })
            || std::any_of(spec.padsEnd.begin(), spec.padsEnd.end(), [](auto pad) { return pad > 0; });
        // Extremes and averages commute with a scale, so equal ones need no arithmetic.
        if (integer && !raw
            && (*m_outputQuantization != *spec.input.quantization
                || (spec.kind == PoolSpec::Kind::AverageIncludingPadding && padded && spec.input.quantization->hasZeroPoint())))
            return emitAverage(*this, spec);
        const ValueId id = integer && !raw ? spec.input.quantized : spec.input.value;
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        const Shape shape = m_tracer.value(id).shape;
        const DType type = m_tracer.value(id).dtype;
        if (!integer && type != DType::Float)
            return refuse("type");
        Desc source = descAt(type, shape, from);
        if (integer) {
            // 8-bit kernels read channels-last only.
            source = Desc(dimsOf(shape), dataType(type), channelsLastStrides(shape));
            HALFTONE_TRY(from, placeAs(m_tracer, id, source));
            source = descAt(type, shape, from);
        }
        const auto algorithm = spec.kind == PoolSpec::Kind::Max    ? dnnl::algorithm::pooling_max
            : spec.kind == PoolSpec::Kind::AverageIncludingPadding ? dnnl::algorithm::pooling_avg_include_padding
                                                                   : dnnl::algorithm::pooling_avg_exclude_padding;
        const auto make = [&](const Desc &desc) {
            return pooling(algorithm, desc, anyDesc(type, outputShape(0)), spec.strides, spec.kernel, spec.dilations, spec.padsBegin,
                spec.padsEnd, baseAttributes());
        };
        auto pd = make(source);
        if (isReference(pd.impl_info_str()) && from.layout) {
            HALFTONE_TRY(from, m_tracer.plain(id));
            source = descAt(type, shape, from);
            pd = make(source);
        }
        HALFTONE_TRY(const Place to, newPlaceFor(m_tracer, pd.dst_desc(), outputShape(0)));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, pd.dst_desc(), to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(PoolingForward(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, source, from}}, std::move(outputs))));
        if (spec.kind == PoolSpec::Kind::Max && !integer) {
            const WindowMaximum maximum{
                shape, from.layout, outputShape(0), to.layout, spec.kernel, spec.strides, spec.dilations, spec.padsBegin};
            auto mend
                = std::make_unique<KernelStep>("infinities and NaN", std::vector{from}, std::vector{to}, [maximum](std::byte *const *at) {
                      const auto *elements = reinterpret_cast<const float *>(at[0]);
                      if (hasNonFinite(elements, maximum.inShape, maximum.in.get()))
                          maximumOfWindows(maximum, elements, reinterpret_cast<float *>(at[1]));
                  });
            mend->isMain = false;
            HALFTONE_CHECK(m_tracer.emit(std::move(mend)));
        }
        m_tracer.define(outputValue(), type, outputShape(0), to);
        return Outcome();
    });
}

} // namespace halftone
