// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/observer.h"

#include "core/engine/view_layout.h"

namespace halftone {

Status writeReplacement(const TensorView &from, const TensorView &to, std::byte *data)
{
    if (from.dtype != to.dtype || from.shape != to.shape)
        return Error(errc::kBadReplacement,
            {std::string(dtypeName(from.dtype)) + " " + from.shape.toString(),
                std::string(dtypeName(to.dtype)) + " " + to.shape.toString()});
    copyElements(from, to, data);
    return {};
}

Status TensorObserver::replace(ValueId value, const TensorView &view, std::byte *data)
{
    const Tensor tensor = replacement(value);
    if (tensor.isNull())
        return {};
    return writeReplacement({tensor.dtype(), tensor.shape(), TensorView::Layout::Plain, 1, tensor.raw()}, view, data);
}

} // namespace halftone
