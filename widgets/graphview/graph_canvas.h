// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/graph_camera.h"
#include "widgets/graphview/graph_painter.h"

#include <QMargins>
#include <QRubberBand>
#include <QWidget>

#include <functional>
#include <optional>

namespace halftone {

/// The surface a graph is painted on: zoom, pan, selection, keyboard walk. Knows a scene, no document.
class GraphCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit GraphCanvas(QWidget *parent = nullptr);

    enum class Anchor {
        Inputs, ///< 100 %, centred on the inputs
        Keep, ///< what is selected or in the middle stays where it is on screen
    };
    void setScene(std::shared_ptr<const GraphScene> scene, Anchor anchor);
    const GraphScene *scene() const { return m_scene.get(); }
    GraphCamera &camera() { return m_camera; }
    const GraphCamera &camera() const { return m_camera; }

    const GraphLook &look() const { return m_look; }
    void setDecisions(std::vector<NodeDecision> decisions);
    void setOverlay(std::optional<GraphOverlay> overlay);
    /// What became of each node (by NodeId) in a comparison; empty for none.
    void setChanges(std::vector<NodeChange> changes);
    /// Nodes drawn with a bookmark.
    void setBookmarks(std::vector<NodeId> nodes);
    /// Dims everything but these nodes; an empty set shows all again.
    void highlight(const std::vector<NodeId> &nodes);

    /// Sets what is drawn as selected, without a signal.
    void setSelectedNodes(const std::vector<NodeId> &nodes);
    void setSelectedValue(ValueId value);
    void setHoveredValue(ValueId value);
    void setHoveredNode(NodeId node);
    std::vector<NodeId> selectedNodes() const;
    ValueId selectedValue() const { return m_look.selectedValue; }
    void revealNodes(const std::vector<NodeId> &nodes);
    void revealValue(ValueId value);

    /// The box the keyboard is on, kNone for none.
    std::uint32_t focusBox() const;
    /// Takes the keyboard there, selects and shows it.
    void focusOn(std::uint32_t box);
    /// What a screen reader says of a box ("Conv conv1, int8, 2 inputs") and of what it is connected with.
    QString spokenText(std::uint32_t box) const;
    QString spokenEdges(std::uint32_t box) const;
    const std::shared_ptr<const GraphScene> &sharedScene() const { return m_scene; }

    /// What floats over the edges: a node is shown, and the whole graph fitted, inside of that.
    void setCovered(QMargins covered) { m_covered = covered; }
    /// The wheel alone zooms, and scrolls with Ctrl.
    void setWheelZooms(bool zooms) { m_wheelZooms = zooms; }
    /// Text of a node's tool tip; empty for none.
    void setToolTipProvider(std::function<QString(NodeId)> provider) { m_toolTip = std::move(provider); }

public slots:
    void fit();
    void zoomIn();
    void zoomOut();
    void zoomReset();

signals:
    void selectionChanged();
    void badgeClicked(halftone::NodeId node);
    void nodeActivated(halftone::NodeId node);
    void contextMenuRequested(halftone::NodeId node, QPoint globalPosition);
    void nodeHovered(halftone::NodeId node);
    void scopeToggled(const QString &path);
    void subgraphActivated(halftone::NodeId node, quint32 attribute);
    void viewChanged();
    void painted(double milliseconds);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Hit
    {
        enum class Kind { Nothing, Badge, Box, Row, ScopeMark, GroupHeader, StubName, Edge } kind = Kind::Nothing;
        std::uint32_t box = kNone;
        std::uint32_t row = kNone;
        std::uint32_t edge = kNone;
        std::uint32_t group = kNone;
        bool incoming = false;
    };
    Hit hitAt(QPointF view) const;
    bool handleGesture(QEvent *event);
    void click(QPointF view, Qt::KeyboardModifiers modifiers);
    void selectBoxes(const std::vector<std::uint32_t> &boxes, ValueId value, bool extend);
    void selectBox(std::uint32_t box, bool reveal);
    /// Tells screen readers which box the keyboard is on.
    void announceFocus();
    void hover(QPointF view);
    void toggleScope(std::uint32_t box, std::uint32_t group);
    void finishRubberBand(Qt::KeyboardModifiers modifiers);
    /// Along an edge (forward, backward) or to the neighbour beside it.
    enum class Step { Forward, Backward, Left, Right };
    void walk(Step step);
    std::uint32_t boxBeside(std::uint32_t box, bool after) const;
    void showInputs();
    QMarginsF covered() const;

    std::shared_ptr<const GraphScene> m_scene;
    GraphLook m_look;
    GraphCamera m_camera;
    GraphPainter m_painter;
    std::function<QString(NodeId)> m_toolTip;
    bool m_wheelZooms = false;

    enum class Drag { None, Pressed, Pan, RubberBand } m_drag = Drag::None;
    QPointF m_pressedAt, m_lastAt;
    QRubberBand m_rubberBand;
    /// Where the view is while it shows the inputs as it did first.
    std::optional<QPointF> m_inputsAt;
    QMargins m_covered;
    std::uint32_t m_focusBox = kNone;
};

} // namespace halftone
