// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// The graphs of a model for `inspect`: the main graph, then what is inside, each with its path ("" for the main graph).
class InspectedScopes
{
public:
    InspectedScopes(const Model &model, const GraphFacts &facts);

    /// How many nodes of each type there are in all scopes; a function counts once, however often it is called.
    std::map<std::string, int> operators() const;
    /// Bodies of If, Loop, Scan and SequenceMap, without functions.
    int bodies() const;

    /// [{name, scope, type, shape}] of every value.
    nlohmann::ordered_json values() const;
    /// [{value, scope, node}]: which node inside reads which value from around it.
    nlohmann::ordered_json captured() const;
    /// {"model" | "graph" | "node NAME" | "value NAME" | "weight NAME" | "function NAME": {key: text}}.
    nlohmann::ordered_json metadata() const;
    /// {node: {name: text}}, every text whole; without graphs and tensors.
    nlohmann::ordered_json attributes() const;
    /// Paths of nodes whose name, type, attribute or metadata holds `term`, in any case.
    nlohmann::ordered_json found(std::string_view term) const;

private:
    struct Scope
    {
        std::string path;
        const Graph *graph;
        const std::vector<Fact> *facts;
        bool isFunction;

        std::string pathOf(const std::string &name) const { return path.empty() ? name : path + '/' + name; }
    };

    const Model &m_model;
    std::vector<Scope> m_scopes;
};

/// Type and shape of a value for JSON: {"type": "float", "shape": [1, "N"]}.
nlohmann::ordered_json typeJson(const Type &type);

/// Elements as a flat list: numbers, pairs of real and imaginary part, truth values, texts. Not-finite numbers are texts.
Result<nlohmann::ordered_json> elementsJson(const ConstantTensor &constant);

} // namespace halftone
