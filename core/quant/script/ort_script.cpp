// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/ort_script.h"

#include "core/base/output_file.h"
#include "core/quant/script/python_text.h"
#include "core/quant/script/reader_text.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

std::string quantType(DType type)
{
    switch (type) {
    case DType::UInt8:
        return "QuantType.QUInt8";
    case DType::Int16:
        return "QuantType.QInt16";
    case DType::UInt16:
        return "QuantType.QUInt16";
    case DType::Int4:
        return "QuantType.QInt4";
    case DType::UInt4:
        return "QuantType.QUInt4";
    default:
        return "QuantType.QInt8";
    }
}

const char *truth(bool value) { return value ? "True" : "False"; }

class ScriptWriter
{
public:
    explicit ScriptWriter(const OrtScriptInput &input) : m_input(input), m_recipe(input.recipe) { }

    Result<std::string> write()
    {
        std::string call;
        switch (m_recipe.format.type) {
        case QuantFormat::Qdq:
        case QuantFormat::QOperator:
            call = staticCall();
            break;
        case QuantFormat::Dynamic:
            call = dynamicCall();
            break;
        case QuantFormat::WeightOnly:
            call = weightOnlyCall();
            break;
        case QuantFormat::Float16:
            call = halfCall();
            break;
        default:
            return Error(errc::kScriptFormat, {std::string(quantFormatName(m_recipe.format.type))});
        }
        noteAlgorithms();
        return head() + call + tail();
    }

private:
    bool isStatic() const { return m_recipe.format.type == QuantFormat::Qdq || m_recipe.format.type == QuantFormat::QOperator; }
    bool isOrt() const { return m_recipe.profile == QuantProfile::Ort; }

    std::string head() const
    {
        std::string text = "#!/usr/bin/env python3\n"
                           "\"\"\"Quantizes a model with ONNX Runtime's tools as Halftone's recipe says, as far as they can.\n\n"
                           "usage: python SCRIPT [MODEL [OUTPUT"
            + std::string(isStatic() ? " [DATA]" : "") + "]]    needs onnx, onnxruntime 1.31, onnx-ir for weight-only formats"
            + (m_input.preprocess.empty() || !isStatic() ? "" : ", and pillow for pictures") + "\"\"\"\n";
        for (const std::string &note : m_notes)
            text += "# Not the same: " + note + "\n";
        text += "import itertools\nimport pathlib\nimport sys\nimport tempfile\n\nimport numpy\nimport onnx\n" + m_imports + "\n";
        text += "MODEL = " + pythonString(m_input.model) + "\nOUTPUT = " + pythonString(m_input.output) + "\n";
        if (!isStatic())
            return text;
        const std::string &data = m_input.data.data.empty() ? std::string() : m_input.data.data.front();
        text += "DATA = " + pythonString(data) + "\nSAMPLES = " + std::to_string(m_input.data.samples)
            + "  # 0: all\nPREPROCESS = " + pythonString(m_input.preprocess) + "\nDIMS = {";
        for (const auto &[name, value] : m_input.data.dims)
            text += pythonString(name) + ": " + std::to_string(value) + ", ";
        return text + "}\n" + std::string(kReaderText);
    }

    /// Runs the call on the model as ONNX Runtime prepares it.
    std::string tail() const
    {
        const bool prepares = m_recipe.preprocess.passes != std::vector<std::string>();
        std::string text = "\n\ndef main(model=MODEL, output=OUTPUT";
        text += isStatic() ? ", data=DATA):\n" : "):\n";
        if (prepares && m_recipe.format.type != QuantFormat::Float16) {
            text += "    with tempfile.TemporaryDirectory() as folder:\n"
                    "        prepared = str(pathlib.Path(folder) / \"prepared.onnx\")\n"
                    "        quant_pre_process(model, prepared, skip_symbolic_shape=True)\n"
                    "        convert(prepared, output";
        } else {
            text += "    convert(model, output";
        }
        text += isStatic() ? ", data)\n" : ")\n";
        return text + "\n\nif __name__ == \"__main__\":\n    main(*sys.argv[1:])\n";
    }

    /// Types the recipe quantizes; empty: those of ONNX Runtime's registry.
    std::vector<std::string> types() const
    {
        if (!m_recipe.includeOps.empty())
            return m_recipe.includeOps;
        if (isOrt())
            return {};
        std::set<std::string> found;
        for (const NodeDecision &decision : m_input.decisions)
            if (const Node *node = nodeOf(decision); node && decision.precision != Precision::Float)
                found.insert(node->opType);
        return {found.begin(), found.end()};
    }

