// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/recipe_options.h"

#include "app/cli/file_errors.h"
#include "core/quant/errors.h"
#include "core/quant/formats/raise_opset.h"
#include "core/quant/names.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <vector>

namespace halftone {

namespace {

/// --name and --other set one choice both ways.
void addSwitch(CLI::App &app, const std::string &names, std::optional<bool> &target, const std::string &help)
{
    app.add_flag_function(
        names, [&target](std::int64_t count) { target = count > 0; }, help);
}

std::vector<std::string> formatWords()
{
    std::vector<std::string> words;
    for (const QuantFormat format : quantFormats())
        words.emplace_back(quantFormatName(format));
    return words;
}

/// NAME=MODE; a name may hold '=' itself.
Result<ModeRule> parseModeRule(const std::string &text)
{
    const auto at = text.rfind('=');
    const auto mode = at == std::string::npos ? std::nullopt : nodeModeFromName(std::string_view(text).substr(at + 1));
    if (!mode)
        return Error(errc::kRecipeBadValue, {"--mode", text, "NAME|re:PATTERN=" + nodeModeNames()});
    HALFTONE_TRY(NodePattern nodes, NodePattern::parse(text.substr(0, at)));
    return ModeRule{std::move(nodes), *mode};
}

Result<std::string> readText(const std::string &path)
{
    // Also from a pipe that a shell made; but a device never ends.
    constexpr std::size_t kMostBytes = std::size_t(64) << 20;
    std::ifstream file(path, std::ios::binary);
    std::string text;
    std::vector<char> part(std::size_t(1) << 16);
    while (file && text.size() <= kMostBytes) {
        file.read(part.data(), static_cast<std::streamsize>(part.size()));
        text.append(part.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (text.empty() || !file.eof())
        return Error(errc::kFileUnreadable, {path});
    return text;
}

} // namespace

void RecipeOptions::setPairs(QdqOptions &options) const
{
    options.weightPairs = m_weightPairs.value_or(options.weightPairs);
    options.dedicatedPairs = m_dedicatedPairs.value_or(options.dedicatedPairs);
    options.quantizeBias = m_quantizeBias.value_or(options.quantizeBias);
    options.keepActivations = m_keepActivations.value_or(options.keepActivations);
    options.contribOps = m_contribOps.value_or(options.contribOps);
    options.quantizeMoves = m_quantizeMoves.value_or(options.quantizeMoves);
    options.minimumRange = m_minimumRange.value_or(options.minimumRange);
    options.floatOutputs.insert(options.floatOutputs.end(), m_floatOutputs.begin(), m_floatOutputs.end());
}

Status RecipeOptions::readOverrides(Recipe &recipe) const
{
    for (const std::string &path : m_overrides) {
        HALFTONE_TRY(const std::string text, readText(path));
        auto read = tensorOverridesFromJson(text);
        if (!read)
            return std::move(read).error().at(path);
        for (auto &[name, tensorOverride] : *read)
            recipe.tensors[name] = std::move(tensorOverride);
    }
    return {};
}

void RecipeOptions::declare(CLI::App &app)
{
    app.add_option("--recipe", m_file, "Start from a recipe file of the studio or --save-recipe")->type_name("FILE");
    app.add_option("--save-recipe", m_saveFile, "Write the recipe that was used")->type_name("FILE");
    app.add_option("--format", m_format, "How quantization is written into the model")->check(CLI::IsMember(formatWords()));
    app.add_option("--bits", m_bits, "Weight-only: bits of a weight (default 4)")->check(CLI::IsMember({2, 4, 8}));
    app.add_option("--block-size", m_blockSize, "Weight-only: weights that share a scale (default 32)")
        ->check(CLI::IsMember({16, 32, 64, 128, 256}));
    app.add_option("--algorithm", m_algorithm, "Weight-only: how weights are rounded (default rtn); gptq and awq need --data")
        ->check(CLI::IsMember({"rtn", "hqq", "gptq", "awq"}));
    addSwitch(app, "--symmetric-blocks,!--asymmetric-blocks", m_symmetricBlocks, "Weight-only: without zero points, or with (default)");
    app.add_option("--weight-form", m_weightForm, "Weight-only: MatMulNBits (nbits, default) or blocked DequantizeLinear (qdq)")
        ->check(CLI::IsMember({"nbits", "qdq"}));
    addSwitch(app, "--dynamic-inputs,!--static-inputs", m_dynamicInputs,
        "QOperator: what floats enter by has scales computed as the model runs, or those of calibration (default)");
    app.add_option("--mode", m_modes, "How these nodes run, whatever the format: " + nodeModeNames())
        ->type_name("NAME|re:PATTERN=MODE")
        ->expected(1)
        ->take_all();
    app.add_option("--profile", m_profile, "What may be decided beyond the options")
        ->check(CLI::IsMember({"default", "plain", "ort", "tensorrt"}));
    app.add_option("--activations", m_activations, "Type of activations")->check(CLI::IsMember({"u8", "s8", "u16", "s16"}));
    app.add_option("--weights", m_weights, "Type of weights")->check(CLI::IsMember({"s8", "u8", "s16", "u16", "s4", "u4"}));
    addSwitch(app, "--per-channel,!--per-tensor", m_perChannel, "One weight scale a channel (default), or one a tensor");
    addSwitch(
        app, "--symmetric-activations,!--asymmetric-activations", m_symmetricActivations, "Zero point in the middle, or free (default)");
    addSwitch(app, "--reduce-range,!--full-range", m_reduceRange, "7-bit weights for processors without VNNI, or all 8 bits (default)");
    app.add_option("--method", m_method, "How ranges follow from statistics")
        ->check(CLI::IsMember({"minmax", "moving-average", "entropy", "percentile", "mse"}));
    app.add_option("--percentile", m_percentile, "For --method percentile")->check(CLI::Range(50.0, 100.0));
    addSwitch(
        app, "--equalize,!--no-equalize", m_equalize, "Even out channel ranges through the weights (default: where they differ much)");
    addSwitch(app, "--wide-joins,!--no-wide-joins", m_wideJoins,
        "Look after Concats and Adds of very different ranges (default: yes, unless --profile plain)");
    app.add_option("--join-form", m_joinForm,
           "QDQ: such joins stay float (default), or their results have a scale for each channel where nothing computes with them")
        ->check(CLI::IsMember({"float", "channels"}));
    addSwitch(app, "--mask-ranges,!--no-mask-ranges", m_maskRanges, "Keep what touches masks float (default: yes, unless --profile plain)");
    addSwitch(app, "--sensitive-float,!--no-sensitive-float", m_sensitiveFloat,
        "In encoders, quantize only the products; what lies between stays float (default: yes, unless --profile plain)");
    auto *smooth = app.add_option("--smooth", m_smooth,
                          "SmoothQuant: share of the channels' range that moves into the weights, or best for each product by the samples "
                          "(default: best, where it helps; needs --data)")
                       ->type_name("ALPHA|best")
                       ->check(CLI::Range(0.01, 1.0) | CLI::IsMember({"best"}));
    app.add_flag("--no-smooth", m_noSmooth, "Leave the channels before products as they are")->excludes(smooth);
    addSwitch(app, "--outlier-float,!--no-outlier-float", m_outlierFloat,
        "Keep products float whose error on samples stays large, or give an encoder's 16-bit activations (default: yes, unless --profile "
        "plain; needs --data)");
    addSwitch(app, "--range-search,!--no-range-search", m_rangeSearch,
        "Ranges that least disturb what layers make of the samples, instead of --method's (needs --data)");
    addSwitch(app, "--adaround,!--no-adaround", m_adaround, "Round weights up or down as the samples want it (needs --data)");
    addSwitch(app, "--bias-correction,!--no-bias-correction", m_biasCorrection,
        "Biases take up the mean error of rounded weights (needs --data)");
    app.add_option("--opset", m_opset, "Opset of the model that is written (default: its own, 21 for 4-bit types)")
        ->check(CLI::Range(kOldestTargetOpset, kNewestTargetOpset));
    addSwitch(app, "--weight-pairs,!--no-weight-pairs", m_weightPairs, "QDQ: weights stay float behind a pair of their own");
    addSwitch(
        app, "--dedicated-pairs,!--shared-pairs", m_dedicatedPairs, "QDQ: a pair for each reader of a value, or one for all (default)");
    addSwitch(app, "--quantize-bias,!--float-bias", m_quantizeBias, "QDQ: biases become int32 (default), or stay float");
    addSwitch(app, "--keep-activations,!--merge-activations", m_keepActivations,
        "QDQ: keep each Relu and Clip, or let saturation do its work (default)");
    addSwitch(app, "--contrib-ops,!--standard-ops", m_contribOps,
        "QDQ: pairs of com.microsoft operators, or of ai.onnx where they can be (default)");
    addSwitch(app, "--quantize-moves,!--follow-input", m_quantizeMoves,
        "QDQ: quantize Reshape and its kind also behind float nodes, or only behind quantized ones (default)");
    app.add_option("--minimum-range", m_minimumRange, "Ranges span at least this (default 0)")->check(CLI::NonNegativeNumber);
    app.add_option("--preprocess-model", m_preprocess, "Changes to the float model before: on, off or passes by name")
        ->type_name("on|off|PASS,…");
    const auto list = [&app](const char *name, std::vector<std::string> &target, const char *type, const char *help) {
        return app.add_option(name, target, help)->type_name(type)->expected(1)->take_all();
    };
    list("--float-output", m_floatOutputs, "TYPE", "QDQ: operators whose results no pair follows")
        ->expected(1, CLI::detail::expected_max_vector_size);
    list("--override", m_overrides, "FILE",
        "Types, ranges or scales of single tensors: JSON as in recipes, as ONNX Runtime's TensorQuantOverrides, or {tensor: [zero point, "
        "scale]}");
    addSwitch(app, "--excluded-read-float,!--excluded-read-rounded", m_excludedReadFloat,
        "Nodes that stay float by the user's word read float values (default), or dequantized ones as in ONNX Runtime (--profile ort)");
    list("--exclude", m_exclude, "NAME|re:PATTERN", "Nodes that stay float");
    list("--include", m_include, "NAME|re:PATTERN", "Quantize only these nodes");
    list("--exclude-op", m_excludeOps, "TYPE", "Operators that stay float")->expected(1, CLI::detail::expected_max_vector_size);
    list("--include-op", m_includeOps, "TYPE", "Quantize only these operators")->expected(1, CLI::detail::expected_max_vector_size);
}

Result<Recipe> RecipeOptions::recipe() const
{
    Recipe recipe;
    if (!m_file.empty()) {
        HALFTONE_TRY(const std::string text, readText(m_file));
        auto read = recipeFromJson(text);
        if (!read)
            return std::move(read).error().at(m_file);
        recipe = std::move(*read);
    }
    // A profile is where one starts: in a file, its other fields count.
    if (m_profile && m_file.empty())
        recipe = defaultRecipe(*profileFromName(*m_profile));
    else if (m_profile)
        recipe.profile = *profileFromName(*m_profile);
    if (m_format)
        recipe.format.type = *quantFormatFromName(*m_format);
    FormatOptions &format = recipe.format;
    format.bits = m_bits.value_or(format.bits);
    format.blockSize = m_blockSize.value_or(format.blockSize);
    format.symmetricBlocks = m_symmetricBlocks.value_or(format.symmetricBlocks);
    if (m_algorithm)
        format.algorithm = *weightAlgorithmFromName(*m_algorithm);
    if (m_weightForm)
        format.weightForm = *weightFormFromName(*m_weightForm);
    format.dynamicInputs = m_dynamicInputs.value_or(format.dynamicInputs);
    format.opset = m_opset.value_or(format.opset);
    setPairs(recipe.qdq);
    HALFTONE_CHECK(readOverrides(recipe));
    for (const std::string &text : m_modes) {
        HALFTONE_TRY(ModeRule rule, parseModeRule(text));
        recipe.format.modes.push_back(std::move(rule));
    }
    if (m_activations)
        recipe.activations = *quantTypeFromName(*m_activations);
    if (m_weights)
        recipe.weights = *quantTypeFromName(*m_weights);
    if (m_method)
        recipe.method = *rangeMethodFromName(*m_method);
    recipe.percentile = m_percentile.value_or(recipe.percentile);
    recipe.perChannel = m_perChannel.value_or(recipe.perChannel);
    recipe.symmetricActivations = m_symmetricActivations.value_or(recipe.symmetricActivations);
    recipe.reduceRange = m_reduceRange.value_or(recipe.reduceRange);
    recipe.excludeMeansFloatIn = m_excludedReadFloat.value_or(recipe.excludeMeansFloatIn);
    for (const auto &[texts, patterns] : {std::pair{&m_exclude, &recipe.exclude}, std::pair{&m_include, &recipe.include}})
        for (const std::string &text : *texts) {
            HALFTONE_TRY(NodePattern pattern, NodePattern::parse(text));
            patterns->push_back(std::move(pattern));
        }
    const auto decide = [](const std::optional<bool> &given, Decision &target) {
        if (given)
            target = *given ? Decision::On : Decision::Off;
    };
    decide(m_equalize, recipe.algorithms.equalize);
    decide(m_wideJoins, recipe.algorithms.wideJoins);
    if (m_joinForm)
        recipe.algorithms.joinForm = *joinFormFromName(*m_joinForm);
    decide(m_maskRanges, recipe.algorithms.maskRanges);
    decide(m_sensitiveFloat, recipe.algorithms.sensitiveFloat);
    if (m_smooth || m_noSmooth)
        recipe.algorithms.smooth = m_smooth ? Decision::On : Decision::Off;
    if (m_smooth)
        recipe.algorithms.smoothAlpha = *m_smooth == "best" ? 0 : std::stod(*m_smooth);
    decide(m_outlierFloat, recipe.algorithms.outlierFloat);
    decide(m_rangeSearch, recipe.algorithms.rangeSearch);
    decide(m_adaround, recipe.algorithms.adaround);
    decide(m_biasCorrection, recipe.algorithms.biasCorrection);
    if (m_preprocess) {
        HALFTONE_TRY(recipe.preprocess, PreprocessOptions::parse(*m_preprocess));
    }
    recipe.excludeOps.insert(recipe.excludeOps.end(), m_excludeOps.begin(), m_excludeOps.end());
    // The list of a profile is a default, the list of a file is a choice.
    if (m_file.empty() && !m_includeOps.empty())
        recipe.includeOps.clear();
    recipe.includeOps.insert(recipe.includeOps.end(), m_includeOps.begin(), m_includeOps.end());
    return recipe;
}

Status RecipeOptions::save(const Recipe &recipe) const
{
    if (m_saveFile.empty())
        return {};
    std::ofstream file(m_saveFile, std::ios::binary);
    file << recipeToJson(recipe);
    file.close();
    return file ? Status() : Error(errc::kFileUnwritable, {m_saveFile});
}

} // namespace halftone
