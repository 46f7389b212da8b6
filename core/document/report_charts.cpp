// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/report_charts.h"

#include "core/document/error_scale.h"
#include "core/document/messages.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Colours of a report: few enough that neighbours are equal and the file small.
constexpr int kColours = 96;
constexpr int kMostColumns = 160;
constexpr int kLabelWidth = 300;
constexpr int kMapWidth = 720;
constexpr int kRowHeight = 14;
constexpr int kMostLabel = 44;

QString escaped(const std::string &text, int most) { return plainText(text, most).toHtmlEscaped(); }

const std::vector<double> &figuresOf(const TensorError &error, HeatMapColumns columns)
{
    return columns == HeatMapColumns::Samples ? error.accumulated.samplesDb : error.accumulated.channelsDb;
}

double worse(double a, double b) { return std::isnan(a) ? b : std::isnan(b) ? a : std::min(a, b); }

/// At most kMostColumns values, each the worst of those it stands for.
std::vector<double> thinned(const std::vector<double> &values)
{
    if (values.size() <= kMostColumns)
        return values;
    std::vector<double> result(kMostColumns, std::nan(""));
    for (std::size_t i = 0; i < values.size(); ++i) {
        double &slot = result[i * kMostColumns / values.size()];
        slot = worse(slot, values[i]);
    }
    return result;
}

/// One row's cells; equal neighbours become one rectangle.
QString rowCells(const std::vector<double> &values, double y)
{
    QString cells;
    const double width = double(kMapWidth) / static_cast<double>(values.size());
    for (std::size_t first = 0, last; first < values.size(); first = last) {
        const QString colour = decibelColour(values[first]);
        for (last = first + 1; last < values.size() && decibelColour(values[last]) == colour;)
            ++last;
        cells += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>")
                     .arg(kLabelWidth + width * static_cast<double>(first), 0, 'f', 2)
                     .arg(y, 0, 'f', 0)
                     .arg(width * static_cast<double>(last - first) + 0.3, 0, 'f', 2)
                     .arg(kRowHeight - 1)
                     .arg(colour);
    }
    return cells;
}

} // namespace

QString reportDecibels(double value)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    return QString::number(value, 'f', 1);
}

QString decibelColour(double db)
{
    if (std::isnan(db))
        return QStringLiteral("#c8ccd2");
    const ScaleColour colour = viridisAt(std::round(decibelPosition(db) * kColours) / kColours);
    return QStringLiteral("#%1%2%3")
        .arg(colour.red, 2, 16, QLatin1Char('0'))
        .arg(colour.green, 2, 16, QLatin1Char('0'))
        .arg(colour.blue, 2, 16, QLatin1Char('0'));
}

QString heatMapSvg(const std::vector<const TensorError *> &tensors, HeatMapColumns columns)
{
    QStringList parts;
    int row = 0;
    for (const TensorError *error : tensors) {
        const auto &values = figuresOf(*error, columns);
        if (values.empty())
            continue;
        const int y = row++ * kRowHeight;
        const QString tip = QCoreApplication::translate("Report", "%1: %2 dB, worst channel %3 dB, local %4 dB")
                                .arg(escaped(error->tensor, 200), reportDecibels(error->accumulated.sqnrDb),
                                    reportDecibels(error->accumulated.worstChannelDb), reportDecibels(error->local.sqnrDb));
        parts += QStringLiteral("<g><title>%1</title><text x=\"%2\" y=\"%3\" text-anchor=\"end\">%4</text>%5</g>")
                     .arg(tip)
                     .arg(kLabelWidth - 8)
                     .arg(y + kRowHeight - 4)
                     .arg(escaped(error->tensor, kMostLabel), rowCells(thinned(values), y));
    }
    if (row == 0)
        return {};
    return QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" class=\"map\">%3</svg>")
        .arg(kLabelWidth + kMapWidth)
        .arg(row * kRowHeight)
        .arg(parts.join(QLatin1Char('\n')));
}

QString decibelLegendSvg()
{
    constexpr int steps = 50, width = 6, height = 14;
    QString cells;
    for (int i = 0; i < steps; ++i)
        cells += QStringLiteral("<rect x=\"%1\" y=\"0\" width=\"%2\" height=\"%3\" fill=\"%4\"/>")
                     .arg(i * width)
                     .arg(width)
                     .arg(height)
                     .arg(decibelColour(kBestDb * i / (steps - 1)));
    for (int db = 0; db <= int(kBestDb); db += 10)
        cells += QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"%3\">%4</text>")
                     .arg(db * steps * width / kBestDb)
                     .arg(height + 13)
                     .arg(db == 0                 ? QStringLiteral("start")
                             : db == int(kBestDb) ? QStringLiteral("end")
                                                  : QStringLiteral("middle"))
                     .arg(db == int(kBestDb) ? QStringLiteral("%1 dB").arg(db) : QString::number(db));
    return QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" class=\"map\">%3</svg>")
        .arg(steps * width)
        .arg(height + 18)
        .arg(cells);
}

QString worstBarsSvg(const std::vector<const TensorError *> &worst)
{
    constexpr int rowHeight = 22;
    QString rows;
    int row = 0;
    for (const TensorError *error : worst) {
        const int y = row++ * rowHeight;
        const auto bar = [&](double db, int top, int height) {
            const double length = std::isnan(db) ? 0 : std::clamp(db / kBestDb, 0.0, 1.0) * (kMapWidth - 60);
            return QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"/>")
                .arg(kLabelWidth)
                .arg(y + top)
                .arg(std::max(length, 1.0), 0, 'f', 1)
                .arg(height)
                .arg(decibelColour(db));
        };
        const ErrorFigures &figures = error->accumulated;
        const double channel = std::isnan(figures.worstChannelDb) ? figures.sqnrDb : figures.worstChannelDb;
        const double longest
            = std::clamp(std::max(std::isnan(channel) ? 0 : channel, std::isnan(figures.sqnrDb) ? 0 : figures.sqnrDb), 0.0, kBestDb);
        rows += QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"end\">%3</text>")
                    .arg(kLabelWidth - 8)
                    .arg(y + 14)
                    .arg(escaped(error->tensor, kMostLabel));
        rows += bar(channel, 2, 10) + bar(figures.sqnrDb, 13, 5);
        rows += QStringLiteral("<text x=\"%1\" y=\"%2\">%3 / %4</text>")
                    .arg(kLabelWidth + longest / kBestDb * (kMapWidth - 60) + 6, 0, 'f', 1)
                    .arg(y + 14)
                    .arg(reportDecibels(channel), reportDecibels(figures.sqnrDb));
    }
    return QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" class=\"map bars\">%3</svg>")
        .arg(kLabelWidth + kMapWidth + 40)
        .arg(row * rowHeight)
        .arg(rows);
}

} // namespace halftone
