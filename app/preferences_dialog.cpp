// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preferences_dialog.h"

#include "app/language.h"
#include "app/settings.h"
#include "core/quant/ordered_workers.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace halftone {

namespace {
constexpr int kMostCompared = 1000;
constexpr int kMostWorkers = 1024;
} // namespace

PreferencesDialog::PreferencesDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Preferences"));
    auto *theme = new QComboBox(this);
    theme->addItem(tr("As the system"), static_cast<int>(Theme::Scheme::System));
    theme->addItem(tr("Light"), static_cast<int>(Theme::Scheme::Light));
    theme->addItem(tr("Dark"), static_cast<int>(Theme::Scheme::Dark));
    theme->setCurrentIndex(theme->findData(static_cast<int>(settings::theme())));
    auto *language = new QComboBox(this);
    for (const Language &each : availableLanguages())
        language->addItem(each.locale.isEmpty() ? tr("As the system") : each.nativeName, each.locale);
    language->setCurrentIndex(std::max(0, language->findData(settings::language())));
    auto *compared = new QSpinBox(this);
    compared->setRange(0, kMostCompared);
    compared->setSpecialValueText(tr("all"));
    compared->setValue(settings::comparedSamples());
    compared->setToolTip(tr("More samples give truer errors and slower refreshes"));

    auto *workers = new QSpinBox(this);
    workers->setObjectName(QStringLiteral("workers"));
    workers->setRange(0, kMostWorkers);
    workers->setSpecialValueText(tr("as many as processors"));
    workers->setValue(settings::workers());
    workers->setToolTip(tr("Fewer leave processors to other programs and take less memory; calibration, comparisons and searches take "
                           "longer. The results are the same. On the command line: --workers"));

    auto *form = new QFormLayout;
    form->addRow(tr("&Theme"), theme);
    form->addRow(tr("&Language"), language);
    form->addRow(tr("&Samples compared after a change"), compared);
    form->addRow(tr("Samples computed at &once"), workers);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(theme, &QComboBox::currentIndexChanged, this, [theme] {
        const auto scheme = static_cast<Theme::Scheme>(theme->currentData().toInt());
        settings::setTheme(scheme);
        Theme::instance().setScheme(scheme);
    });
    connect(language, &QComboBox::currentIndexChanged, this, [language] {
        settings::setLanguage(language->currentData().toString());
        applyLanguage(language->currentData().toString());
    });
    connect(workers, &QSpinBox::editingFinished, this, [workers] {
        settings::setWorkers(workers->value());
        setDefaultWorkers(workers->value());
    });
    connect(compared, &QSpinBox::editingFinished, this, [this, compared] {
        settings::setComparedSamples(compared->value());
        emit comparedSamplesChanged(compared->value());
    });
}

} // namespace halftone
