// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare_observers.h"

#include "core/engine/view_layout.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

bool isHalf(DType type) { return type == DType::Float16 || type == DType::BFloat16; }

/// How the elements of an observed value are meant; nothing when they cannot be read.
std::optional<Reading> readingOf(const TensorPair &pair, DType type)
{
    if (!pair.params)
        return type == DType::Float ? std::optional(Reading{}) : std::nullopt;
    Reading reading;
    reading.scale = pair.params->scale.front();
    reading.zeroPoint = pair.params->zeroPoint.front();
    reading.dtype = type;
    if (!pair.rounded && type == pair.params->dtype)
        reading.kind = Reading::Kind::Integers;
    else if (type == DType::Float)
        reading.kind = Reading::Kind::Rounded;
    else
        return std::nullopt;
    reading.limits = quantLimits(pair.params->dtype, false, false);
    return reading;
}

/// The same numbers as float, in the same layout.
Result<StoredTensor> realValues(const TensorView &view, const Reading &reading)
{
    HALFTONE_TRY(StoredTensor result, StoredTensor::allocate(view, DType::Float));
    readSpan(view.data, storedCount(view), reading, reinterpret_cast<float *>(result.mutableRaw()));
    clearPadding(result.view(), result.mutableRaw());
    return result;
}

} // namespace

void CaptureObserver::observe(ValueId value, const TensorView &view)
{
    StoredTensor &kept = m_run->values[value];
    if (auto spare = m_spare.extract(value))
        kept = std::move(spare.mapped());
    if (auto status = kept.assign(view); !status && !m_error)
        m_error = std::move(status).error();
}

PairIndex::PairIndex(const Graph &quantized, const std::vector<TensorPair> &pairs) : m_pairs(quantized.values().size()), m_all(pairs)
{
    for (std::size_t i = 0; i < pairs.size(); ++i)
        m_pairs[pairs[i].quantizedValue].push_back(i);
}

std::vector<ValueId> PairIndex::observed() const
{
    std::vector<ValueId> values;
    for (ValueId value = 0; value < m_pairs.size(); ++value) {
        if (!m_pairs[value].empty())
            values.push_back(value);
    }
    return values;
}

void ErrorObserver::observe(ValueId value, const TensorView &view)
{
    const auto seen = [&](const TensorView &floats) -> Status {
        for (const std::size_t i : m_index.pairsAt(value)) {
            const auto original = m_run.find(m_index.pairs()[i].floatValue);
            if (original && original->shape == view.shape)
                HALFTONE_CHECK(add(i, *original, floats));
        }
        return {};
    };
    const auto all = [&]() -> Status {
        if (!isHalf(view.dtype))
            return seen(view);
        HALFTONE_TRY(const Tensor halves, plainCopy(view));
        HALFTONE_TRY(const StoredTensor floats, toFloat(halves));
        return seen(floats.view());
    };
    if (Status status = all(); !status && !m_error)
        m_error = std::move(status).error();
}

Status ErrorObserver::add(std::size_t i, const TensorView &original, const TensorView &view)
{
    const TensorPair &pair = m_index.pairs()[i];
    const auto reading = readingOf(pair, view.dtype);
    if (!reading)
        return {};
    HALFTONE_CHECK((*m_sums)[i].addSample(original, view, *reading));
    if (!m_seen && !m_histograms)
        return {};
    HALFTONE_TRY(StoredTensor real, realValues(view, *reading));
    if (m_histograms)
        (*m_histograms)[i].add(original, real.view());
    if (m_seen)
        (*m_seen)[pair.floatValue] = std::move(real);
    return {};
}

Status ErrorObserver::replace(ValueId value, const TensorView &view, std::byte *data)
{
    if (m_index.pairsAt(value).empty())
        return {};
    Status fed = m_feedFloat ? feed(value, view, data) : Status();
    for (const std::size_t i : m_index.pairsAt(value))
        m_run.release(m_index.pairs()[i].floatValue);
    return fed;
}

Status ErrorObserver::feed(ValueId value, const TensorView &view, std::byte *data)
{
    const TensorPair &pair = m_index.pairs()[m_index.pairsAt(value).front()];
    const auto original = m_run.find(pair.floatValue);
    if (!original)
        return {};
    const TensorView &floats = *original;
    if (isHalf(view.dtype)) {
        HALFTONE_TRY(const Tensor plain, plainCopy(floats));
        HALFTONE_TRY(const StoredTensor halves, castTensor(plain, view.dtype));
        return writeReplacement(halves.view(), view, data);
    }
    const bool isQuantized = pair.params && !pair.rounded && view.dtype == pair.params->dtype && view.shape == floats.shape;
    // Integers whose scale is known only while the model runs stay as they are.
    if (!isQuantized && view.dtype != floats.dtype)
        return {};
    if (!isQuantized)
        return writeReplacement(floats, view, data);
    quantizeView(floats, pair.params->scale.front(), pair.params->zeroPoint.front(), view, data);
    return {};
}

} // namespace halftone
