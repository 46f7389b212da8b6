// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/stored_tensor.h"

#include "core/engine/view_layout.h"

namespace halftone {

Result<StoredTensor> StoredTensor::allocate(const TensorView &like, DType type)
{
    StoredTensor result;
    const bool isPlain = like.layout == TensorView::Layout::Plain;
    HALFTONE_TRY(result.m_elements, Tensor::allocateUninitialized(type, isPlain ? like.shape : Shape{storedCount(like)}));
    result.m_shape = like.shape;
    result.m_layout = like.layout;
    result.m_block = like.block;
    return result;
}

Status StoredTensor::assign(const TensorView &view)
{
    if (isNull() || m_elements.dtype() != view.dtype || m_shape != view.shape || !haveSameLayout(this->view(), view)) {
        HALFTONE_TRY(*this, allocate(view, view.dtype));
    }
    copyElements(view, this->view(), mutableRaw());
    return {};
}

Result<Tensor> StoredTensor::plain() const
{
    if (m_layout == TensorView::Layout::Plain)
        return m_elements;
    return plainCopy(view());
}

} // namespace halftone
