// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QTimer>

class QFileSystemWatcher;
class QStackedWidget;

namespace halftone {

class ActionSet;
class CalibrateDialog;
class CompareWindow;
class Docks;
class Document;
class EvaluateDialog;
class FileActions;
class FindField;
class GraphActions;
class GraphView;
class MessageBar;
class NodeActions;
class OverlayBox;
class OptionsDialog;
class PreprocessDialog;
class SchemeBar;
class SelectionController;
class StatusStrip;
class ViewActions;
class WelcomePage;

/// One model's window: makes the parts and connects them. What the parts do is theirs.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    Document *document() const { return m_document; }
    SelectionController *selection() const { return m_selection; }
    GraphView *graphView() const { return m_graph; }
    GraphActions *graphActions() const { return m_graphActions; }
    MessageBar *messageBar() const { return m_messages; }
    Docks *docks() const { return m_docks; }
    StatusStrip *statusStrip() const { return m_status; }
    WelcomePage *welcomePage() const { return m_welcome; }

    /// Opens here while the window is empty, else in a new window.
    void openFile(const QString &path);
    void openSample();

    void showCalibrate();
    CalibrateDialog *calibrateDialog() const { return m_calibrate; }
    void showExport();
    void showFind();
    void showPreferences();
    void showPreprocess();
    void showEvaluate();
    void showOptions();
    void suggestExclusions();
    /// A window with this model and another one side by side.
    CompareWindow *compareWith(const QString &path);
    CompareWindow *compareWithQuantized();
    /// The whole graph as PNG or SVG, by the file's name.
    void exportPicture(const QString &path);
    /// The whole graph on paper, through the system's dialog.
    void print();
    /// Errors as HTML or CSV, by the file's name.
    void saveReport(const QString &path);
    void showProblem(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildCentre();
    void buildMenus();
    void buildToolBars();
    void connectDocument();
    void connectGraph();
    void retranslate();
    void restyle();
    void showModel();
    void updateTitle();
    void watchFile();
    void fileChanged();
    void offerSession();
    void showComparison();
    /// This window when it is empty, else a new one.
    MainWindow *windowForModel();

    Document *m_document;
    SelectionController *m_selection;
    QStackedWidget *m_centre;
    WelcomePage *m_welcome;
    GraphView *m_graph;
    MessageBar *m_messages;
    Docks *m_docks = nullptr;
    SchemeBar *m_scheme = nullptr;
    OverlayBox *m_overlay = nullptr;
    FindField *m_find = nullptr;
    QToolBar *m_tools = nullptr;
    QToolBar *m_view = nullptr;
    StatusStrip *m_status;
    FileActions *m_fileActions = nullptr;
    GraphActions *m_graphActions = nullptr;
    NodeActions *m_nodeActions = nullptr;
    ViewActions *m_viewActions = nullptr;
    QList<ActionSet *> m_actions;
    QFileSystemWatcher *m_watcher;
    QTimer m_fileSettled;
    /// Made when first needed.
    CalibrateDialog *m_calibrate = nullptr;
    PreprocessDialog *m_preprocess = nullptr;
    EvaluateDialog *m_evaluate = nullptr;
    OptionsDialog *m_options = nullptr;
    bool m_docksShown = false;
};

} // namespace halftone
