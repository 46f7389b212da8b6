// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/machine.h"

#include <QFile>
#include <QSysInfo>

#include <algorithm>

#include <unistd.h>

namespace halftone {

namespace {

/// The value of the first line of /proc/cpuinfo that begins with `key`.
QString processorLine(const char *key)
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith(key))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).trimmed();
    return {};
}

bool choosesKernels(const QString &flag)
{
    return flag.startsWith(QLatin1String("avx")) || flag.startsWith(QLatin1String("amx")) || flag.startsWith(QLatin1String("sse4"))
        || flag.startsWith(QLatin1String("asimd")) || flag == QLatin1String("fma") || flag == QLatin1String("f16c");
}

} // namespace

Machine thisMachine()
{
    Machine machine;
    machine.processor = processorLine("model name");
    if (machine.processor.isEmpty())
        machine.processor = QSysInfo::currentCpuArchitecture();
    QString flags = processorLine("flags");
    if (flags.isEmpty())
        flags = processorLine("Features");
    const QStringList all = flags.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::copy_if(all.begin(), all.end(), std::back_inserter(machine.instructionSets), choosesKernels);
    machine.system
        = QSysInfo::prettyProductName() + QStringLiteral(", ") + QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion();
    machine.memoryMib = static_cast<long long>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE) / (1 << 20);
    return machine;
}

} // namespace halftone
