// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/lowering_case.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace halftone;
using namespace halftone::test;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
const float kNan = std::nanf("");

/// Random numbers, of which every `period`th or so is one of `kinds`.
Tensor withOddities(const Shape &shape, std::mt19937 &random, std::vector<float> kinds, std::int64_t period)
{
    Tensor tensor = randomFloats(shape, random);
    for (float &element : tensor.mutableAs<float>())
        if (pick(random, 1, period) == 1)
            element = kinds[static_cast<std::size_t>(pick(random, 0, static_cast<std::int64_t>(kinds.size()) - 1))];
    return tensor;
}

QString differenceFromReference(const SmallModel &small, const std::vector<RuntimeValue> &inputs)
{
    const auto model = small.make();
    const auto wanted = Runner(model, referenceOnly()).run(inputs);
    Runner runner(model, {});
    for (int repeat = 0; repeat < 2; ++repeat) {
        const auto found = runner.run(inputs);
        if (!wanted || !found)
            return QStringLiteral("an error");
        const QString difference = QString::fromStdString(differenceBesidesNan(found->front().tensor(), wanted->front().tensor(), 1e-4F));
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}

const std::vector<std::pair<const char *, std::vector<float>>> kOddities{{"NaN", {kNan}}, {"infinity", {kInfinity}},
    {"negative infinity", {-kInfinity}}, {"all of them", {kNan, kInfinity, -kInfinity, 3e38F, -3e38F, -0.0F}}};

} // namespace

/// What is not finite goes through primitives as through the reference kernels, which propagate NaN as ONNX Runtime does in most
/// operators: who looks for the layer where it began must not be misled by one that hides it.
class TestNotFinite : public QObject
{
    Q_OBJECT

private slots:
    void maximumOfWindows_data()
    {
        QTest::addColumn<int>("rank");
        QTest::addColumn<int>("channels");
        for (const int rank : {1, 2, 3})
            for (const int channels : {3, 16, 17})
                QTest::addRow("%d axes, %d channels", rank, channels) << rank << channels;
    }

    void maximumOfWindows()
    {
        QFETCH(int, rank);
        QFETCH(int, channels);
        std::mt19937 random(1);
        const auto axes = static_cast<std::size_t>(rank);
        std::vector<std::int64_t> dims{2, channels};
        for (std::size_t i = 0; i < axes; ++i)
            dims.push_back(7 - static_cast<std::int64_t>(i));
        for (const auto &[name, kinds] : kOddities)
            for (const bool blocked : {false, true})
                for (const std::int64_t stride : {1, 2})
                    for (const std::int64_t dilation : {1, 2}) {
                        SmallModel small;
                        small.input("x").output("y");
                        // A convolution with one is the identity and leaves the layout to the primitives.
                        std::vector<std::int64_t> kernel{channels, 1};
                        kernel.resize(axes + 2, 1);
                        Tensor ones = *Tensor::allocate(DType::Float, Shape(kernel));
                        for (float &one : ones.mutableAs<float>())
                            one = 1;
                        small.constant("w", ones);
                        if (blocked)
                            small.node("Conv", {"x", "w"}, {"c"}, {{"group", std::int64_t(channels)}});
                        small.node("MaxPool", {blocked ? "c" : "x"}, {"y"},
                            {{"kernel_shape", Ints(axes, 2)}, {"strides", Ints(axes, stride)}, {"dilations", Ints(axes, dilation)},
                                {"pads", Ints(2 * axes, 1)}});
                        const QString problem = differenceFromReference(small, {withOddities(Shape(dims), random, kinds, 5)});
                        QVERIFY2(problem.isEmpty(), qPrintable(QString::fromLatin1(name) + QLatin1String(": ") + problem));
                    }
    }

    void maximumOfImages()
    {
        std::mt19937 random(5);
        for (const auto &[name, kinds] : kOddities)
            for (const Shape &shape : {Shape{2, 3, 40}, Shape{2, 17, 5, 5}, Shape{1, 16, 3, 4, 5}}) {
                SmallModel small;
                small.input("x").output("y").node("GlobalMaxPool", {"x"}, {"y"});
                const QString problem = differenceFromReference(small, {withOddities(shape, random, kinds, 20)});
                QVERIFY2(problem.isEmpty(), qPrintable(QString::fromLatin1(name) + QLatin1String(": ") + problem));
            }
    }

    void maximumOfNegativeInfinity()
    {
        const std::vector<float> lowest(16, -kInfinity);
        for (const bool primitives : {false, true}) {
            SmallModel small;
            small.input("x").output("y").output("z");
            small.node("MaxPool", {"x"}, {"y"}, {{"kernel_shape", Ints{2, 2}}}).node("GlobalMaxPool", {"x"}, {"z"});
            const auto found = Runner(small.make(), primitives ? EngineOptions() : referenceOnly())
                                   .run({Tensor::of<float>({1, 1, 4, 4}, std::span<const float>(lowest))});
            QVERIFY(found);
            QCOMPARE((*found)[0].tensor().as<float>()[0], -kInfinity);
            QCOMPARE((*found)[1].tensor().as<float>()[0], -kInfinity);
        }
    }

