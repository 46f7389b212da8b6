// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/convert_lowering.h"
#include "core/engine/kernels/convert.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"
#include "core/ops/lowering.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace halftone {

namespace {

bool isHalf(DType type) { return type == DType::Float16 || type == DType::BFloat16; }

/// What such nodes do depends on the types of their operands, or is the same for elements of any type (Gather).
bool dependsOnTypes(const Node &node)
{
    static const std::set<std::string_view> types{
        "BitCast", "Cast", "CastLike", "DequantizeLinear", "Gather", "QuantizeLinear", "Loop", "If", "Scan"};
    return types.contains(node.opType);
}

} // namespace

/// Rounds the float elements of a value where they lie. Who shares that memory is rounded already (a view of a 16-bit value) or dead.
Result<bool> Tracer::roundInPlace(ValueId id, DType type)
{
    const Value &value = m_values[id];
    if (value.places.size() != 1 || value.isConstant)
        return false;
    const Place place = value.places.front();
    if (m_plan->buffers[static_cast<std::size_t>(place.buffer)].isConstant() || !isDense(place.layout.get(), value.shape))
        return false;
    const std::int64_t count = value.shape.count();
    auto step = std::make_unique<KernelStep>(
        "round to 16 bits", std::vector{place}, std::vector{place}, [type, count](std::byte *const *at) { roundTo(type, at[1], count); });
    step->isMain = false;
    HALFTONE_CHECK(emit(std::move(step)));
    return true;
}

/// Rounds what was made in float to the type that the model says. It stays float as long as nobody asks for the 16 bits.
Status Tracer::narrow(ValueId id, DType type)
{
    if (id == kNone || !isHalf(type) || m_values[id].kind != Value::Kind::Tensor || m_values[id].dtype != DType::Float)
        return {};
    const Shape shape = m_values[id].shape;
    // What is observed may be replaced.
    const bool isSeen = id >= m_program.valueCount() || m_program.isWatched(id);
    HALFTONE_TRY(const bool isRounded, isSeen ? Result<bool>(false) : roundInPlace(id, type));
    if (isRounded) {
        const auto hidden = static_cast<ValueId>(m_values.size());
        m_values.push_back(std::exchange(m_values[id], Value{}));
        m_values[id].kind = Value::Kind::Lazy;
        m_values[id].dtype = type;
        m_values[id].shape = shape;
        m_wide[id] = hidden;
        return {};
    }
    HALFTONE_TRY(const Place source, plain(id));
    HALFTONE_TRY(const Place to, emitConversion(*this, source, DType::Float, type, shape.count(), false));
    release(id);
    m_values[id] = {};
    define(id, type, shape, to);
    return {};
}

/// The 16-bit form of a value that was kept as float.
Status Tracer::materializeHalf(ValueId id)
{
    const ValueId hidden = m_wide.at(id);
    const DType type = m_values[id].dtype;
    const Shape shape = m_values[id].shape;
    HALFTONE_TRY(const Place source, plain(hidden));
    HALFTONE_TRY(const Place to, emitConversion(*this, source, DType::Float, type, shape.count(), false));
    m_values[id] = {};
    define(id, type, shape, to);
    return {};
}

Status Tracer::widen(ValueId operand, std::vector<std::pair<ValueId, Value>> &saved)
{
    if (operand == kNone)
        return {};
    const bool isKept = isWide(operand);
    if ((!isKept && value(operand).kind != Value::Kind::Tensor) || !isHalf(value(operand).dtype))
        return {};
    if (m_values[operand].isConstant) {
        // When somebody asks for the elements.
        Value widened = m_values[operand];
        widened.dtype = DType::Float;
        widened.places.clear();
        widened.constant = {};
        if (!m_program.graph().storedValue(operand) && !m_made.contains(operand)) {
            HALFTONE_TRY(widened.constant, castTensor(m_values[operand].constant, DType::Float));
        }
        saved.emplace_back(operand, std::exchange(m_values[operand], std::move(widened)));
        return {};
    }
    if (!isKept) {
        HALFTONE_TRY(const Place half, densePlace(*this, operand));
        const DType type = m_values[operand].dtype;
        const Shape shape = m_values[operand].shape;
        HALFTONE_TRY(const Place to, emitConversion(*this, half, type, DType::Float, shape.count(), false));
        m_wide[operand] = hiddenValue(DType::Float, shape, to);
    }
    Value &wide = m_values[m_wide.at(operand)];
    saved.emplace_back(operand, std::exchange(m_values[operand], std::exchange(wide, Value{})));
    return {};
}

void Tracer::restore(std::vector<std::pair<ValueId, Value>> &saved)
{
    for (auto &[operand, half] : saved) {
        if (const auto wide = m_wide.find(operand); wide != m_wide.end())
            m_values[wide->second] = std::move(m_values[operand]);
        else
            release(operand);
        m_values[operand] = std::move(half);
    }
    saved.clear();
    m_hasShapes = false;
}

/// A node over 16-bit floating-point numbers by a primitive for float: operands are widened before and results rounded after, so
/// that every value has the precision that the model says, as in ONNX Runtime on processors without such arithmetic.
Result<bool> Tracer::lowerInFloat(NodeId id, const std::vector<Link> &links, std::size_t linkCount)
{
    const Node &node = m_program.graph().node(id);
    // Without a primitive the conversions would be for nothing.
    if (dependsOnTypes(node) || !hasLowering(node.domain, node.opType))
        return false;
    const std::vector<DType> types = m_outputTypes;
    std::vector<ValueId> operands = node.inputs;
    for (std::size_t i = 0; i < linkCount; ++i)
        operands.push_back(links[i].kind == Link::Kind::Binary ? links[i].other : kNone);
    std::sort(operands.begin(), operands.end());
    operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
    std::vector<std::pair<ValueId, Value>> saved;
    for (const ValueId operand : operands)
        HALFTONE_CHECK(widen(operand, saved));
    if (saved.empty())
        return false;
    m_hasShapes = false;
    auto lowered = lowerAsIs(id, links, linkCount);
    restore(saved);
    HALFTONE_TRY(const bool done, std::move(lowered));
    if (!done)
        return false;
    for (std::size_t i = 0; i < (linkCount > 0 ? 1 : node.outputs.size()); ++i)
        HALFTONE_CHECK(narrow(linkCount > 0 ? links[linkCount - 1].output : node.outputs[i], types[i]));
    return true;
}

Result<bool> Tracer::lowerCompositeInFloat(ValueId input, const std::vector<Link> &links, std::size_t from, std::size_t count)
{
    const DType type = value(input).dtype;
    std::vector<std::pair<ValueId, Value>> saved;
    HALFTONE_CHECK(widen(input, saved));
    if (saved.empty())
        return false;
    auto lowered = lowerComposite(input, links, from, count);
    restore(saved);
    HALFTONE_TRY(const bool done, std::move(lowered));
    if (done)
        HALFTONE_CHECK(narrow(links[from + count - 1].output, type));
    return done;
}

} // namespace halftone
