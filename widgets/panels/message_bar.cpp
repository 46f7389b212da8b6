// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/message_bar.h"

#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace halftone {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_label(new QLabel(this)), m_buttons(new QHBoxLayout), m_close(new QPushButton(QStringLiteral("✕"), this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setFlat(true);
    m_close->setFixedWidth(m_close->fontMetrics().height() * 2);
    m_close->setAccessibleName(tr("Close this message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->addWidget(m_label, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    connect(&Theme::instance(), &Theme::changed, this, &MessageBar::restyle);
    restyle();
    hide();
}

void MessageBar::restyle()
{
    const Theme &theme = Theme::instance();
    setStyleSheet(QStringLiteral("#messageBar { background: %1; border-bottom: 1px solid %2; } #messageBar QLabel { color: %3; }")
                      .arg(theme.warningBackground().name(), theme.warningBorder().name(), theme.text().name()));
}

void MessageBar::clearButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

void MessageBar::showMessage(const QString &topic, const QString &text)
{
    clearButtons();
    m_topic = topic;
    m_label->setText(text);
    show();
}

void MessageBar::addButton(const QString &text, std::function<void()> action)
{
    auto *button = new QPushButton(text, this);
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, action = std::move(action)] {
        hide();
        action();
    });
}

void MessageBar::dismiss(const QString &topic)
{
    if (topic == m_topic)
        hide();
}

QString MessageBar::text() const { return m_label->text(); }

} // namespace halftone
