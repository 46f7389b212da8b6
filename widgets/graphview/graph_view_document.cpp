// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_view.h"

#include "core/document/document.h"

namespace halftone {

GraphView::GraphView(Document *document, SelectionController *selection, QWidget *parent) : GraphView(document->jobs(), selection, parent)
{
    const auto followModel = [this, document] {
        setModel(document->model(), document->facts());
        setDecisions(document->decisions());
        setErrors(document->errors());
    };
    connect(document, &Document::modelChanged, this, followModel);
    connect(document, &Document::factsChanged, this, [this, document] {
        setDecisions(document->decisions());
        setFacts(document->facts());
    });
    connect(document, &Document::recipeChanged, this, [this, document] { setDecisions(document->decisions()); });
    connect(document, &Document::errorsChanged, this, [this, document] { setErrors(document->errors()); });
    if (document->model())
        followModel();
}

} // namespace halftone
