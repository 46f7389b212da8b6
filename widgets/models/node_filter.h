// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

#include <optional>
#include <vector>

namespace halftone {

/// What a filter is asked about one node.
struct FilterSubject
{
    QString name;
    QString type;
    /// "i8", "f32", "✕ f32" …
    QString badge;
    double db = 0;
    double macs = 0;
};

/// The filter line of the node list: words separated by spaces, all of which must fit.
/// text (in name or type) · /regex/ · type:Conv · is:int8|float|excluded · sqnr<20 · macs>1M.
class NodeFilter
{
public:
    static NodeFilter parse(const QString &text);

    bool isEmpty() const { return m_terms.empty(); }
    /// What could not be understood (a broken regular expression); empty when all was.
    const QString &problem() const { return m_problem; }
    bool accepts(const FilterSubject &subject) const;

private:
    struct Term
    {
        enum class Kind { Text, Regex, Type, State, Sqnr, Macs } kind = Kind::Text;
        QString text;
        QRegularExpression regex;
        bool less = true;
        double limit = 0;
    };
    static std::optional<Term> comparison(const QString &word);
    static bool fits(const Term &term, const FilterSubject &subject);

    std::vector<Term> m_terms;
    QString m_problem;
};

} // namespace halftone
