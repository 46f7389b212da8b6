// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/weight_only_rewriter.h"

#include "core/quant/errors.h"
#include "core/quant/formats/awq.h"
#include "core/quant/formats/blocked_storage.h"
#include "core/quant/formats/gptq.h"
#include "core/quant/formats/integer_weights.h"
#include "core/quant/formats/raise_opset.h"
#include "core/quant/formats/weight_only_form.h"
#include "core/quant/new_node.h"
#include "core/quant/ordered_workers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// UINT4 came with IR version 10, blocked DequantizeLinear with opset 21.
constexpr std::int64_t kSubByteIr = 10;
constexpr std::int64_t kBlockedOpset = 21;

/// Bytes of float weights that workers hold at once, unless a single layer has more.
constexpr std::int64_t kFloatsInWork = std::int64_t{768} << 20;

class WeightOnlyRewriter
{
public:
    WeightOnlyRewriter(const TopologyContext &context, const QuantTopology &topology, const SecondMoments *moments, QuantizeResult &result)
        : m_context(context)
        , m_options(context.recipe.format)
        , m_topology(topology)
        , m_moments(moments)
        , m_result(result)
        , m_graph(*result.model->graph)
        , m_builder(m_graph)
        , m_weights(context.recipe, m_graph, m_builder, result)
    {
    }

