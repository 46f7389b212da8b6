// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/welcome_page.h"

#include "widgets/common/format.h"
#include "widgets/panels/recent_delegate.h"

#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace halftone {

namespace {

constexpr int kColumnWidth = 640;

QString homeRelative(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_open(new QPushButton(this))
    , m_sample(new QPushButton(this))
    , m_sampleNote(new QLabel(this))
    , m_recentTitle(new QLabel(this))
    , m_recent(new QListWidget(this))
    , m_hint(new QLabel(this))
{
    setObjectName(QStringLiteral("welcomePage"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_open->setObjectName(QStringLiteral("welcomeOpen"));
    m_sample->setObjectName(QStringLiteral("welcomeSample"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2.4);
    large.setBold(true);
    m_title->setFont(large);
    m_subtitle->setWordWrap(true);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_sampleNote->setWordWrap(true);
    m_sampleNote->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_title, m_subtitle, m_sampleNote, m_hint, m_recentTitle})
        label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    QFont bold = font();
    bold.setBold(true);
    m_recentTitle->setFont(bold);
    for (QPushButton *button : {m_open, m_sample})
        button->setMinimumHeight(fontMetrics().height() * 5 / 2);
    m_open->setDefault(true);
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setItemDelegate(new RecentDelegate(m_recent));
    m_recent->setMouseTracking(true);

    auto *column = new QWidget(this);
    column->setMaximumWidth(kColumnWidth);
    auto *content = new QVBoxLayout(column);
    content->setSpacing(10);
    content->addWidget(m_title);
    content->addWidget(m_subtitle);
    content->addSpacing(12);
    auto *buttons = new QGridLayout;
    buttons->addWidget(m_open, 0, 0);
    buttons->addWidget(m_sample, 0, 1);
    buttons->addWidget(m_hint, 1, 0, Qt::AlignTop);
    buttons->addWidget(m_sampleNote, 1, 1, Qt::AlignTop);
    buttons->setColumnStretch(0, 1);
    buttons->setColumnStretch(1, 1);
    content->addLayout(buttons);
    content->addSpacing(12);
    content->addWidget(m_recentTitle);
    content->addWidget(m_recent, 1);
    content->addStretch(0);
    auto *layout = new QGridLayout(this);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 6);
    layout->setColumnStretch(2, 1);
    layout->setRowStretch(0, 1);
    layout->setRowStretch(1, 5);
    layout->setRowStretch(2, 1);
    layout->addWidget(column, 1, 1);

    connect(m_open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(m_sample, &QPushButton::clicked, this, &WelcomePage::openSampleRequested);
    connect(m_recent, &QListWidget::itemActivated, this,
        [this](QListWidgetItem *item) { emit fileChosen(item->data(Qt::UserRole).toString()); });
    connect(
        m_recent, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { emit fileChosen(item->data(Qt::UserRole).toString()); });
    retranslate();
}

void WelcomePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WelcomePage::retranslate()
{
    m_title->setText(QStringLiteral("Halftone"));
    m_subtitle->setText(tr("See where 8-bit integers hurt an ONNX model, choose what stays float, and export it."));
    m_open->setText(tr("&Open a model…"));
    m_sample->setText(tr("Open the &sample"));
    m_sampleNote->setText(tr("A small digit detector with its calibration scenes: the first calibration is two clicks away."));
    m_hint->setText(tr("or drop an .onnx file anywhere"));
    m_recentTitle->setText(tr("Recent"));
    m_recent->setAccessibleName(tr("Recent models"));
    fillRecent();
}

void WelcomePage::setRecentFiles(const QStringList &files)
{
    m_files = files;
    fillRecent();
}

void WelcomePage::fillRecent()
{
    m_recent->clear();
    for (const QString &path : m_files) {
        const QFileInfo file(path);
        if (!file.exists())
            continue;
        const QString date = QLocale().toString(file.lastModified(), QLocale::ShortFormat);
        auto *item = new QListWidgetItem(
            QStringLiteral("%1\n%2 · %3 · %4").arg(file.fileName(), homeRelative(file.absolutePath()), formatBytes(file.size()), date),
            m_recent);
        item->setData(Qt::UserRole, path);
        item->setToolTip(path);
    }
    const bool any = m_recent->count() > 0;
    m_recentTitle->setVisible(any);
    m_recent->setVisible(any);
}

} // namespace halftone
