// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <QMainWindow>

#include <memory>

namespace halftone {

class CompareView;

/// A window of its own with two models side by side.
class CompareWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit CompareWindow(QWidget *parent);

    CompareView *view() const { return m_view; }
    void compareWithFile(std::shared_ptr<const Model> model, const QString &name, const QString &path);
    void compare(std::shared_ptr<const Model> a, const QString &nameA, std::shared_ptr<const Model> b, const QString &nameB);

private:
    CompareView *m_view;
};

} // namespace halftone
