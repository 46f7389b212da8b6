// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"

#include <QLocale>

#include <cmath>

namespace halftone {

QString CliText::decibels(double value)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("-∞");
    return QString::number(value, 'f', 2);
}

QString CliText::bytes(std::int64_t value) { return QLocale::c().formattedDataSize(value, 2); }

QString CliText::seconds(double value)
{
    return value < 1 ? QStringLiteral("%1 ms").arg(value * 1000, 0, 'f', value < 0.01 ? 2 : 0)
                     : QStringLiteral("%1 s").arg(value, 0, 'f', 1);
}

QString CliText::number(double value, int digits) { return QString::number(value, 'g', digits); }

} // namespace halftone
