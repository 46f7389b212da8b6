// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <string>

namespace halftone {

class Document;
class SelectionController;
struct TensorError;

/// Node of the open model that makes the tensor of an error report, kNone when preprocessing made it.
NodeId nodeOfTensor(const Document &document, const TensorError &tensor);

/// Selects that node in every view.
void selectTensor(const Document &document, SelectionController &selection, const TensorError &tensor);

/// Index in the error report of the tensor that the selection is about; -1 when none is.
int selectedTensor(const Document &document, const SelectionController &selection);

} // namespace halftone
