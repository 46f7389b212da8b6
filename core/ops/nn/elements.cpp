// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"

#include "core/ops/dispatch.h"
#include "core/tensor/cast.h"

#include <type_traits>

namespace halftone {

namespace {

/// As visitNumber(), bool stored as a byte.
template <typename F>
bool visitNative(DType type, F &&f)
{
    return visitNumber(type == DType::Bool ? DType::UInt8 : type, f);
}

template <typename T, typename Stored>
std::vector<T> widen(const Tensor &tensor)
{
    const auto source = tensor.as<Stored>();
    return std::vector<T>(source.begin(), source.end());
}

} // namespace

template <typename T>
Result<Elements<T>> Elements<T>::of(const Tensor &tensor)
{
    Elements result;
    result.m_size = tensor.count();
    if (tensor.dtype() == dtypeOf<T>) {
        result.m_keep = tensor;
        result.m_data = tensor.as<T>().data();
        return result;
    }
    const bool native = visitNative(tensor.dtype(), [&](auto stored) { result.m_converted = widen<T, decltype(stored)>(tensor); });
    if (!native) {
        HALFTONE_TRY(const Tensor floats, castTensor(tensor, DType::Float));
        result.m_converted = widen<T, float>(floats);
    }
    result.m_data = result.m_converted.data();
    return result;
}

template <typename T>
Result<Elements<T>> elements(const KernelContext &context, int index)
{
    const Tensor &tensor = context.tensor(index);
    if (tensor.isNull())
        return context.badArgument("no input " + std::to_string(index), "a tensor");
    if (!isFloatingPoint(tensor.dtype()) && !isInteger(tensor.dtype()) && tensor.dtype() != DType::Bool)
        return context.unsupported(std::string(dtypeName(tensor.dtype())));
    return Elements<T>::of(tensor);
}

template <typename T>
Result<Elements<T>> optionalElements(const KernelContext &context, int index)
{
    if (context.tensor(index).isNull())
        return Elements<T>();
    return elements<T>(context, index);
}

template <typename T>
Result<T> scalarInput(const KernelContext &context, int index, T fallback)
{
    if (context.tensor(index).isNull())
        return fallback;
    HALFTONE_TRY(const auto values, elements<T>(context, index));
    if (values.size() != 1)
        return context.badArgument("input " + std::to_string(index) + " of shape " + context.tensor(index).shape().toString(), "a scalar");
    return values[0];
}

template <typename T>
Result<Output<T>> Output<T>::make(KernelContext &context, int index, DType type, Shape shape)
{
    Output result;
    HALFTONE_TRY(result.m_tensor, context.allocate(index, type, std::move(shape)));
    result.m_size = result.m_tensor->count();
    if (type == dtypeOf<T>) {
        result.m_data = result.m_tensor->template mutableAs<T>().data();
        std::fill_n(result.m_data, result.m_size, T{});
    } else {
        result.m_wide.assign(static_cast<std::size_t>(result.m_size), T{});
        result.m_data = result.m_wide.data();
    }
    return result;
}

template <typename T>
Status Output<T>::finish()
{
    if (m_tensor->dtype() == dtypeOf<T>)
        return {};
    const bool native = visitNative(m_tensor->dtype(), [&](auto stored) {
        using Stored = decltype(stored);
        const auto target = m_tensor->template mutableAs<Stored>();
        for (std::int64_t i = 0; i < m_size; ++i)
            target[static_cast<std::size_t>(i)] = static_cast<Stored>(m_data[i]);
    });
    if (native)
        return {};
    HALFTONE_TRY(Tensor floats, Tensor::allocateUninitialized(DType::Float, m_tensor->shape()));
    std::copy(m_data, m_data + m_size, floats.mutableAs<float>().begin());
    HALFTONE_TRY(*m_tensor, castTensor(floats, m_tensor->dtype()));
    return {};
}

#define HALFTONE_ELEMENTS(T)                                                                                                               \
    template class Elements<T>;                                                                                                            \
    template class Output<T>;                                                                                                              \
    template Result<Elements<T>> elements<T>(const KernelContext &, int);                                                                  \
    template Result<Elements<T>> optionalElements<T>(const KernelContext &, int);                                                          \
    template Result<T> scalarInput<T>(const KernelContext &, int, T);
HALFTONE_ELEMENTS(float)
HALFTONE_ELEMENTS(double)
HALFTONE_ELEMENTS(std::int32_t)
HALFTONE_ELEMENTS(std::int64_t)
#undef HALFTONE_ELEMENTS

} // namespace halftone
