<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AttributeText</name>
    <message numerus="yes">
        <source>graph of %n node(s)</source>
        <translation>
            <numerusform>graph of %n node</numerusform>
            <numerusform>graph of %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CliText</name>
    <message numerus="yes">
        <source>- and %n more</source>
        <translation>
            <numerusform>- and %n more</numerusform>
            <numerusform>- and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s):</source>
        <translation>
            <numerusform>%n issue:</numerusform>
            <numerusform>%n issues:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: the ranking is of %n sample(s).</source>
        <translation>
            <numerusform>Cancelled: the ranking is of %n sample.</numerusform>
            <numerusform>Cancelled: the ranking is of %n samples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipeText</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n excluded</source>
        <translation>
            <numerusform>%n excluded</numerusform>
            <numerusform>%n excluded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n included</source>
        <translation>
            <numerusform>only %n included</numerusform>
            <numerusform>only %n included</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ValueProperties</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::CalibrateDialog</name>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::CompareView</name>
    <message numerus="yes">
        <source>%n node(s) the same</source>
        <translation>
            <numerusform>%n node the same</numerusform>
            <numerusform>%n nodes the same</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quantized or converted</source>
        <translation>
            <numerusform>%n quantized or converted</numerusform>
            <numerusform>%n quantized or converted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::DifferenceModel</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::Document</name>
    <message numerus="yes">
        <source>Exclude %n node(s)</source>
        <translation>
            <numerusform>Exclude %n node</numerusform>
            <numerusform>Exclude %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Include %n node(s)</source>
        <translation>
            <numerusform>Include %n node</numerusform>
            <numerusform>Include %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quantize only %n node(s)</source>
        <translation>
            <numerusform>Quantize only %n node</numerusform>
            <numerusform>Quantize only %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::EvaluateDialog</name>
    <message numerus="yes">
        <source>%n sample(s) could not be used: %1</source>
        <translation>
            <numerusform>%n sample could not be used: %1</numerusform>
            <numerusform>%n samples could not be used: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::GraphCanvas</name>
    <message numerus="yes">
        <source>Scope %1, %n node(s)</source>
        <translation>
            <numerusform>Scope %1, %n node</numerusform>
            <numerusform>Scope %1, %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n input</numerusform>
            <numerusform>%n inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::HeatMapPanel</name>
    <message numerus="yes">
        <source>Calibrating: %n tensor(s) met</source>
        <translation>
            <numerusform>Calibrating: %n tensor met</numerusform>
            <numerusform>Calibrating: %n tensors met</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::MainWindow</name>
    <message numerus="yes">
        <source>You worked on this model on %1: %n attempt(s).</source>
        <translation>
            <numerusform>You worked on this model on %1: %n attempt.</numerusform>
            <numerusform>You worked on this model on %1: %n attempts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::ModelProperties</name>
    <message numerus="yes">
        <source>%n node(s) by operator</source>
        <translation>
            <numerusform>%n node by operator</numerusform>
            <numerusform>%n nodes by operator</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::NodeListPanel</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::OverlayLegend</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::OverrideDetails</name>
    <message numerus="yes">
        <source>%n of them</source>
        <translation>
            <numerusform>%n of them</numerusform>
            <numerusform>%n of them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::PreprocessDialog</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::SamplesPanel</name>
    <message numerus="yes">
        <source>%n sample(s) are enough: with them, ranges have 98 % of their final width on average.</source>
        <translation>
            <numerusform>%n sample is enough: with it, ranges have 98 % of their final width on average.</numerusform>
            <numerusform>%n samples are enough: with them, ranges have 98 % of their final width on average.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ranges still widen at the end of %n sample(s): more samples would make the result more reliable.</source>
        <translation>
            <numerusform>Ranges still widen at the end of %n sample: more samples would make the result more reliable.</numerusform>
            <numerusform>Ranges still widen at the end of %n samples: more samples would make the result more reliable.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %n sample(s): %1 % of the final range on average, %2 % for the slowest tensors</source>
        <translation>
            <numerusform>After %n sample: %1 % of the final range on average, %2 % for the slowest tensors</numerusform>
            <numerusform>After %n samples: %1 % of the final range on average, %2 % for the slowest tensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::SelectionProperties</name>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n node selected</numerusform>
            <numerusform>%n nodes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::SensitivityPanel</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::SensitivityProfile</name>
    <message numerus="yes">
        <source>%n node(s) excluded: %1 before, %2 after</source>
        <translation>
            <numerusform>%n node excluded: %1 before, %2 after</numerusform>
            <numerusform>%n nodes excluded: %1 before, %2 after</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::StatusStrip</name>
    <message numerus="yes">
        <source>Calibrated on %n sample(s)</source>
        <translation>
            <numerusform>Calibrated on %n sample</numerusform>
            <numerusform>Calibrated on %n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⚠ %n issue(s)</source>
        <translation>
            <numerusform>⚠ %n issue</numerusform>
            <numerusform>⚠ %n issues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::TimePanel</name>
    <message numerus="yes">
        <source>%1 → %2 a run on %n thread(s)</source>
        <translation>
            <numerusform>%1 → %2 a run on %n thread</numerusform>
            <numerusform>%1 → %2 a run on %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 a run on %n thread(s), float</source>
        <translation>
            <numerusform>%1 a run on %n thread, float</numerusform>
            <numerusform>%1 a run on %n threads, float</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::ValueProperties</name>
    <message numerus="yes">
        <source>Over %n sample(s)</source>
        <translation>
            <numerusform>Over %n sample</numerusform>
            <numerusform>Over %n samples</numerusform>
        </translation>
    </message>
</context>
</TS>
