// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/tracer.h"

#include "core/engine/invalid_operations.h"
#include "core/engine/reference_step.h"
#include "core/engine/reorder.h"
#include "core/engine/watch_step.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <cstring>

namespace halftone {

Tracer::Tracer(const Program &program, RunState &state, int threads)
    : m_program(program), m_state(state), m_threads(threads), m_values(program.valueCount())
{
    m_dying.resize(program.units().size() + 1);
    for (ValueId id = 0; id < m_values.size(); ++id)
        if (const int last = program.lastUse(id); last >= 0)
            m_dying[static_cast<std::size_t>(last)].push_back(id);
    m_plan->objectCount = m_values.size();
    state.objects.resize(std::max(state.objects.size(), m_values.size()));
}

Result<std::vector<RuntimeValue>> Tracer::run(std::span<const RuntimeValue> inputs)
{
    HALFTONE_CHECK(start(inputs));
    const auto &units = m_program.units();
    for (m_unit = 0; m_unit < static_cast<int>(units.size()); ++m_unit) {
        if (m_state.progress->cancelled())
            return Error(errc::kCancelled);
        const Unit &unit = units[static_cast<std::size_t>(m_unit)];
        HALFTONE_CHECK(runUnit(unit));
        if (m_error)
            return *m_error;
        // A result may lie where an operand did that nobody needs any more: it is alone there only once that is gone.
        const auto isMade = [&](ValueId id) {
            return id < m_program.graph().values().size()
                && std::find(unit.nodes.begin(), unit.nodes.end(), m_program.graph().value(id).producer) != unit.nodes.end();
        };
        const auto &dying = m_dying[static_cast<std::size_t>(m_unit)];
        for (const ValueId dead : dying)
            if (!isMade(dead))
                release(dead);
        for (const NodeId node : unit.nodes)
            for (const ValueId output : m_program.graph().node(node).outputs)
                if (output != kNone && m_program.isWatched(output))
                    HALFTONE_CHECK(watch(output));
        for (const ValueId dead : dying)
            if (isMade(dead))
                release(dead);
    }
    std::vector<RuntimeValue> outputs;
    for (const ValueId id : m_program.lists().outputs) {
        HALFTONE_TRY(RuntimeValue result, runtimeValue(id));
        PlanValue recorded{id, m_values[id].dtype, m_values[id].shape, {}, m_values[id].kind != Value::Kind::Tensor};
        if (!recorded.isObject) {
            HALFTONE_TRY(recorded.place, plain(id));
            HALFTONE_TRY(Tensor copy, Tensor::allocateUninitialized(recorded.dtype, recorded.shape));
            if (copy.bytes() > 0)
                std::memcpy(copy.mutableRaw(), result.tensor().raw(), copy.bytes());
            result = std::move(copy);
        }
        m_plan->outputs.push_back(std::move(recorded));
        outputs.push_back(std::move(result));
    }
    return outputs;
}

Status Tracer::start(std::span<const RuntimeValue> inputs)
{
    const auto &list = m_program.lists().inputs;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const ValueId id = list[i];
        Value &value = m_values[id];
        PlanValue recorded{id};
        recorded.isObject = true;
        if (inputs[i].isNull()) {
            value.kind = Value::Kind::Absent;
            m_state.objects[id] = {};
        } else if (!inputs[i].isTensor() || inputs[i].tensor().dtype() == DType::String) {
            value.kind = Value::Kind::Object;
            m_state.objects[id] = inputs[i];
        } else {
            const Tensor &tensor = inputs[i].tensor();
            HALFTONE_TRY(Place place, newPlace(static_cast<std::int64_t>(tensor.bytes()), nullptr));
            if (tensor.bytes() > 0)
                std::memcpy(addressOf(m_table, place), tensor.raw(), tensor.bytes());
            define(id, tensor.dtype(), tensor.shape(), place);
            recorded = {id, tensor.dtype(), tensor.shape(), place, false};
        }
        m_plan->inputs.push_back(std::move(recorded));
    }
    for (ValueId id = 0; id < m_program.graph().values().size(); ++id)
        if (m_program.isWatched(id) && m_program.graph().value(id).producer == kNone && value(id).kind == Value::Kind::Tensor)
            HALFTONE_CHECK(watch(id));
    return {};
}

