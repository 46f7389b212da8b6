// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/convergence.h"

#include <QTest>

using namespace halftone;

namespace {

TensorStatistics growing(const std::vector<float> &maxima)
{
    TensorStatistics tensor;
    for (const float maximum : maxima) {
        tensor.sampleMinimum.push_back(0);
        tensor.sampleMaximum.push_back(maximum);
    }
    return tensor;
}

} // namespace

class TestConvergence : public QObject
{
    Q_OBJECT

private slots:
    void settlesWhenTheMeanHas()
    {
        Statistics statistics;
        statistics.tensors["quick"] = growing({4, 1, 2, 3, 1, 1, 1, 1});
        statistics.tensors["slow"] = growing({1, 2, 8, 5, 6, 1, 2, 1});
        statistics.tensors["constant"] = growing({0, 0, 0, 0, 0, 0, 0, 0});
        const Convergence found = convergenceOf(statistics);
        QCOMPARE(found.enough, std::int64_t(3));
        QVERIFY(found.settled);
        QCOMPARE(found.mean, (std::vector<double>{0.5625, 0.625, 1, 1, 1, 1, 1, 1}));
        QCOMPARE(found.slowest, (std::vector<double>{0.125, 0.25, 1, 1, 1, 1, 1, 1}));
    }

    void growthAtTheEndIsNotSettled()
    {
        Statistics statistics;
        statistics.tensors["late"] = growing({1, 1, 1, 2});
        const Convergence found = convergenceOf(statistics);
        QCOMPARE(found.enough, std::int64_t(4));
        QVERIFY(!found.settled);
    }

    void aFewTensorsMayStillGrow()
    {
        Statistics statistics;
        for (int i = 0; i < 150; ++i)
            statistics.tensors["t" + std::to_string(i)] = growing({1, 1, 1, i < 2 ? 2.0F : 1.0F});
        const Convergence found = convergenceOf(statistics);
        QCOMPARE(found.enough, std::int64_t(1));
        QCOMPARE(found.slowest.front(), 0.5);
    }

    void nothingSeen()
    {
        const Convergence found = convergenceOf({});
        QCOMPARE(found.enough, std::int64_t(0));
        QVERIFY(!found.settled && found.mean.empty());
    }
};

QTEST_GUILESS_MAIN(TestConvergence)
#include "tst_convergence.moc"
