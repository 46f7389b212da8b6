// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"
#include "core/model/external_data.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/ops/fact.h"
#include "tests/support/model_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace halftone;
using namespace halftone::test;

class TestExternalData : public QObject
{
    Q_OBJECT

    QTemporaryDir m_root;
    std::filesystem::path m_folder;

    std::string model(const std::vector<std::pair<std::string, std::string>> &entries)
    {
        const std::string path = m_folder / "model.onnx";
        std::ofstream(path, std::ios::binary) << modelBytes(
            nodeField("Identity", {"w"}, {"y"}) + valueField(12, "y") + textField(5, tensorBytes("w", 1, {2}, externalFields(entries))));
        return path;
    }

private slots:
    void initTestCase()
    {
        m_folder = m_root.filePath(QStringLiteral("models")).toStdString();
        std::filesystem::create_directories(m_folder / "sub");
        std::filesystem::create_directories(m_folder / "target");
        const std::string data = "01234567abcdefgh";
        for (const char *name : {"models/w.bin", "models/sub/w.bin", "models/target/w.bin", "models/twin.bin", "secret.bin"})
            std::ofstream(m_root.filePath(QString::fromLatin1(name)).toStdString(), std::ios::binary) << data;
        std::filesystem::create_symlink("w.bin", m_folder / "link.bin");
        std::filesystem::create_symlink("../secret.bin", m_folder / "out.bin");
        std::filesystem::create_directory_symlink("target", m_folder / "linked");
        std::filesystem::create_hard_link(m_folder / "twin.bin", m_folder / "hard.bin");
        QCOMPARE(mkfifo((m_folder / "pipe").c_str(), 0600), 0);
    }

    void accepted()
    {
        const auto plain = readModel(model({{"location", "w.bin"}, {"offset", "8"}, {"length", "8"}, {"checksum", "ignored"}}));
        QVERIFY2(plain, plain ? "" : plain.error().debugText().c_str());
        const auto tensor = (*plain)->graph->initializers().front().tensor.load();
        QVERIFY(tensor);
        QCOMPARE(std::string(reinterpret_cast<const char *>(tensor->raw()), 8), std::string("abcdefgh"));
        QVERIFY(readModel(model({{"location", "sub/w.bin"}})));
        QVERIFY(readModel(model({{"location", "./w.bin"}})));
    }

