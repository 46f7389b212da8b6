// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/view_actions.h"

#include "app/actions/graph_actions.h"
#include "app/docks.h"
#include "app/language.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/document/sensitivity_profile.h"
#include "core/document/time_profile.h"
#include "widgets/graphview/graph_view.h"

#include <QActionGroup>
#include <QDockWidget>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

std::optional<GraphOverlay> timeOverlay(const QString &title, const std::vector<double> &milliseconds)
{
    GraphOverlay overlay;
    overlay.title = title;
    overlay.unit = QStringLiteral("ms");
    overlay.values = milliseconds;
    overlay.highIsGood = false;
    overlay.maximum = 0;
    for (const double value : milliseconds)
        overlay.maximum = std::isnan(value) ? overlay.maximum : std::max(overlay.maximum, value);
    return overlay.maximum > 0 ? std::optional(overlay) : std::nullopt;
}

std::optional<GraphOverlay> sensitivityOverlay(std::vector<double> decibels)
{
    if (decibels.empty())
        return std::nullopt;
    GraphOverlay overlay;
    overlay.title = ViewActions::tr("Sensitivity");
    overlay.unit = QStringLiteral("dB");
    overlay.values = std::move(decibels);
    overlay.maximum = 50;
    return overlay;
}

} // namespace

