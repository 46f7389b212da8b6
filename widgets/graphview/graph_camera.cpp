// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_camera.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {
constexpr int kMoveMilliseconds = 200;
constexpr double kCentral = 0.9;
/// Pixels of the picture that always stay in view.
constexpr double kKept = 60;
} // namespace

GraphCamera::GraphCamera(QObject *parent) : QObject(parent)
{
    m_animation.setDuration(kMoveMilliseconds);
    m_animation.setEasingCurve(QEasingCurve::InOutCubic);
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        const double t = value.toDouble();
        const double scale = m_fromScale * std::pow(m_toScale / m_fromScale, t);
        if (m_hasAnchor) {
            const QPointF fromMiddle = m_anchorView - QPointF(m_size.width(), m_size.height()) / 2;
            set(m_anchorScene - fromMiddle / scale, scale);
        } else {
            // The centre follows the zoom, so that the target does not leave the view on the way.
            const double denominator = 1 / m_toScale - 1 / m_fromScale;
            const double s = std::abs(denominator) < 1e-9 ? t : (1 / scale - 1 / m_fromScale) / denominator;
            set(m_fromCenter + (m_toCenter - m_fromCenter) * s, scale);
        }
    });
}

void GraphCamera::setViewSize(QSizeF size)
{
    m_size = QSizeF(std::max(1.0, size.width()), std::max(1.0, size.height()));
    emit changed();
}

void GraphCamera::setBounds(const QRectF &bounds) { m_bounds = bounds; }

QRectF GraphCamera::visible() const
{
    const QSizeF size = m_size / m_scale;
    return {m_center.x() - size.width() / 2, m_center.y() - size.height() / 2, size.width(), size.height()};
}

QPointF GraphCamera::toView(QPointF scene) const { return (scene - m_center) * m_scale + QPointF(m_size.width(), m_size.height()) / 2; }
QPointF GraphCamera::toScene(QPointF view) const { return (view - QPointF(m_size.width(), m_size.height()) / 2) / m_scale + m_center; }

double GraphCamera::clampedScale(double scale) const { return std::clamp(scale, smallestScale(), largestScale()); }

QPointF GraphCamera::clampedCenter(QPointF center, double scale) const
{
    if (m_bounds.isEmpty())
        return center;
    const double x = std::max(0.0, m_size.width() / 2 - kKept) / scale, y = std::max(0.0, m_size.height() / 2 - kKept) / scale;
    return {std::clamp(center.x(), m_bounds.left() - x, m_bounds.right() + x),
        std::clamp(center.y(), m_bounds.top() - y, m_bounds.bottom() + y)};
}

void GraphCamera::set(QPointF center, double scale)
{
    m_scale = clampedScale(scale);
    m_center = clampedCenter(center, m_scale);
    emit changed();
}

void GraphCamera::stop() { m_animation.stop(); }

void GraphCamera::lookAt(QPointF center, double scale, Move move)
{
    stop();
    m_hasAnchor = false;
    scale = clampedScale(scale);
    center = clampedCenter(center, scale);
    if (move == Move::AtOnce) {
        set(center, scale);
        return;
    }
    m_fromCenter = m_center;
    m_fromScale = m_scale;
    m_toCenter = center;
    m_toScale = scale;
    if (m_fromCenter != m_toCenter || m_fromScale != m_toScale)
        m_animation.start();
}

void GraphCamera::zoomAt(QPointF view, double factor, Move move)
{
    // A second press during a soft zoom goes on from where the first one would have ended.
    const double scale = clampedScale((move == Move::Soft ? targetScale() : m_scale) * factor);
    stop();
    const QPointF anchor = toScene(view);
    if (move == Move::AtOnce) {
        const QPointF fromMiddle = view - QPointF(m_size.width(), m_size.height()) / 2;
        set(anchor - fromMiddle / scale, scale);
        return;
    }
    m_hasAnchor = true;
    m_anchorView = view;
    m_anchorScene = anchor;
    m_fromScale = m_scale;
    m_toScale = scale;
    m_animation.start();
}

void GraphCamera::zoomTo(double scale, Move move)
{
    zoomAt(QPointF(m_size.width(), m_size.height()) / 2, clampedScale(scale) / (move == Move::Soft ? targetScale() : m_scale), move);
}

void GraphCamera::pan(QPointF viewDelta)
{
    stop();
    set(m_center - viewDelta / m_scale, m_scale);
}

void GraphCamera::fit(const QRectF &rect, const QMarginsF &margins, Move move)
{
    const QRectF view(QPointF(), m_size);
    const QRectF room = view.marginsRemoved(margins);
    const double scale = clampedScale(std::min({1.0, room.width() / rect.width(), room.height() / rect.height()}));
    lookAt(rect.center() - (room.center() - view.center()) / scale, scale, move);
}

void GraphCamera::reveal(const QRectF &rect, const QMarginsF &margins, Move move)
{
    QRectF view = visible();
    if (isMoving() && !m_hasAnchor) {
        view = QRectF(QPointF(), m_size / m_toScale);
        view.moveCenter(m_toCenter);
    }
    const double x = view.width() * (1 - kCentral) / 2, y = view.height() * (1 - kCentral) / 2;
    const QMarginsF kept = margins / targetScale() | QMarginsF(x, y, x, y);
    if (!view.marginsRemoved(kept).contains(rect))
        lookAt(rect.center(), targetScale(), move);
}

} // namespace halftone
