// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/moments.h"

#include "core/engine/view_layout.h"
#include "core/ops/matmul/matrix_product.h"
#include "core/quant/errors.h"
#include "core/quant/formats/integer_form.h"
#include "core/quant/formats/weight_only_form.h"
#include "core/quant/sample_runs.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Keeps the observed tensors of one run.
class RowObserver final : public SampleObserver
{
public:
    void clear() override { m_rows.clear(); }
    void observe(ValueId value, const TensorView &view) override
    {
        auto copy = plainCopy(view);
        if (copy && copy->dtype() == DType::Float && copy->shape().rank() > 0)
            m_rows[value] = std::move(*copy);
    }
    std::map<ValueId, Tensor> &rows() { return m_rows; }

private:
    std::map<ValueId, Tensor> m_rows;
};

bool isFinite(const Tensor &tensor)
{
    const auto values = tensor.as<float>();
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

struct Sum
{
    Tensor products;
    double rows = 0;
};

Status addRows(const Tensor &x, Sum &sum)
{
    const std::int64_t k = x.shape()[x.shape().rank() - 1];
    if (k == 0 || x.count() == 0 || !isFinite(x))
        return {};
    const std::int64_t rows = x.count() / k;
    if (sum.products.isNull()) {
        HALFTONE_TRY(sum.products, Tensor::allocate(DType::Float, Shape{k, k}));
    }
    std::vector<float> turned(static_cast<std::size_t>(x.count()));
    const auto values = x.as<float>();
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t i = 0; i < k; ++i)
            turned[static_cast<std::size_t>(i * rows + r)] = values[static_cast<std::size_t>(r * k + i)];
    }
    multiply<float>(k, rows, k, turned.data(), values.data(), sum.products.mutableAs<float>().data());
    sum.rows += static_cast<double>(rows);
    return {};
}

/// Means of the products. What is off the diagonal is estimated badly from fewer rows than columns, and is trusted less: shrinkage
/// towards the diagonal keeps algorithms from fitting weights to the few samples there are.
void shrink(Sum &sum)
{
    const std::int64_t columns = sum.products.shape()[0];
    const double trust = sum.rows / (sum.rows + static_cast<double>(columns));
    auto products = sum.products.mutableAs<float>();
    for (std::int64_t i = 0; i < columns; ++i) {
        for (std::int64_t j = 0; j < columns; ++j) {
            float &product = products[static_cast<std::size_t>(i * columns + j)];
            product = static_cast<float>(static_cast<double>(product) / sum.rows * (i == j ? 1 : trust));
        }
    }
}

/// Inputs of the layers that become blocked weights.
std::vector<ValueId> observedInputs(const Graph &graph, const QuantTopology &topology)
{
    std::vector<ValueId> result;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        if (topology.modes[id] != NodeMode::WeightOnly || topology.decisions[id].precision == Precision::Float || !isMatrixProduct(node))
            continue;
        const ValueId input = inputOf(node, 0);
        if (std::find(result.begin(), result.end(), input) == result.end())
            result.push_back(input);
    }
    return result;
}

} // namespace

bool needsMoments(const FormatOptions &options)
{
    const bool used = modeOfFormat(options.type) == NodeMode::WeightOnly
        || std::any_of(options.modes.begin(), options.modes.end(), [](const ModeRule &rule) { return rule.mode == NodeMode::WeightOnly; });
    return used && (options.algorithm == WeightAlgorithm::Gptq || options.algorithm == WeightAlgorithm::Awq);
}

Result<SecondMoments> collectMoments(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe,
    const SampleSource &source, std::int64_t samples, Progress &progress)
{
    const Graph &graph = *prepared.model->graph;
    const QuantTopology topology = planTopology({*prepared.model, facts, recipe, &prepared.origin, nullptr});
    EngineOptions options;
    options.observed = observedInputs(graph, topology);
    SecondMoments result;
    if (options.observed.empty())
        return result;
    HALFTONE_TRY(const auto model, PreparedModel::prepare(prepared.model, std::move(options), progress));
    const std::int64_t count = samples > 0 ? std::min(samples, source.count()) : source.count();
    std::map<ValueId, Sum> sums;
    Status failure;
    const auto take = [&](RowObserver &observer) {
        for (const auto &[value, rows] : observer.rows()) {
            if (auto status = addRows(rows, sums[value]); !status && failure)
                failure = std::move(status);
        }
    };
    HALFTONE_CHECK(observeSamples({model, source, count}, RowObserver(), take, progress));
    HALFTONE_CHECK(std::move(failure));
    for (auto &[value, sum] : sums) {
        if (sum.rows == 0)
            continue;
        shrink(sum);
        result.values[graph.value(value).name] = std::move(sum.products);
    }
    if (result.values.empty())
        return Error(errc::kNoSamples, {std::to_string(count)});
    return result;
}

Result<std::shared_ptr<const SecondMoments>> MomentsCache::of(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe,
    const SampleSource &source, std::int64_t samples, Progress &progress)
{
    if (!needsMoments(recipe.format))
        return std::shared_ptr<const SecondMoments>();
    const std::lock_guard lock(m_mutex);
    if (!m_moments || m_modes != recipe.format.modes || m_exclude != recipe.exclude) {
        HALFTONE_TRY(SecondMoments moments, collectMoments(prepared, facts, recipe, source, samples, progress));
        // Kept last: without memory for all of it these moments belong to no recipe.
        m_moments = nullptr;
        m_modes = recipe.format.modes;
        m_exclude = recipe.exclude;
        m_moments = std::make_shared<const SecondMoments>(std::move(moments));
    }
    return m_moments;
}

} // namespace halftone
