// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lowering_case.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace halftone;
using namespace halftone::test;

namespace {

Tensor bytes(Shape shape, std::mt19937 &random, DType type = DType::UInt8)
{
    Tensor tensor = *Tensor::allocate(type, std::move(shape));
    for (std::size_t i = 0; i < tensor.bytes(); ++i)
        tensor.mutableRaw()[i] = static_cast<std::byte>(pick(random, 0, 255));
    return tensor;
}

Tensor bits(Shape shape, std::mt19937 &random)
{
    Tensor tensor = *Tensor::allocate(DType::Bool, std::move(shape));
    for (std::size_t i = 0; i < tensor.bytes(); ++i)
        tensor.mutableRaw()[i] = static_cast<std::byte>(pick(random, 0, 1));
    return tensor;
}

Tensor zeroOf(DType type, int value)
{
    return type == DType::Int8 ? Tensor::scalar(static_cast<std::int8_t>(value)) : Tensor::scalar(static_cast<std::uint8_t>(value));
}

/// One, or the size: what broadcasts.
std::int64_t oneOr(std::mt19937 &random, std::int64_t size) { return pick(random, 0, 1) ? size : 1; }

Case unary(std::mt19937 &random, const std::string &type)
{
    Case made;
    made.model.input("x").output("y").node(type, {"x"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 5), pick(random, 1, 3000)}, random, 4)};
    made.expects = "elementwise";
    return made;
}

Case slopes(std::mt19937 &random)
{
    Case made;
    const std::int64_t channels = pick(random, 1, 9);
    const std::int64_t width = pick(random, 1, 90);
    made.model.input("x").constant("s", randomFloats({oneOr(random, channels), 1, oneOr(random, width)}, random)).output("y");
    made.model.node("PRelu", {"x", "s"}, {"y"});
    made.inputs = {randomFloats({2, channels, pick(random, 1, 9), width}, random)};
    made.expects = "elementwise";
    return made;
}

Case choice(std::mt19937 &random)
{
    Case made;
    const std::int64_t a = pick(random, 1, 4);
    const std::int64_t b = pick(random, 1, 40);
    const std::int64_t c = pick(random, 1, 90);
    const auto shape = [&] { return Shape{oneOr(random, a), oneOr(random, b), oneOr(random, c)}; };
    made.model.input("c").input("a").input("b").output("y").node("Where", {"c", "a", "b"}, {"y"});
    made.inputs = {bits(shape(), random), randomFloats(shape(), random), randomFloats({a, b, c}, random)};
    made.expects = "elementwise";
    return made;
}

Case sum(std::mt19937 &random, const std::string &equation)
{
    Case made;
    std::map<char, std::int64_t> sizes;
    const auto shape = [&](const std::string &labels) {
        std::vector<std::int64_t> dims;
        for (const char label : labels)
            dims.push_back(sizes.emplace(label, pick(random, 1, 13)).first->second);
        return Shape(dims);
    };
    const std::size_t comma = equation.find(',');
    made.model.input("a").input("b").output("y").node("Einsum", {"a", "b"}, {"y"}, {{"equation", equation}});
    made.inputs = {randomFloats(shape(equation.substr(0, comma)), random),
        randomFloats(shape(equation.substr(comma + 1, equation.find('-') - comma - 1)), random)};
    made.expects = "gemm";
    return made;
}

