// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/statistics_builder.h"

#include "core/quant/histogram.h"
#include "core/quant/view_spans.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

constexpr std::int64_t kPiece = 4096;
/// Beyond this many, axis 1 is no channel axis in any useful sense and extremes a channel would cost too much memory.
constexpr std::int64_t kMostChannels = 16384;
constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr int kLanes = 8;

struct PieceSums
{
    float minimum = kInfinity;
    float maximum = -kInfinity;
    double sum = 0;
    double sumOfSquares = 0;
    bool allFinite = true;
};

/// One piece of finite data; independent lanes so that the compiler can use vector registers.
PieceSums sumPiece(const float *data, std::int64_t length)
{
    float low[kLanes];
    float high[kLanes];
    float sum[kLanes] = {};
    float squares[kLanes] = {};
    float poison[kLanes] = {};
    std::fill(low, low + kLanes, kInfinity);
    std::fill(high, high + kLanes, -kInfinity);
    PieceSums result;
    std::int64_t i = 0;
    // Float lanes are flushed into doubles often enough that rounding stays below what any figure shows.
    constexpr std::int64_t kFlush = 256;
    while (i + kLanes <= length) {
        const std::int64_t end = std::min(length - kLanes + 1, i + kFlush);
        for (; i < end; i += kLanes) {
            for (int lane = 0; lane < kLanes; ++lane) {
                const float x = data[i + lane];
                low[lane] = x < low[lane] ? x : low[lane];
                high[lane] = x > high[lane] ? x : high[lane];
                sum[lane] += x;
                squares[lane] += x * x;
                poison[lane] += x * 0.0F;
            }
        }
        for (int lane = 0; lane < kLanes; ++lane) {
            result.sum += static_cast<double>(sum[lane]);
            result.sumOfSquares += static_cast<double>(squares[lane]);
            sum[lane] = squares[lane] = 0;
        }
    }
    float tail = 0;
    for (; i < length; ++i) {
        result.minimum = std::min(result.minimum, data[i]);
        result.maximum = std::max(result.maximum, data[i]);
        result.sum += static_cast<double>(data[i]);
        result.sumOfSquares += static_cast<double>(data[i]) * static_cast<double>(data[i]);
        tail += data[i] * 0.0F;
    }
    for (int lane = 0; lane < kLanes; ++lane) {
        result.minimum = std::min(result.minimum, low[lane]);
        result.maximum = std::max(result.maximum, high[lane]);
        tail += poison[lane];
    }
    result.allFinite = tail == 0.0F;
    return result;
}

/// Squares of large finite values overflow a float; such pieces are summed in double.
PieceSums sumPieceWide(const float *data, std::int64_t length)
{
    PieceSums result;
    for (std::int64_t i = 0; i < length; ++i) {
        result.minimum = std::min(result.minimum, data[i]);
        result.maximum = std::max(result.maximum, data[i]);
        result.sum += static_cast<double>(data[i]);
        result.sumOfSquares += static_cast<double>(data[i]) * static_cast<double>(data[i]);
    }
    return result;
}

void countPiece(Histogram &histogram, const float *data, std::int64_t length)
{
    std::uint64_t *counts = histogram.counts.data();
    const auto first = histogram.first;
    const int shift = -histogram.exponent;
    // Scaling by a power of two is exact unless it leaves float's exponents.
    if (shift > -120 && shift < 120 && std::abs(first) < (1 << 23) && std::abs(lastBin(histogram)) < (1 << 23)) {
        const float scale = std::ldexp(1.0F, shift);
        const auto offset = static_cast<std::int32_t>(first);
        // A negative value that underflows to zero would land one bin too high.
        const auto last = static_cast<std::int32_t>(histogram.counts.size()) - 1;
        for (std::int64_t i = 0; i < length; ++i) {
            const float scaled = data[i] * scale;
            auto bin = static_cast<std::int32_t>(scaled);
            bin -= static_cast<float>(bin) > scaled ? 1 : 0;
            ++counts[std::min(bin - offset, last)];
        }
        return;
    }
    for (std::int64_t i = 0; i < length; ++i) {
        const auto bin = static_cast<std::int64_t>(std::floor(std::ldexp(static_cast<double>(data[i]), shift)));
        ++counts[bin - first];
    }
}

} // namespace

void StatisticsBuilder::addSpan(const float *data, std::int64_t length)
{
    float kept[kPiece];
    for (std::int64_t start = 0; start < length; start += kPiece) {
        const float *piece = data + start;
        std::int64_t count = std::min(kPiece, length - start);
        m_result.count += count;
        PieceSums sums = sumPiece(piece, count);
        if (!sums.allFinite) {
            std::int64_t finite = 0;
            for (std::int64_t i = 0; i < count; ++i) {
                if (std::isfinite(piece[i]))
                    kept[finite++] = piece[i];
            }
            piece = kept;
            count = finite;
            sums = sumPieceWide(piece, count);
        } else if (!std::isfinite(sums.sumOfSquares)) {
            sums = sumPieceWide(piece, count);
        }
        if (count == 0)
            continue;
        const bool isFirst = m_result.finiteCount == 0;
        m_result.minimum = isFirst ? sums.minimum : std::min(m_result.minimum, sums.minimum);
        m_result.maximum = isFirst ? sums.maximum : std::max(m_result.maximum, sums.maximum);
        m_result.finiteCount += count;
        m_result.sum += sums.sum;
        m_result.sumOfSquares += sums.sumOfSquares;
        makeRoom(m_result.histogram, sums.minimum, sums.maximum);
        countPiece(m_result.histogram, piece, count);
    }
}

