// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/small_model.h"

#include <QTest>

#include <chrono>
#include <cstring>
#include <functional>
#include <map>
#include <set>

using namespace halftone;
using namespace halftone::test;

namespace {

/// Keeps a row-major copy of what it sees and may replace one value.
class Recorder final : public TensorObserver
{
public:
    void observe(ValueId value, const TensorView &view) override
    {
        std::vector<float> copy;
        const auto *data = reinterpret_cast<const float *>(view.data);
        const std::int64_t channels = view.shape.rank() > 1 ? view.shape[1] : 1;
        const std::int64_t spatial = view.shape.rank() > 1 ? view.shape.count(2, view.shape.rank()) : view.shape.count();
        const std::int64_t batch = view.shape.rank() > 1 ? view.shape[0] : 1;
        const std::int64_t blocks = (channels + view.block - 1) / view.block;
        for (std::int64_t n = 0; n < batch; ++n)
            for (std::int64_t c = 0; c < channels; ++c)
                for (std::int64_t s = 0; s < spatial; ++s) {
                    std::int64_t at = (n * channels + c) * spatial + s;
                    if (view.layout == TensorView::Layout::ChannelsLast)
                        at = (n * spatial + s) * channels + c;
                    else if (view.layout == TensorView::Layout::ChannelBlocks)
                        at = ((n * blocks + c / view.block) * spatial + s) * view.block + c % view.block;
                    copy.push_back(data[at]);
                }
        seen[value].push_back(std::move(copy));
    }
    Tensor replacement(ValueId value) override
    {
        const auto found = replacements.find(value);
        return found == replacements.end() ? Tensor() : found->second;
    }

    std::map<ValueId, std::vector<std::vector<float>>> seen;
    std::map<ValueId, Tensor> replacements;
};

/// Where observed values lie.
class Addresses final : public TensorObserver
{
public:
    void observe(ValueId, const TensorView &view) override { seen.push_back(view.data); }
    std::vector<const std::byte *> seen;
};

class CancelledProgress final : public Progress
{
public:
    bool report(std::int64_t, std::int64_t) override { return false; }
    bool cancelled() const override { return true; }
};

SmallModel residualBlock(std::mt19937 &random)
{
    SmallModel model;
    model.input("x").output("y");
    model.constant("w1", randomFloats({20, 3, 3, 3}, random, 0.3F)).constant("w2", randomFloats({20, 20, 3, 3}, random, 0.1F));
    model.node("Conv", {"x", "w1"}, {"a"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}})
        .node("Relu", {"a"}, {"b"})
        .node("Conv", {"b", "w2"}, {"c"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}})
        .node("Add", {"c", "b"}, {"d"})
        .node("Relu", {"d"}, {"y"});
    return model;
}

/// Wants the work stopped 100 ms after it began.
class SoonCancelled final : public Progress
{
public:
    bool report(std::int64_t, std::int64_t) override { return !cancelled(); }
    bool cancelled() const override { return std::chrono::steady_clock::now() >= m_end; }
    std::chrono::steady_clock::duration sinceCancelled() const { return std::chrono::steady_clock::now() - m_end; }

private:
    std::chrono::steady_clock::time_point m_end = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
};

/// Adds one node from x to y and returns what to feed as x.
using Maker = std::function<Tensor(SmallModel &)>;

} // namespace

class TestExecutor : public QObject
{
    Q_OBJECT

private slots:
    void cancelsWithinOneNode_data()
    {
        QTest::addColumn<Maker>("make");
        const auto zeros = [](Shape shape) {
            auto tensor = Tensor::allocate(DType::Float, std::move(shape));
            return tensor ? std::move(*tensor) : Tensor();
        };
        QTest::newRow("resize") << Maker([zeros](SmallModel &small) {
            small.constant("scales", Tensor::of<float>({4}, {1, 1, 8, 8}));
            small.node("Resize", {"x", "", "scales"}, {"y"}, {{"mode", std::string("cubic")}});
            return zeros({1, 1, 600, 600});
        });
        QTest::newRow("boxes") << Maker([zeros](SmallModel &small) {
            // Boxes without area never overlap: all are kept, and each is held against all.
            small.constant("scores", zeros({1, 1, 200000})).constant("limit", Tensor::of<std::int64_t>({1}, {200000}));
            small.node("NonMaxSuppression", {"x", "scores", "limit"}, {"y"});
            return zeros({1, 200000, 4});
        });
        QTest::newRow("convolution") << Maker([zeros](SmallModel &small) {
            small.constant("w", zeros({256, 256, 5, 5})).node("Conv", {"x", "w"}, {"y"});
            return zeros({1, 256, 160, 160});
        });
    }

