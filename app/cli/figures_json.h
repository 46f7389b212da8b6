// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/model/type.h"
#include "core/quant/compare.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace halftone {

/// Decibels; null where there is no finite figure (equal tensors, nothing to measure: `mse` tells which).
nlohmann::ordered_json decibelsJson(double value);
nlohmann::ordered_json decibelsJson(const std::vector<double> &values);
/// Numbers, names of symbolic dimensions, null for unknown ones; null for an unknown rank.
nlohmann::ordered_json shapeJson(const Type &type);
nlohmann::ordered_json tensorErrorJson(const TensorError &error);
nlohmann::ordered_json issuesJson(const std::vector<Issue> &issues);

} // namespace halftone
