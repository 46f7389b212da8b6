// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/script_export.h"

#include "core/document/document.h"
#include "core/quant/script/ort_script.h"

#include <filesystem>

namespace halftone {

Status exportScript(const Document &document, const QString &path)
{
    const auto model = document.model();
    // What was decided with the statistics at hand, unless another file is compared with.
    const auto prepared = document.preparedModel();
    const auto quantized = document.comparedPath().isEmpty() && document.errorsAreCurrent() ? document.quantized() : nullptr;
    const bool isDecided = prepared && quantized;
    const std::filesystem::path file(model->path);
    const std::string output = (file.parent_path() / (file.stem().string() + "_ort.onnx")).string();
    const SampleSpec &data = document.sampleSpec();
    OrtScriptInput input{model->path, output, isDecided ? *prepared->graph : *model->graph, document.recipe(),
        isDecided ? quantized->decisions : document.decisions(), data, nullptr, {}};
    // Channels that were evened out have other ranges than those of the model that ONNX Runtime reads.
    if (isDecided && (!quantized->reference || quantized->reference == prepared))
        input.params = &quantized->params;
    if (!data.data.empty() && document.facts()) {
        HALFTONE_TRY(input.preprocess, effectivePreprocess(data, *model, *document.facts()));
    }
    return saveOrtScript(input, path.toStdString());
}

} // namespace halftone
