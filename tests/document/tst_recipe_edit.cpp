// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/graph_walk.h"
#include "core/document/recipe_edit.h"
#include "core/document/recipe_text.h"
#include "core/model/graph_builder.h"

#include <QTest>

using namespace halftone;

namespace {

/// x → /a/Conv → /a/Relu → /b/Conv → y, and /a/Relu → /b/Add → z.
std::shared_ptr<const Graph> chain()
{
    GraphBuilder builder;
    const auto add = [&](const char *name, const char *type, const char *input, const char *output) {
        Node node;
        node.name = name;
        node.opType = type;
        node.inputs = {builder.value(input)};
        node.outputs = {builder.value(output)};
        builder.addNode(std::move(node));
    };
    add("/a/Conv", "Conv", "x", "p");
    add("/a/Relu", "Relu", "p", "q");
    add("/b/Conv", "Conv", "q", "y");
    add("/b/Add", "Add", "q", "z");
    builder.addInput(builder.value("x"));
    builder.addOutput(builder.value("y"));
    builder.addOutput(builder.value("z"));
    return std::move(builder).finish().value();
}

} // namespace

class TestRecipeEdit : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_graph = chain(); }

    void excludedNodesAreExcludedOnce()
    {
        const Recipe once = withNodesExcluded({}, *m_graph, {id("/a/Conv")});
        QVERIFY(isExcludedByRecipe(once, m_graph->node(id("/a/Conv"))));
        QVERIFY(!isExcludedByRecipe(once, m_graph->node(id("/b/Conv"))));
        QVERIFY(withNodesExcluded(once, *m_graph, {id("/a/Conv")}) == once);
        QVERIFY(withNodesIncluded(once, *m_graph, {id("/a/Conv")}) == Recipe{});
    }

    /// std::regex recurses once a character of the name.
    void longNamesAreNoneOfAnExpression()
    {
        Node node;
        node.opType = "Conv";
        node.name.assign(1'000'000, 'a');
        Recipe recipe;
        recipe.exclude = {NodePattern::parse("re:(a|b)*").value()};
        QVERIFY(!isExcludedByRecipe(recipe, node));
        recipe.exclude.push_back(NodePattern::parse(node.name).value());
        QVERIFY(isExcludedByRecipe(recipe, node));
    }

    void includingOneNodeOfAPatternKeepsTheOthersOut()
    {
        Recipe recipe;
        recipe.exclude = {NodePattern::parse("re:/b/.*").value()};
        recipe = withNodesIncluded(recipe, *m_graph, {id("/b/Add")});
        QVERIFY(!isExcludedByRecipe(recipe, m_graph->node(id("/b/Add"))));
        QVERIFY(isExcludedByRecipe(recipe, m_graph->node(id("/b/Conv"))));
        QVERIFY(!isExcludedByRecipe(recipe, m_graph->node(id("/a/Conv"))));
    }

    void includingOneNodeOfATypeKeepsTheOthersOut()
    {
        Recipe recipe;
        recipe.excludeOps = {"Conv"};
        recipe = withNodesIncluded(recipe, *m_graph, {id("/a/Conv")});
        QVERIFY(!isExcludedByRecipe(recipe, m_graph->node(id("/a/Conv"))));
        QVERIFY(isExcludedByRecipe(recipe, m_graph->node(id("/b/Conv"))));
    }

    void onlyTheseMeansNothingElse()
    {
        Recipe recipe = withOnlyNodes(withNodesExcluded({}, *m_graph, {id("/a/Conv")}), *m_graph, {id("/a/Conv")});
        QVERIFY(!isExcludedByRecipe(recipe, m_graph->node(id("/a/Conv"))));
        QVERIFY(isExcludedByRecipe(recipe, m_graph->node(id("/b/Conv"))));
        recipe = withNodesIncluded(recipe, *m_graph, {id("/b/Conv")});
        QVERIFY(!isExcludedByRecipe(recipe, m_graph->node(id("/b/Conv"))));
        QVERIFY(isExcludedByRecipe(recipe, m_graph->node(id("/b/Add"))));
        QVERIFY(withoutChoice(recipe) == Recipe{});
    }

    void walksFollowEdges()
    {
        QCOMPARE(upstreamNodes(*m_graph, {id("/b/Conv")}), (std::vector<NodeId>{id("/a/Conv"), id("/a/Relu"), id("/b/Conv")}));
        QCOMPARE(downstreamNodes(*m_graph, {id("/a/Relu")}).size(), std::size_t{3});
        QCOMPARE(nodesOfSameType(*m_graph, {id("/a/Conv")}), (std::vector<NodeId>{id("/a/Conv"), id("/b/Conv")}));
    }

    void changesAreNamed()
    {
        const Recipe excluded = withNodesExcluded({}, *m_graph, {id("/b/Add")});
        QVERIFY(recipeChange({}, excluded).contains(QStringLiteral("/b/Add")));
        QVERIFY(recipeChange(excluded, excluded).isEmpty());
        Recipe method;
        method.method = RangeMethod::MinMax;
        QVERIFY(recipeChange({}, method).contains(QStringLiteral("MinMax")));
    }

private:
    NodeId id(const char *name) const { return m_graph->findNode(name); }

    std::shared_ptr<const Graph> m_graph;
};

QTEST_GUILESS_MAIN(TestRecipeEdit)
#include "tst_recipe_edit.moc"
