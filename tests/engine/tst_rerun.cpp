// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/rerun.h"
#include "tests/engine/small_model.h"

#include <QTest>

#include <cstring>
#include <set>

using namespace halftone;
using namespace halftone::test;

namespace {

/// Which values were computed.
class Names final : public TensorObserver
{
public:
    void observe(ValueId value, const TensorView &) override { seen.insert(value); }
    std::set<ValueId> seen;
};

/// Replaces values in a whole run: what a partial run must agree with.
class Replacing final : public TensorObserver
{
public:
    explicit Replacing(ValueMap values) : m_values(std::move(values)) { }
    void observe(ValueId, const TensorView &) override { }
    Tensor replacement(ValueId value) override
    {
        const auto found = m_values.find(value);
        if (found == m_values.end())
            return {};
        const auto plain = found->second.plain();
        return plain ? *plain : Tensor();
    }

private:
    ValueMap m_values;
};

/// Two branches that meet twice, 20 channels so that layouts have padding.
SmallModel branches(std::mt19937 &random)
{
    const std::vector<std::int64_t> pads{1, 1, 1, 1};
    SmallModel model;
    model.input("x").output("y").output("z");
    for (const char *name : {"w2", "w3", "w4"})
        model.constant(name, randomFloats({20, 20, 3, 3}, random, 0.1F));
    model.constant("w1", randomFloats({20, 3, 3, 3}, random, 0.3F));
    model.node("Conv", {"x", "w1"}, {"a"}, {{"pads", pads}})
        .node("Relu", {"a"}, {"b"})
        .node("Conv", {"b", "w2"}, {"c"}, {{"pads", pads}})
        .node("Conv", {"b", "w3"}, {"d"}, {{"pads", pads}})
        .node("Add", {"c", "b"}, {"e"})
        .node("Concat", {"e", "d"}, {"f"}, {{"axis", std::int64_t(1)}})
        .node("MaxPool", {"f"}, {"g"}, {{"kernel_shape", std::vector<std::int64_t>{2, 2}}})
        .node("Sigmoid", {"g"}, {"y"})
        .node("Conv", {"d", "w4"}, {"h"}, {{"pads", pads}})
        .node("Tanh", {"h"}, {"z"});
    return model;
}

bool sameBits(const Tensor &a, const Tensor &b)
{
    return a.shape() == b.shape() && a.dtype() == b.dtype() && std::memcmp(a.raw(), b.raw(), a.bytes()) == 0;
}

} // namespace

class TestRerun : public QObject
{
    Q_OBJECT

private slots:
    void everyValueChangedAloneGivesTheOutputsOfAWholeRun()
    {
        std::mt19937 random(1);
        const auto model = branches(random).make();
        EngineOptions options;
        for (const char *name : {"a", "b", "c", "d", "e", "f", "g", "h"})
            options.observed.push_back(model->graph->findValue(name));
        EngineOptions capturing = options;
        capturing.extraOutputs = options.observed;
        const Tensor x = randomFloats({2, 3, 9, 11}, random);
        const auto base = Runner(model, capturing).run({x});
        QVERIFY(base);

        Runner runner(model, options);
        QVERIFY(runner.run({x}));
        NoProgress progress;
        const std::vector<RuntimeValue> inputs{x};
        for (std::size_t i = 0; i < options.observed.size(); ++i) {
            const Tensor &before = (*base)[i + 2].tensor();
            const ValueMap changed{{options.observed[i], randomFloats(before.shape(), random)}};
            Replacing replacing(changed);
            const auto wanted = runner.run(inputs, &replacing);
            QVERIFY(wanted);
            // All known, half of them, none: only the amount of work differs.
            for (const std::size_t every : {1, 2, 100}) {
                ValueMap known;
                for (std::size_t k = 0; k < options.observed.size(); ++k)
                    if (k % every == every - 1)
                        known[options.observed[k]] = (*base)[k + 2].tensor();
                const auto found = runner.executor().rerun(inputs, changed, known, nullptr, progress);
                QVERIFY(found);
                for (std::size_t k = 0; k < 2; ++k) {
                    if ((*found)[k].isNull())
                        QVERIFY(sameBits((*wanted)[k].tensor(), (*base)[k].tensor()));
                    else
                        QVERIFY(sameBits((*found)[k].tensor(), (*wanted)[k].tensor()));
                }
            }
        }
    }

    void onlyWhatDependsOnTheChangeIsComputed()
    {
        std::mt19937 random(2);
        const auto model = branches(random).make();
        const Graph &graph = *model->graph;
        EngineOptions options;
        for (const char *name : {"b", "c", "d", "e", "f", "g", "h"})
            options.observed.push_back(graph.findValue(name));
        EngineOptions capturing = options;
        capturing.extraOutputs = options.observed;
        const Tensor x = randomFloats({1, 3, 8, 8}, random);
        const auto base = Runner(model, capturing).run({x});
        QVERIFY(base);
        ValueMap known;
        for (std::size_t k = 0; k < options.observed.size(); ++k)
            known[options.observed[k]] = (*base)[k + 2].tensor();

        Runner runner(model, options);
        QVERIFY(runner.run({x}));
        Names names;
        NoProgress progress;
        const auto found = runner.executor().rerun(
            std::vector<RuntimeValue>{x}, {{graph.findValue("e"), known.at(graph.findValue("c"))}}, known, &names, progress);
        QVERIFY(found);
        QCOMPARE(names.seen, (std::set<ValueId>{graph.findValue("f"), graph.findValue("g")}));
        QVERIFY(!(*found)[0].isNull());
        QVERIFY((*found)[1].isNull());
    }

    void worksBeforeAnythingRan()
    {
        std::mt19937 random(3);
        const auto model = branches(random).make();
        EngineOptions options;
        const ValueId e = model->graph->findValue("e");
        options.observed = {e};
        const Tensor x = randomFloats({1, 3, 6, 6}, random);
        const ValueMap changed{{e, randomFloats({1, 20, 6, 6}, random)}};
        Runner runner(model, options);
        NoProgress progress;
        const std::vector<RuntimeValue> inputs{x};
        const auto first = runner.executor().rerun(inputs, changed, {}, nullptr, progress);
        const auto second = runner.executor().rerun(inputs, changed, {}, nullptr, progress);
        QVERIFY(first && second);
        QVERIFY(sameBits((*first)[0].tensor(), (*second)[0].tensor()));
    }

    void refusesValuesThatAreNotObserved()
    {
        std::mt19937 random(4);
        const auto model = branches(random).make();
        Runner runner(model, {});
        NoProgress progress;
        const Tensor x = randomFloats({1, 3, 6, 6}, random);
        const auto found = runner.executor().rerun(
            std::vector<RuntimeValue>{x}, {{model->graph->findValue("b"), randomFloats({1, 20, 6, 6}, random)}}, {}, nullptr, progress);
        QVERIFY(!found);
        QCOMPARE(found.error().code(), errc::kNotObserved);
    }
};

QTEST_GUILESS_MAIN(TestRerun)
#include "tst_rerun.moc"
