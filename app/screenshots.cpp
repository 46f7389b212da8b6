// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshots.h"

#include "app/language.h"
#include "app/screenshot_tour.h"
#include "widgets/common/theme.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

namespace halftone {

QSize sizeFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{2,4})x([1-9][0-9]{2,4})$"));
    const auto match = form.match(text);
    return match.hasMatch() ? QSize(match.captured(1).toInt(), match.captured(2).toInt()) : QSize();
}

int takeScreenshots(const ScreenshotPlan &plan)
{
    // The user's own settings and sessions stay out of the pictures.
    QStandardPaths::setTestModeEnabled(true);
    QDir().mkpath(plan.folder);
    if (!plan.language.isEmpty())
        applyLanguage(plan.language);
    for (const auto &[scheme, suffix] : {std::pair(Theme::Scheme::Light, "light"), {Theme::Scheme::Dark, "dark"}}) {
        Theme::instance().setScheme(scheme);
        if (!ScreenshotTour(plan.folder, QLatin1String(suffix), plan.size).run())
            return 1;
        for (const QString &model : plan.models) {
            if (!ScreenshotTour(plan.folder, QLatin1String(suffix), plan.size).runModel(model))
                return 1;
        }
    }
    return 0;
}

} // namespace halftone
