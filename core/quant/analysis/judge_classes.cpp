// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/class_scores.h"

#include <algorithm>
#include <map>

namespace halftone {

namespace {

/// A class that holds this share of all steps is the blank of CTC.
constexpr double kBlankShare = 0.3;
constexpr std::int64_t kNoBlank = -1;

/// Labels of two integer tensors: each difference costs one decision.
void addLabelDifferences(const Tensor &wanted, const Tensor &found, SampleLoss &loss)
{
    const std::vector<double> a = outputValues(wanted), b = outputValues(found);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool agrees = a[i] == b[i];
        loss.loss[0] += !agrees;
        ++loss.weight[0];
        loss.agreed += agrees;
        ++loss.decided;
        loss.noise += !agrees;
        ++loss.energy;
    }
}

class ClassJudge : public OutputJudge
{
public:
    explicit ClassJudge(OutputSubject subject) : m_subject(std::move(subject)) { }

    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        if (m_subject.form == ScoreForm::Labels)
            return addLabelDifferences(*wanted.values, *found.values, loss);
        const ClassRows rows(wanted.values->shape(), m_subject.classAxis);
        const std::vector<double> a = outputValues(*wanted.values), b = outputValues(*found.values);
        for (std::int64_t row = 0; row < rows.count(); ++row)
            addSkill(classScores(a, rows, row, m_subject.form), classScores(b, rows, row, m_subject.form), m_subject.form, loss);
    }

protected:
    OutputSubject m_subject;
};

/// Edits that turn one list of symbols into the other (Levenshtein).
std::int64_t editDistance(const std::vector<std::int64_t> &a, const std::vector<std::int64_t> &b)
{
    std::vector<std::int64_t> costs(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        costs[j] = static_cast<std::int64_t>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::int64_t diagonal = costs[0];
        costs[0] = static_cast<std::int64_t>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::int64_t above = costs[j];
            costs[j] = std::min({above + 1, costs[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return costs[b.size()];
}

class SequenceJudge final : public ClassJudge
{
public:
    using ClassJudge::ClassJudge;

    void learn(const OutputTensors &wanted) override
    {
        if (!decodes())
            return;
        for (const std::int64_t symbol : bestOf(*wanted.values)) {
            ++m_steps[symbol];
            ++m_all;
        }
        m_blank = kNoBlank;
        for (const auto &[symbol, count] : m_steps) {
            if (static_cast<double>(count) >= kBlankShare * static_cast<double>(m_all)
                && (m_blank == kNoBlank || count > m_steps.at(m_blank)))
                m_blank = symbol;
        }
    }

    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        ClassJudge::judge(wanted, found, loss);
        if (!decodes())
            return;
        const auto mine = decoded(bestOf(*wanted.values)), other = decoded(bestOf(*found.values));
        loss.loss[1] = static_cast<double>(editDistance(mine, other));
        loss.weight[1] = static_cast<double>(mine.size());
        loss.agreed = mine == other;
        loss.decided = 1;
    }

private:
    /// Symbols are chosen step by step, rather than one answer a step.
    bool decodes() const { return m_subject.form != ScoreForm::Independent; }

    std::vector<std::int64_t> bestOf(const Tensor &tensor) const
    {
        const std::vector<double> values = outputValues(tensor);
        std::vector<std::int64_t> best;
        if (m_subject.form == ScoreForm::Labels) {
            for (const double value : values)
                best.push_back(static_cast<std::int64_t>(value));
            return best;
        }
        const ClassRows rows(tensor.shape(), m_subject.classAxis);
        for (std::int64_t row = 0; row < rows.count(); ++row) {
            std::int64_t most = 0;
            for (std::int64_t c = 1; c < rows.classes; ++c) {
                if (values[rows.at(row, c)] > values[rows.at(row, most)])
                    most = c;
            }
            best.push_back(most);
        }
        return best;
    }

    std::vector<std::int64_t> decoded(const std::vector<std::int64_t> &symbols) const
    {
        if (m_blank == kNoBlank)
            return symbols;
        std::vector<std::int64_t> result;
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            if (symbols[i] != m_blank && (i == 0 || symbols[i] != symbols[i - 1]))
                result.push_back(symbols[i]);
        }
        return result;
    }

    std::map<std::int64_t, std::int64_t> m_steps;
    std::int64_t m_all = 0;
    std::int64_t m_blank = kNoBlank;
};

} // namespace

std::unique_ptr<OutputJudge> makeClassJudge(const OutputSubject &subject) { return std::make_unique<ClassJudge>(subject); }
std::unique_ptr<OutputJudge> makeSequenceJudge(const OutputSubject &subject) { return std::make_unique<SequenceJudge>(subject); }

} // namespace halftone
