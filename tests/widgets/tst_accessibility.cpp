// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/reader.h"
#include "tests/widgets/graph_fixture.h"
#include "widgets/common/paper.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/change_marks.h"

#include <QAccessible>
#include <QCheckBox>
#include <QTest>

#include <cmath>
#include <memory>
#include <set>
#include <vector>

using namespace halftone;

namespace {

/// Contrast of two colours (WCAG 2.1, 1.4.3).
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    };
    const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<GraphView>(&m_jobs, &m_selection);
        m_view->resize(800, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setModel(smallModel());
    }
    void cleanup()
    {
        m_view.reset();
        Theme::instance().setScheme(Theme::Scheme::Light);
    }

    void everyBoxIsAnItemWithAName()
    {
        QAccessibleInterface *graph = QAccessible::queryAccessibleInterface(m_view->canvas());
        QVERIFY(graph);
        QCOMPARE(graph->role(), QAccessible::List);
        QCOMPARE(graph->childCount(), static_cast<int>(m_view->canvas()->scene()->boxCount()));
        QStringList names;
        for (int i = 0; i < graph->childCount(); ++i) {
            QAccessibleInterface *item = graph->child(i);
            QVERIFY(item && item->isValid());
            QCOMPARE(graph->indexOfChild(item), i);
            QCOMPARE(item->parent(), graph);
            QVERIFY(!item->rect().isEmpty());
            names << item->text(QAccessible::Name);
        }
        QVERIFY2(names.contains(QStringLiteral("Conv /stem/conv/Conv, 1 input(s)")), qPrintable(names.join(u'|')));
        QVERIFY(names.contains(QStringLiteral("Input x")));
        // What is at a place on the screen is the item that says so.
        QAccessibleInterface *first = graph->child(0);
        QCOMPARE(graph->childAt(first->rect().center().x(), first->rect().center().y()), first);
    }

    void boxesToTickStandOut_data()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::newRow("light") << Theme::Scheme::Light;
        QTest::newRow("dark") << Theme::Scheme::Dark;
    }
    void boxesToTickStandOut()
    {
        QFETCH(Theme::Scheme, scheme);
        Theme::instance().setScheme(scheme);
        QCheckBox box;
        box.resize(box.sizeHint());
        const QImage picture = box.grab().toImage();
        const QColor background = box.palette().color(QPalette::Window);
        double best = 1;
        for (int x = 0; x < picture.width(); ++x)
            best = std::max(best, contrast(picture.pixelColor(x, picture.height() / 2), background));
        QVERIFY2(best >= 3, qPrintable(QString::number(best))); // WCAG 2.1, 1.4.11
    }

    void thePrecisionIsSpoken()
    {
        std::vector<NodeDecision> decisions(4);
        decisions[0].precision = Precision::Int8;
        m_view->setDecisions(decisions);
        const GraphCanvas *canvas = m_view->canvas();
        const NodeId conv = canvas->scene()->graph().findNode("/stem/conv/Conv");
        QCOMPARE(canvas->spokenText(canvas->scene()->boxOfNode(conv)), QStringLiteral("Conv /stem/conv/Conv, int8, 1 input(s)"));
    }

    void focusFollowsTheKeyboard()
    {
        m_view->activateWindow();
        GraphCanvas *canvas = m_view->canvas();
        canvas->setFocus();
        QTRY_VERIFY(canvas->hasFocus());
        QAccessibleInterface *graph = QAccessible::queryAccessibleInterface(canvas);
        QVERIFY(!graph->focusChild());
        QTest::keyClick(canvas, Qt::Key_Home);
        QTest::keyClick(canvas, Qt::Key_Down);
        QAccessibleInterface *item = graph->focusChild();
        QVERIFY(item);
        QVERIFY(item->text(QAccessible::Name).startsWith(QStringLiteral("Conv ")));
        QVERIFY(item->state().focused && item->state().selected);
        QVERIFY(item->text(QAccessible::Description).contains(QStringLiteral("Relu")));
        QCOMPARE(canvas->accessibleDescription(), item->text(QAccessible::Name));
        // A screen reader moves the keyboard, too.
        const int relu = static_cast<int>(canvas->scene()->boxOfNode(canvas->scene()->graph().findNode("/stem/act/Relu")));
        graph->child(relu)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(graph->indexOfChild(graph->focusChild()), relu);
        QCOMPARE(m_selection.nodes().size(), std::size_t(1));
    }

    void anotherGraphHasOtherItems()
    {
        QAccessibleInterface *graph = QAccessible::queryAccessibleInterface(m_view->canvas());
        QVERIFY(graph->child(0));
        m_view->setModel(deepModel(3));
        QCOMPARE(graph->childCount(), 8);
        QVERIFY(graph->child(7)->isValid());
        QVERIFY(!graph->child(8));
        QVERIFY(graph->child(1)->text(QAccessible::Name).startsWith(QStringLiteral("Sigmoid")));
    }

    void everyNodeIsReachedByKeyboard_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("horizontal");
        QTest::newRow("blocks") << QString() << false;
        for (const char *name : {"digits_yolov8", "digits_resnet", "torch_scopes", "ultraface"}) {
            const QString file = QStringLiteral(HALFTONE_TEST_DATA "/models/%1.onnx").arg(QLatin1String(name));
            QTest::addRow("%s", name) << file << false;
            QTest::addRow("%s, to the right", name) << file << true;
        }
    }
    void everyNodeIsReachedByKeyboard()
    {
        QFETCH(QString, file);
        QFETCH(bool, horizontal);
        m_view->setHorizontal(horizontal);
        if (file.isEmpty()) {
            m_view->setModel(deepModel(5));
        } else {
            const auto model = readModel(file.toStdString());
            QVERIFY(model);
            m_view->setModel(*model);
        }
        QTRY_VERIFY(!m_view->isLayingOut());
        GraphCanvas *canvas = m_view->canvas();
        // Whatever the arrow keys lead to, and from there on.
        QTest::keyClick(canvas, Qt::Key_Home);
        std::set<std::uint32_t> seen{canvas->focusBox()};
        std::vector<std::uint32_t> ahead{canvas->focusBox()};
        while (!ahead.empty()) {
            const std::uint32_t box = ahead.back();
            ahead.pop_back();
            for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_Left, Qt::Key_Right}) {
                canvas->focusOn(box);
                QTest::keyClick(canvas, key);
                if (seen.insert(canvas->focusBox()).second)
                    ahead.push_back(canvas->focusBox());
            }
        }
        const GraphScene &scene = *canvas->scene();
        for (std::uint32_t box = 0; box < scene.boxCount(); ++box)
            QVERIFY2(seen.contains(box),
                qPrintable(QStringLiteral("%1 of %2, box %3 (%4)")
                               .arg(seen.size())
                               .arg(scene.boxCount())
                               .arg(box)
                               .arg(QString::fromStdString(scene.box(box).title))));
    }

    void contrastIsEnough_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void contrastIsEnough()
    {
        QFETCH(bool, dark);
        Theme &theme = Theme::instance();
        theme.setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
        constexpr double kText = 4.5, kSign = 3;
        const auto check = [&](const char *what, const QColor &ink, const QColor &ground, double wanted) {
            const double found = contrast(ink, ground);
            QVERIFY2(found >= wanted, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(what)).arg(found)));
        };
        for (int category = 0; category <= static_cast<int>(OpCategory::Other); ++category)
            check("title on its category", Qt::white, theme.category(static_cast<OpCategory>(category)), kText);
        for (const QColor &ground : {theme.canvas(), theme.nodeBody()}) {
            check("text", theme.text(), ground, kText);
            check("muted text", theme.mutedText(), ground, kText);
            check("selection", theme.selection(), ground, kText);
            check("accent", theme.accent(), ground, kText);
            check("edge", theme.edge(), ground, kText);
        }
        for (const Precision precision : {Precision::Float, Precision::Int8, Precision::Int16, Precision::Int4Weights, Precision::Half})
            check("badge", theme.precision(precision), theme.nodeBody(), kText);
        // Overlays on the canvas, at the end that matters; yellow on white has its outline.
        for (int step = 0; step <= 20; ++step)
            if (dark || step <= 10)
                check("overlay", theme.onCanvas(Theme::viridis(step / 20.0)), theme.canvas(), kSign);
        check("excluded", theme.excluded(), theme.nodeBody(), kText);
        for (const NodeChange change : {NodeChange::Precision, NodeChange::Changed, NodeChange::Added, NodeChange::Removed}) {
            check("sign of a change", changeColor(change), theme.nodeBody(), kText);
            QVERIFY(!changeSign(change).isEmpty());
        }
        check("unchanged block", changeColor(NodeChange::Same), theme.canvas(), kSign);
        QCOMPARE(theme.isDark(), dark);
        const OnPaper paper;
        QVERIFY(!theme.isDark());
    }

private:
    JobRunner m_jobs;
    SelectionController m_selection;
    std::unique_ptr<GraphView> m_view;
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
