// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace halftone {

/// Kinds of text in a graph; each has one font.
enum class TextStyle { Title, RowName, RowText, EdgeLabel, Port, GroupTitle };

/// Font size in pixels at 100 % and weight of a style.
struct TextFont
{
    double pixels = 12;
    bool bold = false;
};
TextFont textFont(TextStyle style);

/// Says how wide texts are, so that geometry needs no GUI.
class TextMeasurer
{
public:
    virtual ~TextMeasurer() = default;
    /// Advance of a UTF-8 text in pixels at 100 %.
    virtual double width(std::string_view text, TextStyle style) const = 0;
};

/// Advances of DejaVu Sans, Debian's default; used without a display.
class TableTextMeasurer final : public TextMeasurer
{
public:
    double width(std::string_view text, TextStyle style) const override;
};

/// At most `maximum` characters of UTF-8 text, the last one "…" when something was left out.
std::string elided(std::string_view text, std::size_t maximum);

} // namespace halftone
