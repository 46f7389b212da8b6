// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// One dimension of an inferred shape: a number, a polynomial over named symbols ("N", "2·H + 1"), or unknown.
/// Quotients that do not divide evenly become an opaque symbol ("⌊H/2⌋") that is equal to itself only.
class Dim
{
public:
    /// Unknown.
    Dim() = default;
    Dim(std::int64_t value);
    static Dim symbol(std::string name);
    static Dim unknown() { return {}; }

    bool isUnknown() const { return !m_known; }
    /// The number, when it is one.
    std::optional<std::int64_t> value() const;
    /// "3", "N", "2·N", "⌊H/2⌋", "?".
    std::string toString() const;

    friend Dim operator+(const Dim &a, const Dim &b);
    friend Dim operator-(const Dim &a, const Dim &b);
    friend Dim operator*(const Dim &a, const Dim &b);
    /// Floor division; exact where every term divides.
    friend Dim floorDiv(const Dim &a, const Dim &b);
    friend Dim ceilDiv(const Dim &a, const Dim &b);
    /// Known to be equal: unknown dimensions never are.
    friend bool operator==(const Dim &a, const Dim &b);

    /// The value once every symbol has one; nothing when a symbol is missing or the result does not fit.
    std::optional<std::int64_t> evaluate(const std::map<std::string, std::int64_t> &symbols) const;

private:
    /// Monomial (sorted symbol names, empty for the constant term) → coefficient; no zero coefficients.
    using Monomial = std::vector<std::string>;
    bool m_known = false;
    std::map<Monomial, std::int64_t> m_terms;
    /// Meaning of opaque symbols, for evaluate(): name → {dividend, divisor, round up}.
    struct Quotient;
    static Dim divide(const Dim &a, const Dim &b, bool roundUp);
    std::map<std::string, std::shared_ptr<const Quotient>> m_quotients;
};

} // namespace halftone
