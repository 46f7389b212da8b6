// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/writer.h"
#include "core/quant/analysis/sample_split.h"
#include "core/quant/session/judged_plan.h"
#include "tests/support/graph_maker.h"
#include "tests/support/random_samples.h"

#include <QTest>

#include <algorithm>

using namespace halftone;
using test::GraphMaker;
using test::RandomSamples;

namespace {

constexpr std::int64_t kSamples = 64;

/// h = x · w1, GELU by tanh written out, · w2: the cube takes all levels, and small values lose their sign.
std::shared_ptr<const Model> writtenOutGelu()
{
    GraphMaker maker;
    maker.input("x", {1, 16})
        .weight("w1", {16, 32}, 3)
        .weight("w2", {32, 12})
        .constant("c", Tensor::scalar<float>(0.044715F))
        .constant("root", Tensor::scalar<float>(0.797885F))
        .constant("one", Tensor::scalar<float>(1))
        .constant("half", Tensor::scalar<float>(0.5F))
        .node("MatMul", "first", {"x", "w1"}, {"h"})
        .node("Mul", "square", {"h", "h"}, {"h2"})
        .node("Mul", "cube", {"h2", "h"}, {"h3"})
        .node("Mul", "small", {"h3", "c"}, {"s"})
        .node("Add", "sum", {"h", "s"}, {"t"})
        .node("Mul", "scaled", {"t", "root"}, {"u"})
        .node("Tanh", "tanh", {"u"}, {"v"})
        .node("Add", "plus", {"v", "one"}, {"p"})
        .node("Mul", "halved", {"h", "half"}, {"g"})
        .node("Mul", "gelu", {"g", "p"}, {"m"})
        .node("MatMul", "second", {"m", "w2"}, {"y"});
    return maker.output("y").model();
}

struct Search
{
    std::shared_ptr<const Model> model;
    AccuracyPlan plan;
    std::unique_ptr<OutputReference> reference;
    SampleSplit split;
    std::unique_ptr<RandomSamples> samples;
};

Search searchOn(std::shared_ptr<const Model> model, Recipe recipe, int workers)
{
    NoProgress progress;
    Search search;
    search.model = model;
    search.samples = std::make_unique<RandomSamples>(model, kSamples);
    search.split = splitSamples(*search.samples, 0);
    auto prepared = preprocess(model, progress);
    auto facts = inferFacts(*prepared->model, {}, progress);
    const SampleSubset calibrating(*search.samples, search.split.calibration);
    auto statistics = calibrate(prepared->model, calibrating, {workers, 0, {}, {}}, progress);
    const QuantizeData data{&calibrating, {workers, 0, {}}, nullptr};
    std::vector<std::int64_t> all(static_cast<std::size_t>(kSamples));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<std::int64_t>(i);
    auto reference = OutputReference::make(model, *search.samples, all, {{{"y", OutputKind::Generic}}, workers}, progress);
    auto plan = searchAccuracy(
        {*prepared, *facts, *statistics, recipe, data, *search.samples, search.split.acceptance, **reference, {}}, progress);
    search.plan = std::move(*plan);
    search.reference = std::move(*reference);
    return search;
}

} // namespace

class TestAccuracySearch : public QObject
{
    Q_OBJECT

private slots:
    /// What 8 bits ruin comes out usable, and says by whom what was decided.
    void whatIsRuinedIsMended()
    {
        NoProgress progress;
        const Search search = searchOn(writtenOutGelu(), Recipe(), 1);
        QVERIFY(!search.plan.steps.empty());
        QVERIFY2(search.plan.steps.front().before > 0.01, qPrintable(QString::number(search.plan.steps.front().before)));
        QVERIFY2(search.plan.figures.distance() < 0.004, qPrintable(QString::number(search.plan.figures.distance())));
        const auto judged = judgePlan(search.plan.result, *search.reference, search.split, false, progress);
        QVERIFY(judged.hasValue());
        // Usable; one channel's noise stays above one percent, which is to be looked at.
        QVERIFY(judged->judgement.verdict != Verdict::Broken);
        const auto measured = std::ranges::count_if(
            search.plan.result.decisions, [](const NodeDecision &decision) { return isMeasuredReason(decision.reason); });
        QVERIFY(measured > 0);
        const auto products = std::ranges::count(search.plan.result.decisions, Precision::Int8, &NodeDecision::precision);
        QVERIFY(products >= 2);
    }

