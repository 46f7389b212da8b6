// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/preprocessing.h"
#include "core/samples/errors.h"

#include <charconv>
#include <cmath>
#include <string_view>

namespace halftone {

namespace {

constexpr int kLargestSide = 16384;

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::optional<double> decimal(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// A decimal number or a fraction ("1/255").
std::optional<double> number(std::string_view text)
{
    const auto parts = split(text, '/');
    const auto numerator = decimal(parts[0]);
    if (parts.size() == 1 || !numerator)
        return numerator;
    const auto denominator = decimal(parts[1]);
    if (parts.size() > 2 || !denominator || *denominator == 0)
        return std::nullopt;
    return *numerator / *denominator;
}

std::optional<int> side(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > kLargestSide)
        return std::nullopt;
    return value;
}

std::optional<Preprocessing::Size> size(std::string_view text)
{
    const auto parts = split(text, 'x');
    const auto width = side(parts[0]);
    const auto height = parts.size() == 2 ? side(parts[1]) : width;
    if (parts.size() > 2 || !width || !height)
        return std::nullopt;
    return Preprocessing::Size{*width, *height};
}

std::optional<std::vector<double>> numbers(std::string_view text)
{
    std::vector<double> values;
    for (const auto part : split(text, ':')) {
        const auto value = number(part);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values.size() == 1 || values.size() == 3 ? std::optional(values) : std::nullopt;
}

/// Nothing when the value was understood, else what is allowed.
std::string_view readValue(Preprocessing &result, std::string_view key, std::string_view value)
{
    if (key == "resize") {
        result.resize.reset();
        result.resizeShorter = side(value);
        if (!result.resizeShorter)
            result.resize = size(value);
        return result.resizeShorter || result.resize ? "" : "resize is a number of pixels or WIDTHxHEIGHT";
    }
    if (key == "crop") {
        result.crop = size(value);
        return result.crop ? "" : "crop is a number of pixels or WIDTHxHEIGHT";
    }
    if (key == "channels") {
        if (value != "rgb" && value != "bgr" && value != "gray")
            return "channels is rgb, bgr or gray";
        result.channels = value == "rgb" ? Preprocessing::Channels::Rgb
            : value == "bgr"             ? Preprocessing::Channels::Bgr
                                         : Preprocessing::Channels::Gray;
        return "";
    }
    if (key == "scale") {
        result.scale = number(value);
        return result.scale ? "" : "scale is a number such as 1/255";
    }
    if (key == "mean" || key == "std") {
        const auto values = numbers(value);
        if (!values)
            return "mean and std are one number or three with colons between";
        for (const double each : *values)
            if (key == "std" && each == 0)
                return "std must not be 0";
        (key == "mean" ? result.mean : result.std) = *values;
        return "";
    }
    if (key == "layout") {
        if (value != "nchw" && value != "nhwc")
            return "layout is nchw or nhwc";
        result.layout = value == "nchw" ? Preprocessing::Layout::Nchw : Preprocessing::Layout::Nhwc;
        return "";
    }
    return "known are resize, crop, channels, scale, mean, std and layout";
}

std::string numberText(double value)
{
    if (value > 0 && value < 1) {
        const double inverse = 1 / value;
        if (std::abs(inverse - std::round(inverse)) < 1e-9 * inverse && inverse > 10)
            return "1/" + numberText(std::round(inverse));
    }
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return std::string(buffer, end);
}

std::string numbersText(const std::vector<double> &values)
{
    std::string text;
    for (const double value : values)
        text += (text.empty() ? "" : ":") + numberText(value);
    return text;
}

std::string sizeText(const Preprocessing::Size &size) { return std::to_string(size.width) + "x" + std::to_string(size.height); }

} // namespace

Result<Preprocessing> parsePreprocessing(const std::string &text)
{
    Preprocessing result;
    if (trimmed(text).empty())
        return result;
    for (const auto part : split(text, ',')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos)
            return Error(errc::kBadPreprocess, {std::string(part), "KEY=VALUE is expected"});
        const auto wrong = readValue(result, trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)));
        if (!wrong.empty())
            return Error(errc::kBadPreprocess, {std::string(part), std::string(wrong)});
    }
    return result;
}

std::string preprocessingText(const Preprocessing &p)
{
    std::string text;
    const auto add
        = [&text](std::string_view key, const std::string &value) { text += (text.empty() ? "" : ",") + std::string(key) + "=" + value; };
    if (p.resizeShorter)
        add("resize", std::to_string(*p.resizeShorter));
    else if (p.resize)
        add("resize", sizeText(*p.resize));
    if (p.crop)
        add("crop", sizeText(*p.crop));
    if (p.channels)
        add("channels", *p.channels == Preprocessing::Channels::Rgb ? "rgb" : *p.channels == Preprocessing::Channels::Bgr ? "bgr" : "gray");
    if (p.scale)
        add("scale", numberText(*p.scale));
    if (!p.mean.empty())
        add("mean", numbersText(p.mean));
    if (!p.std.empty())
        add("std", numbersText(p.std));
    if (p.layout)
        add("layout", *p.layout == Preprocessing::Layout::Nchw ? "nchw" : "nhwc");
    return text;
}

} // namespace halftone
