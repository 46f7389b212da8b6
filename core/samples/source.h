// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/result.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// One labelled box of a detection sample, in pixels of the model's input.
struct LabelledBox
{
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    int label = 0;
};

/// Inputs of one run, with what is known of the right answer.
struct Sample
{
    /// File or folder name, as shown in the heat map.
    std::string name;
    /// Graph input name → tensor (batch dimension included).
    std::map<std::string, Tensor> inputs;
    int classLabel = -1;
    std::string text;
    std::vector<LabelledBox> boxes;
};

/// An indexed, re-readable set of samples. Thread-safe: workers load different indices at once.
class SampleSource
{
public:
    virtual ~SampleSource() = default;
    virtual std::int64_t count() const = 0;
    /// Fails per sample; the caller skips it and reports the issue.
    virtual Result<Sample> load(std::int64_t index) const = 0;
    virtual std::string name(std::int64_t index) const = 0;
    /// What was noticed while the set was opened (files skipped and why).
    virtual std::vector<Issue> issues() const { return {}; }
};

} // namespace halftone
