// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_kind.h"

#include "core/quant/analysis/output_facts.h"
#include "core/quant/analysis/output_values.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {

struct KindWord
{
    OutputKind kind;
    std::string_view word;
};

constexpr std::array<KindWord, 7> kKindWords{
    {{OutputKind::Classify, "classify"}, {OutputKind::Detect, "detect"}, {OutputKind::Sequence, "sequence"},
        {OutputKind::Embedding, "embedding"}, {OutputKind::Mask, "mask"}, {OutputKind::Image, "image"}, {OutputKind::Generic, "generic"}}};

constexpr std::int64_t kFewestBoxes = 50;
constexpr std::int64_t kFewestCells = 100;
constexpr std::int64_t kMostClasses = 1000;
constexpr std::int64_t kFewestSteps = 8;
constexpr std::int64_t kFewestSymbols = 20;
constexpr std::int64_t kFewestDimensions = 64;
/// Boxes are on a scale that is this much larger than that of scores.
constexpr double kBoxScale = 10;
/// Logits of a classifier that has learnt something: what its best class has above chance.
constexpr double kSure = 0.22;
constexpr double kVerySure = 0.45;

/// Kinds of the outputs of one model.
class KindFinder
{
public:
    KindFinder(const Model &model, const OutputRuns &runs, const Sample &sample, const std::map<std::string, OutputKind> &told)
        : m_graph(*model.graph), m_sample(sample), m_told(told)
    {
        for (std::size_t i = 0; i < m_graph.outputs().size(); ++i)
            m_facts.push_back(outputFacts(m_graph, runs, i));
        m_taken.resize(m_facts.size());
    }

    std::vector<OutputSubject> find() &&
    {
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            m_taken[i] = !m_facts[i] || m_facts[i]->shape.count() == 0 || isState(i);
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            pairBoxes(i);
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (!m_taken[i])
                m_subjects.push_back(judge(i));
        }
        return std::move(m_subjects);
    }

