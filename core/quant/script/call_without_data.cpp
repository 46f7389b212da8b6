// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/python_text.h"
#include "core/quant/script/script_call.h"

namespace halftone {

namespace {

constexpr const char *kPreparation = "from onnxruntime.quantization.shape_inference import quant_pre_process\n";

} // namespace

ScriptCall dynamicCall(const OrtScriptInput &input)
{
    ScriptCall call;
    call.imports = std::string("from onnxruntime.quantization import QuantType, quantize_dynamic\n") + kPreparation;
    call.function = "\n\ndef convert(model, output):\n    quantize_dynamic(\n        model, output,\n" + weightArguments(input.recipe)
        + nodeArguments(input) + "    )\n";
    if (!input.recipe.tensors.empty())
        call.note("what is set for single tensors, which ONNX Runtime only takes for Q/DQ models.");
    return call;
}

ScriptCall weightOnlyCall(const OrtScriptInput &input)
{
    const FormatOptions &format = input.recipe.format;
    ScriptCall call;
    call.imports = std::string("from onnxruntime.quantization import QuantFormat\n"
                               "from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, "
                               "HQQWeightOnlyQuantConfig, MatMulNBitsQuantizer\n")
        + kPreparation;
    const std::string size = std::to_string(format.blockSize);
    std::string config;
    if (format.algorithm == WeightAlgorithm::Hqq) {
        config = "HQQWeightOnlyQuantConfig(block_size=" + size + ", bits=" + std::to_string(format.bits) + ")";
        if (format.symmetricBlocks)
            call.note("blocks without zero points: ONNX Runtime's HQQ always has them.");
    } else {
        if (format.algorithm != WeightAlgorithm::Rtn)
            call.note("codes are rounded to nearest; GPTQ and AWQ of ONNX Runtime need Intel Neural Compressor.");
        const bool qdq = format.weightForm == WeightForm::Qdq;
        config = "DefaultWeightOnlyQuantConfig(block_size=" + size + ", is_symmetric=" + pythonTruth(format.symmetricBlocks)
            + ", bits=" + std::to_string(format.bits) + ", quant_format=QuantFormat." + (qdq ? "QDQ" : "QOperator") + ")";
    }
    call.function = "\n\ndef convert(model, output):\n    quantizer = MatMulNBitsQuantizer(\n        onnx.load(model), algo_config="
        + config + ",\n        nodes_to_exclude=" + pythonList(nodesLeftFloat(input), 12)
        + ",\n    )\n    quantizer.process()\n    quantizer.model.save_model_to_file(output, use_external_data_format=False)\n";
    return call;
}

ScriptCall halfCall(const OrtScriptInput &input)
{
    ScriptCall call;
    call.imports = "from onnxruntime.transformers.float16 import convert_float_to_float16\n";
    call.prepares = false;
    call.note("which operators stay float is ONNX Runtime's own choice, but for the nodes listed here.");
    call.function = "\n\ndef convert(model, output):\n    half = convert_float_to_float16(\n        onnx.load(model), keep_io_types=True, "
                    "node_block_list="
        + pythonList(nodesLeftFloat(input), 12) + ")\n    onnx.save(half, output)\n";
    return call;
}

} // namespace halftone
