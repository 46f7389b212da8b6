// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/image_decoder.h"
#include "core/model/graph_builder.h"
#include "core/samples/errors.h"
#include "core/samples/listing.h"
#include "core/samples/spec.h"
#include "core/tensor/npy.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace halftone;

namespace {

struct Wanted
{
    std::string name;
    DType type;
    std::vector<Dim> dims;
};

Model modelWith(const std::vector<Wanted> &inputs)
{
    GraphBuilder builder;
    for (const Wanted &wanted : inputs) {
        const ValueId id = builder.value(wanted.name);
        builder.valueInfo(id).declaredType = Type::tensor(wanted.type, wanted.dims);
        builder.addInput(id);
    }
    Model model;
    model.graph = *std::move(builder).finish();
    return model;
}

Model digitsModel() { return modelWith({{"input", DType::Float, {Dim::symbol("N"), 1, 32, 32}}}); }

std::string data(const char *below) { return std::string(HALFTONE_TEST_DATA "/") + below; }

Result<std::shared_ptr<SampleSource>> open(const SampleSpec &spec, const Model &model)
{
    return openSamples(spec, model, GraphFacts{}, QtImageDecoder::instance());
}

void writeArray(const QString &path, const Tensor &tensor) { QVERIFY(writeNpy(path.toStdString(), tensor).hasValue()); }

} // namespace

class TestSamples : public QObject
{
    Q_OBJECT

private slots:
    void classFoldersAreLabels();
    void textLabels();
    void boxesFollowTheResize();
    void firstSamplesOnly();
    void foldersOfArrays();
    void filesThatGoAreErrors();
    void firstAxisOfAnArray();
    void oneFolderAnInput();
    void namedInputs();
    void syntheticIsReproducible();
    void indicesStayBelowTheirTable();
    void skippedFilesAreNoted();
    void refuses_data();
    void refuses();
    void numbersInNamesAreSortedByValue();
    void preprocessingIsPrinted();
};

void TestSamples::classFoldersAreLabels()
{
    const auto source = open({{data("digits/test")}, "scale=1/255,mean=0.5,std=0.5", 0, {}}, digitsModel());
    QVERIFY(source.hasValue());
    QCOMPARE((*source)->count(), 500);
    const auto first = (*source)->load(0), last = (*source)->load(499);
    QVERIFY(first.hasValue() && last.hasValue());
    QCOMPARE(first->classLabel, 0);
    QCOMPARE(last->classLabel, 9);
    const Tensor &tensor = first->inputs.at("input");
    QVERIFY(tensor.shape() == Shape({1, 1, 32, 32}));
    const auto values = tensor.as<float>();
    QCOMPARE(*std::min_element(values.begin(), values.end()), -1.0F);
    QVERIFY(*std::max_element(values.begin(), values.end()) > 0.5F);
}

void TestSamples::textLabels()
{
    const auto source = open({{data("strings/test")}, {}, 0, {}}, modelWith({{"x", DType::Float, {1, 1, 32, 160}}}));
    QVERIFY(source.hasValue());
    QCOMPARE((*source)->count(), 300);
    QCOMPARE((*source)->load(0)->text, std::string("0091988"));
}

void TestSamples::boxesFollowTheResize()
{
    const auto plain = open({{data("scenes/test")}, {}, 1, {}}, modelWith({{"x", DType::Float, {1, 1, 160, 160}}}));
    const auto half = open({{data("scenes/test")}, {}, 1, {}}, modelWith({{"x", DType::Float, {1, 1, 80, 320}}}));
    QVERIFY(plain.hasValue() && half.hasValue());
    const auto a = (*plain)->load(0), b = (*half)->load(0);
    QCOMPARE(a->boxes.size(), std::size_t(3));
    QCOMPARE(a->boxes[0].x0, 134.0F);
    QCOMPARE(b->boxes[0].x0, 268.0F);
    QCOMPARE(b->boxes[0].y1, 48.0F);
    QCOMPARE(b->boxes[0].label, 0);
}

void TestSamples::firstSamplesOnly()
{
    const auto source = open({{data("digits/test")}, {}, 7, {}}, digitsModel());
    QCOMPARE((*source)->count(), 7);
}

void TestSamples::filesThatGoAreErrors()
{
    QTemporaryDir folder;
    for (const QString &name : {QStringLiteral("a.npy"), QStringLiteral("b.npy"), QStringLiteral("c.npy")})
        writeArray(folder.filePath(name), Tensor::of<float>({2}, {1, 2}));
    const auto source = open({{folder.path().toStdString()}, {}, 0, {}}, modelWith({{"x", DType::Float, {1, 2}}}));
    QVERIFY(source.hasValue());
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("b.npy"))));
    QVERIFY(QFile::resize(folder.filePath(QStringLiteral("c.npy")), 20));
    QVERIFY((*source)->load(0).hasValue());
    QVERIFY(!(*source)->load(1).hasValue());
    QVERIFY(!(*source)->load(2).hasValue());
}

