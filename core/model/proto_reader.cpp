// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/proto_reader.h"

#include "core/model/external_data.h"
#include "core/model/graph_builder.h"
#include "core/model/proto_tensor.h"
#include "core/model/wire_scan.h"

#include <onnx/onnx_pb.h>

#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/unknown_field_set.h>

#include <set>
#include <unordered_map>

namespace halftone {

namespace {

/// Field numbers newer than the installed onnx library, kept in its unknown fields.
constexpr int kNodeOverload = 8;
constexpr int kNodeMetadata = 9;
constexpr int kGraphMetadata = 16;
constexpr int kValueMetadata = 4;
constexpr int kFunctionOverload = 13;
constexpr int kFunctionMetadata = 14;
constexpr int kFunctionAttributeProto = 11;

/// Takes metadata_props (StringStringEntryProto) out of the unknown fields.
MetadataProps takeMetadata(google::protobuf::UnknownFieldSet *fields, int number)
{
    MetadataProps result;
    for (int i = 0; i < fields->field_count(); ++i) {
        const auto &field = fields->field(i);
        onnx::StringStringEntryProto entry;
        if (field.number() == number && field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED
            && entry.ParseFromString(field.length_delimited()))
            result.emplace_back(entry.key(), entry.value());
    }
    fields->DeleteByNumber(number);
    return result;
}

std::string takeString(google::protobuf::UnknownFieldSet *fields, int number)
{
    std::string result;
    for (int i = 0; i < fields->field_count(); ++i) {
        if (fields->field(i).number() == number && fields->field(i).type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED)
            result = fields->field(i).length_delimited();
    }
    fields->DeleteByNumber(number);
    return result;
}

std::string wireOf(const google::protobuf::UnknownFieldSet &fields)
{
    std::string bytes;
    fields.SerializeToString(&bytes);
    return bytes;
}

Type typeFromProto(const onnx::TypeProto &proto)
{
    Type type;
    type.wire = proto.SerializeAsString();
    const auto shapeOf = [](const onnx::TensorShapeProto &shape) {
        std::vector<Dim> dims;
        for (const auto &dim : shape.dim()) {
            if (dim.has_dim_value())
                dims.emplace_back(dim.dim_value() >= 0 ? Dim(dim.dim_value()) : Dim::unknown());
            else
                dims.push_back(dim.has_dim_param() && !dim.dim_param().empty() ? Dim::symbol(dim.dim_param()) : Dim::unknown());
        }
        return dims;
    };
    const auto element = [](std::int64_t number) { return dtypeFromNumber(number).value_or(DType::Undefined); };
    switch (proto.value_case()) {
    case onnx::TypeProto::kTensorType:
        type.kind = Type::Kind::Tensor;
        type.dtypeNumber = proto.tensor_type().elem_type();
        type.dtype = element(type.dtypeNumber);
        if (proto.tensor_type().has_shape())
            type.shape = shapeOf(proto.tensor_type().shape());
        break;
    case onnx::TypeProto::kSparseTensorType:
        type.kind = Type::Kind::SparseTensor;
        type.dtypeNumber = proto.sparse_tensor_type().elem_type();
        type.dtype = element(type.dtypeNumber);
        if (proto.sparse_tensor_type().has_shape())
            type.shape = shapeOf(proto.sparse_tensor_type().shape());
        break;
    case onnx::TypeProto::kSequenceType:
        type.kind = Type::Kind::Sequence;
        type.element = std::make_shared<Type>(typeFromProto(proto.sequence_type().elem_type()));
        break;
    case onnx::TypeProto::kOptionalType:
        type.kind = Type::Kind::Optional;
        type.element = std::make_shared<Type>(typeFromProto(proto.optional_type().elem_type()));
        break;
    case onnx::TypeProto::kMapType:
        type.kind = Type::Kind::Map;
        type.dtypeNumber = proto.map_type().key_type();
        type.dtype = element(type.dtypeNumber);
        type.element = std::make_shared<Type>(typeFromProto(proto.map_type().value_type()));
        break;
    case onnx::TypeProto::kOpaqueType:
        type.kind = Type::Kind::Opaque;
        break;
    case onnx::TypeProto::VALUE_NOT_SET:
        break;
    }
    return type;
}

class Converter
{
public:
    Converter(std::shared_ptr<const InputFile> file, const ReadOptions &options) : m_tensors(std::move(file), options) { }

