// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/recipe_commands.h"

namespace halftone {

namespace {
constexpr int kSetOptionId = 1;
/// Changes further apart are two gestures.
constexpr qint64 kGestureMs = 700;
} // namespace

RecipeCommand::RecipeCommand(const QString &text, Recipe before, Recipe after, Apply apply)
    : QUndoCommand(text), m_before(std::move(before)), m_after(std::move(after)), m_apply(std::move(apply))
{
}

bool RecipeCommand::absorb(const RecipeCommand &other)
{
    m_after = other.m_after;
    setObsolete(m_before == m_after);
    return true;
}

SetOptionCommand::SetOptionCommand(const QString &text, Recipe before, Recipe after, Apply apply)
    : RecipeCommand(text, std::move(before), std::move(after), std::move(apply))
{
    m_clock.start();
}

int SetOptionCommand::id() const { return kSetOptionId; }

bool SetOptionCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = static_cast<const SetOptionCommand *>(other);
    if (next->text() != text() || m_clock.elapsed() > kGestureMs)
        return false;
    m_clock.restart();
    return absorb(*next);
}

} // namespace halftone
