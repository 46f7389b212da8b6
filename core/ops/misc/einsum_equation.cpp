// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/misc/einsum_equation.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <map>

namespace halftone {

namespace {

using Labels = std::vector<std::string>;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void appendEllipsis(Labels &labels, int count)
{
    for (int i = count; i > 0; --i)
        labels.push_back("…" + std::to_string(i - 1));
}

/// Labels of one term; an ellipsis stands for as many axes as `ellipsis` says.
Result<Labels> termLabels(const Node &node, const std::string &term, int ellipsis)
{
    Labels labels;
    bool seen = false;
    for (std::size_t i = 0; i < term.size(); ++i) {
        if (isLetter(term[i])) {
            labels.emplace_back(1, term[i]);
        } else if (term.compare(i, 3, "...") == 0 && !seen) {
            appendEllipsis(labels, ellipsis);
            seen = true;
            i += 2;
        } else {
            return badNode(node, "equation term " + term, "letters and at most one ellipsis");
        }
    }
    return labels;
}

int letters(const std::string &term) { return static_cast<int>(std::count_if(term.begin(), term.end(), isLetter)); }

} // namespace

Result<EinsumEquation> EinsumEquation::parse(const Node &node, const std::string &text, const std::vector<int> &ranks)
{
    std::string compact = text;
    std::erase(compact, ' ');
    const std::size_t arrow = compact.find("->");
    std::string left = compact.substr(0, arrow);
    std::vector<std::string> terms;
    for (std::size_t comma = left.find(','); comma != std::string::npos; comma = left.find(',')) {
        terms.push_back(left.substr(0, comma));
        left.erase(0, comma + 1);
    }
    terms.push_back(left);
    if (terms.size() != ranks.size())
        return badNode(node, std::to_string(ranks.size()) + " inputs", std::to_string(terms.size()) + " as in the equation");
    EinsumEquation equation;
    int widest = 0;
    std::map<std::string, int> uses;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const int ellipsis = ranks[i] - letters(terms[i]);
        const bool hasEllipsis = terms[i].find('.') != std::string::npos;
        if (ellipsis < 0 || (!hasEllipsis && ellipsis > 0))
            return badNode(node, "rank " + std::to_string(ranks[i]) + " for term " + terms[i], std::to_string(letters(terms[i])));
        HALFTONE_TRY(Labels labels, termLabels(node, terms[i], ellipsis));
        widest = std::max(widest, ellipsis);
        for (const std::string &label : labels)
            ++uses[label];
        equation.inputs.push_back(std::move(labels));
    }
    if (arrow != std::string::npos) {
        HALFTONE_TRY(equation.output, termLabels(node, compact.substr(arrow + 2), widest));
        for (const std::string &label : equation.output)
            if (!uses.contains(label) || std::ranges::count(equation.output, label) > 1)
                return badNode(node, "output label " + label, "labels of the inputs, each once");
        return equation;
    }
    // Without an arrow: the ellipsis, then the labels used once, in alphabetical order.
    appendEllipsis(equation.output, widest);
    for (const auto &[label, count] : uses)
        if (count == 1 && isLetter(label.front()))
            equation.output.push_back(label);
    return equation;
}

} // namespace halftone
