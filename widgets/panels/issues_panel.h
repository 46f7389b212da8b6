// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace halftone {

class Document;
class SelectionController;

/// Findings about model, data and quantization. Activating a row jumps to the node or value it is about.
class IssuesPanel : public QWidget
{
    Q_OBJECT

public:
    IssuesPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void jump(const QModelIndex &index);
    void update();

    Document *m_document;
    SelectionController *m_selection;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QTreeView *m_view;
};

} // namespace halftone
