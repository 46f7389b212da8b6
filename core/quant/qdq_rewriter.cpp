// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq_rewriter.h"

#include "core/model/graph_builder.h"
#include "core/quant/activation_params.h"
#include "core/quant/errors.h"
#include "core/quant/node_types.h"
#include "core/quant/weight_scheme.h"
#include "core/tensor/packed.h"

#include <charconv>
#include <set>
#include <unordered_map>

namespace halftone {

namespace {

class QdqRewriter
{
public:
    QdqRewriter(const TopologyContext &context, QuantTopology topology)
        : m_context(context), m_graph(*context.model.graph), m_topology(std::move(topology)), m_builder(m_graph)
    {
        m_domain = quantDomain();
        m_dequantized.assign(m_graph.values().size(), kNone);
        if (options().dedicatedPairs)
            countReaders();
    }

    Result<QuantizeResult> run(Progress &progress)
    {
        HALFTONE_TRY(const auto params, activationParams(m_context, m_topology, m_result.issues));
        for (const auto &[root, found] : params)
            m_params[{root, found.dtype}] = found;
        absorbNodes();
        HALFTONE_CHECK(quantizeWeights(progress));
        HALFTONE_CHECK(quantizeBiases());
        HALFTONE_CHECK(connectReads());
        connectFloatNodes();
        connectOutputs();
        fillCounterparts();
        auto model = std::make_shared<Model>(m_context.model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        if (!m_domain.empty())
            model->opsets.try_emplace(m_domain, 1);
        model->path.clear();
        model->fileBytes = 0;
        m_result.model = std::move(model);
        m_result.decisions = std::move(m_topology.decisions);
        return std::move(m_result);
    }

private:
    const std::string &nameOf(ValueId id) const { return m_graph.value(id).name; }
    const QdqOptions &options() const { return m_context.recipe.qdq; }

    const TensorOverride *overrideOf(ValueId id) const
    {
        const auto user = m_context.recipe.tensors.find(nameOf(id));
        return user == m_context.recipe.tensors.end() ? nullptr : &user->second;
    }

    static Result<Tensor> numbersOf(DType type, const std::vector<std::int32_t> &values, Shape shape)
    {
        if (isSubByte(type)) {
            HALFTONE_TRY(const Tensor bytes, numbersOf(isSigned(type) ? DType::Int8 : DType::UInt8, values, std::move(shape)));
            return packIntegers(bytes, type);
        }
        if (type == DType::Int8)
            return Tensor::of<std::int8_t>(std::move(shape), std::vector<std::int8_t>(values.begin(), values.end()));
        if (type == DType::UInt8)
            return Tensor::of<std::uint8_t>(std::move(shape), std::vector<std::uint8_t>(values.begin(), values.end()));
        if (type == DType::Int16)
            return Tensor::of<std::int16_t>(std::move(shape), std::vector<std::int16_t>(values.begin(), values.end()));
        if (type == DType::UInt16)
            return Tensor::of<std::uint16_t>(std::move(shape), std::vector<std::uint16_t>(values.begin(), values.end()));
        return Tensor::of<std::int32_t>(std::move(shape), std::span<const std::int32_t>(values));
    }

    ValueId addConstant(const std::string &base, Tensor tensor)
    {
        const ValueId id = m_builder.freshValue(base);
        m_builder.setInitializer(id, ConstantTensor(std::move(tensor)));
        return id;
    }

    struct ScaleIds
    {
        ValueId scale = kNone;
        ValueId zeroPoint = kNone;
    };

    Result<ScaleIds> addScale(const std::string &base, const QuantParams &params, const Shape &shape)
    {
        HALFTONE_TRY(Tensor zeroPoint, numbersOf(params.dtype, params.zeroPoint, params.axis < 0 ? Shape{} : shape));
        const ValueId scale = addConstant(base + "_scale", Tensor::of<float>(shape, std::span<const float>(params.scale)));
        return ScaleIds{scale, addConstant(base + "_zero_point", std::move(zeroPoint))};
    }

    /// ai.onnx has 16- and 4-bit types from opset 21 on; before, ONNX Runtime's own operators have them.
    const char *quantDomain() const
    {
        constexpr std::int64_t kAllTypes = 21;
        constexpr const char *kMicrosoft = "com.microsoft";
        if (options().contribOps)
            return kMicrosoft;
        const bool four = m_topology.uses(4);
        const bool newer = four || m_topology.uses(16);
        return newer && writtenOpset(m_context.model.opset(), m_context.recipe, four) < kAllTypes ? kMicrosoft : "";
    }

    NodeId addQuantNode(const char *opType, const std::string &base, ValueId input, ScaleIds scale, ValueId output, int axis,
        const std::string &suffix = {})
    {
        Node node;
        node.opType = opType;
        node.domain = m_domain;
        node.name = m_builder.freshNodeName(base + "_" + opType + suffix);
        node.inputs = {input, scale.scale, scale.zeroPoint};
        node.outputs = {output};
        if (axis >= 0)
            node.attributes.push_back({"axis", static_cast<std::int64_t>(axis), {}, {}, {}});
        return m_builder.addNode(std::move(node));
    }

    void absorbNodes()
    {
        for (NodeId id = 0; id < m_topology.absorbed.size(); ++id) {
            if (!m_topology.absorbed[id])
                continue;
            const Node &node = m_graph.node(id);
            const Value &between = m_graph.value(node.inputs[0]);
            m_builder.node(between.producer).outputs[between.producerIndex] = node.outputs[0];
            m_topology.quantized[node.inputs[0]] = 0;
            m_builder.removeNode(id);
            m_absorbedValues.insert(node.inputs[0]);
        }
    }

    // ---- weights and biases

    WeightScheme weightScheme(const QuantTopology::Weight &weight) const
    {
        const int rank = m_graph.constant(weight.value)->shape().rank();
        return weightSchemeFor(m_context.recipe, overrideOf(weight.value), weight.dtype, rank, weight.channelAxis);
    }

    struct WeightEntry
    {
        WeightScheme scheme;
        QuantParams params;
        Tensor values;
        ValueId dequantized = kNone;
    };

    /// A weight shared by nodes is quantized once for each axis and type it is used with.
    using WeightKey = std::tuple<ValueId, int, DType>;
    WeightKey weightKey(const QuantTopology::Weight &weight) const { return {weight.value, weightScheme(weight).axis, weight.dtype}; }

    Status quantizeWeights(Progress &progress)
    {
        for (const auto &weight : m_topology.weights) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            auto [entry, isNew] = m_weights.try_emplace(weightKey(weight));
            m_weightOfNode[weight.node] = &entry->second;
            if (!isNew)
                continue;
            entry->second.scheme = weightScheme(weight);
            HALFTONE_TRY(entry->second.values, m_graph.constant(weight.value)->load());
            std::int64_t bad = 0;
            HALFTONE_TRY(entry->second.params,
                weightParamsFor(entry->second.values, nameOf(weight.value), overrideOf(weight.value), entry->second.scheme, &bad));
            if (bad > 0) {
                m_result.issues.push_back(
                    {Issue::Severity::Problem, Error(errc::kWeightNonFinite, {nameOf(weight.value), std::to_string(bad)}),
                        Issue::Target::Value, nameOf(weight.value)});
            }
        }
        HALFTONE_CHECK(raiseScales());
        for (const auto &weight : m_topology.weights) {
            WeightEntry &entry = *m_weightOfNode.at(weight.node);
            if (entry.dequantized == kNone)
                HALFTONE_CHECK(addWeight(weight.value, entry));
            m_builder.node(weight.node).inputs[static_cast<std::size_t>(weight.input)] = entry.dequantized;
        }
        return {};
    }

