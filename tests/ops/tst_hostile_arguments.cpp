// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/text/regex_program.h"
#include "tests/support/run_node.h"

#include <QtTest>

#include <functional>
#include <limits>

using namespace halftone;
using test::NodeCall;

namespace {

using Inputs = std::vector<RuntimeValue>;

Tensor floats(Shape shape, float value = 1.0F)
{
    auto tensor = Tensor::allocateUninitialized(DType::Float, std::move(shape));
    std::ranges::fill(tensor->mutableAs<float>(), value);
    return *tensor;
}

Tensor ints(std::initializer_list<std::int64_t> values)
{
    return Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(values.size())}, values);
}
Tensor number(std::int64_t value) { return Tensor::scalar(value); }

constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

struct Row
{
    const char *name;
    NodeCall call;
    Inputs inputs;
    ErrorCode expected;
};

std::vector<Row> rows()
{
    const Tensor image = floats({1, 4, 4, 4});
    return {
        {"integer division by zero", NodeCall("Div"), {number(1), number(0)}, errc::kBadArgument},
        {"remainder by zero", NodeCall("Mod"), {number(1), number(0)}, errc::kBadArgument},
        {"shapes that do not broadcast", NodeCall("Add"), {floats({2, 3}), floats({4})}, errc::kBadArgument},
        {"types that differ", NodeCall("Mul"), {floats({1}), number(1)}, errc::kBadArgument},
        {"expand beyond memory", NodeCall("Expand"), {floats({1}), ints({1'000'000, 1'000'000})}, errc::kOutOfBudget},
        {"expand beyond 64 bits", NodeCall("Expand"), {floats({1}), ints({kHuge, kHuge})}, errc::kShapeOverflow},
        {"constant of negative shape", NodeCall("ConstantOfShape"), {ints({-1})}, errc::kShapeOverflow},
        {"tile beyond 64 bits", NodeCall("Tile"), {floats({2}), ints({kHuge})}, errc::kBadArgument},
        {"range without step", NodeCall("Range"), {number(0), number(5), number(0)}, errc::kBadArgument},
        {"range beyond memory", NodeCall("Range"), {number(0), number(1'000'000'000'000), number(1)}, errc::kOutOfBudget},
        {"gather beyond the table", NodeCall("Gather"), {floats({3, 2}), ints({3})}, errc::kBadArgument},
        {"gather the least index", NodeCall("Gather"), {floats({3, 2}), ints({kLeast})}, errc::kBadArgument},
        {"gather axis beyond the rank", NodeCall("Gather").with("axis", std::int64_t(9)), {floats({3}), ints({0})}, errc::kBadArgument},
        {"gather from a scalar", NodeCall("Gather"), {floats({}), ints({0})}, errc::kBadArgument},
        {"gather coordinates beyond", NodeCall("GatherND"), {floats({2, 2}), Tensor::of<std::int64_t>({1, 2}, {0, 2})}, errc::kBadArgument},
        {"scatter beyond", NodeCall("ScatterND"), {floats({2}), Tensor::of<std::int64_t>({1, 1}, {2}), floats({1})}, errc::kBadArgument},
        {"reshape to other count", NodeCall("Reshape"), {floats({2, 3}), ints({4})}, errc::kBadArgument},
        {"reshape overflowing", NodeCall("Reshape"), {floats({2}), ints({kHuge, kHuge, -1})}, errc::kBadArgument},
        {"reshape with two unknowns", NodeCall("Reshape"), {floats({2}), ints({-1, -1})}, errc::kBadArgument},
        {"transpose naming an axis twice", NodeCall("Transpose").with("perm", std::vector<std::int64_t>{0, 0}), {floats({2, 2})},
            errc::kBadArgument},
        {"squeeze a long axis", NodeCall("Squeeze"), {floats({2}), ints({0})}, errc::kBadArgument},
        {"slice with step 0", NodeCall("Slice"), {floats({4}), ints({0}), ints({4}), ints({0}), ints({0})}, errc::kBadArgument},
        {"split beyond the length", NodeCall("Split").outputs(2), {floats({4}), ints({3, 3})}, errc::kBadArgument},
        {"pad to less than nothing", NodeCall("Pad"), {floats({2}), ints({-2, -1})}, errc::kBadArgument},
        {"pad overflowing", NodeCall("Pad"), {floats({2}), ints({kHuge, kHuge})}, errc::kBadArgument},
        {"block that does not divide", NodeCall("DepthToSpace").with("blocksize", std::int64_t(3)), {image}, errc::kBadArgument},
        {"block of zero", NodeCall("SpaceToDepth").with("blocksize", std::int64_t(0)), {image}, errc::kBadArgument},
        {"more than there are", NodeCall("TopK").outputs(2), {floats({3}), ints({4})}, errc::kBadArgument},
        {"largest of nothing", NodeCall("ArgMax"), {floats({0, 2})}, errc::kBadArgument},
        {"depth below zero", NodeCall("OneHot"), {ints({0}), number(-1), floats({2})}, errc::kBadArgument},
        {"equation with too few inputs", NodeCall("Einsum").with("equation", std::string("ij,jk->ik")), {floats({2, 2})},
            errc::kBadArgument},
        {"position beyond a sequence", NodeCall("SequenceAt"), {Sequence{DType::Float, {floats({1})}}, number(1)}, errc::kBadArgument},
        {"content of an empty optional", NodeCall("OptionalGetElement"), {RuntimeValue()}, errc::kBadArgument},
        {"expression without end", NodeCall("RegexFullMatch").with("pattern", std::string("(a")), {Tensor::ofStrings({1}, {"a"})},
            errc::kBadRegex},
        {"transform of no length", NodeCall("DFT", 20), {floats({1, 0, 1})}, errc::kBadArgument},
    };
}

} // namespace

