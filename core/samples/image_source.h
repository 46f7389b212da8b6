// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/image.h"
#include "core/samples/image_tensor.h"
#include "core/samples/source.h"

#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Pictures of a folder or of its class folders, with what labels.txt and boxes.json beside them say. `decoder` must outlive it.
class ImageSource final : public SampleSource
{
public:
    static Result<std::shared_ptr<SampleSource>> open(
        const std::string &folder, const ImageInput &input, const Preprocessing &preprocessing, const ImageDecoder &decoder);

    std::int64_t count() const override { return static_cast<std::int64_t>(m_entries.size()); }
    Result<Sample> load(std::int64_t index) const override;
    std::string name(std::int64_t index) const override { return m_entries[static_cast<std::size_t>(index)].name; }
    std::vector<Issue> issues() const override { return m_issues; }

private:
    struct Entry
    {
        /// Path below the folder.
        std::string name;
        int classLabel = -1;
        std::string text;
        std::vector<LabelledBox> boxes;
    };

    ImageSource(std::string folder, const ImageInput &input, const Preprocessing &preprocessing, const ImageDecoder &decoder);
    void addFolder(const std::string &below, int classLabel);
    Status addLabels();

    std::string m_folder;
    ImageInput m_input;
    Preprocessing m_preprocessing;
    const ImageDecoder &m_decoder;
    std::vector<Entry> m_entries;
    std::vector<Issue> m_issues;
};

} // namespace halftone
