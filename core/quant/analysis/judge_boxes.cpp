// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/class_scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace halftone {

namespace {

/// Scores above this are detections; below, nothing is lost.
constexpr double kLeastScore = 0.25;
constexpr double kSameBox = 0.5;
/// Boxes that overlap so far are as good as equal.
constexpr double kEqualBox = 0.9;
/// Cells after those of detections that the judge vector looks at.
constexpr std::size_t kNextCells = 20;
constexpr std::size_t kMostDetections = 300;
/// A box that is off by half its size is all noise.
constexpr double kBoxEnergy = 0.25;
constexpr double kScoreClip = 6;

struct Cell
{
    std::array<double, 4> box{};
    std::vector<double> scores;
    std::size_t best = 0;
    double score = 0;
};

struct Found
{
    std::array<double, 4> corners{};
    std::size_t cell = 0;
    std::size_t label = 0;
    double score = 0;

    double weight() const { return (score - kLeastScore) / (1 - kLeastScore); }
};

double overlapOf(const std::array<double, 4> &a, const std::array<double, 4> &b)
{
    const double width = std::min(a[2], b[2]) - std::max(a[0], b[0]), height = std::min(a[3], b[3]) - std::max(a[1], b[1]);
    if (width <= 0 || height <= 0)
        return 0;
    const double areas = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]);
    return width * height / (areas - width * height);
}

class BoxJudge final : public OutputJudge
{
public:
    explicit BoxJudge(OutputSubject subject) : m_subject(std::move(subject)) { }
    bool mindsShape() const override { return false; }

