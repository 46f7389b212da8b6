// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/empty_state.h"

#include "widgets/common/panel_tools.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace halftone {

namespace {
/// Characters of a choice that are always seen.
constexpr int kLeastWords = 12;
} // namespace

EmptyState::EmptyState(QWidget *content, QWidget *parent)
    : QWidget(parent), m_stack(new QStackedLayout(this)), m_label(new QLabel), m_button(new QPushButton)
{
    auto *page = new QWidget;
    auto *box = new QVBoxLayout(page);
    m_label->setAlignment(Qt::AlignCenter);
    m_label->setWordWrap(true);
    box->addStretch();
    box->addWidget(m_label);
    box->addWidget(m_button, 0, Qt::AlignCenter);
    box->addStretch();
    m_button->hide();
    m_stack->addWidget(page);
    m_stack->addWidget(content);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionRequested);
}

EmptyState *EmptyState::fill(QWidget *panel, QLayout *bar, QWidget *chart)
{
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(6);
    auto *tools = new QWidget(panel);
    tools->setObjectName(QLatin1String(kPanelTools));
    tools->setLayout(bar);
    // A narrow window shortens their words instead of growing.
    for (QComboBox *combo : tools->findChildren<QComboBox *>())
        combo->setMinimumWidth(combo->fontMetrics().averageCharWidth() * kLeastWords);
    auto *outer = new QVBoxLayout(panel);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *empty = new EmptyState(chart);
    empty->m_tools = tools;
    tools->hide();
    outer->addWidget(tools);
    outer->addWidget(empty, 1);
    return empty;
}

void EmptyState::setMessage(const QString &sentence, const QString &buttonText)
{
    m_label->setText(sentence);
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
}

void EmptyState::showContent(bool content)
{
    m_stack->setCurrentIndex(content ? 1 : 0);
    if (m_tools)
        m_tools->setVisible(content);
}

bool EmptyState::isShowingContent() const { return m_stack->currentIndex() == 1; }

} // namespace halftone
