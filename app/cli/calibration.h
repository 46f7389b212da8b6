// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console_progress.h"
#include "app/cli/data_options.h"
#include "core/quant/quantize.h"
#include "core/quant/statistics.h"

namespace halftone {

/// The statistics in `file`, or, when that is empty, those of a calibration on `samples`, whose issues are printed.
Result<Statistics> loadOrCalibrate(const std::string &file, const PreparedGraph &prepared, const SampleSource *samples,
    const SampleSpec &spec, const WorkerOptions &workers, const Console &console, ConsoleProgress &progress);

} // namespace halftone