    /// 1 − 2 Σ √(w w′) q(IoU) / (Σ w + Σ w′) over matched boxes of one class.
    void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const override
    {
        const std::vector<Cell> a = cellsOf(wanted), b = cellsOf(found);
        const std::vector<Found> mine = detections(a), other = detections(b);
        double shared = 0, all = 0;
        std::vector<char> taken(other.size());
        for (const Found &box : mine) {
            const std::size_t partner = partnerOf(box, other, taken);
            all += box.weight();
            if (partner == other.size())
                continue;
            taken[partner] = 1;
            const double quality = (overlapOf(box.corners, other[partner].corners) - kSameBox) / (kEqualBox - kSameBox);
            shared += 2 * std::sqrt(box.weight() * other[partner].weight()) * std::clamp(quality, 0.0, 1.0);
            loss.agreed += 2;
        }
        for (const Found &box : other)
            all += box.weight();
        loss.decided = static_cast<double>(mine.size() + other.size());
        loss.loss[0] = all - shared;
        loss.weight[0] = all;
        if (a.size() == b.size())
            addVector(a, b, loss);
    }

private:
    std::vector<Cell> cellsOf(const OutputTensors &tensors) const
    {
        const Tensor &boxes = *tensors.values;
        const std::vector<double> values = outputValues(boxes);
        std::vector<Cell> cells;
        if (!tensors.scores) {
            const ClassRows rows(boxes.shape(), m_subject.classAxis);
            for (std::int64_t row = 0; row < rows.count() && rows.classes >= 5; ++row) {
                Cell &cell = cells.emplace_back();
                for (std::int64_t c = 0; c < 4; ++c)
                    cell.box[static_cast<std::size_t>(c)] = values[rows.at(row, c)];
                const double object = m_subject.boxes.objectness ? values[rows.at(row, 4)] : 1;
                for (std::int64_t c = m_subject.boxes.objectness ? 5 : 4; c < rows.classes; ++c)
                    cell.scores.push_back(object * values[rows.at(row, c)]);
                rank(cell);
            }
            return cells;
        }
        const std::vector<double> scores = outputValues(*tensors.scores);
        const std::size_t count = values.size() / 4, classes = count > 0 ? scores.size() / count : 0;
        if (classes == 0)
            return cells;
        const ClassRows rows(Shape{static_cast<std::int64_t>(count), static_cast<std::int64_t>(classes)}, 1);
        for (std::size_t i = 0; i < count; ++i) {
            Cell &cell = cells.emplace_back();
            std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(4 * i), 4, cell.box.begin());
            ScoreForm form = m_subject.form;
            if (form == ScoreForm::Logits && classes > 1 && !m_subject.boxes.background)
                form = ScoreForm::Independent;
            cell.scores = classScores(scores, rows, static_cast<std::int64_t>(i), form).probabilities;
            if (m_subject.form == ScoreForm::Logits && form == ScoreForm::Independent) {
                for (double &score : cell.scores)
                    score = 1 / (1 + std::exp(-score));
            }
            if (m_subject.boxes.background)
                cell.scores.erase(cell.scores.begin());
            rank(cell);
        }
        return cells;
    }

    static void rank(Cell &cell)
    {
        const auto best = std::max_element(cell.scores.begin(), cell.scores.end());
        cell.best = static_cast<std::size_t>(best - cell.scores.begin());
        cell.score = best == cell.scores.end() ? 0 : *best;
    }

    std::array<double, 4> cornersOf(const Cell &cell) const
    {
        std::array<double, 4> box = cell.box;
        if (m_subject.boxes.corners)
            return box;
        if (m_subject.boxes.local) {
            box[2] = std::exp(std::min(box[2], 20.0));
            box[3] = std::exp(std::min(box[3], 20.0));
        }
        return {box[0] - box[2] / 2, box[1] - box[3] / 2, box[0] + box[2] / 2, box[1] + box[3] / 2};
    }

    /// Best first; of boxes of one class that overlap, the best.
    std::vector<Found> detections(const std::vector<Cell> &cells) const
    {
        std::vector<Found> all;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].score > kLeastScore)
                all.push_back({cornersOf(cells[i]), i, cells[i].best, std::min(cells[i].score, 1.0)});
        }
        std::stable_sort(all.begin(), all.end(), [](const Found &a, const Found &b) { return a.score > b.score; });
        if (m_subject.boxes.local)
            return all;
        std::vector<Found> kept;
        for (const Found &box : all) {
            const bool hidden = std::ranges::any_of(
                kept, [&](const Found &other) { return other.label == box.label && overlapOf(other.corners, box.corners) > kSameBox; });
            if (!hidden && kept.size() < kMostDetections)
                kept.push_back(box);
        }
        return kept;
    }

    std::size_t partnerOf(const Found &box, const std::vector<Found> &others, const std::vector<char> &taken) const
    {
        std::size_t best = others.size();
        double most = kSameBox;
        for (std::size_t i = 0; i < others.size(); ++i) {
            if (taken[i] || others[i].label != box.label || (m_subject.boxes.local && others[i].cell != box.cell))
                continue;
            const double overlap = overlapOf(box.corners, others[i].corners);
            if (overlap > most) {
                most = overlap;
                best = i;
            }
        }
        return best;
    }

    /// Logits of scores and boxes in units of their size, at the float model's detections and the next best cells.
    void addVector(const std::vector<Cell> &a, const std::vector<Cell> &b, SampleLoss &loss) const
    {
        std::vector<std::size_t> order(a.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto above = std::ranges::count_if(a, [](const Cell &cell) { return cell.score > kLeastScore; });
        const std::size_t count = std::min(a.size(), std::min<std::size_t>(static_cast<std::size_t>(above), kMostDetections) + kNextCells);
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
            [&](std::size_t x, std::size_t y) { return a[x].score != a[y].score ? a[x].score > a[y].score : x < y; });
        for (std::size_t i = 0; i < count; ++i) {
            const Cell &mine = a[order[i]], &other = b[order[i]];
            for (std::size_t c = 0; c < mine.scores.size(); ++c) {
                const double x = std::clamp(logitOf(mine.scores[c]), -kScoreClip, kScoreClip);
                const double y = std::clamp(logitOf(other.scores[c]), -kScoreClip, kScoreClip);
                loss.noise += (y - x) * (y - x);
                loss.energy += x * x;
            }
            const auto box = cornersOf(mine), seen = cornersOf(other);
            const double width = std::max(box[2] - box[0], 1e-6), height = std::max(box[3] - box[1], 1e-6);
            for (std::size_t k = 0; k < 4; ++k) {
                const double off = std::min(1.0, std::fabs(seen[k] - box[k]) / (k % 2 == 0 ? width : height));
                loss.noise += off * off / kBoxEnergy;
                ++loss.energy;
            }
        }
    }

    OutputSubject m_subject;
};

} // namespace

std::unique_ptr<OutputJudge> makeBoxJudge(const OutputSubject &subject) { return std::make_unique<BoxJudge>(subject); }

} // namespace halftone
