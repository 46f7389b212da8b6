// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/qoperator_names.h"

#include "core/model/bodies.h"

#include <string_view>
#include <unordered_set>

namespace halftone {

namespace {

constexpr std::string_view kIntegers = "_QuantizeLinear_Output";
constexpr std::string_view kFloats = "_DequantizeLinear_Output";

class QOperatorNames
{
public:
    QOperatorNames(const Graph &source, GraphBuilder &builder, const std::map<std::string, std::string> &absorbed)
        : m_source(source), m_builder(builder), m_absorbed(absorbed)
    {
        m_targets.assign(builder.valueCount(), kNone);
    }

    std::map<std::string, std::string> run()
    {
        findUsed();
        const std::size_t nodes = m_builder.nodeCount();
        for (NodeId id = 0; id < nodes; ++id) {
            if (!m_builder.isRemoved(id))
                nameOutputs(id);
        }
        for (const auto &[output, input] : m_absorbed) {
            renameConstant(output + "_scale", input + "_scale");
            renameConstant(output + "_zero_point", input + "_zero_point");
        }
        for (NodeId id = 0; id < nodes; ++id) {
            if (m_builder.isRemoved(id))
                continue;
            Node &node = m_builder.node(id);
            for (auto *values : {&node.inputs, &node.outputs}) {
                for (ValueId &value : *values) {
                    if (value != kNone && value < m_targets.size() && m_targets[value] != kNone)
                        value = m_targets[value];
                }
            }
        }
        return std::move(m_renamed);
    }

private:
    void findUsed()
    {
        for (NodeId id = 0; id < m_builder.nodeCount(); ++id) {
            if (m_builder.isRemoved(id))
                continue;
            const Node &node = m_builder.node(id);
            m_used.insert(node.inputs.begin(), node.inputs.end());
            m_used.insert(node.outputs.begin(), node.outputs.end());
            forEachCapture(node, [this](const std::string &name) { m_used.insert(m_builder.findValue(name)); });
        }
        for (ValueId id = 0; id < m_builder.valueCount(); ++id) {
            const Value &value = m_builder.valueInfo(id);
            if (value.isInput || value.isOutput)
                m_used.insert(id);
        }
    }

    /// The name of the value whose scale `base` has.
    const std::string &rootOf(const std::string &base) const
    {
        const auto found = m_absorbed.find(base);
        return found == m_absorbed.end() ? base : found->second;
    }

    void nameOutputs(NodeId id)
    {
        const bool split = m_builder.node(id).opType == "Split";
        bool integers = false;
        for (const ValueId output : std::vector(m_builder.node(id).outputs)) {
            if (output == kNone)
                continue;
            const std::string name = m_builder.valueInfo(output).name;
            // The user's own names stay, whatever they look like.
            if (m_source.findValue(name) != kNone)
                continue;
            if (name.ends_with(kIntegers)) {
                integers = true;
                rename(output, rootOf(name.substr(0, name.size() - kIntegers.size())) + (split ? "quantized" : "_quantized"));
            } else if (name.ends_with(kFloats) && m_builder.node(id).opType == "DequantizeLinear") {
                rename(output, name.substr(0, name.size() - kFloats.size()));
            }
        }
        if (split && integers)
            m_builder.node(id).name = m_builder.freshNodeName(m_builder.node(id).name + "_quant");
    }

    void renameConstant(const std::string &from, const std::string &to)
    {
        const ValueId id = m_builder.findValue(from);
        if (id != kNone && m_used.contains(id) && m_builder.initializer(id))
            rename(id, to);
    }

    void rename(ValueId from, const std::string &name)
    {
        const ValueId there = m_builder.findValue(name);
        if (there != kNone && m_used.contains(there))
            return;
        const ValueId to = m_builder.value(name);
        m_used.insert(to);
        m_targets[from] = to;
        m_renamed[m_builder.valueInfo(from).name] = name;
        if (const ConstantTensor *constant = m_builder.initializer(from)) {
            m_builder.setInitializer(to, ConstantTensor(*constant));
            m_builder.removeInitializer(from);
        }
    }

    const Graph &m_source;
    GraphBuilder &m_builder;
    const std::map<std::string, std::string> &m_absorbed;
    std::unordered_set<ValueId> m_used;
    /// By ValueId: the value it becomes.
    std::vector<ValueId> m_targets;
    std::map<std::string, std::string> m_renamed;
};

} // namespace

std::map<std::string, std::string> nameQOperators(
    const Graph &source, GraphBuilder &builder, const std::map<std::string, std::string> &absorbed)
{
    return QOperatorNames(source, builder, absorbed).run();
}

} // namespace halftone