    void cancelsWithinOneNode()
    {
        QFETCH(Maker, make);
        SmallModel small;
        small.input("x").output("y");
        const Tensor x = make(small);
        NoProgress none;
        const auto prepared = PreparedModel::prepare(small.make(), referenceOnly(), none);
        QVERIFY(prepared);
        Executor executor(*prepared, 1);
        SoonCancelled progress;
        const std::vector<RuntimeValue> inputs{x};
        const auto outputs = executor.run(inputs, nullptr, progress);
        QVERIFY(!outputs);
        QVERIFY(outputs.error().code() == errc::kCancelled);
        QVERIFY2(progress.sinceCancelled() < std::chrono::seconds(2), "the node ran to its end");
    }

    void replaysWithTheSameBits()
    {
        std::mt19937 random(1);
        const auto model = residualBlock(random).make();
        Runner runner(model, {});
        const Tensor x = randomFloats({2, 3, 9, 11}, random);
        const auto traced = runner.run({x});
        const auto replayed = runner.run({x});
        QVERIFY(traced && replayed);
        QVERIFY(std::memcmp(traced->front().tensor().raw(), replayed->front().tensor().raw(), traced->front().tensor().bytes()) == 0);
        QVERIFY(runner.executor().arenaBytes() > 0);
    }

