// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/docks.h"
#include "app/main_window.h"
#include "core/document/document.h"
#include "core/jobs/job_runner.h"
#include "widgets/panels/properties_panel.h"

#include <QSettings>
#include <QTest>

#include <memory>
#include <utility>

namespace halftone {

/// The real window with the sample open, and the plain profile, so that nothing is decided beyond what a test asks for.
class WindowSession
{
public:
    static constexpr int kPatience = 240000;

    WindowSession() : m_window(firstRun())
    {
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->openSample();
        [this] { QTRY_VERIFY_WITH_TIMEOUT(document()->facts() != nullptr, kPatience); }();
        Recipe plain;
        plain.profile = QuantProfile::Plain;
        document()->loadRecipe(QStringLiteral("plain"), plain);
    }
    ~WindowSession()
    {
        m_window.reset();
        JobRunner::waitForDetached();
    }

    MainWindow *window() const { return m_window.get(); }
    Document *document() const { return m_window->document(); }

    void calibrate()
    {
        document()->calibrate();
        waitForErrors();
    }

    void waitForErrors()
    {
        QTRY_VERIFY_WITH_TIMEOUT(document()->errors() && document()->errorsAreCurrent() && document()->jobs()->isIdle(), kPatience);
    }

    /// A field of the page in Properties, which follows the selection a moment later.
    template <typename T>
    T *field(const char *name) const
    {
        QTest::qWait(30);
        T *found = m_window->docks()->properties()->findChild<T *>(QLatin1String(name));
        [&] { QVERIFY2(found, name); }();
        return found;
    }

private:
    /// A window as on the first start, whatever an earlier run of the test has left.
    static std::unique_ptr<MainWindow> firstRun()
    {
        static bool isClean = false;
        if (!std::exchange(isClean, true))
            QSettings().clear();
        return std::make_unique<MainWindow>();
    }

    std::unique_ptr<MainWindow> m_window;
};

} // namespace halftone
