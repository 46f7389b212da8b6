// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/samples/source.h"
#include "core/tensor/runtime_value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// What an output means, and so in which terms its loss is told.
enum class OutputKind { Classify, Detect, Sequence, Embedding, Mask, Image, Generic };

/// "classify", "detect" …: the words of --output-kind and of JSON.
std::string_view outputKindName(OutputKind kind);
std::optional<OutputKind> outputKindFromName(std::string_view name);
/// The words, comma separated, for messages and help.
std::string outputKindNames();

/// What the numbers of scores are.
enum class ScoreForm {
    Logits,
    Probabilities, ///< of classes of which one is right: they sum to 1
    LogProbabilities,
    Independent, ///< each in 0 … 1 on its own, as after Sigmoid
    Labels, ///< numbers of classes
};

/// How boxes lie in detections.
struct BoxForm
{
    /// Cells along the last axis, [N, 4 + C, cells], else [N, cells, 4 + C].
    bool cellsLast = false;
    /// A score for "anything" before those of the classes.
    bool objectness = false;
    /// Class 0 of the scores is "nothing".
    bool background = false;
    /// x0, y0, x1, y1; else centre and size.
    bool corners = false;
    /// Offsets from the cell and logarithms of sizes: boxes of different cells cannot be compared.
    bool local = false;
};

/// One output of a model (or boxes with their scores), and how it is judged.
struct OutputSubject
{
    std::string name;
    /// Place among the graph's outputs.
    std::size_t output = 0;
    /// Place of the scores of boxes that are an output of their own.
    std::optional<std::size_t> scores;
    OutputKind kind = OutputKind::Generic;
    ScoreForm form = ScoreForm::Logits;
    int classAxis = -1;
    BoxForm boxes;
    /// Named by the user.
    bool told = false;
};

/// What float runs of the model gave, by sample and place of the output.
using OutputRuns = std::vector<std::vector<RuntimeValue>>;

/// Outputs and their kinds, from the graph above them and from what they hold. Outputs that carry on the state of an input, that are no
/// tensors of floats or integers, or that no run made are left out. `told`: kinds by output name. `inputs`: those of some sample.
std::vector<OutputSubject> findOutputSubjects(
    const Model &model, const OutputRuns &runs, const Sample &sample, const std::map<std::string, OutputKind> &told);

} // namespace halftone
