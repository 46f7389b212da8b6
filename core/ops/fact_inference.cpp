// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact_inference.h"

#include "core/model/bodies.h"
#include "core/ops/fact_merge.h"
#include "core/ops/kernel_context.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr int kDepthLimit = 64;
/// Nodes walked inside functions and subgraphs, all calls together.
constexpr std::int64_t kInnerNodeLimit = 2'000'000;
/// Floating-point constants larger than this are weights, not arguments.
constexpr std::int64_t kFloatElements = 64;
/// Values inside bodies and functions whose facts are kept.
constexpr std::size_t kKeptValues = 200'000;

/// Name of the attribute that holds `body`; with its place where that is a list.
std::string partOf(const Node &holder, const Graph &body)
{
    for (const Attribute &attribute : holder.attributes) {
        if (const auto *graph = std::get_if<std::shared_ptr<const Graph>>(&attribute.value); graph && graph->get() == &body)
            return attribute.name;
        if (const auto *graphs = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value)) {
            for (std::size_t i = 0; i < graphs->size(); ++i)
                if ((*graphs)[i].get() == &body)
                    return attribute.name + '[' + std::to_string(i) + ']';
        }
    }
    return "body";
}

} // namespace

FactInference::FactInference(const Model &model, const std::map<std::string, std::int64_t> &dims, Progress &progress)
    : m_model(model), m_dims(dims), m_progress(progress)
{
}

Result<GraphFacts> FactInference::run()
{
    if (!m_model.graph)
        return std::move(m_result);
    Scope scope;
    scope.graph = m_model.graph.get();
    scope.opsets = &m_model.opsets;
    declareValues(scope);
    HALFTONE_CHECK(inferNodes(scope));
    m_result.values = std::move(scope.facts);
    return std::move(m_result);
}

void FactInference::declareValues(Scope &scope) const
{
    const Graph &graph = *scope.graph;
    scope.facts.resize(graph.values().size());
    for (std::size_t id = 0; id < graph.values().size(); ++id) {
        const Value &value = graph.values()[id];
        if (value.isInput)
            scope.facts[id].type = withDims(value.declaredType, m_dims);
        if (value.isOuter)
            scope.facts[id] = outerFact(scope, value.name);
    }
    for (const Initializer &initializer : graph.initializers()) {
        // An initializer that is also an input may be replaced by the caller: its elements are a default only.
        Fact fact = factOfConstant(initializer.tensor);
        if (graph.isReplaceable(initializer.value))
            scope.facts[initializer.value].type = fact.type;
        else
            scope.facts[initializer.value] = std::move(fact);
    }
}

Fact FactInference::factOfConstant(const ConstantTensor &constant) const
{
    Fact fact = Fact::of(constant.dtype(), dimsOf(constant.shape()));
    const std::int64_t limit = isFloatingPoint(constant.dtype()) ? kFloatElements : kFactElements;
    if (constant.shape().checkedCount().value_or(limit + 1) > limit)
        return fact;
    if (auto tensor = constant.load(); tensor && !tensor->isNull())
        fact.constant = std::move(*tensor);
    return fact;
}

const Fact &FactInference::outerFact(const Scope &scope, const std::string &name) const
{
    static const Fact unknown;
    for (const Scope *outer = scope.outer; outer; outer = outer->outer) {
        const ValueId id = outer->graph->findValue(name);
        if (id != kNone)
            return outer->facts[id];
    }
    return unknown;
}

Status FactInference::inferNodes(Scope &scope)
{
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(scope.graph->nodes().size());
    for (const Node &node : scope.graph->nodes()) {
        if (m_progress.cancelled())
            return Error(errc::kCancelled);
        if (scope.depth == 0 && ++done % 1024 == 0 && !m_progress.report(done, total))
            return Error(errc::kCancelled);
        HALFTONE_CHECK(inferNode(scope, node));
    }
    return {};
}

