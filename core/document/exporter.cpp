// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/exporter.h"

#include "core/quant/algorithms/weight_tuning.h"
#include "core/quant/export_check.h"

#include <algorithm>
#include <filesystem>

namespace halftone {

namespace {

bool isSameFile(const std::string &a, const std::string &b)
{
    std::error_code error;
    return std::filesystem::equivalent(a, b, error) && !error;
}

} // namespace

Result<ExportSummary> exportQuantized(std::shared_ptr<const Calibration> calibration, std::shared_ptr<const Model> source, Recipe recipe,
    ExportOptions options, Progress &progress)
{
    if (!options.mayReplaceOpenModel && isSameFile(options.path, source->path))
        return Error(errc::kExportOverwritesModel, {options.path});
    HALFTONE_TRY(QuantizeResult quantized, quantizeCalibrated(*calibration, recipe, progress));
    ExportSummary summary;
    WriteOptions write;
    write.externalData = options.externalData;
    if (options.verify) {
        write.check = [&](const std::string &path) -> Status {
            const ExpectedExport expected{source, quantized.model, calibration->samples.get(), calibration->dims};
            HALFTONE_TRY(const ExportFinding finding, checkExport(expected, path, options.path, progress));
            summary.verified = finding.ran;
            if (finding.whyNot)
                summary.issues.push_back({Issue::Severity::Info, *finding.whyNot, Issue::Target::None, {}});
            return {};
        };
    }
    HALFTONE_TRY(const WriteSummary written, writeModel(*quantized.model, options.path, write, progress));
    summary.path = options.path;
    summary.bytes = written.bytes;
    summary.externalBytes = written.externalBytes;
    summary.bytesBefore = calibration->prepared.model->fileBytes;
    summary.quantizedNodes = static_cast<int>(std::count_if(quantized.decisions.begin(), quantized.decisions.end(),
        [](const NodeDecision &each) { return each.precision != Precision::Float; }));
    return summary;
}

} // namespace halftone
