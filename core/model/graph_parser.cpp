// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/graph_parser.h"

#include "core/model/attribute_parser.h"
#include "core/model/graph_builder.h"
#include "core/model/model_checks.h"
#include "core/model/onnx_fields.h"
#include "core/model/type_wire.h"
#include "core/tensor/utf.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace halftone {

namespace {

using namespace fields;

/// As deep as protobuf's recursion limit lets other programs read.
constexpr int kMaxNesting = 32;
/// What one node or value costs beside its strings, estimated.
constexpr std::int64_t kNodeCost = 320;
constexpr std::int64_t kValueCost = 360;
/// Issues of one kind that are worth listing.
constexpr int kMaxListed = 20;
/// Nodes between two questions whether to go on.
constexpr std::uint32_t kNodesPerReport = 4096;

std::string shown(const std::string &name) { return name.substr(0, kShownName); }

} // namespace

std::string normalizedDomain(std::string domain) { return domain == "ai.onnx" ? std::string() : domain; }

void parseMetadata(WireReader reader, MetadataProps &metadata)
{
    if (!reader.input().charge(sizeof(MetadataProps::value_type)))
        return;
    auto &[key, value] = metadata.emplace_back();
    WireField field;
    while (reader.next(field)) {
        if (field.key == length(entry::kKey))
            key = reader.text(field);
        else if (field.key == length(entry::kValue))
            value = reader.text(field);
    }
}

void parseOpset(WireReader reader, std::map<std::string, std::int64_t> &opsets, std::vector<Issue> &issues)
{
    std::string domain;
    std::int64_t version = 0;
    WireField field;
    while (reader.next(field)) {
        if (field.key == length(opset::kDomain))
            domain = normalizedDomain(reader.text(field));
        else if (field.key == varint(opset::kVersion))
            version = field.integer();
    }
    const auto [existing, isNew] = opsets.try_emplace(domain, version);
    if (!isNew && existing->second != version)
        issues.push_back({Issue::Severity::Warning, Error(errc::kOpsetDuplicate, {shown(domain)}), Issue::Target::None, {}});
    existing->second = version;
    reader.input().charge(sizeof(std::string) * 4);
}

/// One graph, subgraph or function body while it is read.
class GraphParser::Body
{
public:
    Body(GraphParser &parser, int depth) : m_parser(parser), m_input(parser.m_input), m_depth(depth)
    {
        m_builder.keepUnused();
        if (depth > kMaxNesting)
            m_input.fail(Error(errc::kNesting, {std::to_string(kMaxNesting)}));
    }

    GraphBuilder &builder() { return m_builder; }

