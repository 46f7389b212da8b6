// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/tensor_link.h"

#include "core/document/document.h"
#include "core/document/selection.h"

namespace halftone {

NodeId nodeOfTensor(const Document &document, const TensorError &tensor)
{
    const auto model = document.model();
    if (!model)
        return kNone;
    const ValueId value = model->graph->findValue(tensor.tensor);
    if (value != kNone && model->graph->value(value).producer != kNone)
        return model->graph->value(value).producer;
    return model->graph->findNode(tensor.producer);
}

void selectTensor(const Document &document, SelectionController &selection, const TensorError &tensor)
{
    if (const NodeId node = nodeOfTensor(document, tensor); node != kNone)
        selection.selectNodes({node});
}

int selectedTensor(const Document &document, const SelectionController &selection)
{
    const auto model = document.model();
    const auto errors = document.errors();
    if (!model || !errors)
        return -1;
    for (std::size_t i = 0; i < errors->tensors.size(); ++i) {
        const TensorError &tensor = errors->tensors[i];
        if (selection.value() != kNone && model->graph->value(selection.value()).name == tensor.tensor)
            return static_cast<int>(i);
        if (tensor.kind == TensorError::Kind::Weight || selection.nodes().size() != 1)
            continue;
        if (nodeOfTensor(document, tensor) == selection.nodes().front())
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace halftone