    void errors_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("offset");
        QTest::addColumn<QString>("length");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *location, const char *code, const char *offset = "0", const char *length = "8") {
            QTest::newRow(name) << QString::fromUtf8(location) << QString::fromLatin1(offset) << QString::fromLatin1(length)
                                << QString::fromLatin1(code);
        };
        row("parent", "../secret.bin", "model.external-outside");
        row("parent within", "sub/../../secret.bin", "model.external-outside");
        row("absolute", "/etc/passwd", "model.external-path");
        row("empty", "", "model.external-path");
        row("backslash", "..\\secret.bin", "model.external-path");
        row("symbolic link", "link.bin", "model.external-link");
        row("symbolic link to the outside", "out.bin", "model.external-link");
        row("linked folder", "linked/w.bin", "model.external-link");
        row("hard link", "hard.bin", "model.external-hard-link");
        row("pipe", "pipe", "model.external-not-regular");
        row("folder", "sub", "model.external-not-regular");
        row("offset of 2^64-1", "w.bin", "model.external-entry", "18446744073709551615");
        row("offset that wraps", "w.bin", "model.external-range", "9223372036854775807");
        row("negative offset", "w.bin", "model.external-entry", "-8");
        row("offset of letters", "w.bin", "model.external-entry", "abc");
        row("behind the end", "w.bin", "model.external-range", "9");
        row("other length", "w.bin", "tensor.bytes", "0", "4");
    }

    void errors()
    {
        QFETCH(QString, location);
        QFETCH(QString, offset);
        QFETCH(QString, length);
        QFETCH(QString, code);
        const auto result
            = readModel(model({{"location", location.toStdString()}, {"offset", offset.toStdString()}, {"length", length.toStdString()}}));
        QVERIFY(!result);
        QCOMPARE(QString::fromLatin1(result.error().code().id), code);
        QCOMPARE(result.error().where(), std::string("w"));
    }

    /// The graph is shown; whoever needs the values learns which file lacks.
    void missingFileIsAnIssue()
    {
        const auto opened = readModel(model({{"location", "gone.bin"}}));
        QVERIFY2(opened, opened ? "" : opened.error().debugText().c_str());
        const std::string sentence = "model.external-missing(gone.bin, No such file or directory) at w";
        QCOMPARE((*opened)->issues.size(), std::size_t(1));
        QCOMPARE((*opened)->issues.front().message.debugText(), sentence);
        NoProgress progress;
        QVERIFY(inferFacts(**opened, {}, progress));
        const auto loaded = (*opened)->graph->initializers().front().tensor.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().debugText(), sentence);
        const auto prepared = PreparedModel::prepare(*opened, {}, progress);
        const Error error = prepared ? Executor(*prepared, 1).run({}, nullptr, progress).error() : prepared.error();
        QVERIFY2(error.debugText().find("gone.bin") != std::string::npos, error.debugText().c_str());
        const auto written = writeModel(**opened, m_root.filePath(QStringLiteral("copy.onnx")).toStdString(), {}, progress);
        QVERIFY(!written);
        QCOMPARE(written.error().code().id, errc::kExternalMissing.id);
        QVERIFY(!std::filesystem::exists(m_root.filePath(QStringLiteral("copy.onnx")).toStdString()));
    }

    void nulAndRepeatedKeys()
    {
        const auto nul = readModel(model({{"location", std::string("w.bin\0x", 7)}}));
        QCOMPARE(std::string(nul.error().code().id), std::string("model.external-path"));
        const auto twice = readModel(model({{"location", "w.bin"}, {"location", "../secret.bin"}}));
        QCOMPARE(twice.error().debugText(), std::string("model.external-entry(location, ../secret.bin) at w"));
    }

    void sparseValuesOutside()
    {
        const std::string values = tensorBytes("s", 1, {2}, externalFields({{"location", "../secret.bin"}}));
        const std::string indices = tensorBytes("", 7, {2}, textField(9, std::string("\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0", 16)));
        const std::string path = m_folder / "sparse.onnx";
        std::ofstream(path, std::ios::binary) << modelBytes(nodeField("Identity", {"s"}, {"y"}) + valueField(12, "y")
            + textField(15, textField(1, values) + textField(2, indices) + intField(3, 4)));
        const auto model = readModel(path);
        QVERIFY(!model);
        QCOMPARE(model.error().debugText(), std::string("model.external-outside(../secret.bin) at s"));
    }

    /// Memory follows the model's own file, not what its tensors claim to hold.
    void manyTensorsOverTheSameBytes()
    {
        std::string graph;
        for (int i = 0; i < 300'000; ++i)
            graph += textField(5, tensorBytes("t" + std::to_string(i), 1, {2}, externalFields({{"location", "w.bin"}})));
        const std::string path = m_folder / "million.onnx";
        std::ofstream(path, std::ios::binary) << modelBytes(graph + nodeField("Identity", {"t5"}, {"y"}) + valueField(12, "y"));
        QElapsedTimer clock;
        clock.start();
        const auto model = readModel(path);
        QVERIFY2(model || model.error().code() == errc::kOutOfBudget, model ? "" : model.error().debugText().c_str());
        QVERIFY2(clock.elapsed() < 60000, qPrintable(QString::number(clock.elapsed())));
        if (!model)
            return;
        QCOMPARE((*model)->graph->initializers().size(), std::size_t(300'000));
        QVERIFY((*model)->graph->initializers().back().tensor.load());
    }

    void linksCanBeAllowed()
    {
        NoProgress progress;
        ReadOptions options;
        options.allowLinkedExternalData = true;
        QVERIFY(readModel(model({{"location", "link.bin"}}), options, progress));
        QVERIFY(readModel(model({{"location", "hard.bin"}}), options, progress));
        QVERIFY(!readModel(model({{"location", "../secret.bin"}}), options, progress));
    }

    void changesAreNoticed()
    {
        std::ofstream(m_folder / "c.bin", std::ios::binary) << "0123456789";
        const auto result = readModel(model({{"location", "c.bin"}}));
        QVERIFY(result);
        const ConstantTensor tensor = (*result)->graph->initializers().front().tensor;
        QVERIFY(tensor.load());
        std::filesystem::resize_file(m_folder / "c.bin", 4);
        const auto changed = tensor.load();
        QVERIFY(!changed);
        QCOMPARE(std::string(changed.error().code().id), std::string("base.file-changed"));
    }

    /// More files than may be open at once.
    void oneFileATensor()
    {
        std::string graph;
        for (int i = 0; i < 300; ++i) {
            const std::string name = "t" + std::to_string(i);
            std::ofstream(m_folder / name, std::ios::binary) << "12345678";
            graph += textField(5, tensorBytes(name, 1, {2}, externalFields({{"location", name}}))) + valueField(12, name);
        }
        const std::string path = m_folder / "many.onnx";
        std::ofstream(path, std::ios::binary) << modelBytes(graph);
        const auto model = readModel(path);
        QVERIFY2(model, model ? "" : model.error().debugText().c_str());
        for (const Initializer &initializer : (*model)->graph->initializers())
            QVERIFY(initializer.tensor.load());
        std::filesystem::remove(m_folder / "t299");
        std::filesystem::create_symlink("../secret.bin", m_folder / "t299");
        const auto swapped = (*model)->graph->initializers().back().tensor.load();
        QVERIFY(!swapped);
        QCOMPARE(std::string(swapped.error().code().id), std::string("model.external-link"));
    }
};

QTEST_GUILESS_MAIN(TestExternalData)
#include "tst_external_data.moc"
