// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_checks.h"

#include "core/model/graph_builder.h"
#include "core/model/graph_parser.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace halftone {

namespace {

/// No model unfolds to more; a chain of functions that call the next twice reaches 2^30 in a few hundred bytes.
constexpr std::int64_t kMaxUnfolded = 50'000'000;
constexpr std::int64_t kFirstIrWithOpsets = 3;

using FunctionIndex = std::unordered_map<std::string, std::size_t>;

std::string keyOf(const std::string &domain, const std::string &name, const std::string &overload)
{
    return domain + '\n' + name + '\n' + overload;
}

/// Visits the nodes of a graph and of all graphs within. Iterative.
template <typename Visit>
void forEachNode(const Graph &graph, Visit &&visit)
{
    std::vector<const Graph *> open{&graph};
    while (!open.empty()) {
        const Graph &current = *open.back();
        open.pop_back();
        for (const Node &node : current.nodes()) {
            visit(node);
            for (const Attribute &attribute : node.attributes) {
                if (const auto *inner = std::get_if<std::shared_ptr<const Graph>>(&attribute.value))
                    open.push_back(inner->get());
                else if (const auto *list = std::get_if<std::vector<std::shared_ptr<const Graph>>>(&attribute.value)) {
                    for (const auto &entry : *list)
                        open.push_back(entry.get());
                }
            }
        }
    }
}

struct Calls
{
    std::vector<std::size_t> functions;
    std::int64_t ownNodes = 0;
};

Calls callsOf(const Graph &graph, const FunctionIndex &index)
{
    Calls calls;
    forEachNode(graph, [&](const Node &node) {
        ++calls.ownNodes;
        const auto found = index.find(keyOf(node.domain, node.opType, node.overload));
        if (found != index.end())
            calls.functions.push_back(found->second);
    });
    return calls;
}

} // namespace

Status checkFunctions(const Model &model)
{
    FunctionIndex index;
    for (std::size_t i = 0; i < model.functions.size(); ++i) {
        const Function &function = model.functions[i];
        if (!index.emplace(keyOf(function.domain, function.name, function.overload), i).second)
            return Error(errc::kDuplicateFunction, {function.name.substr(0, 200)});
    }
    std::vector<Calls> calls;
    for (const Function &function : model.functions)
        calls.push_back(callsOf(*function.body, index));
    if (model.graph)
        calls.push_back(callsOf(*model.graph, index));

    enum class State { New, Open, Done };
    std::vector<State> states(calls.size(), State::New);
    std::vector<std::int64_t> unfolded(calls.size(), 0);
    struct Frame
    {
        std::size_t function;
        std::size_t next;
    };
    for (std::size_t root = 0; root < calls.size(); ++root) {
        if (states[root] != State::New)
            continue;
        std::vector<Frame> stack{{root, 0}};
        states[root] = State::Open;
        unfolded[root] = calls[root].ownNodes;
        while (!stack.empty()) {
            Frame &frame = stack.back();
            if (frame.next == calls[frame.function].functions.size()) {
                states[frame.function] = State::Done;
                stack.pop_back();
                continue;
            }
            const std::size_t callee = calls[frame.function].functions[frame.next];
            if (states[callee] == State::Open)
                return Error(errc::kRecursiveFunction, {model.functions[callee].name.substr(0, 200)});
            if (states[callee] == State::New) {
                states[callee] = State::Open;
                unfolded[callee] = calls[callee].ownNodes;
                stack.push_back({callee, 0});
                continue;
            }
            unfolded[frame.function] += unfolded[callee];
            if (unfolded[frame.function] > kMaxUnfolded)
                return Error(errc::kFunctionExplosion, {std::to_string(kMaxUnfolded)});
            ++frame.next;
        }
    }
    return {};
}

namespace {

Status checkKnownVersions(const Model &model)
{
    if (model.irVersion > kNewestIrVersion)
        return Error(errc::kIrFuture, {std::to_string(model.irVersion), std::to_string(kNewestIrVersion)});
    if (const auto own = model.opsets.find(""); own != model.opsets.end() && own->second > kNewestOpset)
        return Error(errc::kOpsetFuture, {std::to_string(own->second), std::to_string(kNewestOpset)});
    return {};
}

} // namespace

Status checkComputable(const Model &model)
{
    HALFTONE_CHECK(checkKnownVersions(model));
    const auto repeated = std::ranges::find_if(model.issues, [](const Issue &issue) {
        return issue.message.code() == errc::kDuplicateProducer || issue.message.code() == errc::kDuplicateValue;
    });
    return repeated == model.issues.end() ? Status() : Status(repeated->message);
}

void checkVersions(Model &model)
{
    const auto report = [&](Error message) {
        model.issues.push_back({Issue::Severity::Problem, std::move(message), Issue::Target::None, {}});
    };
    if (model.irVersion <= 0)
        report(Error(errc::kIrMissing));
    if (const Status computable = checkKnownVersions(model); !computable)
        report(computable.error());
    if (model.opsets.empty() && model.irVersion > 0 && model.irVersion < kFirstIrWithOpsets)
        model.opsets[""] = 1;
    for (const auto &[domain, version] : model.opsets) {
        if (version <= 0)
            report(Error(errc::kOpsetInvalid, {domain.substr(0, 200), std::to_string(version)}));
    }
    std::unordered_set<std::string> domains;
    forEachNode(*model.graph, [&](const Node &node) { domains.insert(node.domain); });
    for (const std::string &domain : domains) {
        if (!model.opsets.contains(domain))
            report(Error(errc::kOpsetMissing, {domain.substr(0, 200)}));
    }
}

} // namespace halftone
