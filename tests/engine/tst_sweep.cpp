// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/primitive_library.h"
#include "core/engine/sweep/sweep.h"

#include <QTest>

using namespace halftone;

/// What `halftone doctor` runs, under the instruction set that DNNL_MAX_CPU_ISA allows; ctest runs it once for each (sweep.*).
class TestSweep : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qInfo("oneDNN %s, instruction set %s", primitiveLibraryVersion().c_str(), primitiveInstructionSet().c_str()); }

    void primitivesStayInTheirBuffersAndAgreeWithTheReference_data()
    {
        QTest::addColumn<int>("index");
        const unsigned seeds = qEnvironmentVariableIntValue("HALFTONE_SWEEP_SEEDS") > 0
            ? static_cast<unsigned>(qEnvironmentVariableIntValue("HALFTONE_SWEEP_SEEDS"))
            : kSweepSeeds;
        m_items = sweepItems(seeds);
        for (std::size_t i = 0; i < m_items.size(); ++i)
            QTest::newRow(m_items[i].name().c_str()) << static_cast<int>(i);
    }
    void primitivesStayInTheirBuffersAndAgreeWithTheReference()
    {
        QFETCH(const int, index);
        const std::string fault = runSweepItem(m_items[static_cast<std::size_t>(index)]);
        QVERIFY2(fault.empty(), fault.c_str());
    }

private:
    std::vector<SweepItem> m_items;
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
