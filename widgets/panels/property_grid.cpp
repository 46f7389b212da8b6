// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/property_grid.h"

#include "widgets/common/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace halftone {

namespace {

/// Values never get narrower: their heights for narrower columns would count otherwise.
constexpr int kValueWidth = 150;

/// As high as its text is at the width it gets, no higher.
class ValueLabel final : public QLabel
{
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {kValueWidth, fontMetrics().height()}; }
};

} // namespace

PropertyGrid::PropertyGrid(QWidget *parent) : QWidget(parent), m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(12);
    m_layout->setVerticalSpacing(4);
    m_layout->setColumnStretch(1, 1);
}

QLabel *PropertyGrid::addRow(const QString &name, const QString &html)
{
    auto *label = new QLabel(name, this);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().mutedText());
    label->setPalette(palette);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *value = new ValueLabel(html, this);
    value->setTextFormat(Qt::RichText);
    value->setWordWrap(true);
    value->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    value->setTextInteractionFlags(Qt::TextBrowserInteraction);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    value->setSizePolicy(policy);
    value->setMinimumWidth(kValueWidth);
    connect(value, &QLabel::linkActivated, this, &PropertyGrid::linkActivated);
    connect(value, &QLabel::linkHovered, this, &PropertyGrid::linkHovered);
    m_layout->addWidget(label, m_rows, 0, Qt::AlignTop);
    m_layout->addWidget(value, m_rows, 1, Qt::AlignTop);
    ++m_rows;
    return value;
}

void PropertyGrid::addText(const QString &name, const QString &plain)
{
    // A zero-width space after separators lets long names wrap.
    QString html = plain.toHtmlEscaped();
    for (const QChar separator : {QLatin1Char('/'), QLatin1Char('.'), QLatin1Char('_')})
        html.replace(separator, QString(separator) + QChar(0x200B));
    addRow(name, html)->setProperty("plainText", plain);
}

void PropertyGrid::addHeading(const QString &text)
{
    auto *label = new QLabel(text, this);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    label->setContentsMargins(0, m_rows > 0 ? 8 : 0, 0, 0);
    m_layout->addWidget(label, m_rows++, 0, 1, 2);
}

} // namespace halftone
