// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

namespace halftone {

class MainWindow;

/// Opening, exporting and closing.
class FileActions : public ActionSet
{
    Q_OBJECT

public:
    explicit FileActions(MainWindow *window);

    void retranslate() override;
    void open();

private:
    void update();
    void compareWith();
    void fillRecent();
    void compareSideBySide();
    void exportPicture();
    void saveReport();
    void saveScript();

    MainWindow *m_main;
    QMenu *m_recent = nullptr;
};

} // namespace halftone