ViewActions::ViewActions(MainWindow *window) : ActionSet(window), m_main(window)
{
    GraphView *graph = m_main->graphView();
    SelectionController *selection = m_main->selection();
    setTitle(QT_TR_NOOP("&View"));
    add("back", QT_TR_NOOP("&Back"), QT_TR_NOOP("Go to what was selected before"), QKeySequence::Back, [selection] { selection->back(); });
    add("forward", QT_TR_NOOP("&Forward"), QT_TR_NOOP("Go on to what was selected after"), QKeySequence::Forward,
        [selection] { selection->forward(); });
    addSeparator();
    add("zoomIn", QT_TR_NOOP("Zoom &in"), QT_TR_NOOP("Show the graph larger"), QKeySequence::ZoomIn, [graph] { graph->zoomIn(); });
    add("zoomOut", QT_TR_NOOP("Zoom &out"), QT_TR_NOOP("Show the graph smaller"), QKeySequence::ZoomOut, [graph] { graph->zoomOut(); });
    add("zoomReset", QT_TR_NOOP("&Actual size"), QT_TR_NOOP("Show the graph at 100 %"), Qt::CTRL | Qt::Key_0,
        [graph] { graph->zoomReset(); });
    add("fit", QT_TR_NOOP("Fi&t"), QT_TR_NOOP("Show the whole graph (Space)"), Qt::CTRL | Qt::Key_9, [graph] { graph->fit(); });
    addSeparator();
    addViewToggle("horizontal", QT_TR_NOOP("&Horizontal"), QT_TR_NOOP("Draw from left to right"), Qt::CTRL | Qt::SHIFT | Qt::Key_H, false,
        [graph](bool on) { graph->setHorizontal(on); });
    addViewToggle("attributes", QT_TR_NOOP("Attrib&utes"), QT_TR_NOOP("Show attributes in nodes"), Qt::CTRL | Qt::Key_D, false,
        [graph](bool on) { graph->setShowAttributes(on); });
    addViewToggle("initializers", QT_TR_NOOP("I&nitializers"), QT_TR_NOOP("Show weights and constants in nodes"), Qt::CTRL | Qt::Key_I,
        true, [graph](bool on) { graph->setShowInitializers(on); });
    addViewToggle("names", QT_TR_NOOP("Na&mes"), QT_TR_NOOP("Show node names instead of operator types"), Qt::CTRL | Qt::Key_U, false,
        [graph](bool on) { graph->setShowNames(on); });
    addViewToggle("scopes", QT_TR_NOOP("&Scopes"), QT_TR_NOOP("Gather nodes by the parts of their names"), Qt::CTRL | Qt::Key_G, false,
        [graph](bool on) { graph->setScopes(on); });
    addViewToggle("fold", QT_TR_NOOP("Fold &Q/DQ pairs"), QT_TR_NOOP("Show a quantized graph as the operators it quantizes"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Q, true, [graph](bool on) { graph->setFoldQuantizePairs(on); });
    addViewToggle("minimap", QT_TR_NOOP("Minima&p"), QT_TR_NOOP("Show the whole graph in a corner"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, true,
        [graph](bool on) { graph->setMinimapVisible(on); });
    addViewToggle("wheelZooms", QT_TR_NOOP("Mouse &wheel zooms"),
        QT_TR_NOOP("The wheel zooms at the cursor and Ctrl+wheel scrolls, instead of the other way round"), {}, false,
        [graph](bool on) { graph->setWheelZooms(on); });
    addOverlays();
    addSeparator();
    m_docks = addSubmenu(QT_TR_NOOP("&Docks"), QT_TR_NOOP("Show and hide the panels around the graph"));
    addThemes();
    addLanguages();

    connect(selection, &SelectionController::changed, this, &ViewActions::update);
    connect(m_main->document(), &Document::modelChanged, this, &ViewActions::update);
    retranslate();
}

void ViewActions::addViewToggle(
    const char *id, const char *text, const char *tip, const QKeySequence &shortcut, bool fallback, std::function<void(bool)> handler)
{
    const QString name = QLatin1String(id);
    const bool on = settings::viewOption(name, fallback);
    QAction *toggle = addToggle(id, text, tip, shortcut, [name, handler](bool checked) {
        settings::setViewOption(name, checked);
        handler(checked);
    });
    const QSignalBlocker blocker(toggle);
    toggle->setChecked(on);
    handler(on);
}

void ViewActions::addOverlays()
{
    QMenu *submenu = addSubmenu(QT_TR_NOOP("Overla&y"), QT_TR_NOOP("Colour figures onto the nodes of graph and minimap"));
    m_overlays = new QActionGroup(this);
    addOverlay(
        submenu, OverlayKind::None, [] { return tr("None"); }, [] { return tr("Nodes keep the colour of their category only"); });
    addOverlay(
        submenu, OverlayKind::ErrorWorstChannel, [] { return tr("Error, worst channel"); },
        [] { return tr("SQNR of the worst channel of what each node makes, the whole model quantized"); });
    addOverlay(
        submenu, OverlayKind::ErrorWholeTensor, [] { return tr("Error, whole tensor"); },
        [] { return tr("SQNR over all channels: an average may hide a bad channel"); });
    addOverlay(
        submenu, OverlayKind::ErrorLocal, [] { return tr("Error of the node alone"); },
        [] { return tr("SQNR when only this node is quantized and its inputs are exact"); });
    addOverlay(
        submenu, OverlayKind::Macs, [] { return tr("MACs"); }, [] { return tr("Multiply-accumulates of each node"); });
    addOverlay(
        submenu, OverlayKind::Weights, [] { return tr("Bytes of weights"); }, [] { return tr("Bytes of the constants of each node"); });
    const SensitivityProfile *sensitivity = m_main->docks()->sensitivity();
    addCustomOverlay(
        submenu, [] { return tr("Sensitivity"); }, [] { return tr("Worst channel of the outputs when only this node is quantized"); },
        [sensitivity] { return sensitivityOverlay(sensitivity->decibels()); });
    connect(sensitivity, &SensitivityProfile::changed, this, &ViewActions::updateOverlays);
    const TimeProfile *times = m_main->docks()->times();
    addCustomOverlay(
        submenu, [] { return tr("Time, float"); }, [] { return tr("What each node takes in floating point"); },
        [times] { return times->times() ? timeOverlay(tr("Time, float"), times->times()->floatMs) : std::nullopt; });
    addCustomOverlay(
        submenu, [] { return tr("Time, quantized"); }, [] { return tr("What each node takes in the quantized model"); },
        [times] { return times->times() ? timeOverlay(tr("Time, quantized"), times->times()->quantizedMs) : std::nullopt; });
    connect(times, &TimeProfile::changed, this, &ViewActions::updateOverlays);
    const GraphActions *graph = m_main->graphActions();
    QAction *fromFile = addCustomOverlay(
        submenu, [] { return tr("Node data of a file"); }, [] { return tr("Numbers loaded by Graph › Load node data"); },
        [graph] { return graph->nodeData(); });
    connect(graph, &GraphActions::nodeDataChanged, this, [this, graph, fromFile] {
        updateOverlays();
        if (graph->nodeData())
            fromFile->trigger();
    });
}

QAction *ViewActions::addCustomOverlay(QMenu *submenu, std::function<QString()> text, std::function<QString()> tip, MakeOverlay make)
{
    QAction *choice = addChoice(submenu, m_overlays, std::move(text), std::move(tip));
    connect(choice, &QAction::triggered, this, [this, make] { m_main->graphView()->setOverlay(make()); });
    m_custom.push_back({choice, std::move(make)});
    return choice;
}

void ViewActions::updateOverlays()
{
    for (const CustomOverlay &each : m_custom) {
        const auto overlay = each.make();
        allowChoice(each.action, overlay.has_value(), tr("There are no such figures yet."));
        if (!each.action->isChecked())
            continue;
        if (overlay)
            m_main->graphView()->setOverlay(overlay);
        else
            m_overlays->actions().at(1)->trigger();
    }
}

void ViewActions::addOverlay(QMenu *submenu, OverlayKind kind, std::function<QString()> text, std::function<QString()> tip)
{
    QAction *choice = addChoice(submenu, m_overlays, std::move(text), std::move(tip));
    choice->setChecked(kind == m_main->graphView()->overlayKind());
    connect(choice, &QAction::triggered, this, [this, kind] { m_main->graphView()->setOverlayKind(kind); });
}

void ViewActions::addThemes()
{
    QMenu *submenu = addSubmenu(QT_TR_NOOP("Th&eme"), QT_TR_NOOP("Light or dark"));
    auto *group = new QActionGroup(this);
    struct Entry
    {
        Theme::Scheme scheme;
        QString (*text)();
        QString (*tip)();
    };
    static constexpr Entry kEntries[] = {
        {Theme::Scheme::System, [] { return tr("As the system"); }, [] { return tr("Light or dark as the desktop is"); }},
        {Theme::Scheme::Light, [] { return tr("Light"); }, [] { return tr("Dark text on a light ground"); }},
        {Theme::Scheme::Dark, [] { return tr("Dark"); }, [] { return tr("Light text on a dark ground"); }},
    };
    for (const Entry &entry : kEntries) {
        QAction *choice = addChoice(submenu, group, entry.text, entry.tip);
        choice->setChecked(entry.scheme == settings::theme());
        connect(choice, &QAction::triggered, this, [scheme = entry.scheme] {
            settings::setTheme(scheme);
            Theme::instance().setScheme(scheme);
        });
    }
}

void ViewActions::addLanguages()
{
    QMenu *submenu = addSubmenu(QT_TR_NOOP("&Language"), QT_TR_NOOP("Language of the window; changes at once"));
    auto *group = new QActionGroup(this);
    for (const Language &language : availableLanguages()) {
        const auto text
            = [name = language.nativeName, isSystem = language.locale.isEmpty()] { return isSystem ? tr("As the system") : name; };
        QAction *choice = addChoice(submenu, group, text, [] { return tr("Language of the window; changes at once"); });
        choice->setChecked(language.locale == settings::language());
        connect(choice, &QAction::triggered, this, [locale = language.locale] {
            settings::setLanguage(locale);
            applyLanguage(locale);
        });
    }
}

void ViewActions::setDocks(const QList<QDockWidget *> &docks)
{
    for (QDockWidget *dock : docks)
        m_docks->addAction(dock->toggleViewAction());
    retranslateDocks();
}

void ViewActions::retranslateDocks()
{
    for (QAction *action : m_docks->actions()) {
        action->setStatusTip(tr("Show or hide this panel"));
        action->setToolTip(action->statusTip());
    }
}

void ViewActions::retranslate()
{
    ActionSet::retranslate();
    retranslateDocks();
    updateOverlays();
    update();
}

void ViewActions::update()
{
    const bool open = m_main->document()->model() != nullptr;
    allow("back", m_main->selection()->canGoBack(), tr("This is where the history begins."));
    allow("forward", m_main->selection()->canGoForward(), tr("This is where the history ends."));
    for (const char *id : {"zoomIn", "zoomOut", "zoomReset", "fit"})
        allow(id, open, tr("No model is open."));
}

} // namespace halftone
