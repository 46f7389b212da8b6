// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "widgets/graphview/graph_look.h"
#include "widgets/graphview/graph_scene.h"

#include <QImage>
#include <QString>

namespace halftone {

namespace errc {
/// %1 file, %2 what the system says.
inline constexpr ErrorCode kPictureNotWritten{"graphview.picture-not-written"};
} // namespace errc

/// The whole graph as one image at `scale`, reduced where it would exceed `mostPixels`.
QImage renderGraph(const GraphScene &scene, const GraphLook &look, double scale, double mostPixels = 64e6);

/// Writes the whole graph; a graph too large for one image becomes numbered tiles beside `path` ("graph-1-1.png" …).
/// Returns the files written.
Result<std::vector<QString>> exportPng(
    const GraphScene &scene, const GraphLook &look, const QString &path, double scale, Progress &progress);
Result<std::vector<QString>> exportSvg(const GraphScene &scene, const QString &path, Progress &progress);

} // namespace halftone
