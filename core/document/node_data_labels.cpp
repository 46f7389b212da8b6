// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_data_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace halftone {

namespace {

/// Hues a golden angle apart: any number of them differ as much as they can.
QColor colorOfPlace(std::size_t place)
{
    constexpr double kGolden = 0.61803398875, kFirst = 0.58;
    return QColor::fromHslF(
        static_cast<float>(std::fmod(kFirst + kGolden * static_cast<double>(place), 1.0)), 0.55F, place % 2 == 0 ? 0.45F : 0.6F)
        .toRgb();
}

} // namespace

void useLabels(const std::vector<NodeLabel> &labels, NodeData &data)
{
    struct Word
    {
        QString text;
        std::size_t uses = 0;
        QColor color;
    };
    std::map<QString, Word> byText;
    for (const NodeLabel &label : labels) {
        Word &word = byText[label.text];
        word.text = label.text;
        ++word.uses;
        if (!word.color.isValid())
            word.color = label.color;
    }
    std::vector<Word> words;
    for (const auto &[text, word] : byText)
        words.push_back(word);
    std::stable_sort(words.begin(), words.end(), [](const Word &a, const Word &b) { return a.uses > b.uses; });
    std::map<QString, double> numbers;
    data.steps.clear();
    for (std::size_t place = 0; place < words.size(); ++place) {
        numbers[words[place].text] = static_cast<double>(place);
        data.steps.push_back({static_cast<double>(place), words[place].color.isValid() ? words[place].color : colorOfPlace(place),
            words[place].text.isEmpty() ? QStringLiteral("–") : words[place].text});
    }
    std::fill(data.values.begin(), data.values.end(), std::numeric_limits<double>::quiet_NaN());
    for (const NodeLabel &label : labels)
        data.values[label.node] = numbers[label.text];
}

QString labelOf(const NodeData &data, double value)
{
    const auto step = std::find_if(data.steps.begin(), data.steps.end(), [&](const NodeData::Step &each) { return value <= each.upTo; });
    return std::isnan(value) || step == data.steps.end() ? QString() : step->label;
}

} // namespace halftone
