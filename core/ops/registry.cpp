// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/operator.h"

#include "core/ops/lowering.h"

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

std::map<std::pair<std::string_view, std::string_view>, Lowering> &lowerings()
{
    static std::map<std::pair<std::string_view, std::string_view>, Lowering> functions;
    return functions;
}

} // namespace

std::optional<Refusal> Operator::lower(LowerContext &context) const
{
    const auto found = lowerings().find({info().domain, info().type});
    if (found == lowerings().end())
        return Refusal{errc::kNoPrimitive, {std::string(info().type)}};
    return found->second(context);
}

bool hasLowering(std::string_view domain, std::string_view type) { return lowerings().contains({domain == "ai.onnx" ? "" : domain, type}); }

detail::LoweringRegistrar::LoweringRegistrar(std::string_view domain, std::string_view type, Lowering lowering)
{
    lowerings()[{domain, type}] = lowering;
}

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
