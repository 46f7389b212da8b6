// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/input_file.h"
#include "core/base/whole_file.h"
#include "core/document/image_decoder.h"
#include "core/document/node_data.h"
#include "core/document/session.h"
#include "core/ops/fact.h"
#include "core/quant/quantize.h"
#include "core/quant/sensitivity_search.h"
#include "core/quant/tensor_override.h"
#include "core/samples/data_input.h"
#include "core/samples/labels.h"
#include "core/samples/preprocessing.h"
#include "core/samples/synthetic_source.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "tests/support/graph_maker.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <random>
#include <sys/stat.h>

using namespace halftone;
using namespace halftone::test;

namespace {

std::shared_ptr<const Model> smallModel()
{
    return GraphMaker()
        .input("x", {1, 3, 8, 8})
        .weight("w", {4, 3, 3, 3})
        .weight("b", {4})
        .node("Conv", "c", {"x", "w", "b"}, {"f"})
        .node("Relu", "r", {"f"}, {"g"})
        .node("GlobalAveragePool", "p", {"g"}, {"y"})
        .output("y")
        .model();
}

/// Makes damaged copies of a file: bits turned, parts cut, doubled, exchanged, and pieces that readers trip over.
class Damage
{
public:
    Damage(QByteArray whole, unsigned seed) : m_whole(std::move(whole)), m_random(seed) { }

    QByteArray next()
    {
        QByteArray bytes = m_whole;
        for (std::int64_t count = upTo(4); count >= 0 && !bytes.isEmpty(); --count)
            damage(bytes);
        return bytes;
    }

private:
    std::int64_t upTo(std::int64_t highest) { return std::uniform_int_distribution<std::int64_t>(0, highest)(m_random); }

    void damage(QByteArray &bytes)
    {
        static const QList<QByteArray> kPieces{"1e999", "-1", "99999999999999999999", "-9223372036854775808", "0.1", "null", "[]", "{}",
            "\"\"", "true", "\xff\xfe", QByteArray(1, '\0'), "\"\\ud800\"", QByteArray(3000, '['), QByteArray(3000, '('), "1e-320", "NaN",
            ",", QByteArray("\xff\xff\xff\xff\xff\xff\xff\x7f", 8), QByteArray("\0\0\xc0\x7f", 4)};
        const std::int64_t at = upTo(bytes.size() - 1);
        const std::int64_t length = std::min<std::int64_t>(upTo(40), bytes.size() - at);
        switch (upTo(6)) {
        case 0:
            bytes.data()[at] = static_cast<char>(bytes.at(at) ^ (1 << upTo(7)));
            break;
        case 1:
            bytes.truncate(at);
            break;
        case 2:
            bytes.remove(at, length);
            break;
        case 3:
            bytes.insert(upTo(bytes.size() - 1), bytes.mid(at, length));
            break;
        case 4:
            bytes.replace(at, std::min<std::int64_t>(length, 9), kPieces[upTo(kPieces.size() - 1)]);
            break;
        case 5: {
            // One number or word for another.
            static const QByteArray kEnds(",:]}\" \n");
            std::int64_t end = at;
            while (end < bytes.size() && !kEnds.contains(bytes.at(end)))
                ++end;
            bytes.replace(at, end - at, kPieces[upTo(kPieces.size() - 1)]);
            break;
        }
        default:
            bytes.data()[at] = static_cast<char>(upTo(255));
        }
    }

    QByteArray m_whole;
    std::mt19937 m_random;
};

/// Damaged copies of one file that were read all the same.
using Reader = std::function<bool(const QByteArray &)>;

} // namespace

