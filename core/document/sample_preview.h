// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/samples/spec.h"

#include <QImage>
#include <QStringList>

#include <memory>
#include <vector>

namespace halftone {

/// One input of a sample as the model will get it.
struct InputPreview
{
    QString name;
    /// "1×3×224×224 float, −1 … 1"
    QString description;
    /// Values as grey or colours, smallest black and largest white; null when it is no picture.
    QImage image;
};

/// What a data specification yields for a model.
struct SamplePreview
{
    std::int64_t count = 0;
    QString sampleName;
    /// The data are pictures, which are preprocessed.
    bool arePictures = false;
    std::vector<InputPreview> inputs;
    /// What was noticed while the set was opened.
    std::vector<Issue> issues;
};

/// Opens the data and loads sample `index` (wrapped into the set).
Result<SamplePreview> previewSample(
    std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts, SampleSpec spec, std::int64_t index, Progress &progress);

/// A float or 8-bit tensor of one, three or four channels as a picture (N×C×H×W or N×H×W×C, first of the batch).
QImage tensorImage(const Tensor &tensor);

} // namespace halftone
