// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/preprocess_fields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace halftone {

PreprocessFields::PreprocessFields(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    addLine(QStringLiteral("resize"), tr("&Resize"), QStringLiteral("256  |  224x224"),
        tr("Shorter side, or width x height, before cropping. Empty: the size of the model's input"));
    addLine(QStringLiteral("crop"), tr("C&rop"), QStringLiteral("224"), tr("Size of the part cut from the middle. Empty: nothing is cut"));
    addChoice(QStringLiteral("channels"), tr("C&hannels"), {QStringLiteral("rgb"), QStringLiteral("bgr"), QStringLiteral("gray")},
        tr("Order of the colour channels"));
    addLine(QStringLiteral("scale"), tr("Sc&ale"), QStringLiteral("1/255"), tr("Factor on the pixel values 0 … 255"));
    addLine(QStringLiteral("mean"), tr("&Mean"), QStringLiteral("0.485:0.456:0.406"),
        tr("Subtracted after scaling: one value or one a channel"));
    addLine(QStringLiteral("std"), tr("S&td"), QStringLiteral("0.229:0.224:0.225"),
        tr("Divided by after subtracting: one value or one a channel"));
    addChoice(QStringLiteral("layout"), tr("&Layout"), {QStringLiteral("nchw"), QStringLiteral("nhwc")}, tr("Order of the dimensions"));
}

QLineEdit *PreprocessFields::addLine(const QString &key, const QString &label, const QString &hint, const QString &tip)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QStringLiteral("preprocess_") + key);
    line->setPlaceholderText(hint);
    line->setToolTip(tip);
    static_cast<QFormLayout *>(layout())->addRow(label, line);
    connect(line, &QLineEdit::textChanged, this, &PreprocessFields::changed);
    m_fields.append({key, line});
    return line;
}

QComboBox *PreprocessFields::addChoice(const QString &key, const QString &label, const QStringList &values, const QString &tip)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("preprocess_") + key);
    box->addItem(tr("as the model's input"), QString());
    for (const QString &value : values)
        box->addItem(value, value);
    box->setToolTip(tip);
    static_cast<QFormLayout *>(layout())->addRow(label, box);
    connect(box, &QComboBox::currentIndexChanged, this, &PreprocessFields::changed);
    m_fields.append({key, box});
    return box;
}

QString PreprocessFields::text() const
{
    QStringList parts;
    for (const auto &[key, widget] : m_fields) {
        const auto *line = qobject_cast<QLineEdit *>(widget);
        const QString value = line ? line->text().trimmed() : static_cast<QComboBox *>(widget)->currentData().toString();
        if (!value.isEmpty())
            parts.append(key + QLatin1Char('=') + value);
    }
    return parts.join(QLatin1Char(','));
}

void PreprocessFields::setText(const QString &text)
{
    QHash<QString, QString> values;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        values.insert(part.section(QLatin1Char('='), 0, 0).trimmed(), part.section(QLatin1Char('='), 1).trimmed());
    for (const auto &[key, widget] : m_fields) {
        if (auto *line = qobject_cast<QLineEdit *>(widget))
            line->setText(values.value(key));
        else
            static_cast<QComboBox *>(widget)->setCurrentIndex(std::max(0, static_cast<QComboBox *>(widget)->findData(values.value(key))));
    }
}

} // namespace halftone
