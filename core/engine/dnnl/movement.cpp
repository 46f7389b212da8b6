// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/reduce.h"
#include "core/engine/reorder.h"
#include "core/engine/requantize.h"

#include <algorithm>

namespace halftone {

using namespace dnnlsupport;

LowerContext::Outcome LowerContext::transpose(int input, const std::vector<std::int64_t> &permutation)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        const ValueId id = node().inputs[static_cast<std::size_t>(input)];
        const DType type = inputType(input);
        const Shape shape = inputShape(input);
        if (m_linkCount > 0 || (!hasDataType(type) && type != DType::Bool) || static_cast<int>(permutation.size()) != shape.rank()
            || shape.rank() > 6)
            return refuse("type");
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        if (from.layout && from.layout->blockAxis >= 0) {
            HALFTONE_TRY(from, m_tracer.plain(id));
        }
        // Nothing moves: the output is read through other strides until somebody wants rows.
        const auto strides = from.layout ? from.layout->strides : shape.strides();
        std::vector<std::int64_t> permuted;
        for (const std::int64_t axis : permutation)
            permuted.push_back(strides[static_cast<std::size_t>(axis)]);
        m_tracer.define(outputValue(), type, outputShape(0), {from.buffer, from.offset, stridedLayout(std::move(permuted))});
        return Outcome();
    });
}

LowerContext::Outcome LowerContext::slice(
    int output, int input, const std::vector<std::int64_t> &starts, const std::vector<std::int64_t> &steps)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        // Parts of an 8-bit tensor stay 8-bit until somebody wants real numbers.
        const Operand source = operand(input);
        const bool lazily = inputType(input) == DType::Float && source.quantization && source.quantization->scale.size() == 1;
        const ValueId id = lazily ? source.quantized : node().inputs[static_cast<std::size_t>(input)];
        const DType type = m_tracer.value(id).dtype;
        const Shape shape = inputShape(input);
        if (m_linkCount > 0 || !hasDataType(type) || shape.rank() == 0 || shape.rank() > 6)
            return refuse("type");
        const auto made = [&](Place place) {
            if (lazily)
                m_tracer.defineLazily(outputValue(output), outputShape(output), std::move(place), *source.quantization);
            else
                m_tracer.define(outputValue(output), type, outputShape(output), std::move(place));
        };
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        if (from.layout && from.layout->blockAxis >= 0) {
            const auto part = partOf(descAt(type, shape, from), outputShape(output), starts);
            bool contiguous = part.has_value();
            for (const std::int64_t step : steps)
                contiguous = contiguous && step == 1;
            if (contiguous) {
                const LayoutPtr layout = layoutOf(part->first, outputShape(output));
                made({from.buffer, from.offset + part->second * dtypeBits(type) / 8, layout});
                return Outcome();
            }
            HALFTONE_TRY(from, m_tracer.plain(id));
        }
        auto strides = from.layout ? from.layout->strides : shape.strides();
        std::int64_t offset = from.offset;
        for (int axis = 0; axis < shape.rank(); ++axis) {
            const auto i = static_cast<std::size_t>(axis);
            offset += starts[i] * strides[i] * dtypeBits(type) / 8;
            strides[i] *= steps[i];
        }
        made({from.buffer, offset, stridedLayout(std::move(strides))});
        return Outcome();
    });
}

LowerContext::Outcome LowerContext::resample(const ResampleSpec &spec)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        const bool integer = m_outputQuantization && spec.input.quantization;
        if (!postLinks().empty() || (m_outputQuantization && !integer))
            return refuse("post-operations");
        if (integer && (spec.kind != ResampleSpec::Kind::Nearest || *m_outputQuantization != *spec.input.quantization))
            return refuse("scales that differ");
        const ValueId id = integer ? spec.input.quantized : spec.input.value;
        const DType type = m_tracer.value(id).dtype;
        const Shape shape = m_tracer.value(id).shape;
        if ((!integer && type != DType::Float) || shape.rank() < 3 || shape.rank() > 5)
            return refuse("type");
        HALFTONE_TRY(Place from, m_tracer.anyPlace(id));
        if (from.layout && from.layout->blockAxis < 0 && !isDense(from.layout.get(), shape)) {
            HALFTONE_TRY(from, m_tracer.plain(id));
        }
        const Desc source = descAt(type, shape, from);
        const auto pd = resampling(spec.kind == ResampleSpec::Kind::Linear, source, anyDesc(type, outputShape(0)), baseAttributes());
        HALFTONE_TRY(const Place to, newPlaceFor(m_tracer, pd.dst_desc(), outputShape(0)));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, pd.dst_desc(), to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::resampling_forward(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, source, from}}, std::move(outputs))));
        m_tracer.define(outputValue(), type, outputShape(0), to);
        return Outcome();
    });
}

LowerContext::Outcome LowerContext::reduce(ReduceKind kind, int input, const std::vector<int> &axes)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (m_linkCount > 0 || inputType(input) != DType::Float || inputShape(input).rank() > 6 || axes.empty())
            return refuse("type");
        const Shape shape = inputShape(input);
        Shape kept = shape;
        for (const int axis : axes)
            kept[axis] = 1;
        HALFTONE_TRY(const Place from, m_tracer.plain(node().inputs[static_cast<std::size_t>(input)]));
        const dnnl::algorithm algorithms[] = {dnnl::algorithm::reduction_mean, dnnl::algorithm::reduction_sum,
            dnnl::algorithm::reduction_max, dnnl::algorithm::reduction_min};
        const Desc source = plainDesc(DType::Float, shape);
        const Desc result = plainDesc(DType::Float, kept);
        const auto pd = reduction(algorithms[static_cast<int>(kind)], source, result, baseAttributes());
        // oneDNN starts from the smallest or largest finite number and passes over NaN: rows of infinities, as masks have, would
        // come out finite.
        const bool extreme = kind == ReduceKind::Max || kind == ReduceKind::Min;
        if (extreme || isReference(pd.impl_info_str())) {
            std::vector<int> sorted = axes;
            std::sort(sorted.begin(), sorted.end());
            const std::int64_t outer = shape.count(0, sorted.front());
            const std::int64_t inner = shape.count(sorted.back() + 1, shape.rank());
            constexpr std::int64_t kShortestRow = 16;
            if (sorted.back() - sorted.front() + 1 != static_cast<int>(sorted.size()) || (inner < kShortestRow && !(extreme && inner == 1)))
                return refuse("only a reference implementation");
            HALFTONE_TRY(const Place to, m_tracer.newPlace(kept.count() * static_cast<std::int64_t>(sizeof(float)), nullptr));
            const std::int64_t count = shape.count() / (outer * inner);
            HALFTONE_CHECK(
                m_tracer.emit(std::make_unique<KernelStep>("rows combined", std::vector{from}, std::vector{to}, [=](std::byte *const *at) {
                    reduceMiddle(kind, reinterpret_cast<const float *>(at[0]), reinterpret_cast<float *>(at[1]), outer, count, inner);
                })));
            m_tracer.define(outputValue(), DType::Float, outputShape(0), to);
            return Outcome();
        }
        HALFTONE_TRY(const Place to, m_tracer.newPlace(kept.count() * static_cast<std::int64_t>(sizeof(float)), nullptr));
        HALFTONE_TRY(auto outputs, scratchpad(m_tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_DST, result, to});
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<PrimitiveStep>(dnnl::reduction(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_SRC, source, from}}, std::move(outputs))));
        m_tracer.define(outputValue(), DType::Float, outputShape(0), to);
        return Outcome();
    });
}

} // namespace halftone
