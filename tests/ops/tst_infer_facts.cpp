// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"
#include "core/ops/fact.h"

#include <QtTest>

using namespace halftone;

class TestInferFacts : public QObject
{
    Q_OBJECT

private slots:
    void modelOutputs_data();
    void modelOutputs();
    void givenDimensions();
};

namespace {

std::string modelPath(const QString &name) { return (QStringLiteral(HALFTONE_TEST_DATA "/models/") + name).toStdString(); }

} // namespace

void TestInferFacts::modelOutputs_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("output");
    QTest::newRow("yolov8: anchors from shape arithmetic") << "digits_yolov8.onnx"
                                                           << "float[N×14×525]";
    QTest::newRow("resnet") << "digits_resnet.onnx"
                            << "float[N×10]";
    QTest::newRow("mobilenet") << "digits_mobilenet.onnx"
                               << "float[N×10]";
    QTest::newRow("crnn: two LSTMs") << "digits_crnn.onnx"
                                     << "float[39×N×11]";
    QTest::newRow("mnist") << "mnist.onnx"
                           << "float[1×10]";
}

void TestInferFacts::modelOutputs()
{
    QFETCH(QString, file);
    QFETCH(QString, output);
    const auto model = readModel(modelPath(file));
    QVERIFY2(model, model ? "" : model.error().debugText().c_str());
    NoProgress progress;
    const auto facts = inferFacts(**model, {}, progress);
    QVERIFY(facts);
    const Graph &graph = *(*model)->graph;
    for (const Issue &issue : facts->issues)
        qWarning("%s", issue.message.debugText().c_str());
    QVERIFY(facts->issues.empty());
    QCOMPARE(QString::fromStdString(facts->values[graph.outputs().front()].type.toString()), output);
    for (std::size_t id = 0; id < graph.values().size(); ++id)
        QVERIFY2(facts->values[id].type.shape, graph.values()[id].name.c_str());
}

void TestInferFacts::givenDimensions()
{
    const auto model = readModel(modelPath(QStringLiteral("digits_yolov8.onnx")));
    QVERIFY(model);
    NoProgress progress;
    const Graph &graph = *(*model)->graph;
    const Type &input = graph.value(graph.inputs().front()).declaredType;
    const std::string symbol = input.shape->front().toString();
    const auto facts = inferFacts(**model, {{symbol, 4}}, progress);
    QVERIFY(facts);
    QCOMPARE(QString::fromStdString(facts->values[graph.outputs().front()].type.toString()), QStringLiteral("float[4×14×525]"));
    for (std::size_t id = 0; id < graph.values().size(); ++id)
        QVERIFY2(facts->values[id].concreteShape(), graph.values()[id].name.c_str());
}

QTEST_GUILESS_MAIN(TestInferFacts)
#include "tst_infer_facts.moc"
