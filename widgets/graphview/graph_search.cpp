// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_search.h"

#include "core/layout/box_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace halftone {

namespace {

/// Subgraphs in subgraphs are searched down to this depth.
constexpr std::size_t kDeepest = 16;

void appendLower(std::string &out, const std::string &text)
{
    for (const char c : text)
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(const QString &text)
{
    std::string result;
    appendLower(result, text.toStdString());
    return result;
}

} // namespace

std::shared_ptr<const Graph> subgraphOf(const Model &model, const Graph &graph, const SubgraphStep &step)
{
    if (step.node >= graph.nodes().size())
        return nullptr;
    const Node &node = graph.node(step.node);
    if (step.attribute == kNone) {
        const Function *function = model.function(node.domain, node.opType, node.overload);
        return function ? function->body : nullptr;
    }
    if (step.attribute >= node.attributes.size())
        return nullptr;
    const auto *body = std::get_if<std::shared_ptr<const Graph>>(&node.attributes[step.attribute].value);
    return body ? *body : nullptr;
}

struct GraphSearch::Query
{
    std::vector<std::string> words;
    std::vector<std::string> exact;
    std::vector<std::string> types;
    std::vector<std::string> dtypes;
    QString pattern;

    explicit Query(const QString &text)
    {
        if (text.size() > 2 && text.startsWith(u'/') && text.endsWith(u'/') && !text.mid(1, text.size() - 2).contains(u' ')) {
            pattern = text.mid(1, text.size() - 2);
            return;
        }
        static const QRegularExpression token(QStringLiteral("\"([^\"]*)\"|(\\S+)"));
        for (auto it = token.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch part = it.next();
            const QString word = part.captured(2);
            if (word.isEmpty())
                exact.push_back(lowered(part.captured(1)));
            else if (word.startsWith(QLatin1String("type:"), Qt::CaseInsensitive))
                types.push_back(lowered(word.mid(5)));
            else if (word.startsWith(QLatin1String("dtype:"), Qt::CaseInsensitive))
                dtypes.push_back(lowered(word.mid(6)));
            else if (word.size() > 2 && word.startsWith(u'/') && word.endsWith(u'/'))
                pattern = word.mid(1, word.size() - 2);
            else
                words.push_back(lowered(word));
        }
    }
    bool isEmpty() const { return words.empty() && exact.empty() && types.empty() && dtypes.empty() && pattern.isEmpty(); }
};

GraphSearch::GraphSearch(std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts)
    : m_model(std::move(model)), m_facts(std::move(facts))
{
    if (!m_model || !m_model->graph)
        return;
    addPlace(m_model->graph, {});
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_nameStart.push_back(0);
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry &a, const Entry &b) { return a.match.kind < b.match.kind; });
    qsizetype at = 0;
    QStringList names;
    names.reserve(static_cast<qsizetype>(m_entries.size()));
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_nameStart[i] = at;
        names.append(name(m_entries[i].match));
        at += names.back().size() + 1;
    }
    m_names = names.join(u'\n');
}

void GraphSearch::addPlace(std::shared_ptr<const Graph> graph, std::vector<SubgraphStep> path)
{
    const auto place = static_cast<std::uint32_t>(m_places.size());
    m_places.push_back({graph, path});
    for (NodeId id = 0; id < graph->nodes().size(); ++id) {
        const Node &node = graph->node(id);
        const ValueId output = node.outputs.empty() ? kNone : node.outputs[0];
        const Type type = output == kNone ? Type() : typeOf(place, output);
        addEntry({Kind::Node, place, id}, node.name, node.opType, std::string(dtypeShortName(type.dtype)), shapeLabel(type));
    }
    for (ValueId id = 0; id < graph->values().size(); ++id) {
        const Value &value = graph->value(id);
        if (value.initializer != kNone) {
            const ConstantTensor &tensor = graph->initializers()[value.initializer].tensor;
            addEntry({Kind::Constant, place, id}, value.name, {}, std::string(dtypeShortName(tensor.dtype())), tensor.shape().toString());
        } else {
            const Type &type = typeOf(place, id);
            addEntry({Kind::Value, place, id}, value.name, {}, std::string(dtypeShortName(type.dtype)), shapeLabel(type));
        }
    }
    if (path.size() >= kDeepest)
        return;
    for (NodeId id = 0; id < graph->nodes().size(); ++id)
        for (std::uint32_t a = 0; a < graph->node(id).attributes.size(); ++a)
            if (auto inner = subgraphOf(*m_model, *graph, {id, a})) {
                std::vector<SubgraphStep> deeper = path;
                deeper.push_back({id, a});
                addPlace(inner, std::move(deeper));
            }
}

