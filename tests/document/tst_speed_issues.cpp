// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"
#include "core/document/speed_issues.h"
#include "core/model/graph.h"

#include <QTest>

using namespace halftone;

/// A model that is slower than before is told so, with the reason.
class TestSpeedIssues : public QObject
{
    Q_OBJECT

private slots:
    void theReasonFollowsFromTheRecipe_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<bool>("wide");
        QTest::addColumn<int>("macs");
        QTest::addColumn<QString>("word");
        const auto format = [](QuantFormat type) { return static_cast<int>(type); };
        QTest::newRow("dynamic") << format(QuantFormat::Dynamic) << false << 90 << QStringLiteral("every run");
        QTest::newRow("weight-only") << format(QuantFormat::WeightOnly) << false << 90 << QStringLiteral("unpacked");
        QTest::newRow("half") << format(QuantFormat::Float16) << false << 90 << QStringLiteral("16-bit floats");
        QTest::newRow("16 bits") << format(QuantFormat::Qdq) << true << 90 << QStringLiteral("8 bits");
        QTest::newRow("much float") << format(QuantFormat::Qdq) << false << 20 << QStringLiteral("20 %");
        QTest::newRow("conversions") << format(QuantFormat::QOperator) << false << 90 << QStringLiteral("conversions");
    }

    void theReasonFollowsFromTheRecipe()
    {
        QFETCH(int, format);
        QFETCH(bool, wide);
        QFETCH(int, macs);
        QFETCH(QString, word);
        Recipe recipe;
        recipe.format.type = static_cast<QuantFormat>(format);
        recipe.activations = wide ? DType::UInt16 : DType::UInt8;
        Effect effect;
        effect.macs = macs;
        effect.totalMacs = 100;
        const Graph graph;
        const auto issues = speedIssues(recipe, effect, graph, {2.0, 3.0, std::nullopt});
        QCOMPARE(issues.size(), std::size_t{1});
        const QString text = messageText(issues.front().message);
        QVERIFY2(text.contains(word) && text.contains(QStringLiteral("3 ms")) && text.contains(QStringLiteral("2 ms")), qPrintable(text));
        // Not for what measuring gets wrong.
        QVERIFY(speedIssues(recipe, effect, graph, {2.0, 2.1, std::nullopt}).empty());
    }

    void signedActivationsAreSlowInOnnxRuntime()
    {
        Recipe recipe;
        QVERIFY(speedIssues(recipe).empty());
        recipe.activations = DType::Int8;
        QCOMPARE(speedIssues(recipe).size(), std::size_t{1});
        QVERIFY(messageText(speedIssues(recipe).front().message).contains(QStringLiteral("u8")));
        recipe.profile = QuantProfile::TensorRt;
        QVERIFY(speedIssues(recipe).empty());
        recipe.profile = QuantProfile::Plain;
        recipe.format.type = QuantFormat::Dynamic;
        QVERIFY(speedIssues(recipe).empty());
    }
};

QTEST_GUILESS_MAIN(TestSpeedIssues)
#include "tst_speed_issues.moc"
