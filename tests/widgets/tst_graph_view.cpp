// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph_fixture.h"

#include "core/document/decision_text.h"
#include "core/document/node_data_labels.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/minimap.h"
#include "widgets/graphview/overlay_legend.h"
#include "widgets/graphview/zoom_bar.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace halftone;

namespace {

/// Colours in a part of an image that are not the canvas.
int inkIn(const QImage &image, const QRect &rect)
{
    const QRgb canvas = Theme::instance().canvas().rgb();
    int ink = 0;
    for (int y = std::max(0, rect.top()); y <= std::min(rect.bottom(), image.height() - 1); ++y)
        for (int x = std::max(0, rect.left()); x <= std::min(rect.right(), image.width() - 1); ++x)
            ink += image.pixel(x, y) != canvas ? 1 : 0;
    return ink;
}

/// As hasColor(), for thin or veiled colours.
bool hasNearly(const QImage &image, const QRect &rect, const QColor &color)
{
    for (int y = std::max(0, rect.top()); y <= std::min(rect.bottom(), image.height() - 1); ++y)
        for (int x = std::max(0, rect.left()); x <= std::min(rect.right(), image.width() - 1); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green()) + std::abs(pixel.blue() - color.blue()) < 60)
                return true;
        }
    return false;
}

bool hasColor(const QImage &image, const QRect &rect, const QColor &color)
{
    for (int y = std::max(0, rect.top()); y <= std::min(rect.bottom(), image.height() - 1); ++y)
        for (int x = std::max(0, rect.left()); x <= std::min(rect.right(), image.width() - 1); ++x)
            if (image.pixel(x, y) == color.rgb())
                return true;
    return false;
}

} // namespace

