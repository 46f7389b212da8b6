// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_judge.h"
#include "core/quant/analysis/sample_split.h"
#include "core/quant/analysis/verdict.h"
#include "tests/support/graph_maker.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace halftone;
using test::GraphMaker;

namespace {

/// Samples that only have names.
class NamedSamples final : public SampleSource
{
public:
    explicit NamedSamples(std::vector<std::string> names) : m_names(std::move(names)) { }
    static NamedSamples numbered(int count)
    {
        std::vector<std::string> names;
        for (int i = 0; i < count; ++i)
            names.push_back("class" + std::to_string(i * 10 / count) + "/" + std::to_string(i) + ".png");
        return NamedSamples(std::move(names));
    }
    std::int64_t count() const override { return static_cast<std::int64_t>(m_names.size()); }
    Result<Sample> load(std::int64_t) const override { return Sample(); }
    std::string name(std::int64_t index) const override { return m_names[static_cast<std::size_t>(index)]; }

private:
    std::vector<std::string> m_names;
};

std::set<std::string> namesOf(const SampleSource &source, const std::vector<std::int64_t> &indices)
{
    std::set<std::string> names;
    for (const std::int64_t index : indices)
        names.insert(source.name(index));
    return names;
}

/// Outputs as an operator `head` leaves them, `values` by sample.
std::vector<OutputSubject> subjectsOf(
    const std::string &head, const Shape &shape, const std::vector<std::vector<float>> &values, const Shape &input = {1, 8})
{
    GraphMaker maker;
    maker.input("x", {1, 8}).weight("w", {8, 8});
    if (head == "MatMul")
        maker.node("MatMul", "head", {"x", "w"}, {"y"});
    else
        maker.node("MatMul", "product", {"x", "w"}, {"p"}).node(head, "head", {"p"}, {"y"});
    OutputRuns runs;
    for (const auto &each : values)
        runs.push_back({RuntimeValue(Tensor::of<float>(shape, std::span<const float>(each)))});
    Sample sample;
    auto tensor = Tensor::allocate(DType::Float, input);
    sample.inputs["x"] = *tensor;
    return findOutputSubjects(*maker.output("y").model(), runs, sample, {});
}

SampleLoss lossOf(const OutputSubject &subject, const Shape &shape, const std::vector<float> &wanted, const std::vector<float> &found)
{
    const Tensor a = Tensor::of<float>(shape, std::span<const float>(wanted)), b = Tensor::of<float>(shape, std::span<const float>(found));
    const auto judge = makeOutputJudge(subject);
    judge->learn({&a, nullptr});
    SampleLoss loss;
    judge->judge({&a, nullptr}, {&b, nullptr}, loss);
    return loss;
}

OutputSubject subjectOf(OutputKind kind, ScoreForm form, int axis)
{
    OutputSubject subject;
    subject.name = "y";
    subject.kind = kind;
    subject.form = form;
    subject.classAxis = axis;
    return subject;
}

OutputFigures figuresOf(OutputKind kind, double loss, double error, double plain = 0.5)
{
    OutputFigures figures;
    figures.name = "y";
    figures.kind = kind;
    figures.loss = loss;
    figures.error = error;
    figures.plainLoss = plain;
    figures.samples = 16;
    return figures;
}

} // namespace

