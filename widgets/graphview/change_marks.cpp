// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/change_marks.h"

#include "widgets/common/theme.h"

#include <QCoreApplication>

namespace halftone {

namespace {
struct ChangeMarks
{
    Q_DECLARE_TR_FUNCTIONS(ChangeMarks)
};
} // namespace

QColor changeColor(NodeChange change)
{
    const bool dark = Theme::instance().isDark();
    switch (change) {
    case NodeChange::Added:
        return dark ? QColor(0x6f, 0xc2, 0x5a) : QColor(0x2f, 0x7d, 0x1f);
    case NodeChange::Removed:
        return dark ? QColor(0xf2, 0x7d, 0x86) : QColor(0xb3, 0x1f, 0x2e);
    case NodeChange::Changed:
        return dark ? QColor(0xe8, 0xb4, 0x3c) : QColor(0x96, 0x62, 0x00);
    case NodeChange::Precision:
        return Theme::instance().accent();
    case NodeChange::Same:
        break;
    }
    return dark ? QColor(0x6b, 0x74, 0x83) : QColor(0x8a, 0x92, 0x9f);
}

QString changeSign(NodeChange change)
{
    switch (change) {
    case NodeChange::Added:
        return QStringLiteral("+");
    case NodeChange::Removed:
        return QStringLiteral("−");
    case NodeChange::Changed:
        return QStringLiteral("≠");
    case NodeChange::Precision:
        return QStringLiteral("q");
    case NodeChange::Same:
        break;
    }
    return {};
}

QString changeText(NodeChange change)
{
    switch (change) {
    case NodeChange::Added:
        return ChangeMarks::tr("added");
    case NodeChange::Removed:
        return ChangeMarks::tr("removed");
    case NodeChange::Changed:
        return ChangeMarks::tr("changed");
    case NodeChange::Precision:
        return ChangeMarks::tr("quantized or converted");
    case NodeChange::Same:
        break;
    }
    return ChangeMarks::tr("the same");
}

} // namespace halftone
