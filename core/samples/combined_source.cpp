// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/combined_source.h"

namespace halftone {

Result<Sample> CombinedSource::load(std::int64_t index) const
{
    HALFTONE_TRY(Sample sample, m_parts.front()->load(index));
    for (std::size_t i = 1; i < m_parts.size(); ++i) {
        HALFTONE_TRY(Sample more, m_parts[i]->load(index));
        sample.inputs.merge(more.inputs);
        if (sample.classLabel < 0)
            sample.classLabel = more.classLabel;
        if (sample.text.empty())
            sample.text = more.text;
        if (sample.boxes.empty())
            sample.boxes = more.boxes;
    }
    return sample;
}

std::vector<Issue> CombinedSource::issues() const
{
    std::vector<Issue> result;
    for (const auto &part : m_parts) {
        const auto more = part->issues();
        result.insert(result.end(), more.begin(), more.end());
    }
    return result;
}

} // namespace halftone
