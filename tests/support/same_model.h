// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <string>

namespace halftone::test {

/// The first difference of two models as far as a plain copy must keep them, as "nodes[3].inputs"; empty when there is none.
class ModelDifference
{
public:
    static std::string find(const Model &a, const Model &b)
    {
        ModelDifference difference;
        difference.model(a, b);
        return difference.m_found;
    }

private:
    void same(const std::string &what, bool equal)
    {
        if (!equal && m_found.empty())
            m_found = m_path + what;
    }

    template <typename Body>
    void within(const std::string &part, Body &&body)
    {
        const std::string before = m_path;
        m_path += part + ".";
        body();
        m_path = before;
    }

    void model(const Model &a, const Model &b)
    {
        same("versions", a.irVersion == b.irVersion && a.opsets == b.opsets && a.modelVersion == b.modelVersion);
        same("texts", a.producerName == b.producerName && a.producerVersion == b.producerVersion && a.domain == b.domain);
        same("docString", a.docString == b.docString && a.metadata == b.metadata);
        same("extraWire", a.extraWire == b.extraWire);
        same("functions", a.functions.size() == b.functions.size());
        for (std::size_t i = 0; i < a.functions.size() && m_found.empty(); ++i)
            within("function " + a.functions[i].name, [&] { function(a.functions[i], b.functions[i]); });
        graph(*a.graph, *b.graph);
    }

    void function(const Function &a, const Function &b)
    {
        same("name", a.name == b.name && a.domain == b.domain && a.overload == b.overload);
        same("formals", a.inputs == b.inputs && a.outputs == b.outputs && a.attributes == b.attributes);
        same("rest", a.opsets == b.opsets && a.docString == b.docString && a.metadata == b.metadata && a.extraWire == b.extraWire);
        same("defaults", a.attributeDefaults.size() == b.attributeDefaults.size());
        for (std::size_t i = 0; i < a.attributeDefaults.size() && m_found.empty(); ++i)
            attribute(a.attributeDefaults[i], b.attributeDefaults[i]);
        graph(*a.body, *b.body);
    }

    static std::vector<std::string> names(const Graph &graph, const std::vector<ValueId> &ids)
    {
        std::vector<std::string> result;
        for (const ValueId id : ids)
            result.push_back(id == kNone ? std::string() : graph.value(id).name);
        return result;
    }

    void graph(const Graph &a, const Graph &b)
    {
        same("name", a.name() == b.name() && a.docString() == b.docString() && a.metadata() == b.metadata());
        same("extraWire", a.extraWire() == b.extraWire());
        same("inputs", names(a, a.inputs()) == names(b, b.inputs()));
        same("outputs", names(a, a.outputs()) == names(b, b.outputs()));
        same("counts", a.nodes().size() == b.nodes().size() && a.values().size() == b.values().size());
        same("initializers", a.initializers().size() == b.initializers().size());
        for (std::size_t i = 0; i < a.nodes().size() && m_found.empty(); ++i)
            within("node " + a.nodes()[i].name, [&] { node(a, a.nodes()[i], b, b.nodes()[i]); });
        for (std::size_t i = 0; i < a.initializers().size() && m_found.empty(); ++i) {
            const auto &x = a.initializers()[i];
            const auto &y = b.initializers()[i];
            within("initializer " + a.value(x.value).name, [&] {
                same("name", a.value(x.value).name == b.value(y.value).name);
                tensor(x.tensor, y.tensor);
            });
        }
        for (const Value &value : a.values()) {
            if (!m_found.empty())
                return;
            const ValueId other = b.findValue(value.name);
            within("value " + value.name, [&] {
                same("there", other != kNone);
                if (other == kNone)
                    return;
                const Value &twin = b.value(other);
                same("type",
                    value.declaredType.toString() == twin.declaredType.toString() && value.declaredType.wire == twin.declaredType.wire);
                same("role", value.isInput == twin.isInput && value.isOutput == twin.isOutput && value.isOuter == twin.isOuter);
                same("texts", value.docString == twin.docString && value.metadata == twin.metadata && value.extraWire == twin.extraWire);
            });
        }
    }

    /// Repeated names are written as they were told apart.
    static bool isNameless(const Node &node) { return node.nameGenerated && node.nameInFile.empty(); }

    void node(const Graph &graphA, const Node &a, const Graph &graphB, const Node &b)
    {
        same("name", a.name == b.name && isNameless(a) == isNameless(b));
        same("type", a.opType == b.opType && a.domain == b.domain && a.overload == b.overload);
        same("inputs", names(graphA, a.inputs) == names(graphB, b.inputs));
        same("outputs", names(graphA, a.outputs) == names(graphB, b.outputs));
        same("texts", a.docString == b.docString && a.metadata == b.metadata && a.extraWire == b.extraWire);
        same("attributes", a.attributes.size() == b.attributes.size());
        for (std::size_t i = 0; i < a.attributes.size() && m_found.empty(); ++i)
            within("attribute " + a.attributes[i].name, [&] { attribute(a.attributes[i], b.attributes[i]); });
    }

    void attribute(const Attribute &a, const Attribute &b)
    {
        same("name", a.name == b.name && a.refAttrName == b.refAttrName && a.docString == b.docString && a.extraWire == b.extraWire);
        same("kind", a.value.index() == b.value.index());
        if (m_found.empty())
            std::visit([&](const auto &x) { value(x, std::get<std::decay_t<decltype(x)>>(b.value)); }, a.value);
    }

    template <typename T>
    void value(const T &a, const T &b)
    {
        same("value", a == b);
    }
    void value(const float &a, const float &b) { same("value", std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b)); }
    void value(const ConstantTensor &a, const ConstantTensor &b) { tensor(a, b); }
    void value(const std::shared_ptr<const Graph> &a, const std::shared_ptr<const Graph> &b) { graph(*a, *b); }
    void value(const SparseConstant &a, const SparseConstant &b)
    {
        same("shape", a.shape == b.shape);
        tensor(a.values, b.values);
        tensor(a.indices, b.indices);
    }
    void value(const Type &a, const Type &b) { same("type", a.wire == b.wire); }
    template <typename T>
    void value(const std::vector<T> &a, const std::vector<T> &b)
    {
        same("size", a.size() == b.size());
        for (std::size_t i = 0; i < a.size() && m_found.empty(); ++i)
            value(a[i], b[i]);
    }

    void tensor(const ConstantTensor &a, const ConstantTensor &b)
    {
        same("tensor type", a.dtype() == b.dtype() && a.shape() == b.shape());
        same("tensor texts", a.docString == b.docString && a.extraWire == b.extraWire);
        const auto x = a.load();
        const auto y = b.load();
        same("tensor loads", x.hasValue() && y.hasValue());
        if (!m_found.empty())
            return;
        if (a.dtype() == DType::String)
            same("tensor texts", x->strings() == y->strings());
        else
            same("tensor bytes", std::equal(x->raw(), x->raw() + x->bytes(), y->raw(), y->raw() + y->bytes()));
    }

    std::string m_path;
    std::string m_found;
};

} // namespace halftone::test
