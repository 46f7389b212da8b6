// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"
#include "core/quant/quantize.h"
#include "core/quant/statistics.h"
#include "tests/support/random_samples.h"

#include <QtGlobal>

#include <map>

namespace halftone::test {

/// A small float model, calibrated on made-up data, ready to be quantized in any way and compared.
struct FormatSubject
{
    std::shared_ptr<const Model> original;
    PreparedGraph prepared;
    GraphFacts facts;
    std::unique_ptr<RandomSamples> samples;
    Statistics statistics;

    explicit FormatSubject(std::shared_ptr<const Model> model) : original(std::move(model))
    {
        NoProgress progress;
        prepared = need(preprocess(original, progress));
        facts = need(inferFacts(*prepared.model, {}, progress));
        samples = std::make_unique<RandomSamples>(prepared.model, 4);
        statistics = need(calibrate(prepared.model, *samples, {}, progress));
    }

    QuantizeResult quantized(const Recipe &recipe) const
    {
        NoProgress progress;
        return need(quantize(prepared, facts, statistics, recipe, progress));
    }

    ErrorReport compared(const QuantizeResult &result) const
    {
        NoProgress progress;
        return need(compare(prepared.model, result, *samples, {}, progress));
    }

    /// SQNR of the model's output in dB.
    double outputDb(const QuantizeResult &result) const { return compared(result).outputDb(); }

    static std::map<std::string, int> operators(const QuantizeResult &result)
    {
        std::map<std::string, int> count;
        for (const Node &node : result.model->graph->nodes())
            ++count[node.opType];
        return count;
    }

private:
    template <typename T>
    static T need(Result<T> result)
    {
        if (!result)
            qFatal("%s", result.error().debugText().c_str());
        return std::move(*result);
    }
};

} // namespace halftone::test
