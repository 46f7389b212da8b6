// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/class_scores.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace halftone {

namespace {

constexpr double kUsual = 0.5;
/// Where the float model is hardly ever surer than a half.
constexpr double kLower = 0.3;
constexpr double kFewest = 1e-4;
constexpr double kLogitClip = 6;

/// Counts of one class.
struct Hits
{
    double both = 0;
    double single = 0;
};

class MaskJudge final : public OutputJudge
{
public:
    explicit MaskJudge(OutputSubject subject) : m_subject(std::move(subject)) { }

    void learn(const OutputTensors &wanted) override
    {
        if (m_subject.form != ScoreForm::Independent)
            return;
        for (const double value : outputValues(*wanted.values)) {
            ++m_all;
            m_above += value > kUsual;
        }
    }

    /// 1 − F1 of decisions, mean over the classes that the float model shows.
    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        const std::vector<double> a = outputValues(*wanted.values), b = outputValues(*found.values);
        if (m_subject.form == ScoreForm::Independent)
            return judgeIndependent(a, b, loss);
        if (m_subject.form == ScoreForm::Labels)
            return judgeDecisions(a, b, loss);
        const ClassRows rows(wanted.values->shape(), m_subject.classAxis);
        std::vector<double> mine, other;
        for (std::int64_t row = 0; row < rows.count(); ++row) {
            mine.push_back(static_cast<double>(best(a, rows, row)));
            other.push_back(static_cast<double>(best(b, rows, row)));
        }
        addCentred(a, b, rows, loss);
        judgeDecisions(mine, other, loss);
    }

private:
    static std::int64_t best(const std::vector<double> &values, const ClassRows &rows, std::int64_t row)
    {
        std::int64_t most = 0;
        for (std::int64_t c = 1; c < rows.classes; ++c) {
            if (values[rows.at(row, c)] > values[rows.at(row, most)])
                most = c;
        }
        return most;
    }

    double asLogit(double value) const
    {
        const bool probability = m_subject.form == ScoreForm::Probabilities;
        return std::clamp(probability ? std::log(std::max(value, 1e-6)) : value, -1e6, 1e6);
    }

    /// Logits less the mean of their place, within ±6 of the best one.
    void addCentred(const std::vector<double> &a, const std::vector<double> &b, const ClassRows &rows, SampleLoss &loss) const
    {
        for (std::int64_t row = 0; row < rows.count(); ++row) {
            const double topMine = asLogit(a[rows.at(row, best(a, rows, row))]), topOther = asLogit(b[rows.at(row, best(b, rows, row))]);
            for (std::int64_t c = 0; c < rows.classes; ++c) {
                const double x = std::max(asLogit(a[rows.at(row, c)]) - topMine, -kLogitClip);
                const double y = std::max(asLogit(b[rows.at(row, c)]) - topOther, -kLogitClip);
                loss.noise += (y - x) * (y - x);
                loss.energy += x * x;
            }
        }
    }

    void judgeIndependent(const std::vector<double> &a, const std::vector<double> &b, SampleLoss &loss) const
    {
        const double threshold = m_above < kFewest * m_all ? kLower : kUsual;
        const double shift = logitOf(threshold);
        double mean = 0;
        for (const double value : a)
            mean += std::clamp(logitOf(value) - shift, -kLogitClip, kLogitClip) / static_cast<double>(a.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            const bool mine = a[i] > threshold, other = b[i] > threshold;
            loss.loss[0] += mine != other;
            loss.weight[0] += mine + other;
            loss.agreed += mine == other;
            ++loss.decided;
            const double x = std::clamp(logitOf(a[i]) - shift, -kLogitClip, kLogitClip);
            const double y = std::clamp(logitOf(b[i]) - shift, -kLogitClip, kLogitClip);
            loss.noise += (y - x) * (y - x);
            loss.energy += (x - mean) * (x - mean);
        }
    }

    static void judgeDecisions(const std::vector<double> &a, const std::vector<double> &b, SampleLoss &loss)
    {
        std::map<double, Hits> hits;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (a[i] == b[i])
                hits[a[i]].both += 2;
            else {
                ++hits[a[i]].single;
                ++hits[b[i]].single;
            }
            loss.agreed += a[i] == b[i];
            ++loss.decided;
        }
        std::map<double, bool> shown;
        for (const double value : a)
            shown[value] = true;
        for (const auto &[value, is] : shown) {
            const Hits &each = hits[value];
            loss.loss[0] += each.single / (each.single + each.both);
            ++loss.weight[0];
        }
        if (loss.energy == 0) {
            loss.noise = loss.decided - loss.agreed;
            loss.energy = loss.decided;
        }
    }

    OutputSubject m_subject;
    double m_all = 0;
    double m_above = 0;
};

} // namespace

std::unique_ptr<OutputJudge> makeMaskJudge(const OutputSubject &subject) { return std::make_unique<MaskJudge>(subject); }

} // namespace halftone
