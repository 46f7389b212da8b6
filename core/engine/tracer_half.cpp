// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/convert_lowering.h"
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

/// What such nodes do depends on the types of their operands.
bool dependsOnTypes(const Node &node)
{
    static const std::set<std::string_view> types{
        "BitCast", "Cast", "CastLike", "DequantizeLinear", "QuantizeLinear", "Loop", "If", "Scan"};
    return types.contains(node.opType);
}

} // namespace

/// Rounds what was made in float to the type that the model says.
Status Tracer::narrow(ValueId id, DType type)
{
    if (id == kNone || !isHalf(type) || m_values[id].kind != Value::Kind::Tensor || m_values[id].dtype != DType::Float)
        return {};
    const Shape shape = m_values[id].shape;
    HALFTONE_TRY(const Place source, plain(id));
    HALFTONE_TRY(const Place to, emitConversion(*this, source, DType::Float, type, shape.count(), false));
    release(id);
    m_values[id] = {};
    define(id, type, shape, to);
    return {};
}

Status Tracer::widen(ValueId operand, std::vector<std::pair<ValueId, Value>> &saved)
{
    if (operand == kNone || value(operand).kind != Value::Kind::Tensor || !isHalf(value(operand).dtype))
        return {};
    if (m_values[operand].isConstant) {
        // When somebody asks for the elements.
        Value widened = m_values[operand];
        widened.dtype = DType::Float;
        widened.places.clear();
        widened.constant = {};
        if (!m_program.graph().constant(operand) && !m_made.contains(operand)) {
            HALFTONE_TRY(widened.constant, castTensor(m_values[operand].constant, DType::Float));
        }
        saved.emplace_back(operand, std::exchange(m_values[operand], std::move(widened)));
        return {};
    }
    HALFTONE_TRY(const Place half, densePlace(*this, operand));
    const DType type = m_values[operand].dtype;
    const Shape shape = m_values[operand].shape;
    HALFTONE_TRY(const Place to, emitConversion(*this, half, type, DType::Float, shape.count(), false));
    saved.emplace_back(operand, std::exchange(m_values[operand], Value{}));
    define(operand, DType::Float, shape, to);
    return {};
}

void Tracer::restore(std::vector<std::pair<ValueId, Value>> &saved)
{
    for (auto &[operand, half] : saved) {
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
