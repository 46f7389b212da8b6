// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/suggest.h"

#include <QDialog>

#include <vector>

class QLabel;
class QTreeWidget;

namespace halftone {

class Document;
class SelectionController;

/// Nodes worth excluding, worst first, each with its reason; the ticked ones are excluded as one undoable step.
class SuggestDialog : public QDialog
{
    Q_OBJECT

public:
    SuggestDialog(Document *document, SelectionController *selection, std::vector<Suggestion> suggestions, QWidget *parent = nullptr);

    void accept() override;

private:
    std::vector<NodeId> chosen() const;
    void updateEffect();

    Document *m_document;
    QTreeWidget *m_list;
    QLabel *m_effect;
};

} // namespace halftone
