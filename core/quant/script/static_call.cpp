// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/python_text.h"
#include "core/quant/script/script_call.h"
#include "core/quant/script/tensor_settings.h"

namespace halftone {

namespace {

constexpr const char *kImports
    = "from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static\n"
      "from onnxruntime.quantization.shape_inference import quant_pre_process\n";

class StaticCall
{
public:
    explicit StaticCall(const OrtScriptInput &input)
        : m_input(input), m_recipe(input.recipe), m_isQdq(input.recipe.format.type == QuantFormat::Qdq)
    {
    }

    ScriptCall write()
    {
        m_call.imports = kImports;
        m_call.readsData = true;
        const std::string calibration = method();
        pairOptions();
        const std::string settings = m_isQdq ? tensorSettings(m_input, m_call) : std::string();
        const std::string ranges = usesChosenRanges() ? chosenRanges(m_input) : std::string();
        std::string text;
        if (!settings.empty())
            text += "\n# Types, ranges and scales of single tensors.\nSETTINGS = " + settings + "\n";
        if (!ranges.empty())
            text += "\n# Of activations, as Halftone chose them from the same data.\nRANGES = " + ranges + "\n";
        text += "\n\ndef convert(model, output, data):\n" + overrides(!settings.empty(), !ranges.empty());
        text += "    quantize_static(\n        model, output, Reader(data, onnx.load(model)),\n";
        text += std::string("        quant_format=QuantFormat.") + (m_isQdq ? "QDQ" : "QOperator") + ",\n";
        text += weightArguments(m_recipe) + "        activation_type=" + pythonQuantType(m_recipe.activations) + ",\n";
        text += "        calibrate_method=CalibrationMethod." + calibration + ",\n" + nodeArguments(m_input);
        m_call.function = text + extraOptions() + "    )\n";
        notes();
        return std::move(m_call);
    }

private:
    /// Where ONNX Runtime's own methods would give other ranges.
    bool usesChosenRanges() const
    {
        const bool differs = m_recipe.method != RangeMethod::MinMax && m_recipe.method != RangeMethod::MovingAverage;
        const bool searched = m_recipe.algorithms.rangeSearch == Decision::On;
        return m_isQdq && m_input.params && m_recipe.profile != QuantProfile::Ort && (differs || searched);
    }

    std::string method()
    {
        const bool given = usesChosenRanges();
        switch (m_recipe.method) {
        case RangeMethod::MinMax:
            break;
        case RangeMethod::MovingAverage:
            m_extra.emplace_back("CalibMovingAverage", "True");
            break;
        case RangeMethod::Entropy:
            if (given)
                break;
            m_call.note("entropy is computed on other histograms: ranges differ.");
            return "Entropy";
        case RangeMethod::Percentile:
            if (given)
                break;
            m_call.note("percentiles are taken from other histograms: ranges differ a little.");
            m_extra.emplace_back("CalibPercentile", pythonNumber(m_recipe.percentile));
            return "Percentile";
        case RangeMethod::Mse:
            if (!given)
                m_call.note("ONNX Runtime has no ranges of least squared error; MinMax takes their place.");
            break;
        }
        if (m_recipe.algorithms.rangeSearch == Decision::On && !given)
            m_call.note("ranges searched on the samples; ONNX Runtime has no such search, its own ranges take their place.");
        return "MinMax";
    }

    void pairOptions()
    {
        m_extra.emplace_back("ActivationSymmetric", pythonTruth(m_recipe.symmetricActivations));
        const QdqOptions &options = m_recipe.qdq;
        if (options.minimumRange > 0)
            m_extra.emplace_back("MinimumRealRange", pythonNumber(options.minimumRange));
        if (options.quantizeMoves)
            m_extra.emplace_back("ForceQuantizeNoInputCheck", "True");
        if (!m_isQdq)
            return;
        const std::pair<const char *, bool> switches[]{{"AddQDQPairToWeight", options.weightPairs},
            {"DedicatedQDQPair", options.dedicatedPairs}, {"QDQKeepRemovableActivations", options.keepActivations},
            {"UseQDQContribOps", options.contribOps}};
        for (const auto &[name, on] : switches)
            if (on)
                m_extra.emplace_back(name, "True");
        if (!options.quantizeBias)
            m_extra.emplace_back("QuantizeBias", "False");
        if (!options.floatOutputs.empty())
            m_extra.emplace_back("OpTypesToExcludeOutputQuantization", pythonList(options.floatOutputs, 16));
    }

    /// Names that ONNX Runtime's preparation took away are left out: it refuses what it does not find.
    std::string overrides(bool settings, bool ranges)
    {
        if (!settings && !ranges)
            return {};
        m_extra.emplace_back("TensorQuantOverrides", "overrides");
        std::string text = "    graph = onnx.load(model, load_external_data=False).graph\n"
                           "    known = {name for node in graph.node for name in [*node.input, *node.output]}\n";
        text += settings ? "    overrides = {name: entries for name, entries in SETTINGS.items() if name in known}\n"
                         : "    overrides = {}\n";
        if (ranges)
            text += "    for name, (low, high) in RANGES.items():\n"
                    "        if name in known:\n"
                    "            overrides.setdefault(name, [{}])[0].update(rmin=numpy.float32(low), rmax=numpy.float32(high))\n";
        return text;
    }

    std::string extraOptions() const
    {
        std::string text;
        for (const auto &[name, value] : m_extra)
            text += "            " + pythonString(name) + ": " + value + ",\n";
        return "        extra_options={\n" + text + "        },\n";
    }

    void notes()
    {
        if (!nodesLeftFloat(m_input).empty() && m_recipe.excludeMeansFloatIn)
            m_call.note("excluded nodes read float values in Halftone's model, dequantized ones in ONNX Runtime's.");
        if (!m_isQdq && !m_recipe.tensors.empty())
            m_call.note("ranges, types and scales of single tensors, which ONNX Runtime only takes for Q/DQ models.");
        const AlgorithmOptions &options = m_recipe.algorithms;
        const bool byProfile = m_recipe.profile == QuantProfile::Default;
        const auto runs = [byProfile](Decision decision) { return decision == Decision::On || (decision == Decision::Auto && byProfile); };
        // With the parameters known, a graph that was changed would have come without them.
        const bool isUnchanged = m_input.params != nullptr;
        if (runs(options.equalize) && !isUnchanged)
            m_call.note("channels evened out through the weights, where Halftone finds them unequal.");
        if (runs(options.smooth) && !isUnchanged)
            m_call.note(
                "channels evened out before products (SmoothQuant), where it helps on the samples; ONNX Runtime's SmoothQuant needs "
                "Intel Neural Compressor and takes one share for all layers.");
        if (runs(options.wideJoins) && m_isQdq && options.joinForm == JoinForm::Channels)
            m_call.note(
                "a scale for each channel of what joins very different ranges; ONNX Runtime has one a tensor, here it stays float.");
        if (!m_isQdq && m_recipe.format.dynamicInputs)
            m_call.note("scales of inputs measured as the model runs; here they are those of calibration.");
        if (options.adaround == Decision::On)
            m_call.note("weights rounded to fit the samples (AdaRound); here they are rounded to nearest.");
        if (options.biasCorrection == Decision::On)
            m_call.note("biases corrected by the mean error of the samples.");
    }

    const OrtScriptInput &m_input;
    const Recipe &m_recipe;
    bool m_isQdq;
    ScriptCall m_call;
    std::vector<std::pair<std::string, std::string>> m_extra;
};

} // namespace

ScriptCall staticCall(const OrtScriptInput &input) { return StaticCall(input).write(); }

} // namespace halftone