const Tracer::Value &Tracer::value(ValueId id)
{
    Value &value = m_values[id];
    if (value.kind != Value::Kind::Unset)
        return value;
    if (id >= m_program.graph().values().size())
        return value;
    if (const LazyDequantize *lazy = m_program.lazy(id)) {
        value.shape = this->value(lazy->source).shape;
        value.kind = Value::Kind::Lazy;
        value.dtype = DType::Float;
        value.isConstant = m_values[lazy->source].isConstant;
        value.isShared = m_values[lazy->source].isShared;
        return value;
    }
    if (const ConstantTensor *constant = m_program.graph().storedValue(id)) {
        value.dtype = constant->dtype();
        value.shape = constant->shape();
        value.isConstant = value.isShared = true;
        value.kind = Value::Kind::Tensor;
        if (value.dtype == DType::String) {
            value.kind = Value::Kind::Object;
            if (auto tensor = m_program.constant(id))
                m_plan->constantObjects.emplace_back(id, m_state.objects[id] = *tensor);
            else
                fail(tensor.error());
        }
        return value;
    }
    value.kind = Value::Kind::Absent;
    return value;
}

Result<Tensor> Tracer::constantTensor(ValueId id)
{
    if (value(id).kind == Value::Kind::Lazy)
        HALFTONE_CHECK(materialize(id));
    Value &known = m_values[id];
    if (!known.constant.isNull())
        return known.constant;
    if (m_made.contains(id) || m_program.graph().storedValue(id)->dtype() != known.dtype) {
        HALFTONE_TRY(known.constant, constantForPacking(id));
    } else {
        HALFTONE_TRY(known.constant, m_program.constant(id));
    }
    return known.constant;
}

Result<Tensor> Tracer::constantForPacking(ValueId id)
{
    if (const auto made = m_made.find(id); made != m_made.end() && m_values[id].constant.isNull())
        return made->second.make();
    const Value &known = value(id);
    if (known.kind != Value::Kind::Tensor || !known.constant.isNull() || !m_program.graph().storedValue(id))
        return constantTensor(id);
    HALFTONE_TRY(Tensor tensor, m_program.constantOnce(id));
    if (tensor.dtype() == known.dtype)
        return tensor;
    return castTensor(tensor, known.dtype);
}

ValueId Tracer::madeConstant(std::string key, DType dtype, Shape shape, std::function<Result<Tensor>()> make)
{
    const auto id = static_cast<ValueId>(m_values.size());
    Value &value = m_values.emplace_back();
    value.kind = Value::Kind::Tensor;
    value.dtype = dtype;
    value.shape = std::move(shape);
    value.isConstant = value.isShared = true;
    m_made.emplace(id, Made{std::move(key), std::move(make)});
    return id;
}

ValueId Tracer::hiddenValue(DType dtype, Shape shape, Place place)
{
    const auto id = static_cast<ValueId>(m_values.size());
    m_values.emplace_back();
    define(id, dtype, std::move(shape), std::move(place));
    return id;
}

Result<Tensor> Tracer::derived(ValueId id, const std::string &how, const std::function<Result<Tensor>()> &make)
{
    const Value &known = value(id);
    if (!known.isShared)
        return make();
    const auto made = m_made.find(id);
    // The same constant is read in several types.
    return m_program.derived(
        (made == m_made.end() ? std::to_string(id) : made->second.key) + "/" + std::string(dtypeShortName(known.dtype)) + "/" + how, make);
}

Result<Place> Tracer::plain(ValueId id)
{
    if (value(id).kind == Value::Kind::Lazy)
        HALFTONE_CHECK(materialize(id));
    Value &known = m_values[id];
    for (const Place &place : known.places)
        if (isRowMajor(place.layout.get(), known.shape))
            return Place{place.buffer, place.offset, nullptr};
    if (known.places.empty() && known.isConstant) {
        HALFTONE_TRY(const Tensor tensor, constantTensor(id));
        const Place place = constantPlace(tensor);
        define(id, known.dtype, known.shape, place);
        return place;
    }
    if (known.places.empty())
        return Error(errc::kInternal, {}, m_program.nameOf(id));
    HALFTONE_TRY(const Place place, emitReorderToPlain(*this, known.dtype, known.shape, known.places.front()));
    ++m_users[static_cast<std::size_t>(place.buffer)];
    m_values[id].places.push_back(place);
    return place;
}

Result<Place> Tracer::anyPlace(ValueId id)
{
    if (value(id).kind == Value::Kind::Lazy)
        HALFTONE_CHECK(materialize(id));
    if (m_values[id].places.empty())
        return plain(id);
    return m_values[id].places.front();
}

BufferId Tracer::addBuffer(Tensor memory, bool constant)
{
    Buffer buffer;
    buffer.bytes = static_cast<std::int64_t>(memory.bytes());
    if (constant)
        buffer.constant = memory;
    m_plan->buffers.push_back(std::move(buffer));
    m_table.push_back(memory.mutableRaw());
    m_memory.push_back(std::move(memory));
    m_users.push_back(0);
    return static_cast<BufferId>(m_table.size() - 1);
}

