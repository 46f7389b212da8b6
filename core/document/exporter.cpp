// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/exporter.h"

#include "core/document/run_sample.h"
#include "core/model/reader.h"
#include "core/quant/algorithms/weight_tuning.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace halftone {

namespace {

bool isSameFile(const std::string &a, const std::string &b)
{
    std::error_code error;
    return std::filesystem::equivalent(a, b, error) && !error;
}

/// Largest difference of two float tensors; infinite when their shapes differ.
double maxDifference(const Tensor &a, const Tensor &b)
{
    if (a.dtype() != b.dtype() || !(a.shape() == b.shape()))
        return std::numeric_limits<double>::infinity();
    if (a.dtype() != DType::Float)
        return std::equal(a.raw(), a.raw() + a.bytes(), b.raw()) ? 0 : std::numeric_limits<double>::infinity();
    double result = 0;
    const auto left = a.as<float>();
    const auto right = b.as<float>();
    for (std::size_t i = 0; i < left.size(); ++i) {
        const bool bothNan = std::isnan(left[i]) && std::isnan(right[i]);
        if (left[i] != right[i] && !bothNan)
            result = std::max(result, std::abs(static_cast<double>(left[i]) - static_cast<double>(right[i])));
    }
    return result;
}

/// One sample through what was meant and what was written: equal, or an error.
Status verify(const Calibration &calibration, std::shared_ptr<const Model> meant, const std::string &path, Progress &progress)
{
    HALFTONE_TRY(auto written, readModel(path, {}, progress));
    HALFTONE_TRY(const Sample sample, calibration.samples->load(0));
    HALFTONE_TRY(const auto expected, runSample(meant, sample, progress));
    HALFTONE_TRY(const auto found, runSample(written, sample, progress));
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!expected[i].isTensor())
            continue;
        const bool comparable = i < found.size() && found[i].isTensor();
        const double difference
            = comparable ? maxDifference(expected[i].tensor(), found[i].tensor()) : std::numeric_limits<double>::infinity();
        if (difference > 0)
            return Error(errc::kExportDiffers, {path, meant->graph->value(meant->graph->outputs()[i]).name, std::to_string(difference)});
    }
    return Status();
}

} // namespace

Result<ExportSummary> exportQuantized(
    std::shared_ptr<const Calibration> calibration, Recipe recipe, ExportOptions options, std::string original, Progress &progress)
{
    if (!options.mayReplaceOpenModel && isSameFile(options.path, original))
        return Error(errc::kExportOverwritesModel, {options.path});
    HALFTONE_TRY(QuantizeResult quantized, quantizeCalibrated(*calibration, recipe, progress));
    WriteOptions write;
    write.externalData = options.externalData;
    HALFTONE_TRY(const WriteSummary written, writeModel(*quantized.model, options.path, write, progress));
    ExportSummary summary;
    summary.path = options.path;
    summary.bytes = written.bytes;
    summary.externalBytes = written.externalBytes;
    summary.bytesBefore = calibration->prepared.model->fileBytes;
    summary.quantizedNodes = static_cast<int>(std::count_if(quantized.decisions.begin(), quantized.decisions.end(),
        [](const NodeDecision &each) { return each.precision != Precision::Float; }));
    if (options.verify) {
        HALFTONE_CHECK(verify(*calibration, quantized.model, options.path, progress));
        summary.verified = true;
    }
    return summary;
}

} // namespace halftone
