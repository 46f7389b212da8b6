// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/page_pool.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <sys/mman.h>
#include <thread>
#include <vector>

using namespace halftone;

namespace {

constexpr std::size_t kMiB = std::size_t(1) << 20;

struct Block
{
    unsigned char *memory;
    std::size_t bytes;
    unsigned char mark;
};

bool isIntact(const Block &block)
{
    return std::all_of(block.memory, block.memory + block.bytes, [&](unsigned char byte) { return byte == block.mark; });
}

/// Whether there is memory behind the page at `address`.
bool isResident(const void *address)
{
    unsigned char resident = 0;
    return mincore(const_cast<void *>(address), 1, &resident) == 0 && (resident & 1U) != 0;
}

/// A block that was written to.
unsigned char *touched(PagePool &pool, std::size_t bytes)
{
    auto *const memory = static_cast<unsigned char *>(pool.take(bytes));
    std::memset(memory, 1, bytes);
    return memory;
}

/// Blocks of all sizes come and go; nobody else writes into one.
bool churn(PagePool &pool, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<Block> blocks;
    bool intact = true;
    for (int turn = 0; turn < 400; ++turn) {
        if (blocks.size() < 12 && random() % 2 == 0) {
            const std::size_t bytes = 1 + random() % (random() % 4 == 0 ? 6 * kMiB : kMiB / 2);
            auto *const memory = static_cast<unsigned char *>(pool.take(bytes));
            blocks.push_back({memory, bytes, static_cast<unsigned char>(random())});
            std::memset(memory, blocks.back().mark, bytes);
        } else if (!blocks.empty()) {
            std::swap(blocks[random() % blocks.size()], blocks.back());
            intact = intact && isIntact(blocks.back());
            pool.give(blocks.back().memory, blocks.back().bytes);
            blocks.pop_back();
        }
        if (turn % 97 == 0)
            pool.drop();
    }
    for (const Block &block : blocks) {
        intact = intact && isIntact(block);
        pool.give(block.memory, block.bytes);
    }
    return intact;
}

} // namespace

class TestPagePool : public QObject
{
    Q_OBJECT
private slots:
    void smallBlocksShareAPageAndJoinAgain();
    void keepsLittleOfWhatIsFree();
    void blocksAreNobodyElses();
};

void TestPagePool::smallBlocksShareAPageAndJoinAgain()
{
    PagePool pool;
    auto *const first = static_cast<unsigned char *>(pool.take(kMiB / 2));
    auto *const second = static_cast<unsigned char *>(pool.take(kMiB / 2));
    auto *const third = static_cast<unsigned char *>(pool.take(kMiB));
    QCOMPARE(reinterpret_cast<std::uintptr_t>(first) % (2 * kMiB), std::uintptr_t(0));
    QCOMPARE(second, first + kMiB / 2);
    QCOMPARE(third, first + kMiB);
    pool.give(first, kMiB / 2);
    pool.give(third, kMiB);
    pool.give(second, kMiB / 2);
    QCOMPARE(static_cast<unsigned char *>(pool.take(2 * kMiB)), first);
    pool.give(first, 2 * kMiB);
}

void TestPagePool::keepsLittleOfWhatIsFree()
{
    PagePool pool;
    auto *const kept = touched(pool, 8 * kMiB);
    pool.give(kept, 8 * kMiB);
    QVERIFY(isResident(kept));
    void *const large = pool.take(64 * kMiB);
    QVERIFY(!isResident(kept));
    pool.give(large, 64 * kMiB);
    auto *const written = touched(pool, 64 * kMiB);
    pool.give(written, 64 * kMiB);
    QVERIFY(!isResident(written) && !isResident(written + 63 * kMiB));

    auto *const some = touched(pool, 4 * kMiB + 4096);
    auto *const edge = touched(pool, 4096);
    QCOMPARE(edge, some + 4 * kMiB + 4096);
    pool.give(some, 4 * kMiB + 4096);
    pool.drop();
    QVERIFY(!isResident(some) && isResident(edge));
    pool.give(edge, 4096);
    pool.drop();
    QVERIFY(!isResident(edge));
}

void TestPagePool::blocksAreNobodyElses()
{
    PagePool pool;
    bool intact[3] = {};
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < 3; ++i)
            threads.emplace_back([&, i] { intact[i] = churn(pool, i + 1); });
    }
    QVERIFY(intact[0] && intact[1] && intact[2]);
}

QTEST_GUILESS_MAIN(TestPagePool)
#include "tst_page_pool.moc"
