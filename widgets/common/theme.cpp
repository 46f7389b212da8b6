// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include "core/document/error_scale.h"
#include "widgets/common/paper.h"
#include "widgets/common/studio_style.h"

#include <QApplication>
#include <QPalette>

#include <cmath>

namespace halftone {

namespace {

QPalette darkPalette()
{
    QPalette palette;
    const QColor window(0x1f, 0x23, 0x2a), base(0x17, 0x1a, 0x20), text(0xe6, 0xe8, 0xec), muted(0x9a, 0xa1, 0xad);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, QColor(0x1c, 0x20, 0x27));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Button, QColor(0x2a, 0x2f, 0x38));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, QColor(0x2a, 0x2f, 0x38));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, QColor(0x8a, 0x48, 0x10));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x4d, 0xc4, 0xb0));
    palette.setColor(QPalette::Disabled, QPalette::Text, muted);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, muted);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, muted);
    return palette;
}

QPalette lightPalette()
{
    QPalette palette;
    const QColor window(0xf5, 0xf6, 0xf8), text(0x14, 0x18, 0x1f), muted(0x5b, 0x64, 0x72);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Button, QColor(0xee, 0xf0, 0xf3));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, Qt::white);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, QColor(0xff, 0xe2, 0xcc));
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, QColor(0x0f, 0x76, 0x6e));
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x8a, 0x92, 0x9f));
    return palette;
}

/// The desktop's own choice, as it was before we changed anything.
bool systemIsDark()
{
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

} // namespace

namespace {
int papers = 0;
}

OnPaper::OnPaper() { ++papers; }
OnPaper::~OnPaper() { --papers; }
bool OnPaper::isOn() { return papers > 0; }

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

Theme::Theme() = default;

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    const bool system = systemIsDark();
    const bool dark = scheme == Scheme::Dark || (scheme == Scheme::System && system);
    QApplication::setStyle(new StudioStyle);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    emit changed();
}

bool Theme::isDark() const { return !OnPaper::isOn() && QApplication::palette().color(QPalette::Window).lightness() < 128; }

QColor Theme::canvas() const { return isDark() ? QColor(0x17, 0x1a, 0x20) : QColor(0xfa, 0xfa, 0xfa); }
QColor Theme::nodeBody() const { return isDark() ? QColor(0x26, 0x2b, 0x33) : QColor(0xff, 0xff, 0xff); }
QColor Theme::nodeBorder() const { return isDark() ? QColor(0x6b, 0x74, 0x83) : QColor(0x4a, 0x52, 0x60); }
QColor Theme::text() const { return isDark() ? QColor(0xe6, 0xe8, 0xec) : QColor(0x14, 0x18, 0x1f); }
QColor Theme::mutedText() const { return isDark() ? QColor(0xa6, 0xad, 0xb9) : QColor(0x5b, 0x64, 0x72); }
QColor Theme::edge() const { return isDark() ? QColor(0x9a, 0xa1, 0xad) : QColor(0x3a, 0x42, 0x50); }
QColor Theme::selection() const { return isDark() ? QColor(0xff, 0x8a, 0x3d) : QColor(0xc2, 0x41, 0x0c); }
QColor Theme::accent() const { return isDark() ? QColor(0x4d, 0xc4, 0xb0) : QColor(0x0f, 0x76, 0x6e); }
QColor Theme::warningBackground() const { return isDark() ? QColor(0x3a, 0x2c, 0x17) : QColor(0xff, 0xf7, 0xed); }
QColor Theme::warningBorder() const { return isDark() ? QColor(0xb4, 0x7a, 0x2c) : QColor(0xfd, 0xba, 0x74); }

QColor Theme::category(OpCategory category) const
{
    switch (category) {
    case OpCategory::Layer:
        return QColor(0x33, 0x55, 0x88);
    case OpCategory::Activation:
        return QColor(0x70, 0x29, 0x21);
    case OpCategory::Pool:
        return QColor(0x33, 0x55, 0x33);
    case OpCategory::Normalization:
        return QColor(0x33, 0x55, 0x44);
    case OpCategory::Shape:
        return QColor(0x6c, 0x4f, 0x47);
    case OpCategory::Tensor:
        return QColor(0x59, 0x42, 0x3b);
    case OpCategory::Transform:
        return QColor(0x33, 0x55, 0x44);
    case OpCategory::Attention:
        return QColor(0x64, 0x2b, 0x7a);
    case OpCategory::Quantization:
        return QColor(0x0b, 0x65, 0x5e);
    case OpCategory::Arithmetic:
        return QColor(0x46, 0x46, 0x70);
    case OpCategory::Control:
        return QColor(0x80, 0x4a, 0x00);
    case OpCategory::Other:
        break;
    }
    return QColor(0x3f, 0x45, 0x50);
}

QColor Theme::precision(Precision precision) const
{
    switch (precision) {
    case Precision::Int8:
        return accent();
    case Precision::Int16:
        return isDark() ? QColor(0x7a, 0xb8, 0xf5) : QColor(0x1d, 0x5f, 0xa8);
    case Precision::Int4Weights:
        return isDark() ? QColor(0xc7, 0x9d, 0xf2) : QColor(0x6d, 0x3b, 0xa8);
    case Precision::Half:
        return isDark() ? QColor(0x9c, 0xc7, 0x6a) : QColor(0x4a, 0x6f, 0x1e);
    case Precision::Float:
        break;
    }
    return mutedText();
}

QColor Theme::excluded() const { return isDark() ? QColor(0xf5, 0xb3, 0x4d) : QColor(0xa8, 0x50, 0x08); }

QColor Theme::onCanvas(const QColor &color) const
{
    constexpr double kLeast = 3, kShift = 0.05;
    constexpr int kSteps = 16;
    const auto luminance = [](const QColor &c) {
        const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    };
    if (!isDark())
        return color;
    const double ground = luminance(canvas()) + kShift;
    QColor light = color;
    for (int i = 0; i < kSteps && (luminance(light) + kShift) / ground < kLeast; ++i) {
        const auto mix = [](int v) { return v + (255 - v) / 12; };
        light.setRgb(mix(light.red()), mix(light.green()), mix(light.blue()));
    }
    return light;
}

QColor Theme::viridis(double position)
{
    const ScaleColour colour = viridisAt(position);
    return QColor(colour.red, colour.green, colour.blue);
}

double Theme::sqnrPosition(double db) { return decibelPosition(db); }

} // namespace halftone
