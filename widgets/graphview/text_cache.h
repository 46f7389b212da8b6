// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/text_measurer.h"

#include <QGlyphRun>
#include <QHash>
#include <QRawFont>

#include <array>

class QPainter;

namespace halftone {

/// Draws short texts, each shaped once: graphs repeat a few hundred of them thousands of times.
class TextCache
{
public:
    TextCache();

    /// In the painter's pen, with the baseline starting at `position`; returns the advance.
    double draw(QPainter &painter, QPointF position, std::string_view text, TextStyle style);
    double width(std::string_view text, TextStyle style);
    /// Draws with "…" where `room` is too small; nothing when not even that fits.
    void drawElided(QPainter &painter, QPointF position, std::string_view text, TextStyle style, double room, bool centred);

private:
    struct Entry
    {
        QGlyphRun run;
        double advance = 0;
        /// Characters the font lacks: left to the painter and its fallback fonts.
        QString fallback;
    };
    const Entry &entry(std::string_view text, TextStyle style);

    static constexpr std::size_t kStyles = 6;
    std::array<QRawFont, kStyles> m_raw;
    std::array<QHash<QByteArray, Entry>, kStyles> m_entries;
};

} // namespace halftone
