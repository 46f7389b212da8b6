// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QScrollArea>
#include <QTimer>

namespace halftone {

class Document;
class SelectionController;

/// What is selected: a node, several nodes, a value, an initializer; with nothing selected the model.
class PropertiesPanel : public QScrollArea
{
    Q_OBJECT

public:
    PropertiesPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    /// Text of the page as a reader sees it, line by line; for tests and copying.
    QString plainText() const;

signals:
    /// The pointer is on a value's link; kNone when it left.
    void valueHovered(halftone::ValueId value);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void rebuild();
    void follow(const QString &link);
    void preview(const QString &link);

    Document *m_document;
    SelectionController *m_selection;
    QTimer m_rebuild;
};

} // namespace halftone
