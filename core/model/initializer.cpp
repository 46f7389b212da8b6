// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/initializer.h"

namespace halftone {

namespace {

class MemorySource final : public TensorSource
{
public:
    explicit MemorySource(Tensor tensor) : m_tensor(std::move(tensor)) { }
    Result<Tensor> load(DType, const Shape &) const override { return m_tensor; }
    std::int64_t bytes() const override { return static_cast<std::int64_t>(m_tensor.bytes()); }

private:
    Tensor m_tensor;
};

} // namespace

ConstantTensor::ConstantTensor(DType type, Shape shape, std::shared_ptr<const TensorSource> source)
    : m_type(type), m_shape(std::move(shape)), m_source(std::move(source))
{
}

ConstantTensor::ConstantTensor(Tensor tensor)
    : m_type(tensor.dtype()), m_shape(tensor.shape()), m_source(std::make_shared<MemorySource>(std::move(tensor)))
{
}

std::int64_t ConstantTensor::bytes() const { return m_source ? m_source->bytes() : 0; }

Result<Tensor> ConstantTensor::load() const
{
    if (!m_source)
        return Tensor();
    return m_source->load(m_type, m_shape);
}

} // namespace halftone