    Status run(Progress &progress)
    {
        if (m_options.weightForm == WeightForm::Qdq && m_options.bits == 2)
            return Error(errc::kBitsNeedNBits, {std::to_string(m_options.bits)});
        findJobs();
        HALFTONE_CHECK(quantizeJobs(progress));
        for (Job &job : m_jobs)
            HALFTONE_CHECK(write(job));
        for (const NodeId id : m_channelNodes)
            HALFTONE_CHECK(writeChannels(id));
        auto model = std::make_shared<Model>(*m_result.model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        if (m_usesMicrosoft)
            model->opsets.try_emplace("com.microsoft", 1);
        if (m_usesSubByte)
            model->irVersion = std::max(model->irVersion, kSubByteIr);
        if (m_usesBlockedQdq)
            HALFTONE_CHECK(raiseOpset(*model, kBlockedOpset));
        m_result.model = std::move(model);
        return {};
    }

private:
    struct Job
    {
        NodeId node = kNone;
        ValueId weight = kNone;
        /// Rows of the file are not those of the blocks: [K, N].
        bool turned = false;
        float factor = 1;
        /// Second moments of the input, or null.
        const Tensor *moments = nullptr;
        BlockScheme scheme;
        std::optional<BlockedWeight> blocked;
        std::vector<float> inputFactors;
        /// A job before this one with the same weight, scheme and input.
        Job *same = nullptr;
        BlockedTensors tensors;
        ValueId data = kNone;
        ValueId scales = kNone;
        ValueId zeroPoints = kNone;
    };

    bool isGather(NodeId id) const { return m_graph.node(id).opType == "Gather"; }

    void findJobs()
    {
        const Graph &original = *m_context.model.graph;
        bool lacking = false;
        m_jobs.reserve(original.nodes().size());
        for (NodeId source = 0; source < original.nodes().size(); ++source) {
            if (m_topology.modes[source] != NodeMode::WeightOnly || m_topology.decisions[source].precision == Precision::Float)
                continue;
            const NodeId id = m_graph.findNode(original.node(source).name);
            const Node &node = m_graph.node(id);
            if (!channelWeights(node).empty()) {
                m_channelNodes.push_back(id);
                continue;
            }
            Job job;
            job.node = id;
            job.weight = node.inputs[isGather(id) ? 0 : 1];
            job.scheme = {m_options.bits, m_options.blockSize, m_options.symmetricBlocks, false};
            if (isGather(id)) {
                // There is no Gather with 2 bits.
                job.scheme.bits = std::max(m_options.bits, 4);
            } else {
                job.turned = node.opType != "Gemm" || node.intAttribute("transB", 0) == 0;
                job.factor = node.opType == "Gemm" ? node.floatAttribute("alpha", 1) : 1.0F;
                job.scheme.realZeroPoints = m_options.algorithm != WeightAlgorithm::Rtn && m_options.weightForm == WeightForm::NBits
                    && m_options.bits != 8 && !m_options.symmetricBlocks;
                if (needsMoments(m_options))
                    job.moments = momentsOf(original.value(original.node(source).inputs[0]).name, lacking);
            }
            for (Job &other : m_jobs) {
                if (!other.same && other.weight == job.weight && other.turned == job.turned && other.factor == job.factor
                    && other.moments == job.moments && isGather(other.node) == isGather(id))
                    job.same = &other;
            }
            m_jobs.push_back(std::move(job));
        }
        if (lacking)
            m_result.issues.push_back(
                {Issue::Severity::Warning, Error(errc::kNoMoments, {std::string(weightAlgorithmName(m_options.algorithm))}), {}, {}});
    }

    const Tensor *momentsOf(const std::string &value, bool &lacking) const
    {
        const auto found = m_moments ? m_moments->values.find(value) : std::map<std::string, Tensor>::const_iterator();
        if (m_moments && found != m_moments->values.end())
            return &found->second;
        lacking = true;
        return nullptr;
    }

    /// Layers are independent of each other.
    Status quantizeJobs(Progress &progress)
    {
        OrderedWork work;
        work.count = static_cast<std::int64_t>(m_jobs.size());
        work.workers = workers();
        work.start = [](int) { return Status(); };
        work.work = [&](std::int64_t index, int, int) {
            Job &job = m_jobs[static_cast<std::size_t>(index)];
            return job.same ? Status() : quantizeJob(job, progress);
        };
        work.take = [](std::int64_t, int) {};
        return work.count == 0 ? Status() : runOrdered(work, progress);
    }

    /// As many workers as there are cores, as long as the floats that they hold at once stay within bounds.
    int workers() const
    {
        std::int64_t largest = 1;
        for (const Job &job : m_jobs)
            largest = std::max(largest, m_graph.constant(job.weight)->count() * static_cast<std::int64_t>(sizeof(float)));
        const int most = std::max(1, workerCount(0, static_cast<std::int64_t>(m_jobs.size())));
        return static_cast<int>(std::clamp<std::int64_t>(kFloatsInWork / largest, 1, most));
    }

    /// A copy of the weight, a row for each row of blocks.
    Result<Tensor> ownRows(const Job &job) const
    {
        HALFTONE_TRY(const Tensor stored, m_graph.constant(job.weight)->load());
        if (job.turned)
            return transposedMatrices(stored);
        HALFTONE_TRY(Tensor values, Tensor::allocateUninitialized(DType::Float, stored.shape()));
        std::ranges::copy(stored.as<float>(), values.mutableAs<float>().begin());
        return values;
    }

    Status quantizeJob(Job &job, Progress &progress)
    {
        HALFTONE_TRY(Tensor values, ownRows(job));
        const std::int64_t rows = values.shape()[0];
        const std::int64_t columns = values.shape()[1];
        const std::span<float> weights = values.mutableAs<float>();
        for (float &weight : weights)
            weight = std::isfinite(weight) ? weight * job.factor : 0.0F;
        const bool fits = job.moments && job.moments->shape() == Shape{columns, columns};
        if (fits && m_options.algorithm == WeightAlgorithm::Gptq) {
            HALFTONE_TRY(job.blocked, quantizeGptq(weights, rows, columns, job.scheme, job.moments->as<float>(), progress));
        } else if (fits) {
            AwqWeight found = quantizeAwq(weights, rows, columns, job.scheme, job.moments->as<float>());
            job.blocked = std::move(found.weight);
            job.inputFactors = std::move(found.factors);
        } else {
            const auto params = m_options.algorithm == WeightAlgorithm::Rtn ? roundingParams : halfQuadraticParams;
            job.blocked = quantizeBlocks(weights, rows, columns, job.scheme, params);
        }
        if (isGather(job.node))
            return store(rowTensors(*job.blocked), job);
        return store(m_options.weightForm == WeightForm::NBits ? nBitsTensors(*job.blocked) : columnTensors(*job.blocked), job);
    }

    static Status store(Result<BlockedTensors> tensors, Job &job)
    {
        if (!tensors)
            return std::move(tensors).error();
        job.tensors = std::move(*tensors);
        // Only sizes are asked for from here on.
        job.blocked->codes.clear();
        job.blocked->codes.shrink_to_fit();
        return {};
    }

    ValueId constant(const std::string &name, Tensor tensor) { return newConstant(m_builder, name, std::move(tensor)); }

    void addConstants(Job &job)
    {
        const std::string &name = m_graph.value(job.weight).name;
        m_usesSubByte = m_usesSubByte || isSubByte(job.tensors.data.dtype());
        job.data = constant(name + "_Q" + std::to_string(job.scheme.bits), std::move(job.tensors.data));
        job.scales = constant(name + "_scales", std::move(job.tensors.scales));
        if (!job.tensors.zeroPoints.isNull())
            job.zeroPoints = constant(name + "_zero_points", std::move(job.tensors.zeroPoints));
        m_result.counterpart[name] = m_builder.valueInfo(job.data).name;
    }

    Status write(Job &job)
    {
        if (!job.same)
            addConstants(job);
        const Job &stored = job.same ? *job.same : job;
        if (isGather(job.node))
            writeGather(job.node, stored);
        else if (m_options.weightForm == WeightForm::NBits)
            writeNBits(job.node, stored);
        else
            writeBlockedQdq(job.node, stored);
        return {};
    }

    static Attribute number(const char *name, std::int64_t value) { return {name, value, {}, {}, {}}; }

    NodeId add(
        const std::string &name, const char *opType, std::vector<ValueId> inputs, ValueId output, std::vector<Attribute> attributes = {})
    {
        return m_builder.addNode(newNode(m_builder, name, opType, std::move(inputs), {output}, std::move(attributes)));
    }

    /// The input as the weight wants it: divided by what AWQ multiplied the weight by.
    ValueId inputFor(const Node &node, const Job &stored)
    {
        if (stored.inputFactors.empty()
            || std::all_of(stored.inputFactors.begin(), stored.inputFactors.end(), [](float f) { return f == 1; }))
            return node.inputs[0];
        std::vector<float> inverse;
        for (const float factor : stored.inputFactors)
            inverse.push_back(1 / factor);
        const std::string name = node.name + "_awq";
        const ValueId scaled = m_builder.freshValue(name + "_output");
        const ValueId factors = constant(
            name + "_factors", Tensor::of<float>(Shape{static_cast<std::int64_t>(inverse.size())}, std::span<const float>(inverse)));
        add(name, "Mul", {node.inputs[0], factors}, scaled);
        return scaled;
    }

    void writeNBits(NodeId id, const Job &stored)
    {
        const Node node = m_graph.node(id);
        const float beta = node.opType == "Gemm" ? node.floatAttribute("beta", 1) : 0.0F;
        const ValueId bias = beta != 0 ? inputOf(node, 2) : kNone;
        const ValueId output = node.outputs[0];
        const ValueId product = bias == kNone ? output : m_builder.freshValue(m_graph.value(output).name + "_MatMul");
        Node made;
        made.opType = "MatMulNBits";
        made.domain = "com.microsoft";
        made.name = m_builder.freshNodeName(node.name + "_Q" + std::to_string(stored.scheme.bits));
        made.inputs = {inputFor(node, stored), stored.data, stored.scales};
        if (stored.zeroPoints != kNone)
            made.inputs.push_back(stored.zeroPoints);
        made.outputs = {product};
        made.attributes = {number("K", stored.blocked->columns), number("N", stored.blocked->rows), number("bits", stored.scheme.bits),
            number("block_size", stored.scheme.block)};
        m_builder.node(id) = std::move(made);
        m_usesMicrosoft = true;
        if (bias == kNone)
            return;
        ValueId addend = bias;
        if (beta != 1) {
            addend = m_builder.freshValue(m_graph.value(output).name + "_beta_bias");
            add(node.name + "_beta", "Mul", {bias, constant(node.name + "_beta", Tensor::scalar<float>(beta))}, addend);
        }
        add(node.name + "_Add", "Add", {product, addend}, output);
    }

    ValueId dequantized(const Job &stored, std::int64_t axis)
    {
        const std::string name = m_graph.value(stored.weight).name + "_DQ_Q" + std::to_string(stored.scheme.bits);
        const ValueId result = m_builder.freshValue(name + "_output");
        std::vector<ValueId> inputs{stored.data, stored.scales};
        if (stored.zeroPoints != kNone)
            inputs.push_back(stored.zeroPoints);
        add(name, "DequantizeLinear", std::move(inputs), result, {number("axis", axis), number("block_size", stored.scheme.block)});
        m_usesBlockedQdq = true;
        m_result.counterpart[m_graph.value(stored.weight).name] = m_builder.valueInfo(result).name;
        return result;
    }

    void writeBlockedQdq(NodeId id, const Job &stored)
    {
        const ValueId weight = dequantized(stored, 0);
        const ValueId input = inputFor(m_graph.node(id), stored);
        Node &node = m_builder.node(id);
        node.inputs[0] = input;
        node.inputs[1] = weight;
        std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "transB" || attribute.name == "alpha"; });
    }

    void writeGather(NodeId id, const Job &stored)
    {
        if (m_options.weightForm == WeightForm::Qdq) {
            const ValueId table = dequantized(stored, 1);
            m_builder.node(id).inputs[0] = table;
            return;
        }
        Node &node = m_builder.node(id);
        node.opType = "GatherBlockQuantized";
        node.domain = "com.microsoft";
        node.inputs = {stored.data, node.inputs[1], stored.scales};
        if (stored.zeroPoints != kNone)
            node.inputs.push_back(stored.zeroPoints);
        node.attributes = {number("gather_axis", 0), number("quantize_axis", 1), number("block_size", stored.scheme.block)};
        if (stored.scheme.bits == 8)
            node.attributes.push_back(number("bits", stored.scheme.bits));
        m_usesMicrosoft = true;
    }

    Status writeChannels(NodeId id)
    {
        const Node node = m_graph.node(id);
        for (const ChannelWeight &weight : channelWeights(node)) {
            const ValueId value = node.inputs[weight.input];
            HALFTONE_TRY(const StoredWeight stored, m_weights.plain(value, weight.axis));
            ValueId &result = m_channelValues.try_emplace({value, weight.axis}, kNone).first->second;
            if (result == kNone) {
                const std::string &name = m_graph.value(value).name;
                result = m_builder.freshValue(name + "_DequantizeLinear_Output");
                std::vector<Attribute> axis;
                if (m_builder.initializer(stored.scale)->count() > 1)
                    axis.push_back(number("axis", weight.axis));
                add(name + "_DequantizeLinear", "DequantizeLinear", {stored.data, stored.scale, stored.zeroPoint}, result, std::move(axis));
                m_result.counterpart[name] = m_builder.valueInfo(result).name;
            }
            m_builder.node(id).inputs[weight.input] = result;
        }
        return {};
    }

    const TopologyContext &m_context;
    const FormatOptions &m_options;
    const QuantTopology &m_topology;
    const SecondMoments *m_moments;
    QuantizeResult &m_result;
    const Graph &m_graph;
    GraphBuilder m_builder;
    IntegerWeights m_weights;
    /// Never grows after findJobs(): jobs refer to each other.
    std::vector<Job> m_jobs;
    std::vector<NodeId> m_channelNodes;
    std::map<std::pair<ValueId, int>, ValueId> m_channelValues;
    bool m_usesMicrosoft = false;
    bool m_usesSubByte = false;
    bool m_usesBlockedQdq = false;
};

} // namespace

Status rewriteWeightOnly(
    const TopologyContext &context, const QuantTopology &topology, const SecondMoments *moments, QuantizeResult &result, Progress &progress)
{
    return WeightOnlyRewriter(context, topology, moments, result).run(progress);
}

} // namespace halftone
