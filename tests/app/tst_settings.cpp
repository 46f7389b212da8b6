// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"
#include "app/preferences_dialog.h"
#include "app/settings.h"
#include "app/studio.h"
#include "core/quant/ordered_workers.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;

/// What is remembered between two starts may be missing, old or damaged.
class TestSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    void write(const QByteArray &content)
    {
        const QString path = QSettings().fileName();
        QVERIFY(path.startsWith(m_home.path()));
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    }

    void damagedSettingsAreDefaults_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("noise") << QByteArray("\x00\xff[[[=\n%%%\n", 12).repeated(100);
        QTest::newRow("values of other kinds") << QByteArray(
            "[General]\ntheme=purple\ncomparedSamples=-7\nlanguage=../../etc\nrecent=@Variant(\\0\\0\\0\\x7f)\nfolder=\n"
            "[window]\ngeometry=@ByteArray(\\xff\\xff\\xff)\nstate=@ByteArray(no state)\n[view]\nminimap=perhaps\n");
        QTest::newRow("numbers out of range") << QByteArray("[General]\ntheme=99\ncomparedSamples=99999999999999999999\n");
        QTest::newRow("cut off") << QByteArray("[General]\ntheme=1\nrecent=/a, /b\n[window]\ngeometry=@ByteArr");
    }

    void damagedSettingsAreDefaults()
    {
        QFETCH(QByteArray, content);
        write(content);
        QVERIFY(static_cast<int>(settings::theme()) >= 0 && static_cast<int>(settings::theme()) <= static_cast<int>(Theme::Scheme::Dark));
        QVERIFY(settings::comparedSamples() > 0);
        QCOMPARE(settings::recentFiles(), QStringList());
        MainWindow window;
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(window.width() > 100 && window.height() > 100);
    }

    void fewerWorkersAreForAllWork()
    {
        write({});
        PreferencesDialog dialog;
        auto *workers = dialog.findChild<QSpinBox *>(QStringLiteral("workers"));
        QVERIFY(workers);
        workers->setValue(3);
        emit workers->editingFinished();
        QCOMPARE(settings::workers(), 3);
        QCOMPARE(workerCount(0, 100), 3);
        QCOMPARE(workerCount(7, 100), 7);
        setDefaultWorkers(0);
        QVERIFY(workerCount(0, 100) >= 1);
    }

    void whatIsSetIsRead()
    {
        write({});
        settings::setComparedSamples(5);
        settings::setTheme(Theme::Scheme::Dark);
        QFile file(m_home.filePath(QStringLiteral("a.onnx")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        settings::addRecentFile(file.fileName());
        settings::addRecentFile(m_home.filePath(QStringLiteral("gone.onnx")));
        QCOMPARE(settings::comparedSamples(), 5);
        QVERIFY(settings::theme() == Theme::Scheme::Dark);
        QCOMPARE(settings::recentFiles(), QStringList{file.fileName()});
    }
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
