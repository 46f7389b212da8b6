// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/misc/sparse.h"

#include "core/ops/tensor/strided_copy.h"
#include "core/tensor/integers.h"

namespace halftone {

Result<Tensor> denseTensor(const SparseConstant &sparse)
{
    HALFTONE_TRY(const Tensor values, sparse.values.load());
    HALFTONE_TRY(const Tensor indexTensor, sparse.indices.load());
    HALFTONE_TRY(Tensor dense, Tensor::allocate(values.dtype(), sparse.shape));
    const auto indices = integersOf(indexTensor);
    const std::int64_t count = values.count();
    const std::int64_t perValue = indexTensor.shape().rank() == 2 ? sparse.shape.rank() : 1;
    if (!indices || isSubByte(values.dtype()) || static_cast<std::int64_t>(indices->size()) != count * perValue)
        return Error(errc::kSparseOperandIndex, {indexTensor.shape().toString(), sparse.shape.toString()});
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t position = 0;
        bool inside = true;
        for (std::int64_t axis = 0; axis < perValue; ++axis) {
            const std::int64_t index = (*indices)[static_cast<std::size_t>(i * perValue + axis)];
            const std::int64_t extent = perValue == 1 ? dense.count() : sparse.shape[static_cast<int>(axis)];
            inside = inside && index >= 0 && index < extent;
            position = inside ? position * extent + index : -1;
        }
        if (!inside)
            return Error(
                errc::kSparseOperandIndex, {std::to_string((*indices)[static_cast<std::size_t>(i * perValue)]), sparse.shape.toString()});
        copyElements(values, i, dense, perValue == 1 ? (*indices)[static_cast<std::size_t>(i)] : position, 1);
    }
    return dense;
}

} // namespace halftone
