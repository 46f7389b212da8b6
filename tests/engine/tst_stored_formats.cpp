// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/cast.h"
#include "tests/engine/instruction_set.h"
#include "tests/engine/small_model.h"

#include <QTest>

#include <functional>

using namespace halftone;
using namespace halftone::test;

namespace {

using Ints = std::vector<std::int64_t>;

/// A graph with its inputs, made from a seed.
struct Case
{
    SmallModel model;
    std::vector<RuntimeValue> inputs;
};

using Maker = std::function<Case(std::mt19937 &)>;

std::int64_t pick(std::mt19937 &random, std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

Tensor randomBytes(DType type, Shape shape, std::mt19937 &random)
{
    Tensor tensor = *Tensor::allocate(type, std::move(shape));
    for (std::int64_t i = 0; i < tensor.count(); ++i)
        tensor.mutableRaw()[i] = static_cast<std::byte>(pick(random, 0, 255));
    return tensor;
}

DType eitherType(std::mt19937 &random) { return pick(random, 0, 1) ? DType::UInt8 : DType::Int8; }

Case matmulInteger(std::mt19937 &random)
{
    Case made;
    const DType type = eitherType(random);
    const DType weights = eitherType(random);
    const std::int64_t k = pick(random, 1, 90);
    const std::int64_t n = pick(random, 1, 60);
    made.model.input("a").constant("b", randomBytes(weights, {k, n}, random)).output("y");
    made.inputs.emplace_back(randomBytes(type, {pick(random, 1, 3), pick(random, 1, 9), k}, random));
    std::vector<std::string> names{"a", "b"};
    if (pick(random, 0, 3)) {
        names.emplace_back("az");
        made.model.input("az");
        made.inputs.emplace_back(randomBytes(type, {}, random));
        if (pick(random, 0, 2)) {
            names.emplace_back("bz");
            made.model.constant("bz", randomBytes(weights, pick(random, 0, 1) ? Shape{} : Shape{n}, random));
        }
    }
    made.model.node("MatMulInteger", names, {"y"});
    return made;
}

Case convInteger(std::mt19937 &random)
{
    Case made;
    const DType type = eitherType(random);
    const DType weights = eitherType(random);
    const int spatial = static_cast<int>(pick(random, 1, 2));
    const bool depthwise = pick(random, 0, 2) == 0;
    const std::int64_t groups = depthwise ? pick(random, 2, 20) : pick(random, 1, 2);
    const std::int64_t channels = depthwise ? groups : groups * pick(random, 1, 20);
    const std::int64_t results = depthwise ? groups : groups * pick(random, 1, 20);
    const std::int64_t kernel = pick(random, 1, 3);
    Ints shape{pick(random, 1, 2), channels};
    Ints taps{results, channels / groups};
    Ints strides;
    Ints dilations;
    Ints pads;
    for (int axis = 0; axis < spatial; ++axis) {
        shape.push_back(pick(random, 7, 12));
        taps.push_back(kernel);
        strides.push_back(pick(random, 1, 2));
        dilations.push_back(pick(random, 1, 2));
        pads.push_back(pick(random, 0, 2));
    }
    for (int axis = 0; axis < spatial; ++axis)
        pads.push_back(pick(random, 0, 2));
    made.model.input("x").constant("w", randomBytes(weights, Shape(taps), random)).output("y");
    made.inputs.emplace_back(randomBytes(type, Shape(shape), random));
    std::vector<std::string> names{"x", "w"};
    if (pick(random, 0, 3)) {
        names.emplace_back("xz");
        made.model.input("xz");
        made.inputs.emplace_back(randomBytes(type, {}, random));
        if (pick(random, 0, 2)) {
            names.emplace_back("wz");
            made.model.constant("wz", randomBytes(weights, pick(random, 0, 1) ? Shape{} : Shape{results}, random));
        }
    }
    made.model.node("ConvInteger", names, {"y"}, {{"group", groups}, {"strides", strides}, {"dilations", dilations}, {"pads", pads}});
    return made;
}

Case dynamicQuantize(std::mt19937 &random)
{
    Case made;
    made.model.input("x").node("DynamicQuantizeLinear", {"x"}, {"y", "s", "z"}).output("y").output("s").output("z");
    Tensor tensor = randomFloats({pick(random, 1, 9), pick(random, 1, 300)}, random, static_cast<float>(pick(random, 0, 5)));
    if (pick(random, 0, 1))
        for (float &element : tensor.mutableAs<float>())
            element = std::abs(element);
    made.inputs = {tensor};
    return made;
}

Tensor halves(DType type, Shape shape, std::mt19937 &random, float scale = 1)
{
    return *castTensor(randomFloats(std::move(shape), random, scale), type);
}

Case halfConvolution(std::mt19937 &random, DType type)
{
    Case made;
    const std::int64_t channels = pick(random, 1, 20);
    const std::int64_t results = pick(random, 1, 20);
    made.model.input("x")
        .constant("w", halves(type, {results, channels, 3, 3}, random, 0.2F))
        .constant("b", halves(type, {results}, random));
    made.model.constant("low", *castTensor(Tensor::scalar<float>(0), type)).constant("high", *castTensor(Tensor::scalar<float>(6), type));
    made.model.node("Conv", {"x", "w", "b"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Clip", {"c", "low", "high"}, {"r"});
    made.model.node("MaxPool", {"r"}, {"p"}, {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}});
    made.model.node("GlobalAveragePool", {"p"}, {"y"}).output("r").output("y");
    made.inputs = {halves(type, {1, channels, 8, 8}, random)};
    return made;
}

Case halfEncoder(std::mt19937 &random, DType type)
{
    Case made;
    const std::int64_t width = pick(random, 4, 40);
    made.model.input("x").input("r").constant("w", halves(type, {width, width}, random, 0.2F)).constant("b", halves(type, {width}, random));
    made.model.constant("half", *castTensor(Tensor::scalar<float>(0.5F), type))
        .constant("one", *castTensor(Tensor::scalar<float>(1), type));
    made.model.constant("root", *castTensor(Tensor::scalar<float>(1.4142135F), type));
    made.model.node("MatMul", {"x", "w"}, {"m"}).node("Add", {"m", "b"}, {"a"});
    made.model.node("Div", {"a", "root"}, {"d"}).node("Erf", {"d"}, {"e"}).node("Add", {"e", "one"}, {"f"});
    made.model.node("Mul", {"a", "f"}, {"g"}).node("Mul", {"g", "half"}, {"gelu"}).node("Add", {"gelu", "r"}, {"sum"});
    made.model.node("LayerNormalization", {"sum", "b", "b"}, {"n"}).node("Softmax", {"n"}, {"y"}).output("sum").output("y");
    made.inputs = {halves(type, {1, 5, width}, random), halves(type, {1, 5, width}, random)};
    return made;
}

Case matmulNBits(std::mt19937 &random)
{
    Case made;
    static const Ints widths{2, 4, 8};
    const std::int64_t bits = widths[static_cast<std::size_t>(pick(random, 0, 2))];
    const std::int64_t block = pick(random, 0, 1) ? 16 : 32;
    const std::int64_t k = pick(random, 1, 100);
    const std::int64_t n = pick(random, 1, 90);
    const std::int64_t blocks = (k + block - 1) / block;
    made.model.input("a").constant("b", randomBytes(DType::UInt8, {n, blocks, block * bits / 8}, random)).output("y");
    made.model.constant("s", randomFloats({n, blocks}, random, 0.1F)).constant("bias", randomFloats({n}, random));
    std::vector<std::string> names{"a", "b", "s", "", "", "bias"};
    if (pick(random, 0, 1)) {
        names[3] = "z";
        made.model.constant("z", randomBytes(DType::UInt8, {n, (blocks * bits + 7) / 8}, random));
    }
    if (pick(random, 0, 1))
        names.resize(names[3].empty() ? 3 : 4);
    made.model.microsoftNode("MatMulNBits", names, {"y"}, {{"K", k}, {"N", n}, {"bits", bits}, {"block_size", block}});
    made.inputs = {randomFloats({2, 3, k}, random)};
    return made;
}

Case qgemm(std::mt19937 &random)
{
    Case made;
    const std::int64_t k = pick(random, 1, 90);
    const std::int64_t n = pick(random, 1, 40);
    Tensor weights = randomBytes(DType::Int8, {n, k}, random);
    for (std::int8_t &weight : weights.mutableAs<std::int8_t>())
        weight = static_cast<std::int8_t>(weight % (largestWeight() + 1));
    made.model.input("a").constant("b", weights).output("y");
    made.model.constant("as", Tensor::scalar<float>(0.02F)).constant("az", Tensor::scalar<std::uint8_t>(120));
    made.model.constant("bs", Tensor::scalar<float>(0.01F)).constant("bz", Tensor::scalar<std::int8_t>(0));
    Tensor bias = *Tensor::allocate(DType::Int32, {n});
    for (std::int32_t &element : bias.mutableAs<std::int32_t>())
        element = static_cast<std::int32_t>(pick(random, -9000, 9000));
    made.model.constant("c", bias).constant("ys", Tensor::scalar<float>(0.1F)).constant("yz", Tensor::scalar<std::uint8_t>(100));
    made.model.microsoftNode(
        "QGemm", {"a", "as", "az", "b", "bs", "bz", "c", "ys", "yz"}, {"y"}, {{"transB", std::int64_t(1)}, {"alpha", 1.0F}});
    made.inputs = {randomBytes(DType::UInt8, {4, k}, random)};
    return made;
}

/// Largest difference relative to the largest element; infinite when types or shapes differ.
double relativeDifference(const Tensor &a, const Tensor &b)
{
    if (a.dtype() != b.dtype() || a.shape() != b.shape())
        return INFINITY;
    const Tensor x = *castTensor(a, DType::Float);
    const Tensor y = *castTensor(b, DType::Float);
    double worst = 0;
    double most = 1e-30;
    for (std::size_t i = 0; i < x.as<float>().size(); ++i) {
        worst = std::max(worst, std::abs(static_cast<double>(x.as<float>()[i]) - y.as<float>()[i]));
        most = std::max(most, std::abs(static_cast<double>(y.as<float>()[i])));
    }
    return worst / most;
}

} // namespace

/// Models stored in other ways than float and QDQ run on primitives too, and compute what the reference kernels do.
class TestStoredFormats : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheReference_data()
    {
        QTest::addColumn<Maker>("make");
        QTest::addColumn<double>("tolerance");
        QTest::addColumn<QString>("type");
        const auto row = [](const char *name, double tolerance, const char *type, Maker make) {
            QTest::newRow(name) << std::move(make) << tolerance << QString::fromLatin1(type);
        };
        row("MatMulInteger", 0, "MatMulInteger", matmulInteger);
        row("ConvInteger", 0, "ConvInteger", convInteger);
        row("DynamicQuantizeLinear", 0, "DynamicQuantizeLinear", dynamicQuantize);
        row("MatMulNBits", 3e-6, "MatMulNBits", matmulNBits);
        row("QGemm", 1.0 / 100, "QGemm", qgemm);
        // A few units in the last place of 11 and 8 bits.
        row("float16 convolution", 2e-3, "Conv", [](auto &random) { return halfConvolution(random, DType::Float16); });
        row("bfloat16 convolution", 1.6e-2, "Conv", [](auto &random) { return halfConvolution(random, DType::BFloat16); });
        row("float16 encoder", 2e-3, "MatMul", [](auto &random) { return halfEncoder(random, DType::Float16); });
        row("bfloat16 encoder", 2.5e-2, "MatMul", [](auto &random) { return halfEncoder(random, DType::BFloat16); });
    }

    void equalsTheReference()
    {
        QFETCH(const Maker, make);
        QFETCH(const double, tolerance);
        QFETCH(const QString, type);
        bool seen = false;
        for (unsigned seed = 0; seed < 40; ++seed) {
            std::mt19937 random(seed);
            Case made = make(random);
            const auto model = made.model.make();
            const auto expected = Runner(model, referenceOnly()).run(made.inputs);
            QVERIFY2(expected, expected ? "" : expected.error().debugText().c_str());
            EngineOptions options;
            options.profile = true;
            Runner runner(model, options);
            for (int run = 0; run < 2; ++run) {
                const auto found = runner.run(made.inputs);
                QVERIFY2(found, found ? "" : found.error().debugText().c_str());
                for (std::size_t i = 0; i < found->size(); ++i) {
                    const double difference = relativeDifference((*found)[i].tensor(), (*expected)[i].tensor());
                    QVERIFY2(difference <= tolerance, qPrintable(QStringLiteral("seed %1, run %2: %3").arg(seed).arg(run).arg(difference)));
                }
            }
            for (const NodeTime &time : runner.executor().profile())
                seen = seen
                    || (model->graph->node(time.node).opType == type.toStdString()
                        && time.implementation.find("reference") == std::string::npos);
        }
        QVERIFY2(seen || !addsProductsExactly(), "only reference kernels were used");
    }
};

QTEST_GUILESS_MAIN(TestStoredFormats)
#include "tst_stored_formats.moc"
