// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

class QActionGroup;

namespace halftone {

class MainWindow;
struct Recipe;

/// Calibration, scheme options and recipe files.
class QuantizeActions : public ActionSet
{
    Q_OBJECT

public:
    explicit QuantizeActions(MainWindow *window);

    void retranslate() override;

private:
    /// A choice of one option: text, how to set it, how to tell that it is set (setting it changes nothing, unless told otherwise).
    void addOption(QMenu *submenu, QActionGroup *group, std::function<QString()> text, std::function<QString()> tip,
        std::function<void(Recipe &)> set, std::function<bool(const Recipe &)> isSet = {});
    void addSchemeMenus();
    void update();

    struct Option
    {
        QAction *action;
        std::function<void(Recipe &)> set;
        std::function<bool(const Recipe &)> isSet;
    };

    MainWindow *m_main;
    std::vector<Option> m_options;
};

} // namespace halftone
