// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/canvas_accessible.h"

#include "widgets/graphview/graph_canvas.h"

namespace halftone {

namespace {

/// One box of the graph: "Conv conv1, int8, 2 inputs".
class BoxAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    BoxAccessible(const CanvasAccessible *parent, GraphCanvas *canvas, std::uint32_t box) : m_parent(parent), m_canvas(canvas), m_box(box)
    {
    }

    std::uint32_t box() const { return m_box; }

    bool isValid() const override { return m_canvas->scene() && m_box < m_canvas->scene()->boxCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return const_cast<CanvasAccessible *>(m_parent); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        return kind == QAccessible::Name       ? m_canvas->spokenText(m_box)
            : kind == QAccessible::Description ? m_canvas->spokenEdges(m_box)
                                               : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRectF scene = m_canvas->scene()->boxRect(m_box);
        const GraphCamera &camera = m_canvas->camera();
        const QRect view = QRectF(camera.toView(scene.topLeft()), camera.toView(scene.bottomRight())).toAlignedRect();
        return {m_canvas->mapToGlobal(view.topLeft()), view.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = state.selectable = true;
        state.focused = m_canvas->hasFocus() && m_canvas->focusBox() == m_box;
        state.selected = m_canvas->look().isSelected(m_box);
        state.offscreen = !m_canvas->camera().visible().intersects(m_canvas->scene()->boxRect(m_box));
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {setFocusAction(), pressAction()}; }
    void doAction(const QString &) override
    {
        if (isValid())
            m_canvas->focusOn(m_box);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    const CanvasAccessible *m_parent;
    GraphCanvas *m_canvas;
    std::uint32_t m_box;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<GraphCanvas *>(object);
    return canvas ? new CanvasAccessible(canvas) : nullptr;
}

} // namespace

CanvasAccessible::CanvasAccessible(GraphCanvas *canvas) : QAccessibleWidget(canvas, QAccessible::List), m_canvas(canvas) { }

CanvasAccessible::~CanvasAccessible()
{
    for (const auto &[index, id] : m_items)
        QAccessible::deleteAccessibleInterface(id);
}

void CanvasAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(once)
}

void CanvasAccessible::forgetOldItems() const
{
    if (m_scene.lock() == m_canvas->sharedScene())
        return;
    m_scene = m_canvas->sharedScene();
    for (const auto &[index, id] : m_items)
        QAccessible::deleteAccessibleInterface(id);
    m_items.clear();
}

int CanvasAccessible::childCount() const { return m_canvas->scene() ? static_cast<int>(m_canvas->scene()->boxCount()) : 0; }

QAccessibleInterface *CanvasAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    forgetOldItems();
    const auto found = m_items.find(index);
    if (found != m_items.end())
        return QAccessible::accessibleInterface(found->second);
    auto *item = new BoxAccessible(this, m_canvas, static_cast<std::uint32_t>(index));
    m_items.emplace(index, QAccessible::registerAccessibleInterface(item));
    return item;
}

int CanvasAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *item = dynamic_cast<const BoxAccessible *>(child);
    return item ? static_cast<int>(item->box()) : -1;
}

QAccessibleInterface *CanvasAccessible::childAt(int x, int y) const
{
    if (!m_canvas->scene())
        return nullptr;
    const QPoint view = m_canvas->mapFromGlobal(QPoint(x, y));
    const std::uint32_t box = m_canvas->scene()->boxAt(m_canvas->camera().toScene(view));
    return box == kNone ? nullptr : child(static_cast<int>(box));
}

QAccessibleInterface *CanvasAccessible::focusChild() const
{
    const std::uint32_t box = m_canvas->focusBox();
    return m_canvas->hasFocus() && box != kNone ? child(static_cast<int>(box)) : nullptr;
}

} // namespace halftone
