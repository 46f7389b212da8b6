// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace halftone {

namespace {

struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

const QString kUnknown = QStringLiteral("–");

QString decimals(double value, int digits) { return QLocale().toString(value, 'f', digits); }

/// Three significant digits.
QString compact(double value) { return decimals(value, value < 10 ? 2 : value < 100 ? 1 : 0); }

} // namespace

QString formatCount(std::int64_t count)
{
    if (count < 0)
        return kUnknown;
    if (count < 1000)
        return QString::number(count);
    static constexpr std::array kUnits{"k", "M", "G", "T", "P"};
    double value = static_cast<double>(count) / 1000;
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return QStringLiteral("%1 %2").arg(decimals(value, value < 99.95 ? 1 : 0), QLatin1String(kUnits[unit]));
}

QString formatBytes(std::int64_t bytes)
{
    if (bytes < 0)
        return kUnknown;
    if (bytes < 1024)
        return Format::tr("%1 B").arg(bytes);
    static constexpr std::array kUnits{"KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    // Models are spoken of in MiB; a little below one is still clearer in that unit.
    while (value >= 256 && unit + 1 < kUnits.size()) {
        value /= 1024;
        ++unit;
    }
    return QStringLiteral("%1 %2").arg(compact(value), QLatin1String(kUnits[unit]));
}

QString formatDbNumber(double db)
{
    if (std::isnan(db))
        return kUnknown;
    if (std::isinf(db))
        return db > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    return decimals(db, 1);
}

QString formatDb(double db) { return std::isnan(db) ? kUnknown : Format::tr("%1 dB").arg(formatDbNumber(db)); }

QString formatSeconds(double seconds)
{
    if (std::isnan(seconds) || seconds < 0)
        return kUnknown;
    if (seconds < 0.1)
        return Format::tr("%1 ms").arg(decimals(seconds * 1000, 1));
    if (seconds < 60)
        return Format::tr("%1 s").arg(decimals(seconds, seconds < 10 ? 2 : 1));
    const auto whole = static_cast<int>(std::lround(seconds));
    return Format::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
}

QString formatPercent(double percent)
{
    if (std::isnan(percent))
        return kUnknown;
    // Never broken before the sign.
    return Format::tr("%1 %")
        .arg(decimals(percent, percent < 99.95 && percent != std::floor(percent) ? 1 : 0))
        .replace(QLatin1Char(' '), QChar(QChar::Nbsp));
}

QString formatNumber(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    return QLocale().toString(value, 'g', 4);
}

} // namespace halftone