Case normalized(std::mt19937 &random, const std::string &type)
{
    Case made{SmallModel(23), {}, "normalized rows"};
    const std::int64_t rows = pick(random, 1, 20);
    const std::int64_t width = pick(random, 1, 200);
    const auto vector = [&](const std::string &name) { made.model.constant(name, randomFloats({width}, random)); };
    made.model.input("x").output("y");
    if (type == "InstanceNormalization") {
        const std::int64_t channels = pick(random, 1, 9);
        made.model.constant("g", randomFloats({channels}, random)).constant("b", randomFloats({channels}, random));
        made.model.node(type, {"x", "g", "b"}, {"y"});
        made.inputs = {randomFloats({2, channels, rows, width}, random)};
        return made;
    }
    if (type == "GroupNormalization") {
        const std::int64_t groups = pick(random, 1, 4);
        const std::int64_t channels = groups * pick(random, 1, 4);
        made.model.constant("g", randomFloats({channels}, random)).constant("b", randomFloats({channels}, random));
        made.model.node(type, {"x", "g", "b"}, {"y"}, {{"num_groups", groups}});
        made.inputs = {randomFloats({2, channels, rows, width}, random)};
        return made;
    }
    made.inputs = {randomFloats({2, rows, width}, random)};
    vector("g");
    if (type == "RMSNormalization") {
        made.model.node(type, {"x", "g"}, {"y"});
        return made;
    }
    vector("b");
    vector("bias");
    made.model.input("s");
    made.inputs.emplace_back(randomFloats(pick(random, 0, 1) ? Shape{2, rows, width} : Shape{1, rows, width}, random));
    const bool simplified = type == "SkipSimplifiedLayerNormalization";
    std::vector<std::string> inputs = simplified ? std::vector<std::string>{"x", "s", "g"} : std::vector<std::string>{"x", "s", "g", "b"};
    if (pick(random, 0, 1))
        inputs.emplace_back("bias");
    std::vector<std::string> outputs{"y"};
    if (pick(random, 0, 1)) {
        outputs = {"y", "", "", "sums"};
        made.model.output("sums");
    }
    made.model.microsoftNode(type, inputs, outputs, {{"epsilon", 1e-5F}});
    return made;
}

Case gelu(std::mt19937 &random, const std::string &type)
{
    Case made;
    const std::int64_t width = pick(random, 1, 300);
    made.model.input("x").output("y").constant("b", randomFloats({width}, random));
    made.model.microsoftNode(type, {"x", "b"}, {"y"});
    made.inputs = {randomFloats({pick(random, 1, 20), width}, random, 3)};
    made.expects = "gelu";
    return made;
}

Case attention(std::mt19937 &random)
{
    Case made{SmallModel(23), {}, "attention"};
    const bool merged = pick(random, 0, 1) != 0;
    const std::int64_t kvHeads = pick(random, 1, 3);
    const std::int64_t heads = kvHeads * pick(random, 1, 2);
    const std::int64_t batch = pick(random, 1, 2);
    const std::int64_t queries = pick(random, 1, 150);
    const std::int64_t keys = pick(random, 1, 70);
    const std::int64_t size = pick(random, 1, 20);
    const std::int64_t valueSize = pick(random, 1, 20);
    const auto shape = [&](std::int64_t count, std::int64_t steps, std::int64_t each) {
        return merged ? Shape{batch, steps, count * each} : Shape{batch, count, steps, each};
    };
    made.model.input("q").input("k").input("v").output("y");
    made.inputs = {randomFloats(shape(heads, queries, size), random), randomFloats(shape(kvHeads, keys, size), random),
        randomFloats(shape(kvHeads, keys, valueSize), random)};
    std::vector<std::string> inputs{"q", "k", "v"};
    const std::int64_t mask = pick(random, 0, 2);
    if (mask > 0) {
        const Shape maskShape{oneOr(random, batch), oneOr(random, heads), oneOr(random, queries), keys};
        made.model.input("m");
        inputs.emplace_back("m");
        made.inputs.emplace_back(mask == 1 ? bits(maskShape, random) : randomFloats(maskShape, random));
    }
    std::vector<std::pair<std::string, Attribute::Value>> attributes{{"is_causal", pick(random, 0, 1)}};
    if (merged) {
        attributes.emplace_back("q_num_heads", heads);
        attributes.emplace_back("kv_num_heads", kvHeads);
    }
    made.model.node("Attention", inputs, {"y"}, std::move(attributes));
    return made;
}

