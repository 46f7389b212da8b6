// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone {

/// While one lives, the theme's colours are the light ones: paper is white. Nothing is told to repaint.
class OnPaper
{
public:
    OnPaper();
    ~OnPaper();
    OnPaper(const OnPaper &) = delete;
    OnPaper &operator=(const OnPaper &) = delete;
    static bool isOn();
};

} // namespace halftone
