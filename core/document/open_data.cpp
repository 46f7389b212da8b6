// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/open_data.h"

#include "core/document/image_decoder.h"

namespace halftone {

Result<std::shared_ptr<SampleSource>> openData(const SampleSpec &spec, const Model &model, const GraphFacts &facts)
{
    return openSamples(spec, model, facts, QtImageDecoder::instance());
}

} // namespace halftone
