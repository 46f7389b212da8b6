// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString modelPath(const QString &name) { return QStringLiteral(HALFTONE_TEST_DATA "/models/%1.onnx").arg(name); }

QStringList dataOptions(const QString &below)
{
    return {QStringLiteral("--data"), QStringLiteral(HALFTONE_TEST_DATA "/") + below, QStringLiteral("--preprocess"),
        QStringLiteral("scale=1/255,mean=0.5,std=0.5")};
}

double accuracy(const QString &path, const QString &data)
{
    const auto run
        = runProgram(QStringList{QStringLiteral("evaluate"), path, QStringLiteral("--json")} + dataOptions(data + QStringLiteral("/test")));
    return run.status == 0 ? QJsonDocument::fromJson(run.out).object().value(QLatin1String("value")).toDouble() : -1;
}

} // namespace

/// The figures of the reference models on their test sets, float and after quantization with the defaults.
class TestAccuracy : public QObject
{
    Q_OBJECT

private slots:
    void floatModels_data();
    void floatModels();
    void quantizedModels_data();
    void quantizedModels();
};

void TestAccuracy::floatModels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("data");
    QTest::addColumn<double>("expected");
    QTest::newRow("residual network") << QStringLiteral("digits_resnet") << QStringLiteral("digits") << 0.992;
    QTest::newRow("skewed residual network") << QStringLiteral("digits_resnet_skewed") << QStringLiteral("digits") << 0.992;
    QTest::newRow("inverted residuals") << QStringLiteral("digits_mobilenet") << QStringLiteral("digits") << 0.996;
    QTest::newRow("text recognition") << QStringLiteral("digits_crnn") << QStringLiteral("strings") << 0.800;
    QTest::newRow("detection") << QStringLiteral("digits_yolov8") << QStringLiteral("scenes") << 0.984;
}

void TestAccuracy::floatModels()
{
    QFETCH(QString, name);
    QFETCH(QString, data);
    QFETCH(double, expected);
    const double found = accuracy(modelPath(name), data);
    QVERIFY2(std::abs(found - expected) < 0.0006, qPrintable(QString::number(found)));
}

void TestAccuracy::quantizedModels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    const QStringList plain{QStringLiteral("--profile"), QStringLiteral("plain")};
    QTest::newRow("residual network") << QStringLiteral("digits_resnet") << QStringLiteral("digits") << QStringList() << 0.988 << 1.0;
    QTest::newRow("inverted residuals") << QStringLiteral("digits_mobilenet") << QStringLiteral("digits") << QStringList() << 0.992 << 1.0;
    QTest::newRow("text recognition") << QStringLiteral("digits_crnn") << QStringLiteral("strings") << QStringList() << 0.78 << 1.0;
    QTest::newRow("detection, nothing told") << QStringLiteral("digits_yolov8") << QStringLiteral("scenes") << QStringList() << 0.982
                                             << 1.0;
    QTest::newRow("unequal channels, nothing told")
        << QStringLiteral("digits_resnet_skewed") << QStringLiteral("digits") << QStringList() << 0.99 << 1.0;
    QTest::newRow("detection, all int8") << QStringLiteral("digits_yolov8") << QStringLiteral("scenes") << plain << 0.95 << 0.975;
    QTest::newRow("detection without the head's Concat")
        << QStringLiteral("digits_yolov8") << QStringLiteral("scenes")
        << plain + QStringList{QStringLiteral("--exclude"), QStringLiteral("/Concat_37")} << 0.980 << 1.0;
}

void TestAccuracy::quantizedModels()
{
    QFETCH(QString, name);
    QFETCH(QString, data);
    QFETCH(QStringList, options);
    QFETCH(double, least);
    QFETCH(double, most);
    QTemporaryDir folder;
    const QString quantized = folder.filePath(QStringLiteral("int8.onnx"));
    const auto run = runProgram(QStringList{QStringLiteral("quantize"), modelPath(name), QStringLiteral("-o"), quantized} + options
        + dataOptions(data + QStringLiteral("/calibration")));
    QVERIFY2(run.status == 0, run.err.constData());
    const double found = accuracy(quantized, data);
    QVERIFY2(found >= least && found <= most, qPrintable(QString::number(found)));
}

QTEST_GUILESS_MAIN(TestAccuracy)
#include "tst_accuracy.moc"
