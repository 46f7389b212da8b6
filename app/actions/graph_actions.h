// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"
#include "widgets/graphview/graph_overlay.h"

#include <optional>

namespace halftone {

class Bookmarks;
class MainWindow;

/// Finding one's way in the graph: highlighting, bookmarks, insides, numbers from files.
class GraphActions : public ActionSet
{
    Q_OBJECT

public:
    explicit GraphActions(MainWindow *window);

    void retranslate() override;
    Bookmarks *bookmarks() const { return m_bookmarks; }
    /// Numbers of the file loaded last, none without one.
    const std::optional<GraphOverlay> &nodeData() const { return m_nodeData; }
    /// Colours the numbers of a file onto the graph; of several sets in it the one named `set`, else the first.
    void loadNodeData(const QString &path, const QString &set = {});
    /// What is coloured onto the graph, in the format of Netron for "….attachment.json", else of Model Explorer.
    void saveNodeData(const QString &path);

signals:
    /// nodeData() is another one, and to be shown.
    void nodeDataChanged();

private:
    void addHighlights();
    void addBookmarks();
    void fillBookmarks();
    void goToBookmark(bool forward);
    void update();

    MainWindow *m_main;
    Bookmarks *m_bookmarks;
    QMenu *m_list = nullptr;
    std::optional<GraphOverlay> m_nodeData;
};

} // namespace halftone
