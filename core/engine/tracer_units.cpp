// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/quantize_lowering.h"
#include "core/engine/reference_step.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"
#include "core/model/bodies.h"
#include "core/ops/infer_context.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace halftone {

namespace {

/// Constants larger than this are not shown to shape inference.
constexpr std::int64_t kShownElements = 4096;
/// Results of constant nodes beyond both limits are computed each run instead of kept.
constexpr std::size_t kKeptBytes = std::size_t(1) << 20;

bool isRandom(const Node &node)
{
    static const std::set<std::string_view> types{
        "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli", "Dropout"};
    return types.contains(node.opType);
}

/// Operators that only move elements, so that their kernels do to 8-bit elements what they do to real ones.
bool movesElements(const Node &node)
{
    static const std::set<std::string_view> types{"DepthToSpace", "Expand", "Flatten", "Gather", "GatherElements", "GatherND", "Identity",
        "Reshape", "Slice", "SpaceToDepth", "Split", "Squeeze", "Tile", "Transpose", "Unsqueeze"};
    return node.domain.empty() && types.contains(node.opType) && node.outputs.size() == 1;
}

Fact factOf(const Tracer::Value &value)
{
    Fact fact;
    if (value.kind != Tracer::Value::Kind::Tensor && value.kind != Tracer::Value::Kind::Lazy)
        return fact;
    std::vector<Dim> dims;
    for (const std::int64_t dim : value.shape)
        dims.emplace_back(dim);
    fact.type = Type::tensor(value.dtype, std::move(dims));
    if (!value.constant.isNull() && value.constant.count() <= kShownElements)
        fact.constant = value.constant;
    return fact;
}

} // namespace

NodeView Tracer::viewOf(NodeId id) const
{
    const Node &node = m_program.graph().node(id);
    return {node, m_program.opset(node.domain), &m_program.graph()};
}

Status Tracer::runUnit(const Unit &unit)
{
    m_node = unit.head != kNone ? unit.head : unit.nodes.back();
    m_hasShapes = false;
    if (unit.kind == Unit::Kind::Table) {
        if (m_program.options().oneDnn)
            return runTable(unit);
        for (const NodeId id : unit.nodes)
            if (!isStaticDequantize(m_program.graph(), m_program.graph().node(id)))
                HALFTONE_CHECK(runNode(id));
        return {};
    }
    if (unit.kind == Unit::Kind::Composite)
        return runLinks(unit, 0, unit.input);

    HALFTONE_TRY(const bool folded, foldConstants(unit.head));
    const ValueId headOutput = m_program.graph().node(unit.head).outputs.empty() ? kNone : m_program.graph().node(unit.head).outputs[0];
    if (folded)
        return runLinks(unit, 0, headOutput);
    HALFTONE_TRY(const bool moved, moveBytes(unit.head, unit.links));
    if (moved)
        return {};
    for (std::size_t count = unit.links.size() + 1; count-- > 0;) {
        m_wholeUnit = count == unit.links.size();
        HALFTONE_TRY(const bool lowered, lowerNode(unit.head, unit.links, count));
        m_wholeUnit = false;
        if (lowered)
            return runLinks(unit, count, count ? unit.links[count - 1].output : headOutput);
    }
    HALFTONE_CHECK(runReference(unit.head));
    return runLinks(unit, 0, headOutput);
}

Status Tracer::runLinks(const Unit &unit, std::size_t from, ValueId value)
{
    for (std::size_t i = from; i < unit.links.size(); ++i) {
        const Link &link = unit.links[i];
        m_node = link.nodes.back();
        if (link.kind == Link::Kind::Eltwise && m_program.options().oneDnn) {
            bool lowered = false;
            for (std::size_t count = unit.links.size() - i; count > 0 && !lowered; --count) {
                HALFTONE_TRY(lowered, lowerComposite(value, unit.links, i, count));
                if (lowered)
                    i += count - 1;
            }
            if (lowered) {
                value = unit.links[i].output;
                continue;
            }
        }
        for (const NodeId id : link.nodes)
            HALFTONE_CHECK(runNode(id));
        value = link.output;
    }
    return {};
}

Status Tracer::runNode(NodeId id)
{
    m_node = id;
    m_hasShapes = false;
    HALFTONE_TRY(const bool folded, foldConstants(id));
    if (folded)
        return {};
    HALFTONE_TRY(const bool lowered, lowerNode(id, {}, 0));
    return lowered ? Status() : runReference(id);
}

