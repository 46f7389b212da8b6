// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace halftone {

Error::Error(ErrorCode code, std::vector<std::string> arguments, std::string where)
    : m_code(code), m_arguments(std::move(arguments)), m_where(std::move(where))
{
}

Error Error::at(std::string where) &&
{
    if (m_where.empty())
        m_where = std::move(where);
    return std::move(*this);
}

Error Error::because(std::vector<Error> causes) &&
{
    m_causes = causes.empty() ? nullptr : std::make_shared<const std::vector<Error>>(std::move(causes));
    return std::move(*this);
}

const std::vector<Error> &Error::causes() const
{
    static const std::vector<Error> none;
    return m_causes ? *m_causes : none;
}

std::string Error::debugText() const
{
    std::string text = m_code.id;
    text += '(';
    for (std::size_t i = 0; i < m_arguments.size(); ++i)
        text += (i ? ", " : "") + m_arguments[i];
    text += ')';
    if (!m_where.empty())
        text += " at " + m_where;
    for (const Error &cause : causes())
        text += " because " + cause.debugText();
    return text;
}

} // namespace halftone
