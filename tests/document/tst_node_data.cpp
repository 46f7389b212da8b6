// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/bookmarks.h"
#include "core/document/node_data.h"
#include "core/document/node_data_labels.h"
#include "tests/support/graph_maker.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace halftone;
using test::GraphMaker;

class TestNodeData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_folder.isValid());
        m_model = GraphMaker()
                      .input("x", {1, 4})
                      .node("Relu", "first", {"x"}, {"a"})
                      .node("Sigmoid", "second", {"a"}, {"b"})
                      .node("Relu", "third", {"b"}, {"y"})
                      .output("y")
                      .model();
    }

    void bothFormatsComeBack_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("Model Explorer") << static_cast<int>(NodeDataFormat::ModelExplorer);
        QTest::newRow("Netron") << static_cast<int>(NodeDataFormat::Netron);
    }
    void bothFormatsComeBack()
    {
        QFETCH(int, format);
        NodeData data;
        data.title = QStringLiteral("error");
        data.values = {12.5, std::numeric_limits<double>::quiet_NaN(), -3};
        const QString path = m_folder.filePath(QStringLiteral("round.json"));
        QVERIFY(writeNodeData(path, *m_model->graph, data, static_cast<NodeDataFormat>(format)));
        const auto read = readNodeData(path, *m_model->graph);
        QVERIFY(read);
        QCOMPARE(read->size(), std::size_t(1));
        QCOMPARE(read->front().title, QStringLiteral("error"));
        QCOMPARE(read->front().values[0], 12.5);
        QVERIFY(std::isnan(read->front().values[1]));
        QCOMPARE(read->front().values[2], -3.0);
    }

    void modelExplorerFilesOfOthers()
    {
        const auto read
            = parse("{\"main\": {\"results\": {\"first\": {\"value\": 3}, \"b\": {\"value\": \"0.5\"}, \"nobody\": {\"value\": 9}}, "
                    "\"thresholds\": [{\"value\": 4, \"bgColor\": \"#ff0000\"}, {\"value\": 1, \"bgColor\": \"green\"}]}} ");
        QVERIFY(read);
        const NodeData &data = read->front();
        QCOMPARE(data.values[0], 3.0);
        // A value's name stands for the node that makes it.
        QCOMPARE(data.values[1], 0.5);
        QVERIFY(std::isnan(data.values[2]));
        QCOMPARE(data.strangers, 1);
        QCOMPARE(data.steps.size(), std::size_t(2));
        QCOMPARE(data.steps[0].upTo, 1.0);
        QCOMPARE(data.steps[1].color, QColor(255, 0, 0));
    }

    /// As node_data_builder of ai-edge-model-explorer 0.1.34 writes it.
    void gradientsOfModelExplorer()
    {
        const auto read = parse("{\"main\": {\"results\": {\"first\": {\"value\": 1}, \"b\": {\"value\": 4, \"bgColor\": \"#112233\"}, "
                                "\"third\": {\"value\": 3}}, \"name\": \"latency\", \"thresholds\": [], \"gradient\": "
                                "[{\"stop\": 0, \"bgColor\": \"white\"}, {\"stop\": 1, \"bgColor\": \"#ff0000\"}], "
                                "\"hideInAggregatedStatsTable\": false, \"hideInChildrenStatsTable\": false, "
                                "\"showExpandedSummaryOnGroupNode\": false, \"showLabelCountColumnsInChildrenStatsTable\": false}}");
        QVERIFY(read);
        const NodeData &data = read->front();
        QCOMPARE(data.title, QStringLiteral("latency"));
        QCOMPARE(data.values, (std::vector<double>{1, 4, 3}));
        const auto colorOf = [&](double value) {
            const auto step = std::find_if(data.steps.begin(), data.steps.end(), [&](const auto &each) { return value <= each.upTo; });
            return step == data.steps.end() ? QColor() : step->color;
        };
        QVERIFY(colorOf(1).green() > 248);
        QCOMPARE(colorOf(4).red(), 255);
        QVERIFY(colorOf(4).green() < 8);
        // Two thirds of the way from white to red.
        QVERIFY(std::abs(colorOf(3).green() - 85) <= 6);
    }

    void wordsAreLabels()
    {
        const auto read = parse("{\"main\": {\"results\": {\"first\": {\"value\": \"int8\", \"bgColor\": \"#00ff00\"}, "
                                "\"second\": {\"value\": \"float\"}, \"third\": {\"value\": \"int8\"}}, \"thresholds\": "
                                "[{\"value\": 4, \"bgColor\": \"#ff0000\"}]}}");
        QVERIFY(read);
        const NodeData &data = read->front();
        QVERIFY(data.isLabelled());
        // The most frequent word first.
        QCOMPARE(data.values, (std::vector<double>{0, 1, 0}));
        QCOMPARE(data.steps.size(), std::size_t(2));
        QCOMPARE(data.steps[0].label, QStringLiteral("int8"));
        QCOMPARE(data.steps[0].color, QColor(0, 255, 0));
        QVERIFY(data.steps[1].color.isValid() && data.steps[1].color != data.steps[0].color);
        // One word makes labels of the numbers, too.
        const auto mixed
            = parse("{\"results\": {\"first\": {\"value\": 3}, \"second\": {\"value\": true}, \"third\": {\"value\": \"x\"}}}");
        QVERIFY(mixed && mixed->front().isLabelled());
        QCOMPARE(labelOf(mixed->front(), mixed->front().values[0]), QStringLiteral("3"));
        QCOMPARE(labelOf(mixed->front(), mixed->front().values[1]), QStringLiteral("true"));
        for (const NodeDataFormat format : {NodeDataFormat::ModelExplorer, NodeDataFormat::Netron}) {
            const QString path = m_folder.filePath(QStringLiteral("labels.json"));
            QVERIFY(writeNodeData(path, *m_model->graph, data, format));
            const auto again = readNodeData(path, *m_model->graph);
            QVERIFY(again && again->front().isLabelled());
            QCOMPARE(again->front().values, data.values);
            QCOMPARE(again->front().steps[1].label, QStringLiteral("float"));
            if (format == NodeDataFormat::ModelExplorer)
                QCOMPARE(again->front().steps[1].color.name(), data.steps[1].color.name());
        }
    }

    void whatJsonCannotHoldIsLeftOut()
    {
        NodeData data;
        data.values = {1, std::numeric_limits<double>::infinity(), 2};
        for (const NodeDataFormat format : {NodeDataFormat::ModelExplorer, NodeDataFormat::Netron}) {
            const QByteArray json = nodeDataJson(*m_model->graph, data, format);
            QVERIFY(!json.contains("null"));
            QVERIFY(!json.contains("second"));
        }
    }

    void eachMetricOfNetronIsASet()
    {
        const auto read = parse("{\"signature\": \"netron:attachment\", \"metadata\": [], \"metrics\": [ "
                                "{\"kind\": \"node\", \"target\": \"first\", \"name\": \"time\", \"type\": \"float32\", \"value\": 1.5}, "
                                "{\"kind\": \"node\", \"target\": \"first\", \"name\": \"flops\", \"type\": \"int64\", \"value\": 100}, "
                                "{\"kind\": \"value\", \"target\": \"y\", \"name\": \"time\", \"value\": 2.5}, "
                                "{\"kind\": \"model\", \"target\": \"\", \"name\": \"time\", \"value\": 4}]} ");
        QVERIFY(read);
        QCOMPARE(read->size(), std::size_t(2));
        QCOMPARE(read->at(0).title, QStringLiteral("time"));
        QCOMPARE(read->at(0).values[2], 2.5);
        QCOMPARE(read->at(1).values[0], 100.0);
    }

    void whatCannotBeUsedIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("no JSON") << QByteArray("{nonsense") << QStringLiteral("document.node-data-unreadable");
        QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << QStringLiteral("document.node-data-unreadable");
        QTest::newRow("a list") << QByteArray("[1, 2]") << QStringLiteral("document.node-data-unreadable");
        QTest::newRow("another model") << QByteArray("{\"results\": {\"conv1\": {\"value\": 1}}}")
                                       << QStringLiteral("document.node-data-of-another");
    }
    void whatCannotBeUsedIsSaid()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const auto read = parse(text);
        QVERIFY(!read);
        QCOMPARE(QString::fromUtf8(read.error().code().id), code);
    }

    void bookmarksAreRememberedByFileAndName()
    {
        auto model = std::make_shared<Model>(*m_model);
        model->path = m_folder.filePath(QStringLiteral("model.onnx")).toStdString();
        {
            Bookmarks bookmarks;
            bookmarks.setModel(model);
            bookmarks.clear();
            QSignalSpy changed(&bookmarks, &Bookmarks::changed);
            bookmarks.toggle({2, 0});
            QCOMPARE(changed.count(), 1);
            QCOMPARE(bookmarks.nodes(), (std::vector<NodeId>{0, 2}));
            QCOMPARE(bookmarks.next(0, true), NodeId(2));
            QCOMPARE(bookmarks.next(2, true), NodeId(0));
            QCOMPARE(bookmarks.next(0, false), NodeId(2));
            QCOMPARE(bookmarks.next(kNone, true), NodeId(0));
        }
        Bookmarks again;
        again.setModel(model);
        QCOMPARE(again.nodes(), (std::vector<NodeId>{0, 2}));
        // One of several is not bookmarked: all of them are then.
        again.toggle({0, 1});
        QCOMPARE(again.nodes(), (std::vector<NodeId>{0, 1, 2}));
        again.toggle({0, 1});
        QCOMPARE(again.nodes(), std::vector<NodeId>{2});
        auto other = std::make_shared<Model>(*m_model);
        other->path = m_folder.filePath(QStringLiteral("other.onnx")).toStdString();
        again.setModel(other);
        QVERIFY(again.nodes().empty());
        QCOMPARE(again.next(0, true), kNone);
    }

private:
    Result<std::vector<NodeData>> parse(const QByteArray &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("data.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file could be written");
        file.close();
        return readNodeData(file.fileName(), *m_model->graph);
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const Model> m_model;
};

QTEST_GUILESS_MAIN(TestNodeData)
#include "tst_node_data.moc"