void GraphSearch::addEntry(
    Match match, const std::string &name, const std::string &type, const std::string &dtype, const std::string &shape)
{
    const auto here = [this] { return static_cast<std::uint32_t>(m_lower.size()); };
    Entry entry;
    entry.match = match;
    entry.text = here();
    appendLower(m_lower, name);
    entry.nameEnd = here();
    m_lower += '\n';
    appendLower(m_lower, type);
    entry.typeEnd = here();
    m_lower += '\n';
    appendLower(m_lower, dtype);
    entry.dtypeEnd = here();
    m_lower += '\n';
    appendLower(m_lower, shape);
    entry.end = here();
    m_entries.push_back(entry);
}

const Type &GraphSearch::typeOf(std::uint32_t place, ValueId value) const
{
    if (place == 0 && m_facts && value < m_facts->values.size() && m_facts->values[value].type.kind != Type::Kind::Unknown)
        return m_facts->values[value].type;
    return m_places[place].graph->value(value).declaredType;
}

bool GraphSearch::matches(std::size_t index, const Query &query) const
{
    const Entry &entry = m_entries[index];
    const std::string_view all(m_lower.data() + entry.text, entry.end - entry.text);
    const std::string_view name(m_lower.data() + entry.text, entry.nameEnd - entry.text);
    const std::string_view type(m_lower.data() + entry.nameEnd + 1, entry.typeEnd - entry.nameEnd - 1);
    const std::string_view dtype(m_lower.data() + entry.typeEnd + 1, entry.dtypeEnd - entry.typeEnd - 1);
    const auto each = [](const std::vector<std::string> &terms, auto &&test) { return std::all_of(terms.begin(), terms.end(), test); };
    return each(query.words, [&](const std::string &word) { return all.find(word) != std::string_view::npos; })
        && each(query.exact, [&](const std::string &word) { return name == word || type == word; })
        && each(query.types, [&](const std::string &word) { return type == word; })
        && each(query.dtypes, [&](const std::string &word) { return dtype == word; });
}

GraphSearch::Results GraphSearch::find(const QString &text, std::size_t limit) const
{
    Results results;
    const Query query(text.trimmed());
    if (query.isEmpty())
        return results;
    const auto take = [&](std::size_t index) {
        if (!matches(index, query))
            return;
        if (results.matches.size() < limit)
            results.matches.push_back(m_entries[index].match);
        ++results.total;
    };
    if (query.pattern.isEmpty()) {
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            take(i);
        return results;
    }
    const QRegularExpression expression(query.pattern, QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    if (!expression.isValid()) {
        results.error = expression.errorString();
        return results;
    }
    // One pass over all names; after a hit the search goes on with the next line.
    for (qsizetype at = 0; at <= m_names.size();) {
        // Checking the whole text for broken surrogates once is enough.
        const auto option = at == 0 ? QRegularExpression::NoMatchOption : QRegularExpression::DontCheckSubjectStringMatchOption;
        const QRegularExpressionMatch hit = expression.match(m_names, at, QRegularExpression::NormalMatch, option);
        if (!hit.hasMatch())
            break;
        const auto next = std::upper_bound(m_nameStart.begin(), m_nameStart.end(), hit.capturedStart());
        const auto index = static_cast<std::size_t>(next - m_nameStart.begin() - 1);
        take(index);
        if (next == m_nameStart.end())
            break;
        at = *next;
    }
    return results;
}

QString GraphSearch::name(const Match &match) const
{
    const Graph &graph = *m_places[match.place].graph;
    return QString::fromStdString(match.kind == Kind::Node ? graph.node(match.id).name : graph.value(match.id).name);
}

QString GraphSearch::detail(const Match &match) const
{
    const Graph &graph = *m_places[match.place].graph;
    if (match.kind == Kind::Node)
        return QString::fromStdString(graph.node(match.id).opType);
    if (const ConstantTensor *tensor = graph.storedValue(match.id); match.kind == Kind::Constant && tensor)
        return QString::fromUtf8(dtypeShortName(tensor->dtype()).data()) + u' ' + QString::fromStdString(tensor->shape().toString());
    const Type &type = typeOf(match.place, match.id);
    return (QString::fromUtf8(dtypeShortName(type.dtype).data()) + u' ' + QString::fromStdString(shapeLabel(type))).trimmed();
}

} // namespace halftone
