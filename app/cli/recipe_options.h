// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/recipe.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace halftone {

/// The fields of a recipe as options. Options win over --recipe; lists are added to the file's.
class RecipeOptions
{
public:
    void declare(CLI::App &app);
    Result<Recipe> recipe() const;
    /// Writes the recipe to --save-recipe's file, when given.
    Status save(const Recipe &recipe) const;

private:
    Status readOverrides(Recipe &recipe) const;
    void setPairs(QdqOptions &options) const;

    std::string m_file;
    std::string m_saveFile;
    std::optional<std::string> m_format;
    std::vector<std::string> m_modes;
    std::optional<std::int64_t> m_opset;
    std::vector<std::string> m_overrides;
    std::optional<bool> m_weightPairs;
    std::optional<bool> m_dedicatedPairs;
    std::optional<bool> m_quantizeBias;
    std::optional<bool> m_keepActivations;
    std::optional<bool> m_contribOps;
    std::optional<bool> m_quantizeMoves;
    std::optional<double> m_minimumRange;
    std::vector<std::string> m_floatOutputs;
    std::optional<int> m_bits;
    std::optional<std::int64_t> m_blockSize;
    std::optional<bool> m_symmetricBlocks;
    std::optional<std::string> m_algorithm;
    std::optional<std::string> m_weightForm;
    std::optional<std::string> m_profile;
    std::optional<std::string> m_activations;
    std::optional<std::string> m_weights;
    std::optional<std::string> m_method;
    std::optional<std::string> m_preprocess;
    std::optional<double> m_percentile;
    std::optional<bool> m_perChannel;
    std::optional<bool> m_symmetricActivations;
    std::optional<bool> m_reduceRange;
    std::optional<bool> m_excludedReadFloat;
    std::optional<bool> m_equalize;
    std::optional<bool> m_wideJoins;
    std::optional<std::string> m_joinForm;
    std::optional<bool> m_dynamicInputs;
    std::optional<bool> m_maskRanges;
    std::optional<bool> m_sensitiveFloat;
    std::optional<std::string> m_smooth;
    bool m_noSmooth = false;
    std::optional<bool> m_outlierFloat;
    std::optional<bool> m_rangeSearch;
    std::optional<bool> m_adaround;
    std::optional<bool> m_biasCorrection;
    std::vector<std::string> m_exclude;
    std::vector<std::string> m_include;
    std::vector<std::string> m_excludeOps;
    std::vector<std::string> m_includeOps;
};

} // namespace halftone
