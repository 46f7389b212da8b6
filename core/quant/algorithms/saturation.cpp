// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/saturation.h"

#include "core/quant/algorithms/findings.h"
#include "core/quant/scheme.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr std::int64_t kCountedOutputs = 32;
/// Below this much a layer's saturation is heard of; 8 bits alone leave about as much.
constexpr double kAudibleDb = 35;
constexpr int kLowest = -32768;
constexpr int kHighest = 32767;

bool hasVnni()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512vnni") != 0;
#else
    return true;
#endif
}

class LayerCheck
{
public:
    LayerCheck(const LayerColumns &entry, const QuantParams &input, const QuantParams &weight, const Recipe &recipe)
        : m_entry(entry), m_layer(entry.layer), m_input(input), m_weight(weight), m_recipe(recipe)
    {
    }

    LayerSaturation run(std::span<const float> weight)
    {
        for (std::size_t g = 0; g < m_entry.groups.size(); ++g)
            addGroup(m_entry.groups[g], inputCodes(m_entry.columns[g]), weight);
        LayerSaturation result;
        result.share = m_pairs > 0 ? static_cast<double>(m_saturated) / static_cast<double>(m_pairs) : 0;
        result.dB = m_noise > 0 ? 10 * std::log10(std::max(m_power, 1e-30) / m_noise) : INFINITY;
        return result;
    }

private:
    /// As the instruction sees them: 0 … 255.
    std::vector<int> inputCodes(const std::vector<float> &columns) const
    {
        const bool symmetric = m_recipe.symmetricActivations;
        const QuantLimits limits = quantLimits(m_input.dtype, symmetric, false);
        const int offset = isSigned(m_input.dtype) ? 128 : 0;
        std::vector<int> codes(columns.size());
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = quantizeValue(columns[i], m_input.scale[0], m_input.zeroPoint[0], limits) + offset;
        return codes;
    }

    std::vector<int> weightCodes(std::span<const float> weight, std::int64_t output) const
    {
        const std::size_t at = m_weight.scale.size() == 1 ? 0 : static_cast<std::size_t>(output);
        const QuantLimits limits = quantLimits(m_weight.dtype, true, m_recipe.reduceRange);
        std::vector<int> codes(static_cast<std::size_t>(m_layer.inner));
        for (std::int64_t k = 0; k < m_layer.inner; ++k)
            codes[static_cast<std::size_t>(k)]
                = quantizeValue(weight[static_cast<std::size_t>(output * m_layer.outputStride + k * m_layer.innerStride)],
                    m_weight.scale[at], m_weight.zeroPoint[at], limits);
        return codes;
    }

    void addGroup(std::int64_t group, const std::vector<int> &inputs, std::span<const float> weight)
    {
        const auto inner = static_cast<std::size_t>(m_layer.inner);
        const auto stride = static_cast<std::size_t>(m_layer.isConv ? m_layer.kernel[0] * m_layer.kernel[1] : 1);
        const int zero = m_input.zeroPoint[0] + (isSigned(m_input.dtype) ? 128 : 0);
        const std::int64_t outputs = std::min(m_layer.outputs, kCountedOutputs);
        for (std::int64_t o = 0; o < outputs; ++o) {
            const std::vector<int> codes = weightCodes(weight, group * m_layer.outputs + o * m_layer.outputs / outputs);
            for (std::size_t column = 0; column + inner <= inputs.size(); column += inner) {
                std::int64_t error = 0;
                std::int64_t sum = 0;
                for (std::size_t block = 0; block < inner; block += 2 * stride) {
                    for (std::size_t k = block; k < std::min(block + stride, inner); ++k)
                        error += addPair(&inputs[column], codes, k, k + stride, zero, sum);
                }
                m_noise += static_cast<double>(error) * static_cast<double>(error);
                m_power += static_cast<double>(sum) * static_cast<double>(sum);
            }
        }
    }

    int addPair(const int *inputs, const std::vector<int> &codes, std::size_t a, std::size_t b, int zero, std::int64_t &sum)
    {
        const bool both = b < codes.size();
        const int pair = inputs[a] * codes[a] + (both ? inputs[b] * codes[b] : 0);
        sum += pair - zero * (codes[a] + (both ? codes[b] : 0));
        const int kept = std::clamp(pair, kLowest, kHighest);
        ++m_pairs;
        m_saturated += kept != pair;
        return kept - pair;
    }

    const LayerColumns &m_entry;
    const LinearLayer &m_layer;
    const QuantParams &m_input;
    const QuantParams &m_weight;
    const Recipe &m_recipe;
    std::int64_t m_pairs = 0;
    std::int64_t m_saturated = 0;
    double m_noise = 0;
    double m_power = 0;
};

} // namespace

Result<std::vector<LayerSaturation>> findSaturation(
    const QuantizeResult &quantized, const Model &model, const std::vector<LayerColumns> &layers, const Recipe &recipe)
{
    const Graph &graph = *model.graph;
    std::vector<LayerSaturation> result;
    for (const LayerColumns &entry : layers) {
        const auto input = quantized.params.find(graph.value(entry.layer.input).name);
        const auto weight = quantized.params.find(graph.value(entry.layer.weight).name);
        const bool known = input != quantized.params.end() && weight != quantized.params.end() && input->second.scale.size() == 1
            && dtypeBits(input->second.dtype) == 8 && weight->second.dtype == DType::Int8
            && (weight->second.scale.size() == 1
                || static_cast<std::int64_t>(weight->second.scale.size()) == entry.layer.outputs * entry.layer.groups);
        // Depthwise layers have nothing to pair.
        const bool pairs = !entry.layer.isConv || entry.layer.inner > entry.layer.kernel[0] * entry.layer.kernel[1];
        if (!known || !pairs)
            continue;
        HALFTONE_TRY(const Tensor values, graph.constant(entry.layer.weight)->load());
        LayerSaturation found = LayerCheck(entry, input->second, weight->second, recipe).run(values.as<float>());
        found.node = graph.node(entry.layer.node).name;
        if (found.share > 0)
            result.push_back(std::move(found));
    }
    return result;
}

std::optional<Issue> saturationIssue(const std::vector<LayerSaturation> &layers)
{
    const auto worst = std::ranges::min_element(layers, {}, &LayerSaturation::dB);
    if (worst == layers.end() || worst->dB >= kAudibleDb)
        return std::nullopt;
    const auto count = std::ranges::count_if(layers, [](const LayerSaturation &layer) { return layer.dB < kAudibleDb; });
    return Issue{hasVnni() ? Issue::Severity::Info : Issue::Severity::Warning,
        Error(errc::kSaturates, {std::to_string(count), worst->node, figureText(100 * worst->share), figureText(worst->dB)}),
        Issue::Target::Node, worst->node};
}

} // namespace halftone