    Result<std::shared_ptr<const Graph>> graph(onnx::GraphProto &proto, const std::vector<const std::set<std::string> *> &outerScopes)
    {
        GraphBuilder builder;
        std::set<std::string> defined;
        builder.setName(proto.name());
        builder.setDocString(proto.doc_string());
        for (auto &input : *proto.mutable_input()) {
            HALFTONE_CHECK(declare(builder, input));
            builder.addInput(builder.value(input.name()));
            defined.insert(input.name());
        }
        for (auto &tensor : *proto.mutable_initializer()) {
            HALFTONE_TRY(ConstantTensor constant, m_tensors.convert(tensor));
            builder.setInitializer(builder.value(tensor.name()), std::move(constant));
            defined.insert(tensor.name());
        }
        for (auto &info : *proto.mutable_value_info())
            HALFTONE_CHECK(declare(builder, info));
        for (const auto &node : proto.node())
            defined.insert(node.output().begin(), node.output().end());

        std::vector<const std::set<std::string> *> scopes = outerScopes;
        scopes.push_back(&defined);
        for (auto &nodeProto : *proto.mutable_node()) {
            HALFTONE_TRY(Node node, this->node(nodeProto, builder, scopes));
            builder.addNode(std::move(node));
        }
        for (auto &output : *proto.mutable_output()) {
            HALFTONE_CHECK(declare(builder, output));
            builder.addOutput(builder.value(output.name()));
        }
        for (ValueId id = 0; id < builder.valueCount(); ++id) {
            Value &value = builder.valueInfo(id);
            value.isOuter = !defined.contains(value.name) && isKnown(outerScopes, value.name);
        }
        auto *unknown = proto.GetReflection()->MutableUnknownFields(&proto);
        builder.setMetadata(takeMetadata(unknown, kGraphMetadata));
        onnx::GraphProto rest;
        *rest.mutable_quantization_annotation() = proto.quantization_annotation();
        *rest.mutable_sparse_initializer() = proto.sparse_initializer();
        builder.setExtraWire(rest.SerializeAsString() + wireOf(*unknown));
        return std::move(builder).finish();
    }

    Result<Function> function(onnx::FunctionProto &proto)
    {
        Function result;
        result.name = proto.name();
        result.domain = proto.domain();
        result.docString = proto.doc_string();
        result.inputs.assign(proto.input().begin(), proto.input().end());
        result.outputs.assign(proto.output().begin(), proto.output().end());
        result.attributes.assign(proto.attribute().begin(), proto.attribute().end());
        for (const auto &opset : proto.opset_import())
            result.opsets[opset.domain() == "ai.onnx" ? "" : opset.domain()] = opset.version();
        auto *unknown = proto.GetReflection()->MutableUnknownFields(&proto);
        result.overload = takeString(unknown, kFunctionOverload);
        result.metadata = takeMetadata(unknown, kFunctionMetadata);
        GraphBuilder scratch;
        for (int i = 0; i < unknown->field_count(); ++i) {
            onnx::AttributeProto attribute;
            if (unknown->field(i).number() != kFunctionAttributeProto || !attribute.ParseFromString(unknown->field(i).length_delimited()))
                continue;
            HALFTONE_TRY(Attribute converted, this->attribute(attribute, scratch, {}));
            result.attributeDefaults.push_back(std::move(converted));
        }
        unknown->DeleteByNumber(kFunctionAttributeProto);
        onnx::GraphProto body;
        *body.mutable_node() = proto.node();
        for (const std::string &name : result.inputs)
            body.add_input()->set_name(name);
        for (const std::string &name : result.outputs)
            body.add_output()->set_name(name);
        HALFTONE_TRY(result.body, graph(body, {}));
        result.extraWire = wireOf(*unknown);
        return result;
    }

private:
    static bool isKnown(const std::vector<const std::set<std::string> *> &scopes, const std::string &name)
    {
        return std::ranges::any_of(scopes, [&](const auto *scope) { return scope->contains(name); });
    }

