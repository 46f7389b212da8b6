// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/quantized_model.h"

#include <QTest>

#include <thread>

using namespace halftone;
using namespace halftone::test;

namespace {

constexpr int kModels = 300;

struct Subject
{
    std::shared_ptr<const Model> model;
    std::vector<RuntimeValue> inputs;
    Tensor wanted;
};

/// Both of the same few channels, which is where the kinds of kernels differ most.
Subject floatConvolution(int number, std::mt19937 &random)
{
    SmallModel model;
    const std::int64_t channels = 1 + number % 3;
    model.input("x").output("y");
    model.constant("w", randomFloats({16, channels, 3, 3}, random, 0.3F)).constant("b", randomFloats({16}, random));
    model.node("Conv", {"x", "w", "b"}, {"y"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}});
    return {model.make(), {randomFloats({1, channels, 8 + number % 40, 8 + number / 40}, random)}, {}};
}

Subject integerConvolution(int number, std::mt19937 &random)
{
    QuantizedModel made(random, DType::UInt8);
    const std::int64_t channels = 1 + number % 3;
    made.input("x", {1, channels, 8 + number % 40, 8 + number / 40});
    made.weights("w", {16, channels, 3, 3}, 0);
    made.model.node("Conv", {"x", "w"}, {"c"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}});
    made.quantize("c", 6);
    made.model.output("c_q");
    return {made.model.make(), made.inputs, {}};
}

/// What is wrong with the first result that is, or nothing.
QString runAll(const std::vector<Subject> &subjects)
{
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const auto found = Runner(subjects[i].model, {}).run(subjects[i].inputs);
        if (!found)
            return QString::fromStdString(found.error().debugText());
        const Tensor &result = found->front().tensor();
        const bool isFloat = result.dtype() == DType::Float;
        if (isFloat ? !(normalizedError(result, subjects[i].wanted) < 1e-5) : steps(result, subjects[i].wanted) > 1)
            return QStringLiteral("model %1 differs").arg(i);
    }
    return {};
}

} // namespace

/// Workers lower float and 8-bit models side by side: none may see what is another's.
class TestLoweringAtOnce : public QObject
{
    Q_OBJECT
private slots:
    void floatBesideInteger();
};

void TestLoweringAtOnce::floatBesideInteger()
{
    std::mt19937 random(1);
    std::vector<Subject> floats;
    std::vector<Subject> integers;
    for (int i = 0; i < kModels; ++i) {
        floats.push_back(floatConvolution(i, random));
        integers.push_back(integerConvolution(i, random));
    }
    for (auto *subjects : {&floats, &integers}) {
        for (Subject &subject : *subjects) {
            const auto wanted = Runner(subject.model, referenceOnly()).run(subject.inputs);
            QVERIFY2(wanted, wanted ? "" : wanted.error().debugText().c_str());
            subject.wanted = wanted->front().tensor();
        }
    }
    QString ofIntegers;
    std::thread other([&] { ofIntegers = runAll(integers); });
    const QString ofFloats = runAll(floats);
    other.join();
    QCOMPARE(ofFloats, QString());
    QCOMPARE(ofIntegers, QString());
}

QTEST_GUILESS_MAIN(TestLoweringAtOnce)
#include "tst_lowering_at_once.moc"
