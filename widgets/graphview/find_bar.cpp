// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/find_bar.h"

#include "widgets/graphview/find_result_delegate.h"
#include "widgets/graphview/find_results_model.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace halftone {

namespace {
constexpr int kWidth = 400, kMostRows = 12;
}

FindBar::FindBar(QWidget *parent)
    : QFrame(parent)
    , m_top(new QWidget(this))
    , m_line(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_list(new QListView(this))
    , m_results(new FindResultsModel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_line->setPlaceholderText(tr("name, /regex/, \"exact\", type:Conv, dtype:i8, 64×3"));
    m_line->setClearButtonEnabled(true);
    m_line->setAccessibleName(tr("Find in the graph"));
    m_list->setModel(m_results);
    m_list->setItemDelegate(new FindResultDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Found"));
    auto *close = new QToolButton(this);
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close (Esc)"));
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    auto *top = new QHBoxLayout(m_top);
    top->setContentsMargins(0, 0, 0, 0);
    top->addWidget(m_line, 1);
    top->addWidget(m_count);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_top);
    layout->addWidget(m_list);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
    resizeToContent();
    hide();
}

void FindBar::setSearch(std::shared_ptr<const GraphSearch> search)
{
    m_search = std::move(search);
    if (m_search)
        this->search();
    else
        hide();
}

void FindBar::openWith(const QString &text)
{
    m_top->show();
    show();
    raise();
    if (!text.isNull())
        m_line->setText(text);
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
    search();
}

void FindBar::follow(const QString &text)
{
    m_top->hide();
    m_line->setText(text);
    setVisible(!text.trimmed().isEmpty());
    raise();
    search();
}

int FindBar::resultCount() const { return static_cast<int>(m_results->results().total); }

void FindBar::search()
{
    if (!m_search || !isVisible())
        return;
    m_results->setResults(m_search, m_search->find(m_line->text()));
    const GraphSearch::Results &results = m_results->results();
    m_count->setText(m_line->text().trimmed().isEmpty() ? QString()
            : results.error.isEmpty()                   ? tr("%n found", nullptr, static_cast<int>(results.total))
                                                        : tr("not valid"));
    m_count->setToolTip(results.error);
    resizeToContent();
}

void FindBar::resizeToContent()
{
    const int rows = std::min(m_results->rowCount(), kMostRows);
    m_list->setVisible(rows > 0);
    const int row = rows > 0 ? m_list->sizeHintForRow(0) : 0;
    m_list->setFixedHeight(std::max(1, rows * row + 2));
    setFixedWidth(kWidth);
    layout()->activate();
    adjustSize();
}

void FindBar::step(int by)
{
    const int rows = m_results->rowCount();
    if (rows == 0)
        return;
    const int current = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : by > 0 ? -1 : rows;
    choose((current + by + rows) % rows);
}

void FindBar::choose(int row)
{
    const QModelIndex index = m_results->index(row, 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    emit chosen(m_results->results().matches[static_cast<std::size_t>(row)]);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            step(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Escape:
            hide();
            emit closed();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace halftone