    /// ONNX Runtime's tool does it also for biases that stay float.
    Status raiseScales()
    {
        if (!options().quantizeBias && !isOrt())
            return {};
        for (const auto &bias : m_topology.biases) {
            WeightEntry &entry = *m_weightOfNode.at(bias.node);
            if (!isSigned(entry.scheme.dtype))
                continue;
            HALFTONE_TRY(const Tensor values, m_graph.constant(bias.value)->load());
            HALFTONE_TRY(const float scale, scaleOf(bias));
            raiseForBias(entry.params, values.as<float>(), scale);
        }
        return {};
    }

    Status addWeight(ValueId value, WeightEntry &entry)
    {
        const std::string &name = nameOf(value);
        const int axis = entry.scheme.axis;
        const Shape shape = axis < 0 ? Shape{} : Shape{static_cast<std::int64_t>(entry.params.scale.size())};
        HALFTONE_TRY(const ScaleIds scale, addScale(name, entry.params, shape));
        HALFTONE_TRY(const ValueId data, quantizedConstant(value, entry.values, entry.params, entry.scheme, scale, axis));
        entry.values = Tensor();
        entry.dequantized = m_builder.freshValue(name + "_DequantizeLinear_Output");
        addQuantNode("DequantizeLinear", name, data, scale, entry.dequantized, axis);
        m_result.params[name] = entry.params;
        m_result.counterpart[name] = m_builder.valueInfo(entry.dequantized).name;
        return {};
    }

