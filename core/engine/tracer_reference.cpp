// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/elementwise.h"
#include "core/engine/reference_step.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"

#include <cstring>

namespace halftone {

Result<RuntimeValue> Tracer::runtimeValue(ValueId id)
{
    if (id == kNone)
        return RuntimeValue();
    switch (value(id).kind) {
    case Value::Kind::Absent:
    case Value::Kind::Unset:
        return RuntimeValue();
    case Value::Kind::Object:
        return m_state.objects[id];
    case Value::Kind::Tensor:
    case Value::Kind::Lazy:
        break;
    }
    HALFTONE_TRY(const Place place, plain(id));
    const Tensor &memory = m_memory[static_cast<std::size_t>(place.buffer)];
    return RuntimeValue(
        Tensor::borrow(m_values[id].dtype, m_values[id].shape, addressOf(m_table, place), std::make_shared<const Tensor>(memory)));
}

Result<std::vector<RuntimeValue>> Tracer::compute(NodeId id, std::vector<RuntimeValue> inputs)
{
    return ReferenceStep::compute(m_program, id, std::move(inputs), {}, {}, m_state);
}

Status Tracer::runReference(NodeId id)
{
    const Node &node = m_program.graph().node(id);
    auto step = std::make_unique<ReferenceStep>(m_program, id);
    if (!m_refusal.empty())
        step->implementation += " (" + m_refusal + ")";
    m_refusal.clear();
    const auto describe = [this](ValueId input) -> Result<PlanValue> {
        if (input == kNone || value(input).kind == Value::Kind::Absent)
            return PlanValue{};
        PlanValue described{input, m_values[input].dtype, m_values[input].shape, {}, m_values[input].kind == Value::Kind::Object};
        if (!described.isObject) {
            HALFTONE_TRY(described.place, plain(input));
        }
        return described;
    };
    std::vector<RuntimeValue> inputs;
    std::vector<RuntimeValue> captured;
    for (const ValueId input : node.inputs) {
        HALFTONE_TRY(RuntimeValue given, runtimeValue(input));
        HALFTONE_TRY(PlanValue described, describe(input));
        inputs.push_back(std::move(given));
        step->addInput(std::move(described));
    }
    for (const ValueId outer : m_program.capturedBy(id)) {
        HALFTONE_TRY(RuntimeValue given, runtimeValue(outer));
        HALFTONE_TRY(PlanValue described, describe(outer));
        captured.push_back(std::move(given));
        step->addCaptured(std::move(described));
    }
    HALFTONE_TRY(auto made, ReferenceStep::compute(m_program, id, std::move(inputs), captured, {}, m_state));
    for (std::size_t i = 0; i < node.outputs.size(); ++i)
        HALFTONE_CHECK(adopt(node.outputs[i], std::move(made[i]), *step));
    m_plan->steps.push_back(std::move(step));
    return {};
}

Status Tracer::adopt(ValueId id, RuntimeValue made, ReferenceStep &step)
{
    if (id == kNone) {
        step.addOutput({});
        return {};
    }
    if (!made.isTensor() || made.tensor().dtype() == DType::String || made.tensor().isNull()) {
        m_values[id].kind = Value::Kind::Object;
        m_state.objects[id] = std::move(made);
        step.addOutput({id, DType::Undefined, {}, {}, true});
        return {};
    }
    Tensor &tensor = made.tensor();
    Place place;
    // A kernel may hand its input on (Identity, Reshape): then both are the same memory.
    for (const BufferId buffer : step.reads) {
        const Tensor &memory = m_memory[static_cast<std::size_t>(buffer)];
        if (memory.bytes() > 0 && tensor.raw() >= memory.raw() && tensor.raw() < memory.raw() + memory.bytes())
            place = {buffer, tensor.raw() - memory.raw(), nullptr};
    }
    if (place.buffer < 0)
        place = Place{addBuffer(tensor, false), 0, nullptr};
    define(id, tensor.dtype(), tensor.shape(), place);
    step.addOutput({id, tensor.dtype(), tensor.shape(), place, false});
    return {};
}

std::optional<Quantization> Tracer::quantizationOf(ValueId scale, ValueId zeroPoint, int axis, DType fallback)
{
    if (scale == kNone || !value(scale).isConstant || m_values[scale].dtype != DType::Float)
        return std::nullopt;
    const auto scales = constantTensor(scale);
    if (!scales)
        return std::nullopt;
    Quantization result;
    result.scale.assign(scales->as<float>().begin(), scales->as<float>().end());
    result.dtype = fallback;
    for (const float factor : result.scale)
        if (!(factor > 0) || factor > 3e38F)
            return std::nullopt;
    if (zeroPoint != kNone) {
        if (!value(zeroPoint).isConstant)
            return std::nullopt;
        const auto zeros = constantTensor(zeroPoint);
        if (!zeros || zeros->count() != scales->count())
            return std::nullopt;
        result.dtype = zeros->dtype();
        for (std::int64_t i = 0; i < zeros->count(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (zeros->dtype() == DType::UInt8)
                result.zeroPoint.push_back(zeros->as<std::uint8_t>()[at]);
            else if (zeros->dtype() == DType::Int8)
                result.zeroPoint.push_back(zeros->as<std::int8_t>()[at]);
            else if (zeros->dtype() == DType::Int32)
                result.zeroPoint.push_back(zeros->as<std::int32_t>()[at]);
            else
                return std::nullopt;
        }
    } else {
        result.zeroPoint.assign(result.scale.size(), 0);
    }
    result.axis = result.scale.size() == 1 ? -1 : axis;
    return result;
}

std::optional<Operand> Tracer::quantizedSource(ValueId id)
{
    if (const auto found = m_lazy.find(id); found != m_lazy.end())
        return found->second;
    const LazyDequantize *lazy = id < m_program.graph().values().size() ? m_program.lazy(id) : nullptr;
    if (!lazy)
        return std::nullopt;
    const Value &source = value(lazy->source);
    if (source.kind != Value::Kind::Tensor)
        return std::nullopt;
    const Node &node = m_program.graph().node(lazy->node);
    std::int64_t axis = node.intAttribute("axis", 1);
    if (axis < 0)
        axis += source.shape.rank();
    auto quantization
        = quantizationOf(node.inputs[1], node.inputs.size() > 2 ? node.inputs[2] : kNone, static_cast<int>(axis), source.dtype);
    if (!quantization
        || (quantization->axis >= 0
            && (axis >= source.shape.rank()
                || source.shape[static_cast<int>(axis)] != static_cast<std::int64_t>(quantization->scale.size()))))
        return std::nullopt;
    quantization->dtype = source.dtype;
    return Operand{id, lazy->source, std::move(quantization)};
}

Status Tracer::runTable(const Unit &unit)
{
    const Graph &graph = m_program.graph();
    const ValueId output = graph.node(unit.nodes.back()).outputs[0];
    const Value source = value(unit.input);
    if (source.kind != Value::Kind::Tensor || (source.dtype != DType::UInt8 && source.dtype != DType::Int8))
        return Error(errc::kInternal, {}, placeOf(graph.node(unit.nodes.back())));
    HALFTONE_TRY(const Tensor table, m_program.derived("table/" + std::to_string(unit.nodes.back()), [&]() -> Result<Tensor> {
        // What the nodes themselves make of all 256 values.
        HALFTONE_TRY(Tensor all, Tensor::allocate(source.dtype, Shape{256}));
        for (int i = 0; i < 256; ++i)
            all.mutableAs<std::uint8_t>()[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(i);
        std::unordered_map<ValueId, RuntimeValue> made{{unit.input, RuntimeValue(std::move(all))}};
        for (const NodeId id : unit.nodes) {
            std::vector<RuntimeValue> inputs;
            for (const ValueId input : graph.node(id).inputs) {
                inputs.emplace_back();
                if (input == kNone)
                    continue;
                if (const auto found = made.find(input); found != made.end()) {
                    inputs.back() = found->second;
                } else {
                    HALFTONE_TRY(Tensor constant, constantTensor(input));
                    inputs.back() = std::move(constant);
                }
            }
            HALFTONE_TRY(auto results, compute(id, std::move(inputs)));
            made[graph.node(id).outputs[0]] = std::move(results[0]);
        }
        return made[output].tensor();
    }));
    HALFTONE_TRY(Place from, anyPlace(unit.input));
    if (!isDense(from.layout.get(), source.shape)) {
        HALFTONE_TRY(from, plain(unit.input));
    }
    m_wholeUnit = true;
    const bool inPlace = isDying(unit.input);
    m_wholeUnit = false;
    Place to = from;
    if (!inPlace) {
        HALFTONE_TRY(to, newPlace(source.shape.count(), from.layout));
    }
    const Place tablePlace = constantPlace(table);
    const std::int64_t count = source.shape.count();
    HALFTONE_CHECK(emit(std::make_unique<KernelStep>(
        "table", std::vector{from, tablePlace}, std::vector{to}, [count](std::byte *const *at) { lookUp(at[0], at[1], at[2], count); })));
    define(output, table.dtype(), source.shape, to);
    return {};
}

} // namespace halftone
