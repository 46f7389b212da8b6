// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wire_writer.h"
#include "core/tensor/tensor_proto.h"

#include <QDirIterator>
#include <QTest>

using namespace halftone;

namespace {

std::string tensor(std::initializer_list<std::int64_t> dims, std::int64_t type, const std::string &rest)
{
    std::string bytes;
    WireWriter writer(bytes);
    for (const std::int64_t dim : dims)
        writer.integer(1, dim);
    writer.integer(2, type);
    return bytes + rest;
}

std::string field(std::uint32_t number, const std::string &payload)
{
    std::string bytes;
    WireWriter(bytes).text(number, payload);
    return bytes;
}

} // namespace

class TestTensorProto : public QObject
{
    Q_OBJECT

private slots:
    void typedFieldsOfSmallTypes()
    {
        const auto bytes
            = parseTensorProto(tensor({3}, 3, field(5, std::string("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x7f", 12))), "t");
        QVERIFY2(bytes, bytes ? "" : bytes.error().debugText().c_str());
        QCOMPARE(int(bytes->tensor().as<std::int8_t>()[1]), -1);
        const auto nibbles = parseTensorProto(tensor({3}, 22, field(5, "\x21\x0f")), "t");
        QVERIFY2(nibbles, nibbles ? "" : nibbles.error().debugText().c_str());
        QCOMPARE(std::to_integer<int>(nibbles->tensor().raw()[0]), 0x21);
    }

    void unpackedAndSplitFieldsCount()
    {
        std::string rest;
        WireWriter writer(rest);
        writer.fixed(4, 1.5F);
        writer.fixed(4, 2.5F);
        const auto result = parseTensorProto(tensor({2}, 1, rest), "t");
        QVERIFY(result);
        QCOMPARE(result->tensor().as<float>()[1], 2.5F);
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const std::string &bytes, const char *error) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(error);
        };
        row("wrapping dims", tensor({1LL << 62, 8}, 1, {}), "tensor.shape-overflow(4611686018427387904×8) at t");
        row("negative dim", tensor({-2}, 1, field(9, "12345678")), "tensor.dims(-2) at t");
        row("short raw data", tensor({2}, 1, field(9, "1234")), "tensor.bytes(8, 4) at t");
        row("long raw data", tensor({2}, 1, field(9, "123456789")), "tensor.bytes(8, 9) at t");
        row("two data fields", tensor({1}, 1, field(9, "1234") + field(4, "1234")), "tensor.two-data() at t");
        row("type 99", tensor({1}, 99, field(9, "1234")), "tensor.type(99) at t");
        row("strings in raw data", tensor({1}, 8, field(9, "1234")), "tensor.field(string) at t");
        row("floats as integers", tensor({1}, 1, field(5, "1")), "tensor.field(float) at t");
        row("too few integers", tensor({1000000000}, 6, field(5, "12")), "tensor.count(1000000000, 2) at t");
        row("external",
            tensor({1}, 1,
                [] {
                    std::string entry;
                    WireWriter(entry).text(1, "location");
                    WireWriter(entry).text(2, "/etc/passwd");
                    std::string rest = field(13, entry);
                    WireWriter(rest).integer(14, 1);
                    return rest;
                }()),
            "tensor.external() at t");
        row("cut off",
            tensor({2}, 1,
                "\x4a\x08"
                "1234"),
            "base.wire-truncated(4, 10) at t");
    }

    void errors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, error);
        const auto result = parseTensorProto(bytes.toStdString(), "t", ProtoKind::Tensor);
        QVERIFY(!result);
        QCOMPARE(QString::fromStdString(result.error().debugText()), error);
    }

    void sequencesAndOptionals()
    {
        const std::string item = tensor({1}, 7, field(7, "\x05"));
        std::string sequence;
        WireWriter(sequence).integer(2, 1);
        sequence += field(3, item) + field(3, item);
        const auto guessed = parseTensorProto(sequence, "t");
        QVERIFY(guessed && guessed->isSequence());
        QCOMPARE(guessed->sequence().items.size(), std::size_t(2));
        const auto empty = parseTensorProto({}, "t", ProtoKind::Optional);
        QVERIFY(empty && empty->isNull());
    }

    /// Debian's libonnx-testdata: what its own node tests store must all be readable.
    void testDataOfOnnx()
    {
        const QString folder = QStringLiteral("/usr/share/libonnx-testdata/data");
        if (!QDir(folder).exists())
            QSKIP("libonnx-testdata is not installed");
        int files = 0;
        QStringList failed;
        QDirIterator it(folder, {QStringLiteral("*put_*.pb")}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const std::string path = it.next().toStdString();
            ++files;
            if (const auto value = readTensorProto(path); !value)
                failed += QString::fromStdString(value.error().debugText());
        }
        QVERIFY2(failed.isEmpty(), qPrintable(failed.mid(0, 10).join(u'\n')));
        QVERIFY(files > 1000);
    }
};

QTEST_GUILESS_MAIN(TestTensorProto)
#include "tst_tensor_proto.moc"
