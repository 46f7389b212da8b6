// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_node.h"

#include <QtTest>

using namespace halftone;
using test::NodeCall;

namespace {

const Dim kN = Dim::symbol("N");
const Dim kH = Dim::symbol("H");

Fact image(std::vector<Dim> dims) { return Fact::of(DType::Float, std::move(dims)); }
Fact constants(std::initializer_list<std::int64_t> values)
{
    return Fact::ofConstant(Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(values.size())}, values));
}

QString shapeOf(const Result<std::vector<Fact>> &facts)
{
    return facts ? QString::fromStdString(facts->front().type.toString()) : QString::fromStdString(facts.error().debugText());
}

QString elementsOf(const Fact &fact)
{
    QStringList texts;
    if (fact.symbolic)
        for (const Dim &dim : *fact.symbolic)
            texts.append(QString::fromStdString(dim.toString()));
    return texts.join(QLatin1Char(' '));
}

} // namespace

/// Symbolic sizes pass through the operators that exporters compute shapes with.
class TestShapeArithmetic : public QObject
{
    Q_OBJECT

private slots:
    void shapeGatherConcatReshape();
    void reshapeRest();
    void expandByWhere();
    void slices_data();
    void slices();
    void broadcasting();
    void rangeOfLength();
    void reductions();
};

void TestShapeArithmetic::shapeGatherConcatReshape()
{
    const auto shape = NodeCall("Shape").infer({image({kN, 64, kH, kH})});
    QVERIFY(shape);
    QCOMPARE(elementsOf(shape->front()), QStringLiteral("N 64 H H"));
    const auto batch
        = NodeCall("Gather").with("axis", std::int64_t(0)).infer({shape->front(), Fact::ofConstant(Tensor::scalar<std::int64_t>(0))});
    QVERIFY(batch);
    QCOMPARE(elementsOf(batch->front()), QStringLiteral("N"));
    const auto vector = NodeCall("Unsqueeze").infer({batch->front(), constants({0})});
    QVERIFY(vector);
    const auto wanted = NodeCall("Concat").with("axis", std::int64_t(0)).infer({vector->front(), constants({-1})});
    QVERIFY(wanted);
    QCOMPARE(shapeOf(NodeCall("Reshape").infer({image({kN, 64, kH, kH}), wanted->front()})), QStringLiteral("float[N×64·H·H]"));
}

void TestShapeArithmetic::reshapeRest()
{
    QCOMPARE(shapeOf(NodeCall("Reshape").infer({image({kN, 14, 20, 20}), constants({0, 14, -1})})), QStringLiteral("float[N×14×400]"));
    QCOMPARE(shapeOf(NodeCall("Reshape").infer({image({Dim(), 6, 4}), constants({0, -1})})), QStringLiteral("float[?×24]"));
}

void TestShapeArithmetic::expandByWhere()
{
    // torch writes expand(-1 …) as Where(Equal(shape, −1), ones, shape).
    const Fact shape = Fact::ofDims({kN, Dim(3)});
    const auto isMissing = NodeCall("Equal").infer({shape, constants({-1, -1})});
    QVERIFY(isMissing);
    const auto wanted = NodeCall("Where").infer({isMissing->front(), constants({1, 1}), shape});
    QVERIFY(wanted);
    QCOMPARE(shapeOf(NodeCall("Expand").infer({image({1, 3}), wanted->front()})), QStringLiteral("float[N×3]"));
}

void TestShapeArithmetic::slices_data()
{
    QTest::addColumn<int>("start");
    QTest::addColumn<qlonglong>("end");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("shape");
    const qlonglong all = std::numeric_limits<qlonglong>::max();
    QTest::newRow("all") << 0 << all << 1 << "float[N×10]";
    QTest::newRow("without the first") << 1 << all << 1 << "float[N − 1×10]";
    QTest::newRow("without the last") << 0 << qlonglong(-1) << 1 << "float[N − 1×10]";
    QTest::newRow("every other") << 0 << all << 2 << "float[⌈N/2⌉×10]";
    QTest::newRow("a number of an unknown length") << 0 << qlonglong(5) << 1 << "float[?×10]";
}

void TestShapeArithmetic::slices()
{
    QFETCH(int, start);
    QFETCH(qlonglong, end);
    QFETCH(int, step);
    QFETCH(QString, shape);
    QCOMPARE(shapeOf(NodeCall("Slice").infer({image({kN, 10}), constants({start}), constants({end}), constants({0}), constants({step})})),
        shape);
}

void TestShapeArithmetic::broadcasting()
{
    QCOMPARE(shapeOf(NodeCall("Add").infer({image({kN, 1, 4}), image({kH, 1})})), QStringLiteral("float[N×H×4]"));
    QCOMPARE(shapeOf(NodeCall("Add").infer({image({kN, 4}), image({Dim(3), 1})})), QStringLiteral("float[3×4]"));
    QVERIFY(!NodeCall("Add").infer({image({2, 4}), image({Dim(3), 4})}));
}

void TestShapeArithmetic::rangeOfLength()
{
    const Fact zero = Fact::ofConstant(Tensor::scalar<std::int64_t>(0));
    const Fact one = Fact::ofConstant(Tensor::scalar<std::int64_t>(1));
    QCOMPARE(shapeOf(NodeCall("Range").infer({zero, Fact::ofDims({kH}, true), one})), QStringLiteral("int64[H]"));
}

void TestShapeArithmetic::reductions()
{
    QCOMPARE(shapeOf(NodeCall("ReduceMean").infer({image({kN, 4, kH}), constants({2})})), QStringLiteral("float[N×4×1]"));
    QCOMPARE(shapeOf(NodeCall("ReduceMean").with("keepdims", std::int64_t(0)).infer({image({kN, 4, kH}), constants({-1})})),
        QStringLiteral("float[N×4]"));
    const auto product = NodeCall("ReduceProd").with("keepdims", std::int64_t(0)).infer({Fact::ofDims({kN, Dim(3)})});
    QVERIFY(product);
    QCOMPARE(elementsOf(product->front()), QStringLiteral("3·N"));
}

QTEST_GUILESS_MAIN(TestShapeArithmetic)
#include "tst_shape_arithmetic.moc"
