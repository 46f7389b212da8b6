// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/findings.h"
#include "tests/support/format_subject.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>

using namespace halftone;
using test::FormatSubject;
using test::GraphMaker;

namespace {

/// Boxes of some hundreds beside scores of at most 1, along `axis`; `reader` reads what they make, if it is no empty word.
std::shared_ptr<const Model> boxesAndScores(std::int64_t axis, const std::string &reader = {})
{
    GraphMaker maker;
    maker.input("x", {1, 3, 8, 8})
        .weight("w1", {4, 3, 1, 1}, 100)
        .node("Conv", "boxes", {"x", "w1"}, {"b"})
        .weight("w2", {4, 3, 1, 1})
        .node("Conv", "logits", {"x", "w2"}, {"l"})
        .node("Sigmoid", "scores", {"l"}, {"s"})
        .node("Concat", "join", {"b", "s"}, {"j"}, {GraphMaker::integer("axis", axis)});
    if (reader.empty())
        return maker.output("j").model();
    return maker.node(reader, "reader", {"j"}, {"y"}).output("y").model();
}

/// x · w1 + x · w2, the second `ratio` times as large.
std::shared_ptr<const Model> sum(float ratio, bool constant = false)
{
    GraphMaker maker;
    maker.input("x", {2, 8}).weight("w1", {8, 8}).node("MatMul", "small", {"x", "w1"}, {"a"}).weight("w2", {8, 8}, ratio);
    if (constant)
        maker.node("Add", "join", {"a", "w3"}, {"j"}).weight("w3", {8}, ratio);
    else
        maker.node("MatMul", "large", {"x", "w2"}, {"b"}).node("Add", "join", {"a", "b"}, {"j"});
    return maker.weight("w4", {8, 8}).node("MatMul", "reader", {"j", "w4"}, {"y"}).output("y").model();
}

Recipe inChannels()
{
    Recipe recipe;
    recipe.algorithms.joinForm = JoinForm::Channels;
    return recipe;
}

const NodeDecision &decision(const QuantizeResult &result, const std::string &node)
{
    return *std::ranges::find(result.decisions, node, &NodeDecision::node);
}

bool hasIssue(const QuantizeResult &result, const ErrorCode &code)
{
    return std::ranges::any_of(result.issues, [&](const Issue &issue) { return issue.message.code() == code; });
}

const Node *nodeOf(const QuantizeResult &result, const std::string &name)
{
    const NodeId id = result.model->graph->findNode(name);
    return id == kNone ? nullptr : &result.model->graph->node(id);
}

} // namespace

class TestWideJoins : public QObject
{
    Q_OBJECT
private slots:
    void eachChannelHasItsScale_data();
    void eachChannelHasItsScale();
    void narrowChannelsAreRead();
    void whatComputesWithAJoinKeepsItFloat();
    void otherFormatsKeepItFloat();
    void addendsThatWouldBeLostStayFloat();
    void addsOfLikeRangesAndBiasesAreNoJoins();
};

void TestWideJoins::eachChannelHasItsScale_data()
{
    QTest::addColumn<int>("axis");
    QTest::addColumn<int>("channels");
    QTest::newRow("axis of the channels") << 1 << 8;
    QTest::newRow("counted from the end") << -3 << 8;
    QTest::newRow("another axis: a range a piece") << 3 << 16;
}

void TestWideJoins::eachChannelHasItsScale()
{
    QFETCH(int, axis);
    QFETCH(int, channels);
    const FormatSubject subject(boxesAndScores(axis));
    const auto result = subject.quantized(inChannels());
    QVERIFY(hasIssue(result, errc::kJoinInChannels));
    QVERIFY(!hasIssue(result, errc::kWideJoin));
    QVERIFY(decision(result, "join").reason == errc::kJoinsInChannels);
    const QuantParams &params = result.params.at("j");
    QCOMPARE(params.axis, axis < 0 ? axis + 4 : axis);
    QCOMPARE(params.scale.size(), static_cast<std::size_t>(channels));
    QCOMPARE(params.zeroPoint.size(), static_cast<std::size_t>(channels));
    QVERIFY(params.scale.front() > 50 * params.scale.back());
    for (const char *name : {"j_QuantizeLinear", "j_DequantizeLinear"}) {
        const Node *node = nodeOf(result, name);
        QVERIFY2(node, name);
        QCOMPARE(node->intAttribute("axis", 1), params.axis);
        QCOMPARE(result.model->graph->constant(node->inputs[1])->shape(), Shape{channels});
    }
    QCOMPARE(result.model->graph->value(nodeOf(result, "j_DequantizeLinear")->outputs[0]).name, "j");
}

void TestWideJoins::narrowChannelsAreRead()
{
    const FormatSubject subject(boxesAndScores(1));
    const auto narrow = [&](const Recipe &recipe) {
        const auto report = subject.compared(subject.quantized(recipe));
        return report.outputWorstChannelDb();
    };
    Recipe one;
    one.algorithms.wideJoins = Decision::Off;
    QVERIFY2(narrow(one) < 10, qPrintable(QString::number(narrow(one))));
    QVERIFY2(narrow(inChannels()) > 35, qPrintable(QString::number(narrow(inChannels()))));
}

void TestWideJoins::whatComputesWithAJoinKeepsItFloat()
{
    const FormatSubject computed(boxesAndScores(1, "Relu"));
    const auto result = computed.quantized(inChannels());
    QVERIFY(hasIssue(result, errc::kWideJoin));
    QVERIFY(!nodeOf(result, "j_QuantizeLinear"));
    const FormatSubject read(boxesAndScores(1, "Abs"));
    QVERIFY(nodeOf(read.quantized(inChannels()), "j_QuantizeLinear"));
}

void TestWideJoins::otherFormatsKeepItFloat()
{
    const FormatSubject subject(boxesAndScores(1));
    Recipe recipe = inChannels();
    recipe.format.type = QuantFormat::QOperator;
    const auto result = subject.quantized(recipe);
    QVERIFY(hasIssue(result, errc::kWideJoin));
    QVERIFY(!result.params.contains("j"));
}

void TestWideJoins::addendsThatWouldBeLostStayFloat()
{
    const FormatSubject subject(sum(500));
    const auto result = subject.quantized(Recipe());
    QVERIFY(hasIssue(result, errc::kWideJoin));
    QVERIFY(decision(result, "join").reason == errc::kJoinsRanges);
    QVERIFY(decision(result, "reader").reason == errc::kReadsJoin);
    QVERIFY(decision(result, "small").precision == Precision::Int8);
}

void TestWideJoins::addsOfLikeRangesAndBiasesAreNoJoins()
{
    const FormatSubject like(sum(20));
    QVERIFY(!hasIssue(like.quantized(Recipe()), errc::kWideJoin));
    const FormatSubject bias(sum(500, true));
    QVERIFY(!hasIssue(bias.quantized(Recipe()), errc::kWideJoin));
}

QTEST_GUILESS_MAIN(TestWideJoins)
#include "tst_wide_joins.moc"
