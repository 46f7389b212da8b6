// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace halftone {

struct ScreenshotPlan
{
    QString folder;
    QSize size{1440, 900};
    /// "de"; empty: the system's.
    QString language;
    /// Their charts are taken too, calibrated on made-up values.
    QStringList models;
};

/// "1024x700"; an invalid size for anything else.
QSize sizeFromText(const QString &text);

/// Drives the real window through the whole job on the sample, light and dark, and saves a picture of every state of every window.
/// Returns the program's exit status.
int takeScreenshots(const ScreenshotPlan &plan);

} // namespace halftone
