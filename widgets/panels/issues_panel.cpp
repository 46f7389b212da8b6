// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/issues_panel.h"

#include "core/document/document.h"
#include "core/document/issues_model.h"
#include "core/document/selection.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace halftone {

IssuesPanel::IssuesPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_stack(new QStackedWidget(this))
    , m_empty(new QLabel(m_stack))
    , m_view(new QTreeView(m_stack))
{
    setObjectName(QStringLiteral("issuesPanel"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_view->setModel(document->issues());
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(IssuesModel::SeverityColumn, QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(IssuesModel::MessageColumn, QHeaderView::Stretch);
    m_view->header()->resizeSection(IssuesModel::WhereColumn, 260);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_view, &QTreeView::activated, this, &IssuesPanel::jump);
    connect(m_view, &QTreeView::clicked, this, &IssuesPanel::jump);
    connect(document->issues(), &IssuesModel::countChanged, this, &IssuesPanel::update);
    update();
}

void IssuesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_document->issues()->retranslate();
        update();
    }
    QWidget::changeEvent(event);
}

void IssuesPanel::update()
{
    m_empty->setText(m_document->model() ? tr("Nothing to complain about.") : tr("No model is open."));
    m_view->setAccessibleName(tr("Issues"));
    m_stack->setCurrentWidget(m_document->issues()->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
}

void IssuesPanel::jump(const QModelIndex &index)
{
    const auto model = m_document->model();
    if (!index.isValid() || !model)
        return;
    const Issue &issue = m_document->issues()->issue(index.row());
    if (issue.target == Issue::Target::Node) {
        if (const NodeId node = model->graph->findNode(issue.targetName); node != kNone)
            m_selection->selectNodes({node});
    } else if (issue.target == Issue::Target::Value) {
        if (const ValueId value = model->graph->findValue(issue.targetName); value != kNone)
            m_selection->selectValue(value);
    }
}

} // namespace halftone
