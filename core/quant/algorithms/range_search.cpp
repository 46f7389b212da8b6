// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/range_search.h"

#include "core/ops/matmul/matrix_product.h"
#include "core/quant/ordered_workers.h"
#include "core/quant/scheme.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr std::int64_t kSearchedOutputs = 32;
/// Fractions of the whole range that are tried with both ends, and then with each end.
constexpr int kShared = 20;
constexpr int kAlone = 12;

/// Some outputs of a layer's groups, and what they are on the columns.
struct Reader
{
    struct Part
    {
        const std::vector<float> *columns = nullptr;
        /// [inner, outputs].
        std::vector<float> weight;
        std::int64_t outputs = 0;
    };
    std::int64_t inner = 0;
    std::vector<Part> parts;
    double power = 0;
};

struct Interval
{
    double low = 0;
    double high = 0;
};

class ValueSearch
{
public:
    ValueSearch(std::vector<Reader> readers, QuantLimits limits, bool symmetric)
        : m_readers(std::move(readers)), m_limits(limits), m_symmetric(symmetric)
    {
    }

    double error(const Interval &range) const
    {
        const auto [scale, zero] = scaleFor(range.low, range.high, m_limits, m_symmetric);
        double sum = 0;
        for (const Reader &reader : m_readers) {
            double noise = 0;
            for (const Reader::Part &part : reader.parts)
                noise += partNoise(reader, part, scale, zero);
            sum += reader.power > 0 ? noise / reader.power : 0;
        }
        return sum / static_cast<double>(m_readers.size());
    }

    Interval best(const Interval &whole, const Interval &own) const
    {
        Interval best = own;
        double least = error(own);
        const auto attempt = [&](const Interval &range) {
            const double found = error(range);
            if (found < least) {
                least = found;
                best = range;
            }
        };
        for (int i = 2; i <= kShared; ++i)
            attempt({whole.low * i / kShared, whole.high * i / kShared});
        const Interval shared = best;
        for (int i = 3; i <= kAlone; ++i)
            attempt({shared.low, whole.high * i / kAlone});
        const double high = best.high;
        for (int i = 3; i <= kAlone && whole.low < 0; ++i)
            attempt({whole.low * i / kAlone, high});
        return best;
    }

private:
    double partNoise(const Reader &reader, const Reader::Part &part, float scale, std::int32_t zero) const
    {
        std::vector<float> difference(part.columns->size());
        for (std::size_t i = 0; i < difference.size(); ++i) {
            const float x = (*part.columns)[i];
            difference[i] = static_cast<float>(quantizeValue(x, scale, zero, m_limits) - zero) * scale - x;
        }
        const std::int64_t rows = static_cast<std::int64_t>(difference.size()) / reader.inner;
        std::vector<float> result(static_cast<std::size_t>(rows * part.outputs));
        multiply<float>(rows, reader.inner, part.outputs, difference.data(), part.weight.data(), result.data());
        double noise = 0;
        for (const float e : result)
            noise += static_cast<double>(e) * static_cast<double>(e);
        return noise;
    }

    std::vector<Reader> m_readers;
    QuantLimits m_limits;
    bool m_symmetric;
};

Result<Reader> readerOf(const Graph &graph, const LayerColumns &entry)
{
    const LinearLayer &layer = entry.layer;
    HALFTONE_TRY(const Tensor weight, graph.constant(layer.weight)->load());
    Reader reader;
    reader.inner = layer.inner;
    for (std::size_t g = 0; g < entry.groups.size(); ++g) {
        if (entry.columns[g].empty())
            continue;
        Reader::Part part{&entry.columns[g], {}, std::min(layer.outputs, kSearchedOutputs)};
        part.weight.resize(static_cast<std::size_t>(layer.inner * part.outputs));
        for (std::int64_t k = 0; k < layer.inner; ++k) {
            for (std::int64_t o = 0; o < part.outputs; ++o) {
                const std::int64_t output = entry.groups[g] * layer.outputs + o * layer.outputs / part.outputs;
                part.weight[static_cast<std::size_t>(k * part.outputs + o)]
                    = weight.as<float>()[static_cast<std::size_t>(output * layer.outputStride + k * layer.innerStride)];
            }
        }
        const std::int64_t rows = static_cast<std::int64_t>(part.columns->size()) / layer.inner;
        std::vector<float> exact(static_cast<std::size_t>(rows * part.outputs));
        multiply<float>(rows, layer.inner, part.outputs, part.columns->data(), part.weight.data(), exact.data());
        for (const float y : exact)
            reader.power += static_cast<double>(y) * static_cast<double>(y);
        reader.parts.push_back(std::move(part));
    }
    return reader;
}

