// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/overlay_legend.h"

#include "widgets/common/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {
constexpr int kPad = 8, kBarHeight = 9, kBarWidth = 180, kFoldedBar = 72, kSwatch = 10;
/// More steps than that are a scale, more words go uncounted.
constexpr std::size_t kMostRows = 8;
} // namespace

OverlayLegend::OverlayLegend(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    hide();
}

void OverlayLegend::setOverlay(const std::optional<GraphOverlay> &overlay)
{
    m_overlay = overlay;
    setVisible(overlay.has_value());
    setCursor(isList() ? Qt::ArrowCursor : Qt::SizeHorCursor);
    setToolTip(hint());
    if (overlay && isList()) {
        setAccessibleName(overlay->title);
        QStringList rows;
        for (const auto &[color, text] : this->rows())
            rows << text;
        setAccessibleDescription(rows.join(QStringLiteral(", ")));
    } else if (overlay) {
        setAccessibleName(overlay->title);
        setAccessibleDescription(
            overlay->limit ? tr("Only worse than %1 %2").arg(label(*overlay->limit), overlay->unit) : tr("All are coloured"));
    }
    adjustSize();
    update();
}

void OverlayLegend::setFolded(bool folded)
{
    m_isFolded = folded;
    setToolTip(hint());
    update();
}

QString OverlayLegend::hint() const
{
    if (!m_overlay)
        return {};
    QStringList lines;
    if (m_isFolded)
        lines << m_overlay->title;
    if (!isList())
        lines << tr("Drag to colour only what is worse; drag to the good end to colour all");
    else if (m_isFolded)
        for (const auto &[color, text] : rows())
            lines << text;
    return lines.join(u'\n');
}

int OverlayLegend::unfoldedWidth() const { return unfoldedSize().width(); }

QSize OverlayLegend::sizeHint() const
{
    if (!m_isFolded || !m_overlay)
        return unfoldedSize();
    const QFontMetrics metrics = fontMetrics();
    const int height = metrics.height() + kPad + 2;
    if (isList())
        return {static_cast<int>(rows().size()) * (kSwatch + kPad / 2) + 2 * kPad, height};
    return {metrics.horizontalAdvance(label(m_overlay->minimum)) + metrics.horizontalAdvance(upperEnd()) + kFoldedBar + 4 * kPad, height};
}

QSize OverlayLegend::unfoldedSize() const
{
    const int line = fontMetrics().height();
    const int title = m_overlay ? fontMetrics().horizontalAdvance(m_overlay->title + QStringLiteral("  ≤ 00.0 M")) : 0;
    if (isList()) {
        constexpr int kWidest = 320;
        int widest = title;
        const auto all = rows();
        for (const auto &[color, text] : all)
            widest = std::max(widest, fontMetrics().horizontalAdvance(text) + kSwatch + kPad);
        return {std::min(widest, kWidest) + 2 * kPad, static_cast<int>(all.size() + 1) * line + kPad / 2 + 2 * kPad};
    }
    return {std::max(kBarWidth, title) + 2 * kPad, 2 * line + kBarHeight + 2 * kPad};
}

bool OverlayLegend::isList() const
{
    return m_overlay && !m_overlay->steps.empty() && (m_overlay->steps.size() <= kMostRows || !m_overlay->steps.front().label.isEmpty());
}

std::vector<std::pair<QColor, QString>> OverlayLegend::rows() const
{
    const auto &steps = m_overlay->steps;
    const QString unit = m_overlay->unit.isEmpty() ? QString() : u' ' + m_overlay->unit;
    std::vector<std::pair<QColor, QString>> result;
    for (std::size_t i = 0; i < steps.size() && i < kMostRows; ++i) {
        if (steps[i].label.isEmpty()) {
            result.emplace_back(steps[i].color, QStringLiteral("≤ ") + label(steps[i].upTo) + unit);
            continue;
        }
        const auto nodes = std::count(m_overlay->values.begin(), m_overlay->values.end(), steps[i].upTo);
        result.emplace_back(steps[i].color, tr("%1 (%2)", "word and number of nodes").arg(steps[i].label, locale().toString(nodes)));
    }
    if (steps.size() > kMostRows)
        result.emplace_back(QColor(), tr("and %n more", nullptr, static_cast<int>(steps.size() - kMostRows)));
    return result;
}

void OverlayLegend::paintSwatch(QPainter &painter, QPointF topLeft, const QColor &color) const
{
    if (!color.isValid())
        return;
    painter.setPen(QPen(Theme::instance().nodeBorder(), 1));
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(topLeft + QPointF(0.5, 0.5), QSizeF(kSwatch, kSwatch)), 2, 2);
}

void OverlayLegend::paintSwatches(QPainter &painter) const
{
    QPointF at(kPad, (height() - kSwatch) / 2.0);
    for (const auto &[color, text] : rows()) {
        paintSwatch(painter, at, color);
        at.rx() += kSwatch + kPad / 2.0;
    }
}

