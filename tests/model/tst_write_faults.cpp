// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/input_file.h"
#include "core/base/leftovers.h"
#include "core/base/output_file.h"
#include "core/model/graph_builder.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "tests/support/same_model.h"
#include "tests/support/system_faults.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>

using namespace halftone;
using namespace halftone::test;

namespace {

namespace fs = std::filesystem;

const std::string kModels = HALFTONE_TEST_DATA "/models/";

Result<WriteSummary> write(const Model &model, const std::string &path, WriteOptions::ExternalData external)
{
    NoProgress progress;
    WriteOptions options;
    options.externalData = external;
    return writeModel(model, path, options, progress);
}

/// Status with which a child ended that did `work`, or the signal that killed it, negative.
template <typename Work>
int inChild(const Work &work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

/// hostile-inputs.md 49–54: whatever goes wrong while a model is replaced, the old or the new one is there, whole.
class TestWriteFaults : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Model> m_old;
    std::shared_ptr<const Model> m_new;
    std::unique_ptr<QTemporaryDir> m_folder;
    WriteOptions::ExternalData m_external = WriteOptions::ExternalData::Off;

    std::string target() const { return m_folder->filePath(QStringLiteral("m.onnx")).toStdString(); }

    void begin(bool external)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_external = external ? WriteOptions::ExternalData::On : WriteOptions::ExternalData::Off;
        QVERIFY(write(*m_old, target(), m_external));
    }

    /// "old", "new", or what is wrong with the model at the target.
    std::string found() const
    {
        const auto model = readModel(target());
        if (!model)
            return model.error().debugText();
        for (const Initializer &each : (*model)->graph->initializers())
            if (const auto values = each.tensor.load(); !values)
                return values.error().debugText();
        if (ModelDifference::find(*m_old, **model).empty())
            return "old";
        const std::string difference = ModelDifference::find(*m_new, **model);
        return difference.empty() ? "new" : difference;
    }

    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files, QDir::Name); }

    /// Files that are neither the model nor its data.
    QStringList litter() const
    {
        QStringList result = files();
        result.removeAll(QStringLiteral("m.onnx"));
        const auto model = readModel(target());
        if (!model)
            return result;
        for (const Initializer &each : (*model)->graph->initializers())
            if (const auto range = each.tensor.source()->fileRange())
                result.removeAll(QString::fromStdString(fs::path(range->file->path()).filename().string()));
        return result;
    }

    int countCalls()
    {
        armFault(Fault::None, 0);
        (void)write(*m_new, target(), m_external);
        return disarmFault();
    }

