// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

#include <QToolBar>

class QComboBox;
class QLabel;

namespace halftone {

class Document;

/// The options that are changed most, in the tool bar: activations, weights, range.
class SchemeBar : public QToolBar
{
    Q_OBJECT

public:
    explicit SchemeBar(Document *document, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void follow();
    void edit(const QString &text, const Recipe &recipe);

    Document *m_document;
    QLabel *m_formatLabel;
    QComboBox *m_format;
    QLabel *m_activationsLabel;
    QComboBox *m_activations;
    QLabel *m_weightsLabel;
    QComboBox *m_weights;
    QLabel *m_methodLabel;
    QComboBox *m_method;
    bool m_following = false;
};

} // namespace halftone
