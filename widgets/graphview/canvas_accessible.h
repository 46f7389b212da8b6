// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <memory>
#include <unordered_map>

namespace halftone {

class GraphCanvas;
class GraphScene;

/// What a screen reader sees of the graph: a list with an item for every box, made when asked for. The item under the keyboard has the
/// focus.
class CanvasAccessible : public QAccessibleWidget
{
public:
    explicit CanvasAccessible(GraphCanvas *canvas);
    ~CanvasAccessible() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;

    /// Makes interfaces of this kind for canvases; called once.
    static void install();

private:
    /// Items of another scene are worthless.
    void forgetOldItems() const;

    GraphCanvas *m_canvas;
    mutable std::weak_ptr<const GraphScene> m_scene;
    mutable std::unordered_map<int, QAccessible::Id> m_items;
};

} // namespace halftone
