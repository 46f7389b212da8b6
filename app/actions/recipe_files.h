// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace halftone {

class Document;
class MainWindow;

/// Files of choices and of what they lead to. Each asks for a path, does its work on the window's document and shows what went wrong.
namespace recipefiles {

void load(MainWindow *window);
void save(MainWindow *window);
/// Settings of single tensors in any form that --override reads; joins those there are, undoable.
void loadTensors(MainWindow *window);
/// The ranges in a form that TensorRT reads.
void saveCalibrationTable(MainWindow *window);
void saveStatistics(MainWindow *window);
void readStatistics(MainWindow *window, const QString &title, void (Document::*read)(const QString &));

/// loadTensors() without its question.
void readTensors(MainWindow *window, const QString &path);

} // namespace recipefiles

} // namespace halftone