    std::shared_ptr<const Graph> parse(WireReader reader)
    {
        std::string docString;
        std::string extra;
        MetadataProps metadata;
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case length(graph::kNode):
                node(reader.message(field));
                break;
            case length(graph::kName):
                m_builder.setName(reader.text(field));
                break;
            case length(graph::kInitializer):
                initializer(reader.message(field));
                break;
            case length(graph::kSparseInitializer): {
                auto constant = m_parser.m_constants.sparse(reader.message(field));
                if (!m_input.failed())
                    addInitializer(constant.name, denseConstant(std::move(constant.sparse)));
                break;
            }
            case length(graph::kDocString):
                docString = reader.text(field);
                break;
            case length(graph::kInput):
                if (const ValueId id = valueInfo(reader.message(field)); id != kNone)
                    input(id);
                break;
            case length(graph::kOutput):
                if (const ValueId id = valueInfo(reader.message(field)); id != kNone)
                    m_builder.addOutput(id);
                break;
            case length(graph::kValueInfo):
                valueInfo(reader.message(field));
                break;
            case length(graph::kMetadata):
                parseMetadata(reader.message(field), metadata);
                break;
            default:
                reader.keep(field, extra);
            }
        }
        m_builder.setDocString(std::move(docString));
        m_builder.setMetadata(std::move(metadata));
        m_builder.setExtraWire(std::move(extra));
        return finish();
    }

    void input(ValueId id)
    {
        if (flags(id) & kInput)
            id = secondOf(id, errc::kDuplicateValue);
        flags(id) |= kInput;
        m_builder.addInput(id);
    }

    /// The value called `name`, charged when new; kNone for an empty name.
    ValueId value(const std::string &name)
    {
        if (name.empty())
            return kNone;
        if (const auto latest = m_latest.find(name); latest != m_latest.end())
            return latest->second;
        const std::size_t before = m_builder.valueCount();
        const ValueId id = m_builder.value(name);
        if (m_builder.valueCount() > before) {
            m_input.charge(kValueCost + static_cast<std::int64_t>(name.size()));
            checkText(name, Issue::Target::Value);
        }
        return id;
    }

    /// Declares a type; kNone after an error.
    ValueId valueInfo(WireReader reader)
    {
        std::string name;
        Value info;
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case length(fields::value::kName):
                name = reader.text(field);
                break;
            case length(fields::value::kType):
                info.declaredType = parseType(reader, field);
                break;
            case length(fields::value::kDocString):
                info.docString = reader.text(field);
                break;
            case length(fields::value::kMetadata):
                parseMetadata(reader.message(field), info.metadata);
                break;
            default:
                reader.keep(field, info.extraWire);
            }
        }
        const ValueId id = value(name);
        if (m_input.failed())
            return kNone;
        if (id == kNone) {
            m_input.fail(Error(errc::kNoName));
            return kNone;
        }
        // An output is often declared without a type where value_info has one, or the other way round: the one that says more counts.
        Value &known = m_builder.valueInfo(id);
        const bool losesShape = known.declaredType.isTensor() && info.declaredType.isTensor() && known.declaredType.shape
            && !info.declaredType.shape && known.declaredType.dtypeNumber == info.declaredType.dtypeNumber;
        if (info.declaredType.kind != Type::Kind::Unknown && !losesShape)
            known.declaredType = std::move(info.declaredType);
        if (!info.docString.empty())
            known.docString = std::move(info.docString);
        if (!info.metadata.empty())
            known.metadata = std::move(info.metadata);
        if (!info.extraWire.empty())
            known.extraWire = std::move(info.extraWire);
        return id;
    }

    void node(WireReader reader)
    {
        if (m_builder.nodeCount() % kNodesPerReport == 0 && m_parser.m_progress.cancelled())
            m_input.fail(Error(errc::kCancelled));
        if (!m_input.charge(kNodeCost))
            return;
        Node node;
        const SubgraphParser subgraph = [&](const WireReader &graphReader) { return this->subgraph(graphReader); };
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case length(fields::node::kInput):
                m_input.charge(sizeof(ValueId) * 4);
                node.inputs.push_back(value(reader.text(field)));
                break;
            case length(fields::node::kOutput):
                m_input.charge(sizeof(ValueId) * 2);
                node.outputs.push_back(produced(reader.text(field)));
                break;
            case length(fields::node::kName):
                node.name = reader.text(field);
                break;
            case length(fields::node::kOpType):
                node.opType = reader.text(field);
                break;
            case length(fields::node::kAttribute):
                if (m_input.charge(sizeof(Attribute)))
                    node.attributes.push_back(parseAttribute(reader.message(field), m_parser.m_constants, subgraph));
                break;
            case length(fields::node::kDocString):
                node.docString = reader.text(field);
                break;
            case length(fields::node::kDomain):
                node.domain = normalizedDomain(reader.text(field));
                break;
            case length(fields::node::kOverload):
                node.overload = reader.text(field);
                break;
            case length(fields::node::kMetadata):
                parseMetadata(reader.message(field), node.metadata);
                break;
            default:
                reader.keep(field, node.extraWire);
            }
        }
        if (m_input.failed())
            return placeAt(node);
        if (node.opType.empty())
            return m_input.fail(Error(errc::kNoOpType, {}, shown(node.name)));
        checkText(node.name, Issue::Target::Node);
        m_builder.addNode(std::move(node));
    }

    std::shared_ptr<const Graph> finish()
    {
        if (m_input.failed())
            return nullptr;
        tellProducersFromInputs();
        for (ValueId id = 0; id < m_builder.valueCount(); ++id) {
            m_builder.valueInfo(id).isOuter = flags(id) == 0;
        }
        nameNodes();
        std::vector<std::size_t> order;
        for (NodeId id = 0; id < m_builder.nodeCount(); ++id)
            order.push_back(std::hash<std::string>()(m_builder.node(id).name));
        auto graph = std::move(m_builder).finish();
        if (!graph) {
            m_input.fail(graph.error());
            return nullptr;
        }
        const bool sorted
            = std::ranges::equal((*graph)->nodes(), order, {}, [](const Node &node) { return std::hash<std::string>()(node.name); });
        if (!sorted)
            m_parser.m_issues.push_back({Issue::Severity::Warning, Error(errc::kUnsorted), Issue::Target::None, {}});
        return std::move(*graph);
    }

