// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/attempts.h"

#include "core/document/recipe_text.h"

#include <algorithm>
#include <cmath>

namespace halftone {

QString Attempt::title() const
{
    if (!name.isEmpty())
        return name;
    return change.isEmpty() ? Attempts::tr("Attempt %1").arg(id) : change;
}

const Attempt *Attempts::find(int id) const
{
    const auto found = std::find_if(m_list.begin(), m_list.end(), [id](const Attempt &each) { return each.id == id; });
    return found == m_list.end() ? nullptr : &*found;
}

const Attempt *Attempts::find(const Recipe &recipe) const
{
    const auto found = std::find_if(m_list.begin(), m_list.end(), [&](const Attempt &each) { return each.recipe == recipe; });
    return found == m_list.end() ? nullptr : &*found;
}

Attempt *Attempts::edit(int id) { return const_cast<Attempt *>(find(id)); }

int Attempts::record(Attempt attempt)
{
    m_current = put(std::move(attempt));
    emit changed();
    return m_current;
}

int Attempts::add(Attempt attempt)
{
    const int id = put(std::move(attempt));
    emit changed();
    return id;
}

int Attempts::put(Attempt attempt)
{
    attempt.when = QDateTime::currentDateTime();
    if (const Attempt *known = find(attempt.recipe)) {
        Attempt *existing = edit(known->id);
        attempt.id = existing->id;
        attempt.name = existing->name;
        attempt.change = existing->change;
        const auto keep = [](double &figure, double known) { figure = std::isnan(figure) ? known : figure; };
        keep(attempt.accuracy, existing->accuracy);
        keep(attempt.floatMs, existing->floatMs);
        keep(attempt.int8Ms, existing->int8Ms);
        *existing = std::move(attempt);
        return existing->id;
    }
    const Attempt *before = find(m_current);
    attempt.id = m_nextId++;
    if (attempt.change.isEmpty())
        attempt.change = before ? recipeChange(before->recipe, attempt.recipe) : recipeSummary(attempt.recipe);
    m_list.push_back(std::move(attempt));
    return m_list.back().id;
}

void Attempts::setName(int id, const QString &name)
{
    if (Attempt *attempt = edit(id)) {
        attempt->name = name;
        emit changed();
    }
}

void Attempts::setLatency(int id, double floatMs, double int8Ms)
{
    if (Attempt *attempt = edit(id)) {
        attempt->floatMs = floatMs;
        attempt->int8Ms = int8Ms;
        emit changed();
    }
}

void Attempts::setAccuracy(int id, double accuracy)
{
    if (Attempt *attempt = edit(id)) {
        attempt->accuracy = accuracy;
        emit changed();
    }
}

void Attempts::remove(int id)
{
    if (std::erase_if(m_list, [id](const Attempt &each) { return each.id == id; }) == 0)
        return;
    if (m_current == id)
        m_current = -1;
    emit changed();
}

void Attempts::reset(std::vector<Attempt> list)
{
    m_list = std::move(list);
    m_current = -1;
    m_nextId = 1;
    for (const Attempt &attempt : m_list)
        m_nextId = std::max(m_nextId, attempt.id + 1);
    emit changed();
}

} // namespace halftone
