// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration.h"

#include "app/cli/cli_text.h"

namespace halftone {

Result<Statistics> loadOrCalibrate(const std::string &file, const PreparedGraph &prepared, const SampleSource *samples,
    const SampleSpec &spec, const WorkerOptions &workers, const Console &console, ConsoleProgress &progress)
{
    if (!file.empty())
        return loadStatistics(file);
    CalibrationOptions options;
    options.workers = workers.workers();
    options.samples = spec.samples;
    options.dims = spec.dims;
    progress.begin(CliText::tr("Calibrating"));
    auto result = calibrate(prepared.model, *samples, options, progress);
    progress.clear();
    if (result) {
        console.issues(result->skipped);
        console.issues(result->issues);
    }
    return result;
}

} // namespace halftone