/// A value, its 8-bit parameters, and the layers that read it.
struct Subject
{
    std::string value;
    const QuantParams *params = nullptr;
    const TensorStatistics *statistics = nullptr;
    std::vector<const LayerColumns *> layers;
    Interval found;
    double before = 0;
    double after = 0;
};

std::vector<Subject> subjectsOf(const QuantizeResult &base, const Graph &graph, const Statistics &statistics,
    const std::vector<LayerColumns> &layers, const Recipe &recipe)
{
    std::vector<Subject> subjects;
    for (const LayerColumns &entry : layers) {
        const std::string &name = graph.value(entry.layer.input).name;
        const auto params = base.params.find(name);
        const auto seen = statistics.tensors.find(name);
        const auto user = recipe.tensors.find(name);
        const bool fixed = user != recipe.tensors.end() && (user->second.minimum || user->second.maximum);
        const bool known = params != base.params.end() && params->second.scale.size() == 1 && dtypeBits(params->second.dtype) == 8
            && seen != statistics.tensors.end() && seen->second.finiteCount > 0;
        if (!known || fixed || !base.params.contains(graph.value(entry.layer.weight).name))
            continue;
        const auto same = std::ranges::find(subjects, name, &Subject::value);
        Subject &subject
            = same == subjects.end() ? subjects.emplace_back(Subject{name, &params->second, &seen->second, {}, {}, 0, 0}) : *same;
        subject.layers.push_back(&entry);
    }
    return subjects;
}

} // namespace

Result<RangeSearch> searchRanges(const QuantizeResult &base, const Model &model, const Statistics &statistics,
    const std::vector<LayerColumns> &layers, const Recipe &recipe, Progress &progress)
{
    const Graph &graph = *model.graph;
    std::vector<Subject> subjects = subjectsOf(base, graph, statistics, layers, recipe);
    OrderedWork work;
    work.count = static_cast<std::int64_t>(subjects.size());
    work.workers = workerCount(0, work.count);
    work.start = [](int) { return Status(); };
    work.work = [&](std::int64_t index, int, int) -> Status {
        Subject &subject = subjects[static_cast<std::size_t>(index)];
        std::vector<Reader> readers;
        for (const LayerColumns *entry : subject.layers) {
            HALFTONE_TRY(Reader reader, readerOf(graph, *entry));
            if (!reader.parts.empty())
                readers.push_back(std::move(reader));
        }
        subject.found = {subject.params->minimum, subject.params->maximum};
        if (readers.empty())
            return {};
        const bool symmetric = recipe.symmetricActivations;
        const ValueSearch search(std::move(readers), quantLimits(subject.params->dtype, symmetric, false), symmetric);
        const Interval whole{std::min(0.0F, subject.statistics->minimum), std::max(0.0F, subject.statistics->maximum)};
        subject.before = search.error(subject.found);
        subject.found = search.best(whole, subject.found);
        subject.after = search.error(subject.found);
        return {};
    };
    work.take = [](std::int64_t, int) {};
    HALFTONE_CHECK(runOrdered(work, progress));
    RangeSearch result;
    for (const Subject &subject : subjects) {
        result.ranges[subject.value] = {static_cast<float>(subject.found.low), static_cast<float>(subject.found.high)};
        result.before += subject.before / static_cast<double>(subjects.size());
        result.after += subject.after / static_cast<double>(subjects.size());
    }
    return result;
}

} // namespace halftone