/// Com.microsoft's Attention, or QAttention, whose projection is in 8 bits.
Case projectedAttention(std::mt19937 &random, bool quantized)
{
    Case made;
    const std::int64_t heads = pick(random, 1, 4);
    const std::int64_t hidden = heads * pick(random, 1, 12);
    const std::int64_t in = pick(random, 4, 60);
    const std::int64_t batch = pick(random, 1, 2);
    const std::int64_t steps = pick(random, 1, 90);
    made.model.input("x").output("y").constant("b", randomFloats({3 * hidden}, random));
    std::vector<std::string> inputs{"x", "w", "b"};
    if (quantized) {
        made.model.constant("w", bytes({in, 3 * hidden}, random, DType::Int8)).constant("xs", Tensor::scalar(0.02F));
        made.model.constant("ws", Tensor::scalar(0.01F)).constant("xz", zeroOf(DType::UInt8, 120)).constant("wz", zeroOf(DType::Int8, 0));
        inputs.insert(inputs.end(), {"xs", "ws"});
        made.inputs = {bytes({batch, steps, in}, random)};
    } else {
        made.model.constant("w", randomFloats({in, 3 * hidden}, random, 0.2F));
        made.inputs = {randomFloats({batch, steps, in}, random)};
    }
    const std::int64_t mask = pick(random, 0, 2);
    inputs.emplace_back(mask ? "m" : "");
    if (mask) {
        made.model.input("m");
        Tensor given = *Tensor::allocate(DType::Int32, mask == 1 ? Shape{batch} : Shape{batch, steps});
        for (std::int32_t &each : given.mutableAs<std::int32_t>())
            each = static_cast<std::int32_t>(mask == 1 ? pick(random, 1, steps) : pick(random, 0, 1));
        made.inputs.emplace_back(given);
    }
    if (quantized)
        inputs.insert(inputs.end(), {"xz", "wz"});
    made.model.microsoftNode(
        quantized ? "QAttention" : "Attention", inputs, {"y"}, {{"num_heads", heads}, {"unidirectional", pick(random, 0, 1)}});
    made.expects = quantized && addsProductsExactly() ? "oneDNN integers, attention" : "attention";
    return made;
}

Case multiHeadAttention(std::mt19937 &random)
{
    Case made;
    const std::int64_t heads = pick(random, 1, 4);
    const std::int64_t hidden = heads * pick(random, 1, 12);
    const std::int64_t valueHidden = heads * pick(random, 1, 12);
    const std::int64_t batch = pick(random, 1, 2);
    const std::int64_t queries = pick(random, 1, 90);
    const std::int64_t keys = pick(random, 1, 40);
    made.model.input("q").input("k").input("v").output("y").constant("b", randomFloats({2 * hidden + valueHidden}, random));
    made.inputs = {randomFloats({batch, queries, hidden}, random), randomFloats({batch, keys, hidden}, random),
        randomFloats({batch, keys, valueHidden}, random)};
    std::vector<std::string> inputs{"q", "k", "v", pick(random, 0, 1) ? "b" : ""};
    if (const std::int64_t mask = pick(random, 0, 2); mask > 0) {
        made.model.input("m");
        inputs.emplace_back("m");
        Tensor given = *Tensor::allocate(DType::Int32, mask == 1 ? Shape{batch} : Shape{batch, keys});
        for (std::int32_t &each : given.mutableAs<std::int32_t>())
            each = static_cast<std::int32_t>(mask == 1 ? pick(random, 1, keys) : pick(random, 0, 1));
        made.inputs.emplace_back(given);
    }
    made.model.microsoftNode("MultiHeadAttention", inputs, {"y"}, {{"num_heads", heads}, {"unidirectional", pick(random, 0, 1)}});
    made.expects = "attention";
    return made;
}

Case grid(std::mt19937 &random, const std::string &padding)
{
    Case made{SmallModel(16), {}, "grid"};
    const std::int64_t batch = pick(random, 1, 2);
    made.model.input("x").input("g").output("y");
    made.model.node("GridSample", {"x", "g"}, {"y"},
        {{"mode", std::string("bilinear")}, {"padding_mode", padding}, {"align_corners", pick(random, 0, 1)}});
    made.inputs = {randomFloats({batch, pick(random, 1, 5), pick(random, 1, 9), pick(random, 1, 9)}, random),
        randomFloats({batch, pick(random, 1, 20), pick(random, 1, 20), 2}, random)};
    return made;
}

Case cast(std::mt19937 &random, DType from)
{
    Case made;
    made.model.input("x").output("y").node("Cast", {"x"}, {"y"}, {{"to", std::int64_t(1)}});
    const Shape shape{pick(random, 1, 7), pick(random, 1, 3000)};
    if (from == DType::Int64) {
        Tensor tensor = *Tensor::allocate(from, shape);
        for (std::int64_t &each : tensor.mutableAs<std::int64_t>())
            each = pick(random, -(std::int64_t(1) << 40), std::int64_t(1) << 40);
        made.inputs = {tensor};
    } else {
        made.inputs = {from == DType::Bool ? bits(shape, random) : bytes(shape, random, from)};
    }
    made.expects = "convert";
    return made;
}

