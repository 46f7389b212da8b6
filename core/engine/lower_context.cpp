// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lower_context.h"

#include "core/engine/strided_reshape.h"
#include "core/engine/tracer.h"

namespace halftone {

LowerContext::LowerContext(Tracer &tracer, NodeView view, std::vector<Shape> outputShapes, std::vector<DType> outputTypes,
    const std::vector<Link> &links, std::size_t linkCount)
    : m_tracer(tracer)
    , m_view(view)
    , m_outputShapes(std::move(outputShapes))
    , m_outputTypes(std::move(outputTypes))
    , m_links(links)
    , m_linkCount(linkCount)
{
    if (linkCount == 0 || links[linkCount - 1].kind != Link::Kind::Quantize)
        return;
    const Node &quantize = tracer.program().graph().node(links[linkCount - 1].nodes[0]);
    m_outputQuantization = tracer.quantizationOf(quantize.inputs[1], quantize.inputs.size() > 2 ? quantize.inputs[2] : kNone,
        static_cast<int>(quantize.intAttribute("axis", 1)), DType::UInt8);
}

bool LowerContext::hasInput(int index) const
{
    return index < inputCount() && node().inputs[static_cast<std::size_t>(index)] != kNone
        && m_tracer.value(node().inputs[static_cast<std::size_t>(index)]).kind != Tracer::Value::Kind::Absent;
}

DType LowerContext::inputType(int index) const
{
    return hasInput(index) ? m_tracer.value(node().inputs[static_cast<std::size_t>(index)]).dtype : DType::Undefined;
}

const Shape &LowerContext::inputShape(int index) const { return m_tracer.value(node().inputs[static_cast<std::size_t>(index)]).shape; }

std::optional<Tensor> LowerContext::constant(int index) const
{
    if (!hasInput(index) || !m_tracer.value(node().inputs[static_cast<std::size_t>(index)]).isConstant)
        return std::nullopt;
    auto tensor = m_tracer.constantTensor(node().inputs[static_cast<std::size_t>(index)]);
    if (!tensor) {
        m_tracer.fail(tensor.error());
        return std::nullopt;
    }
    return *tensor;
}

std::optional<std::vector<std::int64_t>> LowerContext::constantInts(int index) const
{
    const auto tensor = constant(index);
    if (!tensor)
        return std::nullopt;
    std::vector<std::int64_t> result;
    if (tensor->dtype() == DType::Int64)
        result.assign(tensor->as<std::int64_t>().begin(), tensor->as<std::int64_t>().end());
    else if (tensor->dtype() == DType::Int32)
        result.assign(tensor->as<std::int32_t>().begin(), tensor->as<std::int32_t>().end());
    else
        return std::nullopt;
    return result;
}

std::optional<float> LowerContext::constantScalar(int index) const
{
    const auto tensor = constant(index);
    if (!tensor || tensor->dtype() != DType::Float || tensor->count() != 1)
        return std::nullopt;
    return tensor->as<float>()[0];
}

bool LowerContext::isConstant(int index) const
{
    return hasInput(index) && m_tracer.value(node().inputs[static_cast<std::size_t>(index)]).isConstant;
}

Result<Tensor> LowerContext::constantForPacking(int index) const
{
    return m_tracer.constantForPacking(node().inputs[static_cast<std::size_t>(index)]);
}

Operand LowerContext::made(const std::string &kind, Shape shape, std::function<Result<Tensor>()> make)
{
    const std::string key = kind + "/" + std::to_string(node().outputs[0]);
    return {m_tracer.madeConstant(key, DType::Float, std::move(shape), std::move(make)), kNone, std::nullopt};
}

Operand LowerContext::operand(int index) const
{
    if (!hasInput(index))
        return {};
    const ValueId id = node().inputs[static_cast<std::size_t>(index)];
    if (auto source = m_tracer.quantizedSource(id))
        return *source;
    return {id, kNone, std::nullopt};
}

Operand LowerContext::quantized(int index, int scale, int zeroPoint, int axis) const
{
    if (!hasInput(index))
        return {};
    Operand result{kNone, node().inputs[static_cast<std::size_t>(index)], std::nullopt};
    const ValueId zero = hasInput(zeroPoint) ? node().inputs[static_cast<std::size_t>(zeroPoint)] : kNone;
    result.quantization = m_tracer.quantizationOf(node().inputs[static_cast<std::size_t>(scale)], zero, axis, inputType(index));
    return result;
}

bool LowerContext::quantizeOutput(int scale, int zeroPoint)
{
    const ValueId zero = hasInput(zeroPoint) ? node().inputs[static_cast<std::size_t>(zeroPoint)] : kNone;
    m_outputQuantization = m_tracer.quantizationOf(node().inputs[static_cast<std::size_t>(scale)], zero, -1, outputType(0));
    return m_outputQuantization.has_value();
}

LowerContext::Outcome LowerContext::refuse(std::string what) const
{
    return Refusal{errc::kPrimitiveRefused, {node().opType, std::move(what)}};
}

LowerContext::Outcome LowerContext::recorded(const Status &status)
{
    if (status)
        return std::nullopt;
    m_tracer.fail(status.error());
    return refuse("error");
}

LowerContext::Outcome LowerContext::kernel(
    std::string name, const std::vector<int> &inputs, Kernel run, std::int64_t scratch, const std::vector<Place> &more)
{
    if (m_linkCount > 0)
        return refuse("post-operations");
    const auto emit = [&]() -> Status {
        std::vector<Place> reads;
        for (const int index : inputs) {
            HALFTONE_TRY(Place place, m_tracer.plain(node().inputs[static_cast<std::size_t>(index)]));
            reads.push_back(std::move(place));
        }
        reads.insert(reads.end(), more.begin(), more.end());
        std::vector<Place> writes;
        for (std::size_t i = 0; i < node().outputs.size(); ++i) {
            if (node().outputs[i] == kNone)
                continue;
            HALFTONE_TRY(Place place, m_tracer.newPlace(m_outputShapes[i].count() * dtypeBits(m_outputTypes[i]) / 8, nullptr));
            writes.push_back(std::move(place));
        }
        const std::vector<Place> made = writes;
        if (scratch > 0) {
            HALFTONE_TRY(Place place, m_tracer.newPlace(scratch, nullptr));
            writes.push_back(std::move(place));
        }
        HALFTONE_CHECK(m_tracer.emit(std::make_unique<KernelStep>(std::move(name), std::move(reads), std::move(writes), std::move(run))));
        std::size_t next = 0;
        for (std::size_t i = 0; i < node().outputs.size(); ++i)
            if (node().outputs[i] != kNone)
                m_tracer.define(outputValue(static_cast<int>(i)), m_outputTypes[i], m_outputShapes[i], made[next++]);
        return {};
    };
    return recorded(emit());
}

std::vector<Link> LowerContext::postLinks() const
{
    std::vector<Link> result(m_links.begin(), m_links.begin() + static_cast<std::ptrdiff_t>(m_linkCount));
    if (!result.empty() && result.back().kind == Link::Kind::Quantize)
        result.pop_back();
    return result;
}

ValueId LowerContext::outputValue(int index) const
{
    if (index == 0 && m_linkCount > 0)
        return m_links[m_linkCount - 1].output;
    return node().outputs[static_cast<std::size_t>(index)];
}

LowerContext::Outcome LowerContext::activation(int input, const Eltwise &activation)
{
    return apply(node().inputs[static_cast<std::size_t>(input)], activation);
}

LowerContext::Outcome LowerContext::reshape(int input)
{
    if (m_linkCount > 0)
        return refuse("post-operations");
    const ValueId from = node().inputs[static_cast<std::size_t>(input)];
    const auto first = m_tracer.anyPlace(from);
    if (!first) {
        m_tracer.fail(first.error());
        return refuse("memory");
    }
    const Tracer::Value &value = m_tracer.value(from);
    const DType type = value.dtype;
    if (first->layout && first->layout->blockAxis < 0 && !isRowMajor(first->layout.get(), value.shape)) {
        if (auto strides = reshapedStrides(value.shape, first->layout->strides, outputShape(0))) {
            m_tracer.define(outputValue(), type, outputShape(0), {first->buffer, first->offset, stridedLayout(std::move(*strides))});
            return std::nullopt;
        }
    }
    const auto place = m_tracer.plain(from);
    if (!place) {
        m_tracer.fail(place.error());
        return refuse("memory");
    }
    m_tracer.define(outputValue(), type, outputShape(0), *place);
    return std::nullopt;
}

} // namespace halftone