    void inputsAndOutputsStayTheCallersOwn()
    {
        // Large ones are read and written where they are: what a run returned must not change with the next one.
        std::mt19937 random(6);
        SmallModel small;
        small.input("x").output("y").output("z").constant("w", randomFloats({16, 16, 3, 3}, random, 0.2F));
        small.node("Conv", {"x", "w"}, {"y"}, {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}}).node("Relu", {"x"}, {"z"});
        const auto model = small.make();
        Runner runner(model, {});
        Runner reference(model, referenceOnly());
        std::vector<Tensor> given;
        std::vector<std::vector<RuntimeValue>> found;
        for (int i = 0; i < 4; ++i) {
            given.push_back(randomFloats({1, 16, 40, 40}, random));
            if (i == 3) { // not as primitives like their operands
                auto larger = Tensor::allocateUninitialized(DType::Float, Shape{given.back().count() + 1});
                const auto owner = std::make_shared<Tensor>(*larger);
                const Tensor shifted = Tensor::borrow(DType::Float, given.back().shape(), larger->mutableRaw() + sizeof(float), owner);
                std::memcpy(owner->mutableRaw() + sizeof(float), given.back().raw(), given.back().bytes());
                given.back() = shifted;
            }
            const auto outputs = runner.run({given.back()});
            QVERIFY(outputs);
            found.push_back(*outputs);
        }
        for (std::size_t i = 0; i < given.size(); ++i) {
            const auto wanted = reference.run({given[i]});
            QVERIFY(wanted);
            for (std::size_t k = 0; k < 2; ++k)
                QVERIFY(normalizedError(found[i][k].tensor(), (*wanted)[k].tensor()) < 1e-5);
        }
    }

    void watchedResultsOfInPlaceStepsAreNotCopied()
    {
        // A Relu works where the convolution before it wrote: showing both must not put the second elsewhere.
        std::mt19937 random(5);
        SmallModel small;
        small.input("x").output("y").constant("w", randomFloats({32, 16, 3, 3}, random, 0.2F));
        small.node("Conv", {"x", "w"}, {"a"}).node("Relu", {"a"}, {"b"}).node("Conv", {"b", "v"}, {"y"});
        small.constant("v", randomFloats({16, 32, 1, 1}, random, 0.2F));
        const auto model = small.make();
        EngineOptions options;
        options.observed = {model->graph->findValue("a"), model->graph->findValue("b")};
        Runner runner(model, options);
        Addresses addresses;
        const Tensor x = randomFloats({1, 16, 12, 12}, random);
        QVERIFY(runner.run({x}, &addresses));
        QVERIFY(runner.run({x}, &addresses));
        QCOMPARE(addresses.seen.size(), 4U);
        QCOMPARE(addresses.seen[0], addresses.seen[1]);
        QCOMPARE(addresses.seen[2], addresses.seen[3]);
    }

    void shapesMayChangeBetweenRuns()
    {
        std::mt19937 random(2);
        const auto model = residualBlock(random).make();
        Runner runner(model, {});
        Runner reference(model, referenceOnly());
        for (const std::int64_t size : {8, 12, 8, 20, 12, 8}) {
            const Tensor x = randomFloats({1, 3, size, size}, random);
            const auto found = runner.run({x});
            const auto wanted = reference.run({x});
            QVERIFY(found && wanted);
            QVERIFY(normalizedError(found->front().tensor(), wanted->front().tensor()) < 1e-5);
        }
    }

    void doesNotDependOnThreads()
    {
        std::mt19937 random(3);
        const auto model = residualBlock(random).make();
        const Tensor x = randomFloats({1, 3, 32, 32}, random);
        const auto one = Runner(model, {}, 1).run({x});
        const auto two = Runner(model, {}, 2).run({x});
        QVERIFY(one && two);
        QVERIFY(std::memcmp(one->front().tensor().raw(), two->front().tensor().raw(), one->front().tensor().bytes()) == 0);
    }

    void observersSeeEveryNamedValueOnceARun()
    {
        std::mt19937 random(4);
        const auto model = residualBlock(random).make();
        EngineOptions options;
        for (const char *name : {"x", "a", "b", "c", "d", "y"})
            options.observed.push_back(model->graph->findValue(name));
        EngineOptions plain = referenceOnly();
        plain.extraOutputs = options.observed;
        const Tensor x = randomFloats({2, 3, 7, 9}, random);
        const auto wanted = Runner(model, plain).run({x});
        QVERIFY(wanted);
        Runner runner(model, options);
        for (int run = 0; run < 2; ++run) {
            Recorder recorder;
            QVERIFY(runner.run({x}, &recorder));
            for (std::size_t i = 0; i < options.observed.size(); ++i) {
                const auto &seen = recorder.seen[options.observed[i]];
                QCOMPARE(seen.size(), std::size_t(1));
                const Tensor &value = (*wanted)[i + 1].tensor();
                const Tensor found = Tensor::of<float>(value.shape(), std::span<const float>(seen[0]));
                QVERIFY(normalizedError(found, value) < 1e-5);
            }
        }
    }

    void consumersReadReplacements()
    {
        std::mt19937 random(5);
        const auto model = residualBlock(random).make();
        EngineOptions options;
        const ValueId b = model->graph->findValue("b");
        options.observed = {b};
        Runner runner(model, options);
        SmallModel rest; // what follows b, fed directly
        const Tensor x = randomFloats({1, 3, 6, 6}, random);
        Recorder recorder;
        recorder.replacements[b] = *Tensor::allocate(DType::Float, {1, 20, 6, 6});
        for (int run = 0; run < 2; ++run) {
            const auto found = runner.run({x}, &recorder);
            QVERIFY(found);
            // With b = 0: y = relu(conv(0) + 0) = 0.
            for (const float element : found->front().tensor().as<float>())
                QCOMPARE(element, 0.0F);
        }
        recorder.replacements[b] = *Tensor::allocate(DType::Float, {1, 20, 6, 5});
        const auto refused = runner.run({x}, &recorder);
        QVERIFY(!refused && refused.error().code() == ErrorCode{"engine.bad-replacement"});
    }

    void cancelledBeforeTheFirstNode()
    {
        std::mt19937 random(6);
        const auto model = residualBlock(random).make();
        NoProgress quiet;
        const auto prepared = PreparedModel::prepare(model, {}, quiet);
        QVERIFY(prepared);
        Executor executor(*prepared, 1);
        CancelledProgress cancelled;
        const std::vector<RuntimeValue> inputs{randomFloats({1, 3, 6, 6}, random)};
        const auto result = executor.run(inputs, nullptr, cancelled);
        QVERIFY(!result && result.error().code() == errc::kCancelled);
        QVERIFY(executor.run(inputs, nullptr, quiet));
        QVERIFY(!executor.run(inputs, nullptr, cancelled));
    }

    void wrongInputsAreErrors()
    {
        std::mt19937 random(7);
        Runner runner(residualBlock(random).make(), {});
        const auto none = runner.run({});
        QVERIFY(!none && none.error().code() == ErrorCode{"engine.input-count"});
        const auto rank = runner.run({randomFloats({1, 4, 6, 6}, random)});
        QVERIFY(!rank);
    }

    void arenaIsTheWidestCutNotTheSum()
    {
        SmallModel model;
        model.input("x").output("y");
        std::string last = "x";
        for (int i = 0; i < 40; ++i) {
            const std::string next = i == 39 ? "y" : "v" + std::to_string(i);
            model.node("Sigmoid", {last}, {next});
            last = next;
        }
        std::mt19937 random(8);
        const Tensor x = randomFloats({64, 1024}, random);
        Runner runner(model.make(), {});
        QVERIFY(runner.run({x}) && runner.run({x}));
        QVERIFY(runner.executor().arenaBytes() <= static_cast<std::int64_t>(3 * x.bytes()));
    }

    void dataDependentShapesReplan()
    {
        SmallModel model;
        model.input("x").input("end").output("y").constant("start", Tensor::of<std::int64_t>({1}, {0}));
        model.node("Slice", {"x", "start", "end"}, {"s"}).node("Neg", {"s"}, {"y"});
        Runner runner(model.make(), {});
        std::mt19937 random(9);
        const Tensor x = randomFloats({8}, random);
        for (const std::int64_t count : {3, 3, 5, 1, 5}) {
            const auto found = runner.run({x, Tensor::of<std::int64_t>({1}, {count})});
            QVERIFY2(found, found ? "" : found.error().debugText().c_str());
            QCOMPARE(found->front().tensor().shape(), Shape{count});
            for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
                QCOMPARE(found->front().tensor().as<float>()[i], -x.as<float>()[i]);
        }
    }
};

QTEST_GUILESS_MAIN(TestExecutor)
#include "tst_executor.moc"
