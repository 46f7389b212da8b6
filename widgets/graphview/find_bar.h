// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/graph_search.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;

namespace halftone {

class FindResultsModel;

/// Find as you type: a line, a live list, Enter for the next hit, Shift+Enter for the previous, Esc closes.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// What is searched from now on; null closes the bar.
    void setSearch(std::shared_ptr<const GraphSearch> search);
    void openWith(const QString &text = {});
    /// Shows what `text` finds without taking the keyboard: somebody else's line drives the list. Empty text hides it.
    void follow(const QString &text);
    /// Goes to the next hit (1) or the previous one (-1).
    void step(int by);
    int resultCount() const;

signals:
    /// A hit was chosen: go there.
    void chosen(const halftone::GraphSearch::Match &match);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void choose(int row);
    void resizeToContent();

    std::shared_ptr<const GraphSearch> m_search;
    QWidget *m_top;
    QLineEdit *m_line;
    QLabel *m_count;
    QListView *m_list;
    FindResultsModel *m_results;
};

} // namespace halftone
