// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"

#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <fstream>

using namespace halftone;

namespace {

std::string npy(const std::string &header, const std::string &data = {}, char version = 1)
{
    std::string bytes("\x93NUMPY", 6);
    bytes += version;
    bytes += '\0';
    const auto length = static_cast<std::uint32_t>(header.size());
    bytes.append(reinterpret_cast<const char *>(&length), version == 1 ? 2 : 4);
    return bytes + header + data;
}

template <typename T>
std::string bytesOf(std::initializer_list<T> values)
{
    return {reinterpret_cast<const char *>(values.begin()), values.size() * sizeof(T)};
}

template <typename T>
void put(std::string &out, T value)
{
    out.append(reinterpret_cast<const char *>(&value), sizeof value);
}

struct ZipEntry
{
    std::string name;
    std::string content;
    std::uint32_t declared = 0;
    bool deflated = false;
    /// Local header to point at instead of the own one.
    int sharedWith = -1;
};

std::string zip(const std::vector<ZipEntry> &entries)
{
    std::string out;
    std::string directory;
    std::vector<std::uint32_t> offsets;
    for (const ZipEntry &entry : entries) {
        std::string packed = entry.content;
        if (entry.deflated) {
            z_stream stream{};
            deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
            packed.resize(deflateBound(&stream, entry.content.size()));
            stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(entry.content.data()));
            stream.avail_in = static_cast<uInt>(entry.content.size());
            stream.next_out = reinterpret_cast<Bytef *>(packed.data());
            stream.avail_out = static_cast<uInt>(packed.size());
            deflate(&stream, Z_FINISH);
            packed.resize(stream.total_out);
            deflateEnd(&stream);
        }
        const auto checksum = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef *>(entry.content.data()), static_cast<uInt>(entry.content.size())));
        const std::uint32_t size = entry.declared ? entry.declared : static_cast<std::uint32_t>(entry.content.size());
        const auto fields = [&](std::string &target) {
            put<std::uint16_t>(target, 0);
            put<std::uint16_t>(target, entry.deflated ? 8 : 0);
            put<std::uint32_t>(target, 0);
            put(target, checksum);
            put(target, static_cast<std::uint32_t>(packed.size()));
            put(target, size);
            put(target, static_cast<std::uint16_t>(entry.name.size()));
            put<std::uint16_t>(target, 0);
        };
        offsets.push_back(
            entry.sharedWith < 0 ? static_cast<std::uint32_t>(out.size()) : offsets[static_cast<std::size_t>(entry.sharedWith)]);
        if (entry.sharedWith < 0) {
            put<std::uint32_t>(out, 0x04034b50);
            put<std::uint16_t>(out, 20);
            fields(out);
            out += entry.name + packed;
        }
        put<std::uint32_t>(directory, 0x02014b50);
        put<std::uint16_t>(directory, 20);
        put<std::uint16_t>(directory, 20);
        fields(directory);
        directory.append(10, '\0');
        put(directory, offsets.back());
        directory += entry.name;
    }
    const auto start = static_cast<std::uint32_t>(out.size());
    out += directory;
    put<std::uint32_t>(out, 0x06054b50);
    put<std::uint32_t>(out, 0);
    put(out, static_cast<std::uint16_t>(entries.size()));
    put(out, static_cast<std::uint16_t>(entries.size()));
    put(out, static_cast<std::uint32_t>(directory.size()));
    put(out, start);
    put<std::uint16_t>(out, 0);
    return out;
}

} // namespace

