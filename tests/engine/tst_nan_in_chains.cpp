// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lowering_case.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace halftone;
using namespace halftone::test;

namespace {

using Limits = std::numeric_limits<float>;

std::int64_t nansOf(const Tensor &tensor)
{
    const auto elements = tensor.as<float>();
    return std::count_if(elements.begin(), elements.end(), [](float x) { return std::isnan(x); });
}

Tensor with(Tensor tensor, std::size_t at, float element)
{
    tensor.mutableAs<float>()[at] = element;
    return tensor;
}

/// What differs from the reference kernels in runs one after the other, with one thread and with two; or nothing.
QString problemOf(const SmallModel &small, const std::vector<std::vector<RuntimeValue>> &runs)
{
    const auto model = small.make();
    Runner reference(model, referenceOnly());
    for (const int threads : {1, 2}) {
        Runner runner(model, {}, threads);
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const auto &inputs = runs[i];
            const auto found = runner.run(inputs);
            const auto wanted = reference.run(inputs);
            if (!found || !wanted)
                return QStringLiteral("an error");
            const QString problem = QString::fromStdString(differenceBesidesNan(found->front().tensor(), wanted->front().tensor(), 1e-3F));
            if (!problem.isEmpty())
                return QStringLiteral("%1 threads, run %2, %3").arg(threads).arg(i).arg(problem);
        }
    }
    return {};
}

/// The last value each name was observed with, and how often.
class Recorder final : public TensorObserver
{
public:
    void observe(ValueId value, const TensorView &view) override
    {
        StoredTensor stored;
        if (stored.assign(view))
            seen[value] = *stored.plain();
        ++calls;
    }
    std::map<ValueId, Tensor> seen;
    int calls = 0;
};

/// The activation `type` of `from`; Clip between 0 and 6.
void activate(SmallModel &small, const std::string &type, const std::string &from, const std::string &to)
{
    if (type == "Clip")
        small.node(type, {from, "zero", "six"}, {to});
    else if (type == "Silu")
        small.node("Sigmoid", {from}, {to + "s"}).node("Mul", {from, to + "s"}, {to});
    else if (type == "Elu" || type == "LeakyRelu")
        small.node(type, {from}, {to}, {{"alpha", 0.5F}});
    else
        small.node(type, {from}, {to});
}

SmallModel chain(const std::string &head, const std::string &activation, std::mt19937 &random, std::int64_t channels = 17)
{
    SmallModel small(20);
    small.input("x").output("y").constant("zero", Tensor::scalar(0.0F)).constant("six", Tensor::scalar(6.0F));
    if (head == "MatMul") {
        small.constant("w", randomFloats({9, 12}, random)).node("MatMul", {"x", "w"}, {"c"});
    } else if (head == "Gemm") {
        small.constant("w", randomFloats({9, 12}, random)).constant("b", randomFloats({12}, random)).node("Gemm", {"x", "w", "b"}, {"c"});
    } else {
        small.constant("w", randomFloats({channels, channels, 3, 3}, random)).constant("b", randomFloats({channels}, random));
        small.node(head, {"x", "w", "b"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}});
    }
    activate(small, activation, "c", "y");
    return small;
}

} // namespace

/// NaN goes through activations that a primitive does along with its sums as through those that are steps of their own: they
/// keep it, as ONNX Runtime's do, though oneDNN's bounded ones return a bound.
class TestNanInChains : public QObject
{
    Q_OBJECT

private slots:
    void activations_data()
    {
        QTest::addColumn<QString>("head");
        QTest::addColumn<QString>("activation");
        for (const char *head : {"Conv", "ConvTranspose", "MatMul", "Gemm"})
            for (const char *activation : {"Relu", "Clip", "HardSigmoid", "HardSwish", "LeakyRelu", "Sigmoid", "Silu", "Gelu", "Tanh",
                     "Elu", "Softplus", "Mish", "Exp", "Sqrt", "Abs"})
                QTest::addRow("%s, %s", head, activation) << QString::fromLatin1(head) << QString::fromLatin1(activation);
    }

    void activations()
    {
        QFETCH(QString, head);
        QFETCH(QString, activation);
        std::mt19937 random(1);
        const SmallModel small = chain(head.toStdString(), activation.toStdString(), random);
        const Shape shape = head == QLatin1String("MatMul") || head == QLatin1String("Gemm") ? Shape{7, 9} : Shape{2, 17, 6, 5};
        const Tensor usual = randomFloats(shape, random);
        const Tensor odd = with(usual, 31, std::nanf(""));
        const Tensor infinite = with(with(usual, 31, Limits::infinity()), 32, -Limits::infinity());
        const QString problem = problemOf(small, {{odd}, {usual}, {odd}, {odd}, {infinite}, {usual}, {infinite}});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(nansOf(Runner(small.make(), {}).run({odd})->front().tensor()) > 0);
    }