    /// The integers of a constant: stored, or made from its floats by a QuantizeLinear.
    Result<ValueId> quantizedConstant(
        ValueId value, const Tensor &values, const QuantParams &params, const WeightScheme &scheme, ScaleIds scale, int axis)
    {
        const std::string &name = nameOf(value);
        if (options().weightPairs) {
            const ValueId data = m_builder.freshValue(name + "_QuantizeLinear_Output");
            addQuantNode("QuantizeLinear", name, value, scale, data, axis);
            return data;
        }
        HALFTONE_TRY(Tensor quantized, quantizeWeight(values, params, scheme));
        return addConstant(name + "_quantized", std::move(quantized));
    }

    /// Of a value that shares the scale of QuantTopology::root.
    Result<const QuantParams *> paramsOf(ValueId id, DType type)
    {
        const ValueId root = m_topology.root(id);
        const auto [entry, isNew] = m_params.try_emplace({root, type});
        if (isNew) {
            HALFTONE_TRY(entry->second, activationParamsAs(m_context, m_topology, root, type));
        }
        return &entry->second;
    }

    Result<float> scaleOf(const QuantTopology::Bias &bias)
    {
        HALFTONE_TRY(const QuantParams *params, paramsOf(bias.activation, bias.dtype));
        return params->scale.front();
    }

    Status quantizeBiases()
    {
        for (const auto &bias : m_topology.biases)
            HALFTONE_CHECK(options().quantizeBias ? addBias(bias) : copyBias(bias));
        return {};
    }

    /// Nodes that share a bias get copies from ONNX Runtime's tool also when it stays float.
    Status copyBias(const QuantTopology::Bias &bias)
    {
        if (!isOrt() || keepsName(bias.value))
            return {};
        HALFTONE_TRY(Tensor values, m_graph.constant(bias.value)->load());
        const ValueId copy = m_builder.value(numberedName(nameOf(bias.value)));
        m_builder.setInitializer(copy, ConstantTensor(std::move(values)));
        m_builder.node(bias.node).inputs[static_cast<std::size_t>(bias.input)] = copy;
        return {};
    }

    bool isOrt() const { return m_context.recipe.profile == QuantProfile::Ort; }

    /// The bias holds the factor now.
    void neutralizeBeta(Node &node) const
    {
        if (!isOrt()) {
            std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "beta"; });
            return;
        }
        for (Attribute &attribute : node.attributes) {
            if (attribute.name == "beta")
                attribute.value = 1.0F;
        }
    }

    /// The DequantizeLinear of the bias emits the value itself; with others that share it, in ONNX Runtime's profile only the first.
    bool keepsName(ValueId id)
    {
        const Value &value = m_graph.value(id);
        if (value.isOutput || value.isInput || value.producer != kNone)
            return false;
        if (value.consumers.size() == 1)
            return true;
        return isOrt() && !m_topology.quantized[id] && m_namedBiases.insert(id).second;
    }

