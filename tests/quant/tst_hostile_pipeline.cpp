// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/ops/fact.h"
#include "core/quant/quantize.h"
#include "core/samples/data_input.h"
#include "core/samples/synthetic_source.h"
#include "tests/support/graph_maker.h"
#include "tests/support/same_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace halftone;
using namespace halftone::test;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr int kDamagedModels = 600;

/// Convolution, activation, residual, pooling and a product with weights that `change` may spoil.
std::shared_ptr<const Model> network(const std::function<void(std::span<float> weights, std::span<float> bias)> &change = {})
{
    std::mt19937 random(3);
    std::normal_distribution<float> normal(0, 0.4F);
    std::vector<float> weights(4 * 4 * 9), bias(4);
    std::ranges::generate(weights, [&] { return normal(random); });
    std::ranges::generate(bias, [&] { return normal(random); });
    if (change)
        change(weights, bias);
    const auto made = GraphMaker()
                          .input("x", {1, 4, 6, 6})
                          .constant("w", Tensor::of<float>(Shape{4, 4, 3, 3}, std::span<const float>(weights)))
                          .constant("b", Tensor::of<float>(Shape{4}, std::span<const float>(bias)))
                          .node("Conv", "conv", {"x", "w", "b"}, {"c"}, {GraphMaker::ints("pads", {1, 1, 1, 1})})
                          .node("Relu", "relu", {"c"}, {"r"})
                          .node("Add", "add", {"r", "x"}, {"a"})
                          .node("GlobalAveragePool", "pool", {"a"}, {"p"})
                          .node("Flatten", "flat", {"p"}, {"f"})
                          .weight("m", {4, 3})
                          .node("MatMul", "product", {"f", "m"}, {"y"})
                          .output("y")
                          .model();
    return *readModelFromMemory(*serializeModel(*made), "network");
}

/// Scales that are neither finite nor positive, by value name.
std::string badScale(const QuantizeResult &result)
{
    for (const auto &[value, params] : result.params)
        for (const float scale : params.scale)
            if (!std::isfinite(scale) || scale <= 0)
                return value + ": " + std::to_string(scale);
    return {};
}

} // namespace

/// Whatever is read is refused by name somewhere on its way, or gives a model that is written, read and run.
class TestHostilePipeline : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The first error on the way from a model to its quantized, exported, reloaded and executed form.
    Status whole(const std::shared_ptr<const Model> &model, std::string &wrong)
    {
        NoProgress progress;
        HALFTONE_TRY(const PreparedGraph prepared, preprocess(model, progress));
        HALFTONE_TRY(const GraphFacts facts, inferFacts(*prepared.model, {}, progress));
        const SyntheticSource samples(*prepared.model, facts, dataInputs(*prepared.model, facts, {}), 2, 1);
        CalibrationOptions options;
        options.workers = 1;
        HALFTONE_TRY(const Statistics statistics, calibrate(prepared.model, samples, options, progress));
        HALFTONE_TRY(const QuantizeResult result, quantize(prepared, facts, statistics, Recipe(), progress));
        wrong = badScale(result);
        const std::string path = m_folder.filePath(QStringLiteral("q.onnx")).toStdString();
        HALFTONE_TRY([[maybe_unused]] const auto written, writeModel(*result.model, path, {}, progress));
        const auto again = readModel(path);
        if (!again)
            wrong = "reload: " + again.error().debugText();
        else if (const std::string difference = ModelDifference::find(*result.model, **again); !difference.empty())
            wrong = "reload: " + difference;
        if (!wrong.empty())
            return {};
        HALFTONE_TRY(const auto executable, PreparedModel::prepare(*again, {}, progress));
        HALFTONE_TRY(const Sample sample, samples.load(0));
        std::vector<RuntimeValue> inputs;
        for (const ValueId input : (*again)->graph->inputs())
            inputs.emplace_back(sample.inputs.at((*again)->graph->value(input).name));
        HALFTONE_TRY(const auto outputs, Executor(executable, 1).run(inputs, nullptr, progress));
        m_outputs.assign(outputs[0].tensor().as<float>().begin(), outputs[0].tensor().as<float>().end());
        return {};
    }

    std::vector<float> m_outputs;

private slots:
    void spoiltWeights_data()
    {
        using Change = std::function<void(std::span<float>, std::span<float>)>;
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("nothing", [](auto, auto) {});
        row("a NaN", [](auto weights, auto) { weights[5] = kNan; });
        row("an infinity", [](auto weights, auto) { weights[5] = kInfinity; });
        row("only NaN", [](auto weights, auto) { std::ranges::fill(weights, kNan); });
        row("a channel of zeros", [](auto weights, auto) { std::ranges::fill(weights.first(36), 0.0F); });
        row("only zeros", [](auto weights, auto bias) {
            std::ranges::fill(weights, 0.0F);
            std::ranges::fill(bias, 0.0F);
        });
        row("range of 3e38", [](auto weights, auto) { weights[0] = 3e38F; });
        row("range of -3e38 to 3e38", [](auto weights, auto) {
            weights[0] = 3e38F;
            weights[1] = -3e38F;
        });
        row("denormal weights", [](auto weights, auto) { std::ranges::fill(weights, 1e-42F); });
        row("bias beyond int32", [](auto, auto bias) { bias[1] = 1e30F; });
        row("a NaN in the bias", [](auto, auto bias) { bias[2] = kNan; });
        row("an infinite bias", [](auto, auto bias) { bias[2] = -kInfinity; });
        row("tiny weights, large bias", [](auto weights, auto bias) {
            std::ranges::fill(weights, 1e-12F);
            bias[0] = 1e6F;
        });
    }

    void spoiltWeights()
    {
        using Change = std::function<void(std::span<float>, std::span<float>)>;
        QFETCH(Change, change);
        std::string wrong;
        m_outputs.clear();
        const auto model = network(change);
        const Status status = whole(model, wrong);
        QVERIFY2(wrong.empty(), wrong.c_str());
        QVERIFY2(status, status ? "" : status.error().debugText().c_str());
        QCOMPARE(m_outputs.size(), std::size_t(3));
    }

    /// Flipped bits anywhere in a small model: named errors or sound results.
    void damagedModels()
    {
        const std::string original = *serializeModel(*network());
        std::mt19937 random(11);
        int quantized = 0;
        std::map<std::string, int> refusals;
        for (int round = 0; round < kDamagedModels; ++round) {
            std::string bytes = original;
            for (unsigned flip = 0; flip <= random() % 3; ++flip)
                bytes[random() % bytes.size()] ^= static_cast<char>(1U << random() % 8);
            const auto model = readModelFromMemory(bytes, "damaged");
            if (!model)
                continue;
            std::string wrong;
            const Status status = whole(*model, wrong);
            QVERIFY2(wrong.empty(), (std::to_string(round) + ": " + wrong).c_str());
            quantized += status ? 1 : 0;
            if (!status) {
                QVERIFY2(!(status.error().code() == errc::kInternal), (std::to_string(round) + ": " + status.error().debugText()).c_str());
                ++refusals[status.error().code().id];
            }
        }
        for (const auto &[code, count] : refusals)
            qInfo("%s: %d", code.c_str(), count);
        QVERIFY2(quantized > kDamagedModels / 3, qPrintable(QString::number(quantized)));
    }
};

QTEST_GUILESS_MAIN(TestHostilePipeline)
#include "tst_hostile_pipeline.moc"
