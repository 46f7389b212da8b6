// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "core/quant/compare.h"
#include "core/quant/recipe.h"

#include <QByteArray>

#include <string>

namespace halftone {

namespace errc {
/// %1 path, %2 reason given by the system.
inline constexpr ErrorCode kReportNotWritten{"document.report-not-written"};
} // namespace errc

/// What a report tells. The pointers are only read during the call; all but `errors` may be null.
struct ReportContent
{
    const Model *floatModel = nullptr;
    const Model *quantizedModel = nullptr;
    const ErrorReport *errors = nullptr;
    const std::vector<NodeDecision> *decisions = nullptr;
    const Recipe *recipe = nullptr;
    /// Sizes in bytes; 0 where unknown.
    std::int64_t bytesBefore = 0;
    std::int64_t bytesAfter = 0;
};

/// How files for other programs name what a tensor is.
const char *tensorKindName(TensorError::Kind kind);

/// One HTML file without outside references: summary, outputs, heat map, worst tensors, table of all tensors, nodes that stay float.
QByteArray htmlReport(const ReportContent &content);
/// One row a tensor; RFC 4180.
QByteArray csvReport(const ErrorReport &errors);
/// Writes a report beside `path` and renames it.
Status writeReportFile(const std::string &path, const QByteArray &content);

} // namespace halftone
