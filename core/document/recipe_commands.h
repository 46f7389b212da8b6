// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

#include <QElapsedTimer>
#include <QUndoCommand>

#include <functional>

namespace halftone {

/// Sets the recipe; the base of every undoable verb. `apply` stores a recipe and announces it.
class RecipeCommand : public QUndoCommand
{
public:
    using Apply = std::function<void(const Recipe &)>;

    RecipeCommand(const QString &text, Recipe before, Recipe after, Apply apply);
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }

protected:
    /// Takes over what `other` changed; true when done.
    bool absorb(const RecipeCommand &other);

private:
    Recipe m_before;
    Recipe m_after;
    Apply m_apply;
};

/// Excludes nodes (or includes them again).
class ChooseNodesCommand final : public RecipeCommand
{
public:
    using RecipeCommand::RecipeCommand;
};

/// Replaces the whole recipe: a file, an attempt.
class LoadRecipeCommand final : public RecipeCommand
{
public:
    using RecipeCommand::RecipeCommand;
};

/// Changes one option. Changes with the same text that follow within one gesture (a spin box held down, a slider) merge.
class SetOptionCommand final : public RecipeCommand
{
public:
    SetOptionCommand(const QString &text, Recipe before, Recipe after, Apply apply);
    int id() const override;
    bool mergeWith(const QUndoCommand *other) override;

private:
    QElapsedTimer m_clock;
};

} // namespace halftone
