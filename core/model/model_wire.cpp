// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_wire.h"

#include "core/model/onnx_fields.h"
#include "core/model/type_wire.h"

#include <algorithm>

namespace halftone {

namespace {

using namespace fields;

/// Smaller tensors in memory become part of the text.
constexpr std::int64_t kInlineBytes = 4096;

void writeMetadata(WireWriter writer, std::uint32_t number, const MetadataProps &metadata)
{
    for (const auto &[key, value] : metadata) {
        std::string inner;
        WireWriter(inner).text(entry::kKey, key);
        WireWriter(inner).text(entry::kValue, value);
        writer.text(number, inner);
    }
}

void writeOpsets(WireWriter writer, std::uint32_t number, const std::map<std::string, std::int64_t> &opsets)
{
    for (const auto &[domain, version] : opsets) {
        std::string inner;
        WireWriter(inner).text(opset::kDomain, domain);
        WireWriter(inner).integer(opset::kVersion, version);
        writer.text(number, inner);
    }
}

class Serializer
{
public:
    explicit Serializer(const ExternalPlaces &external) : m_external(external) { }

    Result<Rope> tensor(const std::string &name, const ConstantTensor &tensor)
    {
        Rope rope;
        WireWriter writer = rope.writer();
        for (const std::int64_t dim : tensor.shape())
            writer.integer(tensor::kDims, dim);
        writer.integer(tensor::kDataType, static_cast<std::int64_t>(tensor.dtype()));
        const auto external = m_external.ranges.find(tensor.source().get());
        if (tensor.dtype() == DType::String) {
            HALFTONE_TRY(const auto texts, tensor.load());
            for (const std::string &text : texts.strings())
                writer.text(tensor::kStringData, text);
        } else if (external != m_external.ranges.end()) {
            writeExternal(writer, external->second);
        } else if (tensor.bytes() <= kInlineBytes && tensor.source() && !tensor.source()->fileRange()) {
            HALFTONE_TRY(const auto values, tensor.load());
            writer.text(tensor::kRawData, {reinterpret_cast<const char *>(values.raw()), values.bytes()});
        } else {
            writer.head(tensor::kRawData, tensor.bytes());
            rope.addHole(tensor, tensor.bytes());
        }
        writer.optionalText(tensor::kName, name);
        writer.optionalText(tensor::kDocString, tensor.docString);
        writer.raw(tensor.extraWire);
        return rope;
    }

    Result<Rope> graph(const Graph &graph)
    {
        Rope rope;
        for (const Node &node : graph.nodes()) {
            HALFTONE_TRY(const Rope inner, this->node(node, graph));
            rope.message(graph::kNode, inner);
        }
        rope.writer().text(graph::kName, graph.name());
        for (const Initializer &initializer : graph.initializers()) {
            const std::string &name = graph.value(initializer.value).name;
            const TensorSource *source = initializer.tensor.source().get();
            if (const SparseConstant *sparse = source ? source->sparse() : nullptr) {
                HALFTONE_TRY(const Rope inner, this->sparse(*sparse, name));
                rope.message(graph::kSparseInitializer, inner);
            } else {
                HALFTONE_TRY(const Rope inner, tensor(name, initializer.tensor));
                rope.message(graph::kInitializer, inner);
            }
        }
        WireWriter writer = rope.writer();
        writer.optionalText(graph::kDocString, graph.docString());
        for (const ValueId id : graph.inputs())
            writer.text(graph::kInput, valueInfo(graph.value(id)));
        for (const ValueId id : graph.outputs())
            writer.text(graph::kOutput, valueInfo(graph.value(id)));
        writeValueInfo(writer, graph::kValueInfo, graph);
        writeMetadata(writer, graph::kMetadata, graph.metadata());
        writer.raw(graph.extraWire());
        return rope;
    }