/// Bit-equal to the reference kernel over some shapes, with the kernel `expects` names; or what is not.
QString byteDifference(const CaseMaker &make)
{
    for (unsigned seed = 0; seed < 8; ++seed) {
        std::mt19937 random(seed);
        const Case made = make(random);
        const auto model = made.model.make();
        EngineOptions options;
        options.profile = true;
        Runner runner(model, options, seed % 2 ? 2 : 1);
        const auto wanted = Runner(model, referenceOnly()).run(made.inputs);
        const auto first = runner.run(made.inputs);
        const auto found = runner.run(made.inputs);
        if (!wanted || !first || !found)
            return QStringLiteral("an error");
        const int difference = steps(found->front().tensor(), wanted->front().tensor());
        if (difference != 0)
            return QStringLiteral("seed %1: %2 steps").arg(seed).arg(difference);
        if (runner.executor().profile().front().implementation.find(made.expects) == std::string::npos)
            return QStringLiteral("another kernel");
    }
    return {};
}

Case byteSoftmax(std::mt19937 &random, DType type)
{
    Case made;
    made.model.input("x").output("y").constant("xs", Tensor::scalar(0.05F + 0.01F * static_cast<float>(pick(random, 0, 20))));
    made.model.constant("xz", zeroOf(type, static_cast<int>(pick(random, 0, 100)))).constant("ys", Tensor::scalar(1.0F / 256));
    made.model.constant("yz", zeroOf(type, type == DType::Int8 ? -128 : 0));
    made.model.microsoftNode(
        "QLinearSoftmax", {"x", "xs", "xz", "ys", "yz"}, {"y"}, {{"axis", std::int64_t(-1)}, {"opset", std::int64_t(13)}});
    made.inputs = {bytes({pick(random, 1, 4), pick(random, 1, 30), pick(random, 1, 700)}, random, type)};
    made.expects = "table, softmax";
    return made;
}

Case byteChoice(std::mt19937 &random, DType type)
{
    Case made;
    const std::int64_t a = pick(random, 1, 30);
    const std::int64_t b = pick(random, 1, 900);
    made.model.input("c").input("x").input("y").output("z");
    for (const char *name : {"x", "y", "z"})
        made.model.constant(std::string(name) + "s", Tensor::scalar(0.01F * static_cast<float>(pick(random, 1, 9))))
            .constant(std::string(name) + "z", zeroOf(type, static_cast<int>(pick(random, 0, 120))));
    made.model.microsoftNode("QLinearWhere", {"c", "x", "xs", "xz", "y", "ys", "yz", "zs", "zz"}, {"z"});
    made.inputs = {bits({oneOr(random, a), b}, random), bytes({a, oneOr(random, b)}, random, type), bytes({a, b}, random, type)};
    made.expects = "table, where";
    return made;
}

} // namespace

/// Kernels that operators without a primitive have, against their reference kernels over random shapes.
class TestKernelsOfOperators : public QObject
{
    Q_OBJECT

private slots:
    void floats_data()
    {
        QTest::addColumn<CaseMaker>("make");
        for (const char *type : {"Exp", "Erf", "Floor", "Ceil", "Round", "Reciprocal"})
            QTest::newRow(type) << CaseMaker([type](std::mt19937 &random) { return unary(random, type); });
        QTest::newRow("PRelu") << CaseMaker(slopes);
        QTest::newRow("Where") << CaseMaker(choice);
        for (const char *equation : {"bhid,bhjd->bhij", "bhwc,hkc->bhwk", "ij,jk->ik", "bij,kj->bki", "ab,cb->ac", "abc,cd->dab", "i,i->",
                 "bij,bij->b", "nchw,kc->nkhw", "bhwc,wkc->bhwk"})
            QTest::newRow(equation) << CaseMaker([equation](std::mt19937 &random) { return sum(random, equation); });
        for (const char *type : {"RMSNormalization", "InstanceNormalization", "GroupNormalization", "SkipLayerNormalization",
                 "SkipSimplifiedLayerNormalization"})
            QTest::newRow(type) << CaseMaker([type](std::mt19937 &random) { return normalized(random, type); });
        for (const char *type : {"FastGelu", "BiasGelu"})
            QTest::newRow(type) << CaseMaker([type](std::mt19937 &random) { return gelu(random, type); });
        QTest::newRow("Attention") << CaseMaker(attention);
        QTest::newRow("Attention of com.microsoft") << CaseMaker([](std::mt19937 &random) { return projectedAttention(random, false); });
        QTest::newRow("MultiHeadAttention") << CaseMaker(multiHeadAttention);
        QTest::newRow("QAttention") << CaseMaker([](std::mt19937 &random) { return projectedAttention(random, true); });
        for (const char *padding : {"zeros", "border"})
            QTest::addRow("GridSample, %s", padding) << CaseMaker([padding](std::mt19937 &random) { return grid(random, padding); });
        for (const DType type : {DType::UInt8, DType::Int8, DType::Bool, DType::Int64})
            QTest::addRow("Cast from %s", std::string(dtypeName(type)).c_str())
                << CaseMaker([type](std::mt19937 &random) { return cast(random, type); });
    }

