// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_user.h"
#include "tests/support/watched_application.h"
#include "tests/support/window_session.h"

#include "app/studio.h"

#include <QDesktopServices>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <array>

using namespace halftone;

/// Somebody who presses, clicks and drags anything anywhere: nothing ends the program, and everything can be undone.
/// HALFTONE_RANDOM_STEPS and HALFTONE_RANDOM_SEED make it longer and other.
class TestRandomUser : public QObject
{
    Q_OBJECT

    static constexpr std::array kSchemes{"file", "https", "http", "mailto"};
    QTemporaryDir m_home;

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("HOME", m_home.path().toLocal8Bit());
        QVERIFY(QDir::setCurrent(m_home.path()));
        prepareApplication(*qApp);
        // No browser and no file manager.
        for (const char *scheme : kSchemes)
            QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "ignoreUrl");
    }

    void cleanupTestCase()
    {
        for (const char *scheme : kSchemes)
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    }

    void everythingIsUndone_data()
    {
        QTest::addColumn<unsigned>("seed");
        const unsigned first = qEnvironmentVariableIsSet("HALFTONE_RANDOM_SEED") ? qEnvironmentVariableIntValue("HALFTONE_RANDOM_SEED") : 1;
        for (unsigned seed = first; seed < first + 3; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void everythingIsUndone()
    {
        QFETCH(const unsigned, seed);
        const int steps = qEnvironmentVariableIsSet("HALFTONE_RANDOM_STEPS") ? qEnvironmentVariableIntValue("HALFTONE_RANDOM_STEPS") : 150;
        WindowSession session;
        session.calibrate();
        test::RandomUser user(session.window(), seed);
        for (int step = 0; step < steps; ++step) {
            user.act();
            const auto longest = static_cast<WatchedApplication *>(qApp)->takeLongest();
            if (longest.milliseconds > 100 && qEnvironmentVariableIsSet("HALFTONE_RANDOM_LOG"))
                qInfo("busy for %.0f ms: %s", longest.milliseconds, qPrintable(longest.what));
            if (step % 50 == 49)
                undoAndRedo(session, user);
        }
        undoAndRedo(session, user);
    }

public slots:
    void ignoreUrl(const QUrl &) { }

private:
    /// What was chosen is the same after all of it was undone and done again.
    static void undoAndRedo(WindowSession &session, test::RandomUser &user)
    {
        user.closeAll();
        Document *document = session.document();
        QUndoStack *stack = document->undoStack();
        const Recipe recipe = document->recipe();
        const int index = stack->index();
        while (stack->canUndo())
            stack->undo();
        while (stack->index() < index)
            stack->redo();
        QVERIFY2(document->recipe() == recipe, qPrintable(user.log()));
        QTRY_VERIFY_WITH_TIMEOUT(document->jobs()->isIdle(), WindowSession::kPatience);
        if (!document->model() || !document->facts())
            return;
        QCOMPARE(document->decisions().size(), document->model()->graph->nodes().size());
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    TestRandomUser test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_random_user.moc"
