// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "app/cli/cli_text.h"
#include "core/base/json_text.h"
#include "core/document/messages.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace halftone {

namespace {

constexpr std::size_t kMostIssues = 20;

void print(std::FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fputc('\n', stream);
}

bool looksLikeNumber(const QString &text)
{
    return !text.isEmpty()
        && (text[0].isDigit() || (text.size() > 1 && (text[0] == u'-' || text[0] == u'+') && text[1].isDigit()) || text == u"∞");
}

} // namespace

void Console::line(const QString &text) const
{
    if (linesAreShown())
        print(stdout, text);
}

void Console::table(const std::vector<QStringList> &rows) const
{
    if (rows.empty() || !linesAreShown())
        return;
    const auto columns = rows.front().size();
    std::vector<qsizetype> widths(static_cast<std::size_t>(columns), 0);
    std::vector<bool> numbers(static_cast<std::size_t>(columns), rows.size() > 1);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (qsizetype c = 0; c < columns; ++c) {
            const auto i = static_cast<std::size_t>(c);
            widths[i] = std::max(widths[i], rows[r][c].size());
            if (r > 0 && !rows[r][c].isEmpty() && rows[r][c] != u"–" && !looksLikeNumber(rows[r][c]))
                numbers[i] = false;
        }
    for (const QStringList &row : rows) {
        QString text;
        for (qsizetype c = 0; c < columns; ++c) {
            const auto i = static_cast<std::size_t>(c);
            text += numbers[i] ? row[c].rightJustified(widths[i]) : row[c].leftJustified(widths[i]);
            text += QStringLiteral("  ");
        }
        while (text.endsWith(u' '))
            text.chop(1);
        print(stdout, text);
    }
}

void Console::note(const QString &text) const
{
    if (!quiet)
        print(stderr, text);
}

void Console::error(const Error &error) const { errorText(messageText(error)); }

void Console::errorText(const QString &text) const { print(stderr, QStringLiteral("halftone: %1").arg(text)); }

void Console::issues(const std::vector<Issue> &issues) const
{
    if (quiet)
        return;
    for (std::size_t i = 0; i < std::min(issues.size(), kMostIssues); ++i)
        print(stderr, QStringLiteral("- %1").arg(messageText(issues[i].message)));
    if (issues.size() > kMostIssues)
        print(stderr, CliText::tr("- and %n more", nullptr, static_cast<int>(issues.size() - kMostIssues)));
}

bool Console::json(const nlohmann::ordered_json &figures) const
{
    if (jsonFile.empty())
        return true;
    const std::string text = jsonText(figures) + "\n";
    if (jsonFile == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return std::fflush(stdout) == 0;
    }
    std::ofstream file(jsonFile, std::ios::binary);
    file << text;
    file.close();
    return static_cast<bool>(file);
}

} // namespace halftone
