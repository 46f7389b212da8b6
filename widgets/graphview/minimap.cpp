// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/minimap.h"

#include "widgets/common/theme.h"
#include "widgets/graphview/change_marks.h"
#include "widgets/graphview/graph_canvas.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace halftone {

namespace {
constexpr int kInset = 6;
constexpr int kSmallest = 48;
} // namespace

Minimap::Minimap(GraphCanvas *canvas, QWidget *parent) : QWidget(parent), m_canvas(canvas)
{
    setAccessibleName(tr("Overview of the graph"));
    setToolTip(tr("Overview: click or drag to move"));
    setCursor(Qt::PointingHandCursor);
    connect(canvas, &GraphCanvas::viewChanged, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, &Minimap::refresh);
}

QSize Minimap::sizeWithin(QSize limit) const
{
    if (!m_canvas->scene())
        return {kSmallest, kSmallest};
    const QSizeF scene = m_canvas->scene()->bounds().size();
    const QSizeF inner(limit.width() - 2 * kInset, limit.height() - 2 * kInset);
    const QSizeF fitted = scene.scaled(inner, Qt::KeepAspectRatio);
    return {std::max(kSmallest, static_cast<int>(fitted.width())) + 2 * kInset,
        std::max(kSmallest, static_cast<int>(fitted.height())) + 2 * kInset};
}

int Minimap::minimumSide() { return kSmallest + 2 * kInset; }

void Minimap::refresh()
{
    m_picture = QPixmap();
    update();
}

QTransform Minimap::sceneToMap() const
{
    const QRectF bounds = m_canvas->scene()->bounds();
    const QRectF inner = QRectF(rect()).adjusted(kInset, kInset, -kInset, -kInset);
    const double scale = std::min(inner.width() / bounds.width(), inner.height() / bounds.height());
    QTransform transform;
    transform.translate(inner.center().x(), inner.center().y());
    transform.scale(scale, scale);
    transform.translate(-bounds.center().x(), -bounds.center().y());
    return transform;
}

void Minimap::paintPicture()
{
    const double ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    const GraphScene &scene = *m_canvas->scene();
    const auto &overlay = m_canvas->look().overlayPosition;
    const auto &changes = m_canvas->look().changeOfBox;
    const QTransform transform = sceneToMap();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    const auto colorOf = [&](std::uint32_t box) {
        const GraphBox &content = scene.box(box);
        if (!changes.empty())
            return changeColor(changes[box]);
        if (!overlay.empty() && overlay[box] >= 0)
            return m_canvas->look().overlay->color(static_cast<double>(overlay[box]));
        const bool isNode = content.kind == GraphBox::Kind::Node;
        QColor color = isNode ? Theme::instance().category(content.category) : Theme::instance().mutedText();
        // Colours of headers are dark; the text's is not.
        if (Theme::instance().isDark() && isNode)
            color = color.lighter(150);
        if (!overlay.empty() || m_canvas->look().isDimmed(box))
            color.setAlpha(70);
        return color;
    };
    const auto fill = [&](const QRectF &rect, const QColor &color) {
        QRectF mapped = transform.mapRect(rect);
        // A box never vanishes; a row of them still shows gaps.
        mapped.setWidth(std::max(mapped.width(), 2.0));
        mapped.setHeight(std::max(mapped.height(), 1.0));
        painter.fillRect(mapped, color);
    };
    const LayoutRect all{-1e9, -1e9, 2e9, 2e9};
    scene.boxIndex().visit(
        all, 1.5 / transform.m11(), [&](std::uint32_t box) { fill(scene.boxRect(box), colorOf(box)); },
        [&](const LayoutRect &bounds, std::span<const std::uint32_t> boxes) {
            std::uint32_t shown = boxes.front();
            for (const std::uint32_t box : boxes)
                if ((!overlay.empty() && overlay[box] >= 0 && (overlay[shown] < 0 || overlay[box] < overlay[shown]))
                    || (!changes.empty() && changes[box] > changes[shown]))
                    shown = box;
            fill({bounds.x, bounds.y, bounds.width, bounds.height}, colorOf(shown));
        });
}

void Minimap::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    QColor back = theme.nodeBody();
    back.setAlpha(248);
    painter.setPen(QPen(theme.isDark() ? QColor(255, 255, 255, 40) : QColor(0, 0, 0, 40), 1));
    painter.setBrush(back);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    if (!m_canvas->scene())
        return;
    if (m_picture.isNull() || m_picture.size() != size() * devicePixelRatioF())
        paintPicture();
    painter.drawPixmap(0, 0, m_picture);
    const QTransform transform = sceneToMap();
    const GraphScene &scene = *m_canvas->scene();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.selection());
    const auto &selected = m_canvas->look().selected;
    constexpr int kMostMarks = 500;
    int marks = 0;
    for (std::uint32_t box = 0; box < selected.size() && marks < kMostMarks; ++box)
        if (selected[box]) {
            const QRectF mapped = transform.mapRect(scene.boxRect(box));
            painter.drawRect(
                QRectF(0, 0, std::max(4.0, mapped.width()), std::max(3.0, mapped.height())).translated(mapped.center() - QPointF(2, 1.5)));
            ++marks;
        }
    QRectF view = transform.mapRect(m_canvas->camera().visible()).intersected(QRectF(rect()).adjusted(2, 2, -2, -2));
    view.setHeight(std::max(view.height(), 3.0));
    view.setWidth(std::max(view.width(), 3.0));
    QColor glass = theme.accent();
    glass.setAlpha(28);
    painter.setBrush(glass);
    painter.setPen(QPen(theme.accent(), 1.5));
    painter.drawRect(view);
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_canvas->scene())
        m_canvas->camera().lookAt(sceneToMap().inverted().map(event->position()), m_canvas->camera().scale(), GraphCamera::Move::Soft);
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_canvas->scene())
        m_canvas->camera().lookAt(sceneToMap().inverted().map(event->position()), m_canvas->camera().scale(), GraphCamera::Move::AtOnce);
}

void Minimap::wheelEvent(QWheelEvent *event) { event->accept(); }

} // namespace halftone