    void softmax_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("axis");
        for (const char *type : {"Softmax", "LogSoftmax"})
            for (const int axis : {0, 1, 2})
                QTest::addRow("%s along %d", type, axis) << QString::fromLatin1(type) << axis;
    }

    void softmax()
    {
        QFETCH(QString, type);
        QFETCH(int, axis);
        std::mt19937 random(2);
        for (const auto &[name, kinds] : kOddities)
            for (const std::int64_t period : {1, 2, 60}) {
                SmallModel small;
                small.input("x").output("y").node(type.toStdString(), {"x"}, {"y"}, {{"axis", std::int64_t(axis)}});
                const QString problem = differenceFromReference(small, {withOddities({5, 4, 37}, random, kinds, period)});
                QVERIFY2(problem.isEmpty(), qPrintable(QString::fromLatin1(name) + QLatin1String(": ") + problem));
            }
    }

    /// As ONNX Runtime has them.
    void softmaxOfRows()
    {
        SmallModel small;
        small.input("x").output("y").node("Softmax", {"x"}, {"y"});
        const auto found
            = Runner(small.make(), {}).run({Tensor::of<float>({4, 2}, {-kInfinity, 0, -kInfinity, -kInfinity, 1, kInfinity, kNan, 1})});
        QVERIFY(found);
        const auto results = found->front().tensor().as<float>();
        QCOMPARE(results[0], 0.0F);
        QCOMPARE(results[1], 1.0F);
        for (std::size_t i = 2; i < 8; ++i)
            QVERIFY(std::isnan(results[i]));
    }

    void elements_data()
    {
        QTest::addColumn<QString>("type");
        for (const char *type : {"Relu", "Clip", "HardSigmoid", "LeakyRelu", "Sigmoid", "Tanh", "Elu", "HardSwish", "Softplus", "Abs",
                 "Neg", "Sqrt", "Min", "Max", "Add", "Mul"})
            QTest::newRow(type) << QString::fromLatin1(type);
    }

    void elements()
    {
        QFETCH(QString, type);
        std::mt19937 random(3);
        for (const auto &[name, kinds] : kOddities)
            for (const Shape &shape : {Shape{300}, Shape{2, 17, 5, 5}})
                for (const bool bounded : {true, false}) {
                    SmallModel small;
                    small.input("x").output("y").constant("low", Tensor::scalar(0.25F)).constant("high", Tensor::scalar(2.0F));
                    std::vector<std::string> operands{"x"};
                    std::vector<RuntimeValue> inputs{withOddities(shape, random, kinds, 4)};
                    if (type == QLatin1String("Clip") && bounded)
                        operands.insert(operands.end(), {"low", "high"});
                    if (QStringList{QStringLiteral("Min"), QStringLiteral("Max"), QStringLiteral("Add"), QStringLiteral("Mul")}.contains(
                            type)) {
                        small.input("z");
                        operands.emplace_back("z");
                        inputs.emplace_back(withOddities(shape, random, kinds, 4));
                    }
                    small.node(type.toStdString(), operands, {"y"});
                    const QString problem = differenceFromReference(small, inputs);
                    QVERIFY2(problem.isEmpty(), qPrintable(QString::fromLatin1(name) + QLatin1String(": ") + problem));
                }
    }

    /// Layouts with padded channels, whose padding must stay zero.
    void boundsInBlocks()
    {
        std::mt19937 random(4);
        for (const bool keepsZero : {true, false}) {
            SmallModel small;
            small.input("x")
                .output("y")
                .output("c")
                .constant("low", Tensor::scalar(keepsZero ? -0.5F : 0.25F))
                .constant("high", Tensor::scalar(0.75F));
            small.constant("w", randomFloats({17, 5, 3, 3}, random)).constant("v", randomFloats({9, 17, 1, 1}, random));
            small.node("Conv", {"x", "w"}, {"c"}).node("Clip", {"c", "low", "high"}, {"d"}).node("Conv", {"d", "v"}, {"y"});
            const QString problem = differenceFromReference(small, {randomFloats({2, 5, 8, 8}, random)});
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

    /// The bounds that the specification gives to Clip without any.
    void clipWithoutBounds()
    {
        for (const bool primitives : {false, true}) {
            SmallModel small;
            small.input("x").output("y").node("Clip", {"x"}, {"y"});
            const auto found = Runner(small.make(), primitives ? EngineOptions() : referenceOnly())
                                   .run({Tensor::of<float>({2}, {kInfinity, -kInfinity})});
            QVERIFY(found);
            QCOMPARE(found->front().tensor().as<float>()[0], std::numeric_limits<float>::max());
            QCOMPARE(found->front().tensor().as<float>()[1], std::numeric_limits<float>::lowest());
        }
    }

    void extremesOfInfinities()
    {
        for (const bool largest : {true, false}) {
            const float worst = largest ? -kInfinity : kInfinity;
            for (const std::int64_t axis : {0, 1}) {
                SmallModel small;
                small.input("x").output("y").node(largest ? "ReduceMax" : "ReduceMin", {"x"}, {"y"}, {{"axes", Ints{axis}}});
                std::vector<float> elements(64 * 64, worst);
                for (std::int64_t i = 0; i < 64; ++i)
                    elements[static_cast<std::size_t>(axis == 1 ? 64 + i : 64 * i + 1)] = i == 7 ? kNan : static_cast<float>(i);
                const auto found = Runner(small.make(), {}).run({Tensor::of<float>({64, 64}, std::span<const float>(elements))});
                QVERIFY(found);
                const auto results = found->front().tensor().as<float>();
                QCOMPARE(results[0], worst);
                QVERIFY(std::isnan(results[1]));
                QCOMPARE(results[2], worst);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestNotFinite)
#include "tst_not_finite.moc"
