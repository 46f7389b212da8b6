// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <map>
#include <string>

namespace halftone {

/// Attribute values of one function call, by the function's parameter names.
using AttributeBindings = std::map<std::string, Attribute>;

/// Values that a call gives to the parameters of `function`: the call's own attributes, then defaults. `outer` resolves
/// attributes of a call that itself stands in a function body; null elsewhere.
AttributeBindings callBindings(const Node &call, const Function &function, const AttributeBindings *outer);

/// Whether an attribute of the node refers to a function parameter.
bool refersToParameters(const Node &node);

/// The node with every reference replaced by its bound value; references to absent parameters are dropped.
Node withParameters(const Node &node, const AttributeBindings &bindings);

} // namespace halftone
