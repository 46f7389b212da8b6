// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/view_actions.h"

#include "app/language.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/graphview/graph_view.h"

#include <QActionGroup>
#include <QDockWidget>

namespace halftone {

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
    addViewToggle("attributes", QT_TR_NOOP("Attri&butes"), QT_TR_NOOP("Show attributes in nodes"), Qt::CTRL | Qt::Key_D, false,
        [graph](bool on) { graph->setShowAttributes(on); });
    addViewToggle("initializers", QT_TR_NOOP("I&nitializers"), QT_TR_NOOP("Show weights and constants in nodes"), Qt::CTRL | Qt::Key_I,
        true, [graph](bool on) { graph->setShowInitializers(on); });
    addViewToggle("names", QT_TR_NOOP("Na&mes"), QT_TR_NOOP("Show node names instead of operator types"), Qt::CTRL | Qt::Key_U, false,
        [graph](bool on) { graph->setShowNames(on); });
    addViewToggle("scopes", QT_TR_NOOP("&Scopes"), QT_TR_NOOP("Gather nodes by the parts of their names"), Qt::CTRL | Qt::Key_G, false,
        [graph](bool on) { graph->setScopes(on); });
    addViewToggle("fold", QT_TR_NOOP("Fold &Q/DQ pairs"), QT_TR_NOOP("Show a quantized graph as the operators it quantizes"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_Q, true, [graph](bool on) { graph->setFoldQuantizePairs(on); });
    addViewToggle("minimap", QT_TR_NOOP("Mini&map"), QT_TR_NOOP("Show the whole graph in a corner"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, true,
        [graph](bool on) { graph->setMinimapVisible(on); });
    addOverlays();
    addSeparator();
    m_docks = addSubmenu(QT_TR_NOOP("&Docks"));
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
    QMenu *submenu = addSubmenu(QT_TR_NOOP("&Overlay"));
    auto *group = new QActionGroup(this);
    const std::vector<std::pair<OverlayKind, std::function<QString()>>> kinds{
        {OverlayKind::None, [] { return tr("None"); }},
        {OverlayKind::ErrorWorstChannel, [] { return tr("Error, worst channel"); }},
        {OverlayKind::ErrorWholeTensor, [] { return tr("Error, whole tensor"); }},
        {OverlayKind::ErrorLocal, [] { return tr("Error of the node alone"); }},
        {OverlayKind::Macs, [] { return tr("MACs"); }},
        {OverlayKind::Weights, [] { return tr("Bytes of weights"); }},
    };
    for (const auto &[kind, text] : kinds) {
        QAction *choice = submenu->addAction(QString());
        choice->setCheckable(true);
        choice->setChecked(kind == m_main->graphView()->overlayKind());
        group->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, kind = kind] { m_main->graphView()->setOverlayKind(kind); });
        m_choices.push_back({choice, text});
    }
}

void ViewActions::addThemes()
{
    QMenu *submenu = addSubmenu(QT_TR_NOOP("T&heme"));
    auto *group = new QActionGroup(this);
    const std::vector<std::pair<Theme::Scheme, std::function<QString()>>> schemes{
        {Theme::Scheme::System, [] { return tr("As the system"); }},
        {Theme::Scheme::Light, [] { return tr("Light"); }},
        {Theme::Scheme::Dark, [] { return tr("Dark"); }},
    };
    for (const auto &[scheme, text] : schemes) {
        QAction *choice = submenu->addAction(QString());
        choice->setCheckable(true);
        choice->setChecked(scheme == settings::theme());
        group->addAction(choice);
        connect(choice, &QAction::triggered, this, [scheme = scheme] {
            settings::setTheme(scheme);
            Theme::instance().setScheme(scheme);
        });
        m_choices.push_back({choice, text});
    }
}

void ViewActions::addLanguages()
{
    QMenu *submenu = addSubmenu(QT_TR_NOOP("&Language"));
    auto *group = new QActionGroup(this);
    for (const Language &language : availableLanguages()) {
        QAction *choice = submenu->addAction(language.nativeName);
        choice->setCheckable(true);
        choice->setChecked(language.locale == settings::language());
        group->addAction(choice);
        connect(choice, &QAction::triggered, this, [locale = language.locale] {
            settings::setLanguage(locale);
            applyLanguage(locale);
        });
        if (language.locale.isEmpty())
            m_choices.push_back({choice, [] { return tr("As the system"); }});
    }
}

void ViewActions::setDocks(const QList<QDockWidget *> &docks)
{
    for (QDockWidget *dock : docks)
        m_docks->addAction(dock->toggleViewAction());
}

void ViewActions::retranslate()
{
    ActionSet::retranslate();
    for (const Choice &choice : m_choices)
        choice.action->setText(choice.text());
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
