// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/issue.h"

#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace halftone {

/// Where a command writes: figures for people on stdout, diagnostics on stderr, figures for machines to --json's file.
/// With --json on stdout nothing else goes there.
class Console
{
public:
    bool quiet = false;
    /// "-" is stdout; empty for none.
    std::string jsonFile;

    /// One line for people.
    void line(const QString &text) const;
    /// Rows with columns aligned; the first row is the heading. Columns of numbers are set to the right.
    void table(const std::vector<QStringList> &rows) const;
    void note(const QString &text) const;
    void error(const Error &error) const;
    void errorText(const QString &text) const;
    /// The issues, at most a screenful.
    void issues(const std::vector<Issue> &issues) const;
    /// Writes the figures when they were asked for; false when the file cannot be written.
    bool json(const nlohmann::ordered_json &figures) const;

private:
    bool linesAreShown() const { return !quiet && jsonFile != "-"; }
};

} // namespace halftone
