// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/conformance.h"

#include <QFile>
#include <QMap>
#include <QStringList>

namespace halftone {

/// Conformance cases that are known not to pass, by name with "failed" or "unsupported": a file of tests/conformance.
struct ExpectedFindings
{
    int cases = 0;
    QMap<QString, QString> kinds;
    /// What is wrong with the file itself.
    QStringList faults;
};

inline ExpectedFindings readExpectedFindings(const QString &text)
{
    ExpectedFindings list;
    bool hasReason = false;
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (line.startsWith(QLatin1Char('#')))
            continue;
        if (words.isEmpty())
            hasReason = false;
        else if (line.startsWith(QLatin1String("cases ")))
            list.cases = words[1].toInt();
        else if (!line.startsWith(QLatin1Char(' ')))
            hasReason = true;
        else if (words.size() != 2 || !hasReason || list.kinds.contains(words[1]))
            list.faults << QStringLiteral("no reason above, twice, or not KIND NAME:") + line;
        else
            list.kinds.insert(words[1], words[0]);
    }
    return list;
}

/// What differs between a report and what is expected of it, a sentence each: a case that is not listed, one that is and passes, a number
/// of cases.
inline QStringList unexpectedFindings(const ConformanceReport &report, const ExpectedFindings &expected)
{
    QStringList found = expected.faults;
    if (report.total != expected.cases)
        found << QStringLiteral("%1 cases, expected were %2").arg(report.total).arg(expected.cases);
    QMap<QString, QString> open = expected.kinds;
    const auto compare = [&](const QString &kind, const std::vector<ConformanceReport::Finding> &findings) {
        for (const auto &finding : findings) {
            const QString name = QString::fromStdString(finding.name);
            if (open.take(name) != kind)
                found
                    << QStringLiteral("%1 %2, which is not expected: %3").arg(kind, name, QString::fromStdString(finding.why.debugText()));
        }
    };
    compare(QStringLiteral("failed"), report.failed);
    compare(QStringLiteral("unsupported"), report.unsupported);
    for (auto each = open.cbegin(); each != open.cend(); ++each)
        found << QStringLiteral("%1 is listed as %2 and is not").arg(each.key(), each.value());
    return found;
}

} // namespace halftone
