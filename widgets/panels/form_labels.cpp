// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/form_labels.h"

#include <QFormLayout>
#include <QLabel>

#include <algorithm>

namespace halftone {

void alignLabels(std::initializer_list<QFormLayout *> forms)
{
    QList<QWidget *> labels;
    int widest = 0;
    for (const QFormLayout *form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole);
            if (!item || !item->widget())
                continue;
            labels.append(item->widget());
            widest = std::max(widest, item->widget()->sizeHint().width());
        }
    }
    for (QWidget *label : labels)
        label->setMinimumWidth(widest);
}

} // namespace halftone
