// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/text_measurer.h"

#include <array>
#include <cstdint>

namespace halftone {

namespace {

/// Thousandths of the font size for U+0020 … U+007E.
constexpr std::array<std::uint16_t, 95> kRegular{318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557,
    863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838};
constexpr std::array<std::uint16_t, 95> kBold{348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637,
    995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
    712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838};
constexpr double kOther = 640, kWide = 1000, kMultiplication = 838;

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

} // namespace

TextFont textFont(TextStyle style)
{
    switch (style) {
    case TextStyle::Title:
        return {13, false};
    case TextStyle::RowName:
        return {11, true};
    case TextStyle::RowText:
        return {11, false};
    case TextStyle::EdgeLabel:
        return {11, false};
    case TextStyle::Port:
        return {12, false};
    case TextStyle::GroupTitle:
        return {12, true};
    }
    return {};
}

double TableTextMeasurer::width(std::string_view text, TextStyle style) const
{
    const TextFont font = textFont(style);
    const auto &table = font.bold ? kBold : kRegular;
    double thousandths = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c <= 0x7e)
            thousandths += table[c - 0x20U];
        else if (c == 0xc3 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x97)
            thousandths += kMultiplication;
        else if (!isContinuation(text[i]))
            thousandths += c >= 0xe3 ? kWide : kOther;
    }
    return thousandths / 1000 * font.pixels;
}

std::string elided(std::string_view text, std::size_t maximum)
{
    std::size_t characters = 0, cut = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isContinuation(text[i]))
            continue;
        if (characters + 1 == maximum)
            cut = i;
        if (++characters > maximum)
            return std::string(text.substr(0, cut)) + "…";
    }
    return std::string(text);
}

} // namespace halftone
