// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/spec.h"
#include "core/samples/array_source.h"
#include "core/samples/combined_source.h"
#include "core/samples/data_input.h"
#include "core/samples/errors.h"
#include "core/samples/image_source.h"
#include "core/samples/listing.h"
#include "core/samples/synthetic_source.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace halftone {

namespace {

constexpr std::string_view kSynthetic = "synthetic:";

/// One --data: the path and the inputs it feeds.
struct Part
{
    std::string text;
    std::string path;
    std::vector<DataInput> inputs;
};

std::optional<std::uint64_t> wholeNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// "INPUT=PATH" names an input unless a file of the whole name exists.
Result<std::vector<Part>> partsOf(const SampleSpec &spec, const std::vector<DataInput> &inputs)
{
    std::vector<Part> parts;
    std::vector<DataInput> unfed = inputs;
    for (const std::string &text : spec.data) {
        Part part{text, text, {}};
        const auto equals = text.find('=');
        if (equals != std::string::npos && !isFolder(text) && !isRegularFile(text)) {
            const std::string name = text.substr(0, equals);
            const auto found = std::find_if(unfed.begin(), unfed.end(), [&](const DataInput &input) { return input.name == name; });
            if (found == unfed.end()) {
                const bool twice = std::any_of(inputs.begin(), inputs.end(), [&](const DataInput &input) { return input.name == name; });
                return twice ? Error(errc::kBadDataSpec, {text, "the input is given twice"})
                             : Error(errc::kUnknownInput, {name, namesOf(inputs)});
            }
            part.path = text.substr(equals + 1);
            part.inputs = {*found};
            unfed.erase(found);
        }
        parts.push_back(std::move(part));
    }
    for (Part &part : parts)
        if (part.inputs.empty()) {
            if (unfed.empty())
                return Error(errc::kBadDataSpec, {part.text, "no input is left for it"});
            part.inputs = std::exchange(unfed, {});
        }
    if (!unfed.empty() && !parts.empty())
        return Error(errc::kInputWithoutData, {unfed.front().name});
    return parts;
}

bool holdsImages(const std::string &path)
{
    if (!isFolder(path))
        return false;
    const Listing listing = listFolder(path);
    if (std::any_of(listing.files.begin(), listing.files.end(), isImageName))
        return true;
    return std::any_of(listing.folders.begin(), listing.folders.end(), [&path](const std::string &folder) {
        const auto files = listFolder(joinPath(path, folder)).files;
        return std::any_of(files.begin(), files.end(), isImageName);
    });
}

/// The input that pictures feed and the whole preprocessing.
struct ImageSetup
{
    ImageInput input;
    Preprocessing preprocessing;
};

Result<ImageSetup> imageSetup(const Part &part, const std::string &preprocess)
{
    if (part.inputs.size() != 1)
        return Error(errc::kSeveralInputs, {std::to_string(part.inputs.size())}, part.path);
    HALFTONE_TRY(const Preprocessing given, parsePreprocessing(preprocess));
    HALFTONE_TRY(ImageInput input, imageInput(part.inputs.front(), given.layout));
    HALFTONE_TRY(Preprocessing whole, withDefaults(given, input));
    return ImageSetup{std::move(input), std::move(whole)};
}

Result<std::shared_ptr<SampleSource>> openSynthetic(const Part &part, const Model &model, const GraphFacts &facts)
{
    const std::string_view numbers = std::string_view(part.path).substr(kSynthetic.size());
    const auto colon = numbers.find(':');
    const auto count = wholeNumber(numbers.substr(0, colon));
    const auto seed = colon == std::string_view::npos ? std::optional<std::uint64_t>(0) : wholeNumber(numbers.substr(colon + 1));
    if (!count || !seed || *count == 0 || *count > 10'000'000)
        return Error(errc::kBadDataSpec, {part.text, "synthetic:N or synthetic:N:SEED with whole numbers is expected"});
    return std::shared_ptr<SampleSource>(
        std::make_shared<SyntheticSource>(model, facts, part.inputs, static_cast<std::int64_t>(*count), *seed));
}

Result<std::shared_ptr<SampleSource>> openPart(
    const Part &part, const SampleSpec &spec, const Model &model, const GraphFacts &facts, const ImageDecoder &decoder)
{
    if (std::string_view(part.path).starts_with(kSynthetic))
        return openSynthetic(part, model, facts);
    if (!isFolder(part.path) && !isRegularFile(part.path))
        return Error(errc::kDataNotFound, {part.path});
    if (holdsImages(part.path)) {
        HALFTONE_TRY(const ImageSetup setup, imageSetup(part, spec.preprocess));
        return ImageSource::open(part.path, setup.input, setup.preprocessing, decoder);
    }
    HALFTONE_TRY(auto arrays, openArrays(part.path, part.inputs));
    if (!arrays)
        return Error(errc::kUnknownData, {part.path});
    return arrays;
}

} // namespace

Result<std::shared_ptr<SampleSource>> openSamples(
    const SampleSpec &spec, const Model &model, const GraphFacts &facts, const ImageDecoder &decoder)
{
    const auto inputs = dataInputs(model, facts, spec.dims);
    HALFTONE_TRY(const auto parts, partsOf(spec, inputs));
    if (parts.empty())
        return Error(errc::kBadDataSpec, {"", "no data were given"});
    // A wrong text is told also when the data need no preprocessing.
    HALFTONE_CHECK(parsePreprocessing(spec.preprocess));
    std::vector<std::shared_ptr<SampleSource>> sources;
    std::string counts;
    for (const Part &part : parts) {
        HALFTONE_TRY(auto source, openPart(part, spec, model, facts, decoder));
        if (source->count() == 0)
            return Error(errc::kNoData, {part.path});
        counts += (counts.empty() ? "" : ", ") + part.text + ": " + std::to_string(source->count());
        sources.push_back(std::move(source));
    }
    for (const auto &source : sources)
        if (source->count() != sources.front()->count())
            return Error(errc::kCountsDiffer, {counts});
    auto result = sources.size() == 1 ? sources.front() : std::make_shared<CombinedSource>(std::move(sources));
    if (spec.samples > 0 && spec.samples < result->count())
        return std::shared_ptr<SampleSource>(std::make_shared<LimitedSource>(result, spec.samples));
    return result;
}

Result<std::string> effectivePreprocess(const SampleSpec &spec, const Model &model, const GraphFacts &facts)
{
    HALFTONE_TRY(const auto parts, partsOf(spec, dataInputs(model, facts, spec.dims)));
    for (const Part &part : parts)
        if (holdsImages(part.path)) {
            HALFTONE_TRY(const ImageSetup setup, imageSetup(part, spec.preprocess));
            return preprocessingText(setup.preprocessing);
        }
    return std::string();
}

} // namespace halftone
