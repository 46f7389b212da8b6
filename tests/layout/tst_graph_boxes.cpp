// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/box_text.h"
#include "core/layout/graph_boxes.h"
#include "core/layout/svg_writer.h"
#include "core/model/graph_builder.h"
#include "core/model/reader.h"

#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <map>
#include <sstream>

using namespace halftone;

namespace {

ConstantTensor constant(Shape shape, float value = 1)
{
    std::vector<float> values(static_cast<std::size_t>(shape.count()), value);
    return ConstantTensor(Tensor::of<float>(std::move(shape), std::span<const float>(values)));
}

struct GraphMaker
{
    GraphBuilder builder;
    NodeId add(
        const std::string &type, const std::string &name, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs)
    {
        Node node;
        node.opType = type;
        node.name = name;
        for (const std::string &input : inputs)
            node.inputs.push_back(input.empty() ? kNone : builder.value(input));
        for (const std::string &output : outputs)
            node.outputs.push_back(builder.value(output));
        return builder.addNode(std::move(node));
    }
    void input(const std::string &name)
    {
        const ValueId id = builder.value(name);
        builder.valueInfo(id).declaredType = Type::tensor(DType::Float, std::vector<Dim>{Dim::symbol("N"), 3, 8, 8});
        builder.addInput(id);
    }
    void weights(const std::string &name, Shape shape, float value = 1)
    {
        builder.setInitializer(builder.value(name), constant(std::move(shape), value));
    }
    void output(const std::string &name) { builder.addOutput(builder.value(name)); }
    Model finish() &&
    {
        Model model;
        model.opsets[""] = 17;
        auto graph = std::move(builder).finish();
        model.graph = graph ? *graph : nullptr;
        return model;
    }
};

Model smallNetwork()
{
    GraphMaker make;
    make.input("x");
    make.weights("conv.weight", {4, 3, 3, 3});
    make.weights("conv.bias", {4});
    make.weights("half", {}, 0.5F);
    make.add("Conv", "/stem/conv/Conv", {"x", "conv.weight", "conv.bias"}, {"a"});
    make.add("Relu", "/stem/act/Relu", {"a"}, {"b"});
    make.add("Mul", "/head/Mul", {"b", "half"}, {"c"});
    make.add("Add", "/head/Add", {"c", "b"}, {"y"});
    make.output("y");
    return std::move(make).finish();
}

GraphBoxes boxesOf(const Model &model, const BoxOptions &options = {})
{
    return buildGraphBoxes(model, *model.graph, nullptr, options, {}, TableTextMeasurer());
}

const GraphBox &boxOf(const GraphBoxes &boxes, const std::string &title)
{
    return *std::find_if(boxes.boxes.begin(), boxes.boxes.end(), [&](const GraphBox &box) { return box.title == title; });
}

QString rowsOf(const GraphBoxes &boxes, const std::string &title)
{
    QStringList rows;
    const GraphBox &box = boxOf(boxes, title);
    for (std::uint32_t r = box.firstRow; r < box.firstRow + box.rowCount; ++r)
        rows << QString::fromStdString(boxes.rows[r].name + " " + boxes.rows[r].text);
    return rows.join(QStringLiteral("; "));
}

} // namespace

class TestGraphBoxes : public QObject
{
    Q_OBJECT

private slots:
    void rowsNameConstantsAsTheSpecificationDoes()
    {
        const GraphBoxes boxes = boxesOf(smallNetwork());
        QCOMPARE(rowsOf(boxes, "Conv"), QStringLiteral("W ⟨4×3×3×3⟩; B ⟨4⟩"));
        QCOMPARE(rowsOf(boxes, "Mul"), QStringLiteral("B = 0.5"));
        QCOMPARE(rowsOf(boxes, "Relu"), QString());
    }

    void inputsAndOutputsAreBoxes()
    {
        const GraphBoxes boxes = boxesOf(smallNetwork());
        QCOMPARE(boxes.boxes.size(), std::size_t(6));
        QCOMPARE(boxOf(boxes, "x").kind, GraphBox::Kind::Input);
        QCOMPARE(boxOf(boxes, "y").kind, GraphBox::Kind::Output);
        QCOMPARE(boxes.layout.nodes.size(), boxes.boxes.size());
        QCOMPARE(boxes.layout.edges.size(), boxes.edges.size());
        QCOMPARE(boxes.edges.size(), std::size_t(6));
        QCOMPARE(boxes.edges[0].label, std::string("N×3×8×8"));
    }

