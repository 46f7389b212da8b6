// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/metrics.h"

#include "core/engine/view_layout.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace halftone {

namespace {

/// Beyond this many, axis 1 is no channel axis.
constexpr std::int64_t kMostChannels = 16384;

constexpr std::int64_t kWide = kErrorVectors * kErrorLanes;

/// Vectors of neighbouring channels lie at equal distances.
bool hasEvenSteps(const ChannelGeometry &view) { return view.group == kErrorLanes || view.group >= view.channels; }

std::int64_t elementSize(const Reading &reading) { return dtypeBits(reading.dtype) / 8; }

} // namespace

double decibels(double signal, double noise)
{
    if (noise == 0)
        return std::numeric_limits<double>::infinity();
    if (!(signal > 0) || !std::isfinite(noise))
        return std::numeric_limits<double>::quiet_NaN();
    return 10 * std::log10(signal / noise);
}

void ErrorSums::Column::add(const Column &other)
{
    signal += other.signal;
    noise += other.noise;
    dot += other.dot;
    quantizedSquares += other.quantizedSquares;
    maxAbs = std::max(maxAbs, other.maxAbs);
    count += other.count;
}

ColumnFigures ErrorSums::Column::figures() const
{
    ColumnFigures figures;
    figures.mse = count ? noise / static_cast<double>(count) : 0;
    figures.maxAbs = maxAbs;
    const double norm = std::sqrt(signal) * std::sqrt(quantizedSquares);
    figures.cosine = norm > 0 ? dot / norm : (noise == 0 ? 1.0 : 0.0);
    return figures;
}

void ErrorSums::Column::add(const LaneTotals &totals, int lane)
{
    signal += totals.signal[lane];
    noise += totals.noise[lane];
    dot += totals.dot[lane];
    quantizedSquares += totals.squares[lane];
    maxAbs = std::max(maxAbs, static_cast<double>(totals.most[lane]));
}

void ErrorSums::Column::addRun(const float *x, const std::byte *y, std::int64_t length, const Reading &reading)
{
    count += length;
    const std::int64_t size = elementSize(reading);
    if (const std::int64_t rows = length / kErrorLanes; rows > 0) {
        LaneTotals totals;
        addLaneRows({x}, {y}, rows, 1, reading, &totals);
        for (int lane = 0; lane < kErrorLanes; ++lane)
            add(totals, lane);
        x += rows * kErrorLanes;
        y += rows * kErrorLanes * size;
    }
    float rest[kErrorLanes];
    readSpan(y, length % kErrorLanes, reading, rest);
    for (std::int64_t i = 0; i < length % kErrorLanes; ++i) {
        const double a = x[i];
        const double b = rest[i];
        signal += a * a;
        noise += (a - b) * (a - b);
        dot += a * b;
        quantizedSquares += b * b;
        maxAbs = std::max(maxAbs, static_cast<double>(std::fabs(x[i] - rest[i])));
    }
}

bool ErrorSums::acceptChannels(std::int64_t channels)
{
    if (channels > 0 && channels <= kMostChannels && !m_channelsDiffer
        && (m_channels.empty() || m_channels.size() == static_cast<std::size_t>(channels))) {
        m_channels.resize(static_cast<std::size_t>(channels));
        return true;
    }
    m_channelsDiffer = m_channelsDiffer || !m_channels.empty();
    m_channels.clear();
    return false;
}

/// Both have the channels of a position side by side: lanes are channels.
void ErrorSums::addVectors(const TensorView &x, const TensorView &y, const Reading &reading, std::vector<Column> &columns)
{
    ChannelGeometry a(x);
    ChannelGeometry b(y);
    if (a.isOneRow() && b.isOneRow()) {
        a.mergeBatch();
        b.mergeBatch();
    }
    const auto *from = reinterpret_cast<const float *>(x.data);
    const std::int64_t size = elementSize(reading);
    const std::int64_t step = std::min<std::int64_t>({kErrorLanes, a.group, b.group});
    // One total a step: few channels make steps shorter than sixteen.
    std::vector<LaneTotals> totals(static_cast<std::size_t>((a.channels + step - 1) / step));
    for (std::int64_t n = 0; n < a.batch; ++n) {
        for (std::int64_t i = 0; i < a.inner; i += kErrorRows) {
            const std::int64_t rows = std::min(kErrorRows, a.inner - i);
            for (std::int64_t c = 0; c < a.channels;) {
                const std::int64_t lanes = std::min(step, a.channels - c);
                const float *first = from + a.offset(n, c, i);
                const std::byte *second = y.data + b.offset(n, c, i) * size;
                LaneTotals *const total = &totals[static_cast<std::size_t>(c / step)];
                if (lanes < kErrorLanes) {
                    float own[kErrorRows * kErrorLanes] = {};
                    std::byte other[kErrorRows * kErrorLanes * sizeof(float)] = {};
                    for (std::int64_t row = 0; row < rows; ++row) {
                        std::copy_n(first + row * a.row, lanes, own + row * kErrorLanes);
                        std::copy_n(second + row * b.row * size, lanes * size, other + row * kErrorLanes * size);
                    }
                    addLaneRows({own}, {other}, rows, 1, reading, total);
                    c += lanes;
                    continue;
                }
                const bool isWide = a.channels - c >= kWide && hasEvenSteps(a) && hasEvenSteps(b);
                const std::int64_t next = isWide ? c + kErrorLanes : c;
                addLaneRows({first, a.row, a.offset(n, next, i) - a.offset(n, c, i)},
                    {second, b.row, b.offset(n, next, i) - b.offset(n, c, i)}, rows, isWide ? kErrorVectors : 1, reading, total);
                c += isWide ? kWide : kErrorLanes;
            }
        }
    }
    for (std::int64_t c = 0; c < a.channels; ++c)
        columns[static_cast<std::size_t>(c)].add(totals[static_cast<std::size_t>(c / step)], static_cast<int>(c % step));
    for (Column &column : columns)
        column.count += a.batch * a.inner;
}

