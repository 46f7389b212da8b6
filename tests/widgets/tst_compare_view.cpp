// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/selection.h"
#include "tests/widgets/graph_fixture.h"
#include "widgets/graphview/change_marks.h"
#include "widgets/graphview/compare_view.h"
#include "widgets/models/difference_model.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;

namespace {

/// smallModel() with a Clip after the Relu and another kind of end.
std::shared_ptr<const Model> otherModel()
{
    ModelMaker make;
    make.input("x");
    make.weights("w", {4, 3, 3, 3});
    make.add("Conv", "/stem/conv/Conv", {"x", "w"}, {"a"});
    make.add("Relu", "/stem/act/Relu", {"a"}, {"b"});
    make.add("Clip", "/stem/Clip", {"b"}, {"b2"});
    make.add("Sigmoid", "/head/Sigmoid", {"b2"}, {"c"});
    make.add("Mul", "/head/Mul", {"b2", "c"}, {"y"});
    make.output("y");
    return make.model();
}

} // namespace

class TestCompareView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_view = std::make_unique<CompareView>();
        m_view->resize(1200, 800);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        QSignalSpy compared(m_view.get(), &CompareView::compared);
        m_a = smallModel();
        m_b = otherModel();
        m_view->compare(m_a, QStringLiteral("one"), m_b, QStringLiteral("two"));
        QVERIFY(compared.count() > 0 || compared.wait());
    }
    void cleanup() { m_view.reset(); }

    void differencesAreListedAndMarkedOnBoth()
    {
        QAbstractItemModelTester tester(m_view->table()->model());
        QCOMPARE(m_view->diff()->added, std::size_t(1));
        QVERIFY(m_view->table()->model()->rowCount() >= 1);
        const NodeId clip = m_b->graph->findNode("/stem/Clip");
        const GraphCanvas *right = m_view->right()->canvas();
        QCOMPARE(right->look().changeOfBox[right->scene()->boxOfNode(clip)], NodeChange::Added);
        const GraphCanvas *left = m_view->left()->canvas();
        QCOMPARE(left->look().changeOfBox[left->scene()->boxOfNode(0)], NodeChange::Same);
        // The halo is really painted.
        const QRectF box = right->scene()->boxRect(right->scene()->boxOfNode(clip));
        m_view->right()->canvas()->camera().lookAt(box.center(), 1, GraphCamera::Move::AtOnce);
        QColor found = m_view->right()->canvas()->grab().toImage().pixelColor(
            right->camera().toView(QPointF(box.right() + 3, box.center().y())).toPoint());
        QVERIFY2(found.green() > found.red() + 20, qPrintable(found.name()));
    }

    void bothMoveTogether()
    {
        GraphCanvas *left = m_view->left()->canvas(), *right = m_view->right()->canvas();
        const auto placeOf = [](const GraphCanvas *canvas, NodeId node) {
            return canvas->camera().toView(canvas->scene()->boxRect(canvas->scene()->boxOfNode(node)).center());
        };
        const NodeId mulA = m_a->graph->findNode("/head/Mul"), mulB = m_b->graph->findNode("/head/Mul");
        left->camera().lookAt(left->scene()->boxRect(left->scene()->boxOfNode(mulA)).center(), 0.8, GraphCamera::Move::AtOnce);
        QCOMPARE(right->camera().scale(), 0.8);
        const QPointF middle = QPointF(right->width(), right->height()) / 2;
        QVERIFY((placeOf(right, mulB) - middle).manhattanLength() < 2);
        right->camera().lookAt(right->scene()->boxRect(right->scene()->boxOfNode(0)).center(), 1.5, GraphCamera::Move::AtOnce);
        QCOMPARE(left->camera().scale(), 1.5);
        QVERIFY((placeOf(left, 0) - QPointF(left->width(), left->height()) / 2).manhattanLength() < 2);
    }

    void selectionIsShared()
    {
        const NodeId mulA = m_a->graph->findNode("/head/Mul"), mulB = m_b->graph->findNode("/head/Mul");
        m_view->leftSelection()->selectNodes({mulA});
        QCOMPARE(m_view->rightSelection()->nodes(), std::vector<NodeId>{mulB});
        m_view->rightSelection()->selectNodes({m_b->graph->findNode("/stem/Clip")});
        QVERIFY(m_view->leftSelection()->nodes().empty());
    }

    void steppingThroughTheListSelectsOnBoth()
    {
        QAbstractItemModel *rows = m_view->table()->model();
        m_view->step(1);
        QCOMPARE(m_view->table()->currentIndex().row(), 0);
        bool sawClip = false;
        for (int i = 0; i < rows->rowCount(); ++i) {
            const auto &nodes = m_view->rightSelection()->nodes();
            sawClip |= nodes == std::vector<NodeId>{m_b->graph->findNode("/stem/Clip")};
            m_view->step(1);
        }
        QVERIFY(sawClip);
        QCOMPARE(m_view->table()->currentIndex().row(), 0);
    }

    void theListIsFilteredByChange()
    {
        auto *filter = m_view->findChild<QComboBox *>();
        const int all = m_view->table()->model()->rowCount();
        filter->setCurrentIndex(filter->findData(static_cast<int>(NodeChange::Added)));
        QCOMPARE(m_view->table()->model()->rowCount(), 1);
        QVERIFY(m_view->table()->model()->index(0, DifferenceModel::Change).data().toString().contains(changeText(NodeChange::Added)));
        filter->setCurrentIndex(0);
        QCOMPARE(m_view->table()->model()->rowCount(), all);
    }

    void aFileThatIsNoModelIsSaid()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("no.onnx")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense");
        file.close();
        QSignalSpy failed(m_view.get(), &CompareView::failed);
        m_view->compareWithFile(m_a, QStringLiteral("one"), file.fileName());
        QVERIFY(failed.wait());
        QVERIFY(!failed.at(0).at(0).toString().isEmpty());
    }

private:
    std::unique_ptr<CompareView> m_view;
    std::shared_ptr<const Model> m_a, m_b;
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
