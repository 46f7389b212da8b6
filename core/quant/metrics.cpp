// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/metrics.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr int kLanes = 8;
/// Elements after which float lanes are flushed into doubles.
constexpr std::int64_t kFlush = 512;
/// Beyond this many, axis 1 is no channel axis.
constexpr std::int64_t kMostChannels = 16384;

struct RunSums
{
    double signal = 0;
    double noise = 0;
    double dot = 0;
    double squares = 0;
    float maxAbs = 0;
};

void addRun(RunSums &sums, const float *x, const float *y, std::int64_t length)
{
    float most[kLanes] = {};
    std::int64_t i = 0;
    while (i + kLanes <= length) {
        float signal[kLanes] = {};
        float noise[kLanes] = {};
        float dot[kLanes] = {};
        float squares[kLanes] = {};
        const std::int64_t end = std::min(length - kLanes + 1, i + kFlush);
        for (; i < end; i += kLanes) {
            for (int lane = 0; lane < kLanes; ++lane) {
                const float a = x[i + lane];
                const float b = y[i + lane];
                const float e = a - b;
                const float magnitude = std::fabs(e);
                signal[lane] += a * a;
                noise[lane] += e * e;
                dot[lane] += a * b;
                squares[lane] += b * b;
                most[lane] = magnitude > most[lane] ? magnitude : most[lane];
            }
        }
        for (int lane = 0; lane < kLanes; ++lane) {
            sums.signal += static_cast<double>(signal[lane]);
            sums.noise += static_cast<double>(noise[lane]);
            sums.dot += static_cast<double>(dot[lane]);
            sums.squares += static_cast<double>(squares[lane]);
        }
    }
    for (; i < length; ++i) {
        const double a = x[i];
        const double b = y[i];
        sums.signal += a * a;
        sums.noise += (a - b) * (a - b);
        sums.dot += a * b;
        sums.squares += b * b;
        sums.maxAbs = std::max(sums.maxAbs, std::fabs(x[i] - y[i]));
    }
    sums.maxAbs = std::max(sums.maxAbs, *std::max_element(most, most + kLanes));
}

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

void ErrorSums::addSample(const float *x, const float *y, const Shape &shape)
{
    const auto columnOf = [&](std::int64_t offset, std::int64_t length) {
        RunSums run;
        addRun(run, x + offset, y + offset, length);
        return Column{run.signal, run.noise, run.dot, run.squares, static_cast<double>(run.maxAbs), length};
    };
    const std::int64_t channels = shape.rank() >= 2 ? shape[1] : 0;
    Column total;
    if (channels == 0 || channels > kMostChannels || m_channelsDiffer
        || (!m_channels.empty() && m_channels.size() != static_cast<std::size_t>(channels))) {
        m_channelsDiffer = m_channelsDiffer || !m_channels.empty();
        m_channels.clear();
        total = columnOf(0, shape.count());
    } else {
        m_channels.resize(static_cast<std::size_t>(channels));
        const std::int64_t inner = shape.count(2, shape.rank());
        for (std::int64_t n = 0; n < shape[0]; ++n) {
            for (std::int64_t c = 0; c < channels; ++c) {
                const Column run = columnOf((n * channels + c) * inner, inner);
                m_channels[static_cast<std::size_t>(c)].add(run);
                total.add(run);
            }
        }
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
