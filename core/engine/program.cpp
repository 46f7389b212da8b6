// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/program.h"

#include "core/engine/function_body.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

/// More shapes than this at once are not kept: a loop whose tensors grow would otherwise record a plan a turn.
constexpr std::size_t kKeptPlans = 16;

std::vector<std::shared_ptr<const Graph>> subgraphsOf(const Node &node)
{
    std::vector<std::shared_ptr<const Graph>> result;
    for (const Attribute &attribute : node.attributes) {
        if (const auto *graph = std::get_if<std::shared_ptr<const Graph>>(&attribute.value))
            result.push_back(*graph);
        else if (const auto *graphs = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value))
            result.insert(result.end(), graphs->begin(), graphs->end());
    }
    return result;
}

std::int64_t versionIn(const std::map<std::string, std::int64_t> &opsets, const std::string &domain)
{
    auto found = opsets.find(domain == "ai.onnx" ? std::string() : domain);
    if (found == opsets.end() && domain.empty())
        found = opsets.find("ai.onnx");
    return found == opsets.end() ? 1 : found->second;
}

} // namespace

Result<std::shared_ptr<const Program>> Program::make(std::shared_ptr<const Model> model, std::shared_ptr<const Graph> graph,
    const std::map<std::string, std::int64_t> &opsets, const EngineOptions &options, bool isMain, bool keepsNan)
{
    auto program = std::make_shared<Program>();
    program->m_model = std::move(model);
    program->m_graph = std::move(graph);
    program->m_opsets = opsets;
    program->m_isMain = isMain;
    program->m_keepsNan = keepsNan;
    HALFTONE_CHECK(program->build(options, isMain));
    return std::shared_ptr<const Program>(std::move(program));
}

Result<std::shared_ptr<const Program>> Program::keepingNan() const
{
    const std::lock_guard lock(m_keepingNanMutex);
    if (!m_keepingNan) {
        HALFTONE_TRY(m_keepingNan, Program::make(m_model, m_graph, m_opsets, m_options, m_isMain, true));
    }
    return m_keepingNan;
}

std::int64_t Program::opset(const std::string &domain) const { return versionIn(m_opsets, domain); }

Status Program::build(const EngineOptions &options, bool isMain)
{
    m_options = options;
    const std::size_t count = m_graph->values().size();
    m_pinned.assign(count, 0);
    m_watched.assign(count, 0);
    for (const ValueId id : m_graph->inputs())
        if (!isMain || m_graph->value(id).initializer == kNone)
            m_lists.inputs.push_back(id);
    m_lists.explicitInputs = m_lists.inputs.size();
    m_lists.outputs = m_graph->outputs();
    if (isMain) {
        m_lists.outputs.insert(m_lists.outputs.end(), options.extraOutputs.begin(), options.extraOutputs.end());
        for (const ValueId id : options.observed)
            m_pinned[id] = m_watched[id] = 1;
    } else {
        m_options.observed.clear();
        m_options.extraOutputs.clear();
    }
    for (const ValueId id : m_lists.outputs)
        m_pinned[id] = 1;
    HALFTONE_CHECK(addSubprograms());

    std::vector<char> constant(count, 0);
    std::vector<char> skip(m_graph->nodes().size(), 0);
    for (ValueId id = 0; id < count; ++id)
        constant[id] = m_graph->storedValue(id) != nullptr;
    for (NodeId id = 0; id < m_graph->nodes().size(); ++id) {
        const Node &node = m_graph->node(id);
        skip[id] = node.opType == "Constant" && !node.outputs.empty() && node.outputs[0] != kNone && constant[node.outputs[0]];
        if (options.fuse && isStaticDequantize(*m_graph, node) && !m_pinned[node.outputs[0]]) {
            m_lazy[node.outputs[0]] = {id, node.inputs[0]};
            skip[id] = 1;
        }
    }
    m_units = fuseGraph({*m_graph, m_pinned, constant, opset({}), options.fuse, m_keepsNan}, skip);
    measureUses();
    return {};
}