    void constantsNobodyReadsAreNoBoxes()
    {
        GraphMaker make;
        make.input("x");
        make.add("Relu", "relu", {"x"}, {"y"});
        make.add("Constant", "left", {}, {"unused"});
        make.output("y");
        const Model model = std::move(make).finish();
        const GraphBoxes boxes = boxesOf(model, {});
        QCOMPARE(boxes.boxOfNode[model.graph->findNode("left")], kNone);
        QCOMPARE(boxes.boxes.size(), std::size_t(3));
    }

    void initializersCanBeHidden()
    {
        BoxOptions options;
        options.initializers = false;
        QCOMPARE(rowsOf(boxesOf(smallNetwork(), options), "Conv"), QString());
    }

    void attributesAreShownOnDemand()
    {
        GraphMaker make;
        make.input("x");
        const NodeId id = make.add("Concat", "c", {"x", "x"}, {"y"});
        Attribute axis;
        axis.name = "axis";
        axis.value = std::int64_t(1);
        make.builder.node(id).attributes.push_back(axis);
        make.output("y");
        const Model model = std::move(make).finish();
        BoxOptions options;
        QCOMPARE(rowsOf(boxesOf(model, options), "Concat"), QString());
        options.attributes = true;
        QCOMPARE(rowsOf(boxesOf(model, options), "Concat"), QStringLiteral("axis = 1"));
    }

    void aValueUsedTwiceByANodeIsOneEdge()
    {
        GraphMaker make;
        make.input("x");
        make.add("Mul", "square", {"x", "x"}, {"y"});
        make.output("y");
        QCOMPARE(boxesOf(std::move(make).finish()).edges.size(), std::size_t(2));
    }

    void closedScopesAreOneBox()
    {
        BoxOptions options;
        options.scopes = true;
        const GraphBoxes closed = boxesOf(smallNetwork(), options);
        QCOMPARE(closed.boxes.size(), std::size_t(4));
        const GraphBox &stem = boxOf(closed, "stem");
        QCOMPARE(stem.kind, GraphBox::Kind::Scope);
        QCOMPARE(rowsOf(closed, "stem"), QStringLiteral("Conv × 1; Relu × 1"));
        QVERIFY(closed.boxOfNode[0] == closed.boxOfNode[1]);
        QCOMPARE(closed.edges.size(), std::size_t(3));

        options.expanded.insert("/stem");
        const GraphBoxes open = boxesOf(smallNetwork(), options);
        QCOMPARE(open.groupScope.size(), std::size_t(1));
        QCOMPARE(open.boxes.size(), std::size_t(5));
        NoProgress progress;
        const auto layout = layoutGraph(open.layout, {}, progress);
        QVERIFY(layout);
        QVERIFY(layout->groups[0].height > 2 * 24);
    }

    void scopesJoinSingleChildrenAndDropSingleNodes()
    {
        GraphMaker make;
        make.input("x");
        make.add("Relu", "/model/body/a/Relu", {"x"}, {"p"});
        make.add("Relu", "/model/body/b/Relu", {"p"}, {"q"});
        make.add("Relu", "/model/body/b/Relu_1", {"q"}, {"y"});
        make.output("y");
        const Model model = std::move(make).finish();
        const ScopeTree tree = buildScopes(*model.graph);
        QCOMPARE(tree.scopes.size(), std::size_t(2));
        QCOMPARE(tree.scopes[0].label, std::string("model/body"));
        QCOMPARE(tree.scopes[0].nodeCount, 3U);
        QCOMPARE(tree.scopes[1].label, std::string("b"));
        QCOMPARE(tree.ofNode, (std::vector<std::int32_t>{0, 1, 1}));
    }

    void scopesComeFromTorchMetadata()
    {
        GraphMaker make;
        make.input("x");
        for (int i = 0; i < 2; ++i) {
            const NodeId id = make.add("Conv", "node_conv2d_" + std::to_string(i), {i ? "p" : "x"}, {i ? "y" : "p"});
            make.builder.node(id).metadata.emplace_back(
                "pkg.torch.onnx.name_scopes", "['', 'layer1', 'layer1.0', 'conv2d_" + std::to_string(i) + "']");
        }
        make.output("y");
        const Model model = std::move(make).finish();
        const ScopeTree tree = buildScopes(*model.graph);
        QCOMPARE(tree.scopes.size(), std::size_t(1));
        QCOMPARE(tree.scopes[0].label, std::string("layer1/0"));
    }

