// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

namespace halftone {

class MainWindow;

/// Undo, copying, finding, selecting.
class EditActions : public ActionSet
{
    Q_OBJECT

public:
    explicit EditActions(MainWindow *window);

    void retranslate() override;

private:
    void update();
    void copyNames();

    MainWindow *m_main;
};

} // namespace halftone
