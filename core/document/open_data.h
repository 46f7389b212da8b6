// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/spec.h"

namespace halftone {

/// openSamples() with Qt's image decoder.
Result<std::shared_ptr<SampleSource>> openData(const SampleSpec &spec, const Model &model, const GraphFacts &facts);

} // namespace halftone
