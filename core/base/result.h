// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace halftone {

/// A value, or the Error that prevented it. Never both, never neither.
template <typename T>
class [[nodiscard]] Result
{
public:
    using ValueType = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }
    template <typename U>
    requires(
        std::is_convertible_v<U &&,
            T> && !std::is_same_v<std::remove_cvref_t<U>, T> && !std::is_same_v<std::remove_cvref_t<U>, Error> && !std::is_same_v<std::remove_cvref_t<U>, Result<T>>)
        Result(U &&value)
        : m_state(std::in_place_index<0>, std::forward<U>(value))
    {
    }

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    const T &value() const &
    {
        assert(hasValue());
        return *std::get_if<0>(&m_state);
    }
    T &value() &
    {
        assert(hasValue());
        return *std::get_if<0>(&m_state);
    }
    T &&value() &&
    {
        assert(hasValue());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Error &error() const &
    {
        assert(!hasValue());
        return *std::get_if<1>(&m_state);
    }
    Error &&error() &&
    {
        assert(!hasValue());
        return std::move(*std::get_if<1>(&m_state));
    }

private:
    std::variant<T, Error> m_state;
};

/// Success, or the Error that prevented it.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }

    bool hasValue() const { return !m_error; }
    explicit operator bool() const { return hasValue(); }
    const Error &error() const & { return *m_error; }
    Error &&error() && { return std::move(*m_error); }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

} // namespace halftone

#define HALFTONE_CONCAT_INNER(a, b) a##b
#define HALFTONE_CONCAT(a, b) HALFTONE_CONCAT_INNER(a, b)

/// Evaluates a Status or Result and returns its error from the enclosing function.
#define HALFTONE_CHECK(expression)                                                                                                         \
    do {                                                                                                                                   \
        auto halftoneStatus = (expression);                                                                                                \
        if (!halftoneStatus)                                                                                                               \
            return std::move(halftoneStatus).error();                                                                                      \
    } while (false)

/// Declares `target` from a Result, or returns its error: HALFTONE_TRY(auto tensor, load(path));
#define HALFTONE_TRY(target, expression)                                                                                                   \
    auto HALFTONE_CONCAT(halftoneResult, __LINE__) = (expression);                                                                         \
    if (!HALFTONE_CONCAT(halftoneResult, __LINE__))                                                                                        \
        return std::move(HALFTONE_CONCAT(halftoneResult, __LINE__)).error();                                                               \
    target = std::move(HALFTONE_CONCAT(halftoneResult, __LINE__)).value()
