# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_widgets PRIVATE
  plots/attempts_chart.cpp
  plots/attempts_chart.h
  plots/bar_list.cpp
  plots/bar_list.h
  plots/channel_bars.cpp
  plots/channel_bars.h
  plots/coloured_bars.cpp
  plots/empty_state.cpp
  plots/empty_state.h
  plots/heat_map_data.cpp
  plots/heat_map_metric.cpp
  plots/heat_map_panel.cpp
  plots/heat_map_panel.h
  plots/heat_map_plot.cpp
  plots/heat_map_plot.h
  plots/histogram_panel.cpp
  plots/histogram_panel.h
  plots/histogram_plot.cpp
  plots/histogram_plot.h
  plots/plot_style.cpp
  plots/ranges_panel.cpp
  plots/ranges_panel.h
  plots/tensor_link.cpp
  plots/tensors_panel.cpp
  plots/tensors_panel.h
)
