// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/bookmarks.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace halftone {

namespace {

/// Settings keys must not contain slashes, and paths are long.
QString keyOf(const Model &model)
{
    const QString path = QFileInfo(QString::fromStdString(model.path)).absoluteFilePath();
    return QStringLiteral("bookmarks/") + QString::fromLatin1(QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex());
}

} // namespace

void Bookmarks::setModel(std::shared_ptr<const Model> model)
{
    m_model = std::move(model);
    m_names = m_model && !m_model->path.empty() ? QSettings().value(keyOf(*m_model)).toStringList() : QStringList();
    resolve();
}

void Bookmarks::resolve()
{
    m_nodes.clear();
    for (const QString &name : m_names)
        if (const NodeId node = m_model ? m_model->graph->findNode(name.toStdString()) : kNone; node != kNone)
            m_nodes.push_back(node);
    std::sort(m_nodes.begin(), m_nodes.end());
    emit changed();
}

bool Bookmarks::contains(NodeId node) const { return std::binary_search(m_nodes.begin(), m_nodes.end(), node); }

void Bookmarks::toggle(const std::vector<NodeId> &nodes)
{
    const bool all = std::all_of(nodes.begin(), nodes.end(), [this](NodeId node) { return contains(node); });
    for (const NodeId node : nodes) {
        const QString name = QString::fromStdString(m_model->graph->node(node).name);
        if (all)
            m_names.removeAll(name);
        else if (!contains(node))
            m_names.append(name);
    }
    save();
    resolve();
}

void Bookmarks::clear()
{
    m_names.clear();
    save();
    resolve();
}

void Bookmarks::save() const
{
    if (!m_model || m_model->path.empty())
        return;
    if (m_names.isEmpty())
        QSettings().remove(keyOf(*m_model));
    else
        QSettings().setValue(keyOf(*m_model), m_names);
}

NodeId Bookmarks::next(NodeId from, bool forward) const
{
    if (m_nodes.empty())
        return kNone;
    if (forward) {
        const auto after = from == kNone ? m_nodes.begin() : std::upper_bound(m_nodes.begin(), m_nodes.end(), from);
        return after == m_nodes.end() ? m_nodes.front() : *after;
    }
    const auto at = from == kNone ? m_nodes.begin() : std::lower_bound(m_nodes.begin(), m_nodes.end(), from);
    return at == m_nodes.begin() ? m_nodes.back() : *std::prev(at);
}

} // namespace halftone
