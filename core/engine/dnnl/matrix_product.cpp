// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/matrix_product.h"

#include <oneapi/dnnl/dnnl.h>

#include <new>

namespace halftone {

void matrixProduct(std::int64_t rows, std::int64_t inner, std::int64_t columns, float factor, const MatrixView &a, const MatrixView &b,
    float *c, std::int64_t pitch)
{
    const dnnl_status_t status = dnnl_sgemm(
        a.transposed ? 'T' : 'N', b.transposed ? 'T' : 'N', rows, columns, inner, factor, a.data, a.pitch, b.data, b.pitch, 0.0F, c, pitch);
    // Sizes are the caller's to check; what is left is memory.
    if (status != dnnl_success)
        throw std::bad_alloc();
}

} // namespace halftone
