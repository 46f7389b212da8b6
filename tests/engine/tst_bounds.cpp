// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/primitive_library.h"
#include "core/tensor/block_cache.h"
#include "tests/engine/quantized_model.h"

#include <QTest>

using namespace halftone;
using namespace halftone::test;

namespace {

using Ints = std::vector<std::int64_t>;

/// One 8-bit convolution of `in` × height × width, zero points in between, Relu behind.
void convolution(QuantizedModel &m, std::int64_t in, std::int64_t out, std::int64_t height, std::int64_t width, std::int64_t kernel)
{
    m.input("x", {1, in, height, width});
    m.weights("w", {out, in, kernel, kernel}, 0);
    m.model.node("Conv", {"x", "w"}, {"c"}, {{"pads", Ints(4, kernel / 2)}});
    m.model.node("Relu", {"c"}, {"y"});
    m.quantize("y", 4);
}

} // namespace

/// Every buffer stands beside a page that cannot be touched: a kernel that leaves it ends the test with a signal. ctest runs other units
/// of the engine so, too (bounds.*), under each instruction set.
class TestBounds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qInfo("instruction set: %s", primitiveInstructionSet().c_str()); }
    void cleanup() { setBlockGuard(BlockGuard::None); }

    void convolutionsStayInTheirBuffers_data()
    {
        QTest::addColumn<int>("guard");
        QTest::addColumn<int>("kernel");
        for (const int kernel : {1, 3}) {
            QTest::addRow("behind, kernel %d", kernel) << int(BlockGuard::Behind) << kernel;
            QTest::addRow("before, kernel %d", kernel) << int(BlockGuard::Before) << kernel;
        }
    }
    void convolutionsStayInTheirBuffers()
    {
        QFETCH(const int, guard);
        QFETCH(const int, kernel);
        setBlockGuard(static_cast<BlockGuard>(guard));
        constexpr std::pair<int, int> kSizes[]
            = {{1, 1}, {1, 7}, {3, 9}, {3, 13}, {4, 4}, {5, 7}, {6, 6}, {1, 40}, {6, 8}, {7, 7}, {5, 13}};
        std::mt19937 random(1);
        for (const int in : {3, 16, 17, 64, 80, 128}) {
            for (const int out : {1, 17, 64}) {
                for (const auto &[height, width] : kSizes) {
                    QuantizedModel made(random, DType::UInt8);
                    convolution(made, in, out, height, width, kernel);
                    made.model.output("y_q");
                    const auto model = made.model.make();
                    const auto wanted = Runner(model, referenceOnly()).run(made.inputs);
                    QVERIFY(wanted);
                    Runner runner(model, {});
                    for (int run = 0; run < 2; ++run) {
                        const auto found = runner.run(made.inputs);
                        QVERIFY(found);
                        QVERIFY2(steps(found->front().tensor(), wanted->front().tensor()) <= 1,
                            qPrintable(QStringLiteral("%1 → %2 channels, %3 × %4").arg(in).arg(out).arg(height).arg(width)));
                    }
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestBounds)
#include "tst_bounds.moc"