    Status declare(GraphBuilder &builder, onnx::ValueInfoProto &proto)
    {
        Value &value = builder.valueInfo(builder.value(proto.name()));
        value.declaredType = typeFromProto(proto.type());
        value.docString = proto.doc_string();
        auto *unknown = proto.GetReflection()->MutableUnknownFields(&proto);
        value.metadata = takeMetadata(unknown, kValueMetadata);
        value.extraWire = wireOf(*unknown);
        return {};
    }

    Result<Node> node(onnx::NodeProto &proto, GraphBuilder &builder, const std::vector<const std::set<std::string> *> &scopes)
    {
        Node node;
        node.opType = proto.op_type();
        node.domain = proto.domain() == "ai.onnx" ? "" : proto.domain();
        node.docString = proto.doc_string();
        for (const std::string &input : proto.input())
            node.inputs.push_back(input.empty() ? kNone : builder.value(input));
        for (const std::string &output : proto.output())
            node.outputs.push_back(output.empty() ? kNone : builder.value(output));
        node.name = proto.name();
        node.nameGenerated = node.name.empty();
        // The first output is unique in the graph, so a name made from it survives edits elsewhere.
        if (node.nameGenerated)
            node.name = builder.freshNodeName(node.opType + "_" + (proto.output_size() > 0 ? proto.output(0) : "no_output"));
        for (auto &attributeProto : *proto.mutable_attribute()) {
            HALFTONE_TRY(Attribute attribute, this->attribute(attributeProto, builder, scopes));
            node.attributes.push_back(std::move(attribute));
        }
        auto *unknown = proto.GetReflection()->MutableUnknownFields(&proto);
        node.overload = takeString(unknown, kNodeOverload);
        node.metadata = takeMetadata(unknown, kNodeMetadata);
        node.extraWire = wireOf(*unknown);
        return node;
    }

    Result<std::shared_ptr<const Graph>> subgraph(
        onnx::GraphProto &proto, GraphBuilder &builder, const std::vector<const std::set<std::string> *> &scopes)
    {
        HALFTONE_TRY(std::shared_ptr<const Graph> graph, this->graph(proto, scopes));
        // What an inner scope reads from further out passes through this one.
        for (const Value &value : graph->values()) {
            if (value.isOuter)
                builder.value(value.name);
        }
        return graph;
    }

    Result<SparseConstant> sparse(onnx::SparseTensorProto &proto)
    {
        SparseConstant result;
        HALFTONE_TRY(result.values, m_tensors.convert(*proto.mutable_values()));
        HALFTONE_TRY(result.indices, m_tensors.convert(*proto.mutable_indices()));
        result.shape = Shape(std::vector<std::int64_t>(proto.dims().begin(), proto.dims().end()));
        return result;
    }

