// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/bodies.h"
#include "core/model/graph_builder.h"

#include <QTest>

using namespace halftone;

namespace {

Node makeNode(GraphBuilder &builder, const std::string &type, const std::vector<std::string> &inputs, const std::string &output)
{
    Node node;
    node.name = "/" + output;
    node.opType = type;
    for (const std::string &input : inputs)
        node.inputs.push_back(builder.value(input));
    node.outputs = {builder.value(output)};
    return node;
}

/// A body without inputs whose nodes read `outer`, one Identity each, and hold `inner` in the last.
std::shared_ptr<const Graph> body(
    const std::vector<std::string> &outer, const std::string &result, const std::shared_ptr<const Graph> &inner = nullptr)
{
    GraphBuilder builder;
    for (const std::string &name : outer) {
        builder.addNode(makeNode(builder, "Identity", {name}, result + "_" + name));
        builder.valueInfo(builder.findValue(name)).isOuter = true;
    }
    Node last = makeNode(builder, "Identity", {}, result);
    last.opType = inner ? "If" : "Constant";
    if (inner) {
        Attribute attribute;
        attribute.name = "then_branch";
        attribute.value = inner;
        last.attributes = {attribute};
        forEachCapture(last, [&](const std::string &name) { builder.valueInfo(builder.value(name)).isOuter = true; });
    }
    builder.addNode(std::move(last));
    builder.addOutput(builder.value(result));
    return *std::move(builder).finish();
}

/// If with the two branches.
Node choice(GraphBuilder &builder, std::shared_ptr<const Graph> then, std::shared_ptr<const Graph> otherwise)
{
    Node node = makeNode(builder, "If", {"flag"}, "chosen");
    node.attributes.resize(2);
    node.attributes[0].name = "then_branch";
    node.attributes[0].value = std::move(then);
    node.attributes[1].name = "else_branch";
    node.attributes[1].value = std::move(otherwise);
    return node;
}

std::vector<Use> usesOf(const Graph &graph, const std::string &name) { return graph.value(graph.findValue(name)).consumers; }

} // namespace

class TestScopes : public QObject
{
    Q_OBJECT

private slots:
    void capturesAreUses()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("x"));
        builder.addInput(builder.value("flag"));
        builder.addNode(makeNode(builder, "Relu", {"x"}, "a"));
        builder.addNode(makeNode(builder, "Neg", {"a"}, "b"));
        builder.addNode(choice(builder, body({"a"}, "then"), body({"a", "x"}, "else")));
        builder.addOutput(builder.value("b"));
        builder.addOutput(builder.value("chosen"));
        const auto graph = *std::move(builder).finish();
        const NodeId holder = graph->findNode("/chosen");
        // Both branches read "a": one capture.
        const auto uses = usesOf(*graph, "a");
        QCOMPARE(uses.size(), std::size_t(2));
        QVERIFY(!uses[0].isCapture() && graph->node(uses[0].node).opType == "Neg");
        QVERIFY(uses[1].isCapture() && uses[1].node == holder);
        QVERIFY(graph->isCaptured(graph->findValue("a")));
        QVERIFY(graph->isCaptured(graph->findValue("x")));
        QVERIFY(!graph->isCaptured(graph->findValue("b")));
        // An ordinary input of the same node is none.
        QCOMPARE(usesOf(*graph, "flag").size(), std::size_t(1));
        QVERIFY(!usesOf(*graph, "flag")[0].isCapture());
    }

    void capturesPassThroughBodies()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("flag"));
        builder.addNode(makeNode(builder, "Constant", {}, "deep"));
        builder.addNode(choice(builder, body({}, "then", body({"deep"}, "inner")), body({}, "else")));
        builder.addOutput(builder.value("chosen"));
        const auto graph = *std::move(builder).finish();
        const auto uses = usesOf(*graph, "deep");
        QCOMPARE(uses.size(), std::size_t(1));
        QVERIFY(uses[0].isCapture());
    }

    void holdersStandBehindWhatTheyCapture()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("x"));
        builder.addInput(builder.value("flag"));
        builder.addNode(choice(builder, body({"late"}, "then"), body({}, "else")));
        builder.addNode(makeNode(builder, "Relu", {"x"}, "late"));
        builder.addOutput(builder.value("chosen"));
        const auto graph = *std::move(builder).finish();
        QCOMPARE(graph->node(0).opType, std::string("Relu"));
    }

    void newNamesAreUniqueInBodiesToo()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("x"));
        builder.addInput(builder.value("flag"));
        builder.addNode(choice(builder, body({"x"}, "then", body({}, "x_scale")), body({}, "x_quantized")));
        builder.addOutput(builder.value("chosen"));
        const auto graph = *std::move(builder).finish();
        GraphBuilder copy(*graph);
        QCOMPARE(copy.valueInfo(copy.freshValue("x_scale")).name, std::string("x_scale_1"));
        QCOMPARE(copy.valueInfo(copy.freshValue("x_quantized")).name, std::string("x_quantized_1"));
        QCOMPARE(copy.freshNodeName("/x_scale"), std::string("/x_scale_1"));
        QCOMPARE(copy.valueInfo(copy.freshValue("y")).name, std::string("y"));
    }
};

QTEST_APPLESS_MAIN(TestScopes)
#include "tst_scopes.moc"
