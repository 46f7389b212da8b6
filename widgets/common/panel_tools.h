// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone {

/// Object name of the widget of a panel that may move to the title bar of the panel's dock.
inline constexpr char kPanelTools[] = "panelTools";

} // namespace halftone
