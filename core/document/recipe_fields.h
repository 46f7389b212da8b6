// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/recipe.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <string>
#include <vector>

namespace halftone {

/// One option of a recipe, as the options window edits it. Options are found in the recipe's JSON form, so that none can be forgotten;
/// those known by name have a text, the others show their key.
struct RecipeField
{
    enum class Kind {
        Switch, ///< bool
        Whole, ///< qlonglong
        Number, ///< double
        Choice, ///< QString, one of `choices`
        Text, ///< QString; empty for none
        Lines ///< QStringList
    };
    enum class Section { Scheme, WeightOnly, Pairs, Nodes, More };

    struct Choice
    {
        QString word;
        QString text;
        /// What it costs and gains; may be empty.
        QString tip;
    };

    /// Keys from the outside in, joined by ".": "format.type".
    std::string path;
    Section section = Section::More;
    Kind kind = Kind::Switch;
    QString label;
    /// What it costs and gains.
    QString tip;
    QVariant value;
    QList<Choice> choices;
    /// What a number of 0 stands for, such as "none"; empty where it is a number like others.
    QString zero;
    /// Behind a number: " %".
    QString unit;
};

/// All options of `recipe`, except what is edited elsewhere (settings of single tensors, preprocessing).
std::vector<RecipeField> recipeFields(const Recipe &recipe);

/// `recipe` with one option changed; fails as recipeFromJson() does.
Result<Recipe> withField(const Recipe &recipe, const RecipeField &field, const QVariant &value);

/// Words that the option at `path` may have, in the order of the recipe's own errors; empty when it takes no words.
std::vector<std::string> recipeWords(const Recipe &recipe, const std::string &path);

} // namespace halftone