    /// tests/data/models/torch_scopes.onnx, as torch 2.13 wrote it: modules in a ModuleList, attention, a head.
    void scopesOfTorchExport()
    {
        const auto model = readModel(std::string(HALFTONE_TEST_DATA) + "/models/torch_scopes.onnx");
        QVERIFY(model);
        const ScopeTree tree = buildScopes(*(*model)->graph);
        std::map<std::string, std::pair<std::string, std::uint32_t>> scopes;
        for (const Scope &scope : tree.scopes)
            scopes[scope.path] = {scope.label, scope.nodeCount};
        const std::map<std::string, std::pair<std::string, std::uint32_t>> expected{{"/attention", {"attention", 19}},
            {"/attention/proj", {"proj", 2}}, {"/attention/qkv", {"qkv", 2}}, {"/stages.0", {"stages.0", 5}}, {"/stages.0/act", {"act", 2}},
            {"/stages.1", {"stages.1", 5}}, {"/stages.1/act", {"act", 2}}, {"/stem", {"stem", 2}}};
        QCOMPARE(scopes, expected);
    }

    void modulesOfTwoListsStayApart_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("decoder");
        QTest::newRow("name_scopes") << "pkg.torch.onnx.name_scopes"
                                     << "['', 'encoder.0', 'encoder.0.conv', 'n%1']"
                                     << "['', 'decoder.0', 'decoder.0.conv', 'n%1']";
        QTest::newRow("namespace") << "namespace"
                                   << ": Net/encoder.0: Block/encoder.0.conv: Conv/n%1: aten"
                                   << ": Net/decoder.0: Block/decoder.0.conv: Conv/n%1: aten";
    }

    void modulesOfTwoListsStayApart()
    {
        QFETCH(QString, key);
        QFETCH(QString, encoder);
        QFETCH(QString, decoder);
        GraphMaker make;
        make.input("v0");
        for (int i = 0; i < 4; ++i) {
            const NodeId id = make.add("Relu", "node_" + std::to_string(i), {"v" + std::to_string(i)}, {"v" + std::to_string(i + 1)});
            make.builder.node(id).metadata.emplace_back(key.toStdString(), (i < 2 ? encoder : decoder).arg(i).toStdString());
        }
        make.output("v4");
        const Model model = std::move(make).finish();
        const ScopeTree tree = buildScopes(*model.graph);
        QCOMPARE(tree.scopes.size(), std::size_t(2));
        QCOMPARE(tree.scopes[0].label, std::string("encoder.0/conv"));
        QCOMPARE(tree.scopes[1].label, std::string("decoder.0/conv"));
    }

    void quantizePairsFold()
    {
        GraphMaker make;
        make.input("x");
        make.weights("s", {}, 0.1F);
        make.weights("w", {4, 3, 3, 3});
        make.add("QuantizeLinear", "q", {"x", "s"}, {"xq"});
        make.add("DequantizeLinear", "dq", {"xq", "s"}, {"xd"});
        make.add("DequantizeLinear", "dqw", {"w", "s"}, {"wd"});
        make.add("Conv", "conv", {"xd", "wd"}, {"y"});
        make.output("y");
        const Model model = std::move(make).finish();
        QCOMPARE(boxesOf(model).boxes.size(), std::size_t(6));
        BoxOptions options;
        options.foldQuantizePairs = true;
        const GraphBoxes folded = boxesOf(model, options);
        QCOMPARE(folded.boxes.size(), std::size_t(3));
        QCOMPARE(rowsOf(folded, "Conv"), QStringLiteral("W ⟨4×3×3×3⟩"));
        QCOMPARE(folded.edges.size(), std::size_t(2));
        QVERIFY(folded.edges[0].quantized);
        const std::uint32_t conv = folded.boxOfNode[model.graph->findNode("conv")];
        QCOMPARE(folded.boxOfNode[model.graph->findNode("dq")], conv);
        QCOMPARE(folded.boxOfNode[model.graph->findNode("dqw")], conv);
    }

    void svgIsWellFormed()
    {
        BoxOptions options;
        options.scopes = true;
        options.expanded = {"/stem"};
        const GraphBoxes boxes = boxesOf(smallNetwork(), options);
        NoProgress progress;
        const auto layout = layoutGraph(boxes.layout, {}, progress);
        std::ostringstream out;
        writeSvg(out, boxes, *layout, {}, {});
        QXmlStreamReader reader(QByteArray::fromStdString(out.str()));
        int texts = 0;
        while (!reader.atEnd())
            texts += reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text") ? 1 : 0;
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(texts >= 8);
    }

    void elisionCountsCharacters()
    {
        QCOMPARE(elided("abc", 3), std::string("abc"));
        QCOMPARE(elided("abcd", 3), std::string("ab…"));
        QCOMPARE(elided("ä×ß⟨", 3), std::string("ä×…"));
    }
};

QTEST_GUILESS_MAIN(TestGraphBoxes)
#include "tst_graph_boxes.moc"
