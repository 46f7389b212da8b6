// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/fact.h"

#include <map>
#include <string>

namespace halftone {

/// The type with every symbol of `dims` replaced by its number.
Type withDims(Type type, const std::map<std::string, std::int64_t> &dims);

/// What is known when an operator inferred `inferred` and the file declares `declared`: the inferred facts, completed by
/// declared ones where inference knows less. Sets `contradiction` when both are known and differ; the inferred one stays.
void completeWithDeclared(Fact &inferred, const Type &declared, bool &contradiction);

/// Facts that hold for both: what two branches of an If may return.
Fact commonFact(const Fact &a, const Fact &b);

} // namespace halftone