    void floats()
    {
        QFETCH(CaseMaker, make);
        const QString problem = differenceFromReference(make);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void bytesAreEqual()
    {
        for (const DType type : {DType::UInt8, DType::Int8}) {
            QString problem = byteDifference([type](std::mt19937 &random) { return byteSoftmax(random, type); });
            QVERIFY2(problem.isEmpty(), qPrintable(QLatin1String("softmax: ") + problem));
            problem = byteDifference([type](std::mt19937 &random) { return byteChoice(random, type); });
            QVERIFY2(problem.isEmpty(), qPrintable(QLatin1String("where: ") + problem));
        }
    }

    void castsFromFloatAreEqual()
    {
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        std::vector<float> x{0, -0.0F, 0.9F, -0.9F, 1.5F, -7.9F, 3e9F, -3e9F, 9.2233715e18F, 9.223372e18F, -9.223372e18F, 1e30F, -1e30F,
            kInfinity, -kInfinity, std::nanf("")};
        for (int i = 0; i < 100; ++i)
            x.push_back(static_cast<float>(i - 50) * 12345.678F);
        const std::vector<RuntimeValue> inputs{Tensor::of<float>(Shape{std::int64_t(x.size())}, std::span<const float>(x))};
        for (const std::int64_t type : {6, 7, 9}) {
            SmallModel small;
            small.input("x").output("y").node("Cast", {"x"}, {"y"}, {{"to", type}});
            EngineOptions options;
            options.profile = true;
            Runner runner(small.make(), options);
            QVERIFY(runner.run(inputs));
            const auto found = runner.run(inputs);
            const auto wanted = Runner(small.make(), referenceOnly()).run(inputs);
            QVERIFY(found && wanted);
            QCOMPARE(QString::fromStdString(runner.executor().profile().front().implementation), QStringLiteral("convert"));
            QVERIFY(std::equal(found->front().tensor().raw(), found->front().tensor().raw() + found->front().tensor().bytes(),
                wanted->front().tensor().raw()));
        }
    }

    /// Both ends of the range, what is not finite, and small arguments, whose relative error counts.
    void functionsAtTheirEnds()
    {
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        std::vector<float> x{0, -0.0F, kInfinity, -kInfinity, std::nanf(""), 88.7F, 88.8F, -87.5F, -103.9F, -104.0F, -200, 200, 1e-30F,
            1e-4F, -1e-4F, 0.499F, 0.501F, -0.5F, 3.9F, -9, 1e30F};
        for (int i = 0; i < 400; ++i)
            x.push_back(static_cast<float>(i - 200) * 0.021F);
        for (const char *type : {"Exp", "Erf", "Floor", "Ceil", "Round", "Reciprocal"}) {
            SmallModel small;
            small.input("x").output("y").node(type, {"x"}, {"y"});
            const std::vector<RuntimeValue> inputs{Tensor::of<float>(Shape{std::int64_t(x.size())}, std::span<const float>(x))};
            const auto found = Runner(small.make(), {}).run(inputs);
            const auto wanted = Runner(small.make(), referenceOnly()).run(inputs);
            QVERIFY(found && wanted);
            for (std::size_t i = 0; i < x.size(); ++i) {
                const float a = found->front().tensor().as<float>()[i];
                const float b = wanted->front().tensor().as<float>()[i];
                const bool same = std::isnan(b) ? std::isnan(a) : a == b || std::abs(a - b) <= 1e-6F * std::abs(b) + 1e-44F;
                QVERIFY2(same,
                    qPrintable(
                        QStringLiteral("%1(%2) = %3 for %4").arg(QLatin1String(type)).arg(double(x[i])).arg(double(a)).arg(double(b))));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestKernelsOfOperators)
#include "tst_kernels_of_operators.moc"
