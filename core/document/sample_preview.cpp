// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/sample_preview.h"

#include "core/document/open_data.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <functional>

namespace halftone {

namespace {

/// Reads element `index` as a number; empty for types that are no picture.
std::function<float(std::size_t)> reader(const Tensor &tensor)
{
    if (tensor.dtype() == DType::Float)
        return [values = tensor.as<float>()](std::size_t i) { return values[i]; };
    if (tensor.dtype() == DType::UInt8)
        return [values = tensor.as<std::uint8_t>()](std::size_t i) { return static_cast<float>(values[i]); };
    if (tensor.dtype() == DType::Int8)
        return [values = tensor.as<std::int8_t>()](std::size_t i) { return static_cast<float>(values[i]); };
    return {};
}

struct Extremes
{
    float low = 0;
    float high = 0;
};

Extremes extremes(const std::function<float(std::size_t)> &at, std::size_t count)
{
    Extremes result{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
    for (std::size_t i = 0; i < count; ++i) {
        const float value = at(i);
        if (std::isfinite(value)) {
            result.low = std::min(result.low, value);
            result.high = std::max(result.high, value);
        }
    }
    return result;
}

bool isChannelCount(std::int64_t count) { return count == 1 || count == 3 || count == 4; }

QString describe(const Tensor &tensor)
{
    const std::string_view type = dtypeName(tensor.dtype());
    QString text = QStringLiteral("%1 %2").arg(
        QString::fromStdString(tensor.shape().toString()), QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size())));
    if (const auto at = reader(tensor); at && tensor.count() > 0) {
        const Extremes found = extremes(at, static_cast<std::size_t>(tensor.count()));
        text += QStringLiteral(", %1 … %2").arg(QLocale().toString(found.low, 'g', 4), QLocale().toString(found.high, 'g', 4));
    }
    return text;
}

} // namespace

QImage tensorImage(const Tensor &tensor)
{
    const auto at = reader(tensor);
    const Shape &shape = tensor.shape();
    const int rank = shape.rank();
    if (!at || rank < 3 || rank > 4 || tensor.count() == 0)
        return {};
    const int first = rank - 3;
    const bool channelsFirst = isChannelCount(shape[first]);
    if (!channelsFirst && !isChannelCount(shape[rank - 1]))
        return {};
    const auto channels = static_cast<std::size_t>(channelsFirst ? shape[first] : shape[rank - 1]);
    const auto height = static_cast<std::size_t>(channelsFirst ? shape[first + 1] : shape[first]);
    const auto width = static_cast<std::size_t>(channelsFirst ? shape[first + 2] : shape[first + 1]);
    const Extremes range = extremes(at, channels * height * width);
    const float span = range.high > range.low ? range.high - range.low : 1.0F;
    const auto level = [&](std::size_t channel, std::size_t y, std::size_t x) {
        const std::size_t index = channelsFirst ? (channel * height + y) * width + x : (y * width + x) * channels + channel;
        return static_cast<int>(std::lround(std::clamp((at(index) - range.low) / span, 0.0F, 1.0F) * 255));
    };
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    for (std::size_t y = 0; y < height; ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(static_cast<int>(y)));
        for (std::size_t x = 0; x < width; ++x) {
            const int red = level(0, y, x);
            line[x] = channels == 1 ? qRgb(red, red, red) : qRgb(red, level(1, y, x), level(2, y, x));
        }
    }
    return image;
}

Result<SamplePreview> previewSample(
    std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts, SampleSpec spec, std::int64_t index, Progress &progress)
{
    HALFTONE_TRY(const auto source, openData(spec, *model, *facts));
    SamplePreview preview;
    preview.count = source->count();
    preview.issues = source->issues();
    const auto preprocess = effectivePreprocess(spec, *model, *facts);
    preview.arePictures = preprocess && !preprocess->empty();
    if (preview.count == 0 || progress.cancelled())
        return preview;
    HALFTONE_TRY(const Sample sample, source->load(((index % preview.count) + preview.count) % preview.count));
    preview.sampleName = QString::fromStdString(sample.name);
    for (const auto &[name, tensor] : sample.inputs)
        preview.inputs.push_back({QString::fromStdString(name), describe(tensor), tensorImage(tensor)});
    return preview;
}

} // namespace halftone
