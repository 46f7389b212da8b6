// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/executor.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "tests/support/random_samples.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace halftone::test {

/// A model with statistics over eight random samples, ready to be quantized in different ways.
struct RandomSubject
{
    PreparedGraph prepared;
    GraphFacts facts;
    Statistics statistics;
    std::unique_ptr<RandomSamples> samples;
};

inline RandomSubject calibrated(const std::shared_ptr<const Model> &model)
{
    NoProgress progress;
    RandomSubject subject;
    subject.prepared = *preprocess(model, progress);
    subject.facts = *inferFacts(*subject.prepared.model, {}, progress);
    subject.samples = std::make_unique<RandomSamples>(subject.prepared.model, 8);
    subject.statistics = *calibrate(subject.prepared.model, *subject.samples, {}, progress);
    return subject;
}

inline QuantizeResult quantized(const RandomSubject &subject, const Recipe &recipe)
{
    NoProgress progress;
    auto result
        = quantizeOnData(subject.prepared, subject.facts, subject.statistics, recipe, {subject.samples.get(), {}, nullptr}, progress);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return std::move(*result);
}

inline std::vector<float> outputsOf(const std::shared_ptr<const Model> &model, const SampleSource &samples, std::int64_t index)
{
    NoProgress progress;
    Executor executor(*PreparedModel::prepare(model, {}, progress), 1);
    std::vector<RuntimeValue> inputs;
    const Sample sample = *samples.load(index);
    for (const auto &[name, tensor] : sample.inputs)
        inputs.emplace_back(tensor);
    std::vector<float> values;
    const auto outputs = executor.run(inputs, nullptr, progress);
    for (const RuntimeValue &output : *outputs)
        values.insert(values.end(), output.tensor().as<float>().begin(), output.tensor().as<float>().end());
    return values;
}

/// Noise of all outputs in proportion to their power, in dB.
inline double outputDb(const RandomSubject &subject, const QuantizeResult &result)
{
    double noise = 0;
    double signal = 0;
    for (std::int64_t i = 0; i < subject.samples->count(); ++i) {
        const auto wanted = outputsOf(subject.prepared.model, *subject.samples, i);
        const auto found = outputsOf(result.model, *subject.samples, i);
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            signal += static_cast<double>(wanted[k]) * static_cast<double>(wanted[k]);
            noise += std::pow(static_cast<double>(wanted[k]) - static_cast<double>(found[k]), 2);
        }
    }
    return 10 * std::log10(signal / noise);
}

inline bool hasIssue(const QuantizeResult &result, ErrorCode code)
{
    return std::any_of(result.issues.begin(), result.issues.end(), [&](const Issue &issue) { return issue.message.code() == code; });
}

} // namespace halftone::test
