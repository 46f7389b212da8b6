// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph_fixture.h"

#include "widgets/graphview/block_raster.h"
#include "widgets/graphview/graph_export.h"
#include "widgets/graphview/graph_fonts.h"
#include "widgets/graphview/graph_print.h"
#include "widgets/graphview/spatial_index.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace halftone;

namespace {

std::shared_ptr<const GraphScene> sceneOf(std::shared_ptr<const Model> model)
{
    NoProgress progress;
    SceneRequest request;
    request.graph = model->graph;
    request.model = std::move(model);
    return *GraphScene::build(std::move(request), FontTextMeasurer(), progress);
}

} // namespace

class TestGraphParts : public QObject
{
    Q_OBJECT

private slots:
    void spatialIndexFindsWhatAScanFinds()
    {
        std::mt19937 random(4);
        std::vector<LayoutRect> rects;
        for (int i = 0; i < 3000; ++i)
            rects.push_back({random() % 5000 / 1.0, random() % 90000 / 1.0, 1.0 + random() % 200, 1.0 + random() % 400});
        const SpatialIndex index(rects);
        for (int i = 0; i < 50; ++i) {
            const LayoutRect area{random() % 5000 / 1.0, random() % 90000 / 1.0, 300, 2000};
            std::set<std::uint32_t> found, expected;
            index.visit(area, [&](std::uint32_t r) { found.insert(r); });
            for (std::uint32_t r = 0; r < rects.size(); ++r)
                if (rects[r].x <= area.right() && area.x <= rects[r].right() && rects[r].y <= area.bottom() && area.y <= rects[r].bottom())
                    expected.insert(r);
            QVERIFY(found == expected);
        }
        // With coarse detail every rectangle is still reported, alone or in a block.
        std::set<std::uint32_t> seen;
        index.visit(
            {-1e9, -1e9, 2e9, 2e9}, 3000, [&](std::uint32_t r) { seen.insert(r); },
            [&](const LayoutRect &, std::span<const std::uint32_t> block) { seen.insert(block.begin(), block.end()); });
        QCOMPARE(seen.size(), rects.size());
        SpatialIndex().visit({0, 0, 1, 1}, [&](std::uint32_t) { QFAIL("nothing is in an empty index"); });
    }

    void rectanglesOfNegativeWidthAreNowhere()
    {
        std::vector<LayoutRect> rects(100, LayoutRect{0, 0, -1, -1});
        rects[7] = {500, 500, 10, 10};
        std::vector<std::uint32_t> found;
        SpatialIndex(rects).visit({-1e9, -1e9, 2e9, 2e9}, [&](std::uint32_t r) { found.push_back(r); });
        QCOMPARE(found, std::vector<std::uint32_t>{7});
        rects[7].width = -1;
        SpatialIndex(rects).visit({-1e9, -1e9, 2e9, 2e9}, [&](std::uint32_t) { QFAIL("all of them are nowhere"); });
    }

    void linesOfTheOverviewEndAtItsSides()
    {
        // From far outside through the picture: a pixel in every column, and the same ones however far away the line starts.
        const auto columns = [](QPointF from, QPointF to) {
            QImage image(40, 30, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::black);
            QPainter painter(&image);
            BlockRaster raster;
            raster.begin(QRectF(0, 0, 40, 30), 1);
            raster.line(from, to, qRgb(255, 255, 255));
            raster.end(painter);
            painter.end();
            std::vector<int> rows;
            for (int x = 0; x < image.width(); ++x) {
                int row = -1;
                for (int y = 0; y < image.height(); ++y)
                    if (image.pixelColor(x, y).lightness() > 200)
                        row = y;
                rows.push_back(row);
            }
            return rows;
        };
        const std::vector<int> near = columns({-10, 5.5}, {50, 20.5}), far = columns({-10 - 60e4, 5.5 - 15e4}, {50 + 60e4, 20.5 + 15e4});
        for (std::size_t x = 0; x < near.size(); ++x) {
            QVERIFY(near[x] >= 0 && std::abs(near[x] - (5.5 + (static_cast<double>(x) + 10) / 4)) <= 1);
            QVERIFY(std::abs(near[x] - far[x]) <= 1);
        }
        const std::vector<int> outside = columns({-1e6, -5}, {1e6, -5}), steep = columns({20.5, -1e7}, {20.5, 1e7});
        QCOMPARE(*std::max_element(outside.begin(), outside.end()), -1);
        QCOMPARE(steep[20], 29);
        QCOMPARE(std::count(steep.begin(), steep.end(), -1), 39);
    }

    void measurerAgreesWithTheFont()
    {
        const FontTextMeasurer measurer;
        for (const char *text : {"Conv", "⟨64×3×7×7⟩", "ReduceSum", "日本"})
            for (const TextStyle style : {TextStyle::Title, TextStyle::RowName, TextStyle::EdgeLabel}) {
                const double expected = QFontMetricsF(graphFont(style)).horizontalAdvance(QString::fromUtf8(text));
                QVERIFY(std::abs(measurer.width(text, style) - expected) < 0.05 * expected + 1);
            }
    }

