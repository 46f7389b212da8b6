// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace halftone;
using Json = nlohmann::ordered_json;

class TestJsonText : public QObject
{
    Q_OBJECT
private slots:
    void looksLikeDump();
    void numbersReadBackTheSame();
};

void TestJsonText::looksLikeDump()
{
    const Json value{{"name", "a \"quoted\"\\ name\n"}, {"ü", "größe \x01 \xff"}, {"none", nullptr}, {"yes", true}, {"no", false},
        {"whole", -12}, {"large", std::numeric_limits<std::uint64_t>::max()}, {"real", 0.5}, {"round", 40.0}, {"tiny", 1e-300},
        {"nan", std::nan("")}, {"infinite", -INFINITY}, {"nothing", Json::array()}, {"empty", Json::object()},
        {"list", {1, 2.25, Json::array({"x", Json::object({{"deep", {1}}})})}}};
    QCOMPARE(QString::fromStdString(jsonText(value)), QString::fromStdString(value.dump(2, ' ', false, Json::error_handler_t::replace)));
    for (const Json &single : {Json(), Json("text"), Json(3), Json(true), Json::array(), Json::object()})
        QCOMPARE(QString::fromStdString(jsonText(single)), QString::fromStdString(single.dump(2)));
}

void TestJsonText::numbersReadBackTheSame()
{
    std::mt19937_64 random(1);
    Json list = Json::array();
    while (list.size() < 20000) {
        const double number = std::bit_cast<double>(random());
        if (std::isfinite(number))
            list.push_back(list.size() % 3 == 0 ? std::round(std::fmod(number, 1e6)) : number);
    }
    const Json again = Json::parse(jsonText(list));
    for (std::size_t i = 0; i < list.size(); ++i) {
        QVERIFY(again[i].is_number_float());
        QCOMPARE(again[i].get<double>(), list[i].get<double>());
    }
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
