// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/note_box.h"

#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace halftone {

NoteBox::NoteBox(const QString &title, const QString &text, QWidget *parent) : QFrame(parent), m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("noteBox"));
    const Theme &theme = Theme::instance();
    setStyleSheet(QStringLiteral("#noteBox { background: %1; border: 1px solid %2; border-radius: 6px; } #noteBox QLabel { color: %3; }")
                      .arg(theme.warningBackground().name(), theme.warningBorder().name(), theme.text().name()));
    const QString bold = title.isEmpty() ? QString() : QStringLiteral("<b>%1</b> ").arg(title.toHtmlEscaped());
    auto *label = new QLabel(bold + text.toHtmlEscaped(), this);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->addWidget(label);
    layout->addLayout(m_buttons);
    m_buttons->addStretch(1);
}

void NoteBox::addButton(const QString &text, std::function<void()> action)
{
    auto *button = new QPushButton(text, this);
    connect(button, &QPushButton::clicked, this, [action = std::move(action)] { action(); });
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

} // namespace halftone
