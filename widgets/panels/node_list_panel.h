// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;
class QTreeView;

namespace halftone {

class Document;
class NodeFilterProxy;
class NodeModel;
class SelectionController;

/// The node list: filter line, tree by scope, choice badges that toggle on a click. Its selection is the SelectionController's.
class NodeListPanel : public QWidget
{
    Q_OBJECT

public:
    NodeListPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    QLineEdit *filterLine() const { return m_filter; }
    NodeModel *nodes() const { return m_nodes; }
    /// Row of a node as the view shows it; invalid when filtered out.
    QModelIndex viewIndex(quint32 node) const;

signals:
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void applyFilter();
    void pushSelection();
    void pullSelection(bool reveal);
    void updateSummary();
    void expandAfterReset();
    /// A narrow list keeps names readable; what was chosen in the header's menu stays.
    void fitColumns();
    void headerMenu(const QPoint &position);

    Document *m_document;
    SelectionController *m_selection;
    NodeModel *m_nodes;
    NodeFilterProxy *m_proxy;
    QLabel *m_summary;
    QLineEdit *m_filter;
    QToolButton *m_grouping;
    QTreeView *m_view;
    bool m_syncing = false;
    int m_macsWidth = 0;
    bool m_columnsChosen = false;
};

} // namespace halftone
