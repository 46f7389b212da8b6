// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/graph_canvas.h"
#include "widgets/graphview/graph_search.h"

#include <QWidget>

#include <optional>

namespace halftone {

class BreadcrumbBar;
class Document;
class FindBar;
class JobRunner;
class LayoutNotice;
class Minimap;
class OverlayLegend;
class SelectionController;
class ZoomBar;

/// What is coloured onto the graph.
enum class OverlayKind { None, ErrorWorstChannel, ErrorWholeTensor, ErrorLocal, Macs, Weights, Custom };

/// The graph of a model with everything around it: canvas, overview, legend, find bar, breadcrumb. Lays out in the background
/// and leaves the old picture usable until the new one is there.
class GraphView : public QWidget
{
    Q_OBJECT

public:
    /// Follows the document: model, facts, decisions and errors. Both outlive the view.
    GraphView(Document *document, SelectionController *selection, QWidget *parent = nullptr);
    /// Without a document; the owner sets what is shown. `jobs` runs layouts (JobKind::Layout); the selection is shared with all other
    /// views. Both outlive the view.
    GraphView(JobRunner *jobs, SelectionController *selection, QWidget *parent = nullptr);
    ~GraphView() override;

    GraphCanvas *canvas() const { return m_canvas; }
    FindBar *findBar() const { return m_findBar; }
    Minimap *minimap() const { return m_minimap; }

    void setModel(std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts = nullptr);
    void setFacts(std::shared_ptr<const GraphFacts> facts);
    void setDecisions(std::vector<NodeDecision> decisions);
    void setErrors(std::shared_ptr<const ErrorReport> errors);
    /// Marks what became of each node of the model's graph in a comparison; a new model ends it.
    void setChanges(std::vector<NodeChange> changes);
    /// Nodes of the model's graph that are drawn with a bookmark; a new model has none.
    void setBookmarks(std::vector<NodeId> nodes);
    /// Colours any numbers; the kind becomes OverlayKind::Custom.
    void setOverlay(std::optional<GraphOverlay> overlay);
    /// What is coloured onto the graph now, without the limit; nothing when nothing is.
    std::optional<GraphOverlay> overlay() const { return makeOverlay(); }
    /// Colours only what is as bad as `limit` or worse; nothing shows all. Another overlay starts without one.
    void setOverlayLimit(std::optional<double> limit);
    OverlayLegend *legend() const { return m_legend; }

    const BoxOptions &boxOptions() const { return m_options; }
    bool isHorizontal() const { return m_horizontal; }
    bool isLayingOut() const;
    OverlayKind overlayKind() const { return m_overlayKind; }

    /// Graph shown now: the model's, or a subgraph that was entered.
    std::shared_ptr<const Graph> currentGraph() const;
    const std::vector<SubgraphStep> &place() const { return m_place; }
    void enterPlace(const std::vector<SubgraphStep> &place);

    /// Dims everything else: what leads here, what depends on it, what lies between.
    void highlightUpstream(const std::vector<NodeId> &nodes);
    void highlightDownstream(const std::vector<NodeId> &nodes);
    void highlightNeighbours(const std::vector<NodeId> &nodes, int hops);
    void highlightPaths(NodeId a, NodeId b);
    void highlightType(const QString &opType);
    bool isHighlighting() const;

    /// Shows what is inside the one selected node within this picture, or closes it again.
    void toggleInsideOfSelected();
    /// The one selected node has a subgraph or a function body to go into.
    bool canEnterSelected() const { return insideOfSelected().has_value(); }

public slots:
    void fit();
    void zoomIn();
    void zoomOut();
    void zoomReset();
    void setShowAttributes(bool show);
    void setShowInitializers(bool show);
    void setShowNames(bool show);
    void setShowShapes(bool show);
    void setHorizontal(bool horizontal);
    void setFoldQuantizePairs(bool fold);
    void setScopes(bool scopes);
    void expandAllScopes();
    void collapseAllScopes();
    void toggleScope(const QString &path);
    void setOverlayKind(halftone::OverlayKind kind);
    void setMinimapVisible(bool visible);
    void setWheelZooms(bool zooms);
    void clearHighlight();
    void find();
    /// Lists what `text` finds in the upper right corner, below the line it is typed in; the keyboard stays there.
    void follow(const QString &text);
    void enterSelected();
    void leaveSubgraph();
    void cancelLayout();

signals:
    /// The badge of a node was clicked: exclude it, or include it again.
    void excludeToggled(halftone::NodeId node);
    /// kNone for the background.
    void contextMenuRequested(halftone::NodeId node, QPoint globalPosition);
    void nodeActivated(halftone::NodeId node);
    void sceneChanged();
    void highlightChanged();
    void zoomChanged(double scale);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectCanvas();
    void highlight(const std::vector<NodeId> &nodes);
    /// The first subgraph of the one selected node, or the function it calls.
    std::optional<SubgraphStep> insideOfSelected() const;
    /// The way into the body that a drawn node is in, and its id there.
    std::vector<SubgraphStep> placeOf(NodeId node) const;
    NodeId innerNode(NodeId node) const;
    void activate(NodeId node);
    /// Decisions by drawn node: what is inside a node, or in a subgraph that was entered, stays float and says so.
    std::vector<NodeDecision> shownDecisions() const;
    /// Builds the scene anew: at once when small, else as a job.
    void rebuild(GraphCanvas::Anchor anchor);
    void showScene(std::shared_ptr<const GraphScene> scene, GraphCanvas::Anchor anchor);
    /// Part of the canvas where things may lie over it.
    QRect freeArea() const;
    /// The value of a constant that is drawn as a row of the node which reads it; kNone for everything else.
    ValueId rowOfConstant(const std::vector<NodeId> &nodes) const;
    /// An overview of what is in view anyway, or of a graph with little room, is in the way.
    void showMinimap();
    void arrange();
    void followSelection(bool reveal);
    void publishSelection();
    void goTo(const GraphSearch::Match &match);
    void prepareSearch();
    void showBreadcrumb();
    void openInitialScopes();
    QString toolTipOf(NodeId node) const;
    std::optional<GraphOverlay> makeOverlay() const;
    void applyOverlay();
    template <typename T>
    void change(T &option, T value);

    JobRunner *m_jobs;
    SelectionController *m_selection;
    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const GraphFacts> m_facts;
    std::shared_ptr<const ErrorReport> m_errors;
    std::vector<NodeDecision> m_decisions;
    std::vector<NodeChange> m_changes;
    std::vector<NodeId> m_bookmarks;
    std::vector<SubgraphStep> m_place;
    BoxOptions m_options;
    bool m_horizontal = false;
    OverlayKind m_overlayKind = OverlayKind::ErrorWorstChannel;
    std::optional<GraphOverlay> m_customOverlay;
    std::optional<double> m_overlayLimit;
    std::shared_ptr<const GraphSearch> m_search;
    /// Selection made here must not come back as a command to move.
    bool m_publishing = false;
    /// To be shown once the scene being built is there.
    std::vector<NodeId> m_revealLater;
    bool m_minimapVisible = true;
    /// Pixels of the graph that zoom and legend are on.
    int m_coveredBottom = 0;
    /// Facts came while the first picture was being laid out: another one with them follows it.
    bool m_factsLate = false;

    BreadcrumbBar *m_breadcrumb;
    GraphCanvas *m_canvas;
    Minimap *m_minimap;
    OverlayLegend *m_legend;
    FindBar *m_findBar;
    ZoomBar *m_zoomBar;
    LayoutNotice *m_notice;
};

} // namespace halftone

Q_DECLARE_METATYPE(halftone::OverlayKind)
