// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph_fixture.h"

#include "widgets/graphview/find_results_model.h"
#include "widgets/graphview/graph_walk.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace halftone;

class TestGraphSearch : public QObject
{
    Q_OBJECT

private slots:
    void queries_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("names");
        const QString conv = QStringLiteral("/stem/conv/Conv"), relu = QStringLiteral("/stem/act/Relu");
        const QString sigmoid = QStringLiteral("/head/Sigmoid"), mul = QStringLiteral("/head/Mul");
        QTest::newRow("part of a name, any case") << QStringLiteral("STEM") << QStringList{conv, relu};
        QTest::newRow("all words must occur") << QStringLiteral("stem conv") << QStringList{conv};
        QTest::newRow("type") << QStringLiteral("type:Mul") << QStringList{mul};
        QTest::newRow("type is not a prefix") << QStringLiteral("type:Mu") << QStringList{};
        QTest::newRow("exact name") << QStringLiteral("\"w\"") << QStringList{QStringLiteral("w")};
        QTest::newRow("exact type") << QStringLiteral("\"relu\"") << QStringList{relu};
        QTest::newRow("regular expression") << QStringLiteral("/^\\/head.*l$/") << QStringList{mul};
        QTest::newRow("alternatives") << QStringLiteral("/Sigmoid|Relu/") << QStringList{relu, sigmoid};
        QTest::newRow("shape") << QStringLiteral("4×3×3") << QStringList{QStringLiteral("w")};
        QTest::newRow("symbolic dimension") << QStringLiteral("n×3×8×8") << QStringList{QStringLiteral("x")};
        QTest::newRow("element type") << QStringLiteral("dtype:f32 w") << QStringList{QStringLiteral("w")};
        QTest::newRow("nothing typed") << QStringLiteral("  ") << QStringList{};
        QTest::newRow("nothing found") << QStringLiteral("zebra") << QStringList{};
    }

    void queries()
    {
        QFETCH(QString, query);
        QFETCH(QStringList, names);
        const GraphSearch search(smallModel(), nullptr);
        const GraphSearch::Results results = search.find(query);
        QStringList found;
        for (const GraphSearch::Match &match : results.matches)
            found << search.name(match);
        QCOMPARE(found, names);
        QCOMPARE(results.total, static_cast<std::size_t>(names.size()));
    }

    void aBadExpressionIsSaid()
    {
        const GraphSearch search(smallModel(), nullptr);
        QVERIFY(!search.find(QStringLiteral("/(/")).error.isEmpty());
    }

    void subgraphsAreSearched()
    {
        ModelMaker body;
        body.add("Relu", "deep_inside", {"p"}, {"q"});
        body.output("q");
        const GraphSearch search(branchModel(std::move(body)), nullptr);
        const GraphSearch::Results results = search.find(QStringLiteral("deep"));
        QCOMPARE(results.total, std::size_t(1));
        QCOMPARE(search.places()[results.matches[0].place].path, (std::vector<SubgraphStep>{{0, 0}}));
    }

    void resultsModelIsSound()
    {
        FindResultsModel model;
        QAbstractItemModelTester tester(&model);
        const auto search = std::make_shared<GraphSearch>(smallModel(), nullptr);
        model.setResults(search, search->find(QStringLiteral("stem")));
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.index(0, 0).data().toString().contains(QStringLiteral("Conv")));
        QCOMPARE(model.index(0, 0).data(FindResultsModel::NameRole).toString(), QStringLiteral("/stem/conv/Conv"));
        QCOMPARE(model.index(0, 0).data(FindResultsModel::DetailRole).toString(), QStringLiteral("Conv"));
        model.setResults(search, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void hundredThousandNodes()
    {
        const GraphSearch search(deepModel(50'000), nullptr);
        for (const QString &query : {QStringLiteral("layer4999 mul"), QStringLiteral("/layer1.*Mul$/"), QStringLiteral("type:Sigmoid")}) {
            QElapsedTimer timer;
            timer.start();
            const GraphSearch::Results results = search.find(query);
            qInfo("%s: %zu in %lld ms", qPrintable(query), results.total, timer.elapsed());
            QVERIFY(results.total > 0);
            QVERIFY(timer.elapsed() < 1000);
        }
    }

    void walks()
    {
        const auto model = smallModel();
        const Graph &graph = *model->graph;
        QCOMPARE(upstreamOf(graph, {1}), (std::vector<NodeId>{0, 1}));
        QCOMPARE(downstreamOf(graph, {2}), (std::vector<NodeId>{2, 3}));
        QCOMPARE(neighboursOf(graph, {0}, 1), (std::vector<NodeId>{0, 1}));
        QCOMPARE(neighboursOf(graph, {0}, 2), (std::vector<NodeId>{0, 1, 2, 3}));
        QCOMPARE(pathsBetween(graph, 3, 1), (std::vector<NodeId>{1, 2, 3}));
        QCOMPARE(nodesOfType(graph, "Mul"), std::vector<NodeId>{3});
    }
};

QTEST_GUILESS_MAIN(TestGraphSearch)
#include "tst_graph_search.moc"
