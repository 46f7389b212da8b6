// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// %1 folder without any test case beneath it.
inline constexpr ErrorCode kNoTestCases{"engine.no-test-cases"};
/// %1 expression that cannot be used as a filter.
inline constexpr ErrorCode kBadFilter{"engine.bad-filter"};
/// %1 output, %2 what was found, %3 what was expected.
inline constexpr ErrorCode kOutputDiffers{"engine.output-differs"};
} // namespace errc

/// A folder holding model.onnx and test_data_set_N/{input,output}_K.pb, as ONNX's backend tests come.
struct ConformanceCase
{
    /// Path relative to the folder searched.
    std::string name;
    std::string folder;
};

struct ConformanceReport
{
    struct Finding
    {
        std::string name;
        Error why;
    };

    int total = 0;
    int passed = 0;
    /// Ran and gave other outputs, or failed where it must not.
    std::vector<Finding> failed;
    /// Refused by name: an operator or a case that we do not have.
    std::vector<Finding> unsupported;
};

struct ConformanceOptions
{
    /// Regular expression that a case's name must contain; empty: all.
    std::string filter;
    /// oneDNN primitives and fusion, or reference kernels only.
    bool oneDnn = true;
    int threads = 1;
};

/// Cases beneath `folder` (itself included) by name. Fails when there are none or the filter is no expression.
Result<std::vector<ConformanceCase>> findConformanceCases(const std::string &folder, const std::string &filter);

/// Runs one case. Outputs must agree in kind, type and shape, floats within |a − b| ≤ atol + rtol·|b| (1e-5 and 1e-3, for bfloat16 2⁻⁶,
/// unless a file `tolerance` beside the model says otherwise: "relative absolute [steps of integers]"), everything else exactly.
Status runConformanceCase(const ConformanceCase &test, const ConformanceOptions &options, Progress &progress);

/// Runs all cases beneath `folder`. Fails only when there are none or when cancelled.
Result<ConformanceReport> runConformance(const std::string &folder, const ConformanceOptions &options, Progress &progress);

} // namespace halftone
