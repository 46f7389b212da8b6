// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/graph_overlay.h"

#include <QWidget>

#include <optional>

namespace halftone {

/// The colour scale of an overlay with its ends, in a corner of the graph.
class OverlayLegend : public QWidget
{
    Q_OBJECT

public:
    explicit OverlayLegend(QWidget *parent = nullptr);
    /// Hidden without an overlay.
    void setOverlay(const std::optional<GraphOverlay> &overlay);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString label(double value) const;
    std::optional<GraphOverlay> m_overlay;
};

} // namespace halftone