Status Tracer::materialize(ValueId id)
{
    if (isWide(id))
        return materializeHalf(id);
    if (const auto found = m_lazy.find(id); found != m_lazy.end()) {
        const Operand source = found->second;
        m_lazy.erase(found);
        HALFTONE_TRY(Place from, anyPlace(source.quantized));
        const Shape shape = m_values[id].shape;
        if (!isDense(from.layout.get(), shape) || (from.layout && from.layout->blockAxis >= 0)) {
            HALFTONE_TRY(from, plain(source.quantized));
        }
        return emitDequantize(*this, id, shape, from, *source.quantization);
    }
    const NodeId node = m_program.lazy(id)->node;
    const NodeId current = m_node;
    const bool hadShapes = m_hasShapes;
    const bool whole = m_wholeUnit;
    auto shapes = std::move(m_outputShapes);
    auto types = std::move(m_outputTypes);
    m_values[id].kind = Value::Kind::Unset;
    m_wholeUnit = false;
    const Status status = runNode(node);
    m_node = current;
    m_hasShapes = hadShapes;
    m_wholeUnit = whole;
    m_outputShapes = std::move(shapes);
    m_outputTypes = std::move(types);
    return status;
}

Result<bool> Tracer::inferOutputs(NodeId id)
{
    if (m_hasShapes)
        return true;
    const NodeView view = viewOf(id);
    const Operator *op = findOperator(view.node.domain, view.node.opType);
    if (!op || holdsBodies(view.node))
        return false;
    std::vector<Fact> facts;
    for (const ValueId input : view.node.inputs) {
        if (input == kNone) {
            facts.emplace_back();
            continue;
        }
        const Value &known = value(input);
        if (known.kind == Value::Kind::Tensor && known.isConstant && known.constant.isNull() && known.shape.count() <= kShownElements)
            HALFTONE_CHECK(constantTensor(input));
        facts.push_back(factOf(m_values[input]));
    }
    InferContext context(view, std::move(facts), {});
    if (!op->infer(context))
        return false;
    m_outputShapes.clear();
    m_outputTypes.clear();
    for (std::size_t i = 0; i < view.node.outputs.size(); ++i) {
        const bool wanted = view.node.outputs[i] != kNone;
        std::optional<Shape> shape;
        DType dtype = DType::Undefined;
        if (i < context.outputs().size()) {
            shape = context.outputs()[i].concreteShape();
            dtype = context.outputs()[i].dtype();
        }
        if (wanted && (!shape || !shape->checkedCount() || dtype == DType::Undefined))
            return false;
        m_outputShapes.push_back(shape.value_or(Shape{}));
        m_outputTypes.push_back(dtype);
    }
    m_hasShapes = true;
    return true;
}

Result<bool> Tracer::lowerNode(NodeId id, const std::vector<Link> &links, std::size_t linkCount)
{
    if (!m_program.options().oneDnn || m_program.functionOf(id))
        return false;
    HALFTONE_TRY(const bool inferred, inferOutputs(id));
    // Operands that are float already need not become 16-bit numbers first.
    const auto &inputs = m_program.graph().node(id).inputs;
    if (inferred && std::any_of(inputs.begin(), inputs.end(), [&](ValueId input) { return isWide(input); })) {
        HALFTONE_TRY(const bool inFloat, lowerInFloat(id, links, linkCount));
        if (inFloat)
            return true;
    }
    HALFTONE_TRY(const bool lowered, lowerAsIs(id, links, linkCount));
    if (lowered)
        return true;
    return inferred ? lowerInFloat(id, links, linkCount) : Result<bool>(false);
}

Result<bool> Tracer::lowerAsIs(NodeId id, const std::vector<Link> &links, std::size_t linkCount)
{
    HALFTONE_TRY(const bool inferred, inferOutputs(id));
    if (!inferred)
        return false;
    for (const Shape &shape : m_outputShapes)
        if (shape.count() == 0)
            return false;
    for (const ValueId input : m_program.graph().node(id).inputs)
        if (input != kNone && value(input).kind == Value::Kind::Object)
            return false;
    const NodeView view = viewOf(id);
    LowerContext context(*this, view, m_outputShapes, m_outputTypes, links, linkCount);
    const auto refusal = findOperator(view.node.domain, view.node.opType)->lower(context);
    if (m_error)
        return *m_error;
    if (refusal)
        m_refusal = refusal->arguments.empty() ? std::string() : refusal->arguments.back();
    return !refusal;
}

Result<bool> Tracer::lowerComposite(ValueId input, const std::vector<Link> &links, std::size_t from, std::size_t count)
{
    const std::vector<Link> rest(
        links.begin() + static_cast<std::ptrdiff_t>(from) + 1, links.begin() + static_cast<std::ptrdiff_t>(from + count));
    const Value &known = value(input);
    if (known.kind != Value::Kind::Tensor && known.kind != Value::Kind::Lazy)
        return false;
    if (known.shape.count() == 0)
        return false;
    if (known.dtype != DType::Float)
        return lowerCompositeInFloat(input, links, from, count);
    m_wholeUnit = from + count == links.size() && from == 0;
    LowerContext context(*this, viewOf(links[from].nodes.back()), {known.shape}, {known.dtype}, rest, rest.size());
    const auto refusal = context.apply(input, links[from].activation);
    m_wholeUnit = false;
    if (m_error)
        return *m_error;
    return !refusal;
}

