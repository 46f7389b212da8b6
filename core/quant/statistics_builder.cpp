// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/statistics_builder.h"

#include "core/quant/histogram.h"
#include "core/quant/span_kernels.h"
#include "core/quant/view_spans.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// Elements looked at twice, once for sums and once for bins, while they are in the second cache.
constexpr std::int64_t kChunk = 32768;
constexpr std::int64_t kPiece = 4096;
/// Beyond this many, axis 1 is no channel axis in any useful sense and extremes a channel would cost too much memory.
constexpr std::int64_t kMostChannels = 16384;
/// Channels shorter than this are not worth sums of their own.
constexpr std::int64_t kShortestRun = 16;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

struct ChunkSums
{
    float minimum = kInfinity;
    float maximum = -kInfinity;
    double sum = 0;
    double sumOfSquares = 0;

    void add(const SpanSums &piece)
    {
        minimum = std::min(minimum, piece.minimum());
        maximum = std::max(maximum, piece.maximum());
        sum += piece.sum;
        sumOfSquares += piece.sumOfSquares;
    }
};

/// Squares of large finite values overflow a float; such pieces are summed in double.
ChunkSums sumWide(const float *data, std::int64_t length)
{
    ChunkSums result;
    for (std::int64_t i = 0; i < length; ++i) {
        result.minimum = std::min(result.minimum, data[i]);
        result.maximum = std::max(result.maximum, data[i]);
        result.sum += static_cast<double>(data[i]);
        result.sumOfSquares += static_cast<double>(data[i]) * static_cast<double>(data[i]);
    }
    return result;
}

void addTo(TensorStatistics &statistics, const ChunkSums &sums, const float *data, std::int64_t length)
{
    if (length == 0)
        return;
    const bool isFirst = statistics.finiteCount == 0;
    // Within the range seen so far there is room already.
    if (isFirst || sums.minimum < statistics.minimum || sums.maximum > statistics.maximum) {
        statistics.minimum = isFirst ? sums.minimum : std::min(statistics.minimum, sums.minimum);
        statistics.maximum = isFirst ? sums.maximum : std::max(statistics.maximum, sums.maximum);
        makeRoom(statistics.histogram, sums.minimum, sums.maximum);
    }
    statistics.finiteCount += length;
    statistics.sum += sums.sum;
    statistics.sumOfSquares += sums.sumOfSquares;
    countSpan(statistics.histogram, data, length);
}

/// Leaves out what is not finite, and sums in double.
void addSlowly(TensorStatistics &statistics, const float *data, std::int64_t length)
{
    float kept[kPiece];
    for (std::int64_t start = 0; start < length; start += kPiece) {
        std::int64_t finite = 0;
        for (std::int64_t i = start; i < std::min(length, start + kPiece); ++i) {
            if (std::isfinite(data[i]))
                kept[finite++] = data[i];
        }
        addTo(statistics, sumWide(kept, finite), kept, finite);
    }
}

/// Adds a stretch of memory; onPiece(i, sums) sees pieces that lie within the i-th run of `run` elements.
template <typename OnPiece>
void addSpan(TensorStatistics &statistics, const float *data, std::int64_t length, std::int64_t run, OnPiece onPiece)
{
    for (std::int64_t start = 0; start < length; start += kChunk) {
        const std::int64_t count = std::min(kChunk, length - start);
        ChunkSums sums;
        bool isPlain = true;
        for (std::int64_t at = start; at < start + count;) {
            const std::int64_t end = std::min({start + count, at + kPiece, (at / run + 1) * run});
            const SpanSums piece = sumSpan(data + at, end - at);
            onPiece(at / run, piece);
            isPlain = isPlain && piece.allFinite && std::isfinite(piece.sumOfSquares);
            sums.add(piece);
            at = end;
        }
        statistics.count += count;
        if (isPlain)
            addTo(statistics, sums, data + start, count);
        else
            addSlowly(statistics, data + start, count);
    }
}

} // namespace

bool StatisticsBuilder::prepareChannels(std::int64_t channels)
{
    if (channels == 0 || channels > kMostChannels || m_channelsDiffer)
        return false;
    auto &low = m_result.channelMinimum;
    auto &high = m_result.channelMaximum;
    if (low.empty()) {
        low.assign(static_cast<std::size_t>(channels), kInfinity);
        high.assign(static_cast<std::size_t>(channels), -kInfinity);
    } else if (low.size() != static_cast<std::size_t>(channels)) {
        m_channelsDiffer = true;
        low.clear();
        high.clear();
        return false;
    }
    return true;
}