    void cameraKeepsThePointUnderTheCursor()
    {
        GraphCamera camera;
        camera.setViewSize({800, 600});
        camera.lookAt({50'000, 8e6}, 0.7, GraphCamera::Move::AtOnce);
        const QPointF cursor(700, 100), under = camera.toScene(cursor);
        for (int i = 0; i < 40; ++i)
            camera.zoomAt(cursor, i % 3 == 0 ? 0.8 : 1.15);
        QVERIFY((camera.toView(under) - cursor).manhattanLength() < 0.01);
    }

    void cameraNeverLosesTheGraph()
    {
        GraphCamera camera;
        camera.setViewSize({800, 600});
        camera.setBounds({0, 0, 1000, 1000});
        camera.lookAt({0, 0}, 1, GraphCamera::Move::AtOnce);
        for (int i = 0; i < 100; ++i)
            camera.pan({-300, -300});
        QVERIFY(camera.visible().intersects(QRectF(0, 0, 1000, 1000)));
    }

    void softZoomsAddUp()
    {
        GraphCamera camera;
        camera.setViewSize({800, 600});
        camera.zoomAt({400, 300}, 2, GraphCamera::Move::Soft);
        camera.zoomAt({400, 300}, 1.5, GraphCamera::Move::Soft);
        QCOMPARE(camera.targetScale(), 3.0);
        QTRY_COMPARE(camera.scale(), 3.0);
    }

    void pngShowsTheWholeGraph()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("graph.png"));
        const auto scene = sceneOf(smallModel());
        GraphLook look;
        look.reset(*scene);
        NoProgress progress;
        const auto files = exportPng(*scene, look, path, 2, progress);
        QVERIFY(files);
        QCOMPARE(files->size(), std::size_t(1));
        const QSize size = QImageReader(path).size();
        QCOMPARE(size.width(), static_cast<int>(std::ceil(scene->bounds().width() * 2)));
    }

    void aHugeGraphBecomesTiles()
    {
        const QTemporaryDir dir;
        const auto scene = sceneOf(deepModel(300));
        GraphLook look;
        look.reset(*scene);
        NoProgress progress;
        const auto files = exportPng(*scene, look, dir.filePath(QStringLiteral("big.png")), 1, progress);
        QVERIFY(files);
        QVERIFY(files->size() > 1);
        for (const QString &file : *files)
            QVERIFY(QFile::exists(file));
    }

    void picturesThatCannotBeWrittenAreErrors()
    {
        const auto scene = sceneOf(smallModel());
        GraphLook look;
        look.reset(*scene);
        NoProgress progress;
        const auto png = exportPng(*scene, look, QStringLiteral("/nowhere/at/all.png"), 1, progress);
        QVERIFY(!png);
        QCOMPARE(png.error().code(), errc::kPictureNotWritten);
        QVERIFY(!exportSvg(*scene, QStringLiteral("/nowhere/at/all.svg"), progress));
    }

    void svgRenders()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("graph.svg"));
        const auto scene = sceneOf(smallModel());
        NoProgress progress;
        QVERIFY(exportSvg(*scene, path, progress));
        QSvgRenderer renderer(path);
        QVERIFY(renderer.isValid());
        QVERIFY(renderer.defaultSize().height() > 300);
    }

    void cancelledPicturesLeaveNoFile()
    {
        struct Stopped final : Progress
        {
            bool report(std::int64_t, std::int64_t) override { return false; }
            bool cancelled() const override { return true; }
        } progress;
        const QTemporaryDir dir;
        const auto scene = sceneOf(smallModel());
        GraphLook look;
        look.reset(*scene);
        const auto svg = exportSvg(*scene, dir.filePath(QStringLiteral("a.svg")), progress);
        QVERIFY(!svg);
        QCOMPARE(svg.error().code(), errc::kCancelled);
        const auto png = exportPng(*scene, look, dir.filePath(QStringLiteral("a.png")), 1, progress);
        QVERIFY(!png);
        QCOMPARE(png.error().code(), errc::kCancelled);
        QVERIFY(QDir(dir.path()).isEmpty());
    }

    void printingIsReadableOrOnSeveralPages()
    {
        const QSizeF page(520, 740);
        const PagePlan small = planPages(QRectF(0, 0, 400, 600), page);
        QCOMPARE(small.columns * small.rows, 1);
        QVERIFY(small.scale <= 0.75);
        const PagePlan large = planPages(QRectF(0, 0, 3000, 20'000), page);
        QVERIFY(large.scale >= 0.45);
        QVERIFY(large.columns * page.width() / large.scale >= 3000);
        QVERIFY(large.rows * page.height() / large.scale >= 20'000);
        const PagePlan huge = planPages(QRectF(0, 0, 20'000, 1e7), page);
        QVERIFY(huge.columns * huge.rows <= 300);
        QVERIFY(huge.rows * page.height() / huge.scale >= 1e7);
    }

    void printedPagesHaveTheWholeGraph()
    {
        const auto scene = sceneOf(deepModel(40));
        GraphLook look;
        look.reset(*scene);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        {
            QPdfWriter writer(&buffer);
            NoProgress progress;
            QVERIFY(printGraph(*scene, look, QStringLiteral("deep"), writer, progress));
        }
        const PagePlan plan = planPages(scene->bounds(), QSizeF(520, 740));
        QVERIFY(plan.rows > 1);
        // "/Type /Page" objects, without the one "/Type /Pages".
        const int pages = static_cast<int>(buffer.data().count("/Type /Page\n") + buffer.data().count("/Type /Page\r"));
        QVERIFY2(pages >= plan.rows - 1, qPrintable(QString::number(pages)));
    }

    void overlayScalesBothWays()
    {
        GraphOverlay overlay;
        overlay.values = {0, 25, 50, std::nan("")};
        overlay.maximum = 50;
        QCOMPARE(overlay.position(0), 0.0);
        QCOMPARE(overlay.position(1), 0.5);
        QCOMPARE(overlay.position(3), -1.0);
        QCOMPARE(overlay.position(99), -1.0);
        overlay.highIsGood = false;
        QCOMPARE(overlay.position(2), 0.0);
    }
};

QTEST_MAIN(TestGraphParts)
#include "tst_graph_parts.moc"
