// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/tensor_view.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// A tensor kept in the layout in which an observer saw it. Copies share the elements.
class StoredTensor
{
public:
    StoredTensor() = default;
    /// Row-major.
    StoredTensor(Tensor plain) : m_shape(plain.shape()), m_elements(std::move(plain)) { } // NOLINT(google-explicit-constructor)
    /// Room for elements of `type` that lie as `like` says.
    static Result<StoredTensor> allocate(const TensorView &like, DType type);

    /// Becomes a copy of what a view shows. Writes over what it held when that has the same size: for owners who share it with nobody.
    Status assign(const TensorView &view);

    bool isNull() const { return m_elements.isNull(); }
    const Shape &shape() const { return m_shape; }
    std::size_t bytes() const { return m_elements.bytes(); }
    TensorView view() const { return {m_elements.dtype(), m_shape, m_layout, m_block, m_elements.raw()}; }
    std::byte *mutableRaw() { return m_elements.mutableRaw(); }
    /// Row-major; a copy unless it lies so.
    Result<Tensor> plain() const;

private:
    Shape m_shape;
    TensorView::Layout m_layout = TensorView::Layout::Plain;
    int m_block = 1;
    /// Plain: the tensor itself; else all elements in a row, padding included.
    Tensor m_elements;
};

} // namespace halftone
