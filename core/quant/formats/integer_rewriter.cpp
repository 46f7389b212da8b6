// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/integer_rewriter.h"

#include "core/quant/activation_params.h"
#include "core/quant/errors.h"
#include "core/quant/formats/integer_form.h"
#include "core/quant/formats/integer_weights.h"
#include "core/quant/new_node.h"

namespace halftone {

namespace {

class IntegerRewriter
{
public:
    IntegerRewriter(const TopologyContext &context, const QuantTopology &topology, QuantizeResult &result)
        : m_context(context)
        , m_topology(topology)
        , m_original(*context.model.graph)
        , m_result(result)
        , m_graph(*result.model->graph)
        , m_builder(m_graph)
        , m_weights(context.recipe, m_graph, m_builder, result)
    {
    }

    Status run(Progress &progress)
    {
        HALFTONE_CHECK(findRanges());
        for (NodeId id = 0; id < m_original.nodes().size(); ++id) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            if (isMine(id))
                HALFTONE_CHECK(rewrite(id, m_graph.findNode(m_original.node(id).name)));
        }
        auto model = std::make_shared<Model>(*m_result.model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        if (m_usesMicrosoft)
            model->opsets.try_emplace("com.microsoft", 1);
        m_result.model = std::move(model);
        return {};
    }

private:
    bool isMine(NodeId id) const
    {
        const bool integer = m_topology.modes[id] == NodeMode::Dynamic || m_topology.modes[id] == NodeMode::Integer;
        return integer && m_topology.decisions[id].precision == Precision::Int8;
    }

    /// Kernels of ConvInteger take unsigned input only.
    Status findRanges()
    {
        QuantTopology wanted;
        wanted.quantized.resize(m_original.values().size());
        wanted.sameAs.assign(m_original.values().size(), kNone);
        wanted.types.assign(m_original.values().size(), DType::UInt8);
        bool any = false;
        for (NodeId id = 0; id < m_original.nodes().size(); ++id) {
            if (!isMine(id) || m_topology.modes[id] != NodeMode::Integer)
                continue;
            const Node &node = m_original.node(id);
            if (node.opType == "LSTM" || node.opType == "Gather")
                continue;
            const ValueId input = node.inputs[0];
            if (!hasRange(input)) {
                m_result.issues.push_back({Issue::Severity::Warning, Error(errc::kNoStatisticsDynamic, {m_original.value(input).name}),
                    Issue::Target::Node, node.name});
                continue;
            }
            wanted.quantized[input] = 1;
            any = true;
        }
        if (!any)
            return {};
        Recipe recipe = m_context.recipe;
        recipe.activations = DType::UInt8;
        const TopologyContext context{m_context.model, m_context.facts, recipe, m_context.origin, m_context.statistics};
        HALFTONE_TRY(m_params, activationParams(context, wanted, m_result.issues));
        return {};
    }

    bool hasRange(ValueId value) const
    {
        if (m_original.constant(value))
            return true;
        const std::string &name = m_original.value(value).name;
        const auto user = m_context.recipe.tensors.find(name);
        if (user != m_context.recipe.tensors.end() && user->second.minimum && user->second.maximum)
            return true;
        const auto found = m_context.statistics->tensors.find(name);
        return found != m_context.statistics->tensors.end() && found->second.finiteCount > 0;
    }

    Status rewrite(NodeId original, NodeId id)
    {
        const Node node = m_graph.node(id);
        if (node.opType == "LSTM")
            return lstm(id, node);
        if (node.opType == "Gather")
            return gather(id, node);
        HALFTONE_TRY(const StoredWeight input, activation(original, node.inputs[0]));
        if (node.opType == "Attention")
            return attention(id, node, input);
        if (node.opType == "Conv")
            return conv(id, node, input);
        return matrixProduct(id, node, input);
    }

