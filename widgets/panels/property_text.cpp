// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/property_text.h"

#include "core/document/document.h"
#include "widgets/common/theme.h"

#include <QLocale>
#include <QStringList>

namespace halftone {

QString wrappable(const QString &plain)
{
    QString html = plain.toHtmlEscaped();
    for (const QChar separator : {QLatin1Char('/'), QLatin1Char('.'), QLatin1Char('_')})
        html.replace(separator, QString(separator) + QChar(0x200B));
    return html;
}

QString typeText(const Document &document, ValueId id)
{
    const Graph &graph = *document.model()->graph;
    Type type = graph.value(id).declaredType;
    if (const auto facts = document.facts(); facts && id < facts->values.size())
        type = facts->values[id].type;
    if (const ConstantTensor *constant = graph.storedValue(id)) {
        const std::string_view name = dtypeShortName(constant->dtype());
        return QStringLiteral("%1 ⟨%2⟩").arg(
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), QString::fromStdString(constant->shape().toString()));
    }
    if (!type.isTensor())
        return type.kind == Type::Kind::Unknown ? QString() : QString::fromStdString(type.toString());
    const std::string_view name = dtypeShortName(type.dtype);
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    if (!type.shape)
        return text;
    QStringList dims;
    for (const Dim &dim : *type.shape)
        dims.append(QString::fromStdString(dim.toString()));
    return QStringLiteral("%1 %2").arg(text, dims.isEmpty() ? QStringLiteral("[]") : dims.join(QStringLiteral("×")));
}

QString valueLink(const Document &document, ValueId id)
{
    const Graph &graph = *document.model()->graph;
    return QStringLiteral("<a href=\"value:%1\" style=\"color:%2; text-decoration:none\">%3</a> <span style=\"color:%4\">%5</span>")
        .arg(QString::number(id), Theme::instance().accent().name(), wrappable(QString::fromStdString(graph.value(id).name)),
            Theme::instance().mutedText().name(), typeText(document, id).toHtmlEscaped());
}

QString valueLinks(const Document &document, const std::vector<ValueId> &values)
{
    constexpr qsizetype kMost = 200;
    QStringList lines;
    std::size_t others = 0;
    for (const ValueId value : values) {
        if (value == kNone)
            continue;
        if (lines.size() < kMost)
            lines.append(valueLink(document, value));
        else
            ++others;
    }
    if (others > 0)
        lines.append(QStringLiteral("… (+%1)").arg(QLocale().toString(static_cast<qulonglong>(others))));
    return lines.join(QStringLiteral("<br/>"));
}

QString nodeLink(const Graph &graph, NodeId id)
{
    return QStringLiteral("<a href=\"node:%1\" style=\"color:%2; text-decoration:none\">%3</a>")
        .arg(QString::number(id), Theme::instance().accent().name(), wrappable(QString::fromStdString(graph.node(id).name)));
}

} // namespace halftone