private slots:
    void initTestCase()
    {
        m_old = *readModel(kModels + "mnist.onnx");
        m_new = *readModel(kModels + "digits_crnn.onnx");
    }

    void everyFailedCall_data()
    {
        QTest::addColumn<bool>("external");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("fault");
        for (const bool external : {false, true}) {
            const char *where = external ? "external" : "one file";
            QTest::addRow("disk full, %s", where) << external << ENOSPC << static_cast<int>(Fault::Fail);
            QTest::addRow("disk full within a write, %s", where) << external << ENOSPC << static_cast<int>(Fault::FailHalfway);
            QTest::addRow("disk broken, %s", where) << external << EIO << static_cast<int>(Fault::Fail);
        }
    }

    void everyFailedCall()
    {
        QFETCH(bool, external);
        QFETCH(int, error);
        QFETCH(int, fault);
        begin(external);
        const int calls = countCalls();
        QVERIFY(calls > 8);
        int failures = 0;
        for (int nth = 1; nth <= calls; ++nth) {
            begin(external);
            armFault(static_cast<Fault>(fault), nth, error);
            const auto result = write(*m_new, target(), m_external);
            disarmFault();
            const std::string call = failedCall();
            const std::string state = found();
            const std::string context
                = call + " " + std::to_string(nth) + ": " + (result ? "done" : result.error().debugText()) + ", " + state;
            failures += result ? 0 : 1;
            if (result)
                QVERIFY2(state == "new", context.c_str());
            else if (result.error().code() == errc::kWriteSync)
                QVERIFY2(state == "new" || external, context.c_str());
            else
                QVERIFY2(state == "old", context.c_str());
            // The old data stay as long as it is not certain that the new model does.
            if (call != "unlink" && (result || !(result.error().code() == errc::kWriteSync)))
                QVERIFY2(litter().isEmpty(), (context + ", left " + litter().join(u' ').toStdString()).c_str());
        }
        QVERIFY(failures > (fault == static_cast<int>(Fault::Fail) ? calls / 2 : 0));
    }

    void everyFailedSync()
    {
        for (const bool external : {false, true}) {
            begin(external);
            armFault(Fault::Fail, 0, EIO, "fsync");
            const auto result = write(*m_new, target(), m_external);
            QVERIFY(disarmFault() > 0);
            QVERIFY(!result);
            QCOMPARE(result.error().code().id, errc::kWriteFailed.id);
            QCOMPARE(found(), std::string("old"));
            QCOMPARE(litter(), QStringList());
        }
    }

    void killedAtEveryCall_data()
    {
        QTest::addColumn<bool>("external");
        QTest::addColumn<int>("fault");
        for (const bool external : {false, true})
            for (const Fault fault : {Fault::KillBefore, Fault::KillAfter})
                QTest::addRow("%s, %s", fault == Fault::KillBefore ? "before" : "after", external ? "external" : "one file")
                    << external << static_cast<int>(fault);
    }

    void killedAtEveryCall()
    {
        QFETCH(bool, external);
        QFETCH(int, fault);
        begin(external);
        const int calls = countCalls();
        std::set<std::string> seen;
        for (int nth = 1; nth <= calls; ++nth) {
            begin(external);
            const int status = inChild([&] {
                armFault(static_cast<Fault>(fault), nth);
                return write(*m_new, target(), m_external) ? 0 : 1;
            });
            QCOMPARE(status, -SIGKILL);
            const std::string state = found();
            QVERIFY2(state == "old" || state == "new", (std::to_string(nth) + ": " + state).c_str());
            seen.insert(state);
            // What a killed export left does not hinder the next one.
            QVERIFY(write(*m_new, target(), m_external));
            QCOMPARE(found(), std::string("new"));
            QCOMPARE(litter(), QStringList());
        }
        QCOMPARE(seen.size(), std::size_t(2));
        qInfo("%d kill points", calls);
    }

    /// Of the files that others are writing, or were, those of the dead go and all others stay.
    void leftoversOfTheDeadOnly()
    {
        begin(false);
        const auto make = [&](const char *name) { std::ofstream(fs::path(m_folder->path().toStdString()) / name) << "half a model"; };
        for (const char *name : {"m.onnx.aB3dE6.part", "other.onnx.000000.part", "other.onnx.data.new.zzzzzz.part"})
            make(name);
        const QStringList foreign{QStringLiteral("holiday.aB3dE6.part"), QStringLiteral("m.onnx.aB3dE.part"),
            QStringLiteral("m.onnx.aB3d-6.part"), QStringLiteral("m.onnx.part"), QStringLiteral("other.onnx.aB3dE6.part~")};
        for (const QString &name : foreign)
            make(name.toUtf8().constData());

        std::array<int, 2> ready{};
        std::array<int, 2> end{};
        QVERIFY(pipe(ready.data()) == 0 && pipe(end.data()) == 0);
        const std::string path = target();
        const pid_t living = fork();
        if (living == 0) {
            auto file = OutputFile::create(path);
            const std::string name = file ? file->temporaryPath() : std::string();
            (void)!::write(ready[1], name.c_str(), name.size() + 1);
            char byte = 0;
            (void)!::read(end[0], &byte, 1);
            _exit(file && file->write(std::string_view("model")) && file->finish() && file->replaceTarget() ? 0 : 1);
        }
        std::array<char, 4096> name{};
        QVERIFY(::read(ready[0], name.data(), name.size() - 1) > 1);
        QVERIFY(fs::exists(name.data()));

        QVERIFY(write(*m_new, target(), m_external));
        QCOMPARE(found(), std::string("new"));
        QStringList expected = foreign;
        expected.append(QString::fromStdString(fs::path(name.data()).filename().string()));
        expected.sort();
        QCOMPARE(litter(), expected);

        // The living one goes on as if nothing had been.
        QVERIFY(::write(end[1], "x", 1) == 1);
        int status = 0;
        waitpid(living, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(fs::file_size(path), std::uintmax_t(5));
        for (const auto &each : {ready, end})
            for (const int descriptor : each)
                close(descriptor);
    }

    /// A process that dies while it writes leaves a file that goes with the next start of the studio, too.
    void leftoverOfAKilledProcess()
    {
        begin(false);
        const std::string folder = m_folder->path().toStdString();
        const auto living = OutputFile::create(folder + "/another.onnx");
        QVERIFY(living);
        const int status = inChild([&] {
            const auto file = OutputFile::create(target());
            raise(SIGKILL);
            return file ? 0 : 1;
        });
        QCOMPARE(status, -SIGKILL);
        QCOMPARE(litter().size(), 2);
        QCOMPARE(removeLeftovers(folder), 1);
        QCOMPARE(litter(), QStringList(QString::fromStdString(fs::path(living->temporaryPath()).filename().string())));
    }

    /// A real file system of 512 KiB.
    void tinyDisk()
    {
        QTemporaryDir folder;
        const std::string disk = folder.path().toStdString();
        constexpr int kNoRights = 77;
        const int status = inChild([&] {
            if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
                || mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=512k") != 0)
                return kNoRights;
            const std::string path = disk + "/m.onnx";
            for (const auto external : {WriteOptions::ExternalData::Off, WriteOptions::ExternalData::On}) {
                if (!write(*m_old, path, external))
                    return 1;
                const auto full = write(*m_new, path, external);
                if (full || !(full.error().code() == errc::kWriteFailed))
                    return 2;
                const auto left = readModel(path);
                if (!left || !ModelDifference::find(*m_old, **left).empty())
                    return 3;
            }
            return std::distance(fs::directory_iterator(disk), fs::directory_iterator()) == 2 ? 0 : 4;
        });
        if (status == kNoRights)
            QSKIP("mounting needs root");
        QCOMPARE(status, 0);
    }

    /// As an ordinary user; root may write everywhere.
    void readOnlyFolder()
    {
        begin(false);
        const std::string folder = m_folder->path().toStdString();
        chmod(folder.c_str(), 0555);
        const int status = inChild([&] {
            if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
                return 77;
            const auto result = write(*m_new, target(), m_external);
            return !result && (result.error().code() == errc::kWriteOpen || result.error().code() == errc::kWriteTarget) ? 0 : 1;
        });
        chmod(folder.c_str(), 0755);
        QCOMPARE(status, 0);
        QCOMPARE(found(), std::string("old"));
    }

    void twoExportsToOneTarget()
    {
        for (const bool external : {false, true}) {
            begin(external);
            for (int round = 0; round < 10; ++round) {
                std::thread other([&] { (void)write(*m_old, target(), m_external); });
                (void)write(*m_new, target(), m_external);
                other.join();
                const std::string state = found();
                QVERIFY2(state == "old" || state == "new", state.c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestWriteFaults)
#include "tst_write_faults.moc"
