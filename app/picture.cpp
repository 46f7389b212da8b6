// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture.h"

#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_print.h"
#include "widgets/graphview/graph_view.h"

#include <QPrintDialog>
#include <QPrinter>

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

Status printGraphWithDialog(const GraphView &view, const QString &title, QWidget *parent)
{
    const GraphScene *scene = view.canvas()->scene();
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(title);
    printer.setPageOrientation(
        scene && scene->bounds().width() > scene->bounds().height() ? QPageLayout::Landscape : QPageLayout::Portrait);
    QPrintDialog dialog(&printer, parent);
    if (!scene || dialog.exec() != QDialog::Accepted)
        return {};
    NoProgress progress;
    return printGraph(*scene, view.canvas()->look(), title, printer, progress);
}

} // namespace halftone
