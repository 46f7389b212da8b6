// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_fonts.h"

#include <QApplication>
#include <QFontMetricsF>

namespace halftone {

QFont graphFont(TextStyle style)
{
    const TextFont wanted = textFont(style);
    QFont font = QApplication::font();
    font.setPixelSize(static_cast<int>(wanted.pixels));
    font.setBold(wanted.bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(false);
    return font;
}

FontTextMeasurer::FontTextMeasurer()
{
    for (int style = 0; style < kStyles; ++style) {
        m_fonts[style] = graphFont(static_cast<TextStyle>(style));
        const QFontMetricsF metrics(m_fonts[style]);
        for (int c = 0; c < kTable; ++c)
            m_advance[style][c] = static_cast<float>(metrics.horizontalAdvance(QChar(c)));
    }
}

double FontTextMeasurer::width(std::string_view text, TextStyle style) const
{
    const auto *table = m_advance[static_cast<int>(style)];
    const QString decoded = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    double width = 0;
    for (const QChar c : decoded) {
        if (c.unicode() >= kTable)
            return QFontMetricsF(m_fonts[static_cast<int>(style)]).horizontalAdvance(decoded);
        width += static_cast<double>(table[c.unicode()]);
    }
    return width;
}

} // namespace halftone
