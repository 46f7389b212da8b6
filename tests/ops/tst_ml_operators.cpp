// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_node.h"

#include <QtTest>

#include <cmath>

using namespace halftone;
using halftone::test::NodeCall;

namespace {

NodeCall call(std::string type, std::int64_t opset = 3) { return NodeCall(std::move(type), opset, "ai.onnx.ml"); }

std::vector<float> floatsOf(const Tensor &tensor)
{
    const auto elements = tensor.as<float>();
    return {elements.begin(), elements.end()};
}

using Floats = std::vector<float>;
using Ints = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

/// One tree: feature 0 ≤ 0.5 ? leaf 1 : leaf 2.
NodeCall stump(std::string type, const std::string &prefix)
{
    return call(std::move(type))
        .with("nodes_treeids", Ints{0, 0, 0})
        .with("nodes_nodeids", Ints{0, 1, 2})
        .with("nodes_featureids", Ints{0, 0, 0})
        .with("nodes_values", Floats{0.5F, 0, 0})
        .with("nodes_modes", Texts{"BRANCH_LEQ", "LEAF", "LEAF"})
        .with("nodes_truenodeids", Ints{1, 0, 0})
        .with("nodes_falsenodeids", Ints{2, 0, 0})
        .with(prefix + "_treeids", Ints{0, 0})
        .with(prefix + "_nodeids", Ints{1, 2})
        .with(prefix + "_ids", Ints{0, 0})
        .with(prefix + "_weights", Floats{0.2F, 0.9F});
}

} // namespace

class TestMlOperators : public QObject
{
    Q_OBJECT

private slots:
    void treesSendMissingValuesWhereTheyAreTold();
    void aSingleScoreDecidesBetweenTwoLabels();
    void treesInACircleAreRefused();
    void treesAskingForAMissingFeatureAreRefused();
    void membershipIsASetForEachNode();
    void labelsOfNaNAreFound();
    void columnsOutOfRangeAreRefused();
    void unknownCategoriesAreRefusedWhereZerosAreNotWanted();
    void mapsBecomeRows();
    void rowsBecomeMaps();
    void coefficientsMustFitTheFeatures();
    void pairwiseProbabilitiesSumToOne();
};

void TestMlOperators::treesSendMissingValuesWhereTheyAreTold()
{
    const Tensor input = Tensor::of<float>({3, 1}, {0.5F, 0.6F, std::nanf("")});
    const auto without = stump("TreeEnsembleRegressor", "target").runTensor({input});
    QVERIFY(without);
    QCOMPARE(floatsOf(*without), (Floats{0.2F, 0.9F, 0.9F}));
    const auto with = stump("TreeEnsembleRegressor", "target").with("nodes_missing_value_tracks_true", Ints{1, 0, 0}).runTensor({input});
    QVERIFY(with);
    QCOMPARE(floatsOf(*with), (Floats{0.2F, 0.9F, 0.2F}));
}

void TestMlOperators::aSingleScoreDecidesBetweenTwoLabels()
{
    const auto outputs = stump("TreeEnsembleClassifier", "class")
                             .with("classlabels_int64s", Ints{7, 9})
                             .outputs(2)
                             .run({Tensor::of<float>({2, 1}, {0, 1})});
    QVERIFY(outputs);
    const auto labels = (*outputs)[0].tensor().as<std::int64_t>();
    QCOMPARE(Ints(labels.begin(), labels.end()), (Ints{7, 9}));
    const Floats scores = floatsOf((*outputs)[1].tensor());
    QCOMPARE(scores[0] + scores[1], 1.0F);
    QCOMPARE(scores[1], 0.2F);
}

void TestMlOperators::treesInACircleAreRefused()
{
    const auto result = call("TreeEnsembleRegressor")
                            .with("nodes_treeids", Ints{0, 0})
                            .with("nodes_nodeids", Ints{0, 1})
                            .with("nodes_featureids", Ints{0, 0})
                            .with("nodes_values", Floats{0, 0})
                            .with("nodes_modes", Texts{"BRANCH_LEQ", "BRANCH_LEQ"})
                            .with("nodes_truenodeids", Ints{1, 0})
                            .with("nodes_falsenodeids", Ints{1, 0})
                            .runTensor({Tensor::of<float>({1, 1}, {0})});
    QVERIFY(!result);
    QCOMPARE(result.error().code(), errc::kBadArgument);
}

