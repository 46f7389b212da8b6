// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/image_input.h"
#include "core/samples/errors.h"

#include <limits>

namespace halftone {

namespace {

bool mayBeChannels(const std::optional<std::int64_t> &dim) { return !dim || *dim == 1 || *dim == 3; }

std::optional<int> side(const std::optional<std::int64_t> &dim)
{
    // Sizes 0 and below are how some exporters write "any".
    if (!dim || *dim < 1 || *dim > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*dim);
}

} // namespace

Result<ImageInput> imageInput(const DataInput &input, std::optional<Preprocessing::Layout> layout)
{
    const Error refused(errc::kInputTakesNoImage, {input.name, input.toString()});
    const bool numeric = isFloatingPoint(input.dtype) || isInteger(input.dtype);
    if (!numeric || !input.dims || input.dims->size() < 3 || input.dims->size() > 4)
        return refused;
    ImageInput result;
    result.input = input;
    result.hasBatch = input.dims->size() == 4;
    const auto *dims = input.dims->data() + (result.hasBatch ? 1 : 0);
    const bool first = mayBeChannels(dims[0]), last = mayBeChannels(dims[2]);
    // A known channel count wins over an open dimension; torch's order over TensorFlow's.
    const bool lastIsBetter = last && dims[2] && !(first && dims[0]);
    result.layout = layout.value_or(lastIsBetter ? Preprocessing::Layout::Nhwc : Preprocessing::Layout::Nchw);
    const bool nchw = result.layout == Preprocessing::Layout::Nchw;
    if (!(nchw ? first : last))
        return refused;
    result.channels = static_cast<int>(dims[nchw ? 0 : 2].value_or(3));
    result.height = side(dims[nchw ? 1 : 0]);
    result.width = side(dims[nchw ? 2 : 1]);
    if (result.hasBatch && input.dims->front() && *input.dims->front() > 1)
        result.batch = *input.dims->front();
    return result;
}

Result<Preprocessing> withDefaults(Preprocessing given, const ImageInput &input)
{
    if (!given.channels)
        given.channels = input.channels == 1 ? Preprocessing::Channels::Gray : Preprocessing::Channels::Rgb;
    if ((*given.channels == Preprocessing::Channels::Gray) != (input.channels == 1))
        return Error(errc::kBadPreprocess,
            {preprocessingText({.channels = given.channels}), "the model takes " + std::to_string(input.channels) + " channels"});
    if (!given.resize && !given.resizeShorter && !given.crop && input.width && input.height)
        given.resize = Preprocessing::Size{*input.width, *input.height};
    if (given.resizeShorter && !given.crop && input.width && input.height)
        given.crop = Preprocessing::Size{*input.width, *input.height};
    if (!given.scale)
        given.scale = isFloatingPoint(input.input.dtype) ? 1.0 / 255 : 1.0;
    if (given.mean.empty())
        given.mean = {0};
    if (given.std.empty())
        given.std = {1};
    if (!given.layout)
        given.layout = input.layout;
    const auto size = given.crop ? given.crop : given.resize;
    if (size && ((input.width && *input.width != size->width) || (input.height && *input.height != size->height)))
        return Error(errc::kBadPreprocess,
            {preprocessingText({.resize = given.resize, .resizeShorter = given.resizeShorter, .crop = given.crop}),
                "the model takes " + input.input.toString()});
    for (const auto *values : {&given.mean, &given.std})
        if (values->size() > 1 && static_cast<int>(values->size()) != input.channels)
            return Error(errc::kBadPreprocess,
                {preprocessingText({.mean = given.mean, .std = given.std}),
                    "the model takes " + std::to_string(input.channels) + " channels"});
    return given;
}

} // namespace halftone
