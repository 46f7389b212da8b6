// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/tensor/joining.h"

#include "core/base/checked.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

Result<Tensor> joined(const KernelContext &context, const std::vector<Tensor> &parts, int axis)
{
    if (parts.empty())
        return context.badArgument("nothing to join", "at least one tensor");
    Shape shape = parts.front().shape();
    shape[axis] = 0;
    for (const Tensor &part : parts) {
        Shape rest = part.shape();
        if (part.dtype() != parts.front().dtype() || rest.rank() != shape.rank())
            return context.badArgument(std::string(dtypeName(part.dtype())) + " " + rest.toString(),
                std::string(dtypeName(parts.front().dtype())) + " " + parts.front().shape().toString());
        const auto total = checkedAdd(shape[axis], rest[axis]);
        rest[axis] = shape[axis];
        if (!total || rest != shape)
            return context.badArgument(part.shape().toString(), "shapes that agree except along axis " + std::to_string(axis));
        shape[axis] = *total;
    }
    const DType type = parts.front().dtype();
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(unpackedType(type), shape));
    const std::int64_t outer = shape.count(0, axis);
    const std::int64_t whole = shape.count(axis, shape.rank());
    std::int64_t offset = 0;
    for (const Tensor &part : parts) {
        HALFTONE_TRY(const Tensor source, unpacked(part));
        const std::int64_t length = part.shape().count(axis, shape.rank());
        for (std::int64_t i = 0; i < outer; ++i)
            copyElements(source, i * length, result, i * whole + offset, length);
        offset += length;
    }
    return packed(result, type);
}

Result<Tensor> slab(const Tensor &tensor, int axis, std::int64_t first, std::int64_t count)
{
    HALFTONE_TRY(const Tensor source, unpacked(tensor));
    Shape shape = tensor.shape();
    const std::int64_t outer = shape.count(0, axis);
    const std::int64_t inner = shape.count(axis + 1, shape.rank());
    const std::int64_t whole = shape[axis] * inner;
    shape[axis] = count;
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(source.dtype(), shape));
    for (std::int64_t i = 0; i < outer; ++i)
        copyElements(source, i * whole + first * inner, result, i * count * inner, count * inner);
    return packed(result, tensor.dtype());
}

} // namespace halftone
