// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/block_raster.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Source over destination, premultiplied.
QRgb over(QRgb source, QRgb below)
{
    const unsigned alpha = qAlpha(source);
    if (alpha == 255)
        return source;
    const auto mix
        = [&](int s, int d) { return static_cast<int>(static_cast<unsigned>(s) + static_cast<unsigned>(d) * (255 - alpha) / 255); };
    return qRgba(mix(qRed(source), qRed(below)), mix(qGreen(source), qGreen(below)), mix(qBlue(source), qBlue(below)),
        mix(qAlpha(source), qAlpha(below)));
}

} // namespace

void BlockRaster::begin(const QRectF &area, double scale)
{
    m_area = area;
    m_scale = scale;
    const QSize size(static_cast<int>(std::ceil(area.width() * scale)), static_cast<int>(std::ceil(area.height() * scale)));
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
}

void BlockRaster::fill(const QRectF &rect, QRgb color)
{
    const auto pixel
        = [&](double v, int limit) { return static_cast<int>(std::clamp(std::floor(v + 0.5), 0.0, static_cast<double>(limit))); };
    const int left = pixel((rect.left() - m_area.left()) * m_scale, m_image.width());
    const int top = pixel((rect.top() - m_area.top()) * m_scale, m_image.height());
    const int right = std::clamp(
        pixel((rect.right() - m_area.left()) * m_scale, m_image.width()), std::min(left + 1, m_image.width()), m_image.width());
    const int bottom = std::clamp(
        pixel((rect.bottom() - m_area.top()) * m_scale, m_image.height()), std::min(top + 1, m_image.height()), m_image.height());
    const QRgb value = qPremultiply(color);
    for (int y = top; y < bottom; ++y) {
        auto *line = reinterpret_cast<QRgb *>(m_image.scanLine(y));
        if (qAlpha(value) == 255)
            std::fill(line + left, line + right, value);
        else
            std::transform(line + left, line + right, line + left, [&](QRgb below) { return over(value, below); });
    }
}

void BlockRaster::line(QPointF from, QPointF to, QRgb color)
{
    double x0 = (from.x() - m_area.left()) * m_scale, y0 = (from.y() - m_area.top()) * m_scale;
    double x1 = (to.x() - m_area.left()) * m_scale, y1 = (to.y() - m_area.top()) * m_scale;
    const int width = m_image.width(), height = m_image.height();
    const QRgb value = qPremultiply(color);
    const bool steep = std::abs(y1 - y0) > std::abs(x1 - x0);
    if (steep ? y0 > y1 : x0 > x1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
    }
    const double start = steep ? y0 : x0, end = steep ? y1 : x1;
    const double slope = end - start < 1e-9 ? 0 : steep ? (x1 - x0) / (end - start) : (y1 - y0) / (end - start);
    const int first = static_cast<int>(std::max(0.0, std::floor(start)));
    const int last = static_cast<int>(std::min<double>(steep ? height : width, std::floor(end) + 1));
    for (int i = first; i < last; ++i) {
        const int j = static_cast<int>(std::floor((steep ? x0 : y0) + slope * std::max(0.0, i - start)));
        const int x = steep ? j : i, y = steep ? i : j;
        if (x >= 0 && x < width && y >= 0 && y < height)
            reinterpret_cast<QRgb *>(m_image.scanLine(y))[x] = value;
    }
}

void BlockRaster::end(QPainter &painter)
{
    const QPointF corner = painter.worldTransform().map(m_area.topLeft());
    const double ratio = painter.device()->devicePixelRatioF();
    painter.save();
    painter.resetTransform();
    m_image.setDevicePixelRatio(ratio);
    painter.drawImage(corner, m_image);
    painter.restore();
    m_image.setDevicePixelRatio(1);
}

} // namespace halftone
