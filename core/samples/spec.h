// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/samples/image.h"
#include "core/samples/source.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Where samples come from and how they become the model's inputs: --data, --preprocess, --samples and --dim as a value.
struct SampleSpec
{
    /// Data specifications, "PATH", "INPUT=PATH" or "synthetic:N[:SEED]".
    std::vector<std::string> data;
    /// "scale=1/255,mean=0.5,std=0.5"; what is not given follows from the model's input.
    std::string preprocess;
    /// First N samples; 0: all.
    std::int64_t samples = 0;
    /// Values of symbolic dimensions.
    std::map<std::string, std::int64_t> dims;

    friend bool operator==(const SampleSpec &, const SampleSpec &) = default;
};

/// Opens the data for `model`. Files that are no data are skipped and noted in SampleSource::issues(); what is wrong with
/// one sample fails when that one is loaded. Fails when nothing usable is there or the specification is wrong.
Result<std::shared_ptr<SampleSource>> openSamples(
    const SampleSpec &spec, const Model &model, const GraphFacts &facts, const ImageDecoder &decoder);

/// The whole preprocessing that openSamples() applies to images of `spec`, with defaults from the model filled in, in the form of
/// SampleSpec::preprocess. Empty when the data are no images.
Result<std::string> effectivePreprocess(const SampleSpec &spec, const Model &model, const GraphFacts &facts);

} // namespace halftone
