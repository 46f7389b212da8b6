// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture.h"

#include "core/jobs/job_runner.h"
#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_print.h"
#include "widgets/graphview/graph_view.h"

#include <QCoreApplication>
#include <QPrintDialog>
#include <QPrinter>

namespace halftone {

void saveGraphPicture(const GraphView &view, const QString &path, JobRunner *jobs, std::function<void(Result<std::vector<QString>>)> done)
{
    const std::shared_ptr<const GraphScene> scene = view.canvas()->sharedScene();
    if (!scene)
        return;
    const auto work = [scene, look = view.canvas()->look(), path](Progress &progress) {
        constexpr double kScale = 2;
        return path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) ? exportSvg(*scene, path, progress)
                                                                         : exportPng(*scene, look, path, kScale, progress);
    };
    jobs->start<std::vector<QString>>(
        JobKind::Picture, QCoreApplication::translate("halftone::GraphPicture", "Drawing the graph"), work, std::move(done));
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
