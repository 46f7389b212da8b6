// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/model_diff.h"

#include "core/document/attribute_text.h"
#include "core/model/model.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

using Kind = ModelDifference::Kind;
using GraphPointer = std::shared_ptr<const Graph>;

std::string textOf(const Attribute *attribute) { return attribute ? attributeText(*attribute).toStdString() : std::string(); }

std::string textOf(const ConstantTensor &constant)
{
    return std::string(dtypeName(constant.dtype())) + "⟨" + constant.shape().toString() + "⟩";
}

bool sameConstant(const ConstantTensor &a, const ConstantTensor &b)
{
    if (a.dtype() != b.dtype() || !(a.shape() == b.shape()))
        return false;
    const auto first = a.load(), second = b.load();
    if (!first || !second)
        return false;
    if (a.dtype() == DType::String)
        return first->strings() == second->strings();
    return first->bytes() == second->bytes() && std::equal(first->raw(), first->raw() + first->bytes(), second->raw());
}

/// Graphs are compared apart; sparse tensors and types by their text.
bool sameAttribute(const Attribute &a, const Attribute &b)
{
    if (a.refAttrName != b.refAttrName || a.value.index() != b.value.index())
        return false;
    return std::visit(
        [&](const auto &value) {
            using T = std::decay_t<decltype(value)>;
            const T &other = std::get<T>(b.value);
            if constexpr (std::is_same_v<T, ConstantTensor>)
                return sameConstant(value, other);
            else if constexpr (std::is_same_v<T, std::vector<ConstantTensor>>)
                return std::equal(value.begin(), value.end(), other.begin(), other.end(), sameConstant);
            else if constexpr (std::is_same_v<T, GraphPointer> || std::is_same_v<T, std::vector<GraphPointer>>)
                return true;
            else if constexpr (std::is_same_v<T, SparseConstant>)
                return value.shape == other.shape && sameConstant(value.values, other.values) && sameConstant(value.indices, other.indices);
            else if constexpr (std::is_same_v<T,
                                   std::vector<SparseConstant>> || std::is_same_v<T, Type> || std::is_same_v<T, std::vector<Type>>)
                return textOf(&a) == textOf(&b);
            else
                return value == other;
        },
        a.value);
}

class Differ
{
public:
    Differ(const Model &a, const Model &b, const Graph &graphA, const Graph &graphB, Progress &progress)
        : m_modelA(a), m_modelB(b), m_a(graphA), m_b(graphB), m_progress(progress)
    {
    }

    Result<ModelDiff> run(bool wholeModel)
    {
        m_diff.matching = matchNodes(m_a, m_b);
        m_diff.changeA.assign(m_a.graph().nodes().size(), NodeChange::Same);
        m_diff.changeB.assign(m_b.graph().nodes().size(), NodeChange::Same);
        if (wholeModel) {
            compareOpsets();
            HALFTONE_CHECK(compareFunctions());
        }
        compareInterface(m_a.graph().inputs(), m_b.graph().inputs());
        compareInterface(m_a.graph().outputs(), m_b.graph().outputs());
        const std::vector<NodeId> &bOfA = m_diff.matching.bOfA;
        const auto total = static_cast<std::int64_t>(bOfA.size());
        for (NodeId a = 0; a < bOfA.size(); ++a) {
            if (!m_progress.report(a, total))
                return Error(errc::kCancelled);
            if (!m_a.isSeen(a))
                continue;
            if (bOfA[a] == kNone) {
                note({Kind::NodeRemoved, a, kNone, {}, m_a.graph().node(a).opType, {}, {}}, NodeChange::Removed);
                ++m_diff.removed;
            } else {
                ++m_diff.matched;
                HALFTONE_CHECK(compareNodes(a, bOfA[a]));
            }
        }
        for (NodeId b = 0; b < m_diff.matching.aOfB.size(); ++b)
            if (m_b.isSeen(b) && m_diff.matching.aOfB[b] == kNone) {
                note({Kind::NodeAdded, kNone, b, {}, {}, m_b.graph().node(b).opType, {}}, NodeChange::Added);
                ++m_diff.added;
            }
        count();
        return std::move(m_diff);
    }

private:
    void note(ModelDifference difference, NodeChange change)
    {
        const auto raise = [&](std::vector<NodeChange> &changes, NodeId node) {
            if (node != kNone)
                changes[node] = std::max(changes[node], change);
        };
        raise(m_diff.changeA, difference.a);
        raise(m_diff.changeB, difference.b);
        m_diff.differences.push_back(std::move(difference));
    }