class TestGraphView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_jobs = std::make_unique<JobRunner>();
        m_selection = std::make_unique<SelectionController>();
        m_view = std::make_unique<GraphView>(m_jobs.get(), m_selection.get());
        m_view->resize(800, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_jobs.reset();
        JobRunner::waitForDetached();
    }

    void firstViewIsAtHundredPercentOnTheInputs()
    {
        open(smallModel());
        QCOMPARE(canvas()->camera().scale(), 1.0);
        const QRectF input = viewRect(0);
        QVERIFY(std::abs(input.center().x() - canvas()->width() / 2.0) < 1);
        QVERIFY(input.top() > 0 && input.bottom() < 120);
    }

    void clickSelectsANodeEverywhere()
    {
        open(smallModel());
        QSignalSpy changed(m_selection.get(), &SelectionController::changed);
        clickNode("Relu");
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Relu")});
        QVERIFY(hasColor(grab(), viewRect(boxOf("Relu")).toRect().adjusted(-2, -2, 2, 2), Theme::instance().selection()));
    }

    void controlClickExtendsAndTakesBack()
    {
        open(smallModel());
        clickNode("Relu");
        clickNode("Mul", Qt::ControlModifier);
        QCOMPARE(m_selection->nodes().size(), std::size_t(2));
        clickNode("Relu", Qt::ControlModifier);
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Mul")});
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, QPoint(5, 300));
        QVERIFY(m_selection->nodes().empty());
    }

    void selectionFromElsewhereIsRevealedSoftly()
    {
        open(deepModel(200));
        const NodeId last = static_cast<NodeId>(canvas()->scene()->graph().nodes().size() - 1);
        const QPointF before = canvas()->camera().center();
        m_selection->selectNodes({last}, true);
        QVERIFY(canvas()->camera().isMoving());
        QTRY_VERIFY(!canvas()->camera().isMoving());
        QVERIFY(canvas()->camera().visible().contains(canvas()->scene()->boxRect(canvas()->scene()->boxOfNode(last))));
        const QPointF there = canvas()->camera().center();
        QVERIFY(there != before);
        // Already in the middle of the view: nothing moves.
        m_selection->selectNodes({last - 1}, true);
        QVERIFY(!canvas()->camera().isMoving());
        QCOMPARE(canvas()->camera().center(), there);
    }

    void badgeClickAsksToExclude()
    {
        open(smallModel());
        decide();
        QSignalSpy toggled(m_view.get(), &GraphView::excludeToggled);
        const QRectF badge = canvas()->scene()->badgeRect(boxOf("Conv"));
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(badge.center()).toPoint());
        QCOMPARE(toggled.count(), 1);
        QCOMPARE(toggled[0][0].value<NodeId>(), nodeOf("Conv"));
        QVERIFY(m_selection->nodes().empty());
    }

    void badgesShowDecisionsByColourAndSign()
    {
        open(smallModel());
        decide();
        const auto badgeArea = [&](const char *type) {
            const QRectF badge = canvas()->scene()->badgeRect(boxOf(type));
            return QRectF(canvas()->camera().toView(badge.topLeft()), canvas()->camera().toView(badge.bottomRight())).toRect();
        };
        const QImage image = grab();
        QVERIFY(hasNearly(image, badgeArea("Conv"), Theme::instance().precision(Precision::Int8)));
        QVERIFY(hasNearly(image, badgeArea("Sigmoid"), Theme::instance().excluded()));
        QVERIFY(!hasNearly(image, badgeArea("Relu"), Theme::instance().excluded()));
    }

    void clickOnAnEdgeSelectsItsValue()
    {
        open(smallModel());
        const auto edges = canvas()->scene()->edgesFrom(boxOf("Conv"));
        const LayoutRoute &route = canvas()->scene()->layout().edges[edges[0]];
        const LayoutPoint a = route.points.front(), b = route.points.back();
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(QPointF((a.x + b.x) / 2, (a.y + b.y) / 2)).toPoint());
        QCOMPARE(m_selection->value(), canvas()->scene()->graph().findValue("a"));
    }

    void clickOnAWeightRowSelectsTheInitializer()
    {
        open(smallModel());
        const QRectF row = canvas()->scene()->rowRect(boxOf("Conv"), 0);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(row.center()).toPoint());
        QCOMPARE(m_selection->value(), canvas()->scene()->graph().findValue("w"));
    }

    void rubberBandSelectsWhatItTouches()
    {
        open(smallModel());
        const QRectF area = viewRect(boxOf("Conv")).united(viewRect(boxOf("Relu"))).adjusted(-5, -5, 5, 5);
        QTest::mousePress(canvas(), Qt::LeftButton, Qt::ShiftModifier, area.topLeft().toPoint());
        move(area.center().toPoint(), Qt::ShiftModifier);
        move(area.bottomRight().toPoint(), Qt::ShiftModifier);
        QTest::mouseRelease(canvas(), Qt::LeftButton, Qt::ShiftModifier, area.bottomRight().toPoint());
        QCOMPARE(m_selection->nodes(), (std::vector<NodeId>{nodeOf("Conv"), nodeOf("Relu")}));
    }

    void dragPans()
    {
        open(smallModel());
        const QPointF before = canvas()->camera().center();
        QTest::mousePress(canvas(), Qt::LeftButton, {}, QPoint(60, 300));
        move(QPoint(80, 320));
        move(QPoint(160, 380));
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, QPoint(160, 380));
        QCOMPARE(canvas()->camera().center(), before - QPointF(100, 80));
        QVERIFY(m_selection->nodes().empty());
    }

    void wheelScrollsAndControlWheelZoomsAtTheCursor()
    {
        open(smallModel());
        const QPointF before = canvas()->camera().center();
        wheel(QPointF(200, 200), -120, {});
        QCOMPARE(canvas()->camera().center(), before + QPointF(0, 100));
        QCOMPARE(canvas()->camera().scale(), 1.0);
        const QPointF cursor(200, 150);
        const QPointF under = canvas()->camera().toScene(cursor);
        wheel(cursor, 120, Qt::ControlModifier);
        QVERIFY(canvas()->camera().scale() > 1.1);
        const QPointF stays = canvas()->camera().toView(under);
        QVERIFY(std::abs(stays.x() - cursor.x()) < 1e-6 && std::abs(stays.y() - cursor.y()) < 1e-6);
        m_view->setWheelZooms(true);
        const double scale = canvas()->camera().scale();
        wheel(cursor, 120, {});
        QVERIFY(canvas()->camera().scale() > scale);
    }

    void keysZoomAndFit()
    {
        open(deepModel(100));
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Up, Qt::ShiftModifier);
        QTRY_VERIFY(!canvas()->camera().isMoving());
        QVERIFY(canvas()->camera().scale() > 1.2);
        QTest::keyClick(canvas(), Qt::Key_Backspace, Qt::ShiftModifier);
        QTRY_COMPARE(canvas()->camera().scale(), 1.0);
        QTest::keyClick(canvas(), Qt::Key_Space);
        QTRY_VERIFY(!canvas()->camera().isMoving());
        QVERIFY(canvas()->camera().visible().adjusted(-1, -1, 1, 1).contains(canvas()->scene()->bounds()));
    }

    void keysWalkAlongEdges()
    {
        open(smallModel());
        canvas()->setFocus();
        clickNode("Conv");
        QTest::keyClick(canvas(), Qt::Key_Down);
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Relu")});
        QCOMPARE(canvas()->accessibleDescription(), QStringLiteral("Relu /stem/act/Relu, 1 input(s)"));
        QTest::keyClick(canvas(), Qt::Key_Down);
        QTest::keyClick(canvas(), Qt::Key_Down);
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Mul")});
        QTest::keyClick(canvas(), Qt::Key_Down);
        QCOMPARE(m_selection->value(), canvas()->scene()->graph().findValue("y"));
        QTest::keyClick(canvas(), Qt::Key_Up);
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Mul")});
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QVERIFY(m_selection->nodes().empty());
    }

    void backspaceGoesBack()
    {
        open(smallModel());
        clickNode("Conv");
        clickNode("Mul");
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Backspace);
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Conv")});
    }

    void softMovesCanBeInterrupted()
    {
        open(deepModel(100));
        m_view->fit();
        QVERIFY(canvas()->camera().isMoving());
        QTest::mousePress(canvas(), Qt::LeftButton, {}, QPoint(60, 300));
        QVERIFY(!canvas()->camera().isMoving());
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, QPoint(60, 300));
    }

    void everyDetailLevelPaints_data()
    {
        QTest::addColumn<double>("scale");
        for (const double scale : {2.0, 1.0, 0.5, 0.3, 0.05, 0.004})
            QTest::addRow("%g", scale) << scale;
    }
    void everyDetailLevelPaints()
    {
        QFETCH(double, scale);
        open(deepModel(400));
        canvas()->camera().lookAt(canvas()->scene()->boxRect(20).center(), scale, GraphCamera::Move::AtOnce);
        const QRect around(canvas()->width() / 2 - 40, canvas()->height() / 2 - 40, 80, 80);
        QVERIFY(inkIn(grab(), around) > 10);
        canvas()->camera().lookAt(QPointF(-1e6, -1e6), scale, GraphCamera::Move::AtOnce);
    }

    void optionsKeepTheSelectedNodeInPlace()
    {
        open(deepModel(100));
        const NodeId node = 41;
        m_selection->selectNodes({node}, true);
        QTRY_VERIFY(!canvas()->camera().isMoving());
        const QPointF before = viewRect(canvas()->scene()->boxOfNode(node)).center();
        m_view->setShowNames(true);
        const QPointF after = viewRect(canvas()->scene()->boxOfNode(node)).center();
        QVERIFY((before - after).manhattanLength() < 2);
        QCOMPARE(canvas()->selectedNodes(), std::vector<NodeId>{node});
        QVERIFY(canvas()->scene()->boxRect(canvas()->scene()->boxOfNode(node)).height() > 30);
        m_view->setHorizontal(true);
        QVERIFY(canvas()->scene()->layout().width > canvas()->scene()->layout().height);
    }

    void scopesFoldAndUnfold()
    {
        open(deepModel(100));
        m_view->setScopes(true);
        // Scopes are opened as long as at most 120 boxes show; the model's input and output come on top.
        QTRY_VERIFY(canvas()->scene()->boxCount() <= 122);
        m_view->collapseAllScopes();
        QTRY_COMPARE(canvas()->scene()->boxCount(), 12U);
        const std::uint32_t closed = canvas()->scene()->boxOfNode(0);
        QCOMPARE(canvas()->scene()->box(closed).kind, GraphBox::Kind::Scope);
        QTest::mouseDClick(canvas(), Qt::LeftButton, {}, viewRect(closed).center().toPoint());
        QTRY_VERIFY(canvas()->scene()->boxCount() > 12);
        m_view->expandAllScopes();
        QTRY_COMPARE(canvas()->scene()->boxCount(), 202U);
        const LayoutRect frame = canvas()->scene()->layout().groups[0];
        canvas()->camera().lookAt(QPointF(frame.centerX(), frame.y + 100), 1, GraphCamera::Move::AtOnce);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(QPointF(frame.x + 14, frame.y + 10)).toPoint());
        QTRY_VERIFY(canvas()->scene()->boxCount() < 202);
    }

    void subgraphsAreEnteredAndLeft()
    {
        ModelMaker body;
        body.add("Relu", "inner", {"p"}, {"q"});
        body.output("q");
        open(branchModel(std::move(body)));
        const QRectF row = canvas()->scene()->rowRect(boxOf("If"), 0);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(row.center()).toPoint());
        QCOMPARE(m_view->place().size(), std::size_t(1));
        QCOMPARE(canvas()->scene()->graph().node(0).opType, std::string("Relu"));
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Backspace);
        QVERIFY(m_view->place().empty());
        QCOMPARE(canvas()->selectedNodes(), std::vector<NodeId>{0});
    }

    void subgraphsAreShownInPlace()
    {
        ModelMaker body;
        body.outer("x");
        body.add("Relu", "inner", {"x"}, {"q"});
        body.output("q");
        open(branchModel(std::move(body)));
        NodeDecision decision;
        decision.node = "choice";
        m_view->setDecisions({decision});
        const std::uint32_t closed = canvas()->scene()->boxCount();
        const auto clickMark = [&] {
            const QRectF row = canvas()->scene()->rowRect(boxOf("If"), 0);
            const QPointF mark(row.left() + canvas()->scene()->metrics().padding + 4, row.center().y());
            QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(mark).toPoint());
        };
        clickMark();
        const GraphScene *scene = canvas()->scene();
        QVERIFY(m_view->place().empty());
        QCOMPARE(scene->boxCount(), closed + 1);
        QCOMPARE(scene->layout().groups.size(), std::size_t(1));
        const std::uint32_t inner = boxOf("Relu");
        const LayoutRect frame = scene->layout().groups[0];
        QVERIFY(QRectF(frame.x, frame.y, frame.width, frame.height).contains(scene->boxRect(inner)));
        // Its value comes from around, its result goes to the node it is inside of.
        QCOMPARE(scene->edgesTo(inner).size(), std::size_t(1));
        QCOMPARE(scene->box(scene->content().edges[scene->edgesTo(inner)[0]].from).title, std::string("x"));
        QCOMPARE(scene->edgesFrom(inner).size(), std::size_t(1));
        QCOMPARE(scene->content().edges[scene->edgesFrom(inner)[0]].to, boxOf("If"));
        // It stays float and says why; everywhere else the node around it is what is selected.
        QCOMPARE(canvas()->look().decisions.size(), std::size_t(2));
        QVERIFY(decisionReason(canvas()->look().decisions[1]).contains(QStringLiteral("choice")));
        QSignalSpy excluded(m_view.get(), &GraphView::excludeToggled);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->camera().toView(scene->badgeRect(inner).center()).toPoint());
        QCOMPARE(excluded.count(), 0);
        QTest::mouseClick(
            canvas(), Qt::LeftButton, {}, canvas()->camera().toView(scene->boxRect(inner).topLeft() + QPointF(12, 12)).toPoint());
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{0});
        // Activating it goes inside.
        QTest::mouseDClick(
            canvas(), Qt::LeftButton, {}, canvas()->camera().toView(scene->boxRect(inner).topLeft() + QPointF(12, 12)).toPoint());
        QCOMPARE(m_view->place(), (std::vector<SubgraphStep>{{0, 0}}));
        QVERIFY(decisionReason(canvas()->look().decisions[0]).contains(QStringLiteral("choice")));
        m_view->leaveSubgraph();
        QCOMPARE(canvas()->scene()->boxCount(), closed + 1);
        m_view->toggleInsideOfSelected();
        QCOMPARE(canvas()->scene()->boxCount(), closed);
        clickMark();
        QCOMPARE(canvas()->scene()->boxCount(), closed + 1);
    }

    void overlayColoursGraphMinimapAndLegend()
    {
        open(smallModel());
        GraphOverlay overlay;
        overlay.title = QStringLiteral("Error");
        overlay.maximum = 50;
        overlay.values = {50, 0, std::nan(""), 25};
        m_view->setOverlay(overlay);
        const QImage image = grab();
        const auto stripe = [&](const char *type) {
            const QRect box = viewRect(boxOf(type)).toRect();
            return QRect(box.left() - 9, box.top(), 8, box.height());
        };
        QVERIFY(hasColor(image, stripe("Conv"), Theme::viridis(1)));
        QVERIFY(hasColor(image, stripe("Relu"), Theme::viridis(0)));
        QCOMPARE(inkIn(image, stripe("Sigmoid")), 0);
        QVERIFY(m_view->findChild<OverlayLegend *>()->isVisible());
        const QImage map = m_view->minimap()->grab().toImage();
        QVERIFY(hasNearly(map, map.rect(), Theme::viridis(0)));
        m_view->setOverlayKind(OverlayKind::None);
        QVERIFY(!m_view->findChild<OverlayLegend *>()->isVisible());
        QCOMPARE(inkIn(grab(), stripe("Conv")), 0);
    }

    void theLegendSetsALimit()
    {
        open(smallModel());
        GraphOverlay overlay;
        overlay.title = QStringLiteral("Error");
        overlay.maximum = 50;
        overlay.values = {45, 5, 30, 25};
        m_view->setOverlay(overlay);
        const auto position = [&](NodeId node) { return canvas()->look().overlayPosition[canvas()->scene()->boxOfNode(node)]; };
        QVERIFY(position(0) > 0);
        OverlayLegend *legend = m_view->legend();
        QTest::mouseClick(legend, Qt::LeftButton, {}, QPoint(legend->width() / 2, legend->height() / 2));
        QVERIFY(position(0) < 0);
        QVERIFY(position(1) > 0);
        QVERIFY(position(2) < 0);
        // The keyboard moves it on, and what is dragged to the good end shows all again.
        QTest::keyClick(legend, Qt::Key_Right);
        QTest::keyClick(legend, Qt::Key_Right);
        QTest::keyClick(legend, Qt::Key_Right);
        QVERIFY(position(2) > 0);
        QTest::mouseClick(legend, Qt::LeftButton, {}, QPoint(legend->width() - 1, legend->height() / 2));
        QVERIFY(position(0) > 0);
    }

    void stepsOfAFileColourInsteadOfTheScale()
    {
        open(smallModel());
        NodeData data;
        data.title = QStringLiteral("latency");
        data.values = {1, 5, std::nan(""), 20};
        data.steps = {{2, QColor(0, 128, 0)}, {10, QColor(255, 0, 0)}};
        m_view->setOverlay(nodeDataOverlay(data));
        const auto stripe = [&](const char *type) {
            const QRect box = viewRect(boxOf(type)).toRect();
            return QRect(box.left() - 9, box.top(), 8, box.height());
        };
        const QImage image = grab();
        QVERIFY(hasColor(image, stripe("Conv"), QColor(0, 128, 0)));
        QVERIFY(hasColor(image, stripe("Relu"), QColor(255, 0, 0)));
        // As in Model Explorer, what exceeds the last threshold has no colour.
        QCOMPARE(inkIn(image, stripe("Mul")), 0);
        QCOMPARE(inkIn(image, stripe("Sigmoid")), 0);
    }

    void numbersAreSavedWithTheColoursTheyHave()
    {
        GraphOverlay overlay;
        overlay.title = QStringLiteral("time");
        overlay.values = {1, 5, 3, 2};
        overlay.minimum = 1;
        overlay.maximum = 5;
        overlay.highIsGood = false;
        const NodeData data = nodeDataOf(overlay);
        QCOMPARE(data.gradient.front().second, overlay.color(overlay.positionOf(1)));
        QCOMPARE(data.gradient.back().second, overlay.color(overlay.positionOf(5)));
        const auto model = smallModel();
        const QByteArray json = nodeDataJson(*model->graph, data, NodeDataFormat::ModelExplorer);
        QVERIFY(json.contains(overlay.color(0).name().toUtf8()));
        // Own colours go as they are.
        overlay.steps = {{10, Qt::red}};
        QVERIFY(nodeDataOf(overlay).gradient.empty());
    }

    void wordsOfAFileAreListedInTheLegend()
    {
        open(smallModel());
        NodeData data;
        data.title = QStringLiteral("placement");
        data.values.assign(4, 0);
        useLabels({{0, QStringLiteral("cpu"), {}}, {1, QStringLiteral("npu"), QColor(255, 0, 255)}, {3, QStringLiteral("npu"), {}}}, data);
        const GraphOverlay overlay = nodeDataOverlay(data);
        QCOMPARE(overlay.textOf(data.values[1]), QStringLiteral("npu"));
        m_view->setOverlay(overlay);
        const QImage image = grab();
        const auto stripe = [&](const char *type) {
            const QRect box = viewRect(boxOf(type)).toRect();
            return QRect(box.left() - 9, box.top(), 8, box.height());
        };
        QVERIFY(hasColor(image, stripe("Relu"), QColor(255, 0, 255)));
        QCOMPARE(inkIn(image, stripe("Sigmoid")), 0);
        OverlayLegend *legend = m_view->legend();
        QCOMPARE(legend->accessibleDescription(), QStringLiteral("npu (2), cpu (1)"));
        QVERIFY(hasColor(legend->grab().toImage(), legend->rect(), QColor(255, 0, 255)));
        // There is no limit to drag.
        QSignalSpy limits(legend, &OverlayLegend::limitChosen);
        QTest::mouseClick(legend, Qt::LeftButton, {}, legend->rect().center());
        QCOMPARE(limits.count(), 0);
    }

    void bookmarksAreDrawn()
    {
        open(smallModel());
        const QRect corner = viewRect(boxOf("Relu")).adjusted(40, -8, 0, 14).toRect();
        QVERIFY(!hasColor(grab(), corner, Theme::instance().selection()));
        m_view->setBookmarks({nodeOf("Relu")});
        QVERIFY(hasColor(grab(), corner, Theme::instance().selection()));
    }

    void nothingFloatsOverAFittedGraphOrARevealedNode()
    {
        GraphOverlay overlay;
        overlay.title = QStringLiteral("Error, worst channel");
        overlay.unit = QStringLiteral("dB");
        overlay.maximum = 50;
        const QSize usual = m_view->size();
        for (const QSize size : {QSize(1200, 800), QSize(700, 500), QSize(410, 330), QSize(260, 300)}) {
            m_view->resize(size);
            open(deepModel(40));
            overlay.values.assign(canvas()->scene()->graph().nodes().size(), 20);
            m_view->setOverlay(overlay);
            QTest::qWait(20);
            const auto floating = [&] {
                QRegion region;
                for (const QWidget *widget : {static_cast<QWidget *>(m_view->minimap()), static_cast<QWidget *>(m_view->legend()),
                         static_cast<QWidget *>(m_view->findChild<ZoomBar *>())}) {
                    if (!widget->isVisible())
                        continue;
                    const QRect place = widget->geometry().translated(-canvas()->pos());
                    // They keep off each other and inside.
                    if (region.intersects(place) || !canvas()->rect().contains(place))
                        return QRegion(canvas()->rect());
                    region += place;
                }
                return region;
            };
            for (const char *last : {"last", "first"}) {
                const auto boxes = canvas()->scene()->boxCount();
                const std::uint32_t box = last == std::string("last") ? boxes - 2 : 1;
                const NodeId node = canvas()->scene()->nodesOf(box).front();
                canvas()->revealNodes({node});
                QTRY_VERIFY(!canvas()->camera().isMoving());
                QVERIFY2(!floating().intersects(viewRect(box).toRect()), qPrintable(QStringLiteral("%1 %2").arg(size.width()).arg(box)));
            }
            // All of the graph is in view: no overview, and nothing above the nodes.
            QTest::keyClick(canvas(), Qt::Key_Space);
            QTRY_VERIFY(!canvas()->camera().isMoving());
            QVERIFY(!m_view->minimap()->isVisible());
            for (std::uint32_t box = 0; box < canvas()->scene()->boxCount(); ++box)
                QVERIFY2(!floating().intersects(viewRect(box).toRect()), qPrintable(QStringLiteral("%1 %2").arg(size.width()).arg(box)));
            if (size.width() != 410)
                QCOMPARE(m_view->legend()->isFolded(), size.width() < 410);
        }
        m_view->resize(usual);
    }

    void theInputsStayAtTheTopUntilOneMoves()
    {
        open(deepModel(40));
        const QSize usual = m_view->size();
        const double top = viewRect(0).top();
        m_view->resize(500, 300);
        QTest::qWait(20);
        QCOMPARE(viewRect(0).top(), top);
        QTest::keyClick(canvas(), Qt::Key_PageDown);
        const double moved = canvas()->camera().center().y();
        m_view->resize(usual);
        QTest::qWait(20);
        QCOMPARE(canvas()->camera().center().y(), moved);
    }

    void minimapMovesTheView()
    {
        open(deepModel(200));
        const Minimap *map = m_view->minimap();
        QVERIFY(map->isVisible());
        QTest::mouseClick(m_view->minimap(), Qt::LeftButton, {}, QPoint(map->width() / 2, map->height() - 8));
        QTRY_VERIFY(!canvas()->camera().isMoving());
        QVERIFY(canvas()->camera().center().y() > canvas()->scene()->layout().height * 0.8);
    }

    void highlightDimsTheRest()
    {
        open(smallModel());
        const QRect conv = viewRect(boxOf("Conv")).toRect(), mul = viewRect(boxOf("Mul")).toRect();
        const QColor header = Theme::instance().category(canvas()->scene()->box(boxOf("Mul")).category);
        m_view->highlightUpstream({nodeOf("Relu")});
        const QImage image = grab();
        QVERIFY(!hasColor(image, mul, header));
        QVERIFY(hasColor(image, conv, Theme::instance().category(canvas()->scene()->box(boxOf("Conv")).category)));
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QVERIFY(hasColor(grab(), mul, header));
    }

    void findListsAsOneTypesAndEnterGoesThere()
    {
        open(deepModel(200));
        m_view->find();
        auto *line = m_view->findBar()->findChild<QLineEdit *>();
        QVERIFY(line->hasFocus() || m_view->findBar()->isVisible());
        QTest::keyClicks(line, QStringLiteral("layer199 mul"));
        QCOMPARE(m_view->findBar()->resultCount(), 1);
        QTest::keyClick(line, Qt::Key_Return);
        const NodeId node = canvas()->scene()->graph().findNode("/block19/layer199/Mul");
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{node});
        QTRY_VERIFY(canvas()->camera().visible().contains(canvas()->scene()->boxRect(canvas()->scene()->boxOfNode(node))));
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!m_view->findBar()->isVisible());
    }

    void bigGraphsAreLaidOutInTheBackground()
    {
        open(smallModel());
        m_view->setModel(deepModel(3000));
        QVERIFY(m_view->isLayingOut());
        // What was there stays usable.
        QVERIFY(canvas()->scene());
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->isLayingOut(), 20'000);
        QTRY_COMPARE(canvas()->scene()->boxCount(), 6002U);
        QCOMPARE(canvas()->camera().scale(), 1.0);
    }

    void factsDoNotDelayTheFirstPicture()
    {
        const std::shared_ptr<const Model> model = deepModel(3000);
        NoProgress progress;
        auto facts = inferFacts(*model, {}, progress);
        QVERIFY(facts);
        m_view->setModel(nullptr);
        std::vector<bool> withFacts;
        connect(m_view.get(), &GraphView::sceneChanged, this, [&] {
            if (canvas()->scene())
                withFacts.push_back(canvas()->scene()->request().facts != nullptr);
        });
        m_view->setModel(model);
        QVERIFY(m_view->isLayingOut());
        m_view->setFacts(std::make_shared<GraphFacts>(std::move(*facts)));
        QTRY_COMPARE_WITH_TIMEOUT(withFacts, (std::vector<bool>{false, true}), 20'000);
        disconnect(m_view.get(), &GraphView::sceneChanged, this, nullptr);
    }

    void cancelledLayoutLeavesTheOldPicture()
    {
        open(smallModel());
        m_view->setModel(deepModel(20'000));
        m_view->cancelLayout();
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->isLayingOut(), 20'000);
        QTRY_COMPARE(canvas()->scene()->boxCount(), 6U);
    }

    void contextMenuNamesTheNode()
    {
        open(smallModel());
        QSignalSpy menu(m_view.get(), &GraphView::contextMenuRequested);
        const QPoint at = viewRect(boxOf("Mul")).center().toPoint();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas()->mapToGlobal(at));
        QApplication::sendEvent(canvas(), &event);
        QCOMPARE(menu.count(), 1);
        QCOMPARE(menu[0][0].value<NodeId>(), nodeOf("Mul"));
        QCOMPARE(m_selection->nodes(), std::vector<NodeId>{nodeOf("Mul")});
    }

    void hoverIsShared()
    {
        open(smallModel());
        QSignalSpy hovered(m_selection.get(), &SelectionController::hovered);
        move(viewRect(boxOf("Relu")).center().toPoint());
        QVERIFY(!hovered.isEmpty());
        QCOMPARE(hovered.last()[0].value<NodeId>(), nodeOf("Relu"));
    }

    void darkThemeChangesTheCanvas()
    {
        open(smallModel());
        Theme::instance().setScheme(Theme::Scheme::Dark);
        const QImage image = grab();
        Theme::instance().setScheme(Theme::Scheme::Light);
        QVERIFY(image.pixelColor(5, 300).lightness() < 60);
    }

private:
    GraphCanvas *canvas() const { return m_view->canvas(); }
    void open(const std::shared_ptr<const Model> &model)
    {
        m_view->setModel(model);
        QTRY_VERIFY_WITH_TIMEOUT(!m_view->isLayingOut() && canvas()->scene(), 20'000);
    }
    void decide()
    {
        std::vector<NodeDecision> decisions(4);
        decisions[0].precision = Precision::Int8;
        decisions[2].cause = NodeDecision::Cause::ExcludedByUser;
        decisions[3].precision = Precision::Int8;
        m_view->setDecisions(decisions);
    }
    NodeId nodeOf(const char *type) const
    {
        const auto &nodes = canvas()->scene()->graph().nodes();
        return static_cast<NodeId>(
            std::find_if(nodes.begin(), nodes.end(), [&](const Node &n) { return n.opType == type; }) - nodes.begin());
    }
    std::uint32_t boxOf(const char *type) const { return canvas()->scene()->boxOfNode(nodeOf(type)); }
    QRectF viewRect(std::uint32_t box) const
    {
        const QRectF rect = canvas()->scene()->boxRect(box);
        return {canvas()->camera().toView(rect.topLeft()), canvas()->camera().toView(rect.bottomRight())};
    }
    void clickNode(const char *type, Qt::KeyboardModifiers modifiers = {})
    {
        const QRectF rect = viewRect(boxOf(type));
        QTest::mouseClick(canvas(), Qt::LeftButton, modifiers, QPointF(rect.left() + 12, rect.top() + 12).toPoint());
    }
    void move(QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, canvas()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(canvas(), &event);
    }
    void wheel(QPointF at, int delta, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(at, canvas()->mapToGlobal(at), {}, QPoint(0, delta), Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(canvas(), &event);
    }
    QImage grab() const { return canvas()->grab().toImage(); }

    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<SelectionController> m_selection;
    std::unique_ptr<GraphView> m_view;
};

QTEST_MAIN(TestGraphView)
#include "tst_graph_view.moc"