void StatisticsBuilder::addChannels(const TensorView &view)
{
    const auto channels = channelCount(view);
    if (channels == 0 || channels > kMostChannels || m_channelsDiffer)
        return;
    auto &low = m_result.channelMinimum;
    auto &high = m_result.channelMaximum;
    if (low.empty()) {
        low.assign(static_cast<std::size_t>(channels), kInfinity);
        high.assign(static_cast<std::size_t>(channels), -kInfinity);
    } else if (low.size() != static_cast<std::size_t>(channels)) {
        m_channelsDiffer = true;
        low.clear();
        high.clear();
        return;
    }
    const auto *data = reinterpret_cast<const float *>(view.data);
    // Infinities and NaN are no extremes: comparing against ±infinity's neighbours keeps them out.
    constexpr float kMost = std::numeric_limits<float>::max();
    forEachChannelSpan(
        view,
        [&](std::int64_t offset, std::int64_t length, std::int64_t channel) {
            float least = low[static_cast<std::size_t>(channel)];
            float most = high[static_cast<std::size_t>(channel)];
            for (std::int64_t i = offset; i < offset + length; ++i) {
                const float x = data[i];
                least = x < least && x >= -kMost ? x : least;
                most = x > most && x <= kMost ? x : most;
            }
            low[static_cast<std::size_t>(channel)] = least;
            high[static_cast<std::size_t>(channel)] = most;
        },
        [&](std::int64_t offset, std::int64_t length, std::int64_t channel) {
            float *least = low.data() + channel;
            float *most = high.data() + channel;
            for (std::int64_t i = 0; i < length; ++i) {
                const float x = data[offset + i];
                least[i] = x < least[i] && x >= -kMost ? x : least[i];
                most[i] = x > most[i] && x <= kMost ? x : most[i];
            }
        });
}

void StatisticsBuilder::add(const TensorView &view)
{
    if (view.dtype != DType::Float || view.shape.count() == 0)
        return;
    const auto *data = reinterpret_cast<const float *>(view.data);
    forEachSpan(view, [&](std::int64_t offset, std::int64_t length) { addSpan(data + offset, length); });
    addChannels(view);
}

void StatisticsBuilder::closeSample()
{
    m_result.sampleMinimum.push_back(m_result.minimum);
    m_result.sampleMaximum.push_back(m_result.maximum);
}

void StatisticsBuilder::merge(const StatisticsBuilder &later)
{
    const TensorStatistics &other = later.m_result;
    if (other.finiteCount > 0) {
        const bool isFirst = m_result.finiteCount == 0;
        m_result.minimum = isFirst ? other.minimum : std::min(m_result.minimum, other.minimum);
        m_result.maximum = isFirst ? other.maximum : std::max(m_result.maximum, other.maximum);
    }
    m_result.count += other.count;
    m_result.finiteCount += other.finiteCount;
    m_result.sum += other.sum;
    m_result.sumOfSquares += other.sumOfSquares;
    m_result.histogram.merge(other.histogram);
    m_channelsDiffer = m_channelsDiffer || later.m_channelsDiffer
        || (!m_result.channelMinimum.empty() && !other.channelMinimum.empty()
            && m_result.channelMinimum.size() != other.channelMinimum.size());
    if (m_channelsDiffer) {
        m_result.channelMinimum.clear();
        m_result.channelMaximum.clear();
    } else if (m_result.channelMinimum.empty()) {
        m_result.channelMinimum = other.channelMinimum;
        m_result.channelMaximum = other.channelMaximum;
    } else {
        for (std::size_t i = 0; i < other.channelMinimum.size(); ++i) {
            m_result.channelMinimum[i] = std::min(m_result.channelMinimum[i], other.channelMinimum[i]);
            m_result.channelMaximum[i] = std::max(m_result.channelMaximum[i], other.channelMaximum[i]);
        }
    }
    m_result.sampleMinimum.insert(m_result.sampleMinimum.end(), other.sampleMinimum.begin(), other.sampleMinimum.end());
    m_result.sampleMaximum.insert(m_result.sampleMaximum.end(), other.sampleMaximum.begin(), other.sampleMaximum.end());
}

void StatisticsBuilder::clear()
{
    TensorStatistics empty;
    empty.histogram.counts = std::move(m_result.histogram.counts);
    empty.histogram.counts.clear();
    m_result = std::move(empty);
    m_channelsDiffer = false;
}

} // namespace halftone
