// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/image_decoder.h"

#include "core/base/whole_file.h"

#include "core/tensor/tensor.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

/// Enough for any photo; a picture of 20,000² pixels can hide in 49 kB.
constexpr qint64 kMostPixels = 100'000'000;
/// A compressed picture beyond it is none.
constexpr qint64 kMostBytes = 256LL << 20;

/// Qt's name of the format by the first bytes, empty for others.
QByteArray formatOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (bytes.startsWith("BM"))
        return "bmp";
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return "webp";
    return {};
}

quint32 littleEndian32(const QByteArray &bytes, qsizetype at)
{
    quint32 value = 0;
    for (int i = 3; i >= 0; --i)
        value = value << 8 | static_cast<uchar>(bytes[at + i]);
    return value;
}

/// What is missing at the end of the file; the decoders fill truncated pictures with grey and say nothing.
const char *incompleteness(const QByteArray &bytes, const QByteArray &format)
{
    if (format == "jpeg") {
        // Phones append data behind the end marker, so it is searched in the whole scan.
        return bytes.lastIndexOf("\xff\xd9") < 0 ? "its end marker is missing" : nullptr;
    }
    if (format == "png")
        return bytes.lastIndexOf("IEND") < 0 ? "its last chunk is missing" : nullptr;
    if (format == "bmp")
        return bytes.size() < 26 || littleEndian32(bytes, 10) >= quint32(bytes.size()) ? "its pixels are missing" : nullptr;
    return bytes.size() < 12 || qint64(littleEndian32(bytes, 4)) + 8 > bytes.size() ? "its data end early" : nullptr;
}

/// Rows of an uncompressed BMP must all be there.
bool bmpHoldsItsRows(const QByteArray &bytes, const QSize &size)
{
    if (bytes.size() < 34 || littleEndian32(bytes, 14) < 40 || littleEndian32(bytes, 30) != 0)
        return true;
    const qint64 bits = littleEndian32(bytes, 28) & 0xffff;
    const qint64 stride = (qint64(size.width()) * bits + 31) / 32 * 4;
    return qint64(littleEndian32(bytes, 10)) + stride * size.height() <= bytes.size();
}

Error damaged(const char *what) { return Error(errc::kImageDamaged, {what}); }

Image toImage(QImage picture)
{
    if (picture.hasAlphaChannel()) {
        QImage opaque(picture.size(), QImage::Format_RGB32);
        opaque.fill(Qt::white);
        QPainter(&opaque).drawImage(0, 0, picture);
        picture = opaque;
    }
    const bool gray = picture.isGrayscale() && picture.format() != QImage::Format_RGB32;
    picture = picture.convertToFormat(gray ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    Image image{picture.width(), picture.height(), gray ? 1 : 3, {}};
    const auto rowBytes = static_cast<std::size_t>(image.width * image.channels);
    image.pixels.resize(rowBytes * static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y)
        std::copy_n(picture.constScanLine(y), rowBytes, image.pixels.data() + static_cast<std::size_t>(y) * rowBytes);
    return image;
}

} // namespace

const QtImageDecoder &QtImageDecoder::instance()
{
    static const QtImageDecoder decoder;
    return decoder;
}

Result<Image> QtImageDecoder::decode(const std::string &path) const
{
    HALFTONE_TRY(const std::string whole, readWholeFile(path, kMostBytes));
    QByteArray bytes = QByteArray::fromRawData(whole.data(), static_cast<qsizetype>(whole.size()));
    if (bytes.isEmpty())
        return damaged("the file is empty");
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty())
        return Error(errc::kImageFormat, {"its first bytes belong to no known format"});
    if (const char *missing = incompleteness(bytes, format))
        return damaged(missing);

    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    // Our own limit below replaces Qt's of 128 MiB, which a legitimate photo can exceed.
    static const bool unlimited = (QImageReader::setAllocationLimit(0), true);
    Q_UNUSED(unlimited)
    const QSize size = reader.size();
    if (size.isEmpty())
        return damaged(reader.errorString().toUtf8().constData());
    const qint64 allowed = std::min<qint64>(kMostPixels, memoryBudget() / 16);
    if (qint64(size.width()) * size.height() > allowed)
        return Error(errc::kImageTooLarge, {std::to_string(size.width()), std::to_string(size.height()), std::to_string(allowed)});
    if (format == "bmp" && !bmpHoldsItsRows(bytes, size))
        return damaged("its pixels end early");
    QImage picture;
    if (!reader.read(&picture) || picture.isNull())
        return damaged(reader.errorString().toUtf8().constData());
    return toImage(std::move(picture));
}

} // namespace halftone
