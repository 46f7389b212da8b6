// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"

#include <span>
#include <vector>

namespace halftone {

/// Elements of a tensor as T, the type a kernel computes in (float, double, std::int32_t, std::int64_t): borrowed when they
/// are stored so, else widened once. Values of narrower types are exact.
template <typename T>
class Elements
{
public:
    Elements() = default;
    Elements(Elements &&) = default;
    Elements &operator=(Elements &&) = default;

    static Result<Elements> of(const Tensor &tensor);

    const T *data() const { return m_data; }
    std::int64_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const T &operator[](std::int64_t index) const { return m_data[index]; }
    const T *begin() const { return m_data; }
    const T *end() const { return m_data + m_size; }
    std::span<const T> span() const { return {m_data, static_cast<std::size_t>(m_size)}; }

private:
    Tensor m_keep;
    std::vector<T> m_converted;
    const T *m_data = nullptr;
    std::int64_t m_size = 0;
};

/// Elements of input `index`. Fails when the input is absent or not numeric.
template <typename T>
Result<Elements<T>> elements(const KernelContext &context, int index);

/// As elements(); empty when the input is absent.
template <typename T>
Result<Elements<T>> optionalElements(const KernelContext &context, int index);

/// The only element of an optional scalar input, or `fallback`. Fails when it has not exactly one element.
template <typename T>
Result<T> scalarInput(const KernelContext &context, int index, T fallback);

/// Output `index` being written as T and rounded to its element type by finish(). Elements start at zero.
template <typename T>
class Output
{
public:
    static Result<Output> make(KernelContext &context, int index, DType type, Shape shape);

    T *data() { return m_data; }
    T &operator[](std::int64_t index) { return m_data[index]; }
    std::int64_t size() const { return m_size; }
    std::span<T> span() { return {m_data, static_cast<std::size_t>(m_size)}; }
    /// Must be called once all elements are written.
    Status finish();

private:
    Tensor *m_tensor = nullptr;
    std::vector<T> m_wide;
    T *m_data = nullptr;
    std::int64_t m_size = 0;
};

/// Calls `f` with a zero of the type that kernels compute in: double for double, float for other floating types.
template <typename F>
Status withReal(const KernelContext &context, DType type, F &&f)
{
    if (type == DType::Double)
        return f(double{});
    if (isFloatingPoint(type))
        return f(float{});
    return context.unsupported(std::string(dtypeName(type)));
}

/// As withReal(), and std::int64_t for integers.
template <typename F>
Status withNumber(const KernelContext &context, DType type, F &&f)
{
    if (isInteger(type))
        return f(std::int64_t{});
    return withReal(context, type, std::forward<F>(f));
}

/// y = f(x) element by element on input 0, computed in float or double.
template <typename F>
Status mapReal(KernelContext &context, F &&f)
{
    const Tensor &input = context.tensor(0);
    return withReal(context, input.dtype(), [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
        for (std::int64_t i = 0; i < x.size(); ++i)
            y[i] = static_cast<T>(f(x[i]));
        return y.finish();
    });
}

} // namespace halftone