    /// A name that no constant has, as ONNX Runtime's tool numbers copies: one above the largest number behind `base`.
    std::string numberedName(const std::string &base)
    {
        int &next = m_copies.try_emplace(base, -1).first->second;
        if (next < 0) {
            next = 0;
            for (ValueId id = 0; id < m_graph.values().size(); ++id) {
                const std::string &name = nameOf(id);
                int number = 0;
                const char *const end = name.data() + name.size();
                if (!m_graph.constant(id) || !name.starts_with(base))
                    continue;
                const auto parsed = std::from_chars(name.data() + base.size(), end, number);
                if (parsed.ec == std::errc() && parsed.ptr == end && number >= next)
                    next = number + 1;
            }
        }
        return base + std::to_string(next++);
    }

    Status addBias(const QuantTopology::Bias &bias)
    {
        const Value &value = m_graph.value(bias.value);
        const WeightEntry &weight = *m_weightOfNode.at(bias.node);
        HALFTONE_TRY(const Tensor values, m_graph.constant(bias.value)->load());
        const auto scales = static_cast<std::int64_t>(weight.params.scale.size());
        const Shape &shape = values.shape();
        if (scales > 1 && (shape.rank() == 0 || shape.count() != scales || shape[shape.rank() - 1] != scales))
            return {};
        Node &node = m_builder.node(bias.node);
        const float factor = node.opType == "Gemm" ? node.floatAttribute("beta", 1) : 1;
        HALFTONE_TRY(const float inputScale, scaleOf(bias));
        HALFTONE_TRY(QuantizedBias quantized, quantizeBias(values, inputScale, weight.params.scale, factor));
        if (quantized.saturated > 0) {
            m_result.issues.push_back({Issue::Severity::Warning,
                Error(errc::kBiasSaturates, {std::to_string(quantized.saturated), value.name}), Issue::Target::Value, value.name});
        }
        if (factor != 1)
            neutralizeBeta(node);

        const bool shared = !keepsName(bias.value);
        const ValueId result = !shared ? bias.value
            : isOrt()                  ? m_builder.value(numberedName(value.name))
                                       : m_builder.freshValue(value.name);
        const std::string base = m_builder.valueInfo(result).name;
        QuantParams params{
            DType::Int32, quantized.scale, std::vector<std::int32_t>(quantized.scale.size(), 0), scales > 1 ? shape.rank() - 1 : -1, 0, 0};
        HALFTONE_TRY(const ScaleIds scale, addScale(base + "_quantized", params, Shape{scales}));
        const ValueId data = addConstant(base + "_quantized", std::move(quantized.values));
        if (!shared)
            m_builder.removeInitializer(bias.value);
        addQuantNode("DequantizeLinear", base, data, scale, result, params.axis);
        // Adding a node moves all others: `node` is no more.
        m_builder.node(bias.node).inputs[static_cast<std::size_t>(bias.input)] = result;
        m_result.counterpart[value.name] = base;
        m_result.params[value.name] = std::move(params);
        return {};
    }

    // ---- activations

    Result<ScaleIds> scaleIds(ValueId id, DType type)
    {
        const ValueId root = m_topology.root(id);
        const auto [entry, isNew] = m_scales.try_emplace({root, type});
        if (isNew) {
            HALFTONE_TRY(const QuantParams *params, paramsOf(root, type));
            const std::string base = type == m_topology.types[root] ? nameOf(root) : nameOf(root) + "_" + std::string(dtypeName(type));
            const auto count = static_cast<std::int64_t>(params->scale.size());
            HALFTONE_TRY(entry->second, addScale(base, *params, params->axis < 0 ? Shape{} : Shape{count}));
        }
        return entry->second;
    }

    /// The value that holds `id` dequantized from `type`; made on first use.
    Result<ValueId> dequantized(ValueId id, DType type)
    {
        const auto [entry, isNew] = m_pairs.try_emplace({id, type}, kNone);
        if (isNew) {
            const std::string suffix = type == m_topology.types[id] ? std::string() : "_" + std::string(dtypeName(type));
            HALFTONE_TRY(entry->second, m_graph.constant(id) ? addConstantPair(id, type) : addPair(id, type, suffix));
            if (m_dequantized[id] == kNone || type == m_topology.types[id])
                m_dequantized[id] = entry->second;
        }
        return entry->second;
    }

