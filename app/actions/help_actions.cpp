// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/help_actions.h"

#include "app/text_window.h"
#include "core/ops/operator.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace halftone {

namespace {

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }

QString row(const QStringList &cells)
{
    QString html = QStringLiteral("<tr>");
    // The last column is the one that wraps.
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const bool last = i + 1 == cells.size();
        html += last ? QStringLiteral("<td width=\"60%\" style=\"padding:2px 0\">%1</td>").arg(cells[i].toHtmlEscaped())
                     : QStringLiteral("<td style=\"padding:2px 16px 2px 0; white-space:nowrap\">%1</td>").arg(cells[i].toHtmlEscaped());
    }
    return html + QStringLiteral("</tr>");
}

} // namespace

HelpActions::HelpActions(QWidget *window) : ActionSet(window)
{
    setTitle(QT_TR_NOOP("&Help"));
    add("gettingStarted", QT_TR_NOOP("&Getting started"), QT_TR_NOOP("The main job in six steps"), QKeySequence::HelpContents,
        [this] { showGettingStarted(); });
    add("shortcuts", QT_TR_NOOP("&Shortcuts"), QT_TR_NOOP("All keys"), Qt::CTRL | Qt::Key_Slash, [this] { showShortcuts(); });
    add("operators", QT_TR_NOOP("&Operators"), QT_TR_NOOP("All operators that can be run, and what they compute"), {},
        [this] { showOperators(); });
    add("about", QT_TR_NOOP("&About Halftone"), QT_TR_NOOP("Version and licence"), {}, [this] { showAbout(); });
    retranslate();
}

void HelpActions::showGettingStarted()
{
    const QStringList steps{tr("Open an ONNX model, or the sample."),
        tr("Look around: drag to pan, Ctrl+wheel to zoom, Space to see everything."),
        tr("Calibrate (Ctrl+K): choose data like those the model will see. One pass is enough for everything that follows."),
        tr("Read the heat map: dark rows are where 8 bits hurt. Ranking is by the worst channel of a tensor, for an average hides it."),
        tr("Select a bad node: Properties say what is wrong and offer the fix. Click its badge, or press X, to keep it in floating point. "
           "The "
           "charts follow at once; Ctrl+Z takes it back."),
        tr("Export (Ctrl+E). The file is read back and checked, and runs in ONNX Runtime.")};
    QString html = QStringLiteral("<ol>");
    for (const QString &step : steps)
        html += QStringLiteral("<li style=\"margin-bottom:8px\">%1</li>").arg(step.toHtmlEscaped());
    TextWindow::show(window(), tr("Getting started"), html + QStringLiteral("</ol>"));
}

void HelpActions::showShortcuts()
{
    QString html = QStringLiteral("<table width=\"100%\">");
    for (const QAction *action : window()->actions()) {
        if (action->shortcut().isEmpty())
            continue;
        QString name = action->text();
        html += row({action->shortcut().toString(QKeySequence::NativeText), name.remove(QLatin1Char('&')), action->whatsThis()});
    }
    html += row({tr("Space"), tr("Fit"), tr("Show the whole graph")});
    html += row({tr("Ctrl+wheel"), tr("Zoom"), tr("Zoom at the cursor")});
    html += row({tr("Shift+drag"), tr("Select"), tr("Select all nodes within a rectangle")});
    html += row({tr("Ctrl+click"), tr("Select"), tr("Add a node to the selection, or take it out")});
    html += row({tr("Arrow keys"), tr("Walk"), tr("Go along an edge to the next node")});
    TextWindow::show(window(), tr("Shortcuts"), html + QStringLiteral("</table>"));
}

void HelpActions::showOperators()
{
    QString html = QStringLiteral("<table width=\"100%\">");
    for (const Operator *op : allOperators()) {
        const OpInfo info = op->info();
        const QString domain = info.domain.empty() ? QStringLiteral("ai.onnx") : text(info.domain);
        html += row({text(info.type), QStringLiteral("%1 %2").arg(domain).arg(info.sinceVersion), text(info.summary)});
    }
    TextWindow::show(window(), tr("Operators"), html + QStringLiteral("</table>"));
}

void HelpActions::showAbout()
{
    QMessageBox box(window());
    box.setWindowTitle(tr("About Halftone"));
    box.setText(QStringLiteral("<h3>Halftone %1</h3>").arg(QCoreApplication::applicationVersion()));
    box.setInformativeText(
        tr("A studio for inspecting and quantizing ONNX models.\n\nFree software under the GNU General Public License, version 3 "
           "or later. Built with Qt, oneDNN, QCustomPlot and Protocol Buffers."));
    box.exec();
}

} // namespace halftone
