// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/find_field.h"

#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/graph_view.h"

#include <QEvent>
#include <QKeyEvent>
#include <QKeySequence>

namespace halftone {

namespace {
constexpr int kWidth = 26, kMinimumWidth = 12;
}

FindField::FindField(GraphView *graph, QWidget *parent) : QLineEdit(parent), m_graph(graph)
{
    setObjectName(QStringLiteral("findField"));
    setClearButtonEnabled(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QLineEdit::textEdited, this, &FindField::follow);
    // Focus goes to the graph once a hit was clicked; the line stays for the next one.
    connect(graph->findBar(), &FindBar::closed, this, &QLineEdit::clear);
    retranslate();
}

QSize FindField::sizeHint() const { return {fontMetrics().averageCharWidth() * kWidth, QLineEdit::sizeHint().height()}; }
QSize FindField::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * kMinimumWidth, QLineEdit::minimumSizeHint().height()};
}

void FindField::follow() { m_graph->follow(text()); }

void FindField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    selectAll();
    follow();
}

void FindField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_graph->findBar()->step(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        break;
    case Qt::Key_Down:
        m_graph->findBar()->step(1);
        break;
    case Qt::Key_Up:
        m_graph->findBar()->step(-1);
        break;
    case Qt::Key_Escape:
        clear();
        follow();
        m_graph->canvas()->setFocus();
        break;
    default:
        QLineEdit::keyPressEvent(event);
        return;
    }
    event->accept();
}

void FindField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QLineEdit::changeEvent(event);
}

void FindField::retranslate()
{
    setPlaceholderText(tr("Find %1").arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    setToolTip(tr("Name, /regex/, \"exact\", type:Conv, dtype:i8 or a shape such as 64×3; Enter goes to the next hit"));
    setAccessibleName(tr("Find in the graph"));
}

} // namespace halftone
