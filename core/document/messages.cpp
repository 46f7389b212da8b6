// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QCoreApplication>

#include <unordered_map>

namespace halftone {

namespace {

const std::unordered_map<std::string_view, const char *> &sentences()
{
    static const auto table = [] {
        std::unordered_map<std::string_view, const char *> result;
        for (const MessageRow &row : allMessages())
            result.emplace(row.id, row.text);
        return result;
    }();
    return table;
}

bool isHarmful(QChar character)
{
    const auto category = character.category();
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph;
}

// Not QString::arg(): arguments come from files and may themselves hold "%1".
QString filledIn(const QString &sentence, const std::vector<std::string> &arguments)
{
    QString result;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int digit = sentence[i] == u'%' && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
        if (digit < 1) {
            result += sentence[i];
            continue;
        }
        if (static_cast<std::size_t>(digit) <= arguments.size())
            result += plainText(arguments[static_cast<std::size_t>(digit) - 1]);
        ++i;
    }
    return result;
}

} // namespace

std::vector<MessageRow> allMessages()
{
    std::vector<MessageRow> rows;
    for (const auto table : {messagesBase(), messagesTensor(), messagesModel(), messagesOps(), messagesEngine(), messagesQuant(),
             messagesSamples(), messagesDocument()})
        rows.insert(rows.end(), table.begin(), table.end());
    return rows;
}

QString plainText(const std::string &text, int maximum)
{
    // A character takes at most four bytes, so no more needs decoding.
    const auto bytes = std::min<qsizetype>(static_cast<qsizetype>(text.size()), qsizetype(maximum + 1) * 4);
    QString result = QString::fromUtf8(text.data(), bytes);
    for (QChar &character : result) {
        if (character == u'\n' || character == u'\t')
            character = u' ';
        else if (isHarmful(character))
            character = QChar::ReplacementCharacter;
    }
    if (result.size() > maximum) {
        result.truncate(maximum - 1);
        result += u'…';
    }
    return result;
}

QString messageText(ErrorCode code, const std::vector<std::string> &arguments)
{
    const auto found = sentences().find(code.id);
    if (found != sentences().end())
        return filledIn(QCoreApplication::translate("Messages", found->second), arguments);
    QStringList texts;
    for (const std::string &argument : arguments)
        texts += plainText(argument);
    return QStringLiteral("%1 (%2)").arg(QString::fromUtf8(code.id), texts.join(QStringLiteral(", ")));
}

QString messageText(const Error &error)
{
    QString sentence = messageText(error.code(), error.arguments());
    for (const Error &cause : error.causes())
        sentence += u' ' + messageText(cause);
    return error.where().empty() ? sentence : QStringLiteral("%1: %2").arg(plainText(error.where()), sentence);
}

} // namespace halftone
