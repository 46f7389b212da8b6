// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/node_filter.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

struct NodeFilterText
{
    Q_DECLARE_TR_FUNCTIONS(NodeFilter)
};

/// "1M", "2.5k", "20" as a number.
std::optional<double> quantity(QString text)
{
    double unit = 1;
    if (text.endsWith(QLatin1Char('k'), Qt::CaseInsensitive))
        unit = 1e3;
    else if (text.endsWith(QLatin1Char('M')))
        unit = 1e6;
    else if (text.endsWith(QLatin1Char('G')))
        unit = 1e9;
    if (unit != 1)
        text.chop(1);
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional(value * unit) : std::nullopt;
}

} // namespace

std::optional<NodeFilter::Term> NodeFilter::comparison(const QString &word)
{
    static const QRegularExpression pattern(QStringLiteral("^(sqnr|db|macs)(<|>)(.+)$"), QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    const auto limit = quantity(match.captured(3));
    if (!limit)
        return std::nullopt;
    Term term;
    term.kind = match.captured(1).compare(QLatin1String("macs"), Qt::CaseInsensitive) == 0 ? Term::Kind::Macs : Term::Kind::Sqnr;
    term.less = match.captured(2) == QLatin1String("<");
    term.limit = *limit;
    return term;
}

NodeFilter NodeFilter::parse(const QString &text)
{
    NodeFilter filter;
    // A regular expression may hold spaces: it reaches to the last slash that ends a word.
    static const QRegularExpression words(QStringLiteral("(?:^|\\s)(/(?:[^/]|/(?!\\s|$))+/(?=\\s|$)|\\S+)"));
    for (auto it = words.globalMatch(text); it.hasNext();) {
        const QString word = it.next().captured(1);
        Term term;
        if (word.size() > 2 && word.startsWith(QLatin1Char('/')) && word.endsWith(QLatin1Char('/'))) {
            term.kind = Term::Kind::Regex;
            term.regex = QRegularExpression(word.mid(1, word.size() - 2), QRegularExpression::CaseInsensitiveOption);
            if (!term.regex.isValid()) {
                filter.m_problem = NodeFilterText::tr("Regular expression: %1").arg(term.regex.errorString());
                continue;
            }
        } else if (word.startsWith(QLatin1String("type:"), Qt::CaseInsensitive)) {
            term.kind = Term::Kind::Type;
            term.text = word.mid(5);
        } else if (word.startsWith(QLatin1String("is:"), Qt::CaseInsensitive)) {
            term.kind = Term::Kind::State;
            term.text = word.mid(3).toLower();
        } else if (const auto compared = comparison(word)) {
            term = *compared;
        } else {
            term.text = word;
        }
        filter.m_terms.push_back(std::move(term));
    }
    return filter;
}

bool NodeFilter::fits(const Term &term, const FilterSubject &subject)
{
    switch (term.kind) {
    case Term::Kind::Text:
        return subject.name.contains(term.text, Qt::CaseInsensitive) || subject.type.contains(term.text, Qt::CaseInsensitive);
    case Term::Kind::Regex:
        return term.regex.match(subject.name).hasMatch();
    case Term::Kind::Type:
        return subject.type.compare(term.text, Qt::CaseInsensitive) == 0;
    case Term::Kind::State:
        if (term.text == QLatin1String("excluded"))
            return subject.badge.startsWith(QStringLiteral("✕"));
        if (term.text == QLatin1String("float"))
            return subject.badge.endsWith(QLatin1String("f32"));
        return term.text == QLatin1String("int8") && subject.badge == QLatin1String("i8");
    case Term::Kind::Sqnr:
        return !std::isnan(subject.db) && (term.less ? subject.db < term.limit : subject.db > term.limit);
    case Term::Kind::Macs:
        return term.less ? subject.macs < term.limit : subject.macs > term.limit;
    }
    return false;
}

bool NodeFilter::accepts(const FilterSubject &subject) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) { return fits(term, subject); });
}

} // namespace halftone
