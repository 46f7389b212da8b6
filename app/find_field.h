// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace halftone {

class GraphView;

/// The tool bar's line for finding in the graph: hits are listed below it as one types. Enter goes to the next, Shift+Enter to the
/// previous, Esc ends.
class FindField : public QLineEdit
{
    Q_OBJECT

public:
    FindField(GraphView *graph, QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();
    void follow();

    GraphView *m_graph;
};

} // namespace halftone
