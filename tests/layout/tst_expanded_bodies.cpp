// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/expanded_bodies.h"

#include "core/model/graph_builder.h"

#include <QTest>

#include <algorithm>

using namespace halftone;

namespace {

struct Maker
{
    GraphBuilder builder;
    NodeId add(const std::string &type, const std::string &name, const std::vector<std::string> &inputs, const std::string &output)
    {
        Node node;
        node.opType = type;
        node.name = name;
        for (const std::string &input : inputs)
            node.inputs.push_back(input.empty() ? kNone : builder.value(input));
        node.outputs.push_back(builder.value(output));
        return builder.addNode(std::move(node));
    }
    void body(NodeId node, const std::string &attribute, std::shared_ptr<const Graph> graph)
    {
        Attribute made;
        made.name = attribute;
        made.value = std::move(graph);
        builder.node(node).attributes.push_back(made);
    }
    std::shared_ptr<const Graph> graph() { return *std::move(builder).finish(); }
};

/// A loop over "state" that adds "k" of the graph around and looks at the iteration number; in its body an If with a Relu of the state.
std::shared_ptr<const Graph> nested()
{
    Maker branch;
    branch.builder.valueInfo(branch.builder.value("sum")).isOuter = true;
    branch.add("Relu", "act", {"sum"}, "r");
    branch.builder.addOutput(branch.builder.value("r"));
    Maker loop;
    for (const char *input : {"iteration", "go", "state"})
        loop.builder.addInput(loop.builder.value(input));
    loop.builder.valueInfo(loop.builder.value("k")).isOuter = true;
    loop.add("Add", "add", {"state", "k"}, "sum");
    loop.body(loop.add("If", "choice", {"go"}, "chosen"), "then_branch", branch.graph());
    loop.add("Cast", "count", {"iteration"}, "seen");
    for (const char *output : {"go", "chosen", "seen"})
        loop.builder.addOutput(loop.builder.value(output));
    Maker main;
    for (const char *input : {"n", "c", "x", "k"})
        main.builder.addInput(main.builder.value(input));
    main.add("Neg", "before", {"x"}, "s");
    main.body(main.add("Loop", "loop", {"n", "c", "s"}, "y"), "body", loop.graph());
    main.add("Neg", "after", {"y"}, "z");
    main.builder.addOutput(main.builder.value("z"));
    return main.graph();
}

} // namespace

class TestExpandedBodies : public QObject
{
    Q_OBJECT

private slots:
    void nothingToExpand()
    {
        const Model model;
        const std::shared_ptr<const Graph> graph = nested();
        QVERIFY(!expandBodies(model, graph, {}));
        QVERIFY(!expandBodies(model, graph, {"/loop", bodyPath("loop", "other")}));
    }

    void ownIdsStayAndInsidesFollow()
    {
        const Model model;
        const std::shared_ptr<const Graph> graph = nested();
        const std::optional<ExpandedGraph> expanded
            = expandBodies(model, graph, {bodyPath("loop", "body"), bodyPath("loop:body/choice", "then_branch")});
        QVERIFY(expanded);
        QCOMPARE(expanded->bodies.size(), std::size_t(2));
        QCOMPARE(expanded->bodies[1].parent, 0);
        QCOMPARE(expanded->graph->nodes().size(), graph->nodes().size() + 4);
        for (NodeId id = 0; id < graph->nodes().size(); ++id)
            QCOMPARE(expanded->graph->node(id).name, graph->node(id).name);
        for (ValueId id = 0; id < graph->values().size(); ++id)
            QCOMPARE(expanded->graph->value(id).name, graph->value(id).name);
        const NodeId relu = expanded->graph->findNode("loop:body/choice:then_branch/act");
        QVERIFY(relu != kNone);
        QCOMPARE(expanded->outermost(relu), graph->findNode("loop"));
        QCOMPARE(expanded->innerNode[relu - expanded->nodes], 0U);
    }

    void insidesReadWhatIsAround()
    {
        const Model model;
        const std::shared_ptr<const Graph> graph = nested();
        const std::optional<ExpandedGraph> expanded
            = expandBodies(model, graph, {bodyPath("loop", "body"), bodyPath("loop:body/choice", "then_branch")});
        QVERIFY(expanded);
        const Graph &drawn = *expanded->graph;
        const Node &add = drawn.node(drawn.findNode("loop:body/add"));
        // The carried value is what the loop is given, k is the graph's own.
        QCOMPARE(drawn.value(add.inputs[0]).name, std::string("s"));
        QCOMPARE(drawn.value(add.inputs[1]).name, std::string("k"));
        const Node &relu = drawn.node(drawn.findNode("loop:body/choice:then_branch/act"));
        QCOMPARE(relu.inputs[0], add.outputs[0]);
        // The iteration number comes from nowhere outside.
        const Value &iteration = drawn.value(drawn.node(drawn.findNode("loop:body/count")).inputs[0]);
        QVERIFY(iteration.isOuter);
        QCOMPARE(expanded->bodyOfValue[drawn.findValue(iteration.name) - expanded->values], 0);
        QCOMPARE(drawn.value(drawn.node(drawn.findNode("loop:body/choice")).inputs[0]).name, std::string("c"));
        const std::pair<ValueId, NodeId> result(relu.outputs[0], drawn.findNode("loop:body/choice"));
        QVERIFY(std::find(expanded->results.begin(), expanded->results.end(), result) != expanded->results.end());
    }

    void functionsGetTheirArguments()
    {
        Maker body;
        body.builder.addInput(body.builder.value("a"));
        body.add("Relu", "act", {"a"}, "b");
        body.builder.addOutput(body.builder.value("b"));
        Model model;
        Function function;
        function.name = "Block";
        function.domain = "local";
        function.inputs = {"a"};
        function.outputs = {"b"};
        function.body = body.graph();
        model.functions.push_back(function);
        Maker main;
        main.builder.addInput(main.builder.value("x"));
        main.builder.node(main.add("Block", "call", {"x"}, "y")).domain = "local";
        main.builder.addOutput(main.builder.value("y"));
        const std::optional<ExpandedGraph> expanded = expandBodies(model, main.graph(), {bodyPath("call", functionPart())});
        QVERIFY(expanded);
        QCOMPARE(expanded->graph->value(expanded->graph->node(1).inputs[0]).name, std::string("x"));
    }
};

QTEST_GUILESS_MAIN(TestExpandedBodies)
#include "tst_expanded_bodies.moc"
