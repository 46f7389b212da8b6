// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/statistics.h"
#include "tests/support/studio_session.h"
#include "widgets/panels/message_bar.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace halftone;
using test::StudioSession;

namespace {
const QString kModel = QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx");
const QString kData = QStringLiteral(HALFTONE_TEST_DATA "/digits/calibration");
constexpr int kPatience = StudioSession::kPatience;
} // namespace

/// Statistics as files, in the real window.
class TestStudioStatistics : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { StudioSession::prepare(); }
    void init() { m_session = std::make_unique<StudioSession>(); }
    void cleanup() { m_session.reset(); }

    void savedStatisticsTakeThePlaceOfCalibration()
    {
        const QString path = m_folder.filePath(QStringLiteral("resnet.statistics"));
        QVERIFY(m_session->open(kModel, kData, 6));
        QVERIFY(!m_session->action("saveStatistics")->isEnabled());
        QVERIFY(!m_session->action("mergeStatistics")->isEnabled());
        document()->calibrate();
        QVERIFY(m_session->waitForErrors());
        QVERIFY(m_session->action("saveStatistics")->isEnabled());
        document()->saveStatistics(path);
        const double db = document()->errors()->outputDb();
        const auto saved = document()->statistics();

        m_session = std::make_unique<StudioSession>();
        QVERIFY(m_session->open(kModel, {}, 0));
        QVERIFY(!m_session->action("loadStatistics")->isEnabled());
        QVERIFY(m_session->open(kModel, kData, 6));
        QVERIFY(m_session->action("loadStatistics")->isEnabled());
        document()->loadStatistics(path);
        QVERIFY(m_session->waitForErrors());
        QCOMPARE(document()->statistics()->sampleNames, saved->sampleNames);
        QCOMPARE(document()->errors()->outputDb(), db);
        QCOMPARE(document()->undoStack()->count(), 0);
    }

    void mergedStatisticsAreUndoable()
    {
        const QString path = m_folder.filePath(QStringLiteral("merged.statistics"));
        QVERIFY(m_session->open(kModel, kData, 4));
        document()->calibrate();
        QVERIFY(m_session->waitForErrors());
        document()->saveStatistics(path);
        const auto first = document()->statistics();

        document()->mergeStatistics(path);
        QTRY_COMPARE_WITH_TIMEOUT(document()->statistics()->samples, 8, kPatience);
        QVERIFY(m_session->waitForErrors());
        QCOMPARE(document()->undoStack()->undoText(), QStringLiteral("Merge merged.statistics"));
        document()->undoStack()->undo();
        QTRY_COMPARE_WITH_TIMEOUT(document()->statistics(), first, kPatience);
        document()->undoStack()->redo();
        QTRY_COMPARE_WITH_TIMEOUT(document()->statistics()->samples, 8, kPatience);
        // Undone before it is done: the last wish counts.
        document()->undoStack()->undo();
        document()->undoStack()->redo();
        document()->undoStack()->undo();
        QVERIFY(m_session->waitForErrors());
        QCOMPARE(document()->statistics(), first);

        // Run anew, nothing old comes back.
        document()->undoStack()->redo();
        QVERIFY(m_session->waitForErrors());
        document()->calibrate();
        QVERIFY(m_session->waitForErrors());
        const auto anew = document()->statistics();
        document()->undoStack()->undo();
        QVERIFY(m_session->waitForErrors());
        QCOMPARE(document()->statistics(), anew);
    }

    void statisticsOfAnotherModelAreRefused()
    {
        const QString path = m_folder.filePath(QStringLiteral("mobilenet.statistics"));
        QVERIFY(m_session->open(QStringLiteral(HALFTONE_TEST_DATA "/models/digits_mobilenet.onnx"), kData, 2));
        document()->calibrate();
        QVERIFY(m_session->waitForErrors());
        document()->saveStatistics(path);

        QVERIFY(m_session->open(kModel, kData, 2));
        document()->calibrate();
        QVERIFY(m_session->waitForErrors());
        const auto own = document()->statistics();
        for (const bool merge : {true, false}) {
            m_session->window->messageBar()->hide();
            merge ? document()->mergeStatistics(path) : document()->loadStatistics(path);
            QTRY_VERIFY_WITH_TIMEOUT(m_session->window->messageBar()->isVisible(), kPatience);
            QVERIFY2(m_session->window->messageBar()->text().contains(QStringLiteral("another model")),
                qPrintable(m_session->window->messageBar()->text()));
            QTRY_VERIFY(document()->jobs()->isIdle());
            QCOMPARE(document()->statistics(), own);
        }
        QCOMPARE(document()->undoStack()->count(), 0);
    }

private:
    Document *document() const { return m_session->document(); }

    QTemporaryDir m_folder;
    std::unique_ptr<StudioSession> m_session;
};

QTEST_MAIN(TestStudioStatistics)
#include "tst_studio_statistics.moc"
