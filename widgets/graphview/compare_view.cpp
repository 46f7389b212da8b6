// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/compare_view.h"

#include "core/document/messages.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/reader.h"
#include "core/ops/fact.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/change_marks.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/graphview/view_sync.h"
#include "widgets/models/difference_model.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace halftone {

namespace {

/// Shows all lines, or those of one change.
class ChangeFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setChange(int change)
    {
        m_change = change;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return m_change < 0 || sourceModel()->index(row, 0, parent).data(DifferenceModel::ChangeRole).toInt() == m_change;
    }

private:
    int m_change = -1;
};

constexpr int kListHeight = 220;

} // namespace

CompareView::CompareView(QWidget *parent)
    : QWidget(parent)
    , m_left(makeSide())
    , m_right(makeSide())
    , m_sync(new ViewSync({m_left.view, m_left.selection}, {m_right.view, m_right.selection}, this))
    , m_model(new DifferenceModel(this))
    , m_proxy(new ChangeFilter(this))
    , m_table(new QTableView)
    , m_summary(new QLabel)
    , m_filter(new QComboBox)
    , m_fold(new QToolButton)
    , m_across(new QToolButton)
    , m_fit(new QToolButton)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(DifferenceModel::SortRole);
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setMargin(4);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_filter);
    for (QToolButton *button : {m_previous, m_next, m_fold, m_across, m_fit})
        bar->addWidget(button);
    m_fold->setCheckable(true);
    m_fold->setChecked(true);
    m_across->setCheckable(true);
    m_left.view->setFoldQuantizePairs(true);
    m_right.view->setFoldQuantizePairs(true);

    auto *graphs = new QSplitter(Qt::Horizontal);
    graphs->setChildrenCollapsible(false);
    for (const Side *side : {&m_left, &m_right}) {
        auto *column = new QWidget;
        auto *layout = new QVBoxLayout(column);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(side->title);
        layout->addWidget(side->view, 1);
        graphs->addWidget(column);
    }
    auto *all = new QSplitter(Qt::Vertical);
    all->addWidget(graphs);
    all->addWidget(m_table);
    all->setStretchFactor(0, 1);
    all->setSizes({3 * kListHeight, kListHeight});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(all, 1);

    connect(m_fold, &QToolButton::toggled, this, &CompareView::setFolded);
    connect(m_across, &QToolButton::toggled, this, &CompareView::setHorizontal);
    connect(m_fit, &QToolButton::clicked, this, &CompareView::fit);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_filter, &QComboBox::currentIndexChanged, this, &CompareView::filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            jumpTo(m_proxy->mapToSource(index).row());
    });
    connect(&Theme::instance(), &Theme::changed, this, &CompareView::showSummary);
    retranslate();
}

CompareView::~CompareView() = default;

CompareView::Side CompareView::makeSide()
{
    Side side;
    side.jobs = new JobRunner(this);
    side.selection = new SelectionController(this);
    side.view = new GraphView(side.jobs, side.selection);
    side.title = new QLabel;
    side.title->setMargin(5);
    side.title->setTextFormat(Qt::PlainText);
    QFont bold = side.title->font();
    bold.setBold(true);
    side.title->setFont(bold);
    return side;
}

void CompareView::showSide(Side &side, std::shared_ptr<const Model> model, const QString &name)
{
    side.model = std::move(model);
    side.title->setText(name);
    side.title->setToolTip(QString::fromStdString(side.model->path));
    side.view->setAccessibleName(name);
    side.selection->reset();
    side.view->setModel(side.model);
    using Facts = std::shared_ptr<const GraphFacts>;
    side.jobs->start<Facts>(
        JobKind::Facts, tr("Inferring shapes"),
        [model = side.model](Progress &progress) -> Result<Facts> {
            HALFTONE_TRY(GraphFacts facts, inferFacts(*model, {}, progress));
            return Facts(std::make_shared<GraphFacts>(std::move(facts)));
        },
        [view = side.view](Result<Facts> facts) {
            if (facts)
                view->setFacts(*facts);
        });
}

void CompareView::compare(std::shared_ptr<const Model> a, const QString &nameA, std::shared_ptr<const Model> b, const QString &nameB)
{
    m_diff.reset();
    m_problem.clear();
    m_model->setDiff(nullptr, nullptr, nullptr);
    m_sync->setMatching({});
    showSide(m_left, std::move(a), nameA);
    showSide(m_right, std::move(b), nameB);
    findDifferences();
    showSummary();
}

void CompareView::compareWithFile(std::shared_ptr<const Model> a, const QString &nameA, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    using ModelPointer = std::shared_ptr<const Model>;
    m_right.jobs->start<ModelPointer>(
        JobKind::Open, tr("Opening %1").arg(name),
        [file = path.toStdString()](Progress &progress) { return readModel(file, {}, progress); },
        [this, a, nameA, name](Result<ModelPointer> model) {
            if (model) {
                compare(a, nameA, *model, name);
                return;
            }
            m_problem = messageText(model.error());
            showSummary();
            emit failed(m_problem);
        });
}

