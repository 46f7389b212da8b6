// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/joined_rows.h"
#include "core/engine/dnnl/version.h"
#include "core/engine/kernels/join.h"
#include "core/engine/reorder.h"
#include "core/engine/requantize.h"

#include <algorithm>

namespace halftone {

using namespace dnnlsupport;

namespace {

struct Source
{
    ValueId value = kNone;
    Place place;
    Shape shape;
    /// Scale and zero point, when the result has others.
    std::optional<Quantization> quantization;
};

/// Rows put side by side by a kernel of our own, in the order of the largest operand; what lies otherwise is reordered.
/// A refusal when the order allows no rows.
Result<LowerContext::Outcome> emitRows(LowerContext &context, std::vector<Source> sources, DType type, int axis, const Shape &result)
{
    Tracer &tracer = context.tracer();
    const Source &largest = *std::max_element(
        sources.begin(), sources.end(), [](const Source &a, const Source &b) { return a.shape.count() < b.shape.count(); });
    const auto order = rowOrderOf(largest.shape, largest.place);
    const auto count = order ? rowCount(*order, result, axis) : std::nullopt;
    const auto desc = count ? descInOrder(*order, type, result) : std::nullopt;
    if (!desc)
        return context.refuse("layout");
    std::vector<Place> places;
    std::vector<Place> tables;
    std::vector<JoinOperand> operands;
    std::vector<int> tableOf;
    const int size = dtypeBits(type) / 8;
    for (Source &source : sources) {
        auto pitch = rowPitch(*order, source.shape, source.place, axis);
        if (!pitch) {
            const auto wanted = descInOrder(*order, source.quantization ? source.quantization->dtype : type, source.shape);
            if (!wanted)
                return context.refuse("channels that are no whole blocks");
            HALFTONE_TRY(source.place, placeAs(tracer, source.value, *wanted));
            pitch = source.shape.count() / *count;
        }
        JoinOperand operand;
        operand.bytes = source.shape.count() / *count * size;
        operand.pitch = *pitch * size;
        operands.push_back(operand);
        places.push_back(source.place);
        tableOf.push_back(-1);
        if (source.quantization) {
            HALFTONE_TRY(const Tensor table, requantizeTable(*source.quantization, *context.outputQuantization()));
            tableOf.back() = static_cast<int>(sources.size() + tables.size());
            tables.push_back(tracer.constantPlace(table));
        }
    }
    places.insert(places.end(), tables.begin(), tables.end());
    const std::size_t last = places.size();
    HALFTONE_TRY(const Place to, newPlaceFor(tracer, *desc, result));
    HALFTONE_CHECK(tracer.emit(std::make_unique<KernelStep>(
        "rows", std::move(places), std::vector{to}, [operands, tableOf, last, rows = *count](std::byte *const *at) {
            std::vector<JoinOperand> bound = operands;
            for (std::size_t i = 0; i < bound.size(); ++i) {
                bound[i].data = at[i];
                bound[i].table = tableOf[i] < 0 ? nullptr : at[tableOf[i]];
            }
            joinRows(bound, rows, at[last]);
        })));
    tracer.define(context.outputValue(), type, result, to);
    return LowerContext::Outcome();
}

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
    std::vector<Operand> parts;
    for (int i = 0; i < inputCount(); ++i) {
        if (!hasInput(i))
            return refuse("absent input");
        parts.push_back(operand(i));
    }
    return concat(axis, parts);
}

LowerContext::Outcome LowerContext::concat(int axis, const std::vector<Operand> &parts)
{
    return guarded(*this, [&]() -> Result<Outcome> {
        if (!postLinks().empty())
            return refuse("post-operations");
        std::vector<Source> sources;
        DType type = DType::Float;
        for (const Operand &input : parts) {
            if (m_outputQuantization && (!input.quantization || input.quantization->scale.size() != 1))
                return refuse("real operand of an 8-bit result");
            const ValueId id = m_outputQuantization ? input.quantized : input.value;
            Source source{id, {}, m_tracer.value(id).shape};
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
                if (*input.quantization != *m_outputQuantization)
                    source.quantization = input.quantization;
            }
            HALFTONE_TRY(source.place, m_tracer.anyPlace(source.value));
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
        if (auto joined = emitRows(*this, sources, moved, axis, outputShape(0)); !joined || !*joined)
            return finish(std::move(joined));
        for (Source &source : sources)
            if (source.quantization) {
                HALFTONE_TRY(source.place, requantized(m_tracer, source.value, *source.quantization, *m_outputQuantization));
            }
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
