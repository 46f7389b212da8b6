// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMarginsF>
#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QVariantAnimation>

namespace halftone {

/// Where one looks at a scene from: zoom and position, with soft moves that any other move interrupts.
class GraphCamera : public QObject
{
    Q_OBJECT

public:
    enum class Move { Soft, AtOnce };

    explicit GraphCamera(QObject *parent = nullptr);

    void setViewSize(QSizeF size);
    /// Keeps at least a corner of `bounds` in view from now on.
    void setBounds(const QRectF &bounds);

    double scale() const { return m_scale; }
    /// Scene point in the middle of the view.
    QPointF center() const { return m_center; }
    QRectF visible() const;
    QPointF toView(QPointF scene) const;
    QPointF toScene(QPointF view) const;
    bool isMoving() const { return m_animation.state() == QAbstractAnimation::Running; }
    /// Where a soft move ends.
    double targetScale() const { return isMoving() ? m_toScale : m_scale; }

    /// Multiplies the zoom; what is under `view` stays there.
    void zoomAt(QPointF view, double factor, Move move = Move::AtOnce);
    void zoomTo(double scale, Move move = Move::Soft);
    void pan(QPointF viewDelta);
    void lookAt(QPointF center, double scale, Move move);
    /// Shows all of `rect` inside `margins` (pixels of the view); never larger than 100 %.
    void fit(const QRectF &rect, const QMarginsF &margins, Move move);
    /// Moves only if `rect` is outside the central 90 % of the view, or in `margins`.
    void reveal(const QRectF &rect, const QMarginsF &margins, Move move);
    void stop();

    static double smallestScale() { return 0.0005; }
    static double largestScale() { return 4; }

signals:
    void changed();

private:
    void set(QPointF center, double scale);
    double clampedScale(double scale) const;
    QPointF clampedCenter(QPointF center, double scale) const;

    QSizeF m_size{1, 1};
    QRectF m_bounds;
    QPointF m_center;
    double m_scale = 1;
    QVariantAnimation m_animation;
    QPointF m_fromCenter, m_toCenter;
    double m_fromScale = 1, m_toScale = 1;
    /// View point that stays fixed while zooming, if any.
    bool m_hasAnchor = false;
    QPointF m_anchorView, m_anchorScene;
};

} // namespace halftone
