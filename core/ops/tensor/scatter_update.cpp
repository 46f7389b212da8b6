// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/tensor/scatter_update.h"

#include "core/ops/dispatch.h"
#include "core/ops/elementwise/wrapped.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"
#include "core/tensor/cast.h"

namespace halftone {

Result<ScatterUpdate> ScatterUpdate::make(const KernelContext &context, const Tensor &data, const Tensor &updates)
{
    if (data.dtype() != updates.dtype())
        return context.badArgument("updates of type " + std::string(dtypeName(updates.dtype())), std::string(dtypeName(data.dtype())));
    ScatterUpdate result;
    result.m_type = data.dtype();
    const std::string mode = context.node().stringAttribute("reduction", "none");
    result.m_mode = mode == "add" ? Mode::Add
        : mode == "mul"           ? Mode::Mul
        : mode == "max"           ? Mode::Max
        : mode == "min"           ? Mode::Min
                                  : Mode::None;
    if (result.m_mode == Mode::None && mode != "none")
        return context.badArgument("reduction " + mode, "none, add, mul, max or min");
    Tensor source;
    if (result.m_mode == Mode::None) {
        HALFTONE_TRY(source, unpacked(data));
        HALFTONE_TRY(result.m_updates, unpacked(updates));
    } else {
        const DType working = isNarrowFloat(data.dtype()) ? DType::Float : data.dtype() == DType::Bool ? DType::UInt8 : data.dtype();
        if (!visitNumber(working, [](auto) {}))
            return context.unsupported("reduction of " + std::string(dtypeName(data.dtype())));
        HALFTONE_TRY(source, castTensor(data, working));
        HALFTONE_TRY(result.m_updates, castTensor(updates, working));
    }
    HALFTONE_TRY(result.m_target, Tensor::allocateUninitialized(source.dtype(), source.shape()));
    copyElements(source, 0, result.m_target, 0, source.count());
    return result;
}

void ScatterUpdate::apply(std::int64_t to, std::int64_t from, std::int64_t count)
{
    if (m_mode == Mode::None) {
        copyElements(m_updates, from, m_target, to, count);
        return;
    }
    visitNumber(m_target.dtype(), [&](auto zero) {
        using T = decltype(zero);
        T *target = m_target.mutableAs<T>().data() + to;
        const T *update = m_updates.as<T>().data() + from;
        for (std::int64_t i = 0; i < count; ++i) {
            switch (m_mode) {
            case Mode::None:
                break;
            case Mode::Add:
                target[i] = static_cast<T>(wrapped(target[i]) + wrapped(update[i]));
                break;
            case Mode::Mul:
                target[i] = static_cast<T>(wrapped(target[i]) * wrapped(update[i]));
                break;
            case Mode::Max:
                target[i] = update[i] > target[i] ? update[i] : target[i];
                break;
            case Mode::Min:
                target[i] = update[i] < target[i] ? update[i] : target[i];
                break;
            }
        }
    });
}

Result<Tensor> ScatterUpdate::finish() const { return m_mode == Mode::None ? packed(m_target, m_type) : castTensor(m_target, m_type); }

} // namespace halftone
