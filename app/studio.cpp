// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio.h"

#include "app/first_frame.h"
#include "app/language.h"
#include "app/main_window.h"
#include "app/screenshots.h"
#include "app/settings.h"
#include "core/base/leftovers.h"
#include "core/jobs/job_runner.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QIcon>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <thread>

namespace halftone {

void prepareApplication(QApplication &application)
{
    QApplication::setApplicationName(QStringLiteral("halftone"));
    QApplication::setApplicationDisplayName(QStringLiteral("Halftone"));
    QApplication::setOrganizationName(QStringLiteral("halftone"));
    QApplication::setApplicationVersion(QStringLiteral(HALFTONE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.halftone.Halftone"));
    application.setWindowIcon(QIcon(QStringLiteral(":/icons/halftone.svg")));
    applyLanguage(settings::language());
    Theme::instance().setScheme(settings::theme());
}

namespace {

/// Qt ends the program with a core dump when there is nothing to draw on.
bool hasDisplay(int argc, char **argv)
{
    const bool named = std::any_of(argv, argv + argc, [](const char *each) { return std::string_view(each) == "-platform"; });
    return named || qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY")
        || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

/// Where models were opened from or written to lately, killed exports may have left unfinished files.
void removeLeftoversInBackground()
{
    QStringList folders{settings::lastFolder()};
    for (const QString &file : settings::recentFiles())
        folders.append(QFileInfo(file).absolutePath());
    folders.removeDuplicates();
    folders.removeAll(QString());
    // A network folder may keep the thread for long; nobody waits for it.
    std::thread([folders] {
        for (const QString &folder : folders)
            removeLeftovers(folder.toStdString());
    }).detach();
}

} // namespace

int runStudio(int argc, char **argv)
{
    if (!hasDisplay(argc, argv)) {
        std::fputs("halftone: The studio needs a display, and there is none. Commands work without; halftone --help lists them.\n", stderr);
        return 1;
    }
    QApplication application(argc, argv);
    prepareApplication(application);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(QStringLiteral("sample"), QCoreApplication::translate("Studio", "Open the sample."));
    QCommandLineOption pictures(QStringLiteral("screenshots"), QString(), QStringLiteral("DIR"));
    pictures.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineOption firstFrame(QStringLiteral("first-frame"));
    firstFrame.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineOption size(QStringLiteral("size"), QString(), QStringLiteral("WxH"), QStringLiteral("1440x900"));
    QCommandLineOption language(QStringLiteral("language"), QString(), QStringLiteral("LANGUAGE"));
    for (QCommandLineOption *each : {&size, &language})
        each->setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({sample, pictures, size, language, firstFrame});
    parser.addPositionalArgument(
        QStringLiteral("MODEL"), QCoreApplication::translate("Studio", "ONNX models to open."), QStringLiteral("[MODEL…]"));
    parser.process(application);
    if (parser.isSet(pictures)) {
        const QSize wanted = sizeFromText(parser.value(size));
        if (!wanted.isValid()) {
            std::fputs("halftone: --size takes WxH, as in 1024x700.\n", stderr);
            return 1;
        }
        const int status = takeScreenshots({parser.value(pictures), wanted, parser.value(language), parser.positionalArguments()});
        JobRunner::waitForDetached();
        return status;
    }

    removeLeftoversInBackground();
    auto *first = new MainWindow;
    if (parser.isSet(firstFrame))
        reportFirstFrame(first, !parser.positionalArguments().isEmpty());
    first->show();
    for (const QString &path : parser.positionalArguments())
        first->openFile(path);
    if (parser.isSet(sample))
        first->openSample();
    const int status = QApplication::exec();
    JobRunner::waitForDetached();
    return status;
}

} // namespace halftone
