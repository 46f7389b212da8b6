// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"

#include <functional>

namespace halftone {

/// One run through the job in one theme, saving a picture of each state.
class ScreenshotTour
{
public:
    ScreenshotTour(QString folder, QString suffix, QSize size);

    /// The sample. False when something did not come about; what, is said on stderr.
    bool run();
    /// The charts of another model, calibrated on made-up values.
    bool runModel(const QString &path);

private:
    bool open();
    bool calibrate();
    /// Each kind of data, the fields filled.
    void saveDataKinds();
    bool measureEverything();
    bool saveSelections();
    bool saveExport();
    void saveDocks(const char *prefix);
    void saveMenus();
    /// Every window that an entry of the menus opens beside this one.
    bool saveWindows();
    /// Each of its pages, scrolled to the end too where it has more than fits.
    void savePages(const QByteArray &name, QWidget *dialog);
    bool saveComparison();
    bool saveComparedFile();

    bool isIdle() const;
    static void settle(int milliseconds);
    static bool waitFor(const std::function<bool()> &condition);
    void save(const QByteArray &name, QWidget *widget);
    static bool fail(const QByteArray &what);

    QString m_folder;
    QString m_suffix;
    MainWindow m_window;
};

} // namespace halftone
