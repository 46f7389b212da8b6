// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/file_actions.h"

#include "app/actions/recipe_files.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/script_export.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace halftone {

FileActions::FileActions(MainWindow *window) : ActionSet(window), m_main(window)
{
    setTitle(QT_TR_NOOP("&File"));
    add("open", QT_TR_NOOP("&Open…"), QT_TR_NOOP("Open an ONNX model"), QKeySequence::Open, [this] { open(); });
    add("openSample", QT_TR_NOOP("Open &sample"), QT_TR_NOOP("Open the digit detector that comes with the program, with its data"), {},
        [this] { m_main->openSample(); });
    m_recent = addSubmenu(QT_TR_NOOP("&Recent"), QT_TR_NOOP("Models that were opened lately"));
    connect(m_recent, &QMenu::aboutToShow, this, &FileActions::fillRecent);
    add("reload", QT_TR_NOOP("Re&load"), QT_TR_NOOP("Read the file again; recipe and data settings stay"), Qt::Key_F5,
        [this] { m_main->document()->reload(); });
    add("compareWith", QT_TR_NOOP("Co&mpare with…"),
        QT_TR_NOOP("Show the error of another file, quantized by whatever tool, instead of the recipe's own model"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_O, [this] { compareWith(); });
    add("endComparison", QT_TR_NOOP("En&d comparison"), QT_TR_NOOP("Go back to the model that the recipe makes"), {},
        [this] { m_main->document()->endComparison(); });
    addSeparator();
    add("export", QT_TR_NOOP("&Export quantized model…"), QT_TR_NOOP("Write the quantized model and check what was written"),
        Qt::CTRL | Qt::Key_E, [this] { m_main->showExport(); });
    add("exportScript", QT_TR_NOOP("E&xport ONNX Runtime script…"),
        QT_TR_NOOP("Write a Python script that does what the recipe says with ONNX Runtime's own tools, as far as they can"), {},
        [this] { saveScript(); });
    add("exportTable", QT_TR_NOOP("Export calibration table…"),
        QT_TR_NOOP("Write the largest magnitude of each tensor, for TensorRT or ONNX Runtime's TensorRT provider"), {},
        [this] { recipefiles::saveCalibrationTable(m_main); });
    addSeparator();
    add("compareSideBySide", QT_TR_NOOP("Compare side &by side…"),
        QT_TR_NOOP("Show another model beside this one, with what was added, removed and changed"), Qt::CTRL | Qt::SHIFT | Qt::Key_D,
        [this] { compareSideBySide(); });
    add("compareQuantized", QT_TR_NOOP("Compare with the quantized form"),
        QT_TR_NOOP("Show the quantized model beside the float one, with what was converted and how far the weights moved"), {},
        [this] { m_main->compareWithQuantized(); });
    addSeparator();
    add("exportPicture", QT_TR_NOOP("Export pict&ure…"), QT_TR_NOOP("Save the whole graph as PNG or SVG"), {}, [this] { exportPicture(); });
    add("print", QT_TR_NOOP("&Print…"), QT_TR_NOOP("Print the whole graph, on as many pages as keep it readable"), QKeySequence::Print,
        [this] { m_main->print(); });
    add("saveReport", QT_TR_NOOP("Save repor&t…"), QT_TR_NOOP("Save the errors with their charts as HTML or as a CSV table"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_R, [this] { saveReport(); });
    addSeparator();
    add("close", QT_TR_NOOP("&Close"), QT_TR_NOOP("Close this window"), QKeySequence::Close, [this] { m_main->close(); });
    add("quit", QT_TR_NOOP("&Quit"), QT_TR_NOOP("Close all windows"), QKeySequence::Quit, [] { QApplication::closeAllWindows(); });

    const Document *document = m_main->document();
    connect(document, &Document::modelChanged, this, &FileActions::update);
    connect(document, &Document::statisticsChanged, this, &FileActions::update);
    connect(document, &Document::errorsChanged, this, &FileActions::update);
    connect(document, &Document::factsChanged, this, &FileActions::update);
    connect(document, &Document::comparisonChanged, this, &FileActions::update);
    connect(document, &Document::quantizedChanged, this, &FileActions::update);
    retranslate();
}

void FileActions::retranslate()
{
    ActionSet::retranslate();
    update();
}

void FileActions::update()
{
    const Document *document = m_main->document();
    const bool open = document->model() != nullptr;
    const QString noModel = tr("No model is open.");
    const QString notCalibrated = open ? tr("Calibrate first: Quantize › Calibrate.") : noModel;
    allow("reload", open, noModel);
    allow("exportPicture", open, noModel);
    allow("print", open, noModel);
    allow("compareSideBySide", open, noModel);
    allow("exportScript", document->facts() != nullptr, open ? tr("Shapes are still being inferred.") : noModel);
    const bool ownForm = document->comparedPath().isEmpty();
    allow("exportTable", document->quantized() != nullptr && document->prepared() != nullptr && ownForm,
        ownForm ? notCalibrated : tr("Another file is compared with: end the comparison first."));
    allow("compareQuantized", document->quantized() != nullptr, notCalibrated);
    allow("export", document->statistics() != nullptr, notCalibrated);
    const bool factsKnown = document->facts() != nullptr;
    allow("compareWith", factsKnown, open ? tr("Shapes are still being inferred.") : noModel);
    allow("endComparison", !document->comparedPath().isEmpty(), tr("No other file is compared with."));
    allow("saveReport", document->errors() != nullptr, notCalibrated);
}

void FileActions::open()
{
    const QStringList paths = QFileDialog::getOpenFileNames(m_main, tr("Open a model"), settings::lastFolder(),
        tr("ONNX models (*.onnx *.pb *.textproto *.pbtxt *.prototxt *.json);;All files (*)"));
    for (const QString &path : paths) {
        settings::setLastFolder(QFileInfo(path).absolutePath());
        m_main->openFile(path);
    }
}

void FileActions::compareWith()
{
    const QString path = QFileDialog::getOpenFileName(
        m_main, tr("Compare with"), settings::lastFolder(), tr("ONNX models (*.onnx *.ort *.pb);;All files (*)"));
    if (!path.isEmpty())
        m_main->document()->compareWith(path);
}

void FileActions::fillRecent()
{
    m_recent->clear();
    for (const QString &path : settings::recentFiles()) {
        const QString name = QFileInfo(path).fileName().replace(QLatin1Char('&'), QLatin1String("&&"));
        const auto number = static_cast<int>(m_recent->actions().size()) + 1;
        QAction *action = m_recent->addAction(number < 10 ? QStringLiteral("&%1 %2").arg(number).arg(name) : name);
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { m_main->openFile(path); });
    }
    if (m_recent->isEmpty()) {
        QAction *nothing = m_recent->addAction(tr("&Nothing was opened yet"));
        nothing->setEnabled(false);
        nothing->setStatusTip(tr("Models that you open will be listed here."));
        nothing->setToolTip(nothing->statusTip());
        return;
    }
    m_recent->addSeparator();
    QAction *forget = m_recent->addAction(tr("&Forget these"));
    forget->setStatusTip(tr("Empty this list; the files stay"));
    forget->setToolTip(forget->statusTip());
    connect(forget, &QAction::triggered, this, [] { settings::clearRecentFiles(); });
}

void FileActions::compareSideBySide()
{
    const QString path = QFileDialog::getOpenFileName(m_main, tr("Compare with"), settings::lastFolder(),
        tr("ONNX models (*.onnx *.pb *.textproto *.pbtxt *.prototxt *.json);;All files (*)"));
    if (!path.isEmpty())
        m_main->compareWith(path);
}

void FileActions::exportPicture()
{
    const QString base = settings::lastFolder() + QLatin1Char('/') + QFileInfo(m_main->document()->displayName()).completeBaseName();
    const QString path
        = QFileDialog::getSaveFileName(m_main, tr("Export picture"), base + QStringLiteral(".svg"), tr("Pictures (*.svg *.png)"));
    if (!path.isEmpty())
        m_main->exportPicture(path);
}

void FileActions::saveScript()
{
    const QString base = settings::lastFolder() + QLatin1Char('/') + QFileInfo(m_main->document()->displayName()).completeBaseName();
    const QString path
        = QFileDialog::getSaveFileName(m_main, tr("Export ONNX Runtime script"), base + QStringLiteral("_ort.py"), tr("Python (*.py)"));
    if (path.isEmpty())
        return;
    if (const Status status = exportScript(*m_main->document(), path); !status)
        m_main->showProblem(messageText(status.error()));
}

void FileActions::saveReport()
{
    const QString base = settings::lastFolder() + QLatin1Char('/') + QFileInfo(m_main->document()->displayName()).completeBaseName();
    const QString path = QFileDialog::getSaveFileName(
        m_main, tr("Save report"), base + QStringLiteral("_report.html"), tr("Web page (*.html);;Table (*.csv)"));
    if (!path.isEmpty())
        m_main->saveReport(path);
}

} // namespace halftone