    /// The best plan's distance never rises but where something is given back, and then by a decibel at most.
    void stepsThatAreKeptHelp()
    {
        const Search search = searchOn(writtenOutGelu(), Recipe(), 1);
        for (const AccuracyStep &step : search.plan.steps) {
            const bool back = step.stage == "give back" || step.stage == "kernels" || step.stage == "nodes";
            if (step.kept && !back)
                QVERIFY2(step.after < step.before, step.stage.c_str());
        }
        QVERIFY(search.plan.runs <= 2 * search.plan.budget + kSamples);
    }

    void theNumberOfWorkersChangesNothing()
    {
        const Search one = searchOn(writtenOutGelu(), Recipe(), 1), four = searchOn(writtenOutGelu(), Recipe(), 4);
        QCOMPARE(one.plan.steps.size(), four.plan.steps.size());
        QVERIFY(*serializeModel(*one.plan.result.model) == *serializeModel(*four.plan.result.model));
        QCOMPARE(one.plan.figures.distances, four.plan.figures.distances);
    }

    void otherProfilesAreOnlyMeasured()
    {
        const Search search = searchOn(writtenOutGelu(), defaultRecipe(QuantProfile::Plain), 1);
        QVERIFY(search.plan.steps.empty());
        QVERIFY(search.plan.figures.distance() > 0);
        QVERIFY(std::ranges::none_of(
            search.plan.result.decisions, [](const NodeDecision &decision) { return isMeasuredReason(decision.reason); }));
    }

    /// Losses grow with planted noise: a wrong scale in one layer is seen, and said of the output.
    void aPlantedFaultIsBroken()
    {
        NoProgress progress;
        Search search = searchOn(writtenOutGelu(), Recipe(), 1);
        GraphBuilder builder(*search.plan.result.model->graph);
        for (ValueId id = 0; id < search.plan.result.model->graph->values().size(); ++id) {
            const ConstantTensor *constant = search.plan.result.model->graph->constant(id);
            const std::string &name = search.plan.result.model->graph->value(id).name;
            if (!constant || !name.ends_with("_scale") || constant->dtype() != DType::Float || constant->count() < 2)
                continue;
            Tensor scales = *constant->load();
            auto wrong = Tensor::allocate(DType::Float, scales.shape());
            for (std::size_t i = 0; i < wrong->as<float>().size(); ++i)
                wrong->mutableAs<float>()[i] = scales.as<float>()[i] * (i % 2 == 0 ? 3.0F : 0.2F);
            builder.setInitializer(id, ConstantTensor(std::move(*wrong)));
            break;
        }
        auto model = std::make_shared<Model>(*search.plan.result.model);
        model->graph = *std::move(builder).finish();
        search.plan.result.model = model;
        const auto judged = judgePlan(search.plan.result, *search.reference, search.split, false, progress);
        QVERIFY(judged.hasValue());
        QCOMPARE(judged->judgement.verdict, Verdict::Broken);
        QCOMPARE(judged->judgement.reasons.at(0).output, std::string("y"));
    }

    void nothingQuantizedIsSaid()
    {
        Recipe recipe;
        recipe.excludeOps = {"MatMul", "Mul", "Add", "Tanh"};
        const Search search = searchOn(writtenOutGelu(), recipe, 1);
        Judgement judgement;
        judgeCosts(search.plan.result, {}, 0, {}, judgement);
        QCOMPARE(judgement.verdict, Verdict::Check);
        QCOMPARE(judgement.reasons.at(0).message.code(), errc::kNothingQuantized);
    }
};

QTEST_APPLESS_MAIN(TestAccuracySearch)

#include "tst_accuracy_search.moc"