    /// Convolutions by fewer products, and summands.
    void whereItIs()
    {
        std::mt19937 random(2);
        SmallModel small(17);
        small.input("x").input("z").output("y").constant("w", randomFloats({16, 16, 3, 3}, random));
        small.constant("v", randomFloats({16, 16, 1, 1}, random));
        small.node("Conv", {"x", "w"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Relu", {"c"}, {"d"});
        small.node("Conv", {"d", "v"}, {"e"}).node("Add", {"e", "z"}, {"f"}).node("Relu", {"f"}, {"y"});
        const Tensor usual = randomFloats({1, 16, 20, 20}, random);
        const Tensor odd = with(usual, 77, std::nanf(""));
        const Tensor infinite = with(usual, 900, Limits::infinity());
        const QString problem = problemOf(small,
            {{usual, usual}, {usual, odd}, {odd, usual}, {usual, usual}, {odd, odd}, {infinite, usual}, {usual, infinite}, {usual, usual}});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    /// Finite numbers whose sums overflow in one layer and whose difference is taken in the next.
    void arisesInside()
    {
        std::mt19937 random(5);
        SmallModel small(17);
        Tensor fours = *Tensor::allocate(DType::Float, Shape{16, 16, 1, 1});
        Tensor signs = *Tensor::allocate(DType::Float, Shape{16, 16, 1, 1});
        for (std::size_t i = 0; i < 256; ++i) {
            fours.mutableAs<float>()[i] = 4;
            signs.mutableAs<float>()[i] = i % 2 ? 1.0F : -1.0F;
        }
        small.input("x").output("y").constant("w", fours).constant("v", signs);
        small.node("Conv", {"x", "w"}, {"c"}).node("Relu", {"c"}, {"d"}).node("Conv", {"d", "v"}, {"e"}).node("Relu", {"e"}, {"y"});
        const Tensor usual = randomFloats({1, 16, 8, 8}, random);
        const Tensor large = with(usual, 100, 3e38F);
        const QString problem = problemOf(small, {{usual}, {large}, {usual}, {large}, {large}});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(nansOf(Runner(small.make(), {}).run({large})->front().tensor()), std::int64_t(16));
    }

    /// Observers see each value once, and right, whatever had to be done again.
    void observed()
    {
        std::mt19937 random(3);
        SmallModel small(17);
        small.input("x").output("y").constant("w", randomFloats({8, 8, 3, 3}, random));
        small.node("Conv", {"x", "w"}, {"a"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Relu", {"a"}, {"b"});
        small.node("Conv", {"b", "w"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Relu", {"c"}, {"y"});
        const auto model = small.make();
        const Tensor usual = randomFloats({1, 8, 9, 9}, random);
        EngineOptions options;
        options.observed = {model->graph->findValue("b"), model->graph->findValue("y")};
        EngineOptions plain = referenceOnly();
        plain.observed = options.observed;
        Runner runner(model, options, 2);
        Runner reference(model, plain);
        for (const Tensor &input : {with(usual, 40, std::nanf("")), usual, with(usual, 40, std::nanf(""))}) {
            Recorder found;
            Recorder wanted;
            QVERIFY(runner.run({input}, &found) && reference.run({input}, &wanted));
            QCOMPARE(found.calls, 2);
            for (const auto &[id, tensor] : wanted.seen) {
                const QString problem = QString::fromStdString(differenceBesidesNan(found.seen[id], tensor, 1e-3F));
                QVERIFY2(problem.isEmpty(), qPrintable(problem));
            }
        }
    }

    /// Invalid operations elsewhere are no reason for other results, or for none.
    void falseAlarms()
    {
        std::mt19937 random(4);
        SmallModel small(17);
        small.input("x").input("m").output("y").output("s").constant("w", randomFloats({8, 8, 3, 3}, random));
        small.node("Conv", {"x", "w"}, {"a"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Relu", {"a"}, {"y"}).node("Sub", {"m", "m"}, {"s"});
        const Tensor usual = randomFloats({1, 8, 9, 9}, random);
        const Tensor mask = Tensor::of<float>({2}, {-Limits::infinity(), Limits::infinity()});
        Runner runner(small.make(), {}, 2);
        const auto first = runner.run({usual, Tensor::of<float>({2}, {1, 2})});
        QVERIFY(first);
        for (int repeat = 0; repeat < 6; ++repeat) {
            const auto again = runner.run({usual, mask});
            QVERIFY(again);
            const auto a = again->front().tensor().as<float>();
            const auto b = first->front().tensor().as<float>();
            QVERIFY(std::equal(a.begin(), a.end(), b.begin(), b.end()));
            QCOMPARE(nansOf((*again)[1].tensor()), std::int64_t(2));
        }
        const auto odd = runner.run({with(usual, 3, std::nanf("")), mask});
        QVERIFY(odd && nansOf(odd->front().tensor()) > 0);
    }
};

QTEST_GUILESS_MAIN(TestNanInChains)
#include "tst_nan_in_chains.moc"
