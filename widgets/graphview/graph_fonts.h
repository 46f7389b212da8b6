// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/text_measurer.h"

#include <QFont>

namespace halftone {

/// The window's font in the sizes a graph uses; unhinted, so that it looks alike at every zoom.
QFont graphFont(TextStyle style);

/// Measures with the fonts the graph is painted in. Copies what it needs at construction: usable in any thread.
class FontTextMeasurer final : public TextMeasurer
{
public:
    FontTextMeasurer();
    double width(std::string_view text, TextStyle style) const override;

private:
    static constexpr int kStyles = 6;
    static constexpr int kTable = 0x180;
    QFont m_fonts[kStyles];
    float m_advance[kStyles][kTable];
};

} // namespace halftone
