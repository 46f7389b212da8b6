// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/calibration_table.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <cstring>

using namespace halftone;

namespace {

const std::map<std::string, float> kRanges{{"/conv/out put", 6.25F}, {"x", 0.1F}, {"ünï", 3e-7F}};

/// A reader of FlatBuffers of its own: follows offsets as https://flatbuffers.dev/internals describes them.
struct Reader
{
    const std::string &bytes;

    std::uint32_t at(std::uint32_t place, std::size_t size = 4) const
    {
        static_assert(std::endian::native == std::endian::little);
        std::uint32_t value = 0;
        if (place + size <= bytes.size())
            std::memcpy(&value, bytes.data() + place, size);
        return value;
    }
    std::uint32_t follow(std::uint32_t place) const { return place + at(place); }
    std::uint32_t field(std::uint32_t table, std::uint32_t index) const
    {
        const std::uint32_t vtable = table - at(table);
        return table + at(vtable + 4 + 2 * index, 2);
    }
    std::string text(std::uint32_t place) const { return bytes.substr(place + 4, at(place)); }
};

QByteArray written(const char *name)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QString::fromLatin1(name));
    if (!writeCalibrationTable(kRanges, path.toStdString()))
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCalibrationTable : public QObject
{
    Q_OBJECT
private slots:
    void flatbufferHoldsEveryTensor();
    void emptyFlatbuffer();
    void textHasOneLineATensor();
    void jsonIsAnObject();
    void folderThatIsNotThere();
};

void TestCalibrationTable::flatbufferHoldsEveryTensor()
{
    const std::string bytes = calibrationFlatbuffer(kRanges);
    const Reader reader{bytes};
    const std::uint32_t dict = reader.follow(reader.field(reader.follow(0), 0));
    std::map<std::string, float> found;
    for (std::uint32_t i = 0; i < reader.at(dict); ++i) {
        const std::uint32_t entry = reader.follow(dict + 4 + 4 * i);
        QCOMPARE(entry % 4, 0U);
        const std::string key = reader.text(reader.follow(reader.field(entry, 0)));
        found[key] = std::stof(reader.text(reader.follow(reader.field(entry, 1))));
    }
    QVERIFY(found == kRanges);
}

void TestCalibrationTable::emptyFlatbuffer()
{
    const std::string bytes = calibrationFlatbuffer({});
    const Reader reader{bytes};
    QCOMPARE(reader.at(reader.follow(reader.field(reader.follow(0), 0))), 0U);
}

void TestCalibrationTable::textHasOneLineATensor()
{
    QCOMPARE(written("calibration.cache"), QByteArray("/conv/out put 6.25\nx 0.1\nünï 3e-07\n"));
}

void TestCalibrationTable::jsonIsAnObject()
{
    const QJsonObject json = QJsonDocument::fromJson(written("calibration.json")).object();
    QCOMPARE(json.size(), qsizetype(3));
    QCOMPARE(static_cast<float>(json.value(QStringLiteral("x")).toDouble()), 0.1F);
    QCOMPARE(static_cast<float>(json.value(QStringLiteral("/conv/out put")).toDouble()), 6.25F);
}

void TestCalibrationTable::folderThatIsNotThere()
{
    const Status refused = writeCalibrationTable(kRanges, "/nowhere/at/all.json");
    QVERIFY(!refused);
    QCOMPARE(std::string(refused.error().code().id), std::string(errc::kTableUnwritable.id));
}

QTEST_APPLESS_MAIN(TestCalibrationTable)
#include "tst_calibration_table.moc"
