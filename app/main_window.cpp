// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "app/actions/edit_actions.h"
#include "app/actions/file_actions.h"
#include "app/actions/graph_actions.h"
#include "app/actions/help_actions.h"
#include "app/actions/node_actions.h"
#include "app/actions/quantize_actions.h"
#include "app/actions/view_actions.h"
#include "app/compare_window.h"
#include "app/docks.h"
#include "app/find_field.h"
#include "app/overlay_box.h"
#include "app/picture.h"
#include "app/preferences_dialog.h"
#include "app/scheme_bar.h"
#include "app/settings.h"
#include "app/status_strip.h"
#include "app/suggest_dialog.h"
#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/report.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/quant/ordered_workers.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/panels/calibrate_dialog.h"
#include "widgets/panels/evaluate_dialog.h"
#include "widgets/panels/export_dialog.h"
#include "widgets/panels/message_bar.h"
#include "widgets/panels/node_list_panel.h"
#include "widgets/panels/options_dialog.h"
#include "widgets/panels/preprocess_dialog.h"
#include "widgets/panels/properties_panel.h"
#include "widgets/panels/welcome_page.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace halftone {

namespace {

using namespace std::chrono_literals;
/// A file being written changes many times; it is looked at once it has been quiet.
constexpr auto kFileSettles = 400ms;
constexpr QSize kFirstWindowSize(1440, 900);
constexpr std::size_t kSuggestions = 12;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_document(new Document(this))
    , m_selection(new SelectionController(this))
    , m_centre(new QStackedWidget)
    , m_welcome(new WelcomePage)
    , m_graph(new GraphView(m_document, m_selection))
    , m_messages(new MessageBar)
    , m_status(new StatusStrip(m_document))
    , m_watcher(new QFileSystemWatcher(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    resize(kFirstWindowSize);
    m_document->setComparedSamples(settings::comparedSamples());
    setDefaultWorkers(settings::workers());
    buildCentre();
    m_docks = new Docks(this);
    buildMenus();
    buildToolBars();
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
    connectDocument();
    connectGraph();
    m_viewActions->setDocks(m_docks->all());
    if (const QByteArray geometry = settings::windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    m_docks->setAllVisible(false);
    retranslate();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_centre, 1);
    m_centre->addWidget(m_welcome);
    m_centre->addWidget(m_graph);
    setCentralWidget(page);
    m_welcome->setRecentFiles(settings::recentFiles());
    connect(m_welcome, &WelcomePage::openRequested, this, [this] { m_fileActions->open(); });
    connect(m_welcome, &WelcomePage::openSampleRequested, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::fileChosen, this, &MainWindow::openFile);
}

void MainWindow::buildMenus()
{
    m_fileActions = new FileActions(this);
    m_graphActions = new GraphActions(this);
    m_viewActions = new ViewActions(this);
    m_nodeActions = new NodeActions(this);
    m_actions = {m_fileActions, new EditActions(this), m_viewActions, m_graphActions, m_nodeActions, new QuantizeActions(this),
        new HelpActions(this)};
    for (ActionSet *set : m_actions)
        menuBar()->addMenu(set->menu());
}

void MainWindow::buildToolBars()
{
    const auto action = [this](const char *id) {
        for (const ActionSet *set : m_actions) {
            if (QAction *found = set->action(id))
                return found;
        }
        Q_UNREACHABLE();
        return static_cast<QAction *>(nullptr);
    };
    m_tools = addToolBar(QString());
    m_tools->setObjectName(QStringLiteral("mainBar"));
    m_tools->setToolButtonStyle(Qt::ToolButtonTextOnly);
    for (const char *id : {"open", "undo", "redo", "calibrate", "suggest"})
        m_tools->addAction(action(id));
    for (const char *id : {"undo", "redo"})
        qobject_cast<QToolButton *>(m_tools->widgetForAction(action(id)))->setFixedWidth(fontMetrics().height() * 2);
    m_scheme = new SchemeBar(m_document, this);
    addToolBar(m_scheme);
    m_view = addToolBar(QString());
    m_view->setObjectName(QStringLiteral("viewBar"));
    m_view->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_overlay = new OverlayBox(m_viewActions->overlays(), m_view);
    m_overlay->setEnabled(false);
    // The last step of the job comes first: what a narrow window has no room for goes from the end.
    m_view->addAction(action("export"));
    m_view->addWidget(m_overlay);
    m_view->widgetForAction(action("export"))->setObjectName(QStringLiteral("exportButton"));
    auto *gap = new QWidget(m_view);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_view->addWidget(gap);
    m_find = new FindField(m_graph, m_view);
    m_view->addWidget(m_find);
    for (QToolBar *bar : {m_tools, static_cast<QToolBar *>(m_scheme), m_view})
        bar->setMovable(false);
}

void MainWindow::restyle()
{
    const Theme &theme = Theme::instance();
    m_view->setStyleSheet(QStringLiteral("#exportButton { border: none; border-radius: 4px; padding: 4px 12px; font-weight: bold; }"
                                         "#exportButton:enabled { background: %1; color: %2; }"
                                         "#exportButton:focus { border: 2px solid palette(window-text); padding: 2px 10px; }")
                              .arg(theme.accent().name(), theme.isDark() ? QStringLiteral("#0b1f1c") : QStringLiteral("#ffffff")));
}

void MainWindow::connectDocument()
{
    connect(&Theme::instance(), &Theme::changed, this, &MainWindow::restyle);
    restyle();

    connect(m_document, &Document::modelAboutToChange, m_selection, &SelectionController::reset);
    connect(m_document, &Document::modelChanged, this, &MainWindow::showModel);
    connect(m_document, &Document::openFailed, this,
        [this](const QString &message) { m_messages->showMessage(QStringLiteral("open"), message); });
    connect(m_document, &Document::failed, this, &MainWindow::showProblem);
    connect(m_document, &Document::sessionFound, this, &MainWindow::offerSession);
    connect(m_document, &Document::comparisonChanged, this, &MainWindow::showComparison);
    connect(m_document->undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::updateTitle);
    connect(m_status, &StatusStrip::issuesRequested, this, [this] { m_docks->raiseIssues(); });
    m_fileSettled.setSingleShot(true);
    m_fileSettled.setInterval(kFileSettles);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, &m_fileSettled, qOverload<>(&QTimer::start));
    connect(&m_fileSettled, &QTimer::timeout, this, &MainWindow::fileChanged);
    connect(m_docks, &Docks::calibrateRequested, this, &MainWindow::showCalibrate);
}

void MainWindow::connectGraph()
{
    connect(m_graph, &GraphView::excludeToggled, m_document, [this](NodeId node) {
        const auto &chosen = m_selection->nodes();
        const bool together = std::find(chosen.begin(), chosen.end(), node) != chosen.end();
        m_document->toggleNodes(together ? chosen : std::vector<NodeId>{node});
    });
    const auto popUp = [this](const QPoint &position) { m_nodeActions->menu()->popup(position); };
    connect(m_graph, &GraphView::contextMenuRequested, this, [this, popUp](NodeId node, QPoint position) {
        const auto &chosen = m_selection->nodes();
        if (node != kNone && std::find(chosen.begin(), chosen.end(), node) == chosen.end())
            m_selection->selectNodes({node}, false);
        popUp(position);
    });
    connect(m_docks->nodeList(), &NodeListPanel::contextMenuRequested, this, popUp);
    connect(m_docks->properties(), &PropertiesPanel::valueHovered, m_graph->canvas(), &GraphCanvas::setHoveredValue);
}

void MainWindow::showModel()
{
    m_messages->hide();
    m_centre->setCurrentWidget(m_graph);
    m_overlay->setEnabled(true);
    m_graph->setFocus();
    if (!m_docksShown) {
        m_docksShown = true;
        m_docks->setAllVisible(true);
        if (!restoreState(settings::windowState()))
            m_docks->arrange();
    }
    if (!m_document->isSample())
        settings::addRecentFile(QFileInfo(QString::fromStdString(m_document->model()->path)).absoluteFilePath());
    updateTitle();
    watchFile();
}

void MainWindow::updateTitle()
{
    const QString name = m_document->displayName();
    setWindowTitle(name.isEmpty() ? QStringLiteral("Halftone") : QStringLiteral("%1 — Halftone").arg(name));
}

void MainWindow::watchFile()
{
    if (const QStringList watched = m_watcher->files(); !watched.isEmpty())
        m_watcher->removePaths(watched);
    if (!m_document->isSample())
        m_watcher->addPath(QString::fromStdString(m_document->model()->path));
}

void MainWindow::fileChanged()
{
    const QString path = QString::fromStdString(m_document->model()->path);
    const QString topic = QStringLiteral("file");
    if (!QFileInfo::exists(path)) {
        m_messages->showMessage(topic, tr("%1 was moved or deleted. Weights can no longer be read.").arg(m_document->displayName()));
        return;
    }
    watchFile();
    m_messages->showMessage(topic, tr("%1 has changed on disk.").arg(m_document->displayName()));
    m_messages->addButton(tr("Reload"), [this] { m_document->reload(); });
}

void MainWindow::offerSession()
{
    const Session &session = *m_document->foundSession();
    // modelChanged() hides messages; this comes after it.
    m_messages->showMessage(QStringLiteral("session"),
        tr("You worked on this model on %1: %n attempt(s).", nullptr, static_cast<int>(session.attempts.size()))
            .arg(QLocale().toString(session.saved, QLocale::ShortFormat)));
    m_messages->addButton(tr("Go on with it"), [this] { m_document->restoreSession(); });
}

void MainWindow::showProblem(const QString &text) { m_messages->showMessage(QStringLiteral("problem"), text); }

MainWindow *MainWindow::windowForModel()
{
    if (!m_document->model() && !m_document->isOpening())
        return this;
    auto *window = new MainWindow;
    window->move(pos() + QPoint(40, 40));
    window->show();
    return window;
}

void MainWindow::openFile(const QString &path) { windowForModel()->m_document->open(path); }
void MainWindow::openSample() { windowForModel()->m_document->openSample(); }

void MainWindow::showCalibrate()
{
    if (!m_document->model())
        return;
    if (!m_calibrate)
        m_calibrate = new CalibrateDialog(m_document, this);
    m_calibrate->show();
    m_calibrate->raise();
    m_calibrate->activateWindow();
}

void MainWindow::showExport()
{
    auto *dialog = new ExportDialog(m_document, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showFind()
{
    if (m_find->isVisible())
        m_find->setFocus(Qt::ShortcutFocusReason);
    else
        m_graph->find();
}

void MainWindow::showPreferences()
{
    auto *dialog = new PreferencesDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::comparedSamplesChanged, m_document, &Document::setComparedSamples);
    dialog->show();
}

void MainWindow::showPreprocess()
{
    if (!m_document->model())
        return;
    if (!m_preprocess)
        m_preprocess = new PreprocessDialog(m_document, this);
    m_preprocess->show();
    m_preprocess->raise();
    m_preprocess->activateWindow();
}

void MainWindow::showEvaluate()
{
    if (!m_document->model())
        return;
    if (!m_evaluate)
        m_evaluate = new EvaluateDialog(m_document, this);
    m_evaluate->show();
    m_evaluate->raise();
    m_evaluate->activateWindow();
}

void MainWindow::showOptions()
{
    if (!m_document->model())
        return;
    if (!m_options)
        m_options = new OptionsDialog(m_document, this);
    m_options->show();
    m_options->raise();
    m_options->activateWindow();
}

void MainWindow::showComparison()
{
    const QString topic = QStringLiteral("comparison");
    const QString path = m_document->comparedPath();
    if (path.isEmpty()) {
        m_messages->dismiss(topic);
        return;
    }
    m_messages->showMessage(topic, tr("Charts compare with %1, not with what the recipe makes.").arg(QFileInfo(path).fileName()));
    m_messages->addButton(tr("End comparison"), [this] { m_document->endComparison(); });
    if (!m_document->statistics())
        showCalibrate();
}

void MainWindow::suggestExclusions()
{
    m_document->jobs()->start<std::vector<Suggestion>>(
        JobKind::Suggest, tr("Looking for the worst nodes"),
        [model = m_document->preparedModel(), statistics = m_document->statistics(), quantized = m_document->quantized(),
            errors = m_document->errors()](Progress &) -> Result<std::vector<Suggestion>> {
            return halftone::suggestExclusions(*model, *statistics, *quantized, *errors, kSuggestions);
        },
        [this](Result<std::vector<Suggestion>> result) {
            if (!result)
                return showProblem(messageText(result.error()));
            auto *dialog = new SuggestDialog(m_document, m_selection, std::move(*result), this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->show();
        });
}

CompareWindow *MainWindow::compareWith(const QString &path)
{
    auto *window = new CompareWindow(this);
    window->show();
    window->compareWithFile(m_document->model(), m_document->displayName(), path);
    return window;
}

CompareWindow *MainWindow::compareWithQuantized()
{
    auto *window = new CompareWindow(this);
    window->show();
    window->compare(m_document->preparedModel(), m_document->displayName(), m_document->quantized()->model, tr("quantized"));
    return window;
}

void MainWindow::exportPicture(const QString &path)
{
    saveGraphPicture(*m_graph, path, m_document->jobs(), [this](const Result<std::vector<QString>> &files) {
        if (!files && files.error().code() != errc::kCancelled)
            showProblem(messageText(files.error()));
    });
}

void MainWindow::print()
{
    if (const Status status = printGraphWithDialog(*m_graph, m_document->displayName(), this); !status)
        showProblem(messageText(status.error()));
}

void MainWindow::saveReport(const QString &path)
{
    ReportContent content;
    content.floatModel = m_document->preparedModel().get();
    content.quantizedModel = m_document->quantized()->model.get();
    content.errors = m_document->errors().get();
    content.decisions = &m_document->decisions();
    content.recipe = &m_document->recipe();
    content.bytesBefore = m_document->model()->fileBytes;
    content.bytesAfter = m_document->quantizedBytes();
    const bool table = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
    const QByteArray bytes = table ? csvReport(*content.errors) : htmlReport(content);
    if (const Status status = writeReportFile(path.toStdString(), bytes); !status)
        showProblem(messageText(status.error()));
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    for (ActionSet *set : m_actions)
        set->retranslate();
    m_tools->setWindowTitle(tr("Tools"));
    m_view->setWindowTitle(tr("View"));
    m_overlay->retranslate();
    m_docks->retranslate();
    for (const auto &[action, text] : {std::pair("open", tr("Open")), {"suggest", tr("Suggest…")}, {"export", tr("Export…")},
             {"undo", QStringLiteral("↶")}, {"redo", QStringLiteral("↷")}})
        findChild<QAction *>(QLatin1String(action))->setIconText(text);
    updateTitle();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    settings::setWindow(saveGeometry(), m_docksShown ? saveState() : settings::windowState());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            openFile(url.toLocalFile());
    }
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier)
        m_selection->back();
    else if (event->key() == Qt::Key_Escape)
        m_selection->clear();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace halftone
