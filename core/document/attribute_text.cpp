// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/attribute_text.h"

#include "core/model/graph.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <limits>

namespace halftone {

namespace {

struct AttributeText
{
    Q_DECLARE_TR_FUNCTIONS(AttributeText)
};

/// What is listed of lists, and of strings.
struct Limits
{
    std::size_t listed;
    qsizetype length;
};
constexpr Limits kOneLine{16, 120};
constexpr Limits kWhole{std::numeric_limits<std::size_t>::max(), std::numeric_limits<qsizetype>::max()};

QString text(std::monostate, const Limits &) { return {}; }
QString text(float value, const Limits &) { return QLocale::c().toString(static_cast<double>(value), 'g', 7); }
QString text(std::int64_t value, const Limits &) { return QString::number(value); }

QString text(const std::string &value, const Limits &limits)
{
    QString line = QString::fromStdString(value);
    if (line.size() > limits.length)
        line = line.left(limits.length) + QStringLiteral("…");
    return line;
}

QString text(const ConstantTensor &value, const Limits &)
{
    const std::string_view type = dtypeName(value.dtype());
    return QStringLiteral("%1⟨%2⟩").arg(
        QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size())), QString::fromStdString(value.shape().toString()));
}

QString text(const std::shared_ptr<const Graph> &value, const Limits &)
{
    return value ? AttributeText::tr("graph of %n node(s)", nullptr, static_cast<int>(value->nodes().size())) : QString();
}

QString text(const SparseConstant &value, const Limits &)
{
    return AttributeText::tr("sparse ⟨%1⟩").arg(QString::fromStdString(value.shape.toString()));
}

QString text(const Type &value, const Limits &) { return QString::fromStdString(value.toString()); }

template <typename T>
QString text(const std::vector<T> &values, const Limits &limits)
{
    QStringList parts;
    for (std::size_t i = 0; i < values.size() && i < limits.listed; ++i)
        parts.append(text(values[i], limits));
    if (values.size() > limits.listed)
        parts.append(AttributeText::tr("… %1 in all").arg(values.size()));
    return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
}

QString textOf(const Attribute &attribute, const Limits &limits)
{
    if (!attribute.refAttrName.empty())
        return QStringLiteral("@%1").arg(QString::fromStdString(attribute.refAttrName));
    return std::visit([&limits](const auto &value) { return text(value, limits); }, attribute.value);
}

} // namespace

QString attributeText(const Attribute &attribute) { return textOf(attribute, kOneLine); }
QString wholeAttributeText(const Attribute &attribute) { return textOf(attribute, kWhole); }

} // namespace halftone
