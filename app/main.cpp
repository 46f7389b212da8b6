// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/studio.h"

int main(int argc, char **argv)
{
    if (const auto status = halftone::runCommandLine(argc, argv))
        return *status;
    return halftone::runStudio(argc, argv);
}
