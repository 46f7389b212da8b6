// SPDX-License-Identifier: GPL-3.0-or-later
// The points of docs/viewer-behaviour.md, one test each, on the real window with the sample model.
#include "app/actions/graph_actions.h"
#include "app/compare_window.h"
#include "app/docks.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "app/studio.h"
#include "core/document/bookmarks.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/writer.h"
#include "tests/widgets/graph_fixture.h"
#include "widgets/graphview/compare_view.h"
#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/minimap.h"
#include "widgets/graphview/overlay_legend.h"
#include "widgets/panels/properties_panel.h"
#include "widgets/panels/property_grid.h"
#include "widgets/panels/welcome_page.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QImageReader>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

using namespace halftone;

namespace {

constexpr int kPatience = 60'000;
const QString kSample = QStringLiteral(HALFTONE_TEST_DATA "/models/digits_yolov8.onnx");

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestViewerBehaviour : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
    }
    void init()
    {
        settings::clearRecentFiles();
        m_window = std::make_unique<MainWindow>();
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        JobRunner::waitForDetached();
        for (const char *toggle : {"attributes", "horizontal", "names", "scopes", "wheelZooms"})
            settings::setViewOption(QLatin1String(toggle), false);
        settings::setViewOption(QStringLiteral("initializers"), true);
    }

    void point01_opensFromWelcomeFileDropAndAgain()
    {
        QVERIFY(m_window->welcomePage()->isVisible());
        const QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy.onnx")), gone = folder.filePath(QStringLiteral("gone.onnx"));
        QVERIFY(QFile::copy(kSample, copy));
        settings::addRecentFile(gone);
        settings::addRecentFile(copy);
        QCOMPARE(settings::recentFiles(), QStringList{copy});
        // Dropped anywhere on the window.
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(copy)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &drop);
        waitForGraph();
        QVERIFY(!m_window->welcomePage()->isVisible());
        QCOMPARE(QString::fromStdString(m_window->document()->model()->path), copy);
        // F5 reads it again.
        QCOMPARE(action("reload")->shortcut(), QKeySequence(Qt::Key_F5));
        QSignalSpy reloaded(m_window->document(), &Document::modelChanged);
        action("reload")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(reloaded.count(), 1, kPatience);
        // A change on disk is noticed.
        QFile file(copy);
        QVERIFY(file.open(QIODevice::Append));
        file.write("x");
        file.close();
        QTRY_VERIFY_WITH_TIMEOUT(shownTexts().contains(QStringLiteral("has changed on disk")), kPatience);
        QCOMPARE(action("open")->shortcut(), QKeySequence(QKeySequence::Open));
        // Another model gets a window of its own beside this one.
        const auto windows = [] {
            std::vector<MainWindow *> all;
            for (QWidget *widget : QApplication::topLevelWidgets())
                if (auto *window = qobject_cast<MainWindow *>(widget); window && window->isVisible())
                    all.push_back(window);
            return all;
        };
        QCOMPARE(windows().size(), std::size_t(1));
        m_window->openFile(QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx"));
        QCOMPARE(windows().size(), std::size_t(2));
        for (MainWindow *window : windows())
            if (window != m_window.get()) {
                QTRY_VERIFY_WITH_TIMEOUT(window->document()->facts() != nullptr, kPatience);
                window->close();
            }
        QCOMPARE(QString::fromStdString(m_window->document()->model()->path), copy);
    }

    void point02_firstViewIsActualSizeOnTheInputsAndSpaceFits()
    {
        open();
        QCOMPARE(camera().scale(), 1.0);
        const QRectF input = scene().boxRect(0);
        QVERIFY(std::abs(input.center().x() - camera().center().x()) < 2);
        QVERIFY(camera().visible().contains(input));
        // Top-down: what is read comes above.
        for (const BoxEdge &edge : scene().content().edges)
            if (!scene().layout().edges[&edge - scene().content().edges.data()].isStub)
                QVERIFY(scene().boxRect(edge.from).bottom() <= scene().boxRect(edge.to).top());
        QTest::keyClick(canvas(), Qt::Key_Space);
        QTRY_VERIFY(camera().visible().contains(scene().bounds().adjusted(40, 40, -40, -40)));
    }

    void point03_dragWheelAndKeysMove()
    {
        open();
        QPointF before = camera().center();
        QTest::mousePress(canvas(), Qt::LeftButton, {}, QPoint(40, 300));
        QTest::mouseMove(canvas(), QPoint(60, 300));
        QTest::mouseMove(canvas(), QPoint(90, 260));
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, QPoint(90, 260));
        QVERIFY(camera().center().y() > before.y());
        before = camera().center();
        wheel(-120, {});
        QVERIFY(camera().center().y() > before.y());
        QCOMPARE(camera().scale(), 1.0);
        const QPointF under = camera().toScene(QPointF(200, 200));
        wheel(-120, Qt::ControlModifier, QPointF(200, 200));
        QVERIFY(camera().scale() < 1);
        QVERIFY((camera().toScene(QPointF(200, 200)) - under).manhattanLength() < 0.01);
        // Swapped, and remembered by the next window.
        action("wheelZooms")->trigger();
        const MainWindow next;
        QVERIFY(next.findChild<QAction *>(QStringLiteral("wheelZooms"))->isChecked());
        const double scale = camera().scale();
        wheel(120, {});
        QVERIFY(camera().scale() > scale);
        QTest::keyClick(canvas(), Qt::Key_Down, Qt::ShiftModifier);
        QTRY_VERIFY(camera().scale() < scale * 1.2);
        const double smaller = camera().targetScale();
        QTest::keyClick(canvas(), Qt::Key_Up, Qt::ShiftModifier);
        QTRY_VERIFY(camera().scale() > smaller);
        QTest::keyClick(canvas(), Qt::Key_Backspace, Qt::ShiftModifier);
        QTRY_COMPARE(camera().scale(), 1.0);
    }

    void point04_boxesHaveRowsAndTogglesAreRemembered()
    {
        open();
        const std::uint32_t conv = boxOfType("Conv");
        const auto rows = [&](BoxRow::Kind kind) {
            const GraphBox &box = scene().box(boxOfType("Conv"));
            const auto first = scene().content().rows.begin() + box.firstRow;
            return std::count_if(first, first + box.rowCount, [kind](const BoxRow &row) { return row.kind == kind; });
        };
        QCOMPARE(scene().box(conv).category, OpCategory::Layer);
        QVERIFY(rows(BoxRow::Kind::Initializer) >= 1);
        const BoxRow &weights = scene().content().rows[scene().box(conv).firstRow];
        QCOMPARE(weights.name, std::string("W"));
        QVERIFY(weights.text.starts_with("⟨"));
        QCOMPARE(rows(BoxRow::Kind::Attribute), 0);
        QCOMPARE(action("attributes")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_D));
        action("attributes")->trigger();
        QTRY_VERIFY(rows(BoxRow::Kind::Attribute) > 0);
        action("initializers")->trigger();
        QTRY_COMPARE(rows(BoxRow::Kind::Initializer), 0);
        action("names")->trigger();
        QTRY_COMPARE(rows(BoxRow::Kind::Name), 1);
        action("horizontal")->trigger();
        QTRY_VERIFY(scene().bounds().width() > scene().bounds().height());
        // The next window starts like this one.
        const MainWindow next;
        QVERIFY(next.graphView()->isHorizontal());
        QVERIFY(next.graphView()->boxOptions().attributes && next.graphView()->boxOptions().names);
        QVERIFY(!next.graphView()->boxOptions().initializers);
    }

    void point05_everyEdgeHasItsShape()
    {
        open();
        QCOMPARE(scene().box(0).kind, GraphBox::Kind::Input);
        const auto &boxes = scene().content().boxes;
        QVERIFY(std::any_of(boxes.begin(), boxes.end(), [](const GraphBox &box) { return box.kind == GraphBox::Kind::Output; }));
        std::set<ValueId> values, labelled;
        for (const BoxEdge &edge : scene().content().edges) {
            values.insert(edge.value);
            if (!edge.label.empty())
                labelled.insert(edge.value);
        }
        // The file declares inputs and outputs only: the rest is inferred.
        // Symbolic dimensions by the name that the file gives them.
        const auto &edges = scene().content().edges;
        QVERIFY(std::any_of(edges.begin(), edges.end(), [](const BoxEdge &edge) { return edge.label.starts_with("N×"); }));
        QVERIFY2(labelled.size() * 10 >= values.size() * 9, qPrintable(QStringLiteral("%1 of %2").arg(labelled.size()).arg(values.size())));
    }

    void point06_aClickShowsEverythingAboutIt()
    {
        open();
        clickBox(boxOfType("Conv"));
        // Long names may break where an invisible space stands.
        const auto text = [this] { return m_window->docks()->properties()->plainText().remove(QChar(0x200b)); };
        QTRY_VERIFY(text().contains(QStringLiteral("kernel_shape")));
        for (const char *part : {"kernel_shape", "MACs", "ai.onnx"})
            QVERIFY2(text().contains(QLatin1String(part), Qt::CaseInsensitive),
                qPrintable(QLatin1String(part) + QStringLiteral(" in\n") + text()));
        // An initializer's row shows the tensor.
        const std::uint32_t conv = boxOfType("Conv");
        const QRectF row = scene().rowRect(conv, 0);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, camera().toView(row.center()).toPoint());
        const ValueId weights = scene().content().rows[scene().box(conv).firstRow].value;
        QCOMPARE(m_window->selection()->value(), weights);
        const QString name = QString::fromStdString(scene().graph().value(weights).name);
        QTRY_VERIFY2(text().remove(QChar(0x200b)).contains(name), qPrintable(text()));
        // An edge shows its value, who makes it and who reads it.
        const ValueId made = scene().graph().node(nodeOfType("Conv")).outputs[0];
        const auto &way = scene().layout().edges[scene().edgesOfValue(made).front()].points;
        const QPointF middle(way.front().x, way.front().y + 8);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, camera().toView(middle).toPoint());
        QCOMPARE(m_window->selection()->value(), made);
        const NodeId reader = scene().graph().value(made).consumers.front().node;
        for (const NodeId end : {nodeOfType("Conv"), reader}) {
            const QString name = QString::fromStdString(scene().graph().node(end).name);
            QTRY_VERIFY2(text().contains(name) && !text().contains(QStringLiteral("kernel_shape")), qPrintable(text()));
        }
    }

    void point07_valuesOfThePanelLeadToTheirEdges()
    {
        open();
        clickBox(boxOfType("Conv"));
        PropertiesPanel *panel = m_window->docks()->properties();
        const ValueId output = scene().graph().node(nodeOfType("Conv")).outputs[0];
        emit panel->valueHovered(output);
        QCOMPARE(canvas()->look().hoveredValue, output);
        emit panel->valueHovered(kNone);
        QCOMPARE(canvas()->look().hoveredValue, kNone);
        // A click on the value in the panel goes there.
        const auto links = panel->findChildren<PropertyGrid *>();
        QVERIFY(!links.empty());
        emit links.front()->linkActivated(QStringLiteral("value:%1").arg(output));
        QTRY_COMPARE(canvas()->selectedValue(), output);
        QTest::keyClick(canvas(), Qt::Key_Backspace);
        QCOMPARE(m_window->selection()->nodes(), std::vector<NodeId>{nodeOfType("Conv")});
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QVERIFY(m_window->selection()->nodes().empty());
    }

    void point08_findsAsOneTypes()
    {
        open();
        QCOMPARE(action("find")->shortcut(), QKeySequence(QKeySequence::Find));
        FindBar *bar = m_window->graphView()->findBar();
        m_window->graphView()->find();
        const auto count = [&](const QString &query) {
            bar->openWith(query);
            return bar->resultCount();
        };
        const int conv = count(QStringLiteral("type:Conv"));
        QVERIFY(conv > 5);
        QVERIFY(count(QStringLiteral("type:Conv cv2")) < conv);
        QVERIFY(count(QStringLiteral("/cv[23].*Conv$/")) > 0);
        QCOMPARE(count(QStringLiteral("\"/Concat_37\"")), 1);
        QVERIFY(count(QStringLiteral("dtype:i64")) > 0);
        QCOMPARE(count(QStringLiteral("nothing of this kind")), 0);
    }

    void point09_scrollsOnlyWhenItMustAndSmoothly()
    {
        open();
        const QPointF before = camera().center();
        m_window->selection()->selectNodes({nodeOfType("Conv")});
        QVERIFY(!camera().isMoving());
        QCOMPARE(camera().center(), before);
        m_window->selection()->selectNodes({scene().graph().findNode("/Concat_37")});
        QVERIFY(camera().isMoving());
        QCOMPARE(camera().center(), before);
        QTRY_VERIFY(!camera().isMoving());
        QVERIFY(camera().visible().intersects(scene().boxRect(scene().boxOfNode(scene().graph().findNode("/Concat_37")))));
    }

    void point10_subgraphsAreEnteredWithOuterReferencesAsTunnels()
    {
        // A branch that reads a value of the graph around it.
        ModelMaker body;
        body.add("Relu", "inner", {"outside"}, {"q"});
        body.output("q");
        ModelMaker make;
        make.input("x");
        make.add("Sigmoid", "s", {"x"}, {"outside"});
        const NodeId choice = make.add("If", "choice", {"x"}, {"y"});
        body.outer("outside");
        Attribute branch;
        branch.name = "then_branch";
        branch.value = body.graph();
        make.node(choice).attributes.push_back(branch);
        make.output("y");
        JobRunner jobs;
        SelectionController selection;
        GraphView view(&jobs, &selection);
        view.resize(800, 600);
        view.show();
        const auto model = make.model();
        view.setModel(model);
        selection.selectNodes({model->graph->findNode("choice")});
        QVERIFY(view.canEnterSelected());
        view.enterSelected();
        QCOMPARE(view.place().size(), std::size_t(1));
        const auto &boxes = view.canvas()->scene()->content().boxes;
        QVERIFY(std::any_of(boxes.begin(), boxes.end(), [](const GraphBox &box) { return box.node != kNone && box.title == "Relu"; }));
        const auto outer = std::find_if(boxes.begin(), boxes.end(),
            [](const GraphBox &box) { return box.kind == GraphBox::Kind::Outer || box.kind == GraphBox::Kind::Input; });
        QVERIFY(outer != boxes.end() && outer->title == "outside");
        QVERIFY(!view.canEnterSelected());
        view.leaveSubgraph();
        QVERIFY(view.place().empty());
    }

    void point11_theModelIsDescribed()
    {
        open();
        m_window->selection()->clear();
        const auto text = [this] { return m_window->docks()->properties()->plainText(); };
        QTRY_VERIFY(text().contains(QStringLiteral("ai.onnx")));
        for (const char *part : {"Conv", "Parameters", "MACs", "input"})
            QVERIFY2(text().contains(QLatin1String(part), Qt::CaseInsensitive),
                qPrintable(QLatin1String(part) + QStringLiteral(" in\n") + text()));
    }

    void point11_thousandsOfOutputsAreCounted()
    {
        ModelMaker make;
        make.input("x");
        for (int i = 0; i < 1200; ++i) {
            const std::string number = std::to_string(i);
            make.add("Relu", "r" + number, {"x"}, {"y" + number});
            make.output("y" + number);
        }
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("many.onnx"));
        NoProgress progress;
        QVERIFY(writeModel(*make.model(), path.toStdString(), {}, progress));
        m_window->openFile(path);
        waitForGraph();
        m_window->selection()->clear();
        const auto text = [this] { return m_window->docks()->properties()->plainText().remove(QChar(0x200b)); };
        QTRY_VERIFY(text().contains(QStringLiteral("y199")));
        QVERIFY(text().contains(QStringLiteral("(+%1)").arg(QLocale().toString(1000))));
        QVERIFY(!text().contains(QStringLiteral("y200")));
    }

    void point12_picturesNamesAndThemes()
    {
        open();
        const QTemporaryDir folder;
        m_window->exportPicture(folder.filePath(QStringLiteral("graph.svg")));
        QTRY_VERIFY(QFile::exists(folder.filePath(QStringLiteral("graph.svg"))));
        QVERIFY(bytesOf(folder.filePath(QStringLiteral("graph.svg"))).contains("Conv"));
        NoProgress progress;
        const auto files = exportPng(scene(), canvas()->look(), folder.filePath(QStringLiteral("graph.png")), 0.5, progress);
        QVERIFY(files && !files->empty());
        QVERIFY(QImageReader(files->front()).canRead());
        m_window->selection()->selectNodes({nodeOfType("Conv")});
        action("copyNames")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(scene().graph().node(nodeOfType("Conv")).name));
        const auto ground = [this] { return canvas()->grab().toImage().pixelColor(2, 2); };
        Theme::instance().setScheme(Theme::Scheme::Dark);
        const QColor dark = ground();
        Theme::instance().setScheme(Theme::Scheme::Light);
        QVERIFY(ground().lightness() > dark.lightness() + 100);
    }

    void point13_scopesFold()
    {
        open();
        const std::uint32_t all = scene().boxCount();
        action("scopes")->trigger();
        QTRY_VERIFY(scene().boxCount() < all);
        m_window->graphView()->collapseAllScopes();
        // The nodes of the head, about half of all, have no scope in their names.
        QTRY_VERIFY(3 * scene().boxCount() < 2 * all);
        m_window->graphView()->expandAllScopes();
        QTRY_COMPARE(scene().boxCount(), all);
        QVERIFY(!scene().layout().groups.empty());
    }

    void point14_quantizersFold()
    {
        ModelMaker make;
        make.input("x");
        make.weights("s", {});
        make.weights("z", {});
        make.add("QuantizeLinear", "q", {"x", "s", "z"}, {"xq"});
        make.add("DequantizeLinear", "dq", {"xq", "s", "z"}, {"xd"});
        make.add("Relu", "r", {"xd"}, {"y"});
        make.output("y");
        JobRunner jobs;
        SelectionController selection;
        GraphView view(&jobs, &selection);
        view.resize(800, 600);
        view.show();
        view.setModel(make.model());
        QCOMPARE(view.canvas()->scene()->boxCount(), 5U);
        view.setFoldQuantizePairs(true);
        QCOMPARE(view.canvas()->scene()->boxCount(), 3U);
        const auto &edges = view.canvas()->scene()->content().edges;
        QVERIFY(std::any_of(edges.begin(), edges.end(), [](const BoxEdge &edge) { return edge.quantized; }));
    }

    void point15_highlights()
    {
        open();
        const auto lit = [this] {
            const auto &all = canvas()->look().highlighted;
            return static_cast<int>(std::count(all.begin(), all.end(), true));
        };
        const NodeId concat = scene().graph().findNode("/Concat_37");
        m_window->selection()->selectNodes({concat});
        action("highlightType")->trigger();
        int ofType = 0;
        for (const Node &node : scene().graph().nodes())
            ofType += node.opType == "Concat" ? 1 : 0;
        QCOMPARE(lit(), ofType);
        action("neighbours1")->trigger();
        const int near = lit();
        action("neighbours2")->trigger();
        QVERIFY(lit() > near);
        action("highlightUpstream")->trigger();
        const int upstream = lit();
        action("highlightDownstream")->trigger();
        QVERIFY(lit() < upstream);
        QVERIFY(!action("highlightPath")->isEnabled());
        m_window->selection()->selectNodes({nodeOfType("Conv"), concat});
        action("highlightPath")->trigger();
        QVERIFY(lit() > 2 && lit() <= upstream);
        action("clearHighlight")->trigger();
        QVERIFY(!m_window->graphView()->isHighlighting());
    }

    void point16_overlaysWithLegendAndMinimap()
    {
        open();
        GraphView *view = m_window->graphView();
        view->setOverlayKind(OverlayKind::Macs);
        QVERIFY(view->legend()->isVisible());
        const auto coloured = [this] {
            const auto &all = canvas()->look().overlayPosition;
            return std::count_if(all.begin(), all.end(), [](float position) { return position >= 0; });
        };
        const auto all = coloured();
        QVERIFY(all > 5);
        view->setOverlayLimit(view->overlay()->maximum / 2);
        QVERIFY(coloured() < all && coloured() > 0);
        view->setOverlayLimit(std::nullopt);
        // A file's numbers, and back into a file.
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("macs.attachment.json"));
        m_window->graphActions()->saveNodeData(path);
        QVERIFY(bytesOf(path).contains("netron:attachment"));
        m_window->graphActions()->loadNodeData(path);
        QCOMPARE(view->overlayKind(), OverlayKind::Custom);
        QCOMPARE(coloured(), all);
        // The minimap is coloured, too.
        const QImage map = view->minimap()->grab().toImage();
        bool dark = false;
        for (int y = 0; y < map.height(); ++y)
            for (int x = 0; x < map.width(); ++x) {
                const QColor pixel = map.pixelColor(x, y), wanted = Theme::viridis(0);
                dark |= std::abs(pixel.red() - wanted.red()) + std::abs(pixel.green() - wanted.green())
                        + std::abs(pixel.blue() - wanted.blue())
                    < 60;
            }
        QVERIFY(dark);
    }

    void point17_twoModelsSideBySide()
    {
        open();
        std::unique_ptr<CompareWindow> window(m_window->compareWith(QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx")));
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        QTRY_VERIFY_WITH_TIMEOUT(window->view()->diff() != nullptr, kPatience);
        QVERIFY(window->view()->diff()->removed > 0);
        std::unique_ptr<CompareWindow> same(m_window->compareWith(kSample));
        same->setAttribute(Qt::WA_DeleteOnClose, false);
        QTRY_VERIFY_WITH_TIMEOUT(same->view()->diff() != nullptr, kPatience);
        QVERIFY(same->view()->diff()->differences.empty());
        same->view()->left()->canvas()->camera().lookAt(QPointF(100, 2000), 0.7, GraphCamera::Move::AtOnce);
        const GraphCamera &other = same->view()->right()->canvas()->camera();
        QVERIFY((other.center() - same->view()->left()->canvas()->camera().center()).manhattanLength() < 1);
    }

    void point18_bookmarksMinimapKeyboardAndNames()
    {
        open();
        m_window->graphActions()->bookmarks()->clear();
        const NodeId conv = nodeOfType("Conv"), concat = scene().graph().findNode("/Concat_37");
        m_window->selection()->selectNodes({conv});
        action("bookmark")->trigger();
        m_window->selection()->selectNodes({concat});
        action("bookmark")->trigger();
        QVERIFY(canvas()->look().bookmarked[scene().boxOfNode(conv)]);
        action("nextBookmark")->trigger();
        QCOMPARE(m_window->selection()->nodes(), std::vector<NodeId>{conv});
        action("previousBookmark")->trigger();
        QCOMPARE(m_window->selection()->nodes(), std::vector<NodeId>{concat});
        m_window->graphActions()->bookmarks()->clear();
        QVERIFY(m_window->graphView()->minimap()->isVisible());
        QTest::keyClick(canvas(), Qt::Key_Home);
        QTest::keyClick(canvas(), Qt::Key_Down);
        QCOMPARE(canvas()->focusBox(), boxOfType("Conv"));
        QAccessibleInterface *graph = QAccessible::queryAccessibleInterface(canvas());
        QVERIFY(graph->child(static_cast<int>(canvas()->focusBox()))->text(QAccessible::Name).startsWith(QStringLiteral("Conv ")));
    }

    void point19_longLayoutsRunInTheBackground()
    {
        JobRunner jobs;
        SelectionController selection;
        GraphView view(&jobs, &selection);
        view.resize(800, 600);
        view.show();
        view.setModel(smallModel());
        const GraphScene *small = view.canvas()->scene();
        view.setModel(deepModel(20'000));
        QVERIFY(view.isLayingOut());
        // The old picture stays usable until then.
        QCOMPARE(view.canvas()->scene(), small);
        view.canvas()->grab();
        view.cancelLayout();
        QTRY_VERIFY(!view.isLayingOut());
        QCOMPARE(view.canvas()->scene(), small);
        view.setHorizontal(true);
        QTRY_VERIFY_WITH_TIMEOUT(view.canvas()->scene() != small && !view.isLayingOut(), kPatience);
        QCOMPARE(view.canvas()->scene()->boxCount(), 40'002U);
    }

private:
    void open()
    {
        m_window->openFile(kSample);
        waitForGraph();
    }
    void waitForGraph()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->facts() != nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->graphView()->isLayingOut() && canvas()->scene(), kPatience);
        QTest::qWait(50);
    }
    GraphCanvas *canvas() const { return m_window->graphView()->canvas(); }
    const GraphScene &scene() const { return *canvas()->scene(); }
    GraphCamera &camera() const { return canvas()->camera(); }
    QAction *action(const char *id) const { return m_window->findChild<QAction *>(QLatin1String(id)); }
    NodeId nodeOfType(std::string_view type) const
    {
        const auto &nodes = scene().graph().nodes();
        return static_cast<NodeId>(
            std::find_if(nodes.begin(), nodes.end(), [&](const Node &node) { return node.opType == type; }) - nodes.begin());
    }
    std::uint32_t boxOfType(std::string_view type) const { return scene().boxOfNode(nodeOfType(type)); }
    void clickBox(std::uint32_t box)
    {
        const QPointF corner = camera().toView(scene().boxRect(box).topLeft());
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, (corner + QPointF(12, 12)).toPoint());
    }
    void wheel(int delta, Qt::KeyboardModifiers modifiers, QPointF at = {300, 300})
    {
        QWheelEvent event(at, canvas()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(canvas(), &event);
    }
    QString shownTexts() const
    {
        QString texts;
        for (const QLabel *label : m_window->findChildren<QLabel *>())
            if (label->isVisible())
                texts += label->text() + u'\n';
        return texts;
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestViewerBehaviour)
#include "tst_viewer_behaviour.moc"