Status Program::addSubprograms()
{
    std::set<std::string> missing;
    std::vector<std::string> order;
    const auto wants = [&](const std::string &name) {
        if (missing.insert(name).second)
            order.push_back(name);
    };
    for (const Value &value : m_graph->values())
        if (value.isOuter)
            wants(value.name);
    for (NodeId id = 0; id < m_graph->nodes().size(); ++id) {
        const Node &node = m_graph->node(id);
        for (const auto &subgraph : subgraphsOf(node)) {
            HALFTONE_TRY(auto program, Program::make(m_model, subgraph, m_opsets, m_options, false, m_keepsNan));
            for (const std::string &name : program->captured()) {
                const ValueId value = m_graph->findValue(name);
                ValueId read = value;
                if (value == kNone) {
                    wants(name);
                    read = passedThrough(name);
                } else {
                    m_pinned[value] = 1;
                }
                auto &list = m_capturedBy[id];
                if (std::find(list.begin(), list.end(), read) == list.end())
                    list.push_back(read);
            }
            m_subprograms[subgraph.get()] = std::move(program);
        }
        if (const Function *function = m_model->function(node.domain, node.opType, node.overload)) {
            HALFTONE_TRY(auto body, instantiateFunction(*function, node));
            HALFTONE_TRY(auto program, Program::make(m_model, std::move(body), function->opsets, m_options, false, m_keepsNan));
            m_functions[id] = std::move(program);
        }
    }
    for (const std::string &name : order) {
        const ValueId value = m_graph->findValue(name);
        m_captured.push_back(name);
        m_lists.inputs.push_back(value == kNone ? passedThrough(name) : value);
    }
    m_pinned.resize(valueCount(), 1);
    m_watched.resize(valueCount(), 0);
    return {};
}

ValueId Program::passedThrough(const std::string &name)
{
    const auto found = std::find(m_passedThrough.begin(), m_passedThrough.end(), name);
    const auto index = static_cast<ValueId>(found - m_passedThrough.begin());
    if (found == m_passedThrough.end())
        m_passedThrough.push_back(name);
    return static_cast<ValueId>(m_graph->values().size()) + index;
}

const std::string &Program::nameOf(ValueId id) const
{
    const auto count = static_cast<ValueId>(m_graph->values().size());
    return id < count ? m_graph->value(id).name : m_passedThrough[id - count];
}

void Program::measureUses()
{
    m_lastUse.assign(valueCount(), -1);
    const auto use = [this](ValueId id, int unit) {
        while (id != kNone) {
            m_lastUse[id] = std::max(m_lastUse[id], unit);
            const LazyDequantize *lazily = lazy(id);
            id = lazily ? lazily->source : kNone;
        }
    };
    for (int unit = 0; unit < static_cast<int>(m_units.size()); ++unit)
        for (const NodeId id : m_units[static_cast<std::size_t>(unit)].nodes) {
            for (const ValueId input : m_graph->node(id).inputs)
                use(input, unit);
            for (const ValueId output : m_graph->node(id).outputs)
                if (output != kNone)
                    m_lastUse[output] = std::max(m_lastUse[output], unit);
            for (const ValueId captured : capturedBy(id))
                use(captured, unit);
        }
    for (const ValueId output : m_lists.outputs)
        use(output, static_cast<int>(m_units.size()));
}

const LazyDequantize *Program::lazy(ValueId id) const
{
    const auto found = m_lazy.find(id);
    return found == m_lazy.end() ? nullptr : &found->second;
}

const std::vector<ValueId> &Program::capturedBy(NodeId node) const
{
    static const std::vector<ValueId> none;
    const auto found = m_capturedBy.find(node);
    return found == m_capturedBy.end() ? none : found->second;
}

const std::shared_ptr<const Program> &Program::subprogram(const Graph *subgraph) const
{
    static const std::shared_ptr<const Program> none;
    const auto found = m_subprograms.find(subgraph);
    return found == m_subprograms.end() ? none : found->second;
}

const std::shared_ptr<const Program> &Program::functionOf(NodeId node) const
{
    static const std::shared_ptr<const Program> none;
    const auto found = m_functions.find(node);
    return found == m_functions.end() ? none : found->second;
}

Result<Tensor> Program::constantOnce(ValueId id) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_constants.find(id); found != m_constants.end())
            return found->second;
    }
    return m_graph->storedValue(id)->load();
}

Result<Tensor> Program::constant(ValueId id) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_constants.find(id); found != m_constants.end())
        return found->second;
    HALFTONE_TRY(Tensor tensor, m_graph->storedValue(id)->load());
    // Whole or not at all, without memory for the copy too: other executors read what they find here.
    m_constants.emplace(id, tensor);
    return tensor;
}

Result<Tensor> Program::derived(const std::string &key, const std::function<Result<Tensor>()> &make) const
{
    const std::lock_guard lock(m_derivedMutex);
    if (const auto found = m_derived.find(key); found != m_derived.end())
        return found->second;
    HALFTONE_TRY(Tensor tensor, make());
    m_derived.emplace(key, tensor);
    return tensor;
}

std::shared_ptr<const Plan> Program::findPlan(const std::string &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_plans.find(key);
    return found == m_plans.end() ? nullptr : found->second;
}

void Program::keepPlan(const std::string &key, std::shared_ptr<const Plan> plan) const
{
    const std::lock_guard lock(m_mutex);
    if (m_plans.size() >= kKeptPlans && !m_plans.contains(key))
        m_plans.erase(m_plans.begin());
    m_plans[key] = std::move(plan);
}

} // namespace halftone
