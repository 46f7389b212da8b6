// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include "core/base/exceptions.h"
#include "core/tensor/block_cache.h"

#include <atomic>
#include <cstring>
#include <limits>
#include <unistd.h>

namespace halftone {

namespace {

std::int64_t defaultBudget()
{
    const auto pages = static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES));
    const auto pageSize = static_cast<std::int64_t>(sysconf(_SC_PAGESIZE));
    return pages > 0 && pageSize > 0 ? pages / 5 * 4 * pageSize : std::numeric_limits<std::int64_t>::max();
}

std::atomic<std::int64_t> &budget()
{
    static std::atomic<std::int64_t> bytes{defaultBudget()};
    return bytes;
}

} // namespace

std::int64_t memoryBudget() { return budget().load(std::memory_order_relaxed); }
void setMemoryBudget(std::int64_t bytes) { budget().store(bytes, std::memory_order_relaxed); }

std::optional<std::int64_t> byteSize(DType type, std::int64_t count)
{
    std::int64_t bits = 0;
    if (count < 0 || __builtin_mul_overflow(count, static_cast<std::int64_t>(dtypeBits(type)), &bits)
        || bits > std::numeric_limits<std::int64_t>::max() - 7)
        return std::nullopt;
    return (bits + 7) / 8;
}

Result<Tensor> Tensor::allocateUninitialized(DType type, Shape shape)
{
    const auto count = shape.checkedCount();
    const auto bytes = count ? byteSize(type, *count) : std::nullopt;
    if (!bytes)
        return Error(errc::kShapeOverflow, {shape.toString()});
    std::int64_t wanted = *bytes;
    if (type == DType::String && __builtin_mul_overflow(*count, static_cast<std::int64_t>(sizeof(std::string)), &wanted))
        return Error(errc::kShapeOverflow, {shape.toString()});
    if (wanted > memoryBudget())
        return Error(errc::kOutOfBudget, {std::to_string(wanted), std::to_string(memoryBudget())});

    Tensor tensor;
    tensor.m_type = type;
    tensor.m_shape = std::move(shape);
    tensor.m_count = *count;
    if (type == DType::String) {
        tensor.m_strings = std::make_shared<std::vector<std::string>>(static_cast<std::size_t>(*count));
        return tensor;
    }
    auto memory = takeBlock(static_cast<std::size_t>(*bytes));
    if (!memory)
        return Error(errc::kOutOfMemory);
    tensor.m_data = memory.get();
    tensor.m_owner = std::move(memory);
    return tensor;
}

Result<Tensor> Tensor::allocate(DType type, Shape shape)
{
    auto tensor = allocateUninitialized(type, std::move(shape));
    if (tensor && tensor->m_data)
        std::memset(tensor->m_data, 0, tensor->bytes());
    return tensor;
}

Tensor Tensor::borrow(DType type, Shape shape, std::byte *data, std::shared_ptr<const void> owner)
{
    Tensor tensor;
    tensor.m_type = type;
    tensor.m_count = shape.count();
    tensor.m_shape = std::move(shape);
    tensor.m_data = data;
    tensor.m_owner = std::move(owner);
    return tensor;
}

Tensor Tensor::ofStrings(Shape shape, std::vector<std::string> values)
{
    Tensor tensor;
    tensor.m_type = DType::String;
    tensor.m_shape = std::move(shape);
    tensor.m_count = static_cast<std::int64_t>(values.size());
    tensor.m_strings = std::make_shared<std::vector<std::string>>(std::move(values));
    return tensor;
}

std::size_t Tensor::bytes() const
{
    const auto size = byteSize(m_type, m_count);
    return size ? static_cast<std::size_t>(*size) : 0;
}

Tensor Tensor::reshaped(Shape shape) const
{
    assert(shape.count() == m_count);
    Tensor tensor = *this;
    tensor.m_shape = std::move(shape);
    return tensor;
}

} // namespace halftone