    Result<ValueId> addConstantPair(ValueId id, DType type)
    {
        const std::string &name = nameOf(id);
        HALFTONE_TRY(const Tensor values, m_graph.constant(id)->load());
        HALFTONE_TRY(const QuantParams *params, paramsOf(id, type));
        HALFTONE_TRY(const ScaleIds scale, scaleIds(id, type));
        const ActivationScheme own = activationScheme(m_context, m_topology, id, type);
        const WeightScheme scheme{type, own.symmetric, own.reduceRange, -1};
        HALFTONE_TRY(const ValueId data, quantizedConstant(id, values, *params, scheme, scale, -1));
        const ValueId result = m_builder.freshValue(name + "_DequantizeLinear_Output");
        addQuantNode("DequantizeLinear", name, data, scale, result, -1);
        return result;
    }

    /// `suffix` tells several pairs of one value apart.
    Result<ValueId> addPair(ValueId id, DType type, const std::string &suffix)
    {
        const Value &value = m_graph.value(id);
        const std::string &name = value.name;
        HALFTONE_TRY(const ScaleIds scale, scaleIds(id, type));
        const bool isFirst = !m_rawOf.contains(id);
        const bool renamed = isFirst && value.isOutput && value.producer != kNone && suffix.empty();
        ValueId source = isFirst ? id : m_rawOf.at(id);
        if (renamed) {
            source = m_builder.freshValue(name + "_QuantizeLinear_Input");
            retargetProducer(id, source);
        }
        m_rawOf[id] = source;
        const ValueId data = m_builder.freshValue(name + "_QuantizeLinear_Output" + suffix);
        const ValueId result = renamed ? id : m_builder.freshValue(name + "_DequantizeLinear_Output" + suffix);
        HALFTONE_TRY(const QuantParams *params, paramsOf(id, type));
        const int axis = params->axis;
        addQuantNode("QuantizeLinear", name, source, scale, data, axis, suffix);
        addQuantNode("DequantizeLinear", name, data, scale, result, axis, suffix);
        return result;
    }

    // ---- a pair for each reader

    void countReaders()
    {
        for (const auto &read : m_topology.reads) {
            const ValueId id = m_graph.node(read.node).inputs[read.index];
            if (!m_topology.absorbed[read.node] && !m_graph.constant(id))
                ++m_readers[id];
        }
    }

    /// Such a value stays float for whoever is no quantized reader.
    bool isDedicated(ValueId id) const
    {
        const auto found = m_readers.find(id);
        return found != m_readers.end() && found->second > 1;
    }

    /// A node that reads the value twice has one pair.
    Result<ValueId> dedicatedPair(const QuantTopology::Read &read, ValueId id)
    {
        const auto [entry, isNew] = m_dedicated.try_emplace({id, read.node}, kNone);
        if (isNew) {
            HALFTONE_TRY(entry->second, addPair(id, read.dtype, "_" + std::to_string(++m_nextPair[id])));
            if (m_dequantized[id] == kNone)
                m_dequantized[id] = entry->second;
        }
        return entry->second;
    }

    /// Whoever makes `from` in the new graph makes `to`.
    void retargetProducer(ValueId from, ValueId to)
    {
        const Value &value = m_graph.value(from);
        NodeId producer = value.producer;
        // The producer of an absorbed Relu's input now makes its output.
        while (m_builder.isRemoved(producer)) {
            const ValueId input = m_graph.node(producer).inputs[0];
            producer = m_graph.value(input).producer;
        }
        for (ValueId &output : m_builder.node(producer).outputs) {
            if (output == from)
                output = to;
        }
    }

    Status connectReads()
    {
        // The pair whose result is a graph output has the output's own type.
        for (const ValueId output : m_graph.outputs()) {
            if (m_topology.quantized[output] && !m_graph.constant(output) && m_graph.value(output).producer != kNone)
                HALFTONE_CHECK(dequantizedStatus(output));
        }
        for (const auto &read : m_topology.reads) {
            if (m_topology.absorbed[read.node])
                continue;
            const ValueId id = m_graph.node(read.node).inputs[read.index];
            HALFTONE_TRY(const ValueId source, isDedicated(id) ? dedicatedPair(read, id) : dequantized(id, read.dtype));
            m_builder.node(read.node).inputs[read.index] = source;
        }
        // What only nodes without an int8 kernel read is dequantized too: the pair rounds what they see, as in ONNX Runtime.
        for (ValueId id = 0; id < m_topology.quantized.size(); ++id) {
            if (!m_topology.quantized[id] || m_dequantized[id] != kNone || m_graph.constant(id))
                continue;
            for (const Use &use : m_graph.value(id).consumers) {
                if (readsRounded(use.node)) {
                    HALFTONE_CHECK(dequantizedStatus(id));
                    break;
                }
            }
        }
        return {};
    }

