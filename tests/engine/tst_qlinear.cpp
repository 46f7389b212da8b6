// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/quantized_model.h"

using namespace halftone;
using namespace halftone::test;

namespace {

using Ints = std::vector<std::int64_t>;
using Names = std::vector<std::string>;

/// x_q, x_scale, x_zero.
Names read(const std::string &name) { return {name + "_q", name + "_scale", name + "_zero"}; }

Names joined(Names first, const Names &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

Names withResult(Names inputs, const std::string &name) { return joined(std::move(inputs), {name + "_scale", name + "_zero"}); }

/// An image that a QLinearConv made, `name`_q: 8-bit kernels leave channels last.
void image(QuantizedModel &m, const std::string &name, std::int64_t channels, std::int64_t size, std::mt19937 &random)
{
    const std::string from = name + "_in";
    const std::string kernel = name + "_w";
    m.input(from, {pick(random, 1, 2), 5, size, size + 1});
    m.weights(kernel, {channels, 5, 1, 1}, 0);
    m.parameters(name, 2);
    m.model.node("QLinearConv", withResult(joined(read(from), read(kernel)), name), {name + "_q"});
}

void binary(QuantizedModel &m, std::mt19937 &random, const std::string &type)
{
    const std::int64_t channels = pick(random, 1, 70);
    const unsigned seed = random();
    std::mt19937 same(seed);
    image(m, "a", channels, 6, same);
    same.seed(seed);
    image(m, "b", channels, 6, same);
    m.parameters("y", 4);
    m.model.microsoftNode("QLinear" + type, withResult(joined(read("a"), read("b")), "y"), {"y_q"});
    m.expects = "int8 elementwise";
}

/// One factor a channel, as squeeze and excitation has.
void channelFactors(QuantizedModel &m, std::mt19937 &random)
{
    const std::int64_t channels = pick(random, 2, 40);
    image(m, "a", channels, 6, random);
    m.input("b", {1, channels, 1, 1});
    m.parameters("y", 4);
    const bool first = pick(random, 0, 1) != 0;
    m.model.microsoftNode("QLinearMul", withResult(joined(read(first ? "b" : "a"), read(first ? "a" : "b")), "y"), {"y_q"});
    m.expects = "int8 elementwise";
}

void concat(QuantizedModel &m, std::mt19937 &random)
{
    m.input("a", {1, pick(random, 1, 20), 4, 4});
    m.input("b", {1, pick(random, 1, 20), 4, 4});
    m.parameters("y", 2);
    m.model.microsoftNode("QLinearConcat", joined({"y_scale", "y_zero"}, joined(read("a"), read("b"))), {"y_q"},
        {{"axis", pick(random, 0, 1) ? std::int64_t(1) : std::int64_t(-3)}});
    m.expects = "rows";
}

void globalAverage(QuantizedModel &m, std::mt19937 &random)
{
    image(m, "a", pick(random, 1, 600), pick(random, 1, 9), random);
    m.parameters("y", 2);
    m.model.microsoftNode("QLinearGlobalAveragePool", withResult(read("a"), "y"), {"y_q"});
    m.expects = "int8 average";
}

void average(QuantizedModel &m, std::mt19937 &random)
{
    image(m, "a", pick(random, 1, 40), pick(random, 6, 9), random);
    m.parameters("y", 2);
    const std::int64_t margin = pick(random, 0, 1);
    m.model.microsoftNode("QLinearAveragePool", withResult(read("a"), "y"), {"y_q"},
        {{"kernel_shape", Ints{pick(random, 2, 3), pick(random, 2, 3)}}, {"strides", Ints{pick(random, 1, 2), pick(random, 1, 2)}},
            {"pads", Ints{margin, margin, margin, margin}}, {"count_include_pad", pick(random, 0, 1)}});
    m.expects = "int8 average";
}

/// The same between a DequantizeLinear and a QuantizeLinear of another scale.
void averageOfAnotherScale(QuantizedModel &m, std::mt19937 &random)
{
    m.input("x", {pick(random, 1, 2), pick(random, 1, 40), pick(random, 6, 9), pick(random, 6, 9)});
    m.model.node(
        "AveragePool", {"x"}, {"y"}, {{"kernel_shape", Ints{3, 2}}, {"pads", Ints{1, 0, 1, 1}}, {"count_include_pad", pick(random, 0, 1)}});
    m.quantize("y", 2);
    m.expects = "int8 average";
}

void activation(QuantizedModel &m, std::mt19937 &random, const std::string &type)
{
    image(m, "a", pick(random, 1, 40), 5, random);
    m.parameters("y", 1);
    m.model.microsoftNode("QLinear" + type, withResult(read("a"), "y"), {"y_q"});
    m.expects = "table";
}

/// Of integers, as the QOperator form has it.
void maximum(QuantizedModel &m, std::mt19937 &random)
{
    image(m, "a", pick(random, 1, 40), pick(random, 6, 9), random);
    m.model.node("MaxPool", {"a_q"}, {"y_q"}, {{"kernel_shape", Ints{3, 3}}, {"strides", Ints{2, 1}}, {"pads", Ints{1, 1, 1, 1}}});
    m.expects = "oneDNN";
}

} // namespace

class TestQLinear : public QObject
{
    Q_OBJECT

private slots:
    void staysWithinOneStepOfTheNodes_data()
    {
        QTest::addColumn<Maker>("make");
        const auto row = [](const char *name, Maker make) { QTest::newRow(name) << make; };
        for (const char *type : {"Add", "Mul"})
            row(qPrintable(QStringLiteral("QLinear%1").arg(QString::fromLatin1(type))), [type](auto &m, auto &r) { binary(m, r, type); });
        row("QLinearMul by channel", channelFactors);
        row("QLinearConcat", concat);
        row("QLinearGlobalAveragePool", globalAverage);
        row("QLinearAveragePool", average);
        row("AveragePool of another scale", averageOfAnotherScale);
        for (const char *type : {"Sigmoid", "LeakyRelu"})
            row(qPrintable(QStringLiteral("QLinear%1").arg(QString::fromLatin1(type))),
                [type](auto &m, auto &r) { activation(m, r, type); });
        row("MaxPool of integers", maximum);
    }

    void staysWithinOneStepOfTheNodes()
    {
        QFETCH(Maker, make);
        compareWithNodes(make);
    }
};

QTEST_GUILESS_MAIN(TestQLinear)
#include "tst_qlinear.moc"