    const Node *nodeOf(const NodeDecision &decision) const
    {
        const NodeId id = m_input.graph.findNode(decision.node);
        return id == kNone ? nullptr : &m_input.graph.node(id);
    }

    /// Nodes that would be quantized by their type, and are not.
    std::vector<std::string> excluded() const
    {
        using Cause = NodeDecision::Cause;
        const std::vector<std::string> listed = types();
        std::vector<std::string> names;
        for (const NodeDecision &decision : m_input.decisions) {
            const Node *node = nodeOf(decision);
            if (!node || decision.precision != Precision::Float)
                continue;
            const bool chosen
                = decision.cause == Cause::ExcludedByUser || decision.cause == Cause::NotIncluded || decision.cause == Cause::Algorithm;
            // Its own rules decide about the others in the ort profile; elsewhere ours do.
            if (isOrt() ? chosen : std::find(listed.begin(), listed.end(), node->opType) != listed.end())
                names.push_back(decision.node);
        }
        return names;
    }

    std::string nodes()
    {
        std::string text;
        if (const auto listed = types(); !listed.empty())
            text += "        op_types_to_quantize=" + pythonList(listed, 12) + ",\n";
        if (const auto names = excluded(); !names.empty()) {
            text += "        nodes_to_exclude=" + pythonList(names, 12) + ",\n";
            if (m_recipe.excludeMeansFloatIn && isStatic())
                note("excluded nodes read float values in Halftone's model, dequantized ones in ONNX Runtime's.");
        }
        return text;
    }

    std::string method()
    {
        switch (m_recipe.method) {
        case RangeMethod::MinMax:
            return "MinMax";
        case RangeMethod::MovingAverage:
            m_extra.emplace_back("CalibMovingAverage", "True");
            return "MinMax";
        case RangeMethod::Entropy:
            note("entropy is computed on other histograms: ranges differ.");
            return "Entropy";
        case RangeMethod::Percentile:
            note("percentiles are taken from other histograms: ranges differ a little.");
            m_extra.emplace_back("CalibPercentile", pythonNumber(m_recipe.percentile));
            return "Percentile";
        case RangeMethod::Mse:
            note("ONNX Runtime has no ranges of least squared error; MinMax takes their place.");
            return "MinMax";
        }
        return "MinMax";
    }

    std::string overrides()
    {
        std::string text;
        for (const auto &[name, tensor] : m_recipe.tensors) {
            std::string fields;
            if (tensor.dtype)
                fields += "\"quant_type\": " + quantType(*tensor.dtype) + ", ";
            if (tensor.minimum && tensor.maximum)
                fields += "\"rmin\": numpy.float32(" + pythonNumber(static_cast<double>(*tensor.minimum)) + "), \"rmax\": numpy.float32("
                    + pythonNumber(static_cast<double>(*tensor.maximum)) + "), ";
            if (tensor.method || tensor.minimum.has_value() != tensor.maximum.has_value())
                note("one end of a range, or a method, for " + name + " alone.");
            if (tensor.perChannel && *tensor.perChannel != m_recipe.perChannel)
                note("scales per channel or per tensor for " + name + " alone.");
            if (!fields.empty())
                text += "            " + pythonString(name) + ": [{" + fields.substr(0, fields.size() - 2) + "}],\n";
        }
        return text.empty() ? text : "{\n" + text + "        }";
    }

    std::string extraOptions()
    {
        std::string text;
        for (const auto &[name, value] : m_extra)
            text += "            " + pythonString(name) + ": " + value + ",\n";
        return text.empty() ? text : "        extra_options={\n" + text + "        },\n";
    }

    std::string common() const
    {
        return std::string("        per_channel=") + truth(m_recipe.perChannel) + ",\n        reduce_range=" + truth(m_recipe.reduceRange)
            + ",\n        weight_type=" + quantType(m_recipe.weights) + ",\n";
    }

    std::string staticCall()
    {
        m_imports
            = "from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static\n"
              "from onnxruntime.quantization.shape_inference import quant_pre_process\n";
        std::string text
            = "\ndef convert(model, output, data):\n    quantize_static(\n        model, output, Reader(data, onnx.load(model)),\n";
        text += std::string("        quant_format=QuantFormat.") + (m_recipe.format.type == QuantFormat::Qdq ? "QDQ" : "QOperator") + ",\n";
        text += common() + "        activation_type=" + quantType(m_recipe.activations) + ",\n";
        text += "        calibrate_method=CalibrationMethod." + method() + ",\n" + nodes();
        m_extra.emplace_back("ActivationSymmetric", truth(m_recipe.symmetricActivations));
        if (const std::string tensors = overrides(); !tensors.empty()) {
            if (m_recipe.format.type == QuantFormat::Qdq)
                m_extra.emplace_back("TensorQuantOverrides", tensors);
            else
                note("ranges and types of single tensors, which ONNX Runtime only takes for Q/DQ models.");
        }
        if (m_input.data.data.size() > 1)
            note("only the first of several data sets is read.");
        if (!m_recipe.format.modes.empty())
            note("modes of single nodes: all nodes are quantized alike.");
        return text + extraOptions() + "    )\n";
    }