Status ErrorSums::addSample(const TensorView &x, const TensorView &y, const Reading &reading)
{
    const bool byChannel = x.shape.rank() >= 2 && x.shape.count() > 0 && acceptChannels(x.shape[1]);
    if (x.shape.rank() < 2)
        acceptChannels(0);
    if (!byChannel || !ChannelGeometry(x).hasVectors() || !ChannelGeometry(y).hasVectors()) {
        if (x.layout != TensorView::Layout::Plain || y.layout != TensorView::Layout::Plain) {
            HALFTONE_TRY(const Tensor plainX, plainCopy(x));
            HALFTONE_TRY(const Tensor plainY, plainCopy(y));
            addRows({x.dtype, x.shape, TensorView::Layout::Plain, 1, plainX.raw()},
                {y.dtype, y.shape, TensorView::Layout::Plain, 1, plainY.raw()}, reading, byChannel);
        } else {
            addRows(x, y, reading, byChannel);
        }
        return {};
    }
    std::vector<Column> columns(m_channels.size());
    addVectors(x, y, reading, columns);
    Column total;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        m_channels[c].add(columns[c]);
        total.add(columns[c]);
    }
    m_samples.push_back(total);
    return {};
}

/// Both row-major.
void ErrorSums::addRows(const TensorView &x, const TensorView &y, const Reading &reading, bool byChannel)
{
    const auto *from = reinterpret_cast<const float *>(x.data);
    Column total;
    if (!byChannel) {
        total.addRun(from, y.data, x.shape.count(), reading);
        m_samples.push_back(total);
        return;
    }
    const std::int64_t channels = x.shape[1];
    const std::int64_t inner = x.shape.count(2, x.shape.rank());
    for (std::int64_t run = 0; run < x.shape[0] * channels; ++run) {
        Column column;
        column.addRun(from + run * inner, y.data + run * inner * elementSize(reading), inner, reading);
        m_channels[static_cast<std::size_t>(run % channels)].add(column);
        total.add(column);
    }
    m_samples.push_back(total);
}

void ErrorSums::addSample(const float *x, const float *y, const Shape &shape)
{
    const auto viewOf = [&](const float *data) {
        return TensorView{DType::Float, shape, TensorView::Layout::Plain, 1, reinterpret_cast<const std::byte *>(data)};
    };
    // Row-major floats need no copy, which is all that can fail.
    [[maybe_unused]] const Status status = addSample(viewOf(x), viewOf(y), {});
    assert(status);
}

void ErrorSums::addRuns(const float *x, const std::byte *y, const Shape &shape, std::span<const Reading> readings)
{
    Column total;
    const bool byChannel = acceptChannels(shape[1]);
    const std::int64_t inner = shape[2];
    for (std::int64_t run = 0; run < shape[0] * shape[1]; ++run) {
        const auto channel = static_cast<std::size_t>(run % shape[1]);
        const Reading &reading = readings[readings.size() == 1 ? 0 : channel];
        Column column;
        column.addRun(x + run * inner, y + run * inner * elementSize(reading), inner, reading);
        if (byChannel)
            m_channels[channel].add(column);
        total.add(column);
    }
    m_samples.push_back(total);
}

void ErrorSums::merge(const ErrorSums &later)
{
    const bool isFirst = m_samples.empty();
    m_samples.insert(m_samples.end(), later.m_samples.begin(), later.m_samples.end());
    m_channelsDiffer = m_channelsDiffer || later.m_channelsDiffer || (!isFirst && m_channels.size() != later.m_channels.size());
    if (m_channelsDiffer) {
        m_channels.clear();
    } else if (isFirst) {
        m_channels = later.m_channels;
    } else {
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            m_channels[i].add(later.m_channels[i]);
    }
}

ErrorFigures ErrorSums::figures() const
{
    ErrorFigures figures;
    Column total;
    for (const Column &sample : m_samples) {
        figures.samplesDb.push_back(decibels(sample.signal, sample.noise));
        figures.samples.push_back(sample.figures());
        total.add(sample);
    }
    if (m_samples.empty())
        return figures;
    const ColumnFigures whole = total.figures();
    figures.sqnrDb = decibels(total.signal, total.noise);
    figures.mse = whole.mse;
    figures.maxAbs = whole.maxAbs;
    figures.cosine = whole.cosine;
    for (std::size_t c = 0; c < m_channels.size(); ++c) {
        const double db = decibels(m_channels[c].signal, m_channels[c].noise);
        figures.channelsDb.push_back(db);
        figures.channels.push_back(m_channels[c].figures());
        if (!std::isnan(db) && (figures.worstChannel < 0 || db < figures.worstChannelDb)) {
            figures.worstChannelDb = db;
            figures.worstChannel = static_cast<int>(c);
        }
    }
    return figures;
}

} // namespace halftone
