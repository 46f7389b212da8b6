// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/tensor_settings.h"

#include "core/quant/script/python_text.h"

namespace halftone {

namespace {

std::string numberText(float value) { return pythonNumber(static_cast<double>(value)); }

std::string numpyType(DType type)
{
    switch (type) {
    case DType::UInt8:
        return "uint8";
    case DType::Int16:
        return "int16";
    case DType::UInt16:
        return "uint16";
    default:
        return "int8";
    }
}

/// Fields of one dictionary, each "key": value.
class Fields
{
public:
    void add(const std::string &key, const std::string &value) { m_text += (m_text.empty() ? "\"" : ", \"") + key + "\": " + value; }
    std::string dictionary() const { return "{" + m_text + "}"; }
    bool isEmpty() const { return m_text.empty(); }

private:
    std::string m_text;
};

class Settings
{
public:
    Settings(const OrtScriptInput &input, ScriptCall &call) : m_input(input), m_call(call) { }

    /// A list of dictionaries: one, or one a channel.
    std::string of(const std::string &name, const TensorOverride &tensor)
    {
        const ValueId id = m_input.graph.findValue(name);
        const bool isWeight = id != kNone && m_input.graph.constant(id);
        Fields first;
        if (tensor.dtype)
            first.add("quant_type", pythonQuantType(*tensor.dtype));
        if (isWeight)
            addAxis(name, tensor, first);
        addRange(name, tensor, first);
        if (tensor.symmetric)
            first.add("symmetric", pythonTruth(*tensor.symmetric));
        if (tensor.reduceRange && isWeight)
            first.add("reduce_range", pythonTruth(*tensor.reduceRange));
        else if (tensor.reduceRange)
            m_call.note("the number of steps of " + name + ": ONNX Runtime reduces ranges of weights only.");
        if (tensor.convert)
            first.add("convert", conversion(*tensor.convert));
        const DType type = tensor.dtype.value_or(isWeight ? m_input.recipe.weights : m_input.recipe.activations);
        std::string list;
        for (std::size_t i = 0; i < tensor.scale.size(); ++i) {
            Fields more = i == 0 ? first : Fields();
            more.add("scale", "numpy.array(" + numberText(tensor.scale[i]) + ", numpy.float32)");
            more.add("zero_point", "numpy.array(" + std::to_string(tensor.zeroPoint[i]) + ", numpy." + numpyType(type) + ")");
            list += (i == 0 ? "" : ", ") + more.dictionary();
        }
        if (tensor.scale.empty())
            list = first.isEmpty() ? std::string() : first.dictionary();
        return list;
    }

private:
    const QuantParams *params(const std::string &name) const
    {
        if (!m_input.params)
            return nullptr;
        const auto found = m_input.params->find(name);
        return found == m_input.params->end() ? nullptr : &found->second;
    }

    /// A setting without an axis makes ONNX Runtime take one scale for the tensor.
    void addAxis(const std::string &name, const TensorOverride &tensor, Fields &fields)
    {
        const QuantParams *chosen = params(name);
        const bool perChannel = tensor.perChannel.value_or(m_input.recipe.perChannel);
        if (tensor.axis)
            fields.add("axis", std::to_string(*tensor.axis));
        else if (chosen && chosen->axis >= 0)
            fields.add("axis", std::to_string(chosen->axis));
        else if (!chosen && perChannel)
            m_call.note("a scale for each channel of " + name + ": what is set for it makes ONNX Runtime take one for all.");
        else if (fields.isEmpty() && tensor.perChannel)
            fields.add("quant_type", pythonQuantType(tensor.dtype.value_or(m_input.recipe.weights)));
    }

    void addRange(const std::string &name, const TensorOverride &tensor, Fields &fields)
    {
        const QuantParams *chosen = params(name);
        const bool isAsked = tensor.minimum || tensor.maximum || tensor.method;
        if (tensor.minimum && tensor.maximum)
            addLimits(*tensor.minimum, *tensor.maximum, fields);
        else if (isAsked && chosen && chosen->scale.size() == 1)
            addLimits(chosen->minimum, chosen->maximum, fields);
        else if (isAsked)
            m_call.note("one end of a range, or a method, for " + name + " alone.");
    }

    static void addLimits(float minimum, float maximum, Fields &fields)
    {
        fields.add("rmin", "numpy.float32(" + numberText(minimum) + ")");
        fields.add("rmax", "numpy.float32(" + numberText(maximum) + ")");
    }

    static std::string conversion(const TensorConversion &convert)
    {
        Fields fields;
        fields.add("quant_type", pythonQuantType(convert.dtype));
        std::string nodes;
        for (const std::string &node : convert.nodes)
            nodes += (nodes.empty() ? "" : ", ") + pythonString(node);
        if (!nodes.empty())
            fields.add("recv_nodes", "{" + nodes + "}");
        return fields.dictionary();
    }

    const OrtScriptInput &m_input;
    ScriptCall &m_call;
};

} // namespace

std::string tensorSettings(const OrtScriptInput &input, ScriptCall &call)
{
    Settings settings(input, call);
    std::string text;
    // ONNX Runtime 1.31 looks for types in the first entry only, to see whether it needs 16 or 4 bits.
    for (const bool typed : {true, false})
        for (const auto &[name, tensor] : input.recipe.tensors) {
            if ((tensor.dtype || tensor.convert) != typed)
                continue;
            if (const std::string list = settings.of(name, tensor); !list.empty())
                text += "    " + pythonString(name) + ": [" + list + "],\n";
        }
    return text.empty() ? text : "{\n" + text + "}";
}

std::string chosenRanges(const OrtScriptInput &input)
{
    if (!input.params)
        return {};
    std::string text;
    for (const auto &[name, params] : *input.params) {
        const ValueId id = input.graph.findValue(name);
        const auto own = input.recipe.tensors.find(name);
        const bool isSet = own != input.recipe.tensors.end() && (!own->second.scale.empty() || own->second.minimum || own->second.maximum);
        if (id == kNone || input.graph.constant(id) || params.scale.size() != 1 || isSet)
            continue;
        text += "    " + pythonString(name) + ": (" + numberText(params.minimum) + ", " + numberText(params.maximum) + "),\n";
    }
    return text.empty() ? text : "{\n" + text + "}";
}

} // namespace halftone