    Status dequantizedStatus(ValueId id)
    {
        if (isDedicated(id))
            return {};
        auto result = dequantized(id, m_topology.types[id]);
        return result ? Status() : Status(std::move(result).error());
    }

    bool readsRounded(NodeId node) const
    {
        return m_topology.decisions[node].precision == Precision::Float && !m_topology.readsFloat[node];
    }

    void connectFloatNodes()
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            if (m_topology.decisions[id].precision != Precision::Float)
                continue;
            for (ValueId &input : m_builder.node(id).inputs) {
                if (input == kNone || input >= m_dequantized.size() || m_dequantized[input] == kNone)
                    continue;
                // A constant is there as float; in ONNX Runtime's tool all consumers read the dequantized one.
                if (m_graph.constant(input) && (m_topology.readsFloat[id] || !isOrt()))
                    continue;
                const bool exact = m_topology.readsFloat[id] || isDedicated(input);
                input = exact ? m_rawOf.at(input) : m_dequantized[input];
            }
        }
    }

    void connectOutputs()
    {
        for (ValueId id = 0; id < m_dequantized.size(); ++id) {
            if (m_dequantized[id] == kNone)
                continue;
            const auto own = m_params.find({m_topology.root(id), m_topology.types[id]});
            const auto used = m_scales.find({m_topology.root(id), m_topology.types[id]});
            const auto other = m_scales.lower_bound({m_topology.root(id), DType{}});
            m_result.params[nameOf(id)] = used == m_scales.end() && other != m_scales.end() ? m_params.at(other->first) : own->second;
        }
    }

    void fillCounterparts()
    {
        for (ValueId id = 0; id < m_graph.values().size(); ++id) {
            const std::string &name = nameOf(id);
            if (name.empty() || m_absorbedValues.contains(id) || m_result.counterpart.contains(name))
                continue;
            m_result.counterpart[name] = m_dequantized[id] == kNone ? name : m_builder.valueInfo(m_dequantized[id]).name;
        }
    }

    const TopologyContext &m_context;
    const Graph &m_graph;
    QuantTopology m_topology;
    GraphBuilder m_builder;
    /// By deciding value and type.
    std::map<std::pair<ValueId, DType>, QuantParams> m_params;
    std::map<WeightKey, WeightEntry> m_weights;
    std::unordered_map<NodeId, WeightEntry *> m_weightOfNode;
    std::map<std::pair<ValueId, DType>, ScaleIds> m_scales;
    /// By ValueId of the float graph: its dequantized twin, kNone while there is none; of several, that of the value's own type.
    std::vector<ValueId> m_dequantized;
    /// By value and type that it is read in.
    std::map<std::pair<ValueId, DType>, ValueId> m_pairs;
    /// Quantized readers, and pairs made so far, where each has its own.
    std::unordered_map<ValueId, int> m_readers;
    std::unordered_map<ValueId, int> m_nextPair;
    std::map<std::pair<ValueId, NodeId>, ValueId> m_dedicated;
    /// What goes into the QuantizeLinear of a value.
    std::unordered_map<ValueId, ValueId> m_rawOf;
    std::set<ValueId> m_absorbedValues;
    /// Biases that some node has under their own name (ONNX Runtime's profile).
    std::set<ValueId> m_namedBiases;
    /// Next number of a copy, by name.
    std::map<std::string, int> m_copies;
    /// Of QuantizeLinear and DequantizeLinear.
    std::string m_domain;
    QuantizeResult m_result;
};

} // namespace

Result<QuantizeResult> rewriteQdq(const TopologyContext &context, QuantTopology topology, Progress &progress)
{
    return QdqRewriter(context, std::move(topology)).run(progress);
}

} // namespace halftone