private:
    const std::string &nameOf(std::size_t output) const { return m_graph.value(m_graph.outputs()[output]).name; }

    OutputSubject subject(std::size_t output, OutputKind kind) const
    {
        OutputSubject result;
        result.name = nameOf(output);
        result.output = output;
        result.kind = kind;
        return result;
    }

    /// Carries on what an input brought: same type and shape, and one name begins with the other ("state", "stateN").
    bool isState(std::size_t output) const
    {
        const std::string &name = nameOf(output);
        if (name.starts_with("present"))
            return true;
        const OutputFacts &facts = *m_facts[output];
        return std::ranges::any_of(m_sample.inputs, [&](const auto &input) {
            const bool alike = !input.first.empty() && (name.starts_with(input.first) || input.first.starts_with(name));
            return alike && m_facts.size() > 1 && input.second.shape() == facts.shape && input.second.dtype() == facts.samples[0].dtype();
        });
    }

    /// Whether an input is fed from one of the outputs: the model goes through a sequence step by step.
    bool hasState() const
    {
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (m_facts[i] && isState(i))
                return true;
        }
        return false;
    }

    bool isTold(std::size_t output) const { return m_told.contains(nameOf(output)); }

    /// [.., K, 4] beside [.., K] or [.., K, C].
    void pairBoxes(std::size_t output)
    {
        if (m_taken[output] || (isTold(output) && m_told.at(nameOf(output)) != OutputKind::Detect))
            return;
        const OutputFacts &boxes = *m_facts[output];
        const int rank = boxes.shape.rank();
        if (boxes.isInteger || rank < 2 || rank > 3 || boxes.shape[rank - 1] != 4)
            return;
        const std::int64_t count = boxes.shape[rank - 2];
        if (count < kFewestBoxes && boxes.isFixed)
            return;
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (m_taken[i] || i == output || m_facts[i]->isInteger || isTold(i))
                continue;
            const Shape &shape = m_facts[i]->shape;
            const bool single = shape.rank() == rank - 1 && shape[rank - 2] == count;
            const bool several = shape.rank() == rank && shape[rank - 2] == count && shape[rank - 1] <= kMostClasses;
            if (!single && !several)
                continue;
            OutputSubject result = subject(output, OutputKind::Detect);
            result.scores = i;
            result.form = formOf(*m_facts[i], -1);
            result.classAxis = rank - 1;
            result.told = isTold(output);
            result.boxes.background = several && result.form == ScoreForm::Probabilities;
            result.boxes.corners = looksLikeCorners(boxes);
            m_taken[output] = m_taken[i] = 1;
            m_subjects.push_back(std::move(result));
            return;
        }
    }

    /// Two corners: the second is never before the first.
    static bool looksLikeCorners(const OutputFacts &boxes)
    {
        double before = 0, all = 0;
        for (const Tensor &tensor : boxes.samples) {
            const std::vector<double> values = outputValues(tensor);
            for (std::size_t i = 0; i + 3 < values.size(); i += 4) {
                before += values[i + 2] < values[i] || values[i + 3] < values[i + 1];
                ++all;
            }
        }
        return all > 0 && before < 0.01 * all;
    }

    static ScoreForm formOf(const OutputFacts &facts, int axis)
    {
        if (facts.isInteger)
            return ScoreForm::Labels;
        const int at = axis < 0 ? axis + facts.shape.rank() : axis;
        if (facts.shape[at] > 1 && facts.sumsToOne(at))
            return ScoreForm::Probabilities;
        if (facts.shape[at] > 1 && facts.isLogOfOne(at))
            return ScoreForm::LogProbabilities;
        return facts.isUnit() ? ScoreForm::Independent : ScoreForm::Logits;
    }

    OutputSubject judge(std::size_t output) const
    {
        if (isTold(output)) {
            OutputSubject result = asTold(output, m_told.at(nameOf(output)));
            result.told = true;
            return result;
        }
        for (const auto attempt : {&KindFinder::detections, &KindFinder::mask, &KindFinder::steps, &KindFinder::classes,
                 &KindFinder::embedding, &KindFinder::image}) {
            if (auto found = (this->*attempt)(output))
                return *found;
        }
        return subject(output, OutputKind::Generic);
    }

    /// The form that fits a kind that is known.
    OutputSubject asTold(std::size_t output, OutputKind kind) const
    {
        if (kind == OutputKind::Detect) {
            if (auto found = boxesOf(output, true))
                return *found;
        }
        const OutputFacts &facts = *m_facts[output];
        OutputSubject result = subject(output, kind);
        const int rank = facts.shape.rank();
        result.classAxis = kind == OutputKind::Mask && rank == 4 ? 1 : std::max(0, rank - 1);
        if (rank > 0)
            result.form = formOf(facts, result.classAxis);
        return result;
    }

    std::optional<OutputSubject> detections(std::size_t output) const { return boxesOf(output, false); }

    /// [N, 4 + C, cells] or [N, cells, 4 + C].
    std::optional<OutputSubject> boxesOf(std::size_t output, bool told) const
    {
        const OutputFacts &facts = *m_facts[output];
        const Shape &shape = facts.shape;
        if (facts.isInteger || shape.rank() != 3)
            return std::nullopt;
        const bool last = shape[1] < shape[2];
        const std::int64_t columns = last ? shape[1] : shape[2];
        const int axis = last ? 1 : 2;
        if (columns < 5 || columns > kMostClasses || shape[last ? 2 : 1] < (told ? 1 : kFewestCells))
            return std::nullopt;
        const double boxes = facts.largest(axis, 0, 4);
        const double scores = facts.largest(axis, 4, columns);
        if (!told && (scores > 1 + 1e-3 || boxes <= 1 || !isUnitBehind(facts, axis, 4)))
            return std::nullopt;
        OutputSubject result = subject(output, OutputKind::Detect);
        result.form = ScoreForm::Independent;
        result.classAxis = axis;
        result.boxes.cellsLast = last;
        result.boxes.objectness = !last && columns > 5;
        result.boxes.local = boxes < kBoxScale * std::max(scores, 1.0) || sizesAreNegative(facts, axis);
        result.boxes.corners = !result.boxes.local && hasOrderedCorners(facts, axis);
        return result;
    }

    template <typename Test>
    static bool allRows(const OutputFacts &facts, int axis, Test test)
    {
        for (const Tensor &tensor : facts.samples) {
            if (tensor.shape().rank() != facts.shape.rank())
                continue;
            const std::vector<double> values = outputValues(tensor);
            const ClassRows rows(tensor.shape(), axis);
            for (std::int64_t row = 0; row < rows.count(); ++row) {
                if (!test([&](std::int64_t c) { return values[rows.at(row, c)]; }))
                    return false;
            }
        }
        return true;
    }

    static bool isUnitBehind(const OutputFacts &facts, int axis, std::int64_t first)
    {
        const std::int64_t columns = facts.shape[axis];
        return allRows(facts, axis, [&](const auto &at) {
            for (std::int64_t c = first; c < columns; ++c) {
                if (at(c) < -1e-3 || at(c) > 1 + 1e-3)
                    return false;
            }
            return true;
        });
    }
    static bool sizesAreNegative(const OutputFacts &facts, int axis)
    {
        return !allRows(facts, axis, [](const auto &at) { return at(2) >= 0 && at(3) >= 0; });
    }
    static bool hasOrderedCorners(const OutputFacts &facts, int axis)
    {
        return allRows(facts, axis, [](const auto &at) { return at(2) >= at(0) && at(3) >= at(1); });
    }

    /// Whether the last two axes span an eighth of an input picture or more.
    bool isPicture(const OutputFacts &facts, double least) const
    {
        if (facts.shape.rank() != 4)
            return false;
        const std::int64_t height = facts.shape[2], width = facts.shape[3];
        return std::ranges::any_of(m_sample.inputs, [&](const auto &input) {
            const Shape &shape = input.second.shape();
            if (shape.rank() != 4)
                return false;
            const bool first = static_cast<double>(height) >= least * static_cast<double>(shape[2])
                && static_cast<double>(width) >= least * static_cast<double>(shape[3]);
            const bool last = static_cast<double>(height) >= least * static_cast<double>(shape[1])
                && static_cast<double>(width) >= least * static_cast<double>(shape[2]) && shape[3] <= 4;
            return first || last;
        });
    }

    std::optional<OutputSubject> mask(std::size_t output) const
    {
        constexpr double kEighth = 1.0 / 8;
        const OutputFacts &facts = *m_facts[output];
        const bool sigmoid = facts.isUnit() && (facts.head == "Sigmoid" || facts.head == "HardSigmoid" || facts.head == "Clip");
        OutputSubject result = subject(output, OutputKind::Mask);
        if (facts.shape.rank() == 3 && facts.shape[1] >= kFewestSteps && facts.shape[2] >= kFewestSymbols && sigmoid) {
            result.form = ScoreForm::Independent;
            result.classAxis = 2;
            return result;
        }
        const bool labels = facts.isInteger && facts.shape.rank() >= 3 && facts.shape[facts.shape.rank() - 1] > kFewestSteps;
        if (labels) {
            result.form = ScoreForm::Labels;
            return result;
        }
        if (facts.isInteger || !isPicture(facts, kEighth) || facts.shape[2] < 2)
            return std::nullopt;
        result.classAxis = 1;
        result.form = formOf(facts, 1);
        const bool classes = facts.shape[1] >= 2 && facts.shape[1] != 3 && facts.shape[1] <= kMostClasses;
        const bool counts = result.form == ScoreForm::Probabilities || sigmoid || (classes && facts.skill(1) >= kVerySure);
        return counts ? std::optional(result) : std::nullopt;
    }

    std::optional<OutputSubject> steps(std::size_t output) const
    {
        const OutputFacts &facts = *m_facts[output];
        const Shape &shape = facts.shape;
        OutputSubject result = subject(output, OutputKind::Sequence);
        if (facts.isInteger && shape.rank() == 2 && shape[1] >= kFewestSteps) {
            result.form = ScoreForm::Labels;
            return result;
        }
        if (facts.isInteger || shape.rank() == 0)
            return std::nullopt;
        result.classAxis = shape.rank() - 1;
        result.form = formOf(facts, -1);
        const bool sigmoid = result.form == ScoreForm::Independent && facts.head == "Sigmoid";
        const bool activity = sigmoid && shape.rank() <= 3 && (shape[shape.rank() - 1] == 1 || shape.rank() == 2);
        if (activity && (hasState() || (shape.rank() == 2 && shape[1] >= kFewestSteps && hasLongInput(shape[1]))))
            return result;
        const std::int64_t longest = shape.rank() == 3 ? std::max(shape[0], shape[1]) : 0;
        if (shape.rank() != 3 || (longest < kFewestSteps && facts.isFixed) || shape[2] < 2)
            return std::nullopt;
        const bool chosen = result.form == ScoreForm::Probabilities || result.form == ScoreForm::LogProbabilities;
        const bool product = facts.head == "Gemm" || facts.head == "MatMul" || facts.head == "Add" || facts.head == "Concat";
        const bool logits = result.form == ScoreForm::Logits && product
            && (shape[2] < kFewestDimensions ? facts.skill(2) >= kVerySure : facts.skill(2) >= kSure);
        return chosen || logits ? std::optional(result) : std::nullopt;
    }

    /// A sequence of steps goes in that is much longer than what comes out.
    bool hasLongInput(std::int64_t steps) const
    {
        return std::ranges::any_of(m_sample.inputs, [&](const auto &input) {
            const Shape &shape = input.second.shape();
            return shape.rank() > 0 && shape[shape.rank() - 1] >= 64 * steps;
        });
    }

    std::optional<OutputSubject> classes(std::size_t output) const
    {
        const OutputFacts &facts = *m_facts[output];
        const Shape &shape = facts.shape;
        OutputSubject result = subject(output, OutputKind::Classify);
        if (facts.isInteger) {
            result.form = ScoreForm::Labels;
            return shape.rank() <= 2 && shape.count() <= kFewestSteps ? std::optional(result) : std::nullopt;
        }
        int axis = 1;
        while (axis < shape.rank() && shape[axis] == 1)
            ++axis;
        const bool vector = shape.rank() >= 1 && shape.rank() <= 4 && axis <= shape.rank()
            && std::all_of(shape.begin() + std::min(axis + 1, shape.rank()), shape.end(), [](std::int64_t n) { return n == 1; });
        if (!vector)
            return std::nullopt;
        result.classAxis = std::min(axis, shape.rank() - 1);
        result.form = formOf(facts, result.classAxis);
        const std::int64_t count = shape[result.classAxis];
        const bool sigmoid = result.form == ScoreForm::Independent && facts.head == "Sigmoid";
        const bool chosen = result.form == ScoreForm::Probabilities || result.form == ScoreForm::LogProbabilities;
        const bool product = facts.head == "Gemm" || facts.head == "MatMul" || facts.head == "Add" || facts.head == "Conv"
            || facts.head == "GlobalAveragePool" || facts.head == "ReduceMean";
        const bool logits
            = result.form == ScoreForm::Logits && count >= 2 && product && !hasEqualNorms(facts) && facts.skill(result.classAxis) >= kSure;
        return sigmoid || chosen || logits ? std::optional(result) : std::nullopt;
    }

    static bool hasEqualNorms(const OutputFacts &facts)
    {
        double least = 0, most = 0;
        for (const Tensor &tensor : facts.samples) {
            double sum = 0;
            for (const double value : outputValues(tensor))
                sum += value * value;
            least = least == 0 ? sum : std::min(least, sum);
            most = std::max(most, sum);
        }
        return facts.samples.size() > 1 && most <= 1.02 * least;
    }

    std::optional<OutputSubject> embedding(std::size_t output) const
    {
        constexpr std::int64_t kFewest = 16;
        const OutputFacts &facts = *m_facts[output];
        const Shape &shape = facts.shape;
        const int rank = shape.rank();
        if (facts.isInteger || rank < 2 || rank > 3)
            return std::nullopt;
        const std::int64_t dimensions = shape[rank - 1];
        const bool vector = rank == 2 && dimensions >= kFewest && (dimensions >= kFewestDimensions || hasEqualNorms(facts));
        const bool tokens = rank == 3 && dimensions >= kFewestDimensions;
        OutputSubject result = subject(output, OutputKind::Embedding);
        result.classAxis = rank - 1;
        return vector || tokens ? std::optional(result) : std::nullopt;
    }

    std::optional<OutputSubject> image(std::size_t output) const
    {
        const OutputFacts &facts = *m_facts[output];
        const bool channels = facts.shape.rank() == 4 && (facts.shape[1] == 1 || facts.shape[1] == 3);
        if (facts.isInteger || !channels || !isPicture(facts, 1))
            return std::nullopt;
        std::vector<double> values = outputValues(facts.samples[0]);
        std::sort(values.begin(), values.end());
        const auto distinct = std::unique(values.begin(), values.end()) - values.begin();
        return distinct >= 64 ? std::optional(subject(output, OutputKind::Image)) : std::nullopt;
    }

    const Graph &m_graph;
    const Sample &m_sample;
    const std::map<std::string, OutputKind> &m_told;
    std::vector<std::optional<OutputFacts>> m_facts;
    std::vector<char> m_taken;
    std::vector<OutputSubject> m_subjects;
};

} // namespace

std::string_view outputKindName(OutputKind kind) { return std::ranges::find(kKindWords, kind, &KindWord::kind)->word; }

std::optional<OutputKind> outputKindFromName(std::string_view name)
{
    const auto found = std::ranges::find(kKindWords, name, &KindWord::word);
    return found == kKindWords.end() ? std::nullopt : std::optional(found->kind);
}

std::string outputKindNames()
{
    std::string names;
    for (const KindWord &each : kKindWords)
        names += (names.empty() ? "" : ", ") + std::string(each.word);
    return names;
}

std::vector<OutputSubject> findOutputSubjects(
    const Model &model, const OutputRuns &runs, const Sample &sample, const std::map<std::string, OutputKind> &told)
{
    return KindFinder(model, runs, sample, told).find();
}

} // namespace halftone
