// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/suggest_dialog.h"

#include "core/document/diagnosis_text.h"
#include "core/document/document.h"
#include "core/document/recipe_edit.h"
#include "core/document/selection.h"
#include "widgets/common/format.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace halftone {

SuggestDialog::SuggestDialog(Document *document, SelectionController *selection, std::vector<Suggestion> suggestions, QWidget *parent)
    : QDialog(parent), m_document(document), m_list(new QTreeWidget(this)), m_effect(new QLabel(this))
{
    setObjectName(QStringLiteral("suggestDialog"));
    setWindowTitle(tr("Suggested exclusions"));
    auto *explanation = new QLabel(suggestions.empty()
            ? tr("No node stands out: none loses much by itself in int8.")
            : tr("These nodes lose most by themselves, in their worst channel. What merely passes on the error of others is not listed."),
        this);
    explanation->setWordWrap(true);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Node"), tr("Worst channel"), tr("Why")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    const Graph &graph = *document->model()->graph;
    for (const Suggestion &each : suggestions) {
        const NodeId node = graph.findNode(each.node);
        if (node == kNone)
            continue;
        auto *item
            = new QTreeWidgetItem(m_list, {QString::fromStdString(each.node), formatDb(each.localWorstDb), diagnosisText(each.diagnosis)});
        item->setCheckState(0, Qt::Checked);
        item->setData(0, Qt::UserRole, node);
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(2, item->text(2));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *exclude = buttons->addButton(tr("&Exclude these"), QDialogButtonBox::AcceptRole);
    exclude->setDefault(true);
    exclude->setEnabled(m_list->topLevelItemCount() > 0);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(m_list, 1);
    // What the column is too narrow for.
    auto *why = new QLabel(this);
    why->setWordWrap(true);
    layout->addWidget(why);
    layout->addWidget(m_effect);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 22);
    connect(buttons, &QDialogButtonBox::accepted, this, &SuggestDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::itemChanged, this, &SuggestDialog::updateEffect);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [selection, why](QTreeWidgetItem *item) {
        why->setText(item ? item->text(2) : QString());
        if (item)
            selection->selectNodes({item->data(0, Qt::UserRole).toUInt()});
    });
    updateEffect();
    if (m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
}

std::vector<NodeId> SuggestDialog::chosen() const
{
    std::vector<NodeId> nodes;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = m_list->topLevelItem(row);
        if (item->checkState(0) == Qt::Checked)
            nodes.push_back(item->data(0, Qt::UserRole).toUInt());
    }
    return nodes;
}

void SuggestDialog::updateEffect()
{
    const Effect before = m_document->effect();
    const Effect after = m_document->effectOf(withNodesExcluded(m_document->recipe(), *m_document->model()->graph, chosen()));
    m_effect->setText(tr("In int8: %1 → %2 nodes, %3 → %4 of MACs")
                          .arg(before.nodes)
                          .arg(after.nodes)
                          .arg(formatPercent(before.percent()), formatPercent(after.percent())));
}

void SuggestDialog::accept()
{
    m_document->excludeNodes(chosen());
    QDialog::accept();
}

} // namespace halftone
