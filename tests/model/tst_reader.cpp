// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"

#include <QDir>
#include <QTest>

using namespace halftone;

namespace {
const std::string kModels = HALFTONE_TEST_DATA "/models/";
}

class TestReader : public QObject
{
    Q_OBJECT

private slots:
    void readsTheReferenceModels_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("opset");
        QTest::newRow("yolo") << "digits_yolov8.onnx" << 465 << 17;
        QTest::newRow("crnn") << "digits_crnn.onnx" << 61 << 17;
        QTest::newRow("inputs that are initializers") << "mnist.onnx" << 12 << 8;
        QTest::newRow("many domains") << "ultraface.onnx" << 126 << 9;
        QTest::newRow("unknown domain") << "super_resolution.onnx" << 105 << 18;
    }

    void readsTheReferenceModels()
    {
        QFETCH(QString, file);
        QFETCH(int, nodes);
        QFETCH(int, opset);
        const auto model = readModel(kModels + file.toStdString());
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        QCOMPARE(static_cast<int>((*model)->graph->nodes().size()), nodes);
        QCOMPARE((*model)->opset(), std::int64_t(opset));
        for (const Initializer &initializer : (*model)->graph->initializers()) {
            const auto tensor = initializer.tensor.load();
            QVERIFY2(tensor, tensor ? "" : tensor.error().debugText().c_str());
            QCOMPARE(tensor->count(), initializer.tensor.count());
        }
    }

    void everyCutOfAModelIsAnErrorOrAModel()
    {
        QFile file(QString::fromStdString(kModels + "mnist.onnx"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        int refused = 0;
        for (qsizetype length = 1; length < bytes.size(); length += 37)
            refused += readModelFromMemory(std::string_view(bytes.constData(), static_cast<std::size_t>(length)), "cut") ? 0 : 1;
        QVERIFY(refused > bytes.size() / 37 * 9 / 10);
    }
};

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
