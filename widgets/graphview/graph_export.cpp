// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_export.h"

#include "core/layout/svg_writer.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/graph_painter.h"

#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <streambuf>

namespace halftone {

namespace {

/// QImage and most viewers cope with this many pixels a side.
constexpr int kTileSide = 16'384;
/// A picture is split into at most this many tiles; beyond that it is scaled down.
constexpr double kMostTiles = 64;

QImage renderArea(GraphPainter &graphPainter, const GraphScene &scene, const GraphLook &look, const QRectF &area, double scale)
{
    QImage image(std::max(1, static_cast<int>(std::ceil(area.width() * scale))),
        std::max(1, static_cast<int>(std::ceil(area.height() * scale))), QImage::Format_ARGB32_Premultiplied);
    image.fill(Theme::instance().canvas());
    QPainter painter(&image);
    painter.setTransform(QTransform(scale, 0, 0, scale, -area.left() * scale, -area.top() * scale));
    graphPainter.paint(painter, scene, look, area, scale);
    return image;
}

Status savePng(const QImage &image, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        return Error(errc::kPictureNotWritten, {path.toStdString(), file.errorString().toStdString()}, path.toStdString());
    return {};
}

QString tilePath(const QString &path, int row, int column)
{
    const QFileInfo info(path);
    const QString suffix = info.suffix().isEmpty() ? QStringLiteral("png") : info.suffix();
    return QStringLiteral("%1/%2-%3-%4.%5").arg(info.path(), info.completeBaseName()).arg(row + 1).arg(column + 1).arg(suffix);
}

/// A std::ostream's buffer over a Qt file.
class FileBuffer final : public std::streambuf
{
public:
    FileBuffer(QIODevice &device, Progress &progress) : m_device(device), m_progress(progress) { }

protected:
    std::streamsize xsputn(const char *data, std::streamsize size) override
    {
        // How much it will be is not known; refusing to take more makes the writer stop.
        return m_progress.report(m_device.pos(), 0) ? m_device.write(data, size) : 0;
    }
    int_type overflow(int_type c) override
    {
        const char byte = traits_type::to_char_type(c);
        return m_device.write(&byte, 1) == 1 ? c : traits_type::eof();
    }

private:
    QIODevice &m_device;
    Progress &m_progress;
};

} // namespace

QImage renderGraph(const GraphScene &scene, const GraphLook &look, double scale, double mostPixels)
{
    const QRectF bounds = scene.bounds();
    scale
        = std::min({scale, std::sqrt(mostPixels / (bounds.width() * bounds.height())), 32'000 / std::max(bounds.width(), bounds.height())});
    GraphPainter painter;
    return renderArea(painter, scene, look, bounds, scale);
}

Result<std::vector<QString>> exportPng(
    const GraphScene &scene, const GraphLook &look, const QString &path, double scale, Progress &progress)
{
    const QRectF bounds = scene.bounds();
    const double tiles = std::ceil(bounds.width() * scale / kTileSide) * std::ceil(bounds.height() * scale / kTileSide);
    if (tiles > kMostTiles)
        scale *= std::min(kMostTiles / tiles, std::sqrt(kMostTiles / tiles));
    const int columns = static_cast<int>(std::ceil(bounds.width() * scale / kTileSide));
    const int rows = static_cast<int>(std::ceil(bounds.height() * scale / kTileSide));
    GraphPainter painter;
    std::vector<QString> files;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            if (!progress.report(row * columns + column, rows * columns))
                return Error(errc::kCancelled);
            const double side = kTileSide / scale;
            const QRectF area = QRectF(bounds.left() + column * side, bounds.top() + row * side, side, side).intersected(bounds);
            const QString file = rows * columns == 1 ? path : tilePath(path, row, column);
            HALFTONE_CHECK(savePng(renderArea(painter, scene, look, area, scale), file));
            files.push_back(file);
        }
    return files;
}

Result<std::vector<QString>> exportSvg(const GraphScene &scene, const QString &path, Progress &progress)
{
    const Theme &theme = Theme::instance();
    SvgStyle style;
    style.canvas = theme.canvas().name().toStdString();
    style.body = theme.nodeBody().name().toStdString();
    style.border = theme.nodeBorder().name().toStdString();
    style.text = theme.text().name().toStdString();
    style.muted = theme.mutedText().name().toStdString();
    style.edge = theme.edge().name().toStdString();
    style.quantizedEdge = theme.accent().name().toStdString();
    style.frame = theme.isDark() ? "#22262e" : "#eef1f5";
    for (std::size_t category = 0; category < style.header.size(); ++category)
        style.header[category] = theme.category(static_cast<OpCategory>(category)).name().toStdString();
    QSaveFile file(path);
    const auto failure = [&] {
        return Error(errc::kPictureNotWritten, {path.toStdString(), file.errorString().toStdString()}, path.toStdString());
    };
    if (!file.open(QIODevice::WriteOnly))
        return failure();
    FileBuffer buffer(file, progress);
    std::ostream out(&buffer);
    writeSvg(out, scene.content(), scene.layout(), scene.metrics(), style);
    out.flush();
    if (progress.cancelled())
        return Error(errc::kCancelled);
    if (!out || !file.commit())
        return failure();
    return std::vector<QString>{path};
}

} // namespace halftone
