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

void ErrorSums::addSample(const float *x, const float *y, const Shape &shape)
{
    const std::int64_t channels = shape.rank() >= 2 ? shape[1] : 0;
    RunSums total;
    if (channels == 0 || channels > kMostChannels || m_channelsDiffer
        || (!m_channels.empty() && m_channels.size() != static_cast<std::size_t>(channels))) {
        m_channelsDiffer = m_channelsDiffer || !m_channels.empty();
        m_channels.clear();
        addRun(total, x, y, shape.count());
    } else {
        m_channels.resize(static_cast<std::size_t>(channels));
        const std::int64_t inner = shape.count(2, shape.rank());
        for (std::int64_t n = 0; n < shape[0]; ++n) {
            for (std::int64_t c = 0; c < channels; ++c) {
                RunSums run;
                const std::int64_t offset = (n * channels + c) * inner;
                addRun(run, x + offset, y + offset, inner);
                m_channels[static_cast<std::size_t>(c)].signal += run.signal;
                m_channels[static_cast<std::size_t>(c)].noise += run.noise;
                total.signal += run.signal;
                total.noise += run.noise;
                total.dot += run.dot;
                total.squares += run.squares;
                total.maxAbs = std::max(total.maxAbs, run.maxAbs);
            }
        }
    }
    m_samples.push_back({total.signal, total.noise});
    m_count += shape.count();
    m_dot += total.dot;
    m_quantizedSquares += total.squares;
    m_maxAbs = std::max(m_maxAbs, static_cast<double>(total.maxAbs));
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
        for (std::size_t i = 0; i < m_channels.size(); ++i) {
            m_channels[i].signal += later.m_channels[i].signal;
            m_channels[i].noise += later.m_channels[i].noise;
        }
    }
    m_count += later.m_count;
    m_dot += later.m_dot;
    m_quantizedSquares += later.m_quantizedSquares;
    m_maxAbs = std::max(m_maxAbs, later.m_maxAbs);
}

ErrorFigures ErrorSums::figures() const
{
    ErrorFigures figures;
    double signal = 0;
    double noise = 0;
    for (const Pair &sample : m_samples) {
        figures.samplesDb.push_back(decibels(sample.signal, sample.noise));
        signal += sample.signal;
        noise += sample.noise;
    }
    if (m_samples.empty())
        return figures;
    figures.sqnrDb = decibels(signal, noise);
    figures.mse = m_count ? noise / static_cast<double>(m_count) : 0;
    figures.maxAbs = m_maxAbs;
    const double norm = std::sqrt(signal) * std::sqrt(m_quantizedSquares);
    figures.cosine = norm > 0 ? m_dot / norm : (noise == 0 ? 1.0 : 0.0);
    for (std::size_t c = 0; c < m_channels.size(); ++c) {
        const double db = decibels(m_channels[c].signal, m_channels[c].noise);
        figures.channelsDb.push_back(db);
        if (!std::isnan(db) && (figures.worstChannel < 0 || db < figures.worstChannelDb)) {
            figures.worstChannelDb = db;
            figures.worstChannel = static_cast<int>(c);
        }
    }
    return figures;
}

} // namespace halftone