void StatisticsBuilder::addChannels(const TensorView &view)
{
    const auto *data = reinterpret_cast<const float *>(view.data);
    float *const low = m_result.channelMinimum.data();
    float *const high = m_result.channelMaximum.data();
    if (view.layout == TensorView::Layout::ChannelsLast)
        return widenExtremes(data, view.shape.count() / view.shape[1], view.shape[1], low, high);
    forEachChannelSpan(
        view,
        [&](std::int64_t offset, std::int64_t length, std::int64_t channel) {
            for (std::int64_t i = offset; i < offset + length; ++i)
                widenExtremes(data + i, 1, 1, low + channel, high + channel);
        },
        [&](std::int64_t offset, std::int64_t length, std::int64_t channel) {
            widenExtremes(data + offset, 1, length, low + channel, high + channel);
        });
}

void StatisticsBuilder::widenChannel(std::int64_t channel, float low, float high)
{
    float &least = m_result.channelMinimum[static_cast<std::size_t>(channel)];
    float &most = m_result.channelMaximum[static_cast<std::size_t>(channel)];
    least = std::min(least, low);
    most = std::max(most, high);
}

void StatisticsBuilder::add(const TensorView &view)
{
    if (view.dtype != DType::Float || view.shape.count() == 0)
        return;
    const auto *data = reinterpret_cast<const float *>(view.data);
    const std::int64_t count = view.shape.count();
    const std::int64_t channels = channelCount(view);
    const bool perChannel = prepareChannels(channels);
    const std::int64_t inner = view.shape.rank() >= 2 ? view.shape.count(2, view.shape.rank()) : 1;
    const bool isBlocks
        = perChannel && view.layout == TensorView::Layout::ChannelBlocks && view.block == kSpanLanes && channels % kSpanLanes == 0;
    const bool isRows = perChannel && view.layout == TensorView::Layout::Plain && inner >= kShortestRun;
    if (perChannel && view.layout == TensorView::Layout::ChannelsLast && channels % kSpanLanes == 0)
        return addChannelsLast(view);
    if (!isBlocks && !isRows) {
        forEachSpan(view, [&](std::int64_t offset, std::int64_t length) {
            addSpan(m_result, data + offset, length, length, [](std::int64_t, const SpanSums &) {});
        });
        if (perChannel)
            addChannels(view);
        return;
    }
    // Sums come by channel anyway; only infinities need another look.
    bool allFinite = true;
    addSpan(m_result, data, count, isBlocks ? inner * kSpanLanes : inner, [&](std::int64_t run, const SpanSums &piece) {
        if (!piece.allFinite) {
            allFinite = false;
        } else if (isRows) {
            widenChannel(run % channels, piece.minimum(), piece.maximum());
        } else {
            widenChannels(run % (channels / kSpanLanes) * kSpanLanes, piece);
        }
    });
    if (!allFinite)
        addChannels(view);
}

void StatisticsBuilder::widenChannels(std::int64_t first, const SpanSums &sums)
{
    for (std::size_t lane = 0; lane < kSpanLanes; ++lane)
        widenChannel(first + static_cast<std::int64_t>(lane), sums.low[lane], sums.high[lane]);
}

void StatisticsBuilder::addChannelsLast(const TensorView &view)
{
    const auto *data = reinterpret_cast<const float *>(view.data);
    const std::int64_t channels = view.shape[1];
    const std::int64_t rows = view.shape.count() / channels;
    const std::int64_t tile = std::max<std::int64_t>(1, kChunk / channels);
    for (std::int64_t row = 0; row < rows; row += tile) {
        const std::int64_t some = std::min(tile, rows - row);
        const float *const first = data + row * channels;
        ChunkSums sums;
        bool isPlain = true;
        for (std::int64_t channel = 0; channel < channels; channel += kSpanLanes) {
            const SpanSums lanes = sumLanes(first + channel, channels, some);
            isPlain = isPlain && lanes.allFinite && std::isfinite(lanes.sumOfSquares);
            if (lanes.allFinite)
                widenChannels(channel, lanes);
            else
                widenExtremes(first, some, channels, m_result.channelMinimum.data(), m_result.channelMaximum.data());
            sums.add(lanes);
        }
        m_result.count += some * channels;
        if (isPlain)
            addTo(m_result, sums, first, some * channels);
        else
            addSlowly(m_result, first, some * channels);
    }
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