    /// The quantized input: integers, scale and zero point.
    Result<StoredWeight> activation(NodeId original, ValueId input)
    {
        const ValueId source = m_original.node(original).inputs[0];
        const auto params = m_topology.modes[original] == NodeMode::Integer ? m_params.find(source) : m_params.end();
        const bool isStatic = params != m_params.end();
        const auto [entry, isNew] = m_activations.try_emplace({input, isStatic});
        if (!isNew)
            return entry->second;
        const std::string name = m_graph.value(input).name;
        StoredWeight &made = entry->second;
        made.data = m_builder.freshValue(name + "_quantized");
        Node quantize;
        quantize.name = m_builder.freshNodeName(name + "_QuantizeLinear");
        if (isStatic) {
            made.scale = constant(name + "_scale", Tensor::scalar<float>(params->second.scale.front()));
            made.zeroPoint = constant(name + "_zero_point", integerTensor(DType::UInt8, params->second.zeroPoint, {}));
            quantize.opType = "QuantizeLinear";
            quantize.inputs = {input, made.scale, made.zeroPoint};
            quantize.outputs = {made.data};
            m_result.params[m_original.value(source).name] = params->second;
        } else {
            made.scale = m_builder.freshValue(name + "_scale");
            made.zeroPoint = m_builder.freshValue(name + "_zero_point");
            quantize.opType = "DynamicQuantizeLinear";
            quantize.inputs = {input};
            quantize.outputs = {made.data, made.scale, made.zeroPoint};
        }
        m_builder.addNode(std::move(quantize));
        return made;
    }

    ValueId constant(const std::string &name, Tensor tensor) { return newConstant(m_builder, name, std::move(tensor)); }

    void add(
        const std::string &name, const char *opType, std::vector<ValueId> inputs, ValueId output, std::vector<Attribute> attributes = {})
    {
        m_builder.addNode(newNode(m_builder, name, opType, std::move(inputs), {output}, std::move(attributes)));
    }

    /// integers → Cast → Mul by the product of the scales → `output`.
    void scaleBack(
        const Node &node, const std::string &resultName, ValueId integers, ValueId inputScale, ValueId weightScale, ValueId output)
    {
        const std::string base = resultName + "_output_quantized_cast";
        const ValueId cast = m_builder.freshValue(base + "_output");
        add(base, "Cast", {integers}, cast, {{"to", static_cast<std::int64_t>(DType::Float), {}, {}, {}}});
        const std::string scales = node.name + "_quant_scales_mul";
        const ValueId scale = m_builder.freshValue(scales + ":0");
        add(scales, "Mul", {inputScale, weightScale}, scale);
        add(node.name + "_quant_output_scale_mul", "Mul", {cast, scale}, output);
    }

    /// Scales of output channels stand along axis 1 of the result: [M, 1, …].
    Status conv(NodeId id, const Node &node, const StoredWeight &input)
    {
        const ValueId weight = node.inputs[1];
        const int rank = m_graph.constant(weight)->shape().rank();
        // ONNX Runtime's tool has one scale here whatever is asked.
        HALFTONE_TRY(const StoredWeight stored, m_weights.convolution(weight, m_context.recipe.profile != QuantProfile::Ort));
        const ValueId output = node.outputs[0];
        const std::string name = m_graph.value(output).name;
        const ValueId integers = m_builder.freshValue(name + "_output_quantized");
        Node product = node;
        product.opType = "ConvInteger";
        product.name = m_builder.freshNodeName(node.name + "_quant");
        product.inputs = {input.data, stored.data, input.zeroPoint, stored.zeroPoint};
        product.outputs = {integers};
        m_builder.node(id) = std::move(product);
        const ValueId bias = inputOf(node, 2);
        const ValueId scaled = bias == kNone ? output : m_builder.freshValue(name + "quant_scaled_output");
        scaleBack(node, name, integers, input.scale, stored.scale, scaled);
        if (bias == kNone)
            return {};
        std::vector<std::int64_t> shape(static_cast<std::size_t>(rank), 1);
        shape[1] = -1;
        const ValueId dims
            = constant(name + "_bias_reshape_shape", Tensor::of<std::int64_t>(Shape{rank}, std::span<const std::int64_t>(shape)));
        const ValueId column = m_builder.freshValue(name + "_bias_reshape_output");
        add(name + "_bias_reshape", "Reshape", {bias, dims}, column);
        add(name + "_bias_add", "Add", {scaled, column}, output);
        return {};
    }

