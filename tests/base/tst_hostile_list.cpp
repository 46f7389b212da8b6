// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <iterator>
#include <set>

namespace {

/// One entry of the list of hostile inputs and faults, and a test of it: a file below tests/, and a function or row in it.
struct Entry
{
    int number;
    const char *what;
    const char *file;
    const char *test;
};

constexpr Entry kEntries[]{
    {1, "empty file, no graph", "model/tst_hostile_models", "empty file"},
    {1, "empty file, no graph", "model/tst_hostile_models", "no graph"},
    {2, "a valid model cut at every byte", "model/tst_hostile_models", "everyCutIsRefusedOrAModel"},
    {3, "10,000 seeded bit flips", "model/tst_hostile_models", "bitFlips"},
    {3, "bit flips through the whole job", "quant/tst_hostile_pipeline", "damagedModels"},
    {4, "other formats named .onnx", "model/tst_hostile_models", "HTML"},
    {4, "other formats named .onnx", "model/tst_hostile_models", "git-lfs pointer"},
    {4, "other formats named .onnx", "model/tst_hostile_models", "ZIP"},
    {4, "other formats named .onnx", "model/tst_hostile_models", "TFLite"},
    {5, "5 MB of empty messages", "model/tst_hostile_models", "millions of empty initializers"},
    {6, "lengths above INT_MAX", "model/tst_hostile_models", "field above 2 GiB"},
    {7, "If nested 33 deep", "model/tst_hostile_models", "nesting of 33"},
    {8, "opset and IR missing, duplicate, impossible", "model/tst_hostile_models", "two opsets"},
    {8, "opset and IR from the future: view only", "model/tst_hostile_models", "versionsOfTheFutureAreForLooking"},
    {9, "names of 10 MB, bad UTF-8", "model/tst_hostile_models", "acceptedThoughUnusual"},
    {9, "bidi controls and markup shown plain", "document/tst_messages", "textFromFilesIsShownPlain"},
    {10, "unknown fields kept", "model/tst_hostile_models", "unknownFieldsSurvive"},
    {11, "contradictory attributes", "model/tst_hostile_models", "attribute of two kinds"},
    {11, "stride 0", "ops/tst_nn_operators", "conv stride 0"},
    {11, "groups that do not divide", "ops/tst_nn_operators", "convDepthwise"},
    {12, "recursive functions", "model/tst_hostile_models", "recursive function"},
    {12, "recursion inside If", "model/tst_hostile_models", "recursion inside If"},
    {13, "a function calling the next twice", "model/tst_hostile_models", "functions that double 30 times"},
    {14, "dims whose product wraps", "model/tst_hostile_models", "dims that wrap"},
    {15, "negative dim", "model/tst_hostile_models", "negative dim"},
    {16, "raw data short", "model/tst_hostile_models", "short data"},
    {16, "raw data long", "tensor/tst_tensor_proto", "long raw data"},
    {17, "two data fields", "tensor/tst_tensor_proto", "two data fields"},
    {17, "type 99", "tensor/tst_tensor_proto", "type 99"},
    {17, "strings in raw data", "tensor/tst_tensor_proto", "strings in raw data"},
    {18, "sparse indices unsorted", "model/tst_hostile_models", "sparse out of order"},
    {18, "sparse indices out of range", "model/tst_hostile_models", "sparse out of range"},
    {18, "external sparse values", "model/tst_external_data", "sparseValuesOutside"},
    {19, "paths that lead out", "model/tst_external_data", "parent within"},
    {19, "NUL in a path", "model/tst_external_data", "nulAndRepeatedKeys"},
    {20, "symbolic links, hard links", "model/tst_external_data", "linked folder"},
    {20, "symbolic links, hard links", "model/tst_external_data", "hard link"},
    {21, "pipe, folder", "model/tst_external_data", "pipe"},
    {22, "a file exchanged for a link", "model/tst_external_data", "oneFileATensor"},
    {23, "offsets that wrap, letters, repeated keys", "model/tst_external_data", "offset of 2^64-1"},
    {24, "a file truncated while it is read", "model/tst_external_data", "changesAreNoticed"},
    {25, "very many tensors over the same bytes", "model/tst_external_data", "manyTensorsOverTheSameBytes"},
    {26, "NaN and Inf weights", "quant/tst_hostile_pipeline", "a NaN"},
    {26, "NaN and Inf weights", "quant/tst_hostile_pipeline", "an infinity"},
    {27, "a channel of zeros", "quant/tst_hostile_pipeline", "a channel of zeros"},
    {28, "a range of 3e38", "quant/tst_hostile_pipeline", "range of -3e38 to 3e38"},
    {29, "dims 0", "ops/tst_hostile_arguments", "emptyTensors"},
    {29, "dims symbolic", "ops/tst_nn_operators", "symbolicShapes"},
    {30, "[2^40, 2^30]", "ops/tst_hostile_arguments", "expand beyond 64 bits"},
    {31, "Expand to 10^12 elements", "ops/tst_hostile_arguments", "expand beyond memory"},
    {32, "rank of a million", "model/tst_hostile_models", "rank of a million"},
    {32, "indices out of range", "ops/tst_hostile_arguments", "gather beyond the table"},
    {33, "bias beyond int32", "quant/tst_hostile_pipeline", "bias beyond int32"},
    {34, "cycle", "model/tst_hostile_models", "cycle"},
    {34, "unsorted", "model/tst_hostile_models", "unsorted"},
    {35, "duplicate names", "model/tst_hostile_models", "two producers"},
    {36, "missing producer", "model/tst_hostile_models", "missing producer"},
    {36, "names that inserted nodes would take", "quant/tst_quantize", "takenNamesAreAvoided"},
    {37, "fan-out of 100,000", "model/tst_hostile_models", "wideGraphsAreFast"},
    {37, "chain of 100,000", "model/tst_hostile_models", "longChainsAreFast"},
    {38, "unknown domain: shown, left float", "model/tst_hostile_models", "unknownDomainsStayAsTheyAre"},
    {39, ".npy of objects", "tensor/tst_npy", "objects"},
    {40, "header of 4 GiB", "tensor/tst_npy", "header of 4 GiB"},
    {41, "shape without payload", "tensor/tst_npy", "no payload"},
    {42, "Fortran order", "tensor/tst_npy", "fortranOrderIsTransposed"},
    {42, "big-endian", "tensor/tst_npy", "bigEndianIsSwapped"},
    {42, "negative shape", "tensor/tst_npy", "negative shape"},
    {43, "lying .npz entries", "tensor/tst_npy", "lyingArchivesAreRefused"},
    {44, ".pb of wrong type, shape, external", "tensor/tst_tensor_proto", "external"},
    {45, "PNG of 20,000 squared", "samples/tst_image_decoder", "bomb of 20,000 squared"},
    {45, "truncated JPEG", "samples/tst_image_decoder", "truncated JPEG"},
    {45, "truncated BMP", "samples/tst_image_decoder", "truncated BMP"},
    {46, "no samples", "samples/tst_samples", "no samples"},
    {46, "samples that fail are skipped and shown", "quant/tst_reference_models", "badSamplesAreSkippedWithTheirReason"},
    {47, "cancel in every stage", "quant/tst_cancel", "endsWithinASecond"},
    {48, "the nth allocation fails", "quant/tst_memory_faults", "everyStage"},
    {49, "disk full at every write", "model/tst_write_faults", "everyFailedCall"},
    {49, "a disk of 512 KiB", "model/tst_write_faults", "tinyDisk"},
    {50, "fsync fails", "model/tst_write_faults", "everyFailedSync"},
    {51, "killed at every call of an export", "model/tst_write_faults", "killedAtEveryCall"},
    {52, "read-only folder", "model/tst_write_faults", "readOnlyFolder"},
    {52, "folder as a target", "model/tst_writer", "impossibleTargets"},
    {53, "export onto the open model or through a link to it", "model/tst_writer", "theOpenModelIsNotReplacedUnasked"},
    {54, "two exports to one target", "model/tst_write_faults", "twoExportsToOneTarget"},
    {55, "a file changed on disk", "model/tst_external_data", "changesAreNoticed"},
    {56, "an exception in a job", "jobs/tst_job_runner", "anExceptionBecomesAnError"},
    {56, "an exception in a worker", "quant/tst_ordered_workers", "exceptionsAreErrors"},
    {57, "the window closed during a job", "app/tst_studio", "closingDuringAJobDoesNotWait"},
    {58, "another model during a job", "app/tst_studio", "anotherModelDuringAJobDropsItsResult"},
    {59, "1,000 rapid starts", "jobs/tst_job_runner", "aThousandRapidStartsDeliverOnlyTheLast"},
    {60, "damaged recovery file", "document/tst_session", "damagedFilesAreErrors"},
    {60, "damaged settings", "app/tst_settings", "damagedSettingsAreDefaults"},
};

constexpr int kNumbers = 60;

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Every number of the list of hostile inputs has its tests, and these exist and are built.
class TestHostileList : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberHasATest()
    {
        std::set<int> numbers;
        for (const Entry &entry : kEntries)
            numbers.insert(entry.number);
        QCOMPARE(numbers.size(), std::size_t(kNumbers));
        QCOMPARE(*numbers.begin(), 1);
        QCOMPARE(*numbers.rbegin(), kNumbers);
    }