/// What no model should ask for ends in an error that says so (hostile-inputs.md 29–32).
class TestHostileArguments : public QObject
{
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void emptyTensors_data();
    void emptyTensors();
    void regexIsLinear();
};

void TestHostileArguments::refused_data()
{
    QTest::addColumn<int>("index");
    const auto all = rows();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << static_cast<int>(i);
}

void TestHostileArguments::refused()
{
    QFETCH(int, index);
    Row row = rows()[static_cast<std::size_t>(index)];
    const auto outputs = row.call.run(row.inputs);
    QVERIFY(!outputs);
    QCOMPARE(outputs.error().code().id, row.expected.id);
}

void TestHostileArguments::emptyTensors_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type :
        {"Add", "Exp", "Neg", "Transpose", "ReduceSum", "ReduceMax", "NonZero", "Unique", "Identity", "Equal", "Shape", "CumSum"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void TestHostileArguments::emptyTensors()
{
    QFETCH(QString, type);
    Inputs inputs{floats({0, 3})};
    if (type == QLatin1String("Add") || type == QLatin1String("Equal"))
        inputs.emplace_back(floats({0, 3}));
    if (type == QLatin1String("CumSum"))
        inputs.emplace_back(number(0));
    const auto outputs = NodeCall(type.toStdString()).run(inputs);
    QVERIFY2(outputs, outputs ? "" : outputs.error().debugText().c_str());
}

void TestHostileArguments::regexIsLinear()
{
    // Backtracking would take longer than the universe is old.
    const std::string text(10'000, 'a');
    const auto match = NodeCall("RegexFullMatch").with("pattern", std::string("(a*)*(a|aa)*b")).runTensor({Tensor::ofStrings({1}, {text})});
    QVERIFY(match);
    QVERIFY(!match->as<std::uint8_t>()[0]);
}

QTEST_GUILESS_MAIN(TestHostileArguments)
#include "tst_hostile_arguments.moc"
