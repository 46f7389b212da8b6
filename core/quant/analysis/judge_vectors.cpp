// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_judge.h"
#include "core/quant/analysis/output_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

class EmbeddingJudge final : public OutputJudge
{
public:
    explicit EmbeddingJudge(const OutputSubject &subject) : m_axis(subject.classAxis) { }

    /// 1 − cosine, by vector; the judge vector is the unit vector.
    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        const ClassRows rows(wanted.values->shape(), m_axis);
        const std::vector<double> a = outputValues(*wanted.values), b = outputValues(*found.values);
        for (std::int64_t row = 0; row < rows.count(); ++row) {
            double product = 0, mine = 0, other = 0;
            for (std::int64_t c = 0; c < rows.classes; ++c) {
                const double x = a[rows.at(row, c)], y = b[rows.at(row, c)];
                product += x * y;
                mine += x * x;
                other += y * y;
            }
            if (mine <= 0)
                continue;
            const double cosine = other > 0 ? product / std::sqrt(mine * other) : 0;
            loss.loss[0] += 1 - cosine;
            ++loss.weight[0];
            loss.noise += 2 - 2 * cosine;
            ++loss.energy;
        }
    }

private:
    int m_axis;
};

class ImageJudge final : public OutputJudge
{
public:
    explicit ImageJudge(const OutputSubject &) { }

    void learn(const OutputTensors &wanted) override
    {
        for (const double value : outputValues(*wanted.values)) {
            m_low = std::min(m_low, value);
            m_high = std::max(m_high, value);
        }
    }

    /// Mean squared error over the squared range of the float model: 10^(−PSNR / 10).
    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        const std::vector<double> a = outputValues(*wanted.values), b = outputValues(*found.values);
        const double peak = std::max(m_high - m_low, std::numeric_limits<double>::min());
        double sum = 0, mean = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
            mean += a[i] / static_cast<double>(a.size());
        }
        loss.loss[0] = sum / peak / peak;
        loss.weight[0] = static_cast<double>(a.size());
        loss.noise = sum;
        for (const double value : a)
            loss.energy += (value - mean) * (value - mean);
    }

private:
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

/// Noise over variance, of the whole tensor and as mean over the channels that carry something.
class GenericJudge final : public OutputJudge
{
public:
    explicit GenericJudge(const OutputSubject &) { }

    void learn(const OutputTensors &wanted) override
    {
        const ClassRows rows = rowsOf(*wanted.values);
        if (m_sums.empty())
            m_sums.resize(static_cast<std::size_t>(rows.classes));
        if (m_sums.size() != static_cast<std::size_t>(rows.classes))
            return;
        const std::vector<double> values = outputValues(*wanted.values);
        for (std::int64_t row = 0; row < rows.count(); ++row) {
            for (std::int64_t c = 0; c < rows.classes; ++c) {
                const double value = values[rows.at(row, c)];
                if (!std::isfinite(value))
                    continue;
                Sums &sums = m_sums[static_cast<std::size_t>(c)];
                ++sums.count;
                sums.sum += value;
                sums.squares += value * value;
            }
        }
    }

    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        const ClassRows rows = rowsOf(*wanted.values);
        const std::vector<double> a = outputValues(*wanted.values), b = outputValues(*found.values);
        const bool known = m_sums.size() == static_cast<std::size_t>(rows.classes);
        const double mean = meanOf(a), floor = 1e-3 * meanVariance();
        double channels = 0, informative = 0;
        for (std::int64_t c = 0; c < rows.classes; ++c) {
            double noise = 0;
            for (std::int64_t row = 0; row < rows.count(); ++row) {
                const double x = a[rows.at(row, c)], e = std::isfinite(x) ? b[rows.at(row, c)] - x : 0;
                noise += e * e;
                loss.energy += std::isfinite(x) ? (x - mean) * (x - mean) : 0;
            }
            loss.noise += noise;
            const double own = known ? m_sums[static_cast<std::size_t>(c)].variance() : 0;
            if (own > floor && own > 0) {
                channels += noise / static_cast<double>(rows.count()) / own;
                ++informative;
            }
        }
        loss.loss[0] = loss.noise;
        loss.weight[0] = loss.energy;
        loss.loss[1] = informative > 1 ? channels / informative : 0;
        loss.weight[1] = informative > 1 ? 1 : 0;
    }

private:
    struct Sums
    {
        double count = 0, sum = 0, squares = 0;
        double variance() const { return count > 0 ? std::max(0.0, squares / count - sum / count * (sum / count)) : 0; }
    };

    /// Channels are axis 1 of pictures, else the last.
    static ClassRows rowsOf(const Tensor &tensor)
    {
        const int rank = tensor.shape().rank();
        return {tensor.shape(), rank >= 4 ? 1 : std::max(0, rank - 1)};
    }

    double meanVariance() const
    {
        double sum = 0;
        for (const Sums &each : m_sums)
            sum += each.variance() / static_cast<double>(m_sums.size());
        return sum;
    }

    /// Over all samples; that of the sample itself where shapes differ.
    double meanOf(const std::vector<double> &values) const
    {
        double count = 0, sum = 0, squares = 0;
        for (const Sums &each : m_sums) {
            count += each.count;
            sum += each.sum;
            squares += each.squares;
        }
        if (count == 0 && !values.empty())
            return values.front();
        const double mean = count > 0 ? sum / count : 0;
        // What never changes has no variance to be compared with.
        const bool isConstant = count > 0 && squares / count - mean * mean <= 1e-12 * squares / count;
        return isConstant ? 0 : mean;
    }

    std::vector<Sums> m_sums;
};

} // namespace

std::unique_ptr<OutputJudge> makeEmbeddingJudge(const OutputSubject &subject) { return std::make_unique<EmbeddingJudge>(subject); }
std::unique_ptr<OutputJudge> makeImageJudge(const OutputSubject &subject) { return std::make_unique<ImageJudge>(subject); }
std::unique_ptr<OutputJudge> makeGenericJudge(const OutputSubject &subject) { return std::make_unique<GenericJudge>(subject); }

} // namespace halftone
