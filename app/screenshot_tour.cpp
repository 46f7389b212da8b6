// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshot_tour.h"

#include "app/docks.h"
#include "core/document/document.h"
#include "core/document/recipe_edit.h"
#include "core/document/selection.h"
#include "core/document/sensitivity_profile.h"
#include "core/document/time_profile.h"
#include "core/document/trade_off.h"
#include "core/jobs/job_runner.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/panels/calibrate_dialog.h"
#include "widgets/panels/export_dialog.h"
#include "widgets/panels/message_bar.h"
#include "widgets/panels/properties_panel.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QLineEdit>
#include <QPixmap>
#include <QPushButton>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>

#include <cmath>

namespace halftone {

namespace {

constexpr int kTimeoutMs = 120000;
constexpr auto kHead = "/Concat_37";
/// More would only take longer to look at the same charts.
constexpr auto kMadeUp = "synthetic:2";

} // namespace

ScreenshotTour::ScreenshotTour(QString folder, QString suffix, QSize size) : m_folder(std::move(folder)), m_suffix(std::move(suffix))
{
    m_window.setAttribute(Qt::WA_DeleteOnClose, false);
    m_window.resize(size);
    m_window.show();
    settle(100);
}

bool ScreenshotTour::run()
{
    Document *document = m_window.document();
    save("1-welcome", &m_window);
    if (!open())
        return false;
    save("2-opened", &m_window);
    saveDocks("2-empty-");
    // The story of the head is told with every node in int8; the default profile keeps it float by itself.
    document->loadRecipe(QStringLiteral("Plain profile"), withProfile(document->recipe(), QuantProfile::Plain));
    if (!calibrate())
        return false;
    save("4-calibrated", &m_window);
    const NodeId head = document->model()->graph->findNode(kHead);
    m_window.selection()->selectNodes({head});
    settle(500);
    save("5-selected", &m_window);
    if (!measureEverything())
        return false;
    saveDocks("6-");
    saveMenus();
    if (!saveSelections())
        return false;
    m_window.selection()->selectNodes({head});
    m_window.docks()->dock(QStringLiteral("heatMapDock"))->raise();
    if (!saveWindows() || !saveComparison())
        return false;
    document->excludeNodes({head});
    if (!waitFor([&] { return document->errorsAreCurrent() && isIdle(); }))
        return fail("the refresh did not finish");
    save("7-excluded", &m_window);
    if (!saveExport() || !saveComparedFile())
        return false;
    m_window.graphView()->fit();
    settle(500);
    save("9-whole-graph", &m_window);
    return true;
}

bool ScreenshotTour::runModel(const QString &path)
{
    Document *document = m_window.document();
    m_window.openFile(path);
    if (!waitFor([&] { return document->facts() && isIdle(); }))
        return fail("a model did not open");
    SampleSpec spec = document->sampleSpec();
    spec.data = {kMadeUp};
    document->setSampleSpec(spec);
    document->calibrate();
    if (!waitFor([&] { return document->errors() && document->errorsAreCurrent() && isIdle(); }))
        return fail("a model was not calibrated");
    // A node in the middle, so that every chart has something to mark.
    const Graph &graph = *document->model()->graph;
    for (auto id = static_cast<NodeId>(graph.nodes().size() / 2); id < graph.nodes().size(); ++id) {
        if (std::isnan(document->nodeDb(id)))
            continue;
        m_window.selection()->selectNodes({id});
        break;
    }
    settle(500);
    saveDocks("z-" + QFileInfo(path).completeBaseName().toUtf8() + '-');
    return true;
}

bool ScreenshotTour::open()
{
    m_window.openSample();
    return waitFor([&] { return m_window.document()->facts() && isIdle(); }) || fail("the sample did not open");
}

bool ScreenshotTour::calibrate()
{
    m_window.showCalibrate();
    if (!waitFor([&] { return !m_window.calibrateDialog()->preview().inputs.empty(); }))
        return fail("the calibrate dialog shows no sample");
    save("3-calibrate", m_window.calibrateDialog());
    saveDataKinds();
    if (!waitFor([&] { return !m_window.calibrateDialog()->preview().inputs.empty(); }))
        return fail("the calibrate dialog lost its sample");
    m_window.calibrateDialog()->startButton()->click();
    const Document *document = m_window.document();
    return waitFor([&] { return document->errors() && document->errorsAreCurrent() && isIdle(); }) || fail("calibration did not finish");
}

void ScreenshotTour::saveDataKinds()
{
    auto *kinds = m_window.calibrateDialog()->findChild<QComboBox *>(QStringLiteral("dataKind"));
    for (int kind = 1; kind < kinds->count(); ++kind) {
        kinds->setCurrentIndex(kind);
        waitFor([this] { return isIdle(); });
        settle(400);
        save("3-calibrate-" + QByteArray::number(kind + 1), m_window.calibrateDialog());
    }
    kinds->setCurrentIndex(0);
    settle(400);
}

bool ScreenshotTour::measureEverything()
{
    m_window.docks()->sensitivity()->measure();
    if (!waitFor([this] { return isIdle(); }))
        return fail("measuring each node did not finish");
    m_window.docks()->times()->measure();
    if (!waitFor([this] { return isIdle(); }))
        return fail("measuring did not finish");
    m_window.docks()->tradeOff()->explore();
    return waitFor([this] { return isIdle(); }) || fail("exploring did not finish");
}

bool ScreenshotTour::saveSelections()
{
    const Graph &graph = *m_window.document()->model()->graph;
    for (const auto &[value, name] : {std::pair("cls.0.2.weight", "g-initializer"), {"/Mul_4_output_0", "h-value"}}) {
        const ValueId id = graph.findValue(value);
        if (id == kNone)
            return fail(value);
        m_window.selection()->selectValue(id);
        settle(500);
        // The rarer settings too.
        if (auto *more = m_window.docks()->properties()->findChild<QToolButton *>(QStringLiteral("overrideMore")))
            more->click();
        settle(100);
        save(name, &m_window);
    }
    m_window.selection()->selectNodes({0, 1, 2, graph.findNode(kHead)});
    settle(500);
    save("h-several", &m_window);
    m_window.messageBar()->showMessage(QStringLiteral("tour"), QStringLiteral("model.onnx: 404"));
    save("h-message", &m_window);
    m_window.messageBar()->dismiss(QStringLiteral("tour"));
    return true;
}

bool ScreenshotTour::saveExport()
{
    m_window.showExport();
    settle(300);
    auto *dialog = m_window.findChild<ExportDialog *>();
    save("8-export", dialog);
    dialog->pathLine()->setText(m_folder + QStringLiteral("/exported.onnx"));
    dialog->exportButton()->click();
    if (!waitFor([&] { return !dialog->resultText().isEmpty() && isIdle(); }))
        return fail("nothing was exported");
    save("8-exported", dialog);
    dialog->close();
    m_window.saveReport(m_folder + QStringLiteral("/report.html"));
    m_window.saveReport(m_folder + QStringLiteral("/report.csv"));
    return true;
}

bool ScreenshotTour::isIdle() const { return m_window.document()->jobs()->isIdle(); }

void ScreenshotTour::settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

bool ScreenshotTour::waitFor(const std::function<bool()> &condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > kTimeoutMs)
            return false;
        settle(20);
    }
    // Animations end, charts repaint.
    settle(450);
    return true;
}

void ScreenshotTour::save(const QByteArray &name, QWidget *widget)
{
    widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
}

bool ScreenshotTour::fail(const QByteArray &what)
{
    QTextStream(stderr) << "screenshots: " << what << '\n';
    return false;
}

} // namespace halftone