class TestNpy : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string file(const std::string &name, const std::string &bytes)
    {
        const std::string path = m_folder.filePath(QString::fromStdString(name)).toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

private slots:
    void bigEndianIsSwapped()
    {
        const auto tensor = parseNpy(npy("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }\n", {"\x3f\x80\0\0\xc0\0\0\0", 8}));
        QVERIFY(tensor);
        QCOMPARE(tensor->as<float>()[0], 1.0F);
        QCOMPARE(tensor->as<float>()[1], -2.0F);
    }

    void fortranOrderIsTransposed()
    {
        const auto tensor
            = parseNpy(npy("{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }", bytesOf<std::int32_t>({1, 4, 2, 5, 3, 6})));
        QVERIFY(tensor);
        QVERIFY(std::ranges::equal(tensor->as<std::int32_t>(), std::vector<std::int32_t>{1, 2, 3, 4, 5, 6}));
    }

    void textsOfBothKinds()
    {
        const auto unicode
            = parseNpy(npy("{'descr': '<U2', 'fortran_order': False, 'shape': (2,)}", bytesOf<char32_t>({U'é', 0, U'a', U'b'})));
        QVERIFY(unicode);
        QCOMPARE(unicode->strings()[0], std::string("é"));
        QCOMPARE(unicode->strings()[1], std::string("ab"));
        const auto plain = parseNpy(npy("{'descr': '|S3', 'fortran_order': False, 'shape': ()}", std::string("hi\0", 3)));
        QCOMPARE(plain->strings()[0], std::string("hi"));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const std::string &bytes, const char *error) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(error);
        };
        row("no magic", "hello, world", "tensor.npy-header(magic)");
        row("objects", npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "cos\nsystem"), "tensor.npy-objects()");
        row("struct", npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}"), "tensor.npy-type(struct)");
        row("dates", npy("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,)}"), "tensor.npy-type(<M8[ns])");
        row("negative shape", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}"), "tensor.npy-header(shape)");
        row("no payload", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)}"), "tensor.npy-size(17179869184, 0)");
        row("overflow", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"),
            "tensor.shape-overflow(4294967296×4294967296)");
        row("header of 4 GiB", std::string("\x93NUMPY\2\0\xff\xff\xff\xff{}", 14), "tensor.npy-header(length)");
        row("missing order", npy("{'descr': '<f4', 'shape': (1,)}", "1234"), "tensor.npy-header(descr, fortran_order, shape)");
        row("texts of no length beyond memory", npy("{'descr': '|S0', 'fortran_order': True, 'shape': (4294967296, 1073741824)}"),
            "tensor.shape-overflow(4294967296×1073741824)");
        row("type given twice", npy("{'descr': '|S3', 'descr': '|c8', 'fortran_order': False, 'shape': (6, 3)}", std::string(54, 'x')),
            "tensor.npy-header(descr twice)");
        row("code in the header", npy("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}"), "tensor.npy-type(struct)");
    }

    void errors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, error);
        const auto result = parseNpy(bytes.toStdString());
        QVERIFY(!result);
        QCOMPARE(QString::fromStdString(result.error().debugText()), error);
    }

    void everyPrefixIsRefused()
    {
        const std::string whole = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "12345678");
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY(!parseNpy(whole.substr(0, length)));
        QVERIFY(parseNpy(whole));
    }

    void writtenFilesReadBack()
    {
        const std::string path = m_folder.filePath(QStringLiteral("a.npy")).toStdString();
        const Tensor numbers = Tensor::of<double>(Shape{2, 1, 2}, {1.5, -2, 1e300, 0});
        QVERIFY(writeNpy(path, numbers));
        const auto back = readNpy(path);
        QVERIFY(back);
        QVERIFY(back->shape() == numbers.shape() && std::ranges::equal(back->as<double>(), numbers.as<double>()));
        QVERIFY(writeNpy(path, Tensor::ofStrings(Shape{2}, {"añ", "longer"})));
        QCOMPARE(readNpy(path)->strings()[0], std::string("añ"));
        QVERIFY(!writeNpy("/nowhere/a.npy", numbers));
    }

    void archivesOfBothMethods()
    {
        const std::string array = npy("{'descr': '<i2', 'fortran_order': False, 'shape': (3,)}", bytesOf<std::int16_t>({7, 8, 9}));
        const auto result = readNpz(file("ok.npz", zip({{"a.npy", array}, {"../b.npy", array, 0, true}})));
        QVERIFY2(result, result ? "" : result.error().debugText().c_str());
        QCOMPARE(result->at("a").as<std::int16_t>()[2], std::int16_t(9));
        QCOMPARE(result->at("../b").as<std::int16_t>()[0], std::int16_t(7));
    }

    void lyingArchivesAreRefused()
    {
        const std::string array = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (100000,)}", std::string(100000, '\0'));
        const auto code = [&](const char *name, const std::string &bytes) {
            const auto result = readNpz(file(name, bytes));
            return result ? std::string("accepted") : std::string(result.error().code().id);
        };
        QCOMPARE(code("more.npz", zip({{"a.npy", array, 5000, true}})), std::string("tensor.npz-entry"));
        QCOMPARE(code("less.npz", zip({{"a.npy", array, 2000000, true}})), std::string("tensor.npz-entry"));
        QCOMPARE(code("huge.npz", zip({{"a.npy", array, 0xfffffff0U, false}})), std::string("tensor.npz-entry"));
        QCOMPARE(code("overlap.npz", zip({{"a.npy", array}, {"b.npy", array, 0, false, 0}})), std::string("tensor.npz-entry"));
        // Nothing is unpacked to the disk: a path is a name like any other.
        const auto paths = readNpz(file("path.npz", zip({{"../../evil.npy", array}})));
        QVERIFY(!paths || paths->begin()->first == "../../evil");
        QCOMPARE(code("other.npz", zip({{"a.txt", array}})), std::string("tensor.npz-entry"));
        QCOMPARE(code("text.npz", "PK\3\4 but nothing more"), std::string("tensor.npz-archive"));
        std::string cut = zip({{"a.npy", array, 0, true}});
        cut[60] = static_cast<char>(cut[60] ^ 1);
        QCOMPARE(code("flipped.npz", cut), std::string("tensor.npz-entry"));
    }
};

QTEST_GUILESS_MAIN(TestNpy)
#include "tst_npy.moc"
