// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/image_source.h"
#include "core/samples/errors.h"
#include "core/samples/labels.h"
#include "core/samples/listing.h"

namespace halftone {

namespace {

const std::string kTextLabels = "labels.txt";
const std::string kBoxLabels = "boxes.json";

} // namespace

ImageSource::ImageSource(std::string folder, const ImageInput &input, const Preprocessing &preprocessing, const ImageDecoder &decoder)
    : m_folder(std::move(folder)), m_input(input), m_preprocessing(preprocessing), m_decoder(decoder)
{
}

Result<std::shared_ptr<SampleSource>> ImageSource::open(
    const std::string &folder, const ImageInput &input, const Preprocessing &preprocessing, const ImageDecoder &decoder)
{
    const std::shared_ptr<ImageSource> source(new ImageSource(folder, input, preprocessing, decoder));
    source->addFolder("", -1);
    // Pictures beside class folders belong to no class and would spoil every accuracy.
    if (source->m_entries.empty()) {
        const auto folders = listFolder(folder).folders;
        const auto classes = classNumbers(folders);
        for (std::size_t i = 0; i < folders.size(); ++i)
            source->addFolder(folders[i], classes[i]);
    }
    if (source->m_entries.empty())
        return Error(errc::kNoData, {folder});
    HALFTONE_CHECK(source->addLabels());
    return std::shared_ptr<SampleSource>(source);
}

void ImageSource::addFolder(const std::string &below, int classLabel)
{
    for (const std::string &file : listFolder(joinPath(m_folder, below)).files) {
        const std::string name = below.empty() ? file : joinPath(below, file);
        if (isImageName(file))
            m_entries.push_back({name, classLabel, {}, {}});
        else if (file != kTextLabels && file != kBoxLabels)
            m_issues.push_back(
                {Issue::Severity::Info, Error(errc::kFileSkipped, {file}, name), Issue::Target::File, joinPath(m_folder, name)});
    }
}

Status ImageSource::addLabels()
{
    const auto missing = [this](const Entry &entry) {
        m_issues.push_back({Issue::Severity::Warning, Error(errc::kLabelMissing, {}, entry.name), Issue::Target::Sample, entry.name});
    };
    if (const auto path = joinPath(m_folder, kTextLabels); isRegularFile(path)) {
        HALFTONE_TRY(const auto labels, readTextLabels(path));
        for (Entry &entry : m_entries) {
            const auto found = labels.find(entry.name);
            found == labels.end() ? missing(entry) : void(entry.text = found->second);
        }
    }
    if (const auto path = joinPath(m_folder, kBoxLabels); isRegularFile(path)) {
        HALFTONE_TRY(const auto boxes, readBoxes(path));
        for (Entry &entry : m_entries) {
            const auto found = boxes.find(entry.name);
            found == boxes.end() ? missing(entry) : void(entry.boxes = found->second);
        }
    }
    return {};
}

Result<Sample> ImageSource::load(std::int64_t index) const
{
    const Entry &entry = m_entries[static_cast<std::size_t>(index)];
    auto image = m_decoder.decode(joinPath(m_folder, entry.name));
    if (!image)
        return std::move(image).error().at(entry.name);
    auto prepared = prepareImage(*image, m_preprocessing, m_input);
    if (!prepared)
        return std::move(prepared).error().at(entry.name);
    Sample sample{entry.name, {}, entry.classLabel, entry.text, entry.boxes};
    const ImageTransform &t = prepared->transform;
    for (LabelledBox &box : sample.boxes) {
        box.x0 = static_cast<float>(box.x0 * t.scaleX + t.offsetX);
        box.x1 = static_cast<float>(box.x1 * t.scaleX + t.offsetX);
        box.y0 = static_cast<float>(box.y0 * t.scaleY + t.offsetY);
        box.y1 = static_cast<float>(box.y1 * t.scaleY + t.offsetY);
    }
    sample.inputs.emplace(m_input.input.name, std::move(prepared->tensor));
    return sample;
}

} // namespace halftone
