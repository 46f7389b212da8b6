// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/instruction_set.h"
#include "tests/engine/small_model.h"

#include <QTest>

#include <functional>

using namespace halftone;
using namespace halftone::test;

namespace {

using Ints = std::vector<std::int64_t>;

std::int64_t pick(std::mt19937 &random, std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

float real(std::mt19937 &random, float low, float high) { return std::uniform_real_distribution<float>(low, high)(random); }

/// An operator that takes post-operations and a random chain of what may follow it.
class Chain
{
public:
    explicit Chain(std::mt19937 &random) : m_random(random) { }

    void convolution(std::int64_t groups)
    {
        const std::int64_t channels = 16;
        weights({channels, channels / groups, 3, 3});
        bias(channels);
        model.node("Conv", {source(), "w", "b"}, {"v0"}, {{"group", groups}, {"pads", Ints{1, 1, 1, 1}}});
        m_result = {1, channels, 7, 9};
        inputs = {randomFloats(m_result, m_random)};
    }
    void transposed()
    {
        const std::int64_t channels = pick(m_random, 3, 20);
        weights({8, channels, 3, 3});
        bias(channels);
        model.node("ConvTranspose", {source(), "w", "b"}, {"v0"}, {{"pads", Ints{1, 1, 1, 1}}});
        m_result = {1, channels, 6, 5};
        inputs = {randomFloats({1, 8, 6, 5}, m_random)};
    }
    void matmul()
    {
        m_result = {2, 5, pick(m_random, 3, 40)};
        m_axis = 2;
        weights({24, m_result[2]});
        model.node("MatMul", {source(), "w"}, {"v0"});
        inputs = {randomFloats({2, 5, 24}, m_random)};
    }
    void gemm()
    {
        m_result = {6, pick(m_random, 3, 40)};
        weights({m_result[1], 24});
        bias(m_result[1]);
        model.node("Gemm", {source(), "w", "b"}, {"v0"}, {{"transB", std::int64_t(1)}});
        inputs = {randomFloats({6, 24}, m_random)};
    }

    void follow()
    {
        for (std::int64_t left = pick(m_random, 1, 5); left > 0; --left)
            append();
    }
    std::string last() const { return "v" + std::to_string(m_length); }
    QByteArray text() const { return QByteArray::fromStdString(m_text); }

    SmallModel model;
    std::vector<RuntimeValue> inputs;
    /// What the head reads.
    std::string head = "x";
    /// Weights of 8 bits.
    bool isInteger = false;

private:
    std::string source() const { return head; }
    /// The constant "w": real, or dequantized from s8.
    void weights(Shape shape)
    {
        if (!isInteger) {
            model.constant("w", randomFloats(std::move(shape), m_random, 0.2F));
            return;
        }
        Tensor elements = *Tensor::allocate(DType::Int8, std::move(shape));
        for (std::int8_t &element : elements.mutableAs<std::int8_t>())
            element = static_cast<std::int8_t>(pick(m_random, -largestWeight(), largestWeight()));
        model.constant("w_q", elements).constant("w_scale", Tensor::scalar<float>(0.003F));
        model.constant("w_zero", Tensor::scalar<std::int8_t>(0)).node("DequantizeLinear", {"w_q", "w_scale", "w_zero"}, {"w"});
    }
    void bias(std::int64_t channels) { model.constant("b", randomFloats({channels}, m_random)); }

    void add(const std::string &type, std::vector<std::string> more = {}, std::vector<std::pair<std::string, Attribute::Value>> with = {})
    {
        more.insert(more.begin(), last());
        if (more.size() == 2 && (type == "Add" || type == "Mul") && pick(m_random, 0, 1))
            std::swap(more[0], more[1]);
        ++m_length;
        model.node(type, more, {last()}, std::move(with));
        m_text += " " + type;
    }
    std::string number(float value)
    {
        const std::string name = "k" + std::to_string(m_constants++);
        static const std::vector<Shape> shapes{{}, {1}, {1, 1}};
        model.constant(name, Tensor::of<float>({1}, {value}).reshaped(shapes[static_cast<std::size_t>(pick(m_random, 0, 2))]));
        return name;
    }
    std::string vector()
    {
        const std::string name = "k" + std::to_string(m_constants++);
        std::vector<std::int64_t> shape(static_cast<std::size_t>(m_result.rank()), 1);
        shape[static_cast<std::size_t>(m_axis)] = m_result[m_axis];
        model.constant(name, randomFloats(Shape(shape), m_random));
        return name;
    }
    std::string other()
    {
        const std::string name = "other" + std::to_string(inputs.size());
        model.input(name);
        inputs.emplace_back(randomFloats(m_result, m_random));
        return name;
    }

    void append()
    {
        switch (pick(m_random, 0, 17)) {
        case 0:
            return add("Relu");
        case 1:
            return add("LeakyRelu", {}, {{"alpha", real(m_random, 0, 0.5F)}});
        case 2:
        case 3:
            return add("Clip", {number(real(m_random, -3, 0)), number(real(m_random, 1, 4))});
        case 4:
            return add("Sigmoid");
        case 5:
            return add("Tanh");
        case 6:
            return add("HardSwish");
        case 7:
            return add("HardSigmoid", {}, {{"alpha", real(m_random, 0.1F, 0.5F)}, {"beta", real(m_random, 0, 1)}});
        case 8:
            return add("Elu", {}, {{"alpha", real(m_random, 0.1F, 2)}});
        case 9:
        case 10:
            return add("Mul", {number(real(m_random, -2, 2))});
        case 11:
            return add("Add", {number(real(m_random, -2, 2))});
        case 12:
            return add("Sub", {number(real(m_random, -2, 2))});
        case 13:
            return add("Div", {number(real(m_random, 0.5F, 2))});
        case 14:
            return add("Add", {vector()});
        case 15:
            return add("Mul", {vector()});
        case 16:
            return add("Add", {other()});
        default:
            return add("Mul", {other()});
        }
    }

    std::mt19937 &m_random;
    Shape m_result;
    int m_axis = 1;
    int m_length = 0;
    int m_constants = 0;
    std::string m_text;
};

using Head = std::function<void(Chain &)>;

} // namespace

Q_DECLARE_METATYPE(Head)

/// Every chain of activations and binary operators after a primitive gives what the reference kernels give, one after the other.
class PostOperationsTest : public QObject
{
    Q_OBJECT

private slots:
    void chain_data();
    void chain();
    void quantizedChain_data() { chain_data(); }
    void quantizedChain();
};

void PostOperationsTest::chain_data()
{
    QTest::addColumn<Head>("head");
    QTest::newRow("Conv") << Head([](Chain &chain) { chain.convolution(1); });
    QTest::newRow("Conv, grouped") << Head([](Chain &chain) { chain.convolution(4); });
    QTest::newRow("Conv, depthwise") << Head([](Chain &chain) { chain.convolution(16); });
    QTest::newRow("ConvTranspose") << Head([](Chain &chain) { chain.transposed(); });
    QTest::newRow("MatMul") << Head([](Chain &chain) { chain.matmul(); });
    QTest::newRow("Gemm") << Head([](Chain &chain) { chain.gemm(); });
}

void PostOperationsTest::chain()
{
    QFETCH(const Head, head);
    for (unsigned seed = 0; seed < 80; ++seed) {
        std::mt19937 random(seed);
        Chain made(random);
        made.model.input("x");
        head(made);
        made.follow();
        made.model.output(made.last());
        const auto model = made.model.make();
        const auto expected = Runner(model, referenceOnly()).run(made.inputs);
        const auto found = Runner(model, {}).run(made.inputs);
        QVERIFY2(expected && found, made.text());
        const double error = normalizedError((*found)[0].tensor(), (*expected)[0].tensor());
        QVERIFY2(error < 2e-6, QByteArray::number(seed) + ":" + made.text() + " " + QByteArray::number(error));
    }
}

/// 8-bit weights and activations before the head, 8 bits after the chain.
void PostOperationsTest::quantizedChain()
{
    QFETCH(const Head, head);
    for (unsigned seed = 0; seed < 80; ++seed) {
        std::mt19937 random(seed);
        Chain made(random);
        made.head = "x_d";
        made.isInteger = true;
        head(made);
        made.model.constant("scale", Tensor::scalar<float>(0.02F)).constant("zero", Tensor::scalar<std::uint8_t>(128));
        made.model.input("x").node("QuantizeLinear", {"x", "scale", "zero"}, {"x_q"});
        made.model.node("DequantizeLinear", {"x_q", "scale", "zero"}, {"x_d"});
        made.follow();
        made.model.constant("out", Tensor::scalar<float>(0.03F)).constant("mid", Tensor::scalar<std::uint8_t>(110));
        made.model.node("QuantizeLinear", {made.last(), "out", "mid"}, {"y_q"}).output("y_q");
        const auto model = made.model.make();
        const auto expected = Runner(model, referenceOnly()).run(made.inputs);
        const auto found = Runner(model, {}).run(made.inputs);
        QVERIFY2(expected && found, made.text());
        QVERIFY2(steps((*found)[0].tensor(), (*expected)[0].tensor()) <= 1, QByteArray::number(seed) + ":" + made.text());
    }
}

QTEST_MAIN(PostOperationsTest)
#include "tst_post_operations.moc"
