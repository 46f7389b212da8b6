// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace halftone {

/// As the user's locale writes numbers, or as programs do. Empty text gives no value; false: no finite number.
bool readNumber(const QString &text, std::optional<float> &value);
/// Numbers parted by blanks or semicolons; nothing when one of them is none.
std::optional<std::vector<float>> readNumbers(const QString &text);
/// The same for whole numbers.
std::optional<std::vector<std::int32_t>> readWholeNumbers(const QString &text);
/// What readNumbers() reads back to the same floats.
QString numbersText(const std::vector<float> &values);
QString numbersText(const std::vector<std::int32_t> &values);

/// A box of choices behind "as all the others", which is the first; shows `set`.
template <typename T>
QComboBox *makeChoiceBox(const QString &automatic, const std::vector<std::pair<QString, T>> &choices, const std::optional<T> &set)
{
    auto *box = new QComboBox;
    box->setFocusPolicy(Qt::StrongFocus);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->addItem(automatic);
    for (const auto &[text, value] : choices) {
        box->addItem(text);
        if (set == value)
            box->setCurrentIndex(box->count() - 1);
    }
    return box;
}

/// The choice in a row of such a box.
template <typename T>
std::optional<T> choiceAt(const std::vector<std::pair<QString, T>> &choices, int row)
{
    return row <= 0 ? std::nullopt : std::optional<T>(choices[static_cast<std::size_t>(row - 1)].second);
}

} // namespace halftone