    void count()
    {
        m_diff.changed = static_cast<std::size_t>(std::count(m_diff.changeB.begin(), m_diff.changeB.end(), NodeChange::Changed));
        m_diff.converted = static_cast<std::size_t>(std::count(m_diff.changeB.begin(), m_diff.changeB.end(), NodeChange::Precision));
        // Quantizers are drawn as what they serve when a picture does not fold them.
        for (const auto &[side, changes] : {std::pair(&m_a, &m_diff.changeA), {&m_b, &m_diff.changeB}})
            for (NodeId id = 0; id < changes->size(); ++id)
                if (!side->isSeen(id) && side->graph().node(id).opType != "Constant")
                    (*changes)[id] = NodeChange::Precision;
    }

    void compareOpsets()
    {
        std::set<std::string> domains;
        for (const auto &[domain, version] : m_modelA.opsets)
            domains.insert(domain);
        for (const auto &[domain, version] : m_modelB.opsets)
            domains.insert(domain);
        for (const std::string &domain : domains) {
            const auto versionIn = [&](const Model &model) {
                const auto found = model.opsets.find(domain);
                return found == model.opsets.end() ? std::string() : std::to_string(found->second);
            };
            if (versionIn(m_modelA) != versionIn(m_modelB))
                note({Kind::Opset, kNone, kNone, domain.empty() ? "ai.onnx" : domain, versionIn(m_modelA), versionIn(m_modelB), {}},
                    NodeChange::Same);
        }
    }

    Status compareFunctions()
    {
        const auto sizeText = [](const Function *function) {
            return function && function->body ? std::to_string(function->body->nodes().size()) : std::string();
        };
        for (const Function &function : m_modelA.functions) {
            const Function *other = m_modelB.function(function.domain, function.name, function.overload);
            if (!other)
                note({Kind::Body, kNone, kNone, function.name, sizeText(&function), {}, {}}, NodeChange::Same);
            else if (function.body && other->body)
                HALFTONE_CHECK(compareBodies(*function.body, *other->body, function.name, kNone, kNone));
        }
        for (const Function &function : m_modelB.functions)
            if (!m_modelA.function(function.domain, function.name, function.overload))
                note({Kind::Body, kNone, kNone, function.name, {}, sizeText(&function), {}}, NodeChange::Same);
        return {};
    }

    void compareInterface(const std::vector<ValueId> &ofA, const std::vector<ValueId> &ofB)
    {
        // A model's own names; where a version renames them, their order.
        for (std::size_t i = 0; i < std::max(ofA.size(), ofB.size()); ++i) {
            const Value *first = i < ofA.size() ? &m_a.graph().value(ofA[i]) : nullptr;
            const Value *second = i < ofB.size() ? &m_b.graph().value(ofB[i]) : nullptr;
            const auto text = [](const Value *value) { return value ? value->name + " " + value->declaredType.toString() : std::string(); };
            if (text(first) != text(second))
                note({Kind::Interface, kNone, kNone, (first ? first : second)->name, text(first), text(second), {}}, NodeChange::Same);
        }
    }

    Status compareNodes(NodeId a, NodeId b)
    {
        const Node &first = m_a.graph().node(a), &second = m_b.graph().node(b);
        const bool sameType = first.opType == second.opType && first.domain == second.domain;
        const bool sameFloatType = floatTypeOf(first.opType) == floatTypeOf(second.opType);
        if (!sameFloatType)
            note({Kind::Type, a, b, {}, first.opType, second.opType, {}}, NodeChange::Changed);
        else if (!sameType)
            note({Kind::Type, a, b, {}, first.opType, second.opType, {}}, NodeChange::Precision);
        if (const std::string before = m_a.precisionOf(a), after = m_b.precisionOf(b); before != after)
            note({Kind::Precision, a, b, {}, before, after, {}}, NodeChange::Precision);
        if (sameType)
            HALFTONE_CHECK(compareAttributes(a, b));
        if (sameFloatType)
            HALFTONE_CHECK(compareInputs(a, b));
        return {};
    }

    Status compareAttributes(NodeId a, NodeId b)
    {
        const Node &first = m_a.graph().node(a), &second = m_b.graph().node(b);
        for (const Attribute &attribute : first.attributes) {
            const Attribute *other = second.attribute(attribute.name);
            if (!other || !sameAttribute(attribute, *other))
                note({Kind::Attribute, a, b, attribute.name, textOf(&attribute), textOf(other), {}}, NodeChange::Changed);
            if (!other)
                continue;
            const auto *bodyA = std::get_if<GraphPointer>(&attribute.value), *bodyB = std::get_if<GraphPointer>(&other->value);
            if (bodyA && bodyB && *bodyA && *bodyB)
                HALFTONE_CHECK(compareBodies(**bodyA, **bodyB, attribute.name, a, b));
        }
        for (const Attribute &attribute : second.attributes)
            if (!first.attribute(attribute.name))
                note({Kind::Attribute, a, b, attribute.name, {}, textOf(&attribute), {}}, NodeChange::Changed);
        return {};
    }

