// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/convert.h"
#include "core/tensor/cast.h"
#include "tests/engine/small_model.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace halftone;
using namespace halftone::test;

namespace {

using Ints = std::vector<std::int64_t>;

/// Looks at everything and changes nothing: what is observed has to exist in 16 bits.
class Looks final : public TensorObserver
{
public:
    void observe(ValueId, const TensorView &view) override { halves += dtypeBits(view.dtype) == 16 ? 1 : 0; }
    int halves = 0;
};

bool haveEqualBytes(const Tensor &a, const Tensor &b)
{
    return a.dtype() == b.dtype() && a.shape() == b.shape() && std::memcmp(a.raw(), b.raw(), a.bytes()) == 0;
}

/// A small network of 16-bit numbers: convolutions with a residual, values that several nodes read, some of them by kernels that
/// know nothing of float, views, and one result from its middle.
std::shared_ptr<const Model> network(DType type)
{
    std::mt19937 random(5);
    SmallModel model;
    const auto constant
        = [&](const char *name, Shape shape) { model.constant(name, *castTensor(randomFloats(std::move(shape), random, 0.3F), type)); };
    constant("w", {32, 3, 3, 3});
    constant("v", {32, 32, 1, 1});
    constant("m", {32, 10});
    constant("b", {10});
    model.constant("rows", Tensor::of<std::int64_t>({2}, {2, 32}));
    model.input("x");
    model.node("Conv", {"x", "w"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Relu", {"c"}, {"r"});
    model.node("Conv", {"r", "v"}, {"d"}).node("Add", {"d", "r"}, {"s"});
    model.node("Conv", {"s", "v"}, {"e"}).node("Sigmoid", {"e"}, {"g"}).node("Mul", {"e", "g"}, {"h"});
    model.node("Trilu", {"h"}, {"t"}).node("Add", {"t", "h"}, {"u"});
    model.node("MaxPool", {"u"}, {"p"}, {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}});
    model.node("GlobalAveragePool", {"p"}, {"a"}).node("Reshape", {"a", "rows"}, {"f"});
    model.node("Gemm", {"f", "m", "b"}, {"y"});
    model.node("Cast", {"u"}, {"n"}, {{"to", std::int64_t(1)}});
    model.output("y").output("p").output("n");
    return model.make();
}

} // namespace

class TestHalfChains : public QObject
{
    Q_OBJECT

private slots:
    void roundingInPlaceIsThereAndBack();
    void valuesHaveThePrecisionTheModelSays_data();
    void valuesHaveThePrecisionTheModelSays();
};

void TestHalfChains::roundingInPlaceIsThereAndBack()
{
    std::mt19937 random(3);
    Tensor values = randomFloats({3000}, random, 100);
    const float special[]
        = {0.0F, -0.0F, INFINITY, -INFINITY, std::numeric_limits<float>::quiet_NaN(), 65519.9F, 65520.0F, 1e-8F, 6e-8F, 1e38F};
    std::copy(std::begin(special), std::end(special), values.mutableAs<float>().begin());
    for (const DType type : {DType::Float16, DType::BFloat16}) {
        const Tensor wanted = *castTensor(*castTensor(values, type), DType::Float);
        Tensor rounded = *Tensor::allocate(DType::Float, values.shape());
        std::memcpy(rounded.mutableRaw(), values.raw(), values.bytes());
        roundTo(type, rounded.mutableRaw(), rounded.count());
        for (std::size_t i = 0; i < 3000; ++i) {
            const float a = rounded.as<float>()[i];
            const float b = wanted.as<float>()[i];
            QVERIFY2(std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b)), qPrintable(QString::number(i)));
        }
    }
}

void TestHalfChains::valuesHaveThePrecisionTheModelSays_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("float16") << static_cast<int>(DType::Float16);
    QTest::newRow("bfloat16") << static_cast<int>(DType::BFloat16);
}

void TestHalfChains::valuesHaveThePrecisionTheModelSays()
{
    QFETCH(const int, type);
    const auto model = network(static_cast<DType>(type));
    std::mt19937 random(9);
    const std::vector<RuntimeValue> inputs{RuntimeValue(*castTensor(randomFloats({2, 3, 9, 9}, random), static_cast<DType>(type)))};
    // Watched, every value is stored in 16 bits and widened again for its reader.
    EngineOptions watching;
    for (ValueId value = 0; value < model->graph->values().size(); ++value) {
        if (model->graph->value(value).producer != kNone)
            watching.observed.push_back(value);
    }
    EngineOptions whole;
    whole.fuse = false;
    watching.fuse = false;
    Runner slow(model, watching);
    Runner fast(model, whole);
    Runner two(model, whole, 2);
    for (int run = 0; run < 2; ++run) {
        Looks looks;
        const auto wanted = slow.run(inputs, &looks);
        const auto found = fast.run(inputs);
        const auto again = two.run(inputs);
        QVERIFY2(wanted && found && again, wanted ? "" : wanted.error().debugText().c_str());
        QVERIFY(looks.halves >= 13);
        for (std::size_t i = 0; i < wanted->size(); ++i) {
            QVERIFY2(haveEqualBytes((*wanted)[i].tensor(), (*found)[i].tensor()), qPrintable(QString::number(i)));
            QVERIFY(haveEqualBytes((*again)[i].tensor(), (*found)[i].tensor()));
        }
    }
}

QTEST_GUILESS_MAIN(TestHalfChains)
#include "tst_half_chains.moc"
