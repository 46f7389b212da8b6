// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "widgets/graphview/graph_look.h"
#include "widgets/graphview/graph_scene.h"

#include <QString>

class QPagedPaintDevice;

namespace halftone {

/// How a graph is spread over pages.
struct PagePlan
{
    int columns = 1, rows = 1;
    /// Points of the page for a pixel of the scene at 100 %.
    double scale = 1;
};

/// On one page where texts stay readable there, else on as many as make them so, up to a few hundred; `page` is what can be printed on, in
/// points, beneath the line with the title.
PagePlan planPages(const QRectF &scene, QSizeF page);

/// Prints the whole graph with light colours; every page says which part it is. Fails when cancelled or when the device cannot be
/// painted on.
Status printGraph(const GraphScene &scene, const GraphLook &look, const QString &title, QPagedPaintDevice &device, Progress &progress);

} // namespace halftone
