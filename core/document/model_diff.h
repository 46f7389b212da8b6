// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/document/constant_difference.h"
#include "core/document/node_change.h"
#include "core/model/model.h"
#include "core/quant/matching/node_matching.h"

#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// One thing in which two models differ.
struct ModelDifference
{
    enum class Kind {
        NodeAdded, ///< after: its operator type
        NodeRemoved, ///< before: its operator type
        Type, ///< operator types
        Precision, ///< "int8" …, empty for float
        Attribute, ///< subject: its name; texts, empty where it is absent
        Constant, ///< subject: name of the initializer; types and shapes; numbers where they can be compared
        Input, ///< subject: place of the input; names of the values read
        Body, ///< subject: attribute or function; before/after: nodes in it, differing inside
        Opset, ///< subject: domain; versions
        Interface, ///< subject: input or output of the model; types
    };
    Kind kind = Kind::NodeAdded;
    /// The node in either model, kNone where there is none.
    NodeId a = kNone, b = kNone;
    std::string subject;
    std::string before, after;
    std::optional<ConstantDifference> numbers;
};

/// Everything in which model b differs from model a. Quantizers are seen through: a float model and its quantized form have the same nodes
/// and differ in precision.
struct ModelDiff
{
    NodeMatching matching;
    /// By NodeId of a and of b.
    std::vector<NodeChange> changeA, changeB;
    /// Of the models first, then in the order of the graphs.
    std::vector<ModelDifference> differences;
    std::size_t matched = 0, added = 0, removed = 0, changed = 0, converted = 0;
};

/// Compares the models' graphs, weights included (read one by one). Fails when weights cannot be read, or cancelled.
Result<ModelDiff> diffModels(const Model &a, const Model &b, Progress &progress);

} // namespace halftone
