// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"
#include "widgets/common/theme.h"
#include "widgets/panels/slice_image.h"
#include "widgets/panels/tensor_box.h"
#include "widgets/plots/ranges_plot.h"

#include <QLabel>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <numeric>

using namespace halftone;

namespace {

Tensor floats(const Shape &shape, float first)
{
    Tensor tensor = *Tensor::allocate(DType::Float, shape);
    auto values = tensor.mutableAs<float>();
    std::iota(values.begin(), values.end(), first);
    return tensor;
}

QStringList tabTexts(const TensorBox &box)
{
    QStringList texts;
    for (int i = 0; i < box.tabs()->count(); ++i)
        texts.append(box.tabs()->tabText(i));
    return texts;
}

} // namespace

class TestTensorBox : public QObject
{
    Q_OBJECT

private slots:
    void aWeightHasAllPages()
    {
        TensorBox box(ConstantTensor(floats({4, 3, 2, 2}, -10)), QStringLiteral("w"), 0);
        QCOMPARE(tabTexts(box),
            (QStringList{QStringLiteral("Values"), QStringLiteral("Picture"), QStringLiteral("Histogram"), QStringLiteral("Channels")}));
        QVERIFY(box.findChild<QLabel *>()->text().contains(QStringLiteral("-10")));
        QCOMPARE(box.findChild<RangesPlot *>()->channelCount(), 4);
    }

    void channelsFollowTheAxisAskedFor()
    {
        TensorBox box(ConstantTensor(floats({4, 6}, 0)), QStringLiteral("w"), -1);
        QCOMPARE(box.findChild<RangesPlot *>()->channelCount(), 6);
    }

    void extremesOfChannels()
    {
        const Tensor tensor = floats({2, 3, 2}, 1);
        const auto values = tensor.as<float>();
        const ChartRanges ranges = channelExtremes(values.data(), values.size(), 3, 2);
        QCOMPARE(ranges.minimum, (std::vector<float>{1, 3, 5}));
        QCOMPARE(ranges.maximum, (std::vector<float>{8, 10, 12}));
    }

    void aScalarHasItsValueOnly()
    {
        TensorBox box(ConstantTensor(floats({1}, 7)), QStringLiteral("s"), 0);
        QCOMPARE(tabTexts(box), QStringList{QStringLiteral("Values")});
    }

    void integersAreShownToo()
    {
        Tensor tensor = *Tensor::allocate(DType::Int8, {3, 4});
        auto values = tensor.mutableAs<std::int8_t>();
        std::iota(values.begin(), values.end(), static_cast<std::int8_t>(-5));
        TensorBox box(ConstantTensor(tensor), QStringLiteral("q"), 0);
        QVERIFY(tabTexts(box).contains(QStringLiteral("Histogram")));
        QVERIFY(box.findChild<QLabel *>()->text().contains(QStringLiteral("-5 … 6")));
    }

    void valuesAreSavedAsNumPyArray()
    {
        QTemporaryDir folder;
        const Tensor tensor = floats({2, 5}, 0.5F);
        TensorBox box(ConstantTensor(tensor), QStringLiteral("w"), 0);
        const QString path = folder.filePath(QStringLiteral("w.npy"));
        QVERIFY(box.save(path));
        const auto read = readNpy(path.toStdString());
        QVERIFY(read);
        QVERIFY(read->shape() == tensor.shape());
        QVERIFY(std::ranges::equal(read->as<float>(), tensor.as<float>()));
        QVERIFY(!box.save(folder.filePath(QStringLiteral("none/w.npy"))));
    }

    void aPictureSpansTheWholeTensorsRange()
    {
        SliceImage image;
        image.setTensor(floats({2, 5, 6}, 0));
        QCOMPARE(image.image().size(), QSize(6, 5));
        QCOMPARE(image.image().pixelColor(0, 0).rgb(), Theme::viridis(0).rgb());
        image.setSlice(1);
        QCOMPARE(image.image().pixelColor(5, 4).rgb(), Theme::viridis(1).rgb());
        QVERIFY(image.image().pixelColor(0, 0).rgb() != Theme::viridis(0).rgb());
    }

    void smallKernelsAreShownTogether()
    {
        SliceImage image;
        image.setTensor(floats({4, 3, 1, 1}, 0));
        QCOMPARE(image.image().size(), QSize(3, 4));
        image.setSlice(7);
        QCOMPARE(image.image().pixelColor(0, 0).rgb(), Theme::viridis(0).rgb());
        QCOMPARE(image.image().pixelColor(2, 3).rgb(), Theme::viridis(1).rgb());
    }

    void whatIsNotFiniteIsLeftOut()
    {
        Tensor tensor = floats({2, 2}, 0);
        tensor.mutableAs<float>()[1] = std::numeric_limits<float>::quiet_NaN();
        SliceImage image;
        image.setTensor(tensor);
        QCOMPARE(image.image().pixelColor(1, 0).alpha(), 0);
        QCOMPARE(image.image().pixelColor(1, 1).rgb(), Theme::viridis(1).rgb());
    }
};

QTEST_MAIN(TestTensorBox)
#include "tst_tensor_box.moc"
