// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/lower_context.h"
#include "core/engine/plan.h"
#include "core/engine/program.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace halftone {

/// Runs subgraphs for steps that hold some; implemented by the executor.
class SubgraphHost
{
public:
    virtual ~SubgraphHost() = default;
    /// `inputs` as Program::lists().inputs.
    virtual Result<std::vector<RuntimeValue>> runProgram(const Program &program, std::vector<RuntimeValue> inputs) = 0;
};

/// Runs a program once, operator by operator, with shapes as they come, and records what it did as a plan.
class Tracer
{
public:
    Tracer(const Program &program, RunState &state, int threads);

    /// Values in the order of Program::lists(). Takes plain tensors and objects, returns the same.
    Result<std::vector<RuntimeValue>> run(std::span<const RuntimeValue> inputs);
    /// What was recorded, when a later run with the same input shapes can replay it; else null.
    std::shared_ptr<const Plan> takePlan();
    /// A step may have hidden NaN: the plan is right, the results are not.
    bool hidNan() const { return m_hidNan; }

    // The rest is for lowerings.
    const Program &program() const { return m_program; }
    int threads() const { return m_threads; }

    struct Value
    {
        enum class Kind { Unset, Absent, Tensor, Lazy, Object };
        Kind kind = Kind::Unset;
        DType dtype = DType::Undefined;
        Shape shape;
        /// Where it lies; several places hold the same elements in different layouts. Empty for a constant not loaded yet.
        std::vector<Place> places;
        /// Known before anything runs; `constant` holds the elements once somebody asked.
        bool isConstant = false;
        Tensor constant;
        /// Constant for every input shape.
        bool isShared = false;
    };
    /// Ready for use: constants are known, not necessarily loaded.
    const Value &value(ValueId id);
    /// A row-major place of a value; made (dequantized, reordered) when missing.
    Result<Place> plain(ValueId id);
    /// Any place: the one it was computed in.
    Result<Place> anyPlace(ValueId id);
    Result<Tensor> constantTensor(ValueId id);
    /// The same without keeping the elements of a weight that is packed anyway.
    Result<Tensor> constantForPacking(ValueId id);
    /// A constant that is no value of the graph, made of some that are: `key` tells it from others of the program.
    ValueId madeConstant(std::string key, DType dtype, Shape shape, std::function<Result<Tensor>()> make);
    /// A value that no node of the graph makes, until it is dropped.
    ValueId hiddenValue(DType dtype, Shape shape, Place place);
    void dropHidden(ValueId id) { release(id); }
    /// Something made of the constant `id`, once for all executors when it is the same in all runs. `how` says everything else that it
    /// depends on.
    Result<Tensor> derived(ValueId id, const std::string &how, const std::function<Result<Tensor>()> &make);
    /// How a lazily dequantized value is stored: its 8-bit source, or nothing.
    std::optional<Operand> quantizedSource(ValueId id);
    /// `id` is what `place` holds in 8 bits; real numbers are made only when somebody wants them.
    void defineLazily(ValueId id, const Shape &shape, Place place, const Quantization &quantization);
    std::optional<Quantization> quantizationOf(ValueId scale, ValueId zeroPoint, int axis, DType fallback);

    /// New memory; a null layout means row-major.
    Result<Place> newPlace(std::int64_t bytes, LayoutPtr layout);
    Place constantPlace(const Tensor &tensor);
    /// The value now exists at `place`.
    void define(ValueId id, DType dtype, Shape shape, Place place);
    /// The elements mean another type of the same size.
    void retype(ValueId id, DType dtype) { m_values[id].dtype = dtype; }
    /// One more place of an existing value.
    void addPlace(ValueId id, Place place)
    {
        ++m_users[static_cast<std::size_t>(place.buffer)];
        m_values[id].places.push_back(std::move(place));
    }
    /// Nobody reads the value after the current unit and its memory belongs to it alone: it may be overwritten.
    bool isDying(ValueId id) const;
    /// Executes and records. `node` is the one it is counted with.
    Status emit(std::unique_ptr<Step> step);
    BufferTable &table() { return m_table; }

    /// Remembers a failure that is no refusal (memory, cancellation).
    void fail(Error error);

private:
    Status start(std::span<const RuntimeValue> inputs);
    Status runUnit(const Unit &unit);
    Status runLinks(const Unit &unit, std::size_t from, ValueId value);
    Status runNode(NodeId id);
    Status runReference(NodeId id);
    Status runTable(const Unit &unit);
    Status materialize(ValueId id);
    Status watch(ValueId id);
    Result<bool> lowerNode(NodeId id, const std::vector<Link> &links, std::size_t linkCount);
    Result<bool> lowerAsIs(NodeId id, const std::vector<Link> &links, std::size_t linkCount);
    Result<bool> lowerInFloat(NodeId id, const std::vector<Link> &links, std::size_t linkCount);
    Result<bool> lowerCompositeInFloat(ValueId input, const std::vector<Link> &links, std::size_t from, std::size_t count);
    Status widen(ValueId operand, std::vector<std::pair<ValueId, Value>> &saved);
    void restore(std::vector<std::pair<ValueId, Value>> &saved);
    Status narrow(ValueId id, DType type);
    Result<bool> roundInPlace(ValueId id, DType type);
    Status materializeHalf(ValueId id);
    bool isWide(ValueId id) const { return m_wide.contains(id); }
    Result<bool> lowerComposite(ValueId input, const std::vector<Link> &links, std::size_t from, std::size_t linkCount);
    Result<bool> moveBytes(NodeId id, const std::vector<Link> &links);
    Result<bool> foldConstants(NodeId id);
    Result<bool> inferOutputs(NodeId id);
    Result<RuntimeValue> runtimeValue(ValueId id);
    Result<std::vector<RuntimeValue>> compute(NodeId id, std::vector<RuntimeValue> inputs);
    Status adopt(ValueId id, RuntimeValue made, class ReferenceStep &step);
    void defineConstant(ValueId id, Tensor tensor, bool shared);
    BufferId addBuffer(Tensor memory, bool constant);
    void release(ValueId id);
    NodeView viewOf(NodeId id) const;
    bool isPlanConstant(ValueId id);

    const Program &m_program;
    RunState &m_state;
    int m_threads;
    /// A deque: references stay valid when values are added.
    std::deque<Value> m_values;
    std::shared_ptr<Plan> m_plan = std::make_shared<Plan>();
    BufferTable m_table;
    /// Values whose 8-bit form the tracer itself made: that form's id and its quantization.
    std::unordered_map<ValueId, Operand> m_lazy;
    /// 16-bit values whose elements exist as float too (alone when the value is lazy), by the hidden value that holds them.
    std::unordered_map<ValueId, ValueId> m_wide;
    struct Made
    {
        std::string key;
        std::function<Result<Tensor>()> make;
    };
    std::unordered_map<ValueId, Made> m_made;
    /// By buffer: what keeps it alive while tracing, and how many values lie in it.
    std::vector<Tensor> m_memory;
    std::vector<int> m_users;
    std::vector<std::vector<ValueId>> m_dying;
    int m_unit = 0;
    NodeId m_node = kNone;
    std::vector<Shape> m_outputShapes;
    std::vector<DType> m_outputTypes;
    bool m_hasShapes = false;
    /// The whole current unit is one step: its inputs may be overwritten.
    bool m_wholeUnit = false;
    bool m_hidNan = false;
    std::optional<Error> m_error;
    std::string m_refusal;
};

} // namespace halftone