void CompareView::findDifferences()
{
    using Diff = std::shared_ptr<const ModelDiff>;
    m_left.jobs->start<Diff>(
        JobKind::Match, tr("Comparing the models"),
        [a = m_left.model, b = m_right.model](Progress &progress) -> Result<Diff> {
            HALFTONE_TRY(ModelDiff diff, diffModels(*a, *b, progress));
            return Diff(std::make_shared<ModelDiff>(std::move(diff)));
        },
        [this](Result<Diff> diff) {
            if (diff) {
                m_diff = *diff;
                showDiff();
                emit compared();
                return;
            }
            m_problem = messageText(diff.error());
            showSummary();
            emit failed(m_problem);
        });
}

void CompareView::showDiff()
{
    m_model->setDiff(m_left.model, m_right.model, m_diff);
    m_left.view->setChanges(m_diff->changeA);
    m_right.view->setChanges(m_diff->changeB);
    m_sync->setMatching(m_diff->matching);
    m_table->resizeColumnsToContents();
    constexpr int kWidest = 260;
    for (int column = 0; column < DifferenceModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, std::min(kWidest, m_table->columnWidth(column) + 12));
    showSummary();
}

void CompareView::showSummary()
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_filter, m_previous, m_next})
        widget->setEnabled(m_diff && !m_diff->differences.empty());
    if (!m_problem.isEmpty()) {
        m_summary->setText(m_problem.toHtmlEscaped());
        return;
    }
    if (!m_diff) {
        m_summary->setText(m_left.model ? tr("Comparing…") : tr("Opening…"));
        return;
    }
    QStringList parts;
    const auto part = [&](NodeChange change, const QString &text, std::size_t count) {
        if (count > 0)
            parts << QStringLiteral("<span style='color:%1'><b>%2</b> %3</span>").arg(changeColor(change).name(), changeSign(change), text);
    };
    const std::size_t same = m_diff->matched - std::min(m_diff->matched, m_diff->changed + m_diff->converted);
    const auto number = [](std::size_t count) { return static_cast<int>(count); };
    parts << tr("%n node(s) the same", nullptr, number(same));
    part(NodeChange::Precision, tr("%n quantized or converted", nullptr, number(m_diff->converted)), m_diff->converted);
    part(NodeChange::Changed, tr("%n changed", nullptr, number(m_diff->changed)), m_diff->changed);
    part(NodeChange::Added, tr("%n added", nullptr, number(m_diff->added)), m_diff->added);
    part(NodeChange::Removed, tr("%n removed", nullptr, number(m_diff->removed)), m_diff->removed);
    if (m_diff->differences.empty())
        parts << tr("the models do not differ");
    m_summary->setText(parts.join(QStringLiteral("&nbsp;&nbsp;·&nbsp;&nbsp;")));
}

void CompareView::jumpTo(int row)
{
    const ModelDifference &difference = m_model->difference(row);
    if (difference.a != kNone)
        m_left.selection->selectNodes({difference.a});
    if (difference.b != kNone && (difference.a == kNone || m_right.selection->nodes().empty()))
        m_right.selection->selectNodes({difference.b});
}

void CompareView::step(int by)
{
    const int rows = m_proxy->rowCount();
    if (rows == 0)
        return;
    const QModelIndex current = m_table->currentIndex();
    const int from = current.isValid() ? current.row() : by > 0 ? -1 : rows;
    m_table->setCurrentIndex(m_proxy->index((from + by + rows) % rows, 0));
}

void CompareView::filter() { static_cast<ChangeFilter *>(m_proxy)->setChange(m_filter->currentData().toInt()); }

void CompareView::setFolded(bool folded)
{
    m_fold->setChecked(folded);
    m_left.view->setFoldQuantizePairs(folded);
    m_right.view->setFoldQuantizePairs(folded);
}

void CompareView::setHorizontal(bool horizontal)
{
    m_across->setChecked(horizontal);
    m_left.view->setHorizontal(horizontal);
    m_right.view->setHorizontal(horizontal);
}

void CompareView::fit() { m_left.view->fit(); }

void CompareView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CompareView::retranslate()
{
    m_fold->setText(tr("Fold Q/DQ"));
    m_fold->setToolTip(tr("Show quantized graphs as the operators they quantize"));
    m_across->setText(tr("Horizontal"));
    m_across->setToolTip(tr("Draw both graphs from left to right"));
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("Show both graphs whole"));
    m_previous->setText(QStringLiteral("▲"));
    m_previous->setToolTip(tr("Previous difference"));
    m_previous->setAccessibleName(m_previous->toolTip());
    m_next->setText(QStringLiteral("▼"));
    m_next->setToolTip(tr("Next difference"));
    m_next->setAccessibleName(m_next->toolTip());
    m_table->setAccessibleName(tr("Differences"));
    const int chosen = std::max(0, m_filter->currentIndex());
    const QSignalBlocker blocker(m_filter);
    m_filter->clear();
    m_filter->addItem(tr("All differences"), -1);
    for (const NodeChange change : {NodeChange::Changed, NodeChange::Added, NodeChange::Removed, NodeChange::Precision})
        m_filter->addItem(tr("Only: %1").arg(changeText(change)), static_cast<int>(change));
    m_filter->setCurrentIndex(chosen);
    m_filter->setAccessibleName(tr("Which differences are listed"));
    showSummary();
}

} // namespace halftone
