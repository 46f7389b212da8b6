// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QWidget>

class QVBoxLayout;

namespace halftone {

class Document;
struct TensorError;

/// One node: operator with its documentation, attributes, inputs and outputs with types, cost, decision with reason, error.
class NodeProperties : public QWidget
{
    Q_OBJECT

public:
    NodeProperties(Document *document, NodeId node, QWidget *parent = nullptr);

private:
    void addHeader(QVBoxLayout *layout);
    void addDecision(QVBoxLayout *layout);
    void addFacts(QVBoxLayout *layout);
    void addErrors(QVBoxLayout *layout);
    /// Why the tensor suffers, with the fix as a button.
    void addDiagnosis(QVBoxLayout *layout, const TensorError &error);

    Document *m_document;
    NodeId m_node;
};

} // namespace halftone
