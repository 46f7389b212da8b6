// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

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

    MainWindow *m_main;
};

} // namespace halftone
