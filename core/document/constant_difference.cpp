// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/constant_difference.h"

#include "core/ops/kernel_context.h"
#include "core/ops/operator.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace halftone {

namespace {

/// Runs DequantizeLinear on constants; nothing when one of them is none.
Result<std::optional<Tensor>> dequantized(const Graph &graph, const Node &node, std::int64_t opset)
{
    std::vector<RuntimeValue> inputs;
    for (const ValueId input : node.inputs) {
        if (input == kNone) {
            inputs.emplace_back();
            continue;
        }
        const ConstantTensor *constant = graph.storedValue(input);
        if (!constant)
            return std::optional<Tensor>();
        HALFTONE_TRY(Tensor tensor, constant->load());
        inputs.emplace_back(std::move(tensor));
    }
    const Operator *op = findOperator(node.domain, node.opType);
    if (!op)
        return std::optional<Tensor>();
    KernelContext context({node, opset, &graph}, std::move(inputs), {});
    HALFTONE_CHECK(op->compute(context));
    std::vector<RuntimeValue> outputs = std::move(context).takeOutputs();
    if (outputs.empty() || !outputs[0].isTensor())
        return std::optional<Tensor>();
    return std::optional(std::move(outputs[0].tensor()));
}

/// The real numbers an operand stands for.
Result<std::optional<Tensor>> realNumbers(const Model &model, const ComparedGraph &side, const ComparedGraph::Operand &operand)
{
    const Graph &graph = side.graph();
    std::optional<Tensor> found;
    if (const NodeId dequantize = side.dequantizeOf(operand); dequantize != kNone) {
        const Node &node = graph.node(dequantize);
        HALFTONE_TRY(found, dequantized(graph, node, model.opset(node.domain)));
    } else if (operand.scale != kNone) {
        constexpr std::int64_t kPerAxisOpset = 13;
        Node node;
        node.name = "compared";
        node.opType = "DequantizeLinear";
        node.inputs = {operand.value, operand.scale};
        if (operand.zeroPoint != kNone)
            node.inputs.push_back(operand.zeroPoint);
        node.outputs = {operand.value};
        Attribute axis;
        axis.name = "axis";
        axis.value = operand.axis;
        node.attributes.push_back(std::move(axis));
        HALFTONE_TRY(found, dequantized(graph, node, kPerAxisOpset));
    } else {
        const ConstantTensor *constant = side.constantOf(operand);
        const bool integerForm = operand.zeroPoint != kNone;
        if (!constant || integerForm || constant->dtype() == DType::String)
            return std::optional<Tensor>();
        HALFTONE_TRY(found, constant->load());
    }
    if (!found || found->dtype() == DType::String)
        return std::optional<Tensor>();
    HALFTONE_TRY(Tensor real, toFloat(*found));
    return std::optional(std::move(real));
}

bool sameBytes(const Tensor &a, const Tensor &b)
{
    return a.dtype() == b.dtype() && a.bytes() == b.bytes() && std::memcmp(a.raw(), b.raw(), a.bytes()) == 0;
}

} // namespace

Result<std::optional<ConstantDifference>> compareConstants(const Model &modelA, const ComparedGraph &a,
    const ComparedGraph::Operand &operandA, const Model &modelB, const ComparedGraph &b, const ComparedGraph::Operand &operandB)
{
    using Found = std::optional<ConstantDifference>;
    HALFTONE_TRY(const auto first, realNumbers(modelA, a, operandA));
    if (!first)
        return Found();
    HALFTONE_TRY(const auto second, realNumbers(modelB, b, operandB));
    if (!second || !(first->shape() == second->shape()))
        return Found();
    ConstantDifference difference;
    difference.sqnrDb = std::numeric_limits<double>::infinity();
    if (sameBytes(*first, *second))
        return Found(difference);
    const auto x = first->as<float>(), y = second->as<float>();
    double signal = 0, noise = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double value = static_cast<double>(x[i]), off = static_cast<double>(y[i]) - value;
        if (std::isnan(value) && std::isnan(y[i]))
            continue;
        // A number against none is as far apart as can be.
        difference.largest = std::isnan(off) ? std::numeric_limits<double>::infinity() : std::max(difference.largest, std::abs(off));
        signal += value * value;
        noise += off * off;
    }
    difference.rms = x.empty() ? 0 : std::sqrt(noise / static_cast<double>(x.size()));
    if (noise > 0)
        difference.sqnrDb = signal > 0 ? 10 * std::log10(signal / noise) : -std::numeric_limits<double>::infinity();
    return Found(difference);
}

} // namespace halftone
