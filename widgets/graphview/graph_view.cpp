// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_view.h"

#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "widgets/graphview/breadcrumb_bar.h"
#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/graph_fonts.h"
#include "widgets/graphview/layout_notice.h"
#include "widgets/graphview/minimap.h"
#include "widgets/graphview/overlay_legend.h"
#include "widgets/graphview/zoom_bar.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPointer>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace halftone {

namespace {
/// Graphs up to this size are laid out at once: it takes a few milliseconds.
constexpr std::size_t kAtOnce = 1000;
/// The notice appears only when a layout takes noticeably long.
constexpr int kNoticeAfterMs = 200;
} // namespace

GraphView::GraphView(JobRunner *jobs, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_selection(selection)
    , m_breadcrumb(new BreadcrumbBar(this))
    , m_canvas(new GraphCanvas(this))
    , m_minimap(new Minimap(m_canvas, this))
    , m_legend(new OverlayLegend(this))
    , m_findBar(new FindBar(this))
    , m_zoomBar(new ZoomBar(this))
    , m_notice(new LayoutNotice(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_breadcrumb);
    layout->addWidget(m_canvas, 1);
    setFocusProxy(m_canvas);
    m_minimap->hide();
    connectCanvas();
    connect(m_selection, &SelectionController::changed, this, &GraphView::followSelection);
    connect(m_selection, &SelectionController::hovered, this, [this](NodeId node) {
        if (m_place.empty())
            m_canvas->setHoveredNode(node);
    });
    connect(m_findBar, &FindBar::chosen, this, &GraphView::goTo);
    connect(m_findBar, &FindBar::closed, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(m_breadcrumb, &BreadcrumbBar::levelChosen, this, [this](int level) { enterPlace({m_place.begin(), m_place.begin() + level}); });
    connect(m_jobs, &JobRunner::changed, this, [this] {
        const auto running = m_jobs->running();
        const auto job = std::find_if(running.begin(), running.end(), [](const auto &status) { return status.kind == JobKind::Layout; });
        if (job == running.end())
            m_notice->hide();
        else
            m_notice->setProgress(job->done, job->total);
    });
    connect(m_legend, &OverlayLegend::limitChosen, this, &GraphView::setOverlayLimit);
    connect(m_notice, &LayoutNotice::cancelRequested, this, &GraphView::cancelLayout);
    connect(m_zoomBar, &ZoomBar::resetRequested, this, &GraphView::zoomReset);
    connect(m_zoomBar, &ZoomBar::inRequested, this, &GraphView::zoomIn);
    connect(m_zoomBar, &ZoomBar::outRequested, this, &GraphView::zoomOut);
    connect(m_zoomBar, &ZoomBar::fitRequested, this, &GraphView::fit);
}

GraphView::~GraphView() = default;

void GraphView::connectCanvas()
{
    m_canvas->setToolTipProvider([this](NodeId node) { return toolTipOf(node); });
    connect(m_canvas, &GraphCanvas::selectionChanged, this, &GraphView::publishSelection);
    connect(m_canvas, &GraphCanvas::badgeClicked, this, [this](NodeId node) {
        if (m_place.empty() && m_canvas->scene()->ownNode(node) == node)
            emit excludeToggled(node);
    });
    connect(m_canvas, &GraphCanvas::nodeActivated, this, &GraphView::activate);
    connect(m_canvas, &GraphCanvas::scopeToggled, this, &GraphView::toggleScope);
    connect(m_canvas, &GraphCanvas::contextMenuRequested, this,
        [this](NodeId node, QPoint at) { emit contextMenuRequested(m_place.empty() ? node : kNone, at); });
    connect(m_canvas, &GraphCanvas::nodeHovered, this, [this](NodeId node) {
        if (m_place.empty())
            m_selection->hoverNode(m_canvas->scene() ? m_canvas->scene()->ownNode(node) : kNone);
    });
    connect(m_canvas, &GraphCanvas::subgraphActivated, this, [this](NodeId node, quint32 attribute) {
        std::vector<SubgraphStep> place = placeOf(node);
        place.push_back({innerNode(node), attribute});
        enterPlace(place);
    });
    connect(m_canvas, &GraphCanvas::viewChanged, this, [this] {
        m_zoomBar->setScale(m_canvas->camera().scale());
        showMinimap();
        emit zoomChanged(m_canvas->camera().scale());
    });
}

void GraphView::setModel(std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts)
{
    m_model = std::move(model);
    m_facts = std::move(facts);
    m_errors.reset();
    m_decisions.clear();
    m_changes.clear();
    m_bookmarks.clear();
    m_place.clear();
    m_search.reset();
    m_customOverlay.reset();
    m_overlayLimit.reset();
    m_findBar->setSearch(nullptr);
    m_options.expanded.clear();
    m_canvas->setDecisions({});
    if (m_options.scopes)
        openInitialScopes();
    showBreadcrumb();
    rebuild(GraphCanvas::Anchor::Inputs);
}

void GraphView::setFacts(std::shared_ptr<const GraphFacts> facts)
{
    if (facts == m_facts)
        return;
    m_facts = std::move(facts);
    m_search.reset();
    if (m_findBar->isVisible())
        prepareSearch();
    // The first picture is soon there, without shapes; starting anew would show it only later.
    const bool awaited = isLayingOut() && (!m_canvas->scene() || m_canvas->scene()->request().graph != currentGraph());
    if (awaited)
        m_factsLate = true;
    else
        rebuild(GraphCanvas::Anchor::Keep);
}

void GraphView::setChanges(std::vector<NodeChange> changes)
{
    m_changes = std::move(changes);
    if (m_place.empty())
        m_canvas->setChanges(m_changes);
    m_minimap->refresh();
}

void GraphView::setBookmarks(std::vector<NodeId> nodes)
{
    m_bookmarks = std::move(nodes);
    if (m_place.empty())
        m_canvas->setBookmarks(m_bookmarks);
}

void GraphView::setDecisions(std::vector<NodeDecision> decisions)
{
    m_decisions = std::move(decisions);
    m_canvas->setDecisions(shownDecisions());
}

std::shared_ptr<const Graph> GraphView::currentGraph() const
{
    std::shared_ptr<const Graph> graph = m_model ? m_model->graph : nullptr;
    for (const SubgraphStep &step : m_place)
        if (graph)
            graph = subgraphOf(*m_model, *graph, step);
    return graph;
}

bool GraphView::isLayingOut() const { return m_jobs->isRunning(JobKind::Layout); }

void GraphView::rebuild(GraphCanvas::Anchor anchor)
{
    m_jobs->drop(JobKind::Layout);
    m_factsLate = false;
    const std::shared_ptr<const Graph> graph = currentGraph();
    if (!graph) {
        showScene(nullptr, anchor);
        return;
    }
    SceneRequest request{m_model, graph, m_place.empty() ? m_facts : nullptr, m_options, m_horizontal};
    // Until a picture of this graph is there, what is shown belongs to something else: the view starts at the inputs.
    if (!m_canvas->scene() || m_canvas->scene()->request().graph != graph)
        anchor = GraphCanvas::Anchor::Inputs;
    const auto measurer = std::make_shared<FontTextMeasurer>();
    if (graph->nodes().size() <= kAtOnce) {
        NoProgress progress;
        if (auto scene = GraphScene::build(std::move(request), *measurer, progress))
            showScene(std::move(*scene), anchor);
        return;
    }
    using ScenePointer = std::shared_ptr<const GraphScene>;
    m_jobs->start<ScenePointer>(
        JobKind::Layout, tr("Laying out the graph"),
        [request, measurer](Progress &progress) { return GraphScene::build(request, *measurer, progress); },
        [this, anchor, guard = QPointer<GraphView>(this)](Result<ScenePointer> scene) {
            if (!guard || !scene)
                return;
            showScene(std::move(*scene), anchor);
            // Once the first picture is painted.
            if (m_factsLate)
                QTimer::singleShot(0, this, [this] {
                    if (m_factsLate)
                        rebuild(GraphCanvas::Anchor::Keep);
                });
        });
    QTimer::singleShot(kNoticeAfterMs, this, [this] {
        m_notice->setVisible(isLayingOut());
        arrange();
    });
}

void GraphView::showScene(std::shared_ptr<const GraphScene> scene, GraphCanvas::Anchor anchor)
{
    m_canvas->setScene(std::move(scene), anchor);
    const bool whole = m_place.empty();
    m_canvas->setDecisions(shownDecisions());
    m_canvas->setChanges(whole ? m_changes : std::vector<NodeChange>());
    m_canvas->setBookmarks(whole ? m_bookmarks : std::vector<NodeId>());
    applyOverlay();
    if (m_place.empty())
        followSelection(false);
    if (!m_revealLater.empty()) {
        const std::vector<NodeId> nodes = std::exchange(m_revealLater, {});
        m_canvas->setSelectedNodes(nodes);
        m_canvas->revealNodes(nodes);
    }
    m_minimap->refresh();
    arrange();
    emit sceneChanged();
}

void GraphView::cancelLayout() { m_jobs->cancel(JobKind::Layout); }

void GraphView::enterPlace(const std::vector<SubgraphStep> &place)
{
    if (place == m_place)
        return;
    const std::vector<SubgraphStep> left = std::exchange(m_place, place);
    // Coming back up, the node whose inside was shown is what one looks for.
    if (left.size() > place.size() && std::equal(place.begin(), place.end(), left.begin()))
        m_revealLater = {left[place.size()].node};
    showBreadcrumb();
    rebuild(GraphCanvas::Anchor::Inputs);
}

void GraphView::leaveSubgraph()
{
    if (!m_place.empty())
        enterPlace({m_place.begin(), m_place.end() - 1});
}

void GraphView::showBreadcrumb()
{
    QStringList names;
    std::shared_ptr<const Graph> graph = m_model ? m_model->graph : nullptr;
    names << (graph && !graph->name().empty() ? QString::fromStdString(graph->name()) : tr("Model"));
    for (const SubgraphStep &step : m_place) {
        if (!graph)
            break;
        const Node &node = graph->node(step.node);
        const QString part
            = step.attribute == kNone ? QString::fromStdString(node.opType) : QString::fromStdString(node.attributes[step.attribute].name);
        names << QStringLiteral("%1 · %2").arg(QString::fromStdString(node.name), part);
        graph = subgraphOf(*m_model, *graph, step);
    }
    m_breadcrumb->setPath(names);
}

template <typename T>
void GraphView::change(T &option, T value)
{
    if (option == value)
        return;
    option = value;
    rebuild(GraphCanvas::Anchor::Keep);
}

void GraphView::setShowAttributes(bool show) { change(m_options.attributes, show); }
void GraphView::setShowInitializers(bool show) { change(m_options.initializers, show); }
void GraphView::setShowNames(bool show) { change(m_options.names, show); }
void GraphView::setShowShapes(bool show) { change(m_options.shapes, show); }
void GraphView::setHorizontal(bool horizontal) { change(m_horizontal, horizontal); }
void GraphView::setFoldQuantizePairs(bool fold) { change(m_options.foldQuantizePairs, fold); }

void GraphView::setScopes(bool scopes)
{
    if (scopes && m_options.expanded.empty())
        openInitialScopes();
    change(m_options.scopes, scopes);
}

void GraphView::expandAllScopes()
{
    std::unordered_set<std::string> all;
    if (const std::shared_ptr<const Graph> graph = currentGraph())
        for (const Scope &scope : buildScopes(*graph).scopes)
            all.insert(scope.path);
    change(m_options.expanded, std::move(all));
}

void GraphView::collapseAllScopes() { change(m_options.expanded, {}); }

void GraphView::toggleScope(const QString &path)
{
    const std::string key = path.toStdString();
    if (!m_options.expanded.erase(key))
        m_options.expanded.insert(key);
    rebuild(GraphCanvas::Anchor::Keep);
}

void GraphView::fit() { m_canvas->fit(); }
void GraphView::zoomIn() { m_canvas->zoomIn(); }
void GraphView::zoomOut() { m_canvas->zoomOut(); }
void GraphView::zoomReset() { m_canvas->zoomReset(); }
void GraphView::setWheelZooms(bool zooms) { m_canvas->setWheelZooms(zooms); }

void GraphView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange && m_model)
        rebuild(GraphCanvas::Anchor::Keep);
    QWidget::changeEvent(event);
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier) {
        if (!m_place.empty())
            leaveSubgraph();
        else
            m_selection->back();
        return;
    }
    if (event->matches(QKeySequence::Find)) {
        find();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace halftone
