// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_canvas.h"

#include "core/document/decision_text.h"
#include "widgets/graphview/change_marks.h"

#include <QAccessible>

namespace halftone {

namespace {

QString spokenPrecision(const NodeDecision &decision)
{
    if (isUserChoice(decision))
        return GraphCanvas::tr("excluded");
    switch (decision.precision) {
    case Precision::Int8:
        return GraphCanvas::tr("int8");
    case Precision::Int16:
        return GraphCanvas::tr("int16");
    case Precision::Int4Weights:
        return GraphCanvas::tr("4-bit weights");
    case Precision::Half:
        return GraphCanvas::tr("float16");
    case Precision::Float:
        break;
    }
    return GraphCanvas::tr("float");
}

} // namespace

QString GraphCanvas::spokenText(std::uint32_t index) const
{
    const GraphBox &box = m_scene->box(index);
    const QString title = QString::fromStdString(box.title);
    switch (box.kind) {
    case GraphBox::Kind::Input:
        return tr("Input %1").arg(title);
    case GraphBox::Kind::Output:
        return tr("Output %1").arg(title);
    case GraphBox::Kind::Outer:
        return tr("%1 from the graph around").arg(title);
    case GraphBox::Kind::Scope: {
        const Scope &scope = m_scene->content().scopes.scopes[static_cast<std::size_t>(box.scope)];
        return tr("Scope %1, %n node(s)", nullptr, static_cast<int>(scope.nodeCount)).arg(QString::fromStdString(scope.path));
    }
    case GraphBox::Kind::Node:
        break;
    }
    QStringList parts{QStringLiteral("%1 %2").arg(title, QString::fromStdString(m_scene->graph().node(box.node).name))};
    if (box.node < m_look.decisions.size())
        parts << spokenPrecision(m_look.decisions[box.node]);
    parts << tr("%n input(s)", nullptr, static_cast<int>(m_scene->edgesTo(index).size()));
    if (!m_look.changeOfBox.empty())
        parts << changeText(m_look.changeOfBox[index]);
    if (!m_look.bookmarked.empty() && m_look.bookmarked[index])
        parts << tr("bookmarked");
    return parts.join(QStringLiteral(", "));
}

QString GraphCanvas::spokenEdges(std::uint32_t index) const
{
    constexpr int kMostNamed = 4;
    const auto list = [&](std::span<const std::uint32_t> edges, bool incoming) {
        QStringList names;
        for (const std::uint32_t edge : edges) {
            if (names.size() == kMostNamed)
                break;
            const BoxEdge &content = m_scene->content().edges[edge];
            names << QString::fromStdString(m_scene->box(incoming ? content.from : content.to).title);
        }
        return names.join(QStringLiteral(", "));
    };
    return tr("reads from %1; read by %2").arg(list(m_scene->edgesTo(index), true), list(m_scene->edgesFrom(index), false));
}

void GraphCanvas::announceFocus()
{
    const std::uint32_t box = focusBox();
    setAccessibleDescription(box == kNone ? QString() : spokenText(box));
    if (box == kNone || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(static_cast<int>(box));
    QAccessible::updateAccessibility(&event);
}

void GraphCanvas::focusOn(std::uint32_t box)
{
    setFocus(Qt::OtherFocusReason);
    selectBox(box, true);
}

} // namespace halftone
