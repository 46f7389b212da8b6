// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace halftone {

/// What a report of a fault has to say about the machine.
struct Machine
{
    QString processor;
    /// Those that kernels are chosen by, in the system's words ("avx512_vnni").
    QStringList instructionSets;
    QString system;
    long long memoryMib = 0;
};

Machine thisMachine();

} // namespace halftone
