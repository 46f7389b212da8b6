// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_cost.h"

#include "core/model/reader.h"

#include <QTest>

using namespace halftone;

namespace {

/// A model as protobuf text around `graph` and `functions`.
std::shared_ptr<const Model> modelOf(const std::string &graph, const std::string &functions = {})
{
    const std::string text
        = "ir_version: 10\nopset_import { domain: \"\" version: 21 }\nopset_import { domain: \"local\" version: 1 }\ngraph { name: \"g\"\n"
        + graph + "}\n" + functions;
    auto model = readModelFromMemory(text, "text");
    if (!model)
        qFatal("%s", model.error().debugText().c_str());
    return *model;
}

std::string tensorType(const std::string &name, const std::string &dims, int type = 1)
{
    std::string text = "name: \"" + name + "\" type { tensor_type { elem_type: " + std::to_string(type) + " shape {";
    for (const char dim : dims)
        text += std::string(" dim { dim_value: ") + dim + " }";
    return text + " } } }";
}

std::string input(const std::string &name, const std::string &dims, int type = 1)
{
    return "input { " + tensorType(name, dims, type) + " }\n";
}
std::string output(const std::string &name) { return "output { name: \"" + name + "\" }\n"; }

/// A float weight of rows × columns zeros.
std::string weight(const std::string &name, int rows, int columns)
{
    std::string text
        = "initializer { name: \"" + name + "\" data_type: 1 dims: " + std::to_string(rows) + " dims: " + std::to_string(columns);
    for (int i = 0; i < rows * columns; ++i)
        text += " float_data: 0";
    return text + " }\n";
}

std::string product(const std::string &a, const std::string &b, const std::string &y)
{
    return "node { op_type: \"MatMul\" name: \"n_" + y + "\" input: \"" + a + "\" input: \"" + b + "\" output: \"" + y + "\" }\n";
}

NodeCost sumOf(const Model &model)
{
    NoProgress progress;
    NodeCost sum;
    for (const NodeCost &each : nodeCosts(model, *inferFacts(model, {}, progress))) {
        sum.macs += each.macs;
        sum.parameters += each.parameters;
        sum.bytes += each.bytes;
    }
    return sum;
}

} // namespace

class TestNodeCost : public QObject
{
    Q_OBJECT

private slots:
    void anIfCostsItsDearerBranch()
    {
        const std::string branches = "attribute { name: \"then_branch\" type: GRAPH g { name: \"t\" " + product("x", "w", "p")
            + product("p", "v", "q") + output("q") + "} } attribute { name: \"else_branch\" type: GRAPH g { name: \"e\" "
            + product("x", "w", "r") + output("r") + "} }";
        const auto model = modelOf(input("x", "24") + input("flag", "", 9) + weight("w", 4, 8) + weight("v", 8, 8)
            + "node { op_type: \"If\" name: \"choose\" input: \"flag\" output: \"y\" " + branches + " }\n" + output("y"));
        const NodeCost cost = sumOf(*model);
        QCOMPARE(cost.macs, std::int64_t(2 * 4 * 8 + 2 * 8 * 8));
        // Both branches read w: once.
        QCOMPARE(cost.parameters, std::int64_t(4 * 8 + 8 * 8));
        QCOMPARE(cost.bytes, 4 * cost.parameters);
    }

    void aScanCostsItsTurns()
    {
        const std::string body
            = "attribute { name: \"num_scan_inputs\" type: INT i: 1 } attribute { name: \"body\" type: GRAPH g { name: \"b\" "
            + input("s", "4") + product("s", "w", "m") + output("m") + "} }";
        const auto model = modelOf(input("x", "54") + weight("w", 4, 3)
            + "node { op_type: \"Scan\" name: \"scan\" input: \"x\" output: \"y\" " + body + " }\n" + output("y"));
        QCOMPARE(sumOf(*model).macs, std::int64_t(5 * 4 * 3));
        QCOMPARE(sumOf(*model).parameters, std::int64_t(12));
    }

    void callsCostWhatTheyDo()
    {
        const std::string function = "functions { name: \"f\" domain: \"local\" input: \"a\" input: \"b\" output: \"c\" "
            + product("a", "b", "c") + "opset_import { domain: \"\" version: 21 } }\n";
        const auto call = [](const std::string &x, const std::string &y) {
            return "node { op_type: \"f\" domain: \"local\" name: \"call_" + y + "\" input: \"" + x + "\" input: \"w\" output: \"" + y
                + "\" }\n";
        };
        const auto model
            = modelOf(input("x", "24") + input("z", "54") + weight("w", 4, 8) + call("x", "y") + call("z", "v") + output("y") + output("v"),
                function);
        QCOMPARE(sumOf(*model).macs, std::int64_t(2 * 4 * 8 + 5 * 4 * 8));
        QCOMPARE(sumOf(*model).parameters, std::int64_t(32));
    }

    void constantsOfNodesAreWeights()
    {
        const auto model = modelOf(input("x", "12")
            + "node { op_type: \"Constant\" name: \"c\" output: \"w\" attribute { name: \"value\" type: TENSOR t { data_type: 1 dims: 2 "
              "dims: 3 "
              "float_data: 1 float_data: 1 float_data: 1 float_data: 1 float_data: 1 float_data: 1 } } }\n"
            + product("x", "w", "y") + output("y"));
        QCOMPARE(sumOf(*model).parameters, std::int64_t(6));
    }
};

QTEST_APPLESS_MAIN(TestNodeCost)
#include "tst_node_cost.moc"
