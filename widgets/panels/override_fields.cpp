// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/override_fields.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>

namespace halftone {

namespace {

const QString kOverrideSeparator = QStringLiteral("; ");

QStringList parts(const QString &text)
{
    static const QRegularExpression kSeparators(QStringLiteral("[;\\s]+"));
    return text.split(kSeparators, Qt::SkipEmptyParts);
}

} // namespace

bool readNumber(const QString &text, std::optional<float> &value)
{
    value.reset();
    if (text.trimmed().isEmpty())
        return true;
    bool ok = false;
    double number = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        number = QLocale::c().toDouble(text.trimmed(), &ok);
    if (!ok || !std::isfinite(static_cast<float>(number)))
        return false;
    value = static_cast<float>(number);
    return true;
}

std::optional<std::vector<float>> readNumbers(const QString &text)
{
    std::vector<float> values;
    for (const QString &part : parts(text)) {
        std::optional<float> value;
        if (!readNumber(part, value))
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

std::optional<std::vector<std::int32_t>> readWholeNumbers(const QString &text)
{
    std::vector<std::int32_t> values;
    for (const QString &part : parts(text)) {
        bool ok = false;
        values.push_back(part.toInt(&ok));
        if (!ok)
            return std::nullopt;
    }
    return values;
}

QString numbersText(const std::vector<float> &values)
{
    constexpr int kDigits = 9;
    QStringList texts;
    for (const float value : values)
        texts.append(QLocale().toString(value, 'g', kDigits));
    return texts.join(kOverrideSeparator);
}

QString numbersText(const std::vector<std::int32_t> &values)
{
    QStringList texts;
    for (const std::int32_t value : values)
        texts.append(QString::number(value));
    return texts.join(kOverrideSeparator);
}

} // namespace halftone