void TestMlOperators::treesAskingForAMissingFeatureAreRefused()
{
    const auto result = stump("TreeEnsembleRegressor", "target").runTensor({Tensor::of<float>({2, 0}, {})});
    QVERIFY(!result);
    QCOMPARE(result.error().code(), errc::kBadArgument);
}

void TestMlOperators::membershipIsASetForEachNode()
{
    const float end = std::nanf("");
    // Feature 0 in {1, 3}? leaf 0, else feature 1 in {2}? leaf 1 : leaf 2.
    const auto result = call("TreeEnsemble", 5)
                            .with("tree_roots", Ints{0})
                            .with("nodes_featureids", Ints{0, 1})
                            .with("nodes_modes", ConstantTensor(Tensor::of<std::uint8_t>({2}, {6, 6})))
                            .with("nodes_splits", ConstantTensor(Tensor::of<float>({2}, {0, 0})))
                            .with("membership_values", ConstantTensor(Tensor::of<float>({5}, {3, 1, end, 2, end})))
                            .with("nodes_truenodeids", Ints{0, 1})
                            .with("nodes_trueleafs", Ints{1, 1})
                            .with("nodes_falsenodeids", Ints{1, 2})
                            .with("nodes_falseleafs", Ints{0, 1})
                            .with("leaf_targetids", Ints{0, 0, 0})
                            .with("leaf_weights", ConstantTensor(Tensor::of<float>({3}, {10, 20, 30})))
                            .runTensor({Tensor::of<float>({3, 2}, {3, 0, 2, 2, 2, 1})});
    QVERIFY(result);
    QCOMPARE(floatsOf(*result), (Floats{10, 20, 30}));
}

void TestMlOperators::labelsOfNaNAreFound()
{
    const auto result = call("LabelEncoder", 4)
                            .with("keys_floats", Floats{1.5F, std::nanf(""), 0})
                            .with("values_int64s", Ints{3, 4, 5})
                            .runTensor({Tensor::of<float>({4}, {-0.0F, std::nanf(""), 1.5F, 2})});
    QVERIFY(result);
    const auto labels = result->as<std::int64_t>();
    QCOMPARE(Ints(labels.begin(), labels.end()), (Ints{5, 4, 3, -1}));
}

void TestMlOperators::columnsOutOfRangeAreRefused()
{
    const Tensor input = Tensor::of<float>({1, 3}, {1, 2, 3});
    for (const std::int64_t column : {std::int64_t(-1), std::int64_t(3)}) {
        const auto result = call("ArrayFeatureExtractor").runTensor({input, Tensor::of<std::int64_t>({1}, {column})});
        QVERIFY(!result);
        QCOMPARE(result.error().code(), errc::kBadArgument);
    }
}

void TestMlOperators::unknownCategoriesAreRefusedWhereZerosAreNotWanted()
{
    const Tensor input = Tensor::ofStrings({2}, {"b", "c"});
    const auto zeros = call("OneHotEncoder").with("cats_strings", Texts{"a", "b"}).runTensor({input});
    QVERIFY(zeros);
    QCOMPARE(floatsOf(*zeros), (Floats{0, 1, 0, 0}));
    QVERIFY(!call("OneHotEncoder").with("cats_strings", Texts{"a", "b"}).with("zeros", std::int64_t(0)).runTensor({input}));
}

