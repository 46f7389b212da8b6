// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/layout.h"
#include "core/engine/observer.h"
#include "core/tensor/runtime_value.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// A recorded plan met other shapes than it was recorded with; never leaves the engine.
inline constexpr ErrorCode kPlanMismatch{"engine.plan-mismatch"};
/// A step that hides NaN met one; never leaves the engine.
inline constexpr ErrorCode kNanHidden{"engine.nan-hidden"};
} // namespace errc

class InvalidOperations;
class SubgraphHost;

using BufferId = std::int32_t;

/// Where and how a tensor lies.
struct Place
{
    BufferId buffer = -1;
    /// In bytes from the start of the buffer.
    std::int64_t offset = 0;
    /// Null: row-major.
    LayoutPtr layout;
};

/// Memory a plan needs: part of the arena, or a constant shared by all executors.
struct Buffer
{
    std::int64_t bytes = 0;
    Tensor constant;
    /// Steps between which the contents matter, and the resulting place in the arena.
    int first = -1;
    int last = -1;
    std::int64_t offset = -1;

    bool isConstant() const { return !constant.isNull(); }
};

/// Addresses of a plan's buffers for one executor.
using BufferTable = std::vector<std::byte *>;

inline std::byte *addressOf(const BufferTable &table, const Place &place)
{
    return table[static_cast<std::size_t>(place.buffer)] + place.offset;
}

/// What a step may touch while it runs besides its buffers.
struct RunState
{
    /// Values that are no plain tensors (sequences, maps, strings), by ValueId.
    std::vector<RuntimeValue> objects;
    TensorObserver *observer = nullptr;
    Progress *progress = nullptr;
    SubgraphHost *host = nullptr;
    /// Asked after each step that hides NaN; null when nobody wants to know.
    const InvalidOperations *invalid = nullptr;
};

/// A step with its addresses resolved.
class BoundStep
{
public:
    virtual ~BoundStep() = default;
    virtual Status run(RunState &state) = 0;
};

/// One recorded piece of work. Immutable and shared by executors.
class Step
{
public:
    virtual ~Step() = default;
    virtual std::unique_ptr<BoundStep> bind(const BufferTable &table) const = 0;

    /// Node it is counted with in profiles.
    NodeId node = kNone;
    std::string implementation;
    /// Does the node's work, in contrast to moving its operands into place.
    bool isMain = true;
    /// Returns numbers where it meets NaN: must run in another way then (Program::keepingNan()).
    bool hidesNan = false;
    /// The value that it shows to the observer; steps that do that compute nothing.
    ValueId watched = kNone;
    /// Touches values that lie in no buffer (RunState::objects).
    bool usesObjects = false;
    std::vector<BufferId> reads;
    std::vector<BufferId> writes;
};

/// A step made of a function over addresses: `places` in the order the function expects them.
class KernelStep final : public Step
{
public:
    using Function = std::function<void(std::byte *const *)>;
    KernelStep(std::string implementation, std::vector<Place> inputs, std::vector<Place> outputs, Function function);
    std::unique_ptr<BoundStep> bind(const BufferTable &table) const override;

private:
    std::vector<Place> m_places;
    Function m_function;
};

/// A value that a run returns or takes.
struct PlanValue
{
    ValueId value = kNone;
    DType dtype = DType::Undefined;
    Shape shape;
    Place place;
    /// Taken from RunState::objects instead.
    bool isObject = false;
};

/// Everything recorded for one set of input shapes.
struct Plan
{
    std::vector<std::unique_ptr<Step>> steps;
    std::vector<Buffer> buffers;
    std::vector<PlanValue> inputs;
    std::vector<PlanValue> outputs;
    std::int64_t arenaBytes = 0;
    std::size_t objectCount = 0;
    /// Constants that are no plain tensors (strings).
    std::vector<std::pair<ValueId, RuntimeValue>> constantObjects;
    /// Shapes depend on data: nothing is recorded, each run plans for itself.
    bool isDynamic = false;
};

/// Gives every arena buffer an offset so that buffers alive at once do not overlap; sets Plan::arenaBytes.
void planArena(Plan &plan);

} // namespace halftone
