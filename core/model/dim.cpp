// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/dim.h"

#include "core/base/checked.h"

#include <algorithm>

namespace halftone {

namespace {

/// Longer polynomials are of no use to a reader and only cost time.
constexpr std::size_t kTermLimit = 16;

std::int64_t floorDivide(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

} // namespace

struct Dim::Quotient
{
    Dim dividend;
    Dim divisor;
    bool roundUp = false;
};

Dim::Dim(std::int64_t value) : m_known(true)
{
    if (value != 0)
        m_terms[{}] = value;
}

Dim Dim::symbol(std::string name)
{
    Dim dim;
    dim.m_known = true;
    dim.m_terms[{std::move(name)}] = 1;
    return dim;
}

std::optional<std::int64_t> Dim::value() const
{
    if (!m_known)
        return std::nullopt;
    if (m_terms.empty())
        return 0;
    if (m_terms.size() == 1 && m_terms.begin()->first.empty())
        return m_terms.begin()->second;
    return std::nullopt;
}

std::string Dim::toString() const
{
    if (!m_known)
        return "?";
    if (m_terms.empty())
        return "0";
    std::string text;
    // Symbols first, the constant last: "N + 1".
    for (auto term = m_terms.rbegin(); term != m_terms.rend(); ++term) {
        const auto &[names, coefficient] = *term;
        const std::int64_t magnitude = coefficient < 0 ? -coefficient : coefficient;
        if (text.empty())
            text = coefficient < 0 ? "−" : "";
        else
            text += coefficient < 0 ? " − " : " + ";
        std::string product;
        if (names.empty() || magnitude != 1)
            product = std::to_string(magnitude);
        for (const std::string &name : names)
            product += (product.empty() ? "" : "·") + name;
        text += product;
    }
    return text;
}

Dim operator+(const Dim &a, const Dim &b)
{
    if (!a.m_known || !b.m_known)
        return Dim::unknown();
    Dim result = a;
    for (const auto &[names, coefficient] : b.m_terms) {
        const auto sum = checkedAdd(result.m_terms[names], coefficient);
        if (!sum)
            return Dim::unknown();
        result.m_terms[names] = *sum;
        if (*sum == 0)
            result.m_terms.erase(names);
    }
    result.m_quotients.insert(b.m_quotients.begin(), b.m_quotients.end());
    return result.m_terms.size() > kTermLimit ? Dim::unknown() : result;
}

Dim operator-(const Dim &a, const Dim &b) { return a + Dim(-1) * b; }

Dim operator*(const Dim &a, const Dim &b)
{
    if (!a.m_known || !b.m_known)
        return Dim::unknown();
    Dim result(0);
    for (const auto &[namesA, coefficientA] : a.m_terms) {
        for (const auto &[namesB, coefficientB] : b.m_terms) {
            Dim::Monomial names = namesA;
            names.insert(names.end(), namesB.begin(), namesB.end());
            std::ranges::sort(names);
            const auto product = checkedMultiply(coefficientA, coefficientB);
            const auto sum = product ? checkedAdd(result.m_terms[names], *product) : std::nullopt;
            if (!sum)
                return Dim::unknown();
            result.m_terms[names] = *sum;
            if (*sum == 0)
                result.m_terms.erase(names);
        }
    }
    result.m_quotients = a.m_quotients;
    result.m_quotients.insert(b.m_quotients.begin(), b.m_quotients.end());
    return result.m_terms.size() > kTermLimit ? Dim::unknown() : result;
}

Dim Dim::divide(const Dim &a, const Dim &b, bool roundUp)
{
    if (!a.m_known || !b.m_known)
        return Dim::unknown();
    const auto divisor = b.value();
    if (divisor && *divisor == 0)
        return Dim::unknown();
    if (const auto dividend = a.value(); dividend && divisor)
        return roundUp ? Dim(-floorDivide(-*dividend, *divisor)) : Dim(floorDivide(*dividend, *divisor));
    if (a == b)
        return Dim(1);
    if (b.m_terms.size() == 1) {
        // Exact where every term holds the divisor's symbols and a multiple of its coefficient.
        const auto &[divisorNames, divisorCoefficient] = *b.m_terms.begin();
        Dim result(0);
        bool exact = true;
        for (const auto &[names, coefficient] : a.m_terms) {
            Monomial rest;
            std::ranges::set_difference(names, divisorNames, std::back_inserter(rest));
            exact = exact && rest.size() + divisorNames.size() == names.size() && coefficient % divisorCoefficient == 0;
            if (!exact)
                break;
            result.m_terms[rest] += coefficient / divisorCoefficient;
        }
        if (exact) {
            result.m_quotients = a.m_quotients;
            return result;
        }
    }
    const auto parenthesized = [](const Dim &dim) { return dim.m_terms.size() > 1 ? "(" + dim.toString() + ")" : dim.toString(); };
    const std::string name = (roundUp ? "⌈" : "⌊") + parenthesized(a) + "/" + parenthesized(b) + (roundUp ? "⌉" : "⌋");
    constexpr std::size_t kNameLimit = 120;
    if (name.size() > kNameLimit)
        return Dim::unknown();
    Dim result = Dim::symbol(name);
    result.m_quotients[name] = std::make_shared<const Quotient>(Quotient{a, b, roundUp});
    return result;
}

Dim floorDiv(const Dim &a, const Dim &b) { return Dim::divide(a, b, false); }
Dim ceilDiv(const Dim &a, const Dim &b) { return Dim::divide(a, b, true); }

bool operator==(const Dim &a, const Dim &b) { return a.m_known && b.m_known && a.m_terms == b.m_terms; }

std::optional<std::int64_t> Dim::evaluate(const std::map<std::string, std::int64_t> &symbols) const
{
    if (!m_known)
        return std::nullopt;
    std::int64_t total = 0;
    for (const auto &[names, coefficient] : m_terms) {
        std::int64_t product = coefficient;
        for (const std::string &name : names) {
            std::optional<std::int64_t> factor;
            if (const auto quotient = m_quotients.find(name); quotient != m_quotients.end()) {
                const auto dividend = quotient->second->dividend.evaluate(symbols);
                const auto divisor = quotient->second->divisor.evaluate(symbols);
                if (dividend && divisor && *divisor != 0)
                    factor = quotient->second->roundUp ? -floorDivide(-*dividend, *divisor) : floorDivide(*dividend, *divisor);
            } else if (const auto symbol = symbols.find(name); symbol != symbols.end()) {
                factor = symbol->second;
            }
            const auto next = factor ? checkedMultiply(product, *factor) : std::nullopt;
            if (!next)
                return std::nullopt;
            product = *next;
        }
        const auto sum = checkedAdd(total, product);
        if (!sum)
            return std::nullopt;
        total = *sum;
    }
    return total;
}

} // namespace halftone