Result<Place> Tracer::newPlace(std::int64_t bytes, LayoutPtr layout)
{
    HALFTONE_TRY(Tensor memory, Tensor::allocateUninitialized(DType::UInt8, Shape{bytes}));
    return Place{addBuffer(std::move(memory), false), 0, std::move(layout)};
}

Place Tracer::constantPlace(const Tensor &tensor) { return Place{addBuffer(tensor, true), 0, nullptr}; }

void Tracer::define(ValueId id, DType dtype, Shape shape, Place place)
{
    Value &value = m_values[id];
    value.kind = Value::Kind::Tensor;
    value.dtype = dtype;
    value.shape = std::move(shape);
    ++m_users[static_cast<std::size_t>(place.buffer)];
    value.places.push_back(std::move(place));
}

void Tracer::defineConstant(ValueId id, Tensor tensor, bool shared)
{
    Value &value = m_values[id];
    value.kind = Value::Kind::Tensor;
    value.dtype = tensor.dtype();
    value.shape = tensor.shape();
    value.isConstant = true;
    value.isShared = shared;
    value.constant = std::move(tensor);
}

void Tracer::defineLazily(ValueId id, const Shape &shape, Place place, const Quantization &quantization)
{
    const auto hidden = static_cast<ValueId>(m_values.size());
    m_values.emplace_back();
    define(hidden, quantization.dtype, shape, std::move(place));
    m_values[id].kind = Value::Kind::Lazy;
    m_values[id].dtype = DType::Float;
    m_values[id].shape = shape;
    m_lazy[id] = Operand{id, hidden, quantization};
}

bool Tracer::isDying(ValueId id) const
{
    const Value &value = m_values[id];
    return m_wholeUnit && id < m_program.valueCount() && !value.isConstant && value.places.size() == 1 && m_program.lastUse(id) == m_unit
        && m_users[static_cast<std::size_t>(value.places.front().buffer)] == 1
        && !m_plan->buffers[static_cast<std::size_t>(value.places.front().buffer)].isConstant();
}

void Tracer::release(ValueId id)
{
    if (const auto wide = m_wide.find(id); wide != m_wide.end()) {
        const ValueId hidden = wide->second;
        m_wide.erase(wide);
        release(hidden);
    }
    Value &value = m_values[id];
    for (const Place &place : value.places) {
        const auto buffer = static_cast<std::size_t>(place.buffer);
        if (--m_users[buffer] == 0 && !m_plan->buffers[buffer].isConstant()) {
            m_memory[buffer] = {};
            m_table[buffer] = nullptr;
        }
    }
    value.places.clear();
    value.constant = {};
    if (value.kind == Value::Kind::Object)
        m_state.objects[id] = {};
}

Status Tracer::emit(std::unique_ptr<Step> step)
{
    if (step->node == kNone)
        step->node = m_node;
    const auto bound = step->bind(m_table);
    const bool asks = step->hidesNan && m_state.invalid;
    if (asks)
        (void)m_state.invalid->take();
    HALFTONE_CHECK(bound->run(m_state));
    if (asks && m_state.invalid->take().invalid)
        m_hidNan = true;
    // What follows would be observed wrong.
    if (m_hidNan && m_state.observer)
        return Error(errc::kNanHidden);
    m_plan->steps.push_back(std::move(step));
    return {};
}

void Tracer::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

Status Tracer::watch(ValueId id)
{
    if (value(id).kind != Value::Kind::Tensor && value(id).kind != Value::Kind::Lazy)
        return {};
    HALFTONE_TRY(Place place, anyPlace(id));
    if (!isDescribable(place.layout.get(), m_values[id].shape)) {
        HALFTONE_TRY(place, plain(id));
    }
    const auto buffer = static_cast<std::size_t>(place.buffer);
    if (m_users[buffer] > 1 || m_plan->buffers[buffer].isConstant()) {
        // A replacement must not show through in other values.
        HALFTONE_TRY(place, plain(id));
        HALFTONE_TRY(
            place, emitCopy(*this, place, static_cast<std::int64_t>(m_values[id].shape.count()) * dtypeBits(m_values[id].dtype) / 8));
        ++m_users[static_cast<std::size_t>(place.buffer)];
        for (const Place &old : m_values[id].places)
            --m_users[static_cast<std::size_t>(old.buffer)];
    } else {
        for (const Place &old : m_values[id].places)
            if (old.buffer != place.buffer)
                --m_users[static_cast<std::size_t>(old.buffer)];
    }
    m_values[id].places = {place};
    return emit(std::make_unique<WatchStep>(id, m_values[id].dtype, m_values[id].shape, place));
}

std::shared_ptr<const Plan> Tracer::takePlan()
{
    planArena(*m_plan);
    return std::move(m_plan);
}

} // namespace halftone
