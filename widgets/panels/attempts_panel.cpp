// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/attempts_panel.h"

#include "core/document/attempts.h"
#include "core/document/document.h"
#include "core/document/recipe_text.h"
#include "widgets/common/format.h"
#include "widgets/models/attempts_model.h"
#include "widgets/plots/attempts_chart.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace halftone {

namespace {
constexpr double kMebibyte = 1024.0 * 1024.0;
}

AttemptsPanel::AttemptsPanel(Document *document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_attempts(new AttemptsModel(document->attempts(), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new QLabel(m_stack))
    , m_view(new QTreeView(m_stack))
    , m_chart(new AttemptsChart(this))
    , m_difference(new QLabel(this))
    , m_return(new QPushButton(this))
    , m_rename(new QPushButton(this))
    , m_remove(new QPushButton(this))
{
    setObjectName(QStringLiteral("attemptsPanel"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_view->setObjectName(QStringLiteral("attemptsView"));
    m_view->setModel(m_attempts);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(AttemptsModel::NameColumn, QHeaderView::Stretch);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_return);
    buttons->addWidget(m_rename);
    buttons->addWidget(m_remove);
    buttons->addSpacing(12);
    buttons->addWidget(m_difference, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    auto *columns = new QHBoxLayout;
    columns->addWidget(m_stack, 3);
    columns->addWidget(m_chart, 2);
    layout->addLayout(columns, 1);
    layout->addLayout(buttons);

    connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) { returnTo(attemptAt(index)); });
    connect(m_return, &QPushButton::clicked, this, [this] { returnTo(attemptAt(m_view->currentIndex())); });
    connect(
        m_rename, &QPushButton::clicked, this, [this] { m_view->edit(m_view->currentIndex().siblingAtColumn(AttemptsModel::NameColumn)); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_document->attempts()->remove(attemptAt(m_view->currentIndex())); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AttemptsPanel::update);
    connect(document->attempts(), &Attempts::changed, this, &AttemptsPanel::update);
    connect(document->attempts(), &Attempts::changed, this, &AttemptsPanel::updateChart);
    connect(m_chart, &AttemptsChart::pointClicked, this, [this](int index) {
        // The list shows the latest first.
        m_view->setCurrentIndex(m_attempts->index(m_attempts->rowCount() - 1 - index, 0));
    });
    connect(document, &Document::recipeChanged, this, &AttemptsPanel::update);
    retranslate();
}

void AttemptsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void AttemptsPanel::retranslate()
{
    m_empty->setText(tr("Every recipe that is evaluated appears here. Calibrate to begin."));
    m_return->setText(tr("Return to this"));
    m_return->setToolTip(tr("Makes the recipe of the selected attempt the current one"));
    m_rename->setText(tr("Rename"));
    m_remove->setText(tr("Remove"));
    m_view->setAccessibleName(tr("Attempts"));
    update();
    updateChart();
}

int AttemptsPanel::attemptAt(const QModelIndex &index) const { return index.isValid() ? index.data(AttemptsModel::IdRole).toInt() : -1; }

void AttemptsPanel::update()
{
    m_stack->setCurrentWidget(m_attempts->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    const Attempt *chosen = rows.size() == 1 ? m_document->attempts()->find(attemptAt(rows.front())) : nullptr;
    m_return->setEnabled(chosen && !(chosen->recipe == m_document->recipe()));
    m_rename->setEnabled(chosen != nullptr);
    m_remove->setEnabled(chosen != nullptr);
    m_difference->clear();
    if (rows.size() != 2)
        return;
    const Attempt *newer = m_document->attempts()->find(attemptAt(rows.front()));
    const Attempt *older = m_document->attempts()->find(attemptAt(rows.back()));
    if (newer->id < older->id)
        std::swap(newer, older);
    m_difference->setText(tr("%1: worst channel %2 → %3, size %4 → %5")
                              .arg(recipeChange(older->recipe, newer->recipe), formatDb(older->worstChannelDb),
                                  formatDb(newer->worstChannelDb), formatBytes(older->bytes), formatBytes(newer->bytes)));
}

void AttemptsPanel::updateChart()
{
    std::vector<AttemptsChart::Point> points;
    int current = -1;
    for (const Attempt &attempt : m_document->attempts()->list()) {
        if (attempt.id == m_document->attempts()->current())
            current = static_cast<int>(points.size());
        points.push_back({attempt.title(), static_cast<double>(attempt.bytes) / kMebibyte, attempt.worstChannelDb});
    }
    m_chart->setVisible(!points.empty());
    m_chart->setPoints(std::move(points), tr("size, MiB"));
    m_chart->setCurrent(current);
}

void AttemptsPanel::returnTo(int attempt)
{
    if (const Attempt *found = m_document->attempts()->find(attempt))
        m_document->loadRecipe(tr("Return to “%1”").arg(found->title()), found->recipe);
}

} // namespace halftone
