// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/models/node_filter.h"
#include "widgets/models/node_filter_proxy.h"
#include "widgets/models/node_model.h"
#include "widgets/panels/node_list_panel.h"

#include <QAbstractItemModelTester>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>

using namespace halftone;

class TestNodeList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void filterTerms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing") << QString() << true;
        QTest::newRow("part of the name") << QStringLiteral("concat") << true;
        QTest::newRow("all words must fit") << QStringLiteral("concat xyz") << false;
        QTest::newRow("regular expression") << QStringLiteral("/_3[0-9]$/") << true;
        QTest::newRow("regular expression that does not fit") << QStringLiteral("/^Concat/") << false;
        QTest::newRow("type") << QStringLiteral("type:concat") << true;
        QTest::newRow("another type") << QStringLiteral("type:Con") << false;
        QTest::newRow("error below") << QStringLiteral("sqnr<20") << true;
        QTest::newRow("error above") << QStringLiteral("db>20") << false;
        QTest::newRow("work with unit") << QStringLiteral("macs>1M") << true;
        QTest::newRow("state") << QStringLiteral("is:int8") << true;
        QTest::newRow("another state") << QStringLiteral("is:excluded") << false;
    }

    void filterTerms()
    {
        QFETCH(QString, text);
        QFETCH(bool, fits);
        const FilterSubject subject{QStringLiteral("/head/Concat_37"), QStringLiteral("Concat"), QStringLiteral("i8"), 1.7, 2e6};
        QCOMPARE(NodeFilter::parse(text).accepts(subject), fits);
    }

    void aBrokenExpressionIsReported() { QVERIFY(!NodeFilter::parse(QStringLiteral("/[/")).problem().isEmpty()); }

    void theModelHoldsEveryNodeOnce()
    {
        Document document;
        NodeModel model(&document);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        open(document);
        for (const bool grouped : {true, false, true}) {
            model.setGrouped(grouped);
            for (NodeId node = 0; node < document.model()->graph->nodes().size(); ++node)
                QCOMPARE(model.nodeAt(model.indexOf(node)), node);
        }
        QVERIFY(model.rowCount() < static_cast<int>(document.model()->graph->nodes().size()));
    }

    void selectionsAreOne()
    {
        Document document;
        SelectionController selection;
        NodeListPanel panel(&document, &selection);
        open(document);
        panel.show();
        selection.selectNodes({2, 4});
        QCOMPARE(panel.view()->selectionModel()->selectedRows().size(), 2);
        panel.view()->selectionModel()->select(panel.viewIndex(5), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(selection.nodes(), std::vector<NodeId>{5});
    }

private:
    static void open(Document &document)
    {
        document.open(QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx"));
        QTRY_VERIFY_WITH_TIMEOUT(document.facts() != nullptr, 60000);
    }
};

QTEST_MAIN(TestNodeList)
#include "tst_node_list.moc"
