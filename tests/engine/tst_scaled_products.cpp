// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/quantized_model.h"

using namespace halftone;
using namespace halftone::test;

namespace {

using Names = std::vector<std::string>;

template <typename T>
Tensor randomBytes(Shape shape, std::mt19937 &random)
{
    Tensor tensor = *Tensor::allocate(std::is_signed_v<T> ? DType::Int8 : DType::UInt8, std::move(shape));
    for (T &element : tensor.mutableAs<T>())
        element = static_cast<T>(random());
    return tensor;
}

Tensor randomBytes(Shape shape, bool isSigned, std::mt19937 &random)
{
    return isSigned ? randomBytes<std::int8_t>(std::move(shape), random) : randomBytes<std::uint8_t>(std::move(shape), random);
}

Tensor randomScales(std::int64_t count, std::mt19937 &random)
{
    Tensor scales = *Tensor::allocate(DType::Float, count == 1 ? Shape{} : Shape{count});
    for (float &scale : scales.mutableAs<float>())
        scale = static_cast<float>(pick(random, 5, 40)) / 10000;
    return scales;
}

struct Made
{
    std::shared_ptr<const Model> model;
    std::vector<RuntimeValue> inputs;
};

/// Weights with one scale and zero point or one a column, with and without zero points and bias.
Made make(unsigned seed, bool isDynamic)
{
    std::mt19937 random(seed);
    const std::int64_t rows = pick(random, 1, 9);
    const std::int64_t taps = pick(random, 3, 80);
    const std::int64_t columns = pick(random, 2, 50);
    const std::int64_t scales = seed % 2 ? columns : 1;
    const bool isSigned = seed / 2 % 2 != 0;
    const bool isSignedInput = seed / 4 % 2 != 0;
    SmallModel model;
    Made made;
    model.input("a").constant("b", randomBytes({taps, columns}, isSigned, random)).constant("b_scale", randomScales(scales, random));
    const bool hasZero = pick(random, 0, 1) != 0;
    if (hasZero)
        model.constant("b_zero", randomBytes(scales == 1 ? Shape{} : Shape{scales}, isSigned, random));
    const bool hasBias = pick(random, 0, 1) != 0;
    if (hasBias)
        model.constant("bias", randomFloats({columns}, random));
    const std::string zero = hasZero ? "b_zero" : "";
    const std::string bias = hasBias ? "bias" : "";
    if (isDynamic) {
        model.microsoftNode("DynamicQuantizeMatMul", {"a", "b", "b_scale", zero, bias}, {"y"});
        made.inputs.emplace_back(randomFloats({2, rows, taps}, random, 3));
    } else {
        model.constant("a_scale", randomScales(1, random)).constant("a_zero", randomBytes(Shape{}, isSignedInput, random));
        model.microsoftNode("MatMulIntegerToFloat", {"a", "b", "a_scale", "b_scale", seed / 8 % 2 ? "" : "a_zero", zero, bias}, {"y"});
        made.inputs.emplace_back(randomBytes({2, rows, taps}, isSignedInput, random));
    }
    model.output("y");
    made.model = model.make();
    return made;
}

} // namespace

class TestScaledProducts : public QObject
{
    Q_OBJECT

private slots:
    void equalTheNodes_data();
    void equalTheNodes();
};

void TestScaledProducts::equalTheNodes_data()
{
    QTest::addColumn<bool>("isDynamic");
    QTest::newRow("MatMulIntegerToFloat") << false;
    QTest::newRow("DynamicQuantizeMatMul") << true;
}

/// Sums of integers are exact and are scaled in the same order: the same numbers.
void TestScaledProducts::equalTheNodes()
{
    QFETCH(const bool, isDynamic);
    EngineOptions reference;
    reference.oneDnn = false;
    EngineOptions options;
    options.profile = true;
    for (unsigned seed = 0; seed < 32; ++seed) {
        const Made made = make(seed, isDynamic);
        const auto wanted = Runner(made.model, reference).run(made.inputs);
        QVERIFY2(wanted, wanted ? "" : wanted.error().debugText().c_str());
        Runner runner(made.model, options);
        Runner two(made.model, options, 2);
        for (int run = 0; run < 2; ++run) {
            const auto found = runner.run(made.inputs);
            const auto again = two.run(made.inputs);
            QVERIFY2(found && again, found ? "" : found.error().debugText().c_str());
            QVERIFY2(normalizedError(found->front().tensor(), wanted->front().tensor()) == 0, qPrintable(QString::number(seed)));
            QVERIFY(normalizedError(again->front().tensor(), found->front().tensor()) == 0);
        }
        QVERIFY2(runner.executor().profile().front().implementation.find("oneDNN") != std::string::npos,
            runner.executor().profile().front().implementation.c_str());
    }
}

QTEST_GUILESS_MAIN(TestScaledProducts)
#include "tst_scaled_products.moc"