    Status compareBodies(const Graph &first, const Graph &second, const std::string &subject, NodeId a, NodeId b)
    {
        HALFTONE_TRY(const ModelDiff inside, Differ(m_modelA, m_modelB, first, second, m_progress).run(false));
        if (!inside.differences.empty())
            note({Kind::Body, a, b, subject, std::to_string(first.nodes().size()), std::to_string(second.nodes().size()), {}},
                NodeChange::Changed);
        return {};
    }

    Status compareInputs(NodeId a, NodeId b)
    {
        const auto ofA = m_a.operandsOf(a), ofB = m_b.operandsOf(b);
        for (std::size_t i = 0; i < std::max(ofA.size(), ofB.size()); ++i) {
            const ComparedGraph::Operand first = i < ofA.size() ? ofA[i] : ComparedGraph::Operand();
            const ComparedGraph::Operand second = i < ofB.size() ? ofB[i] : ComparedGraph::Operand();
            const ConstantTensor *constantA = m_a.constantOf(first), *constantB = m_b.constantOf(second);
            if (constantA && constantB)
                HALFTONE_CHECK(compareConstant(a, b, first, second));
            else if (!sameSource(first, second))
                note({Kind::Input, a, b, std::to_string(i), nameOf(m_a, first), nameOf(m_b, second), {}}, NodeChange::Changed);
        }
        return {};
    }

    Status compareConstant(NodeId a, NodeId b, const ComparedGraph::Operand &first, const ComparedGraph::Operand &second)
    {
        const ConstantTensor &constantA = *m_a.constantOf(first), &constantB = *m_b.constantOf(second);
        HALFTONE_TRY(const auto numbers, compareConstants(m_modelA, m_a, first, m_modelB, m_b, second));
        const std::string before = textOf(constantA), after = textOf(constantB);
        if (before == after && (numbers ? numbers->isEqual() : sameConstant(constantA, constantB)))
            return {};
        const bool onlyQuantized = before != after && constantA.shape() == constantB.shape() && !(m_a.precisionOf(a) == m_b.precisionOf(b));
        note({Kind::Constant, a, b, nameOf(m_a, first), before, after, numbers},
            onlyQuantized ? NodeChange::Precision : NodeChange::Changed);
        return {};
    }

    /// Both operands come from paired nodes, or from the same place of the interface, or are both left out.
    bool sameSource(const ComparedGraph::Operand &first, const ComparedGraph::Operand &second) const
    {
        const ValueId sourceA = m_a.sourceOf(first.value), sourceB = m_b.sourceOf(second.value);
        if (sourceA == kNone || sourceB == kNone)
            return sourceA == sourceB;
        // A name that is more than a number says what is read, also where an operator before it was taken into another one.
        const std::string &nameA = m_a.graph().value(sourceA).name, &nameB = m_b.graph().value(sourceB).name;
        if (nameA == nameB && nameA.find_first_of("/.:") != std::string::npos)
            return true;
        const NodeId producerA = m_a.producerOf(first), producerB = m_b.producerOf(second);
        if (producerA != kNone || producerB != kNone)
            return producerA != kNone && producerB != kNone && m_diff.matching.bOfA[producerA] == producerB
                && m_a.graph().value(sourceA).producerIndex == m_b.graph().value(sourceB).producerIndex;
        if (m_a.constantOf(first) || m_b.constantOf(second))
            return false;
        const auto place = [](const std::vector<ValueId> &values, ValueId value) {
            return std::find(values.begin(), values.end(), value) - values.begin();
        };
        return nameA == nameB || place(m_a.graph().inputs(), sourceA) == place(m_b.graph().inputs(), sourceB);
    }

    static std::string nameOf(const ComparedGraph &side, const ComparedGraph::Operand &operand)
    {
        const ValueId source = side.sourceOf(operand.value);
        return source == kNone ? std::string() : side.graph().value(source).name;
    }

    const Model &m_modelA;
    const Model &m_modelB;
    ComparedGraph m_a, m_b;
    Progress &m_progress;
    ModelDiff m_diff;
};

} // namespace

Result<ModelDiff> diffModels(const Model &a, const Model &b, Progress &progress)
{
    return Differ(a, b, *a.graph, *b.graph, progress).run(true);
}

} // namespace halftone
