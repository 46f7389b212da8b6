// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_builder.h"

#include <QTest>

using namespace halftone;

namespace {

NodeId add(GraphBuilder &builder, const std::string &type, const std::vector<std::string> &inputs, const std::string &output)
{
    Node node;
    node.name = "/" + output;
    node.opType = type;
    for (const std::string &input : inputs)
        node.inputs.push_back(builder.value(input));
    node.outputs = {builder.value(output)};
    return builder.addNode(std::move(node));
}

} // namespace

class TestGraphBuilder : public QObject
{
    Q_OBJECT

private slots:
    void linksProducersAndConsumers()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("x"));
        add(builder, "Relu", {"x"}, "a");
        add(builder, "Add", {"a", "a"}, "y");
        builder.addOutput(builder.value("y"));
        const auto graph = std::move(builder).finish();
        QVERIFY(graph);
        const Graph &g = **graph;
        const Value &a = g.value(g.findValue("a"));
        QCOMPARE(g.node(a.producer).opType, std::string("Relu"));
        QCOMPARE(a.consumers.size(), std::size_t(2));
        QVERIFY(g.value(g.findValue("y")).isOutput);
    }

    void unsortedNodesAreSorted()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("x"));
        add(builder, "Second", {"a"}, "y");
        add(builder, "First", {"x"}, "a");
        builder.addOutput(builder.value("y"));
        const auto graph = std::move(builder).finish();
        QCOMPARE((*graph)->node(0).opType, std::string("First"));
    }

    void cyclesAndDoubleProducersAreErrors()
    {
        GraphBuilder cyclic;
        add(cyclic, "A", {"b"}, "a");
        add(cyclic, "B", {"a"}, "b");
        const auto cycle = std::move(cyclic).finish();
        QVERIFY(!cycle && cycle.error().code() == errc::kCycle);
        GraphBuilder twice;
        add(twice, "A", {}, "a");
        add(twice, "B", {}, "a");
        const auto doubled = std::move(twice).finish();
        QVERIFY(!doubled && doubled.error().code() == errc::kDuplicateProducer);
        QCOMPARE(doubled.error().arguments().front(), std::string("a"));
    }

    void editingACopyKeepsTheOriginal()
    {
        GraphBuilder first;
        first.addInput(first.value("x"));
        const NodeId relu = add(first, "Relu", {"x"}, "y");
        first.addOutput(first.value("y"));
        const auto graph = std::move(first).finish();
        GraphBuilder second(**graph);
        second.removeNode(relu);
        add(second, "Tanh", {"x"}, "y");
        const ValueId fresh = second.freshValue("y");
        QCOMPARE(second.valueInfo(fresh).name, std::string("y_1"));
        const auto changed = std::move(second).finish();
        QCOMPARE((*changed)->nodes().size(), std::size_t(1));
        QCOMPARE((*changed)->node(0).opType, std::string("Tanh"));
        QCOMPARE((*changed)->findValue("y_1"), kNone);
        QCOMPARE((*graph)->node(0).opType, std::string("Relu"));
    }

    void hundredThousandNodesInAChain()
    {
        GraphBuilder builder;
        builder.addInput(builder.value("v0"));
        for (int i = 1; i <= 100000; ++i)
            add(builder, "Relu", {"v" + std::to_string(i - 1)}, "v" + std::to_string(i));
        builder.addOutput(builder.value("v100000"));
        const auto graph = std::move(builder).finish();
        QVERIFY(graph);
        QCOMPARE((*graph)->node(99999).name, std::string("/v100000"));
    }
};

QTEST_GUILESS_MAIN(TestGraphBuilder)
#include "tst_graph_builder.moc"
