// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <cstdint>

namespace halftone {

/// Translation context and number formats of the command line.
struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(CliText)

public:
    /// "31.42", "∞", "–" for what is not a number.
    static QString decibels(double value);
    /// "1.23 MiB".
    static QString bytes(std::int64_t value);
    /// "12.3 s", "45 ms".
    static QString seconds(double value);
    /// Significant digits without exponent where that is readable.
    static QString number(double value, int digits = 4);
};

} // namespace halftone