void TestSamples::foldersOfArrays()
{
    QTemporaryDir folder;
    writeArray(folder.filePath(QStringLiteral("b.npy")), Tensor::of<double>({1, 2}, {3, 4}));
    writeArray(folder.filePath(QStringLiteral("a.npy")), Tensor::of<float>({2}, {1, 2}));
    const auto source = open({{folder.path().toStdString()}, {}, 0, {}}, modelWith({{"x", DType::Float, {1, 2}}}));
    QVERIFY(source.hasValue());
    QCOMPARE((*source)->count(), 2);
    const auto first = (*source)->load(0), second = (*source)->load(1);
    QVERIFY(first->inputs.at("x").shape() == Shape({1, 2}));
    QCOMPARE(second->inputs.at("x").as<float>()[1], 4.0F);
}

void TestSamples::firstAxisOfAnArray()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("all.npy"));
    writeArray(path, Tensor::of<float>({3, 2}, {1, 2, 3, 4, 5, 6}));
    const auto source = open({{path.toStdString()}, {}, 0, {}}, modelWith({{"x", DType::Float, {Dim::symbol("N"), 2}}}));
    QVERIFY(source.hasValue());
    QCOMPARE((*source)->count(), 3);
    const auto last = (*source)->load(2);
    QVERIFY(last->inputs.at("x").shape() == Shape({1, 2}));
    QCOMPARE(last->inputs.at("x").as<float>()[0], 5.0F);
}

void TestSamples::oneFolderAnInput()
{
    QTemporaryDir folder;
    for (const char *set : {"test_data_set_0", "test_data_set_1"}) {
        QVERIFY(QDir(folder.path()).mkdir(QString::fromUtf8(set)));
        const QString below = folder.filePath(QString::fromUtf8(set));
        writeArray(below + QStringLiteral("/a_0.npy"), Tensor::of<float>({1}, {7}));
        writeArray(below + QStringLiteral("/b.npy"), Tensor::of<std::int64_t>({1}, {8}));
    }
    const auto source = open({{folder.path().toStdString()}, {}, 0, {}}, modelWith({{"a/0", DType::Float, {1}}, {"b", DType::Int64, {1}}}));
    QVERIFY(source.hasValue());
    QCOMPARE((*source)->count(), 2);
    const auto sample = (*source)->load(1);
    QCOMPARE(sample->name, std::string("test_data_set_1"));
    QCOMPARE(sample->inputs.at("a/0").as<float>()[0], 7.0F);
    QCOMPARE(sample->inputs.at("b").as<std::int64_t>()[0], 8);
}

void TestSamples::namedInputs()
{
    const auto model = modelWith({{"image", DType::Float, {1, 1, 32, 32}}, {"flag", DType::Bool, {1}}});
    const auto source = open({{"image=" + data("digits/test/3"), "flag=synthetic:39"}, {}, 0, {}}, model);
    QVERIFY(source.hasValue());
    const auto sample = (*source)->load(1);
    QVERIFY(sample->inputs.contains("image") && sample->inputs.contains("flag"));
    const auto unequal = open({{"image=" + data("digits/test/3"), "flag=synthetic:3"}, {}, 0, {}}, model);
    QVERIFY(!unequal.hasValue());
    QVERIFY(unequal.error().code() == errc::kCountsDiffer);
}

void TestSamples::syntheticIsReproducible()
{
    const auto model = digitsModel();
    const auto once = open({{"synthetic:4:9"}, {}, 0, {}}, model), again = open({{"synthetic:4:9"}, {}, 0, {}}, model);
    const auto other = open({{"synthetic:4:8"}, {}, 0, {}}, model);
    const auto values = [](const auto &source, int index) {
        const auto sample = (*source)->load(index);
        const auto span = sample->inputs.at("input").template as<float>();
        return std::vector<float>(span.begin(), span.end());
    };
    QVERIFY(values(once, 3) == values(again, 3));
    QVERIFY(values(once, 3) != values(once, 2));
    QVERIFY(values(once, 3) != values(other, 3));
    double sum = 0, squares = 0;
    for (const float value : values(once, 0)) {
        sum += value;
        squares += value * value;
    }
    QVERIFY(std::abs(sum / 1024) < 0.15);
    QVERIFY(std::abs(squares / 1024 - 1) < 0.2);
}