    void testsExist_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kEntries)); ++i)
            QTest::addRow("%d %s (%d)", kEntries[i].number, kEntries[i].what, i) << i;
    }

    void testsExist()
    {
        QFETCH(int, index);
        const Entry &entry = kEntries[index];
        const QString file = QString::fromLatin1(entry.file);
        const QString name = QString::fromUtf8(entry.test);
        const QString tests = QStringLiteral(HALFTONE_SOURCE_DIR "/tests/");
        const QString source = contentOf(tests + file + QStringLiteral(".cpp"));
        const bool isFunction = source.contains(QStringLiteral("void ") + name + QStringLiteral("()"));
        const bool isRow = source.contains(QLatin1Char('"') + name + QLatin1Char('"'));
        QVERIFY2(isFunction || isRow, qPrintable(file + QStringLiteral(": ") + name));
        QString lists;
        for (const QString &list : QDir(tests + file.section(QLatin1Char('/'), 0, 0)).entryList({QStringLiteral("*.cmake")}))
            lists += contentOf(tests + file.section(QLatin1Char('/'), 0, 0) + QLatin1Char('/') + list);
        const QString target = file.section(QLatin1Char('/'), 1);
        QVERIFY2(lists.contains(QRegularExpression(QStringLiteral("\\b%1\\b").arg(target))), qPrintable(file));
    }
};

QTEST_GUILESS_MAIN(TestHostileList)
#include "tst_hostile_list.moc"