private:
    enum Flags : std::uint8_t { kInput = 1, kInitializer = 2, kProduced = 4 };

    std::uint8_t &flags(ValueId id)
    {
        if (id >= m_flags.size())
            m_flags.resize(std::max<std::size_t>(m_builder.valueCount(), m_flags.size() * 2), 0);
        return m_flags[id];
    }

    void initializer(const WireReader &reader)
    {
        auto constant = m_parser.m_constants.tensor(reader);
        if (!m_input.failed())
            addInitializer(constant.name, std::move(constant.tensor));
    }

    void addInitializer(const std::string &name, ConstantTensor tensor)
    {
        ValueId id = value(name);
        if (id == kNone)
            return m_input.fail(Error(errc::kNoName));
        if (flags(id) & kInitializer)
            id = secondOf(id, errc::kDuplicateValue);
        flags(id) |= kInitializer;
        m_builder.setInitializer(id, std::move(tensor));
    }

    /// The value that a node makes. Who reads the name further on in the file reads what was made last.
    ValueId produced(const std::string &name)
    {
        ValueId id = value(name);
        if (id == kNone)
            return kNone;
        if (flags(id) & kProduced) {
            id = secondOf(id, errc::kDuplicateProducer);
            m_latest[name] = id;
        }
        flags(id) |= kProduced;
        return id;
    }

    /// A value for what has the name of another one, so that the graph can be looked at; nothing computes with such a model.
    ValueId secondOf(ValueId id, ErrorCode code)
    {
        const auto made = m_secondOf.find(id);
        const std::string name = made == m_secondOf.end() ? m_builder.valueInfo(id).name : made->second;
        if (m_repeatedValues++ < kMaxListed)
            m_parser.m_issues.push_back({Issue::Severity::Problem, Error(code, {shown(name)}), Issue::Target::Value, name});
        std::string told;
        do
            told = name + " (" + std::to_string(++m_copies[name] + 1) + ")";
        while (m_builder.findValue(told) != kNone);
        m_input.charge(kValueCost + static_cast<std::int64_t>(told.size()) * 3);
        const ValueId second = m_builder.value(told);
        m_secondOf.emplace(second, name);
        return second;
    }

    /// Nodes that make what is an input or a constant already.
    void tellProducersFromInputs()
    {
        for (NodeId node = 0; node < m_builder.nodeCount(); ++node) {
            for (std::size_t i = 0; i < m_builder.node(node).outputs.size(); ++i) {
                const ValueId id = m_builder.node(node).outputs[i];
                if (id == kNone || !(flags(id) & (kInput | kInitializer)))
                    continue;
                const ValueId second = secondOf(id, errc::kDuplicateProducer);
                m_builder.node(node).outputs[i] = second;
                flags(second) |= kProduced;
            }
        }
    }

    std::shared_ptr<const Graph> subgraph(const WireReader &reader)
    {
        auto graph = Body(m_parser, m_depth + 1).parse(reader);
        if (!graph)
            return nullptr;
        // What an inner graph reads from further out passes through this one.
        for (const Value &inner : graph->values()) {
            if (inner.isOuter)
                value(inner.name);
        }
        return graph;
    }

    void placeAt(const Node &node)
    {
        const std::string place = node.name.empty() ? node.opType : node.name;
        if (!place.empty())
            m_input.placeError(shown(place));
    }

    void checkText(const std::string &name, Issue::Target target)
    {
        if (isValidUtf8(name) || m_badTexts++ >= kMaxListed)
            return;
        m_parser.m_issues.push_back({Issue::Severity::Warning, Error(errc::kBadUtf8, {shown(name)}), target, name});
    }

    /// Gives every node a name of its own. A name made from the first output survives edits elsewhere in the graph.
    void nameNodes()
    {
        std::unordered_set<std::string> used;
        std::vector<NodeId> nameless;
        int repeated = 0;
        for (NodeId id = 0; id < m_builder.nodeCount(); ++id) {
            const Node &node = m_builder.node(id);
            if (!node.name.empty() && used.insert(node.name).second)
                continue;
            nameless.push_back(id);
            if (!node.name.empty() && repeated++ < kMaxListed)
                m_parser.m_issues.push_back(
                    {Issue::Severity::Warning, Error(errc::kDuplicateNodeName, {shown(node.name)}), Issue::Target::Node, node.name});
        }
        for (const NodeId id : nameless) {
            Node &node = m_builder.node(id);
            const auto output = std::ranges::find_if(node.outputs, [](ValueId value) { return value != kNone; });
            std::string base = output == node.outputs.end() ? node.opType : node.opType + "_" + m_builder.valueInfo(*output).name;
            if (!node.name.empty())
                base = node.name + " (" + base + ")";
            std::string name = base;
            for (int suffix = 1; !used.insert(name).second; ++suffix)
                name = base + "_" + std::to_string(suffix);
            m_input.charge(static_cast<std::int64_t>(name.size()) * 2);
            node.nameInFile = std::move(node.name);
            node.name = std::move(name);
            node.nameGenerated = true;
        }
    }

    GraphParser &m_parser;
    WireInput &m_input;
    int m_depth;
    int m_badTexts = 0;
    int m_repeatedValues = 0;
    /// The last value that was made under a name, where there are several.
    std::unordered_map<std::string, ValueId> m_latest;
    /// Names that values made up for repeated ones have in the file; how many of each name there are.
    std::unordered_map<ValueId, std::string> m_secondOf;
    std::unordered_map<std::string, int> m_copies;
    GraphBuilder m_builder;
    std::vector<std::uint8_t> m_flags;
};

