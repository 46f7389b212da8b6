// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"
#include "core/quant/node_mode.h"

namespace halftone {

class MainWindow;

/// What is quantized: excluding and including the selected nodes. Its menu is the context menu of nodes, too.
class NodeActions : public ActionSet
{
    Q_OBJECT

public:
    explicit NodeActions(MainWindow *window);

    void retranslate() override;

private:
    void update();
    void addPrecisions();
    void allowPrecisions();
    /// Ticks what the selected nodes have in common.
    void updatePrecisions();

    MainWindow *m_main;
    struct PrecisionChoice
    {
        QAction *action;
        NodeMode mode;
    };
    std::vector<PrecisionChoice> m_precisions;
};

} // namespace halftone