void TestMlOperators::mapsBecomeRows()
{
    const Map map{Tensor::of<std::int64_t>({2}, {4, 1}), Tensor::of<float>({2}, {0.4F, 0.1F})};
    const auto listed = call("DictVectorizer").with("int64_vocabulary", Ints{1, 2, 4}).runTensor({RuntimeValue(map)});
    QVERIFY(listed);
    QCOMPARE(floatsOf(*listed), (Floats{0.1F, 0, 0.4F}));
    const auto dense = call("CastMap").runTensor({RuntimeValue(map)});
    QVERIFY(dense);
    QCOMPARE(floatsOf(*dense), (Floats{0.1F, 0.4F}));
    const auto sparse
        = call("CastMap").with("map_form", std::string("SPARSE")).with("max_map", std::int64_t(6)).runTensor({RuntimeValue(map)});
    QVERIFY(sparse);
    QCOMPARE(floatsOf(*sparse), (Floats{0, 0.1F, 0, 0, 0.4F, 0}));
    QVERIFY(!call("CastMap").with("map_form", std::string("SPARSE")).with("max_map", std::int64_t(4)).runTensor({RuntimeValue(map)}));
}

void TestMlOperators::rowsBecomeMaps()
{
    const auto outputs = call("ZipMap").with("classlabels_strings", Texts{"a", "b"}).run({Tensor::of<float>({2, 2}, {1, 2, 3, 4})});
    QVERIFY(outputs);
    QVERIFY(outputs->front().isSequence());
    const auto &items = outputs->front().sequence().items;
    QCOMPARE(items.size(), std::size_t(2));
    QCOMPARE(items[1].map().keys.strings(), (Texts{"a", "b"}));
    QCOMPARE(floatsOf(items[1].map().values), (Floats{3, 4}));
    const auto facts = call("ZipMap").with("classlabels_strings", Texts{"a", "b"}).infer({Fact::of(DType::Float, {})});
    QVERIFY(facts);
    QVERIFY(facts->front().type.kind == Type::Kind::Sequence && facts->front().type.element->kind == Type::Kind::Map);
}

void TestMlOperators::coefficientsMustFitTheFeatures()
{
    const Tensor input = Tensor::of<float>({2, 3}, {1, 2, 3, 4, 5, 6});
    const auto sums = call("LinearRegressor").with("coefficients", Floats{1, 0, -1}).with("intercepts", Floats{0.5F}).runTensor({input});
    QVERIFY(sums);
    QCOMPARE(floatsOf(*sums), (Floats{-1.5F, -1.5F}));
    QVERIFY(!call("LinearRegressor").with("coefficients", Floats{1, 0}).runTensor({input}));
    const auto facts = call("LinearRegressor").with("targets", std::int64_t(-3)).infer({Fact::of(DType::Float, dimsOf(input.shape()))});
    QVERIFY(facts);
    QVERIFY(!facts->front().shape());
    QVERIFY(!call("Scaler").with("offset", Floats{1, 0}).with("scale", Floats{1}).runTensor({input}));
}

void TestMlOperators::pairwiseProbabilitiesSumToOne()
{
    const auto outputs = call("SVMClassifier")
                             .with("classlabels_strings", Texts{"a", "b", "c"})
                             .with("support_vectors", Floats{0, 0, 4, 0, 0, 4})
                             .with("vectors_per_class", Ints{1, 1, 1})
                             .with("coefficients", Floats{1, -1, -1, 1, 1, -1})
                             .with("rho", Floats{0, 0, 0})
                             .with("prob_a", Floats{-2, -2, -2})
                             .with("prob_b", Floats{0, 0, 0})
                             .with("kernel_type", std::string("RBF"))
                             .with("kernel_params", Floats{0.2F, 0, 0})
                             .outputs(2)
                             .run({Tensor::of<float>({3, 2}, {0, 0, 4, 0, 0, 4})});
    QVERIFY(outputs);
    QCOMPARE((*outputs)[0].tensor().strings(), (Texts{"a", "b", "c"}));
    const Floats scores = floatsOf((*outputs)[1].tensor());
    for (std::size_t row = 0; row < 3; ++row) {
        QVERIFY(std::abs(scores[row * 3] + scores[row * 3 + 1] + scores[row * 3 + 2] - 1) < 1e-5F);
        QCOMPARE(std::ranges::max_element(scores.begin() + row * 3, scores.begin() + row * 3 + 3) - (scores.begin() + row * 3),
            std::ptrdiff_t(row));
    }
}

QTEST_APPLESS_MAIN(TestMlOperators)

#include "tst_ml_operators.moc"
