// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/recipe_fields.h"

#include <QDialog>

class QGridLayout;
class QLabel;
class QTabWidget;

namespace halftone {

class Document;

/// Every option of the recipe, each with what it costs and gains. Changes take effect at once and can be undone. Not modal.
class OptionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit OptionsDialog(Document *document, QWidget *parent = nullptr);

    /// The editor of an option; its object name is the path.
    QWidget *editor(const std::string &path) const;
    QTabWidget *tabs() const { return m_tabs; }

private:
    void build();
    void addField(QGridLayout &form, const RecipeField &field);
    void follow();
    QWidget *makeEditor(const RecipeField &field);
    void showValue(QWidget *editor, const RecipeField &field);
    void edit(const std::string &path, const QVariant &value);

    Document *m_document;
    QTabWidget *m_tabs;
    QLabel *m_problem;
    std::vector<RecipeField> m_fields;
    bool m_following = false;
};

} // namespace halftone
