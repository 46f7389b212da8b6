// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_print.h"

#include "widgets/common/paper.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_painter.h"

#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

struct GraphPrint
{
    Q_DECLARE_TR_FUNCTIONS(GraphPrint)
};

/// Rows of 11 pixels are 5 points high then: small, but to be read.
constexpr double kReadable = 0.45;
constexpr double kMostScale = 0.75;
constexpr int kMostPages = 300;
constexpr double kTitlePoints = 8, kTitleHeight = 18, kPointsPerInch = 72;

} // namespace

PagePlan planPages(const QRectF &scene, QSizeF page)
{
    PagePlan plan;
    plan.scale = std::min({page.width() / scene.width(), page.height() / scene.height(), kMostScale});
    if (plan.scale >= kReadable)
        return plan;
    const auto pagesAt = [&](double scale) {
        return std::pair(std::ceil(scene.width() * scale / page.width()), std::ceil(scene.height() * scale / page.height()));
    };
    plan.scale = kReadable;
    auto [columns, rows] = pagesAt(plan.scale);
    while (columns * rows > kMostPages) {
        constexpr double kSmaller = 0.9;
        plan.scale *= kSmaller;
        std::tie(columns, rows) = pagesAt(plan.scale);
    }
    plan.columns = static_cast<int>(columns);
    plan.rows = static_cast<int>(rows);
    return plan;
}

Status printGraph(const GraphScene &scene, const GraphLook &look, const QString &title, QPagedPaintDevice &device, Progress &progress)
{
    const OnPaper light;
    QPainter painter;
    if (!painter.begin(&device))
        return Error(errc::kPictureNotWritten, {title.toStdString(), GraphPrint::tr("the printer cannot be used").toStdString()});
    const QRectF paint = device.pageLayout().paintRect(QPageLayout::Point);
    const QSizeF page(paint.width(), paint.height() - kTitleHeight);
    const QRectF bounds = scene.bounds();
    const PagePlan plan = planPages(bounds, page);
    const double dots = device.logicalDpiX() / kPointsPerInch;
    GraphPainter graphPainter;
    for (int row = 0; row < plan.rows; ++row)
        for (int column = 0; column < plan.columns; ++column) {
            const int index = row * plan.columns + column;
            if (!progress.report(index, plan.rows * plan.columns))
                return Error(errc::kCancelled);
            if (index > 0)
                device.newPage();
            painter.resetTransform();
            painter.scale(dots, dots);
            QFont font = painter.font();
            font.setPixelSize(static_cast<int>(kTitlePoints));
            painter.setFont(font);
            painter.setPen(Theme::instance().text());
            const QRectF header(0, 0, page.width(), kTitleHeight);
            painter.drawText(header, Qt::AlignLeft | Qt::AlignTop, title);
            if (plan.rows * plan.columns > 1)
                painter.drawText(header, Qt::AlignRight | Qt::AlignTop,
                    GraphPrint::tr("row %1 of %2, column %3 of %4").arg(row + 1).arg(plan.rows).arg(column + 1).arg(plan.columns));
            const QSizeF part = page / plan.scale;
            const QRectF area(bounds.left() + column * part.width(), bounds.top() + row * part.height(), part.width(), part.height());
            painter.translate(0, kTitleHeight);
            painter.setClipRect(QRectF(QPointF(0, 0), page));
            painter.scale(plan.scale, plan.scale);
            // A single page is centred.
            const double left = plan.columns == 1 ? std::max(0.0, (part.width() - bounds.width()) / 2) : 0;
            painter.translate(left - area.left(), -area.top());
            // Paper has no pixels: all detail, whatever the scale.
            graphPainter.paint(painter, scene, look, area, 1);
            painter.setClipping(false);
        }
    return {};
}

} // namespace halftone
