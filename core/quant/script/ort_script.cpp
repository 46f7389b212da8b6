// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/ort_script.h"

#include "core/base/output_file.h"
#include "core/quant/script/python_text.h"
#include "core/quant/script/reader_text.h"
#include "core/quant/script/script_call.h"

namespace halftone {

namespace {

Result<ScriptCall> callOf(const OrtScriptInput &input)
{
    switch (input.recipe.format.type) {
    case QuantFormat::Qdq:
    case QuantFormat::QOperator:
        return staticCall(input);
    case QuantFormat::Dynamic:
        return dynamicCall(input);
    case QuantFormat::WeightOnly:
        return weightOnlyCall(input);
    case QuantFormat::Float16:
        return halfCall(input);
    default:
        return Error(errc::kScriptFormat, {std::string(quantFormatName(input.recipe.format.type))});
    }
}

bool preparesModel(const OrtScriptInput &input, const ScriptCall &call)
{
    return call.prepares && input.recipe.preprocess.passes != std::vector<std::string>();
}

void addNotes(const OrtScriptInput &input, ScriptCall &call)
{
    if (!input.recipe.format.modes.empty())
        call.note("precisions of single nodes: but for those kept float, all nodes are quantized alike.");
    if (input.recipe.preprocess.passes && !input.recipe.preprocess.passes->empty())
        call.note("the chosen preprocessing passes; quant_pre_process runs with its own.");
}

std::string headOf(const OrtScriptInput &input, const ScriptCall &call)
{
    std::string text = "#!/usr/bin/env python3\n"
                       "\"\"\"Quantizes a model with ONNX Runtime's tools as Halftone's recipe says, as far as they can.\n\n"
                       "usage: python SCRIPT [MODEL [OUTPUT"
        + std::string(call.readsData ? " [DATA…]" : "") + "]]    needs onnx, onnxruntime 1.31, onnx-ir for weight-only formats"
        + (input.preprocess.empty() || !call.readsData ? "" : ", and pillow for pictures") + "\"\"\"\n";
    for (const std::string &note : call.notes)
        text += "# Not the same: " + note + "\n";
    text += "import itertools\nimport pathlib\nimport sys\nimport tempfile\n\nimport numpy\nimport onnx\n";
    text += std::string(input.recipe.format.opset > 0 ? "import onnx.version_converter\n" : "") + call.imports + "\n";
    text += "MODEL = " + pythonString(input.model) + "\nOUTPUT = " + pythonString(input.output) + "\n";
    if (!call.readsData)
        return text;
    text += "DATA = [";
    for (const std::string &data : input.data.data)
        text += (text.ends_with("[") ? "" : ", ") + pythonString(data);
    text += "]\nSAMPLES = " + std::to_string(input.data.samples) + "  # 0: all\nPREPROCESS = " + pythonString(input.preprocess)
        + "\nDIMS = {";
    for (const auto &[name, value] : input.data.dims)
        text += pythonString(name) + ": " + std::to_string(value) + ", ";
    return text + "}\n" + std::string(kReaderText);
}

/// A function that raises the opset of a file, and how it is called.
std::string raising(std::int64_t opset)
{
    const std::string number = std::to_string(opset);
    return "\n\ndef raise_opset(source, target):\n"
           "    model = onnx.load(source)\n"
           "    if next(o.version for o in model.opset_import if o.domain in (\"\", \"ai.onnx\")) < "
        + number + ":\n        model = onnx.version_converter.convert_version(model, " + number + ")\n    onnx.save(model, target)\n";
}

/// Runs the call on the model as ONNX Runtime prepares it.
std::string tailOf(const OrtScriptInput &input, const ScriptCall &call)
{
    const bool raises = input.recipe.format.opset > 0;
    std::string text = raises ? raising(input.recipe.format.opset) : std::string();
    text += "\n\ndef main(model=MODEL, output=OUTPUT";
    text += call.readsData ? ", *data):\n" : "):\n";
    const char *arguments = call.readsData ? ", output, data or DATA)\n" : ", output)\n";
    const bool prepares = preparesModel(input, call);
    if (!raises && !prepares)
        return text + "    convert(model" + arguments + "\n\nif __name__ == \"__main__\":\n    main(*sys.argv[1:])\n";
    text += "    with tempfile.TemporaryDirectory() as folder:\n"
            "        prepared = str(pathlib.Path(folder) / \"prepared.onnx\")\n";
    if (raises)
        text += "        raise_opset(model, prepared)\n";
    if (prepares)
        text += std::string("        quant_pre_process(") + (raises ? "prepared" : "model") + ", prepared, skip_symbolic_shape=True)\n";
    text += std::string("        convert(prepared") + arguments;
    return text + "\n\nif __name__ == \"__main__\":\n    main(*sys.argv[1:])\n";
}

} // namespace

Result<std::string> ortScript(const OrtScriptInput &input)
{
    HALFTONE_TRY(ScriptCall call, callOf(input));
    addNotes(input, call);
    return headOf(input, call) + call.function + tailOf(input, call);
}

Status saveOrtScript(const OrtScriptInput &input, const std::string &path)
{
    HALFTONE_TRY(const std::string text, ortScript(input));
    HALFTONE_TRY(OutputFile file, OutputFile::create(path));
    HALFTONE_CHECK(file.write(std::string_view(text)));
    HALFTONE_CHECK(file.finish());
    return file.replaceTarget();
}

} // namespace halftone
