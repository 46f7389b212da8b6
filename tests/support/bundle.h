// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <string_view>

/// Several units in one test program: QTEST_MAIN and its kin register the unit under the name of its file; main() runs the one it is asked
/// for.
namespace halftone::test {

using UnitMain = int (*)(int argc, char **argv);

struct RegisteredUnit
{
    RegisteredUnit(std::string_view file, UnitMain main);
};

template <typename Unit>
int runUnit(int argc, char **argv)
{
    Unit unit;
    QTest::setMainSourcePath(__FILE__);
    return QTest::qExec(&unit, argc, argv);
}

template <typename Unit, typename Application>
int runUnitIn(int argc, char **argv)
{
    const Application application(argc, argv);
    return runUnit<Unit>(argc, argv);
}

} // namespace halftone::test

#undef QTEST_MAIN
#undef QTEST_GUILESS_MAIN
#undef QTEST_APPLESS_MAIN
#define HALFTONE_REGISTER_UNIT(Unit, run) static const halftone::test::RegisteredUnit kRegistered##Unit(__FILE__, run);
#define QTEST_APPLESS_MAIN(Unit) HALFTONE_REGISTER_UNIT(Unit, halftone::test::runUnit<Unit>)
#define QTEST_GUILESS_MAIN(Unit) HALFTONE_REGISTER_UNIT(Unit, (halftone::test::runUnitIn<Unit, QCoreApplication>))
#if defined(QT_WIDGETS_LIB)
#include <QApplication>
#define QTEST_MAIN(Unit) HALFTONE_REGISTER_UNIT(Unit, (halftone::test::runUnitIn<Unit, QApplication>))
#elif defined(QT_GUI_LIB)
#include <QGuiApplication>
#define QTEST_MAIN(Unit) HALFTONE_REGISTER_UNIT(Unit, (halftone::test::runUnitIn<Unit, QGuiApplication>))
#else
#define QTEST_MAIN(Unit) QTEST_GUILESS_MAIN(Unit)
#endif