/// Files of Halftone's own that are damaged, or made to do damage: an error, or something that can be used and written again.
/// HALFTONE_DAMAGED_FILES=N tries N copies of each.
class TestDamagedFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Model> m_model = smallModel();
    PreparedGraph m_prepared;
    GraphFacts m_facts;
    Statistics m_statistics;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for the test");
        return file.fileName();
    }

    QByteArray bytesOf(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static Recipe fullRecipe()
    {
        Recipe recipe;
        recipe.method = RangeMethod::Percentile;
        recipe.exclude = {*NodePattern::parse("/Concat_37"), *NodePattern::parse("re:/head/.*")};
        recipe.excludeOps = {"Softmax"};
        recipe.tensors["x"].minimum = -1.5F;
        recipe.tensors["x"].maximum = 2.25F;
        recipe.tensors["w"].scale = {0.5F, 0.25F};
        recipe.tensors["w"].zeroPoint = {0, -3};
        recipe.tensors["w"].axis = 1;
        recipe.format.opset = 21;
        recipe.format.modes = {{*NodePattern::parse("re:/head/.*"), NodeMode::Int4}};
        recipe.qdq.floatOutputs = {"Conv"};
        return recipe;
    }

    static int damagedCopies()
    {
        constexpr int kUsual = 200;
        bool ok = false;
        const int asked = qEnvironmentVariableIntValue("HALFTONE_DAMAGED_FILES", &ok);
        return ok ? asked : kUsual;
    }

    /// Tries the whole file, which must be read, and damaged copies.
    static void tryAll(const QByteArray &whole, const Reader &read)
    {
        QVERIFY(!whole.isEmpty());
        QVERIFY(read(whole));
        Damage damage(whole, 1);
        int refused = 0;
        for (int i = 0; i < damagedCopies(); ++i)
            refused += read(damage.next()) ? 0 : 1;
        QVERIFY(refused > 0);
    }

private slots:
    void initTestCase()
    {
        NoProgress progress;
        m_prepared = *preprocess(m_model, progress);
        m_facts = *inferFacts(*m_prepared.model, {}, progress);
        const SyntheticSource samples(*m_prepared.model, m_facts, dataInputs(*m_prepared.model, m_facts, {}), 2, 1);
        m_statistics = *calibrate(m_prepared.model, samples, {}, progress);
    }

    void recipes()
    {
        tryAll(QByteArray::fromStdString(recipeToJson(fullRecipe())), [](const QByteArray &bytes) {
            const auto read = recipeFromJson(bytes.toStdString());
            if (!read)
                return false;
            const auto again = recipeFromJson(recipeToJson(*read));
            if (!again || *again != *read)
                qFatal("%s", bytes.constData());
            return true;
        });
    }

    void overrides()
    {
        tryAll(R"({"a": {"type": "s16", "min": -1}, "t": [128, 0.125],
 "b": [{"quant_type": "QUInt16", "symmetric": true, "convert": {"quant_type": "QInt8", "recv_nodes": ["n"]}}],
 "w": [{"axis": 1, "quant_type": "QuantType.QInt4", "scale": 0.5, "zero_point": 0}, {"scale": [0.25], "zero_point": [1]}]})",
            [](const QByteArray &bytes) { return tensorOverridesFromJson(bytes.toStdString()).hasValue(); });
    }

    void sessions()
    {
        Session session;
        session.modelPath = QStringLiteral("/tmp/model.onnx");
        session.data.data = {"/data"};
        session.data.dims = {{"N", 4}};
        session.recipe = fullRecipe();
        Attempt attempt;
        attempt.name = QStringLiteral("best");
        attempt.recipe = session.recipe;
        session.attempts = {attempt};
        QVERIFY(writeSession(session, path("whole.json")));
        tryAll(bytesOf("whole.json"), [this](const QByteArray &bytes) {
            const auto read = readSession(write("damaged.json", bytes));
            if (!read)
                return false;
            const bool written = static_cast<bool>(writeSession(*read, path("again.json")));
            const auto again = readSession(path("again.json"));
            if (!written || !again || again->recipe != read->recipe || !(again->data == read->data))
                qFatal("%s", bytes.constData());
            return true;
        });
    }

    /// Statistics that are read give scales that are numbers above zero, and can be saved.
    void statistics()
    {
        QVERIFY(saveStatistics(m_statistics, path("whole").toStdString()));
        tryAll(bytesOf("whole"), [this](const QByteArray &bytes) {
            const auto read = loadStatistics(write("damaged", bytes).toStdString());
            if (!read)
                return false;
            if (!saveStatistics(*read, path("again").toStdString()) || !loadStatistics(path("again").toStdString()))
                qFatal("cannot be saved again");
            NoProgress progress;
            for (const RangeMethod method : {RangeMethod::MinMax, RangeMethod::Entropy, RangeMethod::Percentile, RangeMethod::Mse}) {
                Recipe recipe;
                recipe.method = method;
                const auto quantized = quantize(m_prepared, m_facts, *read, recipe, progress);
                if (!quantized)
                    continue;
                for (const Initializer &initializer : quantized->model->graph->initializers()) {
                    if (initializer.tensor.dtype() != DType::Float || !isScale(*quantized->model->graph, initializer.value))
                        continue;
                    const auto scale = initializer.tensor.load();
                    for (const float each : scale->as<float>())
                        if (!std::isfinite(each) || each <= 0)
                            qFatal("a scale of %g", double(each));
                }
            }
            return true;
        });
    }

    void nodeData_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("Model Explorer") << static_cast<int>(NodeDataFormat::ModelExplorer);
        QTest::newRow("Netron") << static_cast<int>(NodeDataFormat::Netron);
    }

    void nodeData()
    {
        QFETCH(int, format);
        NodeData data;
        data.title = QStringLiteral("error");
        data.values = {12.5, std::nan(""), -3};
        QVERIFY(writeNodeData(path("whole.json"), *m_model->graph, data, static_cast<NodeDataFormat>(format)));
        tryAll(bytesOf("whole.json"), [this](const QByteArray &bytes) {
            const auto read = readNodeData(write("damaged.json", bytes), *m_model->graph);
            if (!read)
                return false;
            for (const NodeData &each : *read)
                if (each.values.size() != m_model->graph->nodes().size())
                    qFatal("%s", bytes.constData());
            return true;
        });
    }

    void labels()
    {
        tryAll("photo_1.png cat\nphoto 2.png\t3\n{\"a\": 1}\n",
            [this](const QByteArray &bytes) { return readTextLabels(write("labels.txt", bytes).toStdString()).hasValue(); });
    }

    void boxes()
    {
        tryAll(R"({"a.png": [[1, 2, 3.5, 4, 3], [0, 0, 9, 9, 1]], "b.png": []})",
            [this](const QByteArray &bytes) { return readBoxes(write("boxes.json", bytes).toStdString()).hasValue(); });
    }

    /// Neither may be waited for nor read to the end.
    void pipesAndDevices()
    {
        const QString pipe = path("pipe");
        QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
        for (const QString &bad : {pipe, QStringLiteral("/dev/zero"), m_folder.path()}) {
            const std::string name = bad.toStdString();
            QVERIFY(!readSession(bad));
            QVERIFY(!readNodeData(bad, *m_model->graph));
            for (const ErrorCode code :
                {loadStatistics(name).error().code(), readTextLabels(name).error().code(), readBoxes(name).error().code(),
                    QtImageDecoder::instance().decode(name).error().code(), readNpy(name).error().code(), readNpz(name).error().code()})
                QCOMPARE(code.id, errc::kFileNotRegular.id);
        }
        // 8 GiB of nothing, which take no room on the disk.
        const QString huge = write("huge.png", "\x89PNG");
        QVERIFY(QFile::resize(huge, qint64(8) << 30));
        QVERIFY(QtImageDecoder::instance().decode(huge.toStdString()).error().code() == errc::kFileTooLarge);
        QVERIFY(readBoxes(huge.toStdString()).error().code() == errc::kFileTooLarge);
    }

    void specifications()
    {
        tryAll("resize=256,crop=224x200,channels=rgb,scale=1/255,mean=0.5,std=0.25,layout=nchw", [](const QByteArray &bytes) {
            const auto read = parsePreprocessing(bytes.toStdString());
            if (!read)
                return false;
            const auto again = parsePreprocessing(preprocessingText(*read));
            if (!again || *again != *read)
                qFatal("%s", bytes.constData());
            return true;
        });
        tryAll("fold-constants,fuse-gelu", [](const QByteArray &bytes) {
            (void)AccuracyTarget::parse(bytes.toStdString());
            (void)NodePattern::parse("re:" + bytes.toStdString());
            return PreprocessOptions::parse(bytes.toStdString()).hasValue();
        });
    }

private:
    static bool isScale(const Graph &graph, ValueId value)
    {
        for (const Node &node : graph.nodes())
            if ((node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear") && node.inputs.size() > 1 && node.inputs[1] == value)
                return true;
        return false;
    }
};

QTEST_GUILESS_MAIN(TestDamagedFiles)
#include "tst_damaged_files.moc"
