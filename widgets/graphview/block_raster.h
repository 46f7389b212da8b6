// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>

class QPainter;

namespace halftone {

/// Plain rectangles and one-pixel lines written straight into an image: a hundred thousand of them take a few milliseconds,
/// which QPainter, careful with each, does not manage.
class BlockRaster
{
public:
    /// Covers `area` of the scene at `scale` device pixels per scene pixel.
    void begin(const QRectF &area, double scale);
    /// Colours are not premultiplied; a rectangle takes at least one pixel.
    void fill(const QRectF &rect, QRgb color);
    void line(QPointF from, QPointF to, QRgb color);
    /// Draws what was written where the painter's transform puts `area`.
    void end(QPainter &painter);

private:
    QImage m_image;
    QRgb *m_pixels = nullptr;
    std::ptrdiff_t m_stride = 0;
    QRectF m_area;
    double m_scale = 1;
};

} // namespace halftone