    Result<Rope> function(const Function &function)
    {
        Rope rope;
        WireWriter writer = rope.writer();
        writer.text(function::kName, function.name);
        for (const std::string &input : function.inputs)
            writer.text(function::kInput, input);
        for (const std::string &output : function.outputs)
            writer.text(function::kOutput, output);
        for (const std::string &attribute : function.attributes)
            writer.text(function::kAttribute, attribute);
        for (const Node &node : function.body->nodes()) {
            HALFTONE_TRY(const Rope inner, this->node(node, *function.body));
            rope.message(function::kNode, inner);
        }
        writer.optionalText(function::kDocString, function.docString);
        writeOpsets(writer, function::kOpsetImport, function.opsets);
        writer.text(function::kDomain, function.domain);
        for (const Attribute &attribute : function.attributeDefaults) {
            HALFTONE_TRY(const Rope inner, this->attribute(attribute));
            rope.message(function::kAttributeProto, inner);
        }
        writeValueInfo(writer, function::kValueInfo, *function.body);
        writer.optionalText(function::kOverload, function.overload);
        writeMetadata(writer, function::kMetadata, function.metadata);
        writer.raw(function.extraWire);
        return rope;
    }

private:
    void writeExternal(WireWriter writer, const ExternalPlaces::Range &range) const
    {
        const std::pair<std::string, std::string> entries[]
            = {{"location", m_external.location}, {"offset", std::to_string(range.offset)}, {"length", std::to_string(range.length)}};
        for (const auto &[key, value] : entries) {
            std::string inner;
            WireWriter(inner).text(entry::kKey, key);
            WireWriter(inner).text(entry::kValue, value);
            writer.text(tensor::kExternalData, inner);
        }
        writer.integer(tensor::kDataLocation, 1);
    }

    static std::string valueInfo(const Value &value)
    {
        std::string bytes;
        WireWriter writer(bytes);
        writer.text(value::kName, value.name);
        if (value.declaredType.kind != Type::Kind::Unknown || !value.declaredType.wire.empty())
            writer.text(value::kType, typeWire(value.declaredType));
        writer.optionalText(value::kDocString, value.docString);
        writeMetadata(writer, value::kMetadata, value.metadata);
        writer.raw(value.extraWire);
        return bytes;
    }

    static void writeValueInfo(WireWriter writer, std::uint32_t number, const Graph &graph)
    {
        for (const Value &value : graph.values()) {
            const bool declared = value.declaredType.kind != Type::Kind::Unknown || !value.docString.empty() || !value.metadata.empty()
                || !value.extraWire.empty();
            // In functions, inputs and outputs are declared nowhere else.
            const bool elsewhere = (value.isInput || value.isOutput) && number == graph::kValueInfo;
            if (declared && !elsewhere && !value.isOuter)
                writer.text(number, valueInfo(value));
        }
    }

    Result<Rope> sparse(const SparseConstant &sparse, const std::string &name)
    {
        Rope rope;
        HALFTONE_TRY(const Rope values, tensor(name, sparse.values));
        rope.message(sparse::kValues, values);
        HALFTONE_TRY(const Rope indices, tensor({}, sparse.indices));
        rope.message(sparse::kIndices, indices);
        for (const std::int64_t dim : sparse.shape)
            rope.writer().integer(sparse::kDims, dim);
        return rope;
    }

    Result<Rope> node(const Node &node, const Graph &graph)
    {
        Rope rope;
        WireWriter writer = rope.writer();
        const auto names = [&](std::uint32_t number, const std::vector<ValueId> &ids) {
            for (const ValueId id : ids)
                writer.text(number, id == kNone ? std::string_view() : std::string_view(graph.value(id).name));
        };
        names(node::kInput, node.inputs);
        names(node::kOutput, node.outputs);
        writer.optionalText(node::kName, node.nameGenerated && node.nameInFile.empty() ? std::string() : node.name);
        writer.text(node::kOpType, node.opType);
        for (const Attribute &attribute : node.attributes) {
            HALFTONE_TRY(const Rope inner, this->attribute(attribute));
            rope.message(node::kAttribute, inner);
        }
        writer.optionalText(node::kDocString, node.docString);
        writer.optionalText(node::kDomain, node.domain);
        writer.optionalText(node::kOverload, node.overload);
        writeMetadata(writer, node::kMetadata, node.metadata);
        writer.raw(node.extraWire);
        return rope;
    }

    Result<Rope> attribute(const Attribute &attribute)
    {
        Rope rope;
        rope.writer().text(attribute::kName, attribute.name);
        HALFTONE_TRY(const attribute::Kind kind, std::visit([&](const auto &value) { return this->value(rope, value); }, attribute.value));
        WireWriter writer = rope.writer();
        writer.optionalText(attribute::kDocString, attribute.docString);
        if (kind != attribute::Kind::Undefined)
            writer.integer(attribute::kTypeNumber, static_cast<std::int64_t>(kind));
        else if (attribute.typeNumber != 0)
            writer.integer(attribute::kTypeNumber, attribute.typeNumber);
        writer.optionalText(attribute::kRefAttrName, attribute.refAttrName);
        writer.raw(attribute.extraWire);
        return rope;
    }

