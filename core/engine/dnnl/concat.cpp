// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/elementwise.h"
#include "core/engine/reorder.h"
#include "core/engine/requantize.h"

namespace halftone {

using namespace dnnlsupport;

namespace {

struct Source
{
    ValueId value = kNone;
    Place place;
    Shape shape;
};

Result<LowerContext::Outcome> emitConcat(
    LowerContext &context, const std::vector<Source> &sources, DType type, int axis, const Shape &result)
{
    std::vector<Desc> descs;
    std::vector<Argument> inputs;
    for (const Source &source : sources) {
        descs.push_back(descAt(type, source.shape, source.place));
        inputs.push_back({DNNL_ARG_MULTIPLE_SRC + static_cast<int>(inputs.size()), descs.back(), source.place});
    }
    Tracer &tracer = context.tracer();
    const auto pd = concatenation(descs, axis, nullptr, baseAttributes());
    HALFTONE_TRY(const Place to, newPlaceFor(tracer, pd.dst_desc(), result));
    HALFTONE_TRY(auto outputs, scratchpad(tracer, pd.scratchpad_desc()));
    outputs.push_back({DNNL_ARG_DST, pd.dst_desc(), to});
    HALFTONE_CHECK(tracer.emit(
        std::make_unique<PrimitiveStep>(dnnl::concat(pd), implementationName(pd.impl_info_str()), std::move(inputs), std::move(outputs))));
    tracer.define(context.outputValue(), type, result, to);
    return LowerContext::Outcome();
}

} // namespace

LowerContext::Outcome LowerContext::concat(int axis)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (!postLinks().empty())
            return refuse("post-operations");
        std::vector<Source> sources;
        DType type = DType::Float;
        for (int i = 0; i < inputCount(); ++i) {
            if (!hasInput(i))
                return refuse("absent input");
            Operand input = operand(i);
            if (m_outputQuantization && (!input.quantization || input.quantization->scale.size() != 1))
                return refuse("real operand of an 8-bit result");
            Source source{m_outputQuantization ? input.quantized : input.value, {}, inputShape(i)};
            if (source.shape.count() == 0)
                continue;
            const DType itsType = m_tracer.value(source.value).dtype;
            if (m_outputQuantization)
                type = m_outputQuantization->dtype;
            else if (sources.empty())
                type = itsType;
            if (!m_outputQuantization && (itsType != type || !hasDataType(type)))
                return refuse("type");
            if (m_outputQuantization) {
                HALFTONE_TRY(source.place, requantized(m_tracer, source.value, *input.quantization, *m_outputQuantization));
            } else {
                HALFTONE_TRY(source.place, m_tracer.anyPlace(source.value));
            }
            sources.push_back(std::move(source));
        }
        if (sources.empty() || outputShape(0).rank() == 0)
            return refuse("shape");
        // 32-bit elements are moved, whatever they mean.
        const DType moved = dtypeBits(type) == 32 ? DType::Float : type;
        const auto finish = [&](Result<Outcome> outcome) -> Result<Outcome> {
            if (outcome && !*outcome)
                m_tracer.retype(outputValue(), type);
            return outcome;
        };
        try {
            return finish(emitConcat(*this, sources, moved, axis, outputShape(0)));
        } catch (const dnnl::error &) {
            // Blocks that do not meet at a boundary: row-major always works.
            for (Source &source : sources)
                if (!isRowMajor(source.place.layout.get(), source.shape)) {
                    HALFTONE_TRY(source.place, emitReorderToPlain(m_tracer, moved, source.shape, source.place));
                }
            return finish(emitConcat(*this, sources, moved, axis, outputShape(0)));
        }
    });
}

} // namespace halftone
