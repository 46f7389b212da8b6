// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/text_cache.h"

#include "widgets/graphview/graph_fonts.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace halftone {

namespace {
constexpr qsizetype kMostEntries = 20'000;
}

TextCache::TextCache()
{
    for (std::size_t style = 0; style < kStyles; ++style)
        m_raw[style] = QRawFont::fromFont(graphFont(static_cast<TextStyle>(style)));
}

const TextCache::Entry &TextCache::entry(std::string_view text, TextStyle style)
{
    const auto index = static_cast<std::size_t>(style);
    auto &entries = m_entries[index];
    const QByteArray view = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    if (const auto found = entries.constFind(view); found != entries.constEnd())
        return *found;
    if (entries.size() > kMostEntries)
        entries.clear();
    Entry made;
    const QString decoded = QString::fromUtf8(view);
    const QRawFont &font = m_raw[index];
    const QVector<quint32> glyphs = font.glyphIndexesForString(decoded);
    if (!font.isValid() || std::find(glyphs.begin(), glyphs.end(), 0U) != glyphs.end()) {
        made.fallback = decoded;
        made.advance = QFontMetricsF(graphFont(style)).horizontalAdvance(decoded);
    } else {
        const QVector<QPointF> advances = font.advancesForGlyphIndexes(glyphs);
        QVector<QPointF> positions;
        positions.reserve(glyphs.size());
        for (const QPointF &advance : advances) {
            positions.append(QPointF(made.advance, 0));
            made.advance += advance.x();
        }
        made.run.setRawFont(font);
        made.run.setGlyphIndexes(glyphs);
        made.run.setPositions(positions);
    }
    return *entries.insert(QByteArray(text.data(), static_cast<qsizetype>(text.size())), made);
}

double TextCache::width(std::string_view text, TextStyle style) { return entry(text, style).advance; }

double TextCache::draw(QPainter &painter, QPointF position, std::string_view text, TextStyle style)
{
    if (text.empty())
        return 0;
    const Entry &item = entry(text, style);
    if (item.fallback.isEmpty()) {
        painter.drawGlyphRun(position, item.run);
    } else {
        painter.setFont(graphFont(style));
        painter.drawText(position, item.fallback);
    }
    return item.advance;
}

void TextCache::drawElided(QPainter &painter, QPointF position, std::string_view text, TextStyle style, double room, bool centred)
{
    const auto place = [&](double width) { return centred ? QPointF(position.x() - width / 2, position.y()) : position; };
    double advance = width(text, style);
    if (advance <= room) {
        draw(painter, place(advance), text, style);
        return;
    }
    const auto fits = static_cast<std::size_t>(std::max(0.0, room / advance * static_cast<double>(text.size())));
    for (std::size_t length = fits; length > 1; --length) {
        const std::string shorter = elided(text, length);
        advance = width(shorter, style);
        if (advance <= room) {
            draw(painter, place(advance), shorter, style);
            return;
        }
    }
}

} // namespace halftone