class TestVerdict : public QObject
{
    Q_OBJECT

private slots:
    void splits_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("calibration");
        QTest::addColumn<int>("acceptance");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<bool>("shared");
        QTest::newRow("128") << 128 << 96 << 16 << 16 << false;
        QTest::newRow("1000: at most 64 kept") << 1000 << 936 << 32 << 32 << false;
        QTest::newRow("32: eight, shared") << 32 << 24 << 8 << 8 << true;
        QTest::newRow("16: half") << 16 << 8 << 8 << 8 << true;
        QTest::newRow("7: three") << 7 << 4 << 3 << 3 << true;
    }
    void splits()
    {
        QFETCH(int, samples);
        const NamedSamples source = NamedSamples::numbered(samples);
        const SampleSplit split = splitSamples(source, 0);
        QTEST(static_cast<int>(split.calibration.size()), "calibration");
        QTEST(static_cast<int>(split.acceptance.size()), "acceptance");
        QTEST(static_cast<int>(split.verdict.size()), "verdict");
        QTEST(split.kept == KeptAside::Shared, "shared");
        for (const auto *kept : {&split.acceptance, &split.verdict}) {
            for (const std::int64_t index : *kept)
                QVERIFY(!std::ranges::binary_search(split.calibration, index));
        }
        if (split.kept == KeptAside::Separate)
            QVERIFY(std::ranges::none_of(split.acceptance, [&](auto index) { return std::ranges::binary_search(split.verdict, index); }));
    }

    void aSingleSampleServesAll()
    {
        const SampleSplit split = splitSamples(NamedSamples::numbered(1), 0);
        QCOMPARE(split.calibration.size(), std::size_t{1});
        QCOMPARE(split.verdict.size(), std::size_t{1});
        QCOMPARE(split.kept, KeptAside::None);
        QCOMPARE(split.keptAside(), std::int64_t{0});
    }

    /// Sorted folders of classes are mixed, and the order of files says nothing.
    void theSplitFollowsNames()
    {
        std::vector<std::string> names;
        for (int i = 0; i < 60; ++i)
            names.push_back("class" + std::to_string(i / 10) + "/" + std::to_string(i));
        const NamedSamples source(names);
        std::reverse(names.begin(), names.end());
        const NamedSamples turned(names);
        const SampleSplit a = splitSamples(source, 0), b = splitSamples(turned, 0);
        QVERIFY(namesOf(source, a.calibration) == namesOf(turned, b.calibration));
        QVERIFY(namesOf(source, a.verdict) == namesOf(turned, b.verdict));
        std::set<char> classes;
        for (const std::string &name : namesOf(source, a.acceptance))
            classes.insert(name[5]);
        QVERIFY(classes.size() >= 3);
    }

    void kinds_data()
    {
        QTest::addColumn<QString>("head");
        QTest::addColumn<QList<int>>("dims");
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const char *head, QList<int> dims, const char *values, const char *kind) {
            QTest::newRow(name) << QString::fromLatin1(head) << dims << QString::fromLatin1(values) << QString::fromLatin1(kind);
        };
        row("probabilities", "Softmax", {1, 8}, "probabilities", "classify");
        row("sure logits", "MatMul", {1, 8}, "logits", "classify");
        row("labels that hold or not", "Sigmoid", {1, 8}, "unit", "classify");
        row("unsure values", "MatMul", {1, 8}, "small", "generic");
        row("unit vectors", "LpNormalization", {1, 32}, "norm", "embedding");
        row("long vectors", "Relu", {1, 128}, "small", "embedding");
        row("vectors of tokens", "LayerNormalization", {1, 12, 64}, "small", "embedding");
        row("steps", "Softmax", {20, 1, 11}, "probabilities", "sequence");
        row("piano roll", "Sigmoid", {1, 30, 88}, "unit", "mask");
        row("segments", "Sigmoid", {1, 1, 16, 16}, "unit", "mask");
        row("picture", "Relu", {1, 3, 64, 64}, "small", "image");
        row("boxes and scores", "Concat", {1, 6, 120}, "boxes", "detect");
        row("two numbers", "MatMul", {1, 2}, "small", "generic");
    }
    void kinds()
    {
        QFETCH(QString, head);
        QFETCH(QList<int>, dims);
        QFETCH(QString, values);
        Shape shape(std::vector<std::int64_t>(dims.begin(), dims.end()));
        std::mt19937 random(7);
        std::normal_distribution<float> normal;
        std::vector<std::vector<float>> samples;
        for (int s = 0; s < 4; ++s) {
            std::vector<float> tensor(static_cast<std::size_t>(shape.count()));
            for (float &value : tensor)
                value = normal(random) * (values == u"logits" ? 8 : 0.1F);
            const std::int64_t row = shape[shape.rank() - 1];
            for (std::size_t i = 0; i < tensor.size() && values == u"probabilities"; ++i)
                tensor[i] = static_cast<std::int64_t>(i) % row == s ? 0.93F : 0.07F / static_cast<float>(row - 1);
            for (std::size_t i = 0; i < tensor.size() && values == u"unit"; ++i)
                tensor[i] = 1 / (1 + std::exp(-40 * tensor[i]));
            for (std::size_t i = 0; i < tensor.size() && values == u"boxes"; ++i)
                tensor[i] = i < 480 ? 100 + 40 * tensor[i] + (i >= 240 ? 60 : 0) : std::min(1.0F, std::fabs(tensor[i]));
            if (values == u"norm") {
                float sum = 0;
                for (const float value : tensor)
                    sum += value * value;
                for (float &value : tensor)
                    value /= std::sqrt(sum);
            }
            samples.push_back(std::move(tensor));
        }
        const bool picture = shape.rank() == 4;
        const auto found = subjectsOf(head.toStdString(), shape, samples, picture ? Shape{1, 3, shape[2], shape[3]} : Shape{1, 8});
        QCOMPARE(found.size(), std::size_t{1});
        QTEST(QString::fromUtf8(outputKindName(found[0].kind).data()), "kind");
    }

    void theSameOutputsLoseNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("classify") << static_cast<int>(OutputKind::Classify);
        QTest::newRow("sequence") << static_cast<int>(OutputKind::Sequence);
        QTest::newRow("embedding") << static_cast<int>(OutputKind::Embedding);
        QTest::newRow("mask") << static_cast<int>(OutputKind::Mask);
        QTest::newRow("image") << static_cast<int>(OutputKind::Image);
        QTest::newRow("generic") << static_cast<int>(OutputKind::Generic);
    }
    /// Nothing lost by the same values; more by more noise, in loss and distance.
    void theSameOutputsLoseNothing()
    {
        QFETCH(int, kind);
        const OutputSubject subject = subjectOf(static_cast<OutputKind>(kind), ScoreForm::Logits, 2);
        const Shape shape{1, 24, 10};
        std::mt19937 random(3);
        std::normal_distribution<float> normal;
        std::vector<float> wanted(240), little(240), much(240);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const float noise = normal(random);
            wanted[i] = 3 * normal(random);
            little[i] = wanted[i] + 0.3F * noise;
            much[i] = wanted[i] + 6 * noise;
        }
        const auto ratio = [&](const std::vector<float> &found) {
            const SampleLoss loss = lossOf(subject, shape, wanted, found);
            return std::pair(loss.loss[0] / loss.weight[0], loss.noise / loss.energy);
        };
        const auto same = ratio(wanted), near = ratio(little), far = ratio(much);
        QVERIFY(same.first == 0 && same.second < 1e-12);
        QVERIFY2(near.first < far.first && near.second > 0 && near.second < far.second, qPrintable(QString::number(near.second)));
    }

    /// p of the float model: what the other choice costs, over what its own choice has above chance.
    void skillLost()
    {
        const SampleLoss loss
            = lossOf(subjectOf(OutputKind::Classify, ScoreForm::Probabilities, 1), {1, 4}, {0.7F, 0.2F, 0.1F, 0}, {0.1F, 0.8F, 0.1F, 0});
        QVERIFY(std::fabs(loss.loss[0] - 0.5) < 1e-6);
        QVERIFY(std::fabs(loss.weight[0] - 0.45) < 1e-6);
        QCOMPARE(loss.agreed, 0.0);
    }

    /// "11 0 2" against "1 0 2 2 3": repeats once, blanks dropped: [1, 2] and [1, 2, 3], one edit of two symbols.
    void editsAfterDecoding()
    {
        const auto steps = [](const std::vector<int> &symbols) {
            std::vector<float> values(symbols.size() * 4);
            for (std::size_t i = 0; i < symbols.size(); ++i)
                values[i * 4 + static_cast<std::size_t>(symbols[i])] = 9;
            return values;
        };
        const SampleLoss loss = lossOf(
            subjectOf(OutputKind::Sequence, ScoreForm::Logits, 2), {7, 1, 4}, steps({1, 1, 0, 0, 0, 2, 0}), steps({1, 0, 0, 2, 2, 3, 0}));
        QCOMPARE(loss.loss[1], 1.0);
        QCOMPARE(loss.weight[1], 2.0);
    }

    /// A box that is found again at a quarter less of its width has IoU 0.75; a second one is missed.
    void boxesLost()
    {
        OutputSubject subject = subjectOf(OutputKind::Detect, ScoreForm::Independent, 1);
        subject.boxes.cellsLast = subject.boxes.corners = true;
        std::vector<float> wanted(5 * 120), found(5 * 120);
        const auto put = [](std::vector<float> &values, std::size_t cell, std::array<float, 5> box) {
            for (std::size_t k = 0; k < 5; ++k)
                values[k * 120 + cell] = box[k];
        };
        put(wanted, 3, {10, 10, 50, 50, 1});
        put(wanted, 60, {100, 100, 140, 140, 1});
        put(found, 3, {10, 10, 40, 50, 1});
        const SampleLoss loss = lossOf(subject, {1, 5, 120}, wanted, found);
        // √(1 · 1) · (0.75 − 0.5) / 0.4 of two, of three boxes of weight 1.
        QVERIFY(std::fabs(loss.loss[0] - (3 - 2 * 0.625)) < 1e-5);
        QVERIFY(std::fabs(loss.weight[0] - 3) < 1e-5);
    }

    void verdicts_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("loss");
        QTest::addColumn<double>("error");
        QTest::addColumn<QString>("verdict");
        const auto classify = static_cast<int>(OutputKind::Classify), sequence = static_cast<int>(OutputKind::Sequence);
        QTest::newRow("little is lost") << classify << 0.005 << 0.004 << QStringLiteral("good");
        QTest::newRow("little, but not surely") << classify << 0.009 << 0.02 << QStringLiteral("check");
        QTest::newRow("some is lost") << classify << 0.05 << 0.01 << QStringLiteral("check");
        QTest::newRow("much is lost") << classify << 0.3 << 0.05 << QStringLiteral("broken");
        QTest::newRow("much, but by chance") << classify << 0.12 << 0.12 << QStringLiteral("check");
        QTest::newRow("sequences bear less") << sequence << 0.07 << 0.01 << QStringLiteral("broken");
    }
    void verdicts()
    {
        QFETCH(int, kind);
        QFETCH(double, loss);
        QFETCH(double, error);
        const Verdict verdict = verdictOf(figuresOf(static_cast<OutputKind>(kind), loss, error));
        QTEST(QString::fromUtf8(verdictName(verdict).data()), "verdict");
    }

    void theWorstOutputCounts()
    {
        PlanFigures figures;
        figures.outputs = {figuresOf(OutputKind::Generic, 0.001, 0, 0.001), figuresOf(OutputKind::Embedding, 0.2, 0.01)};
        const Judgement judgement = judgeOutputs(figures, nullptr);
        QCOMPARE(judgement.verdict, Verdict::Broken);
        QCOMPARE(judgement.reasons.size(), std::size_t{1});
        QCOMPARE(judgement.reasons[0].message.code(), errc::kLostDirection);
    }

    void whatIsDeadOrSpoiledIsBroken()
    {
        PlanFigures figures;
        figures.outputs = {figuresOf(OutputKind::Generic, 0, 0, 0), figuresOf(OutputKind::Generic, 0, 0, 0)};
        QCOMPARE(judgeOutputs(figures, nullptr).verdict, Verdict::Good);
        figures.outputs[0].isDead = true;
        QCOMPARE(judgeOutputs(figures, nullptr).reasons.at(0).message.code(), errc::kOutputDead);
        figures.outputs[1].isSpoiled = true;
        QCOMPARE(judgeOutputs(figures, nullptr).reasons.size(), std::size_t{2});
        QCOMPARE(judgeOutputs(figures, nullptr).verdict, Verdict::Broken);
    }
};

QTEST_APPLESS_MAIN(TestVerdict)

#include "tst_verdict.moc"