Result<bool> Tracer::moveBytes(NodeId id, const std::vector<Link> &links)
{
    const Node &node = m_program.graph().node(id);
    if (links.size() != 1 || links[0].kind != Link::Kind::Quantize || !movesElements(node) || !m_program.options().oneDnn)
        return false;
    const auto source = quantizedSource(node.inputs[0]);
    const Node &quantize = m_program.graph().node(links[0].nodes[0]);
    if (!source || source->quantization->scale.size() != 1)
        return false;
    const auto wanted = quantizationOf(quantize.inputs[1], quantize.inputs.size() > 2 ? quantize.inputs[2] : kNone, -1, DType::UInt8);
    if (!wanted || *wanted != *source->quantization)
        return false;
    // Let the node see the 8-bit tensor under the name of the real one, and its output under the quantized name.
    const ValueId real = node.inputs[0];
    const ValueId realOutput = node.outputs[0];
    const Value saved = m_values[real];
    HALFTONE_TRY(const Place place, anyPlace(source->quantized));
    (void)place;
    m_values[real] = m_values[source->quantized];
    m_hasShapes = false;
    HALFTONE_TRY(const bool lowered, lowerNode(id, {}, 0));
    Status status;
    if (!lowered)
        status = runReference(id);
    // Places made meanwhile (a row-major copy) belong to the source.
    m_values[source->quantized].places = m_values[real].places;
    m_values[real] = saved;
    HALFTONE_CHECK(status);
    m_values[links[0].output] = std::move(m_values[realOutput]);
    m_values[realOutput] = {};
    m_hasShapes = false;
    return true;
}

bool Tracer::isPlanConstant(ValueId id)
{
    if (id == kNone)
        return true;
    const Value &known = value(id);
    return known.isConstant || (known.kind == Value::Kind::Absent);
}

Result<bool> Tracer::foldConstants(NodeId id)
{
    const Node &node = m_program.graph().node(id);
    if (isRandom(node) || holdsBodies(node) || m_program.functionOf(id) || !m_program.capturedBy(id).empty())
        return false;
    for (const ValueId output : node.outputs)
        if (output != kNone && m_program.isWatched(output))
            return false;
    if ((node.opType == "Shape" || node.opType == "Size") && node.domain.empty() && node.inputs[0] != kNone
        && !isPlanConstant(node.inputs[0])) {
        // Known from the input's shape alone: no need for its elements.
        const Value &known = value(node.inputs[0]);
        if (known.kind != Value::Kind::Tensor && known.kind != Value::Kind::Lazy)
            return false;
        std::vector<RuntimeValue> inputs{RuntimeValue(Tensor::borrow(known.dtype, known.shape, nullptr, nullptr))};
        HALFTONE_TRY(auto made, compute(id, std::move(inputs)));
        defineConstant(node.outputs[0], made[0].tensor(), false);
        return true;
    }
    bool shared = true;
    std::size_t bytes = 0;
    for (const ValueId input : node.inputs) {
        if (!isPlanConstant(input))
            return false;
        if (input != kNone && m_values[input].kind == Value::Kind::Object)
            return false;
        if (input != kNone && m_values[input].isConstant)
            bytes
                += static_cast<std::size_t>(m_values[input].shape.count()) * static_cast<std::size_t>(dtypeBits(m_values[input].dtype)) / 8;
        shared = shared && (input == kNone || m_values[input].isShared);
    }
    std::vector<RuntimeValue> made;
    const auto computeAll = [&]() -> Status {
        std::vector<RuntimeValue> inputs;
        for (const ValueId input : node.inputs) {
            inputs.emplace_back();
            if (input != kNone && m_values[input].isConstant) {
                HALFTONE_TRY(Tensor tensor, constantTensor(input));
                inputs.back() = std::move(tensor);
            }
        }
        HALFTONE_TRY(made, compute(id, std::move(inputs)));
        return {};
    };
    if (shared && node.outputs.size() == 1) {
        HALFTONE_TRY(const Tensor tensor, m_program.derived("fold/" + std::to_string(id), [&]() -> Result<Tensor> {
            HALFTONE_CHECK(computeAll());
            const bool keep = made[0].isTensor() && made[0].tensor().bytes() <= std::max(kKeptBytes, 4 * bytes);
            return keep ? made[0].tensor() : Tensor();
        }));
        made = {RuntimeValue(tensor)};
    } else {
        HALFTONE_CHECK(computeAll());
    }
    for (const RuntimeValue &result : made)
        if (!result.isNull()
            && (!result.isTensor() || result.tensor().isNull() || result.tensor().dtype() == DType::String
                || result.tensor().bytes() > std::max(kKeptBytes, 4 * bytes)))
            return false;
    for (std::size_t i = 0; i < node.outputs.size(); ++i)
        if (node.outputs[i] != kNone && made[i].isTensor())
            defineConstant(node.outputs[i], made[i].tensor(), shared);
    return true;
}

} // namespace halftone
