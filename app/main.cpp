// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include <QApplication>

int main(int argc, char **argv)
{
    if (const auto status = halftone::runCommandLine(argc, argv))
        return *status;
    QApplication application(argc, argv);
    return 0;
}
