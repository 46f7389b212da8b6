// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/studio.h"
#include "core/document/document.h"
#include "core/document/exporter.h"
#include "core/document/session.h"
#include "core/jobs/job_runner.h"
#include "core/samples/spec.h"
#include "widgets/panels/export_dialog.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <memory>

namespace halftone::test {

/// A real window with a model and its data, as a person has it after the first minute.
class StudioSession
{
public:
    static constexpr int kPatience = 240000;

    static void prepare()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        qRegisterMetaType<ExportSummary>("halftone::ExportSummary");
    }

    StudioSession()
    {
        QDir(sessionFolder()).removeRecursively();
        window = std::make_unique<MainWindow>();
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->resize(1440, 900);
        window->show();
    }

    ~StudioSession()
    {
        window.reset();
        JobRunner::waitForDetached();
    }

    Document *document() const { return window->document(); }

    bool open(const QString &path, const QString &data, int samples)
    {
        QSignalSpy known(document(), &Document::factsChanged);
        document()->open(path);
        if (!QTest::qWaitFor([&] { return !known.isEmpty(); }, kPatience))
            return false;
        if (data.isEmpty())
            return true;
        SampleSpec spec = document()->sampleSpec();
        spec.data = {data.toStdString()};
        spec.preprocess = "scale=1/255,mean=0.5,std=0.5";
        spec.samples = samples;
        document()->setSampleSpec(spec);
        return true;
    }

    bool waitForErrors() const
    {
        return QTest::qWaitFor(
            [this] { return document()->errors() && document()->errorsAreCurrent() && document()->jobs()->isIdle(); }, kPatience);
    }

    QAction *action(const char *name) const { return window->findChild<QAction *>(QLatin1String(name)); }

    /// What the export dialog wrote; an empty path when it did not.
    ExportSummary exportTo(const QString &path) const
    {
        window->showExport();
        auto *dialog = window->findChild<ExportDialog *>();
        dialog->pathLine()->setText(path);
        QSignalSpy exported(document(), &Document::exported);
        dialog->exportButton()->click();
        const bool done = QTest::qWaitFor([&] { return exported.count() == 1; }, kPatience);
        dialog->close();
        return done ? exported.front().front().value<ExportSummary>() : ExportSummary{};
    }

    std::unique_ptr<MainWindow> window;
};

} // namespace halftone::test