Status FactInference::inferNode(Scope &scope, const Node &node)
{
    if (scope.depth > 0 && ++m_visited > kInnerNodeLimit) {
        store(scope, node, std::vector<Fact>(node.outputs.size()));
        return {};
    }
    if (scope.bindings && refersToParameters(node))
        return inferBound(scope, withParameters(node, *scope.bindings));
    return inferBound(scope, node);
}

Status FactInference::inferBound(Scope &scope, const Node &node)
{
    if (const Function *function = m_model.functions.empty() ? nullptr : m_model.function(node.domain, node.opType, node.overload))
        return inferCall(scope, node, *function);
    if (const Operator *op = findOperator(node.domain, node.opType))
        return inferOperator(scope, node, *op);

    const auto opset = scope.opsets->find(node.domain);
    if (m_unknownOperators.emplace(node.domain, node.opType).second)
        report(node, Issue::Severity::Warning,
            Error(errc::kUnknownOperator,
                {node.opType, node.domain.empty() ? "ai.onnx" : node.domain,
                    std::to_string(opset == scope.opsets->end() ? 0 : opset->second)}));
    store(scope, node, std::vector<Fact>(node.outputs.size()));
    return {};
}

Status FactInference::inferOperator(Scope &scope, const Node &node, const Operator &op)
{
    const auto opset = scope.opsets->find(node.domain);
    const NodeView view{node, opset == scope.opsets->end() ? 1 : opset->second, scope.graph};
    std::vector<const Fact *> inputs;
    inputs.reserve(node.inputs.size());
    for (const ValueId id : node.inputs)
        inputs.push_back(id == kNone ? nullptr : &scope.facts[id]);
    InferContext context(view, inputs,
        [this, &scope, &node](const Graph &graph, std::vector<Fact> facts) { return inferSubgraph(scope, node, graph, std::move(facts)); });
    const Status status = op.infer(context);
    std::vector<Fact> outputs = context.outputs();
    if (!status && status.error().code() == errc::kCancelled)
        return status;
    if (!status) {
        report(node, Issue::Severity::Problem, status.error());
        outputs.assign(node.outputs.size(), Fact());
    } else {
        fold(view, op, inputs, outputs);
    }
    store(scope, node, std::move(outputs));
    return {};
}

void FactInference::fold(
    const NodeView &view, const Operator &op, const std::vector<const Fact *> &inputs, std::vector<Fact> &outputs) const
{
    if (outputs.empty() || inputs.empty())
        return;
    for (const Fact *input : inputs)
        if (input && !input->constant)
            return;
    for (const Fact &output : outputs) {
        const auto shape = output.type.isTensor() ? output.concreteShape() : std::nullopt;
        if (!shape || shape->checkedCount().value_or(kFactElements + 1) > kFactElements)
            return;
    }
    if (std::ranges::all_of(outputs, [](const Fact &output) { return output.constant.has_value(); }) || holdsBodies(view.node)
        || !op.isDeterministic(view))
        return;
    std::vector<RuntimeValue> values;
    for (const Fact *input : inputs)
        values.push_back(input ? RuntimeValue(*input->constant) : RuntimeValue());
    KernelContext context(view, std::move(values), {});
    if (!op.compute(context))
        return;
    std::vector<RuntimeValue> computed = std::move(context).takeOutputs();
    for (std::size_t i = 0; i < outputs.size() && i < computed.size(); ++i)
        if (computed[i].isTensor() && view.node.outputs[i] != kNone)
            outputs[i] = Fact::ofConstant(computed[i].tensor());
}

Result<std::vector<Fact>> FactInference::inferSubgraph(const Scope &outer, const Node &holder, const Graph &graph, std::vector<Fact> inputs)
{
    if (outer.depth >= kDepthLimit)
        return std::vector<Fact>(graph.outputs().size());
    Scope scope;
    scope.outer = &outer;
    scope.graph = &graph;
    scope.opsets = outer.opsets;
    scope.bindings = outer.bindings;
    scope.depth = outer.depth + 1;
    keep(scope, holder, partOf(holder, graph));
    declareValues(scope);
    bool contradiction = false;
    for (std::size_t i = 0; i < inputs.size() && i < graph.inputs().size(); ++i) {
        const ValueId id = graph.inputs()[i];
        completeWithDeclared(inputs[i], withDims(graph.value(id).declaredType, m_dims), contradiction);
        scope.facts[id] = std::move(inputs[i]);
    }
    HALFTONE_CHECK(inferNodes(scope));
    keepFacts(scope);
    std::vector<Fact> outputs;
    for (const ValueId id : graph.outputs())
        outputs.push_back(scope.facts[id]);
    return outputs;
}