void OverlayLegend::paintRows(QPainter &painter) const
{
    const Theme &theme = Theme::instance();
    const int line = fontMetrics().height();
    QRect row = rect().adjusted(kPad, kPad + line + kPad / 2, -kPad, 0);
    row.setHeight(line);
    for (const auto &[color, text] : rows()) {
        paintSwatch(painter, QPointF(row.left(), row.center().y() - kSwatch / 2.0), color);
        painter.setPen(color.isValid() ? theme.text() : theme.mutedText());
        const QRect room = row.adjusted(kSwatch + kPad, 0, 0, 0);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(text, Qt::ElideMiddle, room.width()));
        row.translate(0, line);
    }
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
    if (m_isFolded && isList()) {
        paintSwatches(painter);
        return;
    }
    if (!m_isFolded) {
        painter.setPen(theme.text());
        const QRect title(kPad, kPad, width() - 2 * kPad, fontMetrics().height());
        painter.drawText(
            title, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_overlay->title, Qt::ElideRight, title.width()));
    }
    if (isList()) {
        paintRows(painter);
        return;
    }
    paintBar(painter);
    paintLimit(painter);
    paintEnds(painter);
}

void OverlayLegend::paintBar(QPainter &painter) const
{
    const QRectF bar = this->bar();
    painter.setPen(Qt::NoPen);
    if (m_overlay->steps.empty()) {
        QLinearGradient gradient(bar.topLeft(), bar.topRight());
        constexpr int kStops = 10;
        for (int i = 0; i <= kStops; ++i) {
            const double share = static_cast<double>(i) / kStops;
            gradient.setColorAt(share, m_overlay->color(m_overlay->highIsGood ? share : 1 - share));
        }
        painter.setBrush(gradient);
        painter.drawRoundedRect(bar, 2, 2);
    } else {
        const double width = bar.width() / static_cast<double>(m_overlay->steps.size());
        for (std::size_t i = 0; i < m_overlay->steps.size(); ++i)
            painter.fillRect(
                QRectF(bar.left() + static_cast<double>(i) * width, bar.top(), width, bar.height()), m_overlay->steps[i].color);
    }
}

void OverlayLegend::paintEnds(QPainter &painter) const
{
    painter.setPen(Theme::instance().mutedText());
    if (m_isFolded) {
        const QRect line = rect().adjusted(kPad, 0, -kPad, 0);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, label(m_overlay->minimum));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, upperEnd());
        return;
    }
    const QRect ends(kPad, static_cast<int>(bar().bottom()) + 1, width() - 2 * kPad, fontMetrics().height());
    painter.drawText(ends, Qt::AlignLeft | Qt::AlignVCenter, label(m_overlay->minimum));
    painter.drawText(ends, Qt::AlignHCenter | Qt::AlignVCenter, label((m_overlay->minimum + m_overlay->maximum) / 2));
    painter.drawText(ends, Qt::AlignRight | Qt::AlignVCenter, upperEnd());
}

QString OverlayLegend::upperEnd() const
{
    return label(m_overlay->maximum) + (m_overlay->unit.isEmpty() ? QString() : u' ' + m_overlay->unit);
}

QRectF OverlayLegend::bar() const
{
    if (m_isFolded) {
        const double left = 2.0 * kPad + fontMetrics().horizontalAdvance(label(m_overlay->minimum));
        return {left, (height() - kBarHeight) / 2.0, static_cast<double>(kFoldedBar), static_cast<double>(kBarHeight)};
    }
    const QRect inner = rect().adjusted(kPad, kPad, -kPad, -kPad);
    return {static_cast<double>(inner.left()), static_cast<double>(inner.top() + fontMetrics().height() + 2),
        static_cast<double>(inner.width()), static_cast<double>(kBarHeight)};
}

double OverlayLegend::shareOf(double value) const
{
    return std::clamp((value - m_overlay->minimum) / (m_overlay->maximum - m_overlay->minimum), 0.0, 1.0);
}

void OverlayLegend::paintLimit(QPainter &painter) const
{
    if (!m_overlay->limit)
        return;
    const Theme &theme = Theme::instance();
    const QRectF bar = this->bar();
    const double x = bar.left() + shareOf(*m_overlay->limit) * bar.width();
    QRectF out = bar;
    m_overlay->highIsGood ? out.setLeft(x) : out.setRight(x);
    QColor veil = theme.nodeBody();
    veil.setAlpha(200);
    painter.fillRect(out, veil);
    painter.setPen(QPen(theme.selection(), 2));
    painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3));
    // Where there is no line for it, the tool tip and the reader have the figure.
    if (m_isFolded)
        return;
    const QString text = (m_overlay->highIsGood ? QStringLiteral("≤ ") : QStringLiteral("≥ ")) + label(*m_overlay->limit);
    painter.setPen(theme.selection());
    painter.drawText(QRectF(bar.left(), kPad, bar.width(), fontMetrics().height()), Qt::AlignRight | Qt::AlignVCenter, text);
}

void OverlayLegend::choose(double share)
{
    if (!m_overlay || isList())
        return;
    share = std::clamp(share, 0.0, 1.0);
    if (share == (m_overlay->highIsGood ? 1.0 : 0.0))
        emit limitChosen(std::nullopt);
    else
        emit limitChosen(m_overlay->minimum + share * (m_overlay->maximum - m_overlay->minimum));
}

void OverlayLegend::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose((event->position().x() - bar().left()) / bar().width());
}

void OverlayLegend::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        choose((event->position().x() - bar().left()) / bar().width());
}

void OverlayLegend::keyPressEvent(QKeyEvent *event)
{
    constexpr double kStep = 0.05;
    if (!m_overlay || (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const double share = m_overlay->limit ? shareOf(*m_overlay->limit) : m_overlay->highIsGood ? 1 : 0;
    choose(share + (event->key() == Qt::Key_Left ? -kStep : kStep));
}

} // namespace halftone
