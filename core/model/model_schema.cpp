// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_schema.h"

#include <google/protobuf/descriptor.pb.h>
#include <onnx/onnx_pb.h>

#include <algorithm>

namespace halftone {

namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;

struct NewerField
{
    const char *message;
    const char *field;
    int number;
    FieldDescriptorProto::Label label;
    FieldDescriptorProto::Type type;
    /// Message type of the field, or null.
    const char *typeName;
};

constexpr auto kOptional = FieldDescriptorProto::LABEL_OPTIONAL;
constexpr auto kRepeated = FieldDescriptorProto::LABEL_REPEATED;
constexpr auto kMessage = FieldDescriptorProto::TYPE_MESSAGE;
constexpr auto kString = FieldDescriptorProto::TYPE_STRING;
constexpr const char *kEntry = ".onnx.StringStringEntryProto";

constexpr NewerField kNewerFields[]{
    {"NodeProto", "overload", 8, kOptional, kString, nullptr},
    {"NodeProto", "metadata_props", 9, kRepeated, kMessage, kEntry},
    {"ValueInfoProto", "metadata_props", 4, kRepeated, kMessage, kEntry},
    {"GraphProto", "metadata_props", 16, kRepeated, kMessage, kEntry},
    {"TensorProto", "metadata_props", 16, kRepeated, kMessage, kEntry},
    {"FunctionProto", "attribute_proto", 11, kRepeated, kMessage, ".onnx.AttributeProto"},
    {"FunctionProto", "value_info", 12, kRepeated, kMessage, ".onnx.ValueInfoProto"},
    {"FunctionProto", "overload", 13, kOptional, kString, nullptr},
    {"FunctionProto", "metadata_props", 14, kRepeated, kMessage, kEntry},
};

DescriptorProto *findMessage(FileDescriptorProto &file, const std::string &name)
{
    for (DescriptorProto &message : *file.mutable_message_type()) {
        if (message.name() == name)
            return &message;
    }
    return nullptr;
}

bool knows(const DescriptorProto &message, const NewerField &field)
{
    return std::ranges::any_of(
        message.field(), [&](const FieldDescriptorProto &known) { return known.number() == field.number || known.name() == field.field; });
}

void addNewerFields(FileDescriptorProto &file)
{
    for (const NewerField &field : kNewerFields) {
        DescriptorProto *message = findMessage(file, field.message);
        if (!message || knows(*message, field))
            continue;
        // A number that the older description sets aside may be in use by now.
        message->clear_reserved_range();
        message->clear_reserved_name();
        FieldDescriptorProto &added = *message->add_field();
        added.set_name(field.field);
        added.set_number(field.number);
        added.set_label(field.label);
        added.set_type(field.type);
        if (field.typeName)
            added.set_type_name(field.typeName);
    }
}

} // namespace

const google::protobuf::DescriptorPool &modelSchema()
{
    static const google::protobuf::DescriptorPool *pool = [] {
        FileDescriptorProto file;
        onnx::ModelProto::descriptor()->file()->CopyTo(&file);
        addNewerFields(file);
        auto *made = new google::protobuf::DescriptorPool;
        made->BuildFile(file);
        return made;
    }();
    return *pool;
}

} // namespace halftone
