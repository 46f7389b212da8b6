// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/overlay_legend.h"

#include "widgets/common/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {
constexpr int kPad = 8, kBarHeight = 9, kBarWidth = 180;
}

OverlayLegend::OverlayLegend(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void OverlayLegend::setOverlay(const std::optional<GraphOverlay> &overlay)
{
    m_overlay = overlay;
    setVisible(overlay.has_value());
    if (overlay)
        setAccessibleName(overlay->title);
    adjustSize();
    update();
}

QSize OverlayLegend::sizeHint() const
{
    const int line = fontMetrics().height();
    const int title = m_overlay ? fontMetrics().horizontalAdvance(m_overlay->title) : 0;
    return {std::max(kBarWidth, title) + 2 * kPad, 2 * line + kBarHeight + 2 * kPad};
}

QString OverlayLegend::label(double value) const
{
    constexpr std::array<const char *, 5> kPrefixes{"", " k", " M", " G", " T"};
    std::size_t prefix = 0;
    while (std::abs(value) >= 1000 && prefix + 1 < kPrefixes.size()) {
        value /= 1000;
        ++prefix;
    }
    return locale().toString(value, 'g', 3) + QString::fromLatin1(kPrefixes[prefix]);
}

void OverlayLegend::paintEvent(QPaintEvent *)
{
    if (!m_overlay)
        return;
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    QColor back = theme.nodeBody();
    back.setAlpha(235);
    painter.setPen(QPen(theme.isDark() ? QColor(255, 255, 255, 40) : QColor(0, 0, 0, 40), 1));
    painter.setBrush(back);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const int line = fontMetrics().height();
    const QRect inner = rect().adjusted(kPad, kPad, -kPad, -kPad);
    painter.setPen(theme.text());
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter, m_overlay->title);
    const QRectF bar(inner.left(), inner.top() + line + 2, inner.width(), kBarHeight);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    constexpr int kStops = 10;
    for (int i = 0; i <= kStops; ++i) {
        const double share = static_cast<double>(i) / kStops;
        gradient.setColorAt(share, m_overlay->color(m_overlay->highIsGood ? share : 1 - share));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 2, 2);
    painter.setPen(theme.mutedText());
    const QRect ends(inner.left(), static_cast<int>(bar.bottom()) + 1, inner.width(), line);
    const QString unit = m_overlay->unit.isEmpty() ? QString() : u' ' + m_overlay->unit;
    painter.drawText(ends, Qt::AlignLeft | Qt::AlignVCenter, label(m_overlay->minimum));
    painter.drawText(ends, Qt::AlignHCenter | Qt::AlignVCenter, label((m_overlay->minimum + m_overlay->maximum) / 2));
    painter.drawText(ends, Qt::AlignRight | Qt::AlignVCenter, label(m_overlay->maximum) + unit);
}

} // namespace halftone