    Result<Attribute> attribute(
        onnx::AttributeProto &proto, GraphBuilder &builder, const std::vector<const std::set<std::string> *> &scopes)
    {
        Attribute result;
        result.name = proto.name();
        result.docString = proto.doc_string();
        result.refAttrName = proto.ref_attr_name();
        result.extraWire = wireOf(proto.GetReflection()->GetUnknownFields(proto));
        auto type = proto.type();
        if (!proto.has_type() || type == onnx::AttributeProto::UNDEFINED)
            type = proto.has_f()       ? onnx::AttributeProto::FLOAT
                : proto.has_i()        ? onnx::AttributeProto::INT
                : proto.has_s()        ? onnx::AttributeProto::STRING
                : proto.has_t()        ? onnx::AttributeProto::TENSOR
                : proto.has_g()        ? onnx::AttributeProto::GRAPH
                : proto.floats_size()  ? onnx::AttributeProto::FLOATS
                : proto.ints_size()    ? onnx::AttributeProto::INTS
                : proto.strings_size() ? onnx::AttributeProto::STRINGS
                                       : onnx::AttributeProto::UNDEFINED;
        switch (type) {
        case onnx::AttributeProto::FLOAT:
            result.value = proto.f();
            break;
        case onnx::AttributeProto::INT:
            result.value = static_cast<std::int64_t>(proto.i());
            break;
        case onnx::AttributeProto::STRING:
            result.value = proto.s();
            break;
        case onnx::AttributeProto::FLOATS:
            result.value = std::vector<float>(proto.floats().begin(), proto.floats().end());
            break;
        case onnx::AttributeProto::INTS:
            result.value = std::vector<std::int64_t>(proto.ints().begin(), proto.ints().end());
            break;
        case onnx::AttributeProto::STRINGS:
            result.value = std::vector<std::string>(proto.strings().begin(), proto.strings().end());
            break;
        case onnx::AttributeProto::TENSOR: {
            HALFTONE_TRY(result.value, m_tensors.convert(*proto.mutable_t()));
            break;
        }
        case onnx::AttributeProto::GRAPH: {
            HALFTONE_TRY(result.value, subgraph(*proto.mutable_g(), builder, scopes));
            break;
        }
        case onnx::AttributeProto::SPARSE_TENSOR: {
            HALFTONE_TRY(result.value, sparse(*proto.mutable_sparse_tensor()));
            break;
        }
        case onnx::AttributeProto::TYPE_PROTO:
            result.value = typeFromProto(proto.tp());
            break;
        case onnx::AttributeProto::TENSORS: {
            std::vector<ConstantTensor> tensors;
            for (auto &tensor : *proto.mutable_tensors()) {
                HALFTONE_TRY(ConstantTensor constant, m_tensors.convert(tensor));
                tensors.push_back(std::move(constant));
            }
            result.value = std::move(tensors);
            break;
        }
        case onnx::AttributeProto::GRAPHS: {
            std::vector<std::shared_ptr<const Graph>> graphs;
            for (auto &inner : *proto.mutable_graphs()) {
                HALFTONE_TRY(std::shared_ptr<const Graph> graph, subgraph(inner, builder, scopes));
                graphs.push_back(std::move(graph));
            }
            result.value = std::move(graphs);
            break;
        }
        case onnx::AttributeProto::SPARSE_TENSORS: {
            std::vector<SparseConstant> tensors;
            for (auto &tensor : *proto.mutable_sparse_tensors()) {
                HALFTONE_TRY(SparseConstant constant, sparse(tensor));
                tensors.push_back(std::move(constant));
            }
            result.value = std::move(tensors);
            break;
        }
        case onnx::AttributeProto::TYPE_PROTOS: {
            std::vector<Type> types;
            for (const auto &typeProto : proto.type_protos())
                types.push_back(typeFromProto(typeProto));
            result.value = std::move(types);
            break;
        }
        case onnx::AttributeProto::UNDEFINED:
            break;
        }
        return result;
    }

    ProtoTensors m_tensors;
};

} // namespace

Result<std::shared_ptr<Model>> modelFromProto(
    const std::string &stripped, const std::shared_ptr<const InputFile> &file, const ReadOptions &options)
{
    onnx::ModelProto proto;
    if (!proto.ParseFromString(stripped))
        return Error(errc::kNotProtobuf, {"0"}, file->path());
    auto model = std::make_shared<Model>();
    model->irVersion = proto.ir_version();
    for (const auto &opset : proto.opset_import())
        model->opsets[opset.domain() == "ai.onnx" ? "" : opset.domain()] = opset.version();
    model->producerName = proto.producer_name();
    model->producerVersion = proto.producer_version();
    model->domain = proto.domain();
    model->modelVersion = proto.model_version();
    model->docString = proto.doc_string();
    for (const auto &entry : proto.metadata_props())
        model->metadata.emplace_back(entry.key(), entry.value());
    Converter converter(file, options);
    for (auto &function : *proto.mutable_functions()) {
        HALFTONE_TRY(Function converted, converter.function(function));
        model->functions.push_back(std::move(converted));
    }
    HALFTONE_TRY(model->graph, converter.graph(*proto.mutable_graph(), {}));
    model->extraWire = wireOf(proto.GetReflection()->GetUnknownFields(proto));
    model->path = file->path();
    model->fileBytes = file->size();
    return model;
}

} // namespace halftone
