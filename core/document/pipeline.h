// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_cost.h"
#include "core/quant/compare.h"
#include "core/quant/compare_cache.h"
#include "core/quant/quantize.h"
#include "core/quant/statistics.h"
#include "core/samples/source.h"
#include "core/samples/spec.h"

#include <QStringList>

#include <memory>
#include <mutex>
#include <optional>

namespace halftone {

class MomentsCache;

/// The work of Document's jobs as free functions: everything goes in by value, nothing refers back to the Document.

/// Facts of an opened model and what follows from them.
struct Insight
{
    std::shared_ptr<const GraphFacts> facts;
    std::vector<NodeCost> costs;
};
Result<Insight> gainInsight(std::shared_ptr<const Model> model, Progress &progress);

/// A model made ready for quantization, its data, and what one pass over them found.
struct Calibration
{
    PreparedGraph prepared;
    /// The passes that prepared it.
    PreprocessOptions passes;
    std::shared_ptr<const GraphFacts> facts;
    std::shared_ptr<const SampleSource> samples;
    std::shared_ptr<const Statistics> statistics;
    std::map<std::string, std::int64_t> dims;
    /// Float activations between refreshes.
    std::shared_ptr<CompareCache> cache;
    /// What weight-only algorithms want to know, between refreshes.
    std::shared_ptr<MomentsCache> moments;
};

/// The quantized model of a recipe.
Result<QuantizeResult> quantizeCalibrated(const Calibration &calibration, const Recipe &recipe, Progress &progress);

/// Values seen by workers, handed to the window a few times a second.
class SeenTensors
{
public:
    void add(const std::string &value);
    QStringList take();

private:
    std::mutex m_mutex;
    QStringList m_values;
};

/// Opens the data and runs the float model over them; with `statistics` given only the data are opened.
Result<Calibration> calibrateModel(std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts, SampleSpec spec,
    PreprocessOptions passes, std::shared_ptr<SeenTensors> seen, std::shared_ptr<const Statistics> statistics, Progress &progress);

/// One turn of the loop: the quantized model of a recipe and its errors; those of `other` when that is given.
struct Refresh
{
    std::shared_ptr<const QuantizeResult> quantized;
    std::shared_ptr<const ErrorReport> errors;
    std::int64_t bytes = 0;
    double seconds = 0;
};
Result<Refresh> refreshModel(
    std::shared_ptr<const Calibration> calibration, Recipe recipe, std::shared_ptr<const Model> other, int samples, Progress &progress);

/// Size of a model as it would be written: exact for small ones, else its weights and what nodes take in a file on average.
std::int64_t storedBytes(const Model &model);

} // namespace halftone
