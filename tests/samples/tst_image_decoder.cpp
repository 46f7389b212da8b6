// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/image_decoder.h"

#include <QBuffer>
#include <QColor>
#include <QFile>
#include <QImage>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;

namespace {

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter(&buffer, format).write(image);
    return bytes;
}

QImage plain(int width, int height, QColor colour)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

/// A PNG of `side`² one-bit pixels: small as a file, huge when unpacked.
QByteArray bomb(int side)
{
    QImage image(side, side, QImage::Format_Mono);
    image.fill(0);
    return encoded(image, "png");
}

Result<Image> decode(const QByteArray &bytes, const QString &name = QStringLiteral("file.png"))
{
    QTemporaryDir folder;
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(bytes);
    file.close();
    return QtImageDecoder::instance().decode(file.fileName().toStdString());
}

} // namespace

class TestImageDecoder : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void grayStaysGray();
    void transparencyIsWhite();
    void sixteenBitsAreRounded();
    void fourColoursBecomeThree();
    void photosAreTurnedAsTheySay();
};

void TestImageDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"png", "jpeg", "bmp", "webp"})
        QTest::newRow(format) << QByteArray(format);
}

void TestImageDecoder::decodes()
{
    QFETCH(QByteArray, format);
    const auto image = decode(encoded(plain(20, 10, QColor(200, 100, 50)), format.constData()));
    QVERIFY(image.hasValue());
    QCOMPARE(image->width, 20);
    QCOMPARE(image->height, 10);
    QCOMPARE(image->channels, 3);
    QCOMPARE(image->pixels.size(), std::size_t(600));
    QVERIFY(std::abs(image->pixels[0] - 200) <= 4);
    QVERIFY(std::abs(image->pixels[2] - 50) <= 4);
}

void TestImageDecoder::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const QImage picture = plain(64, 64, Qt::red);
    const auto row
        = [](const char *name, const QByteArray &bytes, ErrorCode code) { QTest::newRow(name) << bytes << QString::fromUtf8(code.id); };
    const QByteArray jpeg = encoded(picture, "jpeg"), bmp = encoded(picture, "bmp"), png = encoded(picture, "png"),
                     webp = encoded(picture, "webp");
    row("empty", {}, errc::kImageDamaged);
    row("HTML", "<!doctype html><p>404", errc::kImageFormat);
    row("SVG", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", errc::kImageFormat);
    row("icon", QByteArray("\0\0\1\0\1\0", 6), errc::kImageFormat);
    row("truncated JPEG", jpeg.left(jpeg.size() / 2), errc::kImageDamaged);
    row("truncated BMP", bmp.left(bmp.size() / 2), errc::kImageDamaged);
    row("truncated PNG", png.left(png.size() - 20), errc::kImageDamaged);
    row("truncated WebP", webp.left(webp.size() / 2), errc::kImageDamaged);
    row("bomb of 20,000 squared", bomb(20000), errc::kImageTooLarge);
}

void TestImageDecoder::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    const auto image = decode(bytes);
    QVERIFY(!image.hasValue());
    QCOMPARE(QString::fromUtf8(image.error().code().id), code);
}

void TestImageDecoder::grayStaysGray()
{
    const auto image = QtImageDecoder::instance().decode(HALFTONE_TEST_DATA "/scenes/test/000.png");
    QVERIFY(image.hasValue());
    QCOMPARE(image->channels, 1);
}

void TestImageDecoder::transparencyIsWhite()
{
    QImage image(2, 2, QImage::Format_ARGB32);
    image.fill(QColor(0, 0, 255, 0));
    const auto result = decode(encoded(image, "png"));
    QVERIFY(result.hasValue());
    QCOMPARE(int(result->pixels[0]), 255);
}

/// A red JPEG in the four colours of print, made by Pillow.
void TestImageDecoder::fourColoursBecomeThree()
{
    const auto result = decode(QByteArray::fromBase64(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFB"
        "gSFBUU/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAAAAAAAAAAAAAAAAAAAAn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBL"
        "AAA/AFTFUKoqb//Z"));
    QVERIFY(result.hasValue());
    QCOMPARE(result->channels, 3);
    QVERIFY(result->pixels[0] > 200 && result->pixels[1] < 60 && result->pixels[2] < 60);
}

/// A JPEG of 16×8 whose camera was held upright.
void TestImageDecoder::photosAreTurnedAsTheySay()
{
    const auto result = decode(QByteArray::fromBase64(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQ"
        "oHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
        "FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAj/xAAUEAEAAAAAAA"
        "AAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABwn/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdAAYqm//Z"));
    QVERIFY(result.hasValue());
    QCOMPARE(result->width, 8);
    QCOMPARE(result->height, 16);
}

void TestImageDecoder::sixteenBitsAreRounded()
{
    QImage image(2, 2, QImage::Format_Grayscale16);
    for (int y = 0; y < 2; ++y)
        for (int x = 0; x < 2; ++x)
            reinterpret_cast<quint16 *>(image.scanLine(y))[x] = 0x80ff;
    const auto result = decode(encoded(image, "png"));
    QVERIFY(result.hasValue());
    QCOMPARE(result->channels, 1);
    QVERIFY(std::abs(int(result->pixels[0]) - 0x80) <= 1);
}

QTEST_GUILESS_MAIN(TestImageDecoder)
#include "tst_image_decoder.moc"
