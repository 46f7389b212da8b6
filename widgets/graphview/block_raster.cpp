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
    m_pixels = reinterpret_cast<QRgb *>(m_image.bits());
    m_stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
}

void BlockRaster::fill(const QRectF &rect, QRgb color)
{
    const auto pixel = [](double v, int limit) { return static_cast<int>(std::clamp(v + 0.5, 0.0, static_cast<double>(limit))); };
    const int left = pixel((rect.left() - m_area.left()) * m_scale, m_image.width());
    const int top = pixel((rect.top() - m_area.top()) * m_scale, m_image.height());
    const int right = std::clamp(
        pixel((rect.right() - m_area.left()) * m_scale, m_image.width()), std::min(left + 1, m_image.width()), m_image.width());
    const int bottom = std::clamp(
        pixel((rect.bottom() - m_area.top()) * m_scale, m_image.height()), std::min(top + 1, m_image.height()), m_image.height());
    const QRgb value = qPremultiply(color);
    for (int y = top; y < bottom; ++y) {
        QRgb *line = m_pixels + y * m_stride;
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
    const bool steep = std::abs(y1 - y0) > std::abs(x1 - x0);
    if (steep) {
        std::swap(x0, y0);
        std::swap(x1, y1);
    }
    if (x0 > x1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
    }
    // From here x is the longer way, a pixel each; only the part inside the picture is walked.
    const double width = steep ? m_image.height() : m_image.width(), height = steep ? m_image.width() : m_image.height();
    const double slope = x1 - x0 < 1e-9 ? 0 : (y1 - y0) / (x1 - x0);
    double first = std::max(0.0, x0), last = std::min(width, x1 + 1);
    if (slope != 0) {
        const double enter = x0 + ((slope > 0 ? 0 : height) - y0) / slope, leave = x0 + ((slope > 0 ? height : 0) - y0) / slope;
        first = std::max(first, enter);
        last = std::min(last, leave + 1);
    } else if (y0 < 0 || y0 >= height) {
        return;
    }
    if (last <= first)
        return;
    constexpr double kOne = 1 << 16;
    const auto end = static_cast<int>(last);
    int i = static_cast<int>(first);
    auto y = static_cast<std::int64_t>((y0 + slope * std::max(0.0, i - x0)) * kOne);
    const auto step = static_cast<std::int64_t>(slope * kOne);
    const auto limit = static_cast<std::int64_t>(height * kOne);
    const QRgb value = qPremultiply(color);
    for (; i < end; ++i, y += step) {
        if (y < 0 || y >= limit)
            continue;
        const auto j = static_cast<std::ptrdiff_t>(y >> 16);
        m_pixels[steep ? i * m_stride + j : j * m_stride + i] = value;
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
