// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// An input of the model that data must feed (graph inputs without initializer).
struct DataInput
{
    std::string name;
    DType dtype = DType::Undefined;
    /// Dimensions, nothing where neither the model nor --dim fixes them. Absent when the rank is unknown.
    std::optional<std::vector<std::optional<std::int64_t>>> dims;

    /// "float[?×1×32×32]", for messages.
    std::string toString() const;
};

std::vector<DataInput> dataInputs(const Model &model, const GraphFacts &facts, const std::map<std::string, std::int64_t> &dims);
/// "a, b, c".
std::string namesOf(const std::vector<DataInput> &inputs);

/// Data as the input takes them: converted where no meaning is lost (any number to a float type, integers to wider ones),
/// with a batch dimension of 1 put in front where only that is missing. Fails with kDataType or kDataShape.
Result<Tensor> fitted(const Tensor &data, const DataInput &input);

} // namespace halftone
