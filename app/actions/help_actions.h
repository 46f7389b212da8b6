// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

namespace halftone {

/// Getting started, shortcuts, operators, about.
class HelpActions : public ActionSet
{
    Q_OBJECT

public:
    explicit HelpActions(QWidget *window);

private:
    void showGettingStarted();
    void showShortcuts();
    void showOperators();
    void showAbout();
};

} // namespace halftone
