// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_style.h"

#include "widgets/common/theme.h"

#include <QApplication>
#include <QLocale>

#include <cmath>
#include <qcustomplot.h>

namespace halftone {

namespace {

class FigureTicker final : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override { return figureLabel(tick); }
};

} // namespace

QSharedPointer<QCPAxisTicker> figureTicker() { return QSharedPointer<FigureTicker>::create(); }

void applyTheme(QCustomPlot &plot)
{
    const Theme &theme = Theme::instance();
    const QPalette palette = QApplication::palette();
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    plot.setLocale(locale);
    QColor grid = theme.mutedText();
    grid.setAlpha(60);
    plot.setBackground(palette.color(QPalette::Base));
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    for (QCPAxisRect *rect : plot.axisRects()) {
        for (QCPAxis *axis : rect->axes()) {
            axis->setBasePen(QPen(theme.mutedText()));
            axis->setTickPen(QPen(theme.mutedText()));
            axis->setSubTickPen(QPen(theme.mutedText()));
            axis->setTickLabelColor(theme.text());
            axis->setLabelColor(theme.mutedText());
            axis->setTickLabelFont(font);
            axis->setLabelFont(font);
            axis->grid()->setPen(QPen(grid, 1, Qt::DotLine));
            axis->grid()->setZeroLinePen(QPen(grid));
        }
    }
}

void setWholeTicks(QCPAxis &axis)
{
    auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(1);
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    axis.setTicker(ticker);
    axis.setSubTicks(false);
}

QCPColorGradient viridisGradient()
{
    constexpr int kStops = 11;
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (int i = 0; i < kStops; ++i) {
        const double position = static_cast<double>(i) / (kStops - 1);
        gradient.setColorStopAt(position, Theme::instance().errorColour(position));
    }
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    gradient.setNanHandling(QCPColorGradient::nhNanColor);
    gradient.setNanColor(QApplication::palette().color(QPalette::AlternateBase));
    return gradient;
}

QString decibelText(double db)
{
    if (std::isnan(db))
        return QStringLiteral("–");
    if (std::isinf(db))
        return db > 0 ? QStringLiteral("∞ dB") : QStringLiteral("−∞ dB");
    return QLocale().toString(db, 'f', 1) + QStringLiteral(" dB");
}

QString figureLabel(double value)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    const double magnitude = std::abs(value);
    if (magnitude >= 1e9)
        return QLocale().toString(value / 1e9, 'g', 3) + QStringLiteral(" G");
    if (magnitude >= 1e6)
        return QLocale().toString(value / 1e6, 'g', 3) + QStringLiteral(" M");
    if (magnitude >= 1e4)
        return QLocale().toString(value / 1e3, 'g', 3) + QStringLiteral(" k");
    return QLocale().toString(value, 'g', magnitude >= 1000 ? 4 : 3);
}

QString tailElided(const QString &text, int maximumLength)
{
    if (text.size() <= maximumLength)
        return text;
    return QStringLiteral("…") + text.right(maximumLength - 1);
}

} // namespace halftone