void TestSamples::indicesStayBelowTheirTable()
{
    GraphBuilder builder;
    const ValueId ids = builder.value("ids"), table = builder.value("table"), flat = builder.value("flat"), rows = builder.value("rows");
    builder.valueInfo(ids).declaredType = Type::tensor(DType::Int64, std::vector<Dim>{1, 64});
    builder.addInput(ids);
    builder.setInitializer(table, ConstantTensor(Tensor::of<float>({5, 1}, {0, 1, 2, 3, 4})));
    builder.addNode({.name = "f", .opType = "Flatten", .inputs = {ids}, .outputs = {flat}});
    builder.addNode({.name = "g", .opType = "Gather", .inputs = {table, flat}, .outputs = {rows}});
    builder.addOutput(rows);
    Model model;
    model.graph = *std::move(builder).finish();
    GraphFacts facts;
    facts.values.resize(model.graph->values().size());
    facts.values[model.graph->findValue("table")].type = Type::tensor(DType::Float, std::vector<Dim>{5, 1});
    const auto source = openSamples({{"synthetic:1"}, {}, 0, {}}, model, facts, QtImageDecoder::instance());
    QVERIFY(source.hasValue());
    const auto sample = (*source)->load(0);
    const auto values = sample->inputs.at("ids").as<std::int64_t>();
    QCOMPARE(*std::max_element(values.begin(), values.end()), 4);
    QCOMPARE(*std::min_element(values.begin(), values.end()), 0);
}

void TestSamples::skippedFilesAreNoted()
{
    QTemporaryDir folder;
    QVERIFY(QFile::copy(QStringLiteral(HALFTONE_TEST_DATA "/photos/cat.jpg"), folder.filePath(QStringLiteral("cat.jpg"))));
    QFile notes(folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(notes.open(QIODevice::WriteOnly));
    QFile broken(folder.filePath(QStringLiteral("broken.png")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<html>");
    broken.close();
    const auto source = open({{folder.path().toStdString()}, {}, 0, {}}, modelWith({{"x", DType::Float, {1, 3, 8, 8}}}));
    QVERIFY(source.hasValue());
    QCOMPARE((*source)->count(), 2);
    QCOMPARE((*source)->issues().size(), std::size_t(1));
    QVERIFY((*source)->issues()[0].message.code() == errc::kFileSkipped);
    const auto refused = (*source)->load(0);
    QVERIFY(!refused.hasValue());
    QVERIFY(refused.error().code() == errc::kImageFormat);
    QCOMPARE(refused.error().where(), std::string("broken.png"));
    QVERIFY((*source)->load(1).hasValue());
}

void TestSamples::refuses_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const std::string &spec, ErrorCode code) {
        QTest::newRow(name) << QString::fromStdString(spec) << QString::fromUtf8(code.id);
    };
    row("nothing there", "/nowhere", errc::kDataNotFound);
    row("no data file", data("strings/test/labels.txt"), errc::kUnknownData);
    row("unknown input", "y=synthetic:3", errc::kUnknownInput);
    row("no samples", "synthetic:0", errc::kBadDataSpec);
    row("bad number", "synthetic:many", errc::kBadDataSpec);
    row("bad seed", "synthetic:2:x", errc::kBadDataSpec);
}

void TestSamples::refuses()
{
    QFETCH(QString, spec);
    QFETCH(QString, code);
    const auto source = open({{spec.toStdString()}, {}, 0, {}}, digitsModel());
    QVERIFY(!source.hasValue());
    QCOMPARE(QString::fromUtf8(source.error().code().id), code);
}

void TestSamples::numbersInNamesAreSortedByValue()
{
    QVERIFY(naturalLess("set_2", "set_10"));
    QVERIFY(!naturalLess("set_10", "set_2"));
    QVERIFY(naturalLess("a", "b"));
    QVERIFY(naturalLess("a01", "a1") != naturalLess("a1", "a01"));
    QVERIFY(!naturalLess("x", "x"));
}

void TestSamples::preprocessingIsPrinted()
{
    const SampleSpec spec{{data("digits/test")}, "scale=1/255,mean=0.5,std=0.5", 0, {}};
    const auto text = effectivePreprocess(spec, digitsModel(), GraphFacts{});
    QVERIFY(text.hasValue());
    QCOMPARE(*text, std::string("resize=32x32,channels=gray,scale=1/255,mean=0.5,std=0.5,layout=nchw"));
}

QTEST_GUILESS_MAIN(TestSamples)
#include "tst_samples.moc"

#include <algorithm>
