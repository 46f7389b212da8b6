// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/text_model.h"

#include "core/model/model_schema.h"

#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>

namespace halftone {

namespace {

constexpr int kMostNesting = 64;

/// Keeps the first complaint of protobuf's text parser.
class FirstComplaint : public google::protobuf::io::ErrorCollector
{
public:
    void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string &message) override
    {
        if (place.empty()) {
            place = std::to_string(line + 1) + ":" + std::to_string(column + 1);
            text = message;
        }
    }

    std::string place;
    std::string text;
};

Status parseText(std::string_view text, google::protobuf::Message &message)
{
    FirstComplaint complaint;
    google::protobuf::TextFormat::Parser parser;
    parser.RecordErrorsTo(&complaint);
    parser.SetRecursionLimit(kMostNesting);
    if (!parser.ParseFromString(std::string(text), &message))
        return Error(errc::kTextModel, {"protobuf text", complaint.place + ": " + complaint.text});
    return {};
}

Status parseJson(std::string_view text, google::protobuf::Message &message)
{
    const auto status = google::protobuf::util::JsonStringToMessage(
        google::protobuf::StringPiece(text.data(), text.size()), &message, google::protobuf::util::JsonParseOptions());
    if (!status.ok())
        return Error(errc::kTextModel, {"JSON", std::string(status.message())});
    return {};
}

} // namespace

std::optional<TextForm> textFormOf(std::string_view head)
{
    using namespace std::string_view_literals;
    if (head.starts_with("\xef\xbb\xbf"))
        head.remove_prefix(3);
    const auto skipBlank = [&head] { head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size())); };
    skipBlank();
    while (head.starts_with('#')) {
        head.remove_prefix(std::min(head.find('\n'), head.size()));
        skipBlank();
    }
    if (head.starts_with('{'))
        return TextForm::Json;
    constexpr std::array kFields{"ir_version"sv, "producer_name"sv, "producer_version"sv, "domain"sv, "model_version"sv, "doc_string"sv,
        "graph"sv, "opset_import"sv, "metadata_props"sv, "functions"sv};
    for (const std::string_view field : kFields) {
        if (!head.starts_with(field))
            continue;
        std::string_view rest = head.substr(field.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
        if (rest.starts_with(':') || rest.starts_with('{') || rest.starts_with('<'))
            return TextForm::ProtobufText;
    }
    return std::nullopt;
}

Result<std::string> wireFromText(std::string_view text, TextForm form)
{
    if (static_cast<std::int64_t>(text.size()) > kMostTextModelBytes)
        return Error(errc::kTextModelTooLarge, {std::to_string(text.size()), std::to_string(kMostTextModelBytes)});
    google::protobuf::DynamicMessageFactory factory(&modelSchema());
    const std::unique_ptr<google::protobuf::Message> message(
        factory.GetPrototype(modelSchema().FindMessageTypeByName("onnx.ModelProto"))->New());
    HALFTONE_CHECK(form == TextForm::Json ? parseJson(text, *message) : parseText(text, *message));
    std::string wire;
    message->SerializePartialToString(&wire);
    return wire;
}

} // namespace halftone
