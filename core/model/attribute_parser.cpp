// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attribute_parser.h"

#include "core/model/constant_parser.h"
#include "core/model/onnx_fields.h"
#include "core/model/type_wire.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace halftone {

namespace {

using namespace fields;
using Kind = attribute::Kind;

class Parser
{
public:
    Parser(WireReader reader, ConstantParser &constants, const SubgraphParser &subgraph)
        : m_reader(reader), m_constants(constants), m_subgraph(subgraph)
    {
    }

    Attribute parse()
    {
        WireField field;
        while (m_reader.next(field)) {
            switch (field.key) {
            case length(attribute::kName):
                m_result.name = m_reader.text(field);
                break;
            case length(attribute::kRefAttrName):
                m_result.refAttrName = m_reader.text(field);
                break;
            case length(attribute::kDocString):
                m_result.docString = m_reader.text(field);
                break;
            case varint(attribute::kTypeNumber):
                m_result.typeNumber = field.integer();
                break;
            default:
                if (!parseValue(field))
                    m_reader.keep(field, m_result.extraWire);
            }
        }
        if (!m_reader.failed())
            choose();
        return std::move(m_result);
    }

private:
    template <typename T>
    std::vector<T> &list(std::optional<std::vector<T>> &values, Kind kind)
    {
        m_seen = kind;
        m_reader.input().charge(sizeof(T));
        return values ? *values : values.emplace();
    }

    bool parseValue(const WireField &field)
    {
        switch (field.key) {
        case fixed32(attribute::kFloat):
            m_float = field.asFloat();
            m_seen = Kind::Float;
            return true;
        case varint(attribute::kInt):
            m_int = field.integer();
            m_seen = Kind::Int;
            return true;
        case length(attribute::kString):
            m_string = m_reader.text(field);
            m_seen = Kind::String;
            return true;
        case length(attribute::kTensor):
            m_tensor = m_constants.tensor(m_reader.message(field)).tensor;
            m_seen = Kind::Tensor;
            return true;
        case length(attribute::kGraph):
            m_graph = m_subgraph(m_reader.message(field));
            m_seen = Kind::Graph;
            return true;
        case length(attribute::kSparseTensor):
            m_sparse = m_constants.sparse(m_reader.message(field)).sparse;
            m_seen = Kind::SparseTensor;
            return true;
        case length(attribute::kType):
            m_type = parseType(m_reader, field);
            m_seen = Kind::Type;
            return true;
        default:
            return parseList(field);
        }
    }

    bool parseList(const WireField &field)
    {
        switch (field.key) {
        case fixed32(attribute::kFloats):
            list(m_floats, Kind::Floats).push_back(field.asFloat());
            return true;
        case length(attribute::kFloats): {
            auto &values = list(m_floats, Kind::Floats);
            const std::string bytes = m_reader.text(field);
            if (bytes.size() % 4 != 0)
                m_reader.input().fail(Error(errc::kAttributeType, {m_result.name.substr(0, 200)}));
            for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
                std::uint32_t bits = 0;
                std::copy_n(bytes.data() + i, 4, reinterpret_cast<char *>(&bits));
                values.push_back(std::bit_cast<float>(bits));
            }
            return true;
        }
        case varint(attribute::kInts):
        case length(attribute::kInts): {
            auto &values = list(m_ints, Kind::Ints);
            if (m_reader.input().charge(field.key == varint(attribute::kInts) ? 0 : field.length * 8))
                m_reader.forEachVarint(field, [&](std::uint64_t value) { values.push_back(static_cast<std::int64_t>(value)); });
            return true;
        }
        case length(attribute::kStrings):
            list(m_strings, Kind::Strings).push_back(m_reader.text(field));
            return true;
        case length(attribute::kTensors):
            list(m_tensors, Kind::Tensors).push_back(m_constants.tensor(m_reader.message(field)).tensor);
            return true;
        case length(attribute::kGraphs):
            list(m_graphs, Kind::Graphs).push_back(m_subgraph(m_reader.message(field)));
            return true;
        case length(attribute::kSparseTensors):
            list(m_sparses, Kind::SparseTensors).push_back(m_constants.sparse(m_reader.message(field)).sparse);
            return true;
        case length(attribute::kTypes):
            list(m_types, Kind::Types).push_back(parseType(m_reader, field));
            return true;
        default:
            return false;
        }
    }

    /// Takes the value of the stored type; files older than IR version 2 have no type, then the field that is there decides.
    void choose()
    {
        if (m_result.name.empty()) {
            m_reader.input().fail(Error(errc::kNoName));
            return;
        }
        if (!m_result.refAttrName.empty())
            return;
        const Kind kind = m_result.typeNumber == 0 ? m_seen : static_cast<Kind>(m_result.typeNumber);
        switch (kind) {
        case Kind::Float:
            return take(m_float, 0.0F);
        case Kind::Int:
            return take(m_int, std::int64_t(0));
        case Kind::String:
            return take(m_string, std::string());
        case Kind::Tensor:
            return take(m_tensor);
        case Kind::Graph:
            return take(m_graph);
        case Kind::SparseTensor:
            return take(m_sparse);
        case Kind::Type:
            return take(m_type);
        case Kind::Floats:
            return take(m_floats, std::vector<float>());
        case Kind::Ints:
            return take(m_ints, std::vector<std::int64_t>());
        case Kind::Strings:
            return take(m_strings, std::vector<std::string>());
        case Kind::Tensors:
            return take(m_tensors, std::vector<ConstantTensor>());
        case Kind::Graphs:
            return take(m_graphs, std::vector<std::shared_ptr<const Graph>>());
        case Kind::SparseTensors:
            return take(m_sparses, std::vector<SparseConstant>());
        case Kind::Types:
            return take(m_types, std::vector<Type>());
        case Kind::Undefined:
            return;
        }
        // A type newer than this program: its value is among the unknown fields.
    }

    /// An absent value is the default of its type where it has one, unless a value of another type is there instead.
    template <typename T>
    void take(std::optional<T> &value, std::optional<std::type_identity_t<T>> absent = std::nullopt)
    {
        if (!value && m_seen == Kind::Undefined)
            value = std::move(absent);
        if (value)
            m_result.value = std::move(*value);
        else
            m_reader.input().fail(Error(errc::kAttributeType, {m_result.name.substr(0, 200)}));
    }

    WireReader m_reader;
    ConstantParser &m_constants;
    const SubgraphParser &m_subgraph;
    Attribute m_result;
    Kind m_seen = Kind::Undefined;
    std::optional<float> m_float;
    std::optional<std::int64_t> m_int;
    std::optional<std::string> m_string;
    std::optional<ConstantTensor> m_tensor;
    std::optional<std::shared_ptr<const Graph>> m_graph;
    std::optional<SparseConstant> m_sparse;
    std::optional<Type> m_type;
    std::optional<std::vector<float>> m_floats;
    std::optional<std::vector<std::int64_t>> m_ints;
    std::optional<std::vector<std::string>> m_strings;
    std::optional<std::vector<ConstantTensor>> m_tensors;
    std::optional<std::vector<std::shared_ptr<const Graph>>> m_graphs;
    std::optional<std::vector<SparseConstant>> m_sparses;
    std::optional<std::vector<Type>> m_types;
};

} // namespace

Attribute parseAttribute(WireReader reader, ConstantParser &constants, const SubgraphParser &subgraph)
{
    return Parser(reader, constants, subgraph).parse();
}

} // namespace halftone
