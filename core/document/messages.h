// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace halftone {

/// The sentence for an error, translated, with its arguments in place and what it is about in front. Names and texts from
/// files are shown plain: control characters made visible, what is very long elided.
QString messageText(const Error &error);
QString messageText(ErrorCode code, const std::vector<std::string> &arguments);

/// Text from a model or file for display: one line, no control or direction characters, at most `maximum` characters.
QString plainText(const std::string &text, int maximum = 200);

/// One row of a layer's table: an error code and its sentence, %1 … for the arguments.
struct MessageRow
{
    const char *id;
    const char *text;
};

/// The tables, one a layer (messages_<layer>.cpp); every ErrorCode declared in core has a row, a test sees to it.
std::span<const MessageRow> messagesBase();
std::span<const MessageRow> messagesTensor();
std::span<const MessageRow> messagesModel();
std::span<const MessageRow> messagesOps();
std::span<const MessageRow> messagesEngine();
std::span<const MessageRow> messagesQuant();
std::span<const MessageRow> messagesSamples();
std::span<const MessageRow> messagesDocument();

/// All rows of all layers.
std::vector<MessageRow> allMessages();

} // namespace halftone