    std::string dynamicCall()
    {
        m_imports = "from onnxruntime.quantization import QuantType, quantize_dynamic\n"
                    "from onnxruntime.quantization.shape_inference import quant_pre_process\n";
        return "\n\ndef convert(model, output):\n    quantize_dynamic(\n        model, output,\n" + common() + nodes() + extraOptions()
            + "    )\n";
    }

    std::string weightOnlyCall()
    {
        const FormatOptions &format = m_recipe.format;
        m_imports = "from onnxruntime.quantization import QuantFormat\n"
                    "from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, "
                    "HQQWeightOnlyQuantConfig, MatMulNBitsQuantizer\n"
                    "from onnxruntime.quantization.shape_inference import quant_pre_process\n";
        const std::string size = std::to_string(format.blockSize);
        std::string config;
        if (format.algorithm == WeightAlgorithm::Hqq) {
            config = "HQQWeightOnlyQuantConfig(block_size=" + size + ", bits=" + std::to_string(format.bits) + ")";
        } else {
            if (format.algorithm != WeightAlgorithm::Rtn)
                note("codes are rounded to nearest; GPTQ and AWQ of ONNX Runtime need Intel Neural Compressor.");
            const bool qdq = format.weightForm == WeightForm::Qdq;
            config = "DefaultWeightOnlyQuantConfig(block_size=" + size + ", is_symmetric=" + truth(format.symmetricBlocks)
                + ", bits=" + std::to_string(format.bits) + ", quant_format=QuantFormat." + (qdq ? "QDQ" : "QOperator") + ")";
        }
        std::vector<std::string> names = excluded();
        return "\n\ndef convert(model, output):\n    quantizer = MatMulNBitsQuantizer(\n        onnx.load(model), algo_config=" + config
            + ",\n        nodes_to_exclude=" + pythonList(names, 12)
            + ",\n    )\n    quantizer.process()\n    quantizer.model.save_model_to_file(output, use_external_data_format=False)\n";
    }

    std::string halfCall()
    {
        m_imports = "from onnxruntime.transformers.float16 import convert_float_to_float16\n";
        note("which operators stay float is ONNX Runtime's own choice, but for the nodes listed here.");
        return "\n\ndef convert(model, output):\n    half = convert_float_to_float16(\n        onnx.load(model), keep_io_types=True, "
               "node_block_list="
            + pythonList(excluded(), 12) + ")\n    onnx.save(half, output)\n";
    }

    void noteAlgorithms()
    {
        const AlgorithmOptions &options = m_recipe.algorithms;
        const bool byProfile = m_recipe.profile == QuantProfile::Default;
        const auto runs = [byProfile](Decision decision) { return decision == Decision::On || (decision == Decision::Auto && byProfile); };
        if (isStatic() && runs(options.equalize))
            note("channels evened out through the weights, where Halftone finds them unequal.");
        if (options.adaround == Decision::On)
            note("weights rounded to fit the samples (AdaRound).");
        if (options.biasCorrection == Decision::On)
            note("biases corrected by the mean error of the samples.");
        if (m_recipe.preprocess.passes && !m_recipe.preprocess.passes->empty())
            note("the chosen preprocessing passes; quant_pre_process runs with its own.");
    }

    void note(const std::string &text)
    {
        std::string line;
        for (const char c : text)
            line += c == '\n' || c == '\r' ? ' ' : c;
        if (std::find(m_notes.begin(), m_notes.end(), line) == m_notes.end())
            m_notes.push_back(line);
    }

    const OrtScriptInput &m_input;
    const Recipe &m_recipe;
    std::string m_imports;
    std::vector<std::string> m_notes;
    std::vector<std::pair<std::string, std::string>> m_extra;
};

} // namespace

Result<std::string> ortScript(const OrtScriptInput &input) { return ScriptWriter(input).write(); }

Status saveOrtScript(const OrtScriptInput &input, const std::string &path)
{
    HALFTONE_TRY(const std::string text, ortScript(input));
    HALFTONE_TRY(OutputFile file, OutputFile::create(path));
    HALFTONE_CHECK(file.write(std::string_view(text)));
    HALFTONE_CHECK(file.finish());
    return file.replaceTarget();
}

} // namespace halftone
