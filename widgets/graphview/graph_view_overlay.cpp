// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_view.h"

#include "core/document/decision_text.h"
#include "widgets/graphview/minimap.h"
#include "widgets/graphview/overlay_legend.h"

namespace halftone {

QString GraphView::toolTipOf(NodeId id) const
{
    if (!m_canvas->scene() || id >= m_canvas->scene()->graph().nodes().size())
        return {};
    const Node &node = m_canvas->scene()->graph().node(id);
    QString text = QStringLiteral("<b>%1</b><br>%2")
                       .arg(QString::fromStdString(node.opType).toHtmlEscaped(), QString::fromStdString(node.name).toHtmlEscaped());
    const std::vector<NodeDecision> &decisions = m_canvas->look().decisions;
    if (id < decisions.size())
        text += QStringLiteral("<br>%1").arg(decisionReason(decisions[id]).toHtmlEscaped());
    const auto &overlay = m_canvas->look().overlay;
    if (m_place.empty() && overlay && overlay->position(id) >= 0)
        text += QStringLiteral("<br>%1: %2").arg(overlay->title.toHtmlEscaped(), overlay->textOf(overlay->values[id]).toHtmlEscaped());
    return text;
}

std::optional<GraphOverlay> GraphView::makeOverlay() const
{
    if (!m_model || !m_place.empty())
        return std::nullopt;
    switch (m_overlayKind) {
    case OverlayKind::None:
        return std::nullopt;
    case OverlayKind::Custom:
        return m_customOverlay;
    case OverlayKind::Macs:
        return m_facts ? std::optional(macsOverlay(*m_model, *m_facts, {})) : std::nullopt;
    case OverlayKind::Weights:
        return bytesOverlay(*m_model->graph);
    case OverlayKind::ErrorWorstChannel:
    case OverlayKind::ErrorWholeTensor:
    case OverlayKind::ErrorLocal:
        break;
    }
    if (!m_errors)
        return std::nullopt;
    const ErrorOverlay kind = m_overlayKind == OverlayKind::ErrorWorstChannel ? ErrorOverlay::WorstChannel
        : m_overlayKind == OverlayKind::ErrorWholeTensor                      ? ErrorOverlay::WholeTensor
                                                                              : ErrorOverlay::Local;
    return errorOverlay(*m_model->graph, *m_errors, kind);
}

void GraphView::applyOverlay()
{
    std::optional<GraphOverlay> overlay = makeOverlay();
    if (overlay)
        overlay->limit = m_overlayLimit;
    m_legend->setOverlay(overlay);
    m_canvas->setOverlay(std::move(overlay));
    m_minimap->refresh();
    arrange();
}

void GraphView::setErrors(std::shared_ptr<const ErrorReport> errors)
{
    m_errors = std::move(errors);
    applyOverlay();
}

void GraphView::setOverlayLimit(std::optional<double> limit)
{
    m_overlayLimit = limit;
    applyOverlay();
}

void GraphView::setOverlay(std::optional<GraphOverlay> overlay)
{
    m_overlayLimit.reset();
    m_customOverlay = std::move(overlay);
    m_overlayKind = OverlayKind::Custom;
    applyOverlay();
}

void GraphView::setOverlayKind(OverlayKind kind)
{
    if (kind != m_overlayKind)
        m_overlayLimit.reset();
    m_overlayKind = kind;
    applyOverlay();
}

} // namespace halftone
