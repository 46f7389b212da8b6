// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/layout.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace halftone;

namespace {

LayoutNode box() { return {100, 40, -1}; }

LayoutInput chain(std::uint32_t nodes)
{
    LayoutInput input;
    input.nodes.assign(nodes, box());
    for (std::uint32_t i = 0; i + 1 < nodes; ++i)
        input.edges.push_back({i, i + 1, 60, 14});
    return input;
}

/// Like a deep network: blocks of branches, short skips, sometimes a long one.
LayoutInput network(std::uint32_t blocks, std::uint32_t seed, bool groups = false)
{
    std::mt19937 random(seed);
    LayoutInput input;
    input.nodes.push_back(box());
    std::uint32_t previous = 0;
    std::vector<std::uint32_t> history{0};
    for (std::uint32_t b = 0; b < blocks; ++b) {
        const std::int32_t group = groups ? static_cast<std::int32_t>(b) : -1;
        if (groups)
            input.groups.push_back({b % 5 == 0 || b < 5 ? -1 : static_cast<std::int32_t>(b - b % 5), 20, 80});
        const auto add = [&](std::vector<std::uint32_t> inputs) {
            const auto id = static_cast<std::uint32_t>(input.nodes.size());
            input.nodes.push_back({60.0 + random() % 100, 20.0 + random() % 60, group});
            for (const std::uint32_t from : inputs)
                input.edges.push_back({from, id, 50, 14});
            return id;
        };
        const std::uint32_t a = add({previous}), c = add({a}), d = add({a}), e = add({c, d, previous});
        const std::uint32_t far = history[random() % history.size()];
        previous = far == e || far == previous ? add({e}) : add({e, far});
        history.push_back(previous);
    }
    return input;
}

/// Lays a small graph out by the rules for large ones.
LayoutResult lay(const LayoutInput &input, LayoutOptions options = {})
{
    options.wholeBelow = 0;
    NoProgress progress;
    auto result = layoutGraph(input, options, progress);
    return result ? std::move(*result) : LayoutResult{};
}

bool overlap(const LayoutRect &a, const LayoutRect &b)
{
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool inside(const LayoutRect &rect, const LayoutPoint &p)
{
    return p.x > rect.x + 0.5 && p.x < rect.right() - 0.5 && p.y > rect.y + 0.5 && p.y < rect.bottom() - 0.5;
}

/// Sweeps over y; fine for graphs of a few thousand boxes.
int overlaps(std::vector<LayoutRect> rects)
{
    std::sort(rects.begin(), rects.end(), [](const LayoutRect &a, const LayoutRect &b) { return a.y < b.y; });
    int count = 0;
    for (std::size_t i = 0; i < rects.size(); ++i)
        for (std::size_t j = i + 1; j < rects.size() && rects[j].y < rects[i].bottom(); ++j)
            count += overlap(rects[i], rects[j]) ? 1 : 0;
    return count;
}

LayoutPoint bezier(const LayoutPoint *p, double t)
{
    const double s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    return {a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x, a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

class CancelAfter final : public Progress
{
public:
    explicit CancelAfter(int questions) : m_left(questions) { }
    bool report(std::int64_t, std::int64_t) override { return m_left > 0; }
    bool cancelled() const override { return --m_left <= 0; }

private:
    mutable int m_left;
};

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private slots:
    void emptyGraph()
    {
        const LayoutResult result = lay({});
        QCOMPARE(result.nodes.size(), std::size_t(0));
        QCOMPARE(result.width, 0.0);
    }

    void chainIsStraight()
    {
        const LayoutResult result = lay(chain(50));
        for (const LayoutRect &rect : result.nodes)
            QCOMPARE(rect.x, result.nodes[0].x);
        for (const LayoutRoute &route : result.edges)
            QCOMPARE(route.points.size(), std::size_t(4));
    }

    void mainPathIsStraightPastASkip()
    {
        // 0 → 1 → 2 → 3 → 4 and 0 → 4: the skip goes round, the boxes stay in line.
        LayoutInput input = chain(5);
        input.edges.push_back({0, 4});
        const LayoutResult result = lay(input);
        for (const LayoutRect &rect : result.nodes)
            QCOMPARE(rect.centerX(), result.nodes[0].centerX());
    }

    void mainPathDoesNotDrift()
    {
        const LayoutResult small = lay(network(20, 1)), large = lay(network(400, 1));
        QVERIFY2(large.width < 3 * small.width, qPrintable(QString::number(large.width)));
    }

    void properties_data()
    {
        QTest::addColumn<int>("blocks");
        QTest::addColumn<bool>("groups");
        QTest::addColumn<bool>("horizontal");
        for (const int blocks : {1, 7, 40, 300})
            for (const bool groups : {false, true})
                for (const bool horizontal : {false, true})
                    QTest::addRow("%d blocks, %s, %s", blocks, groups ? "groups" : "flat", horizontal ? "right" : "down")
                        << blocks << groups << horizontal;
    }

    void properties()
    {
        QFETCH(int, blocks);
        QFETCH(bool, groups);
        QFETCH(bool, horizontal);
        const LayoutInput input = network(static_cast<std::uint32_t>(blocks), 7, groups);
        LayoutOptions options;
        options.horizontal = horizontal;
        const LayoutResult result = lay(input, options);
        QCOMPARE(result.nodes.size(), input.nodes.size());
        QCOMPARE(overlaps(result.nodes), 0);

        for (std::size_t n = 0; n < input.nodes.size(); ++n) {
            const LayoutRect &rect = result.nodes[n];
            QCOMPARE(rect.width, input.nodes[n].width);
            QVERIFY(rect.x >= -1e-6 && rect.right() <= result.width + 1e-6 && rect.y >= -1e-6 && rect.bottom() <= result.height + 1e-6);
            if (const std::int32_t g = input.nodes[n].group; g >= 0) {
                const LayoutRect &frame = result.groups[static_cast<std::size_t>(g)];
                QVERIFY(rect.x >= frame.x && rect.right() <= frame.right() && rect.y >= frame.y + 20 && rect.bottom() <= frame.bottom());
            }
        }
        for (std::size_t a = 0; a < input.groups.size(); ++a)
            for (std::size_t b = a + 1; b < input.groups.size(); ++b)
                if (input.groups[a].parent == input.groups[b].parent)
                    QVERIFY(!overlap(result.groups[a], result.groups[b]));

        std::vector<LayoutRect> labels;
        for (std::size_t e = 0; e < input.edges.size(); ++e) {
            const LayoutRoute &route = result.edges[e];
            const LayoutRect &from = result.nodes[input.edges[e].from], &to = result.nodes[input.edges[e].to];
            if (!route.isStub) {
                const LayoutPoint start = route.points.front(), end = route.points.back();
                QVERIFY(horizontal ? from.right() < to.x : from.bottom() < to.y);
                QCOMPARE(horizontal ? start.x : start.y, horizontal ? from.right() : from.bottom());
                QCOMPARE(horizontal ? end.x : end.y, horizontal ? to.x : to.y);
                QCOMPARE(route.points.size() % 3, std::size_t(1));
            }
            if (route.hasLabel)
                labels.push_back({route.label.x, route.label.y, input.edges[e].labelWidth, input.edges[e].labelHeight});
        }
        QCOMPARE(overlaps(labels), 0);
    }

    void edgesPassNoBox()
    {
        const LayoutInput input = network(120, 3);
        const LayoutResult result = lay(input);
        for (std::size_t e = 0; e < input.edges.size(); ++e) {
            const LayoutRoute &route = result.edges[e];
            for (std::size_t i = 0; !route.isStub && i + 3 < route.points.size(); i += 3)
                for (int step = 1; step < 16; ++step) {
                    const LayoutPoint p = bezier(&route.points[i], step / 16.0);
                    for (const LayoutRect &rect : result.nodes)
                        QVERIFY(!inside(rect, p));
                }
        }
    }

    void linesKeepOffLabels_data()
    {
        QTest::addColumn<std::uint32_t>("columns");
        QTest::newRow("a bypass on either side") << 1U;
        QTest::newRow("a gap with many lines") << 60U;
    }
    void linesKeepOffLabels()
    {
        QFETCH(const std::uint32_t, columns);
        // Labels wider than half a box, each beside lines that pass two boxes.
        LayoutInput input;
        for (std::uint32_t c = 0; c < columns; ++c) {
            const std::uint32_t first = 4 * c;
            for (std::uint32_t i = 0; i < 4; ++i)
                input.nodes.push_back(box());
            for (std::uint32_t i = 0; i < 3; ++i)
                input.edges.push_back({first + i, first + i + 1, 80, 14, 4 * c + i});
            for (std::uint32_t i = 0; i < (columns == 1 ? 2 : 1); ++i)
                input.edges.push_back({first, first + 3, 0, 0, 1000 + 4 * c + i});
        }
        const LayoutResult result = lay(input);
        for (std::size_t l = 0; l < input.edges.size(); ++l) {
            if (!result.edges[l].hasLabel)
                continue;
            const LayoutRect label{result.edges[l].label.x, result.edges[l].label.y, input.edges[l].labelWidth, input.edges[l].labelHeight};
            for (const LayoutRoute &route : result.edges)
                for (std::size_t i = 0; i + 3 < route.points.size(); i += 3)
                    for (int step = 0; step <= 16; ++step)
                        QVERIFY(!inside(label, bezier(&route.points[i], step / 16.0)));
        }
    }

    void aStubKeepsOffTheEdgesBesideIt()
    {
        // The end reads the start by a stub, and a bypass that comes from the left or from the right.
        int left = 0, right = 0;
        for (const std::uint32_t from : {36U, 37U, 38U, 39U})
            for (const bool second : {false, true}) {
                LayoutInput input = chain(42);
                input.edges.push_back({0, 41});
                input.edges.push_back({from, 41});
                if (second)
                    input.edges.insert(input.edges.begin(), {from - 2, 40});
                const LayoutResult result = lay(input);
                const LayoutRoute &stub = result.edges[input.edges.size() - 2], &side = result.edges.back();
                QVERIFY(stub.isStub && !side.isStub);
                const double middle = result.nodes[41].centerX(), aside = side.points[side.points.size() - 4].x - middle;
                (aside < 0 ? left : right) += std::abs(aside) > 1 ? 1 : 0;
                if (std::abs(aside) > 1)
                    QVERIFY((stub.points.back().x - middle) * aside < 0);
            }
        QVERIFY2(left > 0 && right > 0, qPrintable(QStringLiteral("%1 left, %2 right").arg(left).arg(right)));
    }

    void sameInputSamePicture()
    {
        const LayoutInput input = network(200, 11, true);
        const LayoutResult first = lay(input), second = lay(input);
        QVERIFY(first.nodes == second.nodes);
        for (std::size_t e = 0; e < first.edges.size(); ++e)
            QVERIFY(first.edges[e].points == second.edges[e].points);
    }

    void aNodeMoreMovesLittle()
    {
        const LayoutInput before = network(60, 5);
        LayoutInput after = before;
        after.nodes.push_back(box());
        after.edges.push_back({static_cast<std::uint32_t>(before.nodes.size() - 1), static_cast<std::uint32_t>(before.nodes.size())});
        const LayoutResult a = lay(before), b = lay(after);
        int moved = 0;
        for (std::size_t n = 0; n < before.nodes.size(); ++n)
            moved += std::abs(a.nodes[n].x - b.nodes[n].x) > 60 || std::abs(a.nodes[n].y - b.nodes[n].y) > 60 ? 1 : 0;
        QVERIFY2(moved <= static_cast<int>(before.nodes.size()) / 10, qPrintable(QString::number(moved)));
    }

    void longAndBusyEdgesBecomeStubs()
    {
        LayoutInput input = chain(60);
        input.edges.push_back({0, 59});
        const LayoutResult result = lay(input);
        QVERIFY(result.edges.back().isStub);
        QVERIFY(!result.edges.front().isStub);
        const LayoutRoute &stub = result.edges.back();
        QCOMPARE(stub.points.size(), std::size_t(8));
        QVERIFY(stub.incomingRoom > 20);
        QCOMPARE(stub.points.back().y, result.nodes[59].y);

        LayoutInput busy;
        busy.nodes.assign(32, box());
        for (std::uint32_t i = 1; i < 32; ++i)
            busy.edges.push_back({0, i});
        const LayoutResult fan = lay(busy);
        QVERIFY(std::all_of(fan.edges.begin(), fan.edges.end(), [](const LayoutRoute &route) { return route.isStub; }));
        QCOMPARE(overlaps(fan.nodes), 0);
    }

    void smallGraphsAreDrawnWhole()
    {
        LayoutInput skip = chain(60);
        skip.edges.push_back({0, 59});
        LayoutInput join;
        join.nodes.assign(62, box());
        for (std::uint32_t i = 1; i <= 60; ++i) {
            join.edges.push_back({0, i, 0, 0, i});
            join.edges.push_back({i, 61, 0, 0, i});
        }
        for (const LayoutInput &input : {skip, join}) {
            NoProgress progress;
            const auto result = layoutGraph(input, {}, progress);
            QVERIFY(result);
            QVERIFY(std::ranges::none_of(result->edges, &LayoutRoute::isStub));
            QCOMPARE(overlaps(result->nodes), 0);
        }
        // The join stands amid what it joins.
        NoProgress progress;
        const LayoutResult joined = *layoutGraph(join, {}, progress);
        QVERIFY(joined.nodes[61].x > joined.width / 4 && joined.nodes[61].right() < joined.width * 3 / 4);
        LayoutInput large = chain(120);
        large.edges.push_back({0, 119});
        QVERIFY(layoutGraph(large, {}, progress)->edges.back().isStub);
    }

    void manyInputsComeAsOneStub()
    {
        LayoutInput input;
        input.nodes.assign(62, box());
        for (std::uint32_t i = 1; i <= 60; ++i) {
            input.edges.push_back({0, i, 0, 0, i});
            input.edges.push_back({i, 61, 0, 0, i});
        }
        const LayoutResult result = lay(input);
        const LayoutRoute &first = result.edges[1];
        for (std::uint32_t i = 0; i < 60; ++i) {
            const LayoutRoute &route = result.edges[2 * i + 1];
            QVERIFY(route.isStub);
            QCOMPARE(route.incomingShared, 60U);
            QVERIFY(route.points.back() == first.points.back());
            QVERIFY(route.incomingRoom > 26);
            // Below each producer a stub of its own.
            QVERIFY(std::abs(route.points.front().x - result.nodes[i + 1].centerX()) <= result.nodes[i + 1].width / 2);
        }
        // A box with a few keeps their names apart.
        LayoutOptions few;
        few.highFanIn = 1;
        LayoutInput two = chain(3);
        two.edges.push_back({0, 2});
        const LayoutResult apart = lay(two, few);
        QVERIFY(apart.edges[1].isStub && apart.edges[2].isStub && !apart.edges[0].isStub);
        QCOMPARE(apart.edges[1].incomingShared, 1U);
        QVERIFY(apart.edges[1].points.back() != apart.edges[2].points.back());
    }

    void edgesFarAcrossBecomeStubs()
    {
        // Two chains, 40 boxes side by side between them in every rank, and one edge from the first to the last.
        const auto wide = [](std::uint32_t columns) {
            LayoutInput input;
            constexpr std::uint32_t kRanks = 6;
            for (std::uint32_t r = 0; r < kRanks; ++r)
                for (std::uint32_t c = 0; c < columns; ++c) {
                    input.nodes.push_back(box());
                    if (r > 0)
                        input.edges.push_back({(r - 1) * columns + c, r * columns + c});
                }
            input.edges.push_back({2 * columns, 4 * columns - 1});
            return input;
        };
        const LayoutResult far = lay(wide(80)), near = lay(wide(8));
        QVERIFY(far.width > 6000);
        const auto length = [](const LayoutRoute &route) { return std::abs(route.points.front().x - route.points.back().x); };
        QVERIFY(!near.edges.back().isStub);
        for (const LayoutRoute &route : far.edges)
            QVERIFY(route.isStub || length(route) <= LayoutOptions().farSideways);
        LayoutOptions tight;
        tight.farSideways = 100;
        QVERIFY(lay(wide(8), tight).edges.back().isStub);
    }

    void crossEdgesDoNotPushColumnsApart()
    {
        // Each of 60 columns reads itself or a near one of the rank above: long straight runs would drift apart without end.
        constexpr std::uint32_t kColumns = 60, kRanks = 120;
        std::mt19937 random(3);
        LayoutInput input;
        for (std::uint32_t r = 0; r < kRanks; ++r)
            for (std::uint32_t c = 0; c < kColumns; ++c) {
                input.nodes.push_back(box());
                for (int k = 0; r > 0 && k < 2; ++k)
                    input.edges.push_back(
                        {(r - 1) * kColumns + std::clamp<std::uint32_t>(c + random() % 7, 3, kColumns + 2) - 3, r * kColumns + c, 0, 0, 0});
            }
        const LayoutResult result = lay(input);
        QCOMPARE(overlaps(result.nodes), 0);
        QVERIFY2(result.width < 3.0 * kColumns * 120, qPrintable(QString::number(result.width)));
    }

    void sideInputsComeDownToTheirUse()
    {
        LayoutInput input = chain(20);
        input.nodes.push_back(box());
        input.edges.push_back({20, 15});
        const LayoutResult result = lay(input);
        QCOMPARE(result.nodes[20].y, result.nodes[14].y);
    }

    void cyclesAreTolerated()
    {
        LayoutInput input = chain(6);
        input.edges.push_back({5, 0});
        input.edges.push_back({3, 3});
        input.edges.push_back({4, 2});
        const LayoutResult result = lay(input);
        QCOMPARE(result.nodes.size(), std::size_t(6));
        QCOMPARE(overlaps(result.nodes), 0);
        QVERIFY(result.edges[5].isStub && result.edges[6].isStub && result.edges[7].isStub);
    }

    void groupsThatDependOnEachOtherAreTolerated()
    {
        LayoutInput input = chain(4);
        input.groups.assign(2, {-1, 20, 60});
        for (std::size_t n = 0; n < 4; ++n)
            input.nodes[n].group = static_cast<std::int32_t>(n % 2);
        const LayoutResult result = lay(input);
        QCOMPARE(overlaps(result.nodes), 0);
        QCOMPARE(overlaps(result.groups), 0);
    }

    void cancelStopsAnywhere()
    {
        const LayoutInput input = network(400, 9, true);
        int completed = 0;
        for (int questions = 1; questions < 4000; questions = questions * 3 / 2 + 1) {
            CancelAfter progress(questions);
            const auto result = layoutGraph(input, {}, progress);
            if (result)
                ++completed;
            else
                QCOMPARE(result.error().code(), errc::kCancelled);
        }
        QVERIFY(completed < 10);
        CancelAfter atOnce(1);
        QVERIFY(!layoutGraph(input, {}, atOnce));
    }

    void extremes_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("chain of 100,000") << QStringLiteral("chain");
        QTest::newRow("fan-out to 100,000") << QStringLiteral("fan");
        QTest::newRow("100,000 alone") << QStringLiteral("alone");
        QTest::newRow("100,000 in blocks") << QStringLiteral("network");
    }

    void extremes()
    {
        QFETCH(QString, kind);
        LayoutInput input;
        if (kind == QLatin1String("chain")) {
            input = chain(100'000);
        } else if (kind == QLatin1String("network")) {
            input = network(20'000, 1);
        } else {
            input.nodes.assign(100'000, box());
            for (std::uint32_t i = 1; kind == QLatin1String("fan") && i < 100'000; ++i)
                input.edges.push_back({0, i});
        }
        QElapsedTimer timer;
        timer.start();
        const LayoutResult result = lay(input);
        const qint64 elapsed = timer.elapsed();
        qInfo("%lld ms, %.0f × %.0f", elapsed, result.width, result.height);
        QCOMPARE(result.nodes.size(), input.nodes.size());
        // Far above what it takes, far below what anything quadratic takes.
        QVERIFY(elapsed < 10'000);
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
