// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/docks.h"
#include "app/main_window.h"
#include "app/studio.h"
#include "core/document/document.h"
#include "core/document/exporter.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/reader.h"
#include "tests/support/window_session.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/panels/calibrate_dialog.h"
#include "widgets/panels/export_dialog.h"
#include "widgets/panels/options_dialog.h"
#include "widgets/panels/properties_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;

namespace {

constexpr int kPatience = 240000;
/// More presses of Tab than any window has widgets.
constexpr int kManyTabs = 120;

} // namespace

/// The main job with keys alone, as somebody without a pointer does it. Keys go to what has the focus.
class TestWindowKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        qRegisterMetaType<ExportSummary>("halftone::ExportSummary");
        QDir(sessionFolder()).removeRecursively();
    }

    void theMainJob()
    {
        MainWindow window;
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.resize(1440, 900);
        window.show();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        Document *document = window.document();

        // The sample is a press of Tab and one of Space away.
        QVERIFY(tabTo(&window, [](QWidget *each) { return each->objectName() == QLatin1String("welcomeSample"); }));
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(document->facts() != nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(window.graphView()->canvas()->scene(), kPatience);
        QVERIFY(window.graphView()->isAncestorOf(QApplication::focusWidget()) || QApplication::focusWidget() == window.graphView());

        // The default profile keeps the head float by itself: the plain one leaves it to the person.
        press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        auto *options = window.findChild<OptionsDialog *>();
        QTRY_VERIFY(options && options->isVisible());
        QTRY_COMPARE(QApplication::activeWindow(), options);
        QVERIFY(tabTo(options, [options](QWidget *each) { return each == options->editor("profile"); }));
        press(Qt::Key_Home);
        while (document->recipe().profile != QuantProfile::Plain) {
            const int before = qobject_cast<QComboBox *>(options->editor("profile"))->currentIndex();
            press(Qt::Key_Down);
            QVERIFY(qobject_cast<QComboBox *>(options->editor("profile"))->currentIndex() > before);
        }
        press(Qt::Key_Escape);
        QTRY_VERIFY(!options->isVisible());

        // The data are filled in already.
        window.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(window.calibrateDialog() && window.calibrateDialog()->isVisible());
        QTRY_COMPARE(QApplication::activeWindow(), window.calibrateDialog());
        QTRY_VERIFY_WITH_TIMEOUT(!window.calibrateDialog()->preview().inputs.empty(), kPatience);
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!window.calibrateDialog()->isVisible(), kPatience);
        waitForErrors(document);
        QVERIFY(document->errors()->outputWorstChannelDb() < 8);

        // What hurts most is found and kept float.
        window.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog *suggestions = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((suggestions = dialogNamed(QStringLiteral("suggestDialog"))), kPatience);
        QTRY_COMPARE(QApplication::activeWindow(), suggestions);
        const NodeId head = document->model()->graph->findNode("/Concat_37");
        QCOMPARE(window.selection()->nodes(), std::vector<NodeId>{head});
        press(Qt::Key_Return);
        QVERIFY(document->isExcluded(head));
        waitForErrors(document);
        QVERIFY(document->errors()->outputWorstChannelDb() > 15);

        // X takes it back, and once more; Ctrl+Z, too.
        window.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        window.graphView()->setFocus();
        press(Qt::Key_X);
        QVERIFY(!document->isExcluded(head));
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document->isExcluded(head));
        waitForErrors(document);

        // The file.
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out.onnx"));
        press(Qt::Key_E, Qt::ControlModifier);
        auto *dialog = window.findChild<ExportDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QVERIFY(tabTo(dialog, [dialog](QWidget *each) { return each == dialog->pathLine(); }));
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), path);
        QSignalSpy exported(document, &Document::exported);
        press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatience);
        QVERIFY2(exported.front().front().value<ExportSummary>().verified, qPrintable(dialog->resultText()));
        QVERIFY(readModel(path.toStdString()));
        press(Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<ExportDialog *>() || !dialog->isVisible());
        JobRunner::waitForDetached();
    }

    /// Every list, chart and field around the graph can be reached, and left again.
    void everyPanelIsReachedByTab()
    {
        WindowSession session;
        MainWindow &window = *session.window();
        session.calibrate();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        for (const char *name : {"nodeFilter", "nodeTree", "overlayBox", "heatMapPlot", "worstTensors"}) {
            auto *wanted = window.findChild<QWidget *>(QLatin1String(name));
            QVERIFY2(wanted && wanted->isVisible(), name);
            window.graphView()->setFocus();
            QVERIFY2(tabTo(&window, [wanted](QWidget *each) { return each == wanted; }), name);
        }
    }

    /// In Properties Tab stops at what can be pressed, and the arrows walk what can be read.
    void propertiesAreWalked()
    {
        WindowSession session;
        MainWindow &window = *session.window();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        PropertiesPanel *panel = window.docks()->properties();
        const NodeId concat = window.document()->model()->graph->findNode("/Concat_37");
        window.selection()->selectNodes({concat});
        QTRY_VERIFY(panel->plainText().contains(QStringLiteral("/Concat_37")));
        panel->setFocus();
        QStringList stops;
        for (int i = 0; i < kManyTabs; ++i) {
            press(Qt::Key_Tab);
            QWidget *focus = QApplication::focusWidget();
            if (!panel->isAncestorOf(focus))
                break;
            stops << (focus->objectName().isEmpty() ? QString::fromLatin1(focus->metaObject()->className()) : focus->objectName());
            const auto *label = qobject_cast<QLabel *>(focus);
            QVERIFY2(!label || label->text().contains(QStringLiteral("<a ")), qPrintable(label ? label->text() : QString()));
        }
        // The button comes first, then the links of the inputs and of the output.
        QVERIFY2(stops.size() >= 4 && stops.front() == QStringLiteral("QPushButton"), qPrintable(stops.join(u' ')));
        panel->setFocus();
        QStringList copied;
        for (int i = 0; i < 3; ++i) {
            press(Qt::Key_Down);
            press(Qt::Key_C, Qt::ControlModifier);
            copied << QGuiApplication::clipboard()->text().remove(QChar(0x200B));
        }
        QCOMPARE(copied[0], QStringLiteral("/Concat_37"));
        QCOMPARE(copied[1], QStringLiteral("1"));
        QVERIFY2(copied[2].contains(QStringLiteral("/Mul_4_output_0")), qPrintable(copied[2]));
        press(Qt::Key_Up);
        press(Qt::Key_Up);
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().remove(QChar(0x200B)), copied[0]);
    }

private:
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
        QTest::keyClick(focus, key, modifiers);
    }

    /// Presses Tab until the focus is on what is looked for.
    template <typename Test>
    static bool tabTo(QWidget *window, Test isIt)
    {
        if (!window->focusWidget())
            QTest::keyClick(window, Qt::Key_Tab);
        for (int i = 0; i < kManyTabs; ++i) {
            QWidget *focus = QApplication::focusWidget();
            if (focus && isIt(focus))
                return true;
            QTest::keyClick(focus ? focus : window, Qt::Key_Tab);
        }
        return false;
    }

    static QDialog *dialogNamed(const QString &name)
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && widget->objectName() == name)
                return qobject_cast<QDialog *>(widget);
        }
        return nullptr;
    }

    static void waitForErrors(Document *document)
    {
        QTRY_VERIFY_WITH_TIMEOUT(document->errors() && document->errorsAreCurrent() && document->jobs()->isIdle(), kPatience);
    }
};

QTEST_MAIN(TestWindowKeyboard)
#include "tst_window_keyboard.moc"
