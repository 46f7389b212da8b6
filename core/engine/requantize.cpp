// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/requantize.h"

#include "core/engine/kernels/elementwise.h"
#include "core/engine/kernels/quantize.h"
#include "core/engine/reorder.h"
#include "core/engine/tracer.h"

namespace halftone {

Result<Tensor> requantizeTable(const Quantization &from, const Quantization &to)
{
    HALFTONE_TRY(Tensor table, Tensor::allocateUninitialized(to.dtype, Shape{256}));
    std::vector<std::uint8_t> all(256);
    std::vector<float> real(256);
    for (std::size_t i = 0; i < 256; ++i)
        all[i] = static_cast<std::uint8_t>(i);
    dequantize(reinterpret_cast<const std::byte *>(all.data()), real.data(), 256, affineOf(from));
    quantize(real.data(), table.mutableRaw(), 256, affineOf(to));
    return table;
}

Result<Place> tableApplied(Tracer &tracer, ValueId id, const Tensor &table, DType dtype)
{
    HALFTONE_TRY(Place place, tracer.anyPlace(id));
    const Shape shape = tracer.value(id).shape;
    if (!isDense(place.layout.get(), shape)) {
        HALFTONE_TRY(place, tracer.plain(id));
    }
    LayoutPtr layout = place.layout;
    if (layout && layout->desc && tracer.value(id).dtype != dtype) {
        // The description carries the element type: strides alone do not.
        layout = layout->blockAxis < 0 ? stridedLayout(layout->strides) : nullptr;
        if (!layout) {
            HALFTONE_TRY(place, tracer.plain(id));
        }
    }
    const std::int64_t count = shape.count();
    HALFTONE_TRY(const Place result, tracer.newPlace(count, layout));
    auto step = std::make_unique<KernelStep>("table", std::vector{place, tracer.constantPlace(table)}, std::vector{result},
        [count](std::byte *const *at) { lookUp(at[0], at[1], at[2], count); });
    step->isMain = false;
    HALFTONE_CHECK(tracer.emit(std::move(step)));
    return result;
}

Result<Place> requantized(Tracer &tracer, ValueId id, const Quantization &from, const Quantization &to)
{
    if (from == to)
        return tracer.anyPlace(id);
    HALFTONE_TRY(const Tensor table, requantizeTable(from, to));
    return tableApplied(tracer, id, table, to.dtype);
}

} // namespace halftone
