// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_frame.h"

#include "app/main_window.h"
#include "core/document/document.h"
#include "core/jobs/job_runner.h"
#include "widgets/graphview/graph_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTextStream>

#include <chrono>

namespace halftone {

namespace {

class Reporter : public QObject
{
public:
    Reporter(MainWindow *window, bool withModel) : QObject(window), m_window(window), m_withModel(withModel)
    {
        window->installEventFilter(this);
        connect(window->graphView()->canvas(), &GraphCanvas::painted, this, [this] { graphPainted(); });
        startTimer(1);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        // What lies on the window is painted right after it; the event loop goes on once all of it is on screen.
        if (event->type() == QEvent::Paint && !m_painted) {
            m_painted = true;
            QMetaObject::invokeMethod(
                this, [this] { report("window", !m_withModel); }, Qt::QueuedConnection);
        }
        return false;
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        Document *document = m_window->document();
        if (m_shown && document->facts() && document->jobs()->isIdle())
            report("complete", true);
    }

private:
    void graphPainted()
    {
        if (m_graphPainted || !m_window->graphView()->canvas()->scene())
            return;
        m_graphPainted = true;
        const auto shown = [this] {
            report("graph", false);
            m_shown = true;
        };
        QMetaObject::invokeMethod(this, shown, Qt::QueuedConnection);
    }

    void report(const char *what, bool last)
    {
        using std::chrono::duration;
        const duration<double, std::milli> now = std::chrono::steady_clock::now().time_since_epoch();
        QTextStream(stdout) << what << ' ' << QString::number(now.count(), 'f', 2) << '\n';
        if (last)
            QCoreApplication::quit();
    }

    MainWindow *m_window;
    bool m_withModel;
    bool m_painted = false, m_graphPainted = false, m_shown = false;
};

} // namespace

void reportFirstFrame(MainWindow *window, bool withModel) { new Reporter(window, withModel); }

} // namespace halftone