GraphParser::GraphParser(WireInput &input, ConstantParser &constants, std::vector<Issue> &issues, Progress &progress)
    : m_input(input), m_constants(constants), m_issues(issues), m_progress(progress)
{
}

void GraphParser::outerIsMissing(const Graph &graph)
{
    const auto missing = std::ranges::find_if(graph.values(), &Value::isOuter);
    if (missing == graph.values().end())
        return;
    const std::string reader = missing->consumers.empty() ? "" : shown(graph.node(missing->consumers.front().node).name);
    m_input.fail(Error(errc::kMissingProducer, {shown(missing->name), reader}, reader));
}

std::shared_ptr<const Graph> GraphParser::mainGraph(const WireReader &reader)
{
    auto graph = Body(*this, 0).parse(reader);
    if (graph)
        outerIsMissing(*graph);
    return m_input.failed() ? nullptr : graph;
}

Function GraphParser::function(WireReader reader)
{
    Function result;
    Body body(*this, 0);
    WireField field;
    while (reader.next(field)) {
        switch (field.key) {
        case length(function::kName):
            result.name = reader.text(field);
            break;
        case length(function::kDomain):
            result.domain = normalizedDomain(reader.text(field));
            break;
        case length(function::kOverload):
            result.overload = reader.text(field);
            break;
        case length(function::kInput):
            result.inputs.push_back(reader.text(field));
            break;
        case length(function::kOutput):
            result.outputs.push_back(reader.text(field));
            break;
        case length(function::kAttribute):
            result.attributes.push_back(reader.text(field));
            break;
        case length(function::kAttributeProto):
            result.attributeDefaults.push_back(parseAttribute(reader.message(field), m_constants, [this](const WireReader &) {
                m_input.fail(Error(errc::kNesting, {"0"}));
                return nullptr;
            }));
            break;
        case length(function::kNode):
            body.node(reader.message(field));
            break;
        case length(function::kOpsetImport):
            parseOpset(reader.message(field), result.opsets, m_issues);
            break;
        case length(function::kDocString):
            result.docString = reader.text(field);
            break;
        case length(function::kValueInfo):
            body.valueInfo(reader.message(field));
            break;
        case length(function::kMetadata):
            parseMetadata(reader.message(field), result.metadata);
            break;
        default:
            reader.keep(field, result.extraWire);
        }
        m_input.charge(field.length / 8 + 32);
    }
    for (const std::string &name : result.inputs) {
        if (const ValueId id = body.value(name); id != kNone)
            body.input(id);
    }
    for (const std::string &name : result.outputs) {
        if (const ValueId id = body.value(name); id != kNone)
            body.builder().addOutput(id);
    }
    result.body = body.finish();
    if (result.body)
        outerIsMissing(*result.body);
    if (m_input.failed())
        m_input.placeError(shown(result.name));
    return result;
}

} // namespace halftone