    Status matrixProduct(NodeId id, const Node &node, const StoredWeight &input)
    {
        const bool gemm = node.opType == "Gemm";
        const ValueId weight = node.inputs[1];
        const int rank = m_graph.constant(weight)->shape().rank();
        Result<StoredWeight> stored = gemm ? m_weights.matrix(weight, node.intAttribute("transB", 0) != 0, node.floatAttribute("alpha", 1))
                                           : m_weights.plain(weight, rank == 2 ? 1 : -1);
        if (!stored)
            return std::move(stored).error();
        const ValueId output = node.outputs[0];
        const ValueId bias = gemm && node.floatAttribute("beta", 1) != 0 ? inputOf(node, 2) : kNone;
        Node base = node;
        if (gemm)
            base.name = node.name + "_MatMul";
        const ValueId product = bias == kNone ? output : m_builder.freshValue(m_graph.value(output).name + "_MatMul");
        const std::string name = m_builder.valueInfo(product).name;
        const ValueId integers = m_builder.freshValue(name + "_output_quantized");
        Node made;
        made.opType = "MatMulInteger";
        made.name = m_builder.freshNodeName(base.name + "_quant");
        made.inputs = {input.data, stored->data, input.zeroPoint, stored->zeroPoint};
        made.outputs = {integers};
        m_builder.node(id) = std::move(made);
        scaleBack(base, name, integers, input.scale, stored->scale, product);
        if (bias == kNone)
            return {};
        ValueId addend = bias;
        if (const float beta = node.floatAttribute("beta", 1); beta != 1) {
            addend = m_builder.freshValue(m_graph.value(output).name + "_beta_bias");
            add(node.name + "_beta", "Mul", {bias, constant(node.name + "_beta", Tensor::scalar<float>(beta))}, addend);
        }
        add(node.name + "_Add", "Add", {product, addend}, output);
        return {};
    }

    Status attention(NodeId id, const Node &node, const StoredWeight &input)
    {
        HALFTONE_TRY(const StoredWeight weight, m_weights.plain(node.inputs[1], 1));
        Node made = node;
        made.opType = "QAttention";
        made.name = m_builder.freshNodeName(node.name + "_quant");
        made.inputs = {input.data, weight.data, node.inputs[2], input.scale, weight.scale, inputOf(node, 3), input.zeroPoint,
            weight.zeroPoint, inputOf(node, 4)};
        m_builder.node(id) = std::move(made);
        m_usesMicrosoft = true;
        return {};
    }

    Status lstm(NodeId id, const Node &node)
    {
        HALFTONE_TRY(const StoredWeight w, m_weights.recurrent(node.inputs[1]));
        HALFTONE_TRY(const StoredWeight r, m_weights.recurrent(node.inputs[2]));
        Node made = node;
        made.opType = "DynamicQuantizeLSTM";
        made.domain = "com.microsoft";
        made.name = m_builder.freshNodeName(node.name + "_quant");
        made.inputs.resize(8, kNone);
        made.inputs[1] = w.data;
        made.inputs[2] = r.data;
        made.inputs.insert(made.inputs.end(), {w.scale, w.zeroPoint, r.scale, r.zeroPoint});
        std::erase_if(made.attributes, [](const Attribute &attribute) { return attribute.name == "layout"; });
        m_builder.node(id) = std::move(made);
        m_usesMicrosoft = true;
        return {};
    }

    Status gather(NodeId id, const Node &node)
    {
        HALFTONE_TRY(const StoredWeight table, m_weights.plain(node.inputs[0], -1));
        const ValueId output = node.outputs[0];
        const ValueId integers = m_builder.freshValue(m_graph.value(output).name + "_quantized");
        Node made = node;
        made.name = m_builder.freshNodeName(node.name + "_quant");
        made.inputs[0] = table.data;
        made.outputs[0] = integers;
        m_builder.node(id) = std::move(made);
        add(m_graph.value(output).name + "_DequantizeLinear", "DequantizeLinear", {integers, table.scale, table.zeroPoint}, output);
        return {};
    }

    const TopologyContext &m_context;
    const QuantTopology &m_topology;
    const Graph &m_original;
    QuantizeResult &m_result;
    const Graph &m_graph;
    GraphBuilder m_builder;
    IntegerWeights m_weights;
    std::map<ValueId, QuantParams> m_params;
    std::map<std::pair<ValueId, bool>, StoredWeight> m_activations;
    bool m_usesMicrosoft = false;
};

} // namespace

Status rewriteIntegers(const TopologyContext &context, const QuantTopology &topology, QuantizeResult &result, Progress &progress)
{
    return IntegerRewriter(context, topology, result).run(progress);
}

} // namespace halftone
