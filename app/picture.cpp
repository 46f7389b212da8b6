// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture.h"

#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_view.h"

namespace halftone {

Status saveGraphPicture(const GraphView &view, const QString &path)
{
    const GraphScene *scene = view.canvas()->scene();
    if (!scene)
        return {};
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        HALFTONE_CHECK(exportSvg(*scene, path));
        return {};
    }
    constexpr double kScale = 2;
    NoProgress progress;
    HALFTONE_CHECK(exportPng(*scene, view.canvas()->look(), path, kScale, progress));
    return {};
}

} // namespace halftone
