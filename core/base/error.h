// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// Identifies one kind of failure, e.g. "model.truncated". Declared `inline constexpr` beside the code that reports it;
/// core/document/messages turns it into a translated sentence, and a test checks that every declared code has one.
struct ErrorCode
{
    const char *id;

    friend bool operator==(ErrorCode a, ErrorCode b) { return std::string_view(a.id) == b.id; }
};

/// A failure as a value: what kind, the figures and names that the sentence needs, and the place it is about.
class Error
{
public:
    Error(ErrorCode code, std::vector<std::string> arguments = {}, std::string where = {});

    ErrorCode code() const { return m_code; }
    /// Arguments in the order of %1, %2 … of the message.
    const std::vector<std::string> &arguments() const { return m_arguments; }
    /// Node, value or file it is about, as the user knows it (e.g. "Conv `/model/0`"); may be empty.
    const std::string &where() const { return m_where; }

    /// The same error, placed: an inner `where` wins over an outer one.
    Error at(std::string where) &&;

    /// The same error with what led to it; each has a sentence of its own.
    Error because(std::vector<Error> causes) &&;
    const std::vector<Error> &causes() const;

    /// "code(arg, arg) at where", for logs and tests; never shown to a user.
    std::string debugText() const;

private:
    ErrorCode m_code;
    std::vector<std::string> m_arguments;
    std::string m_where;
    /// Null for most errors, which have none.
    std::shared_ptr<const std::vector<Error>> m_causes;
};

namespace errc {
inline constexpr ErrorCode kCancelled{"base.cancelled"};
inline constexpr ErrorCode kInternal{"base.internal"};
/// %1 bytes wanted, %2 bytes allowed.
inline constexpr ErrorCode kOutOfBudget{"base.out-of-budget"};
} // namespace errc

} // namespace halftone