Status FactInference::inferCall(Scope &outer, const Node &node, const Function &function)
{
    if (outer.depth >= kDepthLimit || !function.body) {
        store(outer, node, std::vector<Fact>(node.outputs.size()));
        return {};
    }
    const auto bindings = callBindings(node, function, outer.bindings);
    Scope scope;
    scope.graph = function.body.get();
    scope.opsets = &function.opsets;
    scope.bindings = &bindings;
    scope.depth = outer.depth + 1;
    scope.caller = &outer;
    keep(scope, node, function.name);
    declareValues(scope);
    for (std::size_t i = 0; i < function.inputs.size() && i < node.inputs.size(); ++i) {
        const ValueId id = scope.graph->findValue(function.inputs[i]);
        if (id != kNone && node.inputs[i] != kNone)
            scope.facts[id] = outer.facts[node.inputs[i]];
    }
    HALFTONE_CHECK(inferNodes(scope));
    keepFacts(scope);
    std::vector<Fact> outputs(node.outputs.size());
    for (std::size_t i = 0; i < outputs.size() && i < function.outputs.size(); ++i) {
        const ValueId id = scope.graph->findValue(function.outputs[i]);
        if (id != kNone)
            outputs[i] = scope.facts[id];
    }
    store(outer, node, std::move(outputs));
    return {};
}

void FactInference::keep(Scope &scope, const Node &holder, const std::string &part)
{
    const Scope *around = scope.outer ? scope.outer : scope.caller;
    if ((around->depth > 0 && around->kept < 0) || m_keptValues + scope.graph->values().size() > kKeptValues)
        return;
    const std::string path = (around->kept < 0 ? std::string() : m_result.scopes[static_cast<std::size_t>(around->kept)].path + '/')
        + holder.name + '/' + part;
    const auto [place, isNew] = m_keptPaths.try_emplace(path, static_cast<int>(m_result.scopes.size()));
    scope.kept = place->second;
    if (!isNew)
        return;
    m_keptValues += scope.graph->values().size();
    m_result.scopes.push_back(
        {around->kept, around->graph->findNode(holder.name), path, scope.graph, scope.opsets, scope.caller != nullptr, {}});
}

void FactInference::keepFacts(const Scope &scope)
{
    if (scope.kept >= 0)
        m_result.scopes[static_cast<std::size_t>(scope.kept)].values = scope.facts;
}

void FactInference::store(Scope &scope, const Node &node, std::vector<Fact> outputs)
{
    for (std::size_t i = 0; i < node.outputs.size() && i < outputs.size(); ++i) {
        const ValueId id = node.outputs[i];
        if (id == kNone)
            continue;
        const Type &declared = scope.graph->value(id).declaredType;
        bool contradiction = false;
        if (declared.kind != Type::Kind::Unknown) {
            const std::string found = outputs[i].type.toString();
            const Type wanted = withDims(declared, m_dims);
            completeWithDeclared(outputs[i], wanted, contradiction);
            if (contradiction)
                report(node, Issue::Severity::Warning,
                    Error(errc::kDeclaredTypeDiffers, {scope.graph->value(id).name, wanted.toString(), found}));
        }
        scope.facts[id] = std::move(outputs[i]);
    }
}

void FactInference::report(const Node &node, Issue::Severity severity, Error error)
{
    constexpr std::size_t kIssueLimit = 1000;
    if (m_result.issues.size() < kIssueLimit)
        m_result.issues.push_back({severity, std::move(error).at(nodePlace(node)), Issue::Target::Node, node.name});
}

} // namespace halftone
