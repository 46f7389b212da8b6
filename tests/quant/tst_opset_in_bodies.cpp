// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/bodies.h"
#include "core/model/graph_builder.h"
#include "core/quant/formats/raise_opset.h"
#include "core/quant/passes/pass.h"

#include <QTest>

using namespace halftone;

namespace {

Node makeNode(GraphBuilder &builder, const std::string &type, const std::vector<std::string> &inputs, const std::string &output)
{
    Node node;
    node.name = type;
    node.opType = type;
    for (const std::string &input : inputs)
        node.inputs.push_back(builder.value(input));
    node.outputs = {builder.value(output)};
    return node;
}

/// `type` with axes = [1], on a value of the graph around it unless `isFunction`.
std::shared_ptr<const Graph> reducing(const std::string &type, bool isFunction, const std::string &reference = {})
{
    GraphBuilder builder;
    const ValueId x = builder.value("x");
    if (isFunction)
        builder.addInput(x);
    else
        builder.valueInfo(x).isOuter = true;
    Node node = makeNode(builder, type, {"x"}, "inner");
    Attribute axes;
    axes.name = "axes";
    if (reference.empty())
        axes.value = std::vector<std::int64_t>{1};
    axes.refAttrName = reference;
    axes.typeNumber = reference.empty() ? 0 : 7;
    node.attributes = {axes};
    builder.addNode(std::move(node));
    builder.addOutput(builder.value("inner"));
    return *std::move(builder).finish();
}

/// y = If(flag) with two such branches, z = local::f(x), which is one, too.
Model makeModel(const std::string &type, std::int64_t opset, const std::string &reference = {})
{
    GraphBuilder builder;
    builder.addInput(builder.value("x"));
    builder.addInput(builder.value("flag"));
    Node choice = makeNode(builder, "If", {"flag"}, "y");
    for (const char *branch : {"then_branch", "else_branch"}) {
        Attribute attribute;
        attribute.name = branch;
        attribute.value = reducing(type, false);
        choice.attributes.push_back(attribute);
    }
    builder.addNode(std::move(choice));
    Node call = makeNode(builder, "f", {"x"}, "z");
    call.domain = "local";
    builder.addNode(std::move(call));
    // Taken by nothing new in a body.
    builder.addNode(makeNode(builder, "Relu", {"x"}, type + "_axes"));
    for (const char *name : {"y", "z"})
        builder.addOutput(builder.value(name));
    builder.addOutput(builder.value(type + "_axes"));
    Model model;
    model.irVersion = 8;
    model.opsets = {{"", opset}, {"local", 1}};
    model.graph = *std::move(builder).finish();
    Function function;
    function.name = "f";
    function.domain = "local";
    function.inputs = {"x"};
    function.outputs = {"inner"};
    function.opsets = {{"", opset}};
    function.body = reducing(type, true, reference);
    model.functions = {function};
    return model;
}

const Node &nodeOf(const Graph &graph, const std::string &type)
{
    for (const Node &node : graph.nodes())
        if (node.opType == type)
            return node;
    qFatal("no such node");
}

void checkRaised(const Model &model, const std::string &type, std::int64_t opset)
{
    QCOMPARE(model.opset(), opset);
    QCOMPARE(model.functions[0].opsets.at(""), opset);
    int bodies = 0;
    forEachBody(nodeOf(*model.graph, "If"), [&](const Graph &body) {
        ++bodies;
        const Node &node = nodeOf(body, type);
        QVERIFY(!node.attribute("axes"));
        QCOMPARE(node.inputs.size(), std::size_t(2));
        QVERIFY(body.constant(node.inputs[1]));
        QVERIFY(body.value(node.inputs[1]).name != type + "_axes");
    });
    QCOMPARE(bodies, 2);
    const Graph &body = *model.functions[0].body;
    const Node &node = nodeOf(body, type);
    QCOMPARE(node.inputs.size(), std::size_t(2));
    // Functions have no initializers.
    QCOMPARE(body.initializers().size(), std::size_t(0));
    QCOMPARE(body.node(body.value(node.inputs[1]).producer).opType, std::string("Constant"));
}

} // namespace

class TestOpsetInBodies : public QObject
{
    Q_OBJECT

private slots:
    void upgradesReachBodiesAndFunctions()
    {
        PassState state{makeModel("Squeeze", 11), {}};
        NoProgress progress;
        const auto changes = upgradeOpset(state, progress);
        QVERIFY2(changes, changes ? "" : changes.error().debugText().c_str());
        checkRaised(state.model, "Squeeze", 13);
    }

    void raisingReachesBodiesAndFunctions()
    {
        Model model = makeModel("ReduceMean", 17);
        const Status status = raiseOpset(model, 21);
        QVERIFY2(status, status ? "" : status.error().debugText().c_str());
        checkRaised(model, "ReduceMean", 21);
    }

    void numbersThatTheCallerGivesBecomeAnInput()
    {
        Model model = makeModel("ReduceMean", 17, "wanted");
        QVERIFY(raiseOpset(model, 21));
        const Graph &body = *model.functions[0].body;
        const Node &constant = body.node(body.value(nodeOf(body, "ReduceMean").inputs[1]).producer);
        QCOMPARE(constant.attributes.at(0).name, std::string("value_ints"));
        QCOMPARE(constant.attributes.at(0).refAttrName, std::string("wanted"));
    }

    void whatHasNoLaterFormInABodyRefusesAll()
    {
        Model model = makeModel("GroupNormalization", 18);
        const Status status = raiseOpset(model, 21);
        QVERIFY(!status);
        QCOMPARE(QString::fromStdString(status.error().debugText()),
            QStringLiteral("quant.cannot-upgrade(GroupNormalization, 18, 21) at GroupNormalization"));
    }
};

QTEST_APPLESS_MAIN(TestOpsetInBodies)
#include "tst_opset_in_bodies.moc"
