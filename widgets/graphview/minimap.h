// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace halftone {

class GraphCanvas;

/// The whole graph in a corner, coloured as the graph is; a frame shows what the canvas shows and can be dragged.
class Minimap : public QWidget
{
    Q_OBJECT

public:
    explicit Minimap(GraphCanvas *canvas, QWidget *parent = nullptr);

    /// Size that shows the scene's proportions within `limit`.
    QSize sizeWithin(QSize limit) const;
    /// It is never narrower or lower.
    static int minimumSide();
    /// Paints the picture anew: scene, overlay or selection changed.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QTransform sceneToMap() const;
    void paintPicture();

    GraphCanvas *m_canvas;
    QPixmap m_picture;
};

} // namespace halftone
