// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/operator.h"

#include <algorithm>
#include <map>
#include <utility>

namespace halftone {

namespace {

using Registry = std::map<std::pair<std::string_view, std::string_view>, const Operator *>;

Registry &registry()
{
    static Registry operators;
    return operators;
}

} // namespace

std::optional<Refusal> Operator::lower(LowerContext &) const { return Refusal{{"engine.no-primitive"}, {std::string(info().type)}}; }

QuantRule Operator::quantRule(const NodeView &) const
{
    QuantRule rule;
    rule.reasonArguments = {std::string(info().type)};
    return rule;
}

bool Operator::isDeterministic(const NodeView &) const { return true; }

Cost Operator::cost(const NodeView &, const CostShapes &) const { return {}; }

std::string nodePlace(const Node &node) { return node.opType + " `" + node.name + "`"; }

const Operator *findOperator(std::string_view domain, std::string_view type)
{
    if (domain == "ai.onnx")
        domain = {};
    const auto found = registry().find({domain, type});
    return found == registry().end() ? nullptr : found->second;
}

std::vector<const Operator *> allOperators()
{
    std::vector<const Operator *> result;
    for (const auto &[key, op] : registry())
        result.push_back(op);
    return result;
}

detail::OperatorRegistrar::OperatorRegistrar(const Operator *op) { registry()[{op->info().domain, op->info().type}] = op; }

} // namespace halftone
