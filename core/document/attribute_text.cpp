// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/attribute_text.h"

#include "core/model/graph.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace halftone {

namespace {

struct AttributeText
{
    Q_DECLARE_TR_FUNCTIONS(AttributeText)
};

constexpr std::size_t kListed = 16;
constexpr int kTextLength = 120;

QString text(std::monostate) { return {}; }
QString text(float value) { return QLocale::c().toString(static_cast<double>(value), 'g', 7); }
QString text(std::int64_t value) { return QString::number(value); }

QString text(const std::string &value)
{
    QString line = QString::fromStdString(value);
    if (line.size() > kTextLength)
        line = line.left(kTextLength) + QStringLiteral("…");
    return line;
}

QString text(const ConstantTensor &value)
{
    const std::string_view type = dtypeName(value.dtype());
    return QStringLiteral("%1⟨%2⟩").arg(
        QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size())), QString::fromStdString(value.shape().toString()));
}

QString text(const std::shared_ptr<const Graph> &value)
{
    return value ? AttributeText::tr("graph of %n node(s)", nullptr, static_cast<int>(value->nodes().size())) : QString();
}

QString text(const SparseConstant &value) { return AttributeText::tr("sparse ⟨%1⟩").arg(QString::fromStdString(value.shape.toString())); }

QString text(const Type &value) { return QString::fromStdString(value.toString()); }

template <typename T>
QString text(const std::vector<T> &values)
{
    QStringList parts;
    for (std::size_t i = 0; i < values.size() && i < kListed; ++i)
        parts.append(text(values[i]));
    if (values.size() > kListed)
        parts.append(AttributeText::tr("… %1 in all").arg(values.size()));
    return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
}

} // namespace

QString attributeText(const Attribute &attribute)
{
    if (!attribute.refAttrName.empty())
        return QStringLiteral("@%1").arg(QString::fromStdString(attribute.refAttrName));
    return std::visit([](const auto &value) { return text(value); }, attribute.value);
}

} // namespace halftone
