// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/text_model.h"

#include "core/model/reader.h"
#include "tests/support/same_model.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <onnx/onnx_pb.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;
using namespace halftone::test;

namespace {

const QString kModels = QStringLiteral(HALFTONE_TEST_DATA "/models/");

const std::string kSmall = R"(# written by hand
ir_version: 10
opset_import { domain: "" version: 21 }
graph {
  name: "small"
  node { input: "x" output: "y" name: "n" op_type: "Relu" metadata_props { key: "namespace" value: "net/act" } }
  input { name: "x" type { tensor_type { elem_type: 1 shape { dim { dim_param: "N" } dim { dim_value: 4 } } } } }
  output { name: "y" type { tensor_type { elem_type: 1 shape { dim { dim_param: "N" } dim { dim_value: 4 } } } } }
  metadata_props { key: "made" value: "by hand" }
}
)";

} // namespace

class TestTextModel : public QObject
{
    Q_OBJECT

private slots:
    void aWrittenModelEqualsItsBinary_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("mnist") << "mnist.onnx";
        QTest::newRow("resnet") << "digits_resnet.onnx";
        QTest::newRow("crnn") << "digits_crnn.onnx";
    }

    void aWrittenModelEqualsItsBinary()
    {
        QFETCH(QString, file);
        QFile binary(kModels + file);
        QVERIFY(binary.open(QIODevice::ReadOnly));
        const std::string bytes = binary.readAll().toStdString();
        onnx::ModelProto proto;
        QVERIFY(proto.ParseFromString(bytes));
        std::string text;
        QVERIFY(google::protobuf::TextFormat::PrintToString(proto, &text));
        std::string json;
        QVERIFY(google::protobuf::util::MessageToJsonString(proto, &json).ok());

        const auto expected = readModelFromMemory(bytes, "binary");
        QVERIFY(expected);
        for (const std::string &written : {text, json}) {
            const auto model = readModelFromMemory(written, "written");
            QVERIFY2(model, model ? "" : model.error().debugText().c_str());
            QCOMPARE(QString::fromStdString(ModelDifference::find(**expected, **model)), QString());
        }
    }

    void newerFieldsAreKept()
    {
        const auto model = readModelFromMemory(kSmall, "small");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        const Node &node = (*model)->graph->nodes().front();
        QCOMPARE(node.metadata.size(), std::size_t(1));
        QCOMPARE(node.metadata.front().second, std::string("net/act"));
        QCOMPARE((*model)->opset(), std::int64_t(21));
    }

    /// Some writers repeat an output among the values between, without its shape.
    void anOutputKeepsItsShape()
    {
        std::string text = kSmall;
        text.insert(text.find("  metadata_props { key: \"made\""), "  value_info { name: \"y\" type { tensor_type { elem_type: 1 } } }\n");
        const auto model = readModelFromMemory(text, "small");
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        const Graph &graph = *(*model)->graph;
        QCOMPARE(graph.value(graph.outputs().front()).declaredType.toString(), std::string("float[N×4]"));
    }

    void weightsMayLieBesideTheText()
    {
        const QTemporaryDir folder;
        QFile data(folder.filePath(QStringLiteral("w.bin")));
        QVERIFY(data.open(QIODevice::WriteOnly));
        const float values[]{1, 2, 3, 4};
        data.write(reinterpret_cast<const char *>(values), sizeof values);
        data.close();
        std::string text = kSmall;
        text.insert(text.find("  input {"),
            "  initializer { name: \"w\" dims: 4 data_type: 1 data_location: EXTERNAL external_data { key: \"location\" value: \"w.bin\" } "
            "}\n");
        QFile file(folder.filePath(QStringLiteral("small.textproto")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.data(), static_cast<qint64>(text.size()));
        file.close();
        const auto model = readModel(file.fileName().toStdString());
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        const auto tensor = (*model)->graph->initializers().front().tensor.load();
        QVERIFY(tensor);
        QCOMPARE(tensor->as<float>()[3], 4.f);
    }

    void badTextIsSaidWithItsPlace_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("unknown field")
            << std::string("ir_version: 8\nweather: 3\n")
            << "model.text-model(protobuf text, 2:8: Message type \"onnx.ModelProto\" has no field named \"weather\".) at m";
        QTest::newRow("cut") << std::string("ir_version: 8\ngraph {\n")
                             << "model.text-model(protobuf text, 3:1: Expected identifier, got: ) at m";
        std::string deep = "graph {";
        for (int i = 0; i < 100; ++i)
            deep += " node { attribute { g {";
        QTest::newRow("nested too deep") << deep
                                         << "model.text-model(protobuf text, 1:497: Message is too deep, the parser exceeded the "
                                            "configured recursion limit of 64.) at m";
        QTest::newRow("other JSON") << std::string("{\"exclude\": []}") << "model.text-model(JSON, exclude: Cannot find field.) at m";
    }

    void badTextIsSaidWithItsPlace()
    {
        QFETCH(std::string, text);
        QFETCH(QString, error);
        const auto model = readModelFromMemory(text, "m");
        QVERIFY(!model);
        QCOMPARE(QString::fromStdString(model.error().debugText()), error);
    }
};

QTEST_GUILESS_MAIN(TestTextModel)
#include "tst_text_model.moc"