    using Kind = attribute::Kind;

    Result<Kind> value(Rope &, std::monostate) { return Kind::Undefined; }
    Result<Kind> value(Rope &rope, float value)
    {
        rope.writer().fixed(attribute::kFloat, value);
        return Kind::Float;
    }
    Result<Kind> value(Rope &rope, std::int64_t value)
    {
        rope.writer().integer(attribute::kInt, value);
        return Kind::Int;
    }
    Result<Kind> value(Rope &rope, const std::string &value)
    {
        rope.writer().text(attribute::kString, value);
        return Kind::String;
    }
    Result<Kind> value(Rope &rope, const ConstantTensor &value)
    {
        HALFTONE_TRY(const Rope inner, tensor({}, value));
        rope.message(attribute::kTensor, inner);
        return Kind::Tensor;
    }
    Result<Kind> value(Rope &rope, const std::shared_ptr<const Graph> &value)
    {
        HALFTONE_TRY(const Rope inner, graph(*value));
        rope.message(attribute::kGraph, inner);
        return Kind::Graph;
    }
    Result<Kind> value(Rope &rope, const SparseConstant &value)
    {
        HALFTONE_TRY(const Rope inner, sparse(value, {}));
        rope.message(attribute::kSparseTensor, inner);
        return Kind::SparseTensor;
    }
    Result<Kind> value(Rope &rope, const Type &value)
    {
        rope.writer().text(attribute::kType, typeWire(value));
        return Kind::Type;
    }
    Result<Kind> value(Rope &rope, const std::vector<float> &values)
    {
        for (const float value : values)
            rope.writer().fixed(attribute::kFloats, value);
        return Kind::Floats;
    }
    Result<Kind> value(Rope &rope, const std::vector<std::int64_t> &values)
    {
        for (const std::int64_t value : values)
            rope.writer().integer(attribute::kInts, value);
        return Kind::Ints;
    }
    Result<Kind> value(Rope &rope, const std::vector<std::string> &values)
    {
        for (const std::string &value : values)
            rope.writer().text(attribute::kStrings, value);
        return Kind::Strings;
    }
    Result<Kind> value(Rope &rope, const std::vector<ConstantTensor> &values)
    {
        for (const ConstantTensor &value : values) {
            HALFTONE_TRY(const Rope inner, tensor({}, value));
            rope.message(attribute::kTensors, inner);
        }
        return Kind::Tensors;
    }
    Result<Kind> value(Rope &rope, const std::vector<std::shared_ptr<const Graph>> &values)
    {
        for (const auto &value : values) {
            HALFTONE_TRY(const Rope inner, graph(*value));
            rope.message(attribute::kGraphs, inner);
        }
        return Kind::Graphs;
    }
    Result<Kind> value(Rope &rope, const std::vector<SparseConstant> &values)
    {
        for (const SparseConstant &value : values) {
            HALFTONE_TRY(const Rope inner, sparse(value, {}));
            rope.message(attribute::kSparseTensors, inner);
        }
        return Kind::SparseTensors;
    }
    Result<Kind> value(Rope &rope, const std::vector<Type> &values)
    {
        for (const Type &value : values)
            rope.writer().text(attribute::kTypes, typeWire(value));
        return Kind::Types;
    }

    const ExternalPlaces &m_external;
};

} // namespace

Result<Rope> modelWire(const Model &model, const ExternalPlaces &external)
{
    Serializer serializer(external);
    Rope rope;
    WireWriter writer = rope.writer();
    writer.integer(model::kIrVersion, model.irVersion);
    writer.optionalText(model::kProducerName, model.producerName);
    writer.optionalText(model::kProducerVersion, model.producerVersion);
    writer.optionalText(model::kDomain, model.domain);
    if (model.modelVersion != 0)
        writer.integer(model::kModelVersion, model.modelVersion);
    writer.optionalText(model::kDocString, model.docString);
    if (model.graph) {
        HALFTONE_TRY(const Rope graph, serializer.graph(*model.graph));
        rope.message(model::kGraph, graph);
    }
    writeOpsets(writer, model::kOpsetImport, model.opsets);
    writeMetadata(writer, model::kMetadata, model.metadata);
    for (const Function &function : model.functions) {
        HALFTONE_TRY(const Rope inner, serializer.function(function));
        rope.message(model::kFunctions, inner);
    }
    writer.raw(model.extraWire);
    return rope;
}

} // namespace halftone
