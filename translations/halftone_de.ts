<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AttributeText</name>
    <message numerus="yes">
        <source>graph of %n node(s)</source>
        <translation>
            <numerusform>Graph mit %n Knoten</numerusform>
            <numerusform>Graph mit %n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>sparse ⟨%1⟩</source>
        <translation>dünn besetzt ⟨%1⟩</translation>
    </message>
    <message>
        <source>… %1 in all</source>
        <translation>… insgesamt %1</translation>
    </message>
</context>
<context>
    <name>ChangeMarks</name>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>quantized or converted</source>
        <translation>quantisiert oder umgewandelt</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
</context>
<context>
    <name>CliText</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>median %1 ms, p95 %2 ms, least %3 ms over %4 runs on %5 threads</source>
        <translation>Median %1 ms, p95 %2 ms, kleinste %3 ms über %4 Läufe auf %5 Threads</translation>
    </message>
    <message>
        <source>prepared in %1 ms, first run %2 ms, peak memory %3 MiB, activations %4 MiB</source>
        <translation>vorbereitet in %1 ms, erster Lauf %2 ms, Speicherspitze %3 MiB, Aktivierungen %4 MiB</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Implementation</source>
        <translation>Implementierung</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>%1 tensors over %2 samples (%3 skipped) in %4; statistics in %5</source>
        <translation>%1 Tensoren über %2 Stichproben (%3 übersprungen) in %4; Statistik in %5</translation>
    </message>
    <message>
        <source>%1 samples are enough: with them, ranges have 98 % of their final width on average</source>
        <translation>%1 Stichproben genügen: Mit ihnen haben die Bereiche im Mittel 98 % ihrer endgültigen Breite</translation>
    </message>
    <message>
        <source>Ranges still widen at the last samples: more would make the result more reliable</source>
        <translation>Bei den letzten Stichproben werden die Bereiche noch breiter: Mehr würden das Ergebnis verlässlicher machen</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Worst channel dB</source>
        <translation>Schlechtester Kanal dB</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Local dB</source>
        <translation>Lokal dB</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Max abs</source>
        <translation>Größter Fehler</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Worst of %1 tensors, %2 samples:</source>
        <translation>Die schlechtesten von %1 Tensoren, %2 Stichproben:</translation>
    </message>
    <message>
        <source>Outputs:</source>
        <translation>Ausgaben:</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation>nicht unterstützt</translation>
    </message>
    <message>
        <source>%1 of %2 cases passed, %3 failed, %4 unsupported</source>
        <translation>%1 von %2 Fällen bestanden, %3 fehlgeschlagen, %4 nicht unterstützt</translation>
    </message>
    <message numerus="yes">
        <source>- and %n more</source>
        <translation>
            <numerusform>- und %n weitere</numerusform>
            <numerusform>- und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>  %1 left</source>
        <translation>  noch %1</translation>
    </message>
    <message>
        <source>--dim %1: NAME=N with a whole number is expected</source>
        <translation>--dim %1: erwartet wird NAME=N mit einer ganzen Zahl</translation>
    </message>
    <message>
        <source>Preprocessing: %1</source>
        <translation>Vorverarbeitung: %1</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>%1: %2 %3 over %4 samples in %5</source>
        <translation>%1: %2 %3 über %4 Stichproben in %5</translation>
    </message>
    <message>
        <source>top-5: %1</source>
        <translation>Top-5: %1</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Format      ONNX IR %1</source>
        <translation>Format      ONNX IR %1</translation>
    </message>
    <message>
        <source>Opset       %1 %2</source>
        <translation>Opset       %1 %2</translation>
    </message>
    <message>
        <source>Input       %1  %2</source>
        <translation>Eingabe     %1  %2</translation>
    </message>
    <message>
        <source>Output      %1  %2</source>
        <translation>Ausgabe     %1  %2</translation>
    </message>
    <message>
        <source>Nodes       %1</source>
        <translation>Knoten      %1</translation>
    </message>
    <message>
        <source>Parameters  %1</source>
        <translation>Parameter   %1</translation>
    </message>
    <message>
        <source>MACs        %1</source>
        <translation>MACs        %1</translation>
    </message>
    <message>
        <source>File        %1</source>
        <translation>Datei       %1</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s):</source>
        <translation>
            <numerusform>%n Hinweis:</numerusform>
            <numerusform>%n Hinweise:</numerusform>
        </translation>
    </message>
    <message>
        <source>Laying out</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>%1 nodes, %2 edges, %3×%4, laid out in %5</source>
        <translation>%1 Knoten, %2 Kanten, %3×%4, angeordnet in %5</translation>
    </message>
    <message>
        <source>quantize needs --data or --statistics</source>
        <translation>quantize braucht --data oder --statistics</translation>
    </message>
    <message>
        <source>--algorithm %1 needs --data</source>
        <translation>--algorithm %1 braucht --data</translation>
    </message>
    <message>
        <source>Looking at the inputs of layers</source>
        <translation>Eingaben der Schichten werden angesehen</translation>
    </message>
    <message>
        <source>Quantizing</source>
        <translation>Quantisieren</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>%1: %2 of %3 nodes in int8, %4 → %5</source>
        <translation>%1: %2 von %3 Knoten in int8, %4 → %5</translation>
    </message>
    <message>
        <source>Float because</source>
        <translation>Gleitkomma, weil</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>%1 is no tensor and is not written.</source>
        <translation>%1 ist kein Tensor und wird nicht geschrieben.</translation>
    </message>
    <message>
        <source>Measuring nodes</source>
        <translation>Knoten werden gemessen</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suchen</translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: the ranking is of %n sample(s).</source>
        <translation>
            <numerusform>Abgebrochen: Die Rangfolge gilt für %n Stichprobe.</numerusform>
            <numerusform>Abgebrochen: Die Rangfolge gilt für %n Stichproben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Worst channel, dB</source>
        <translation>Schlechtester Kanal, dB</translation>
    </message>
    <message>
        <source>Output, dB</source>
        <translation>Ausgabe, dB</translation>
    </message>
    <message>
        <source>%1 nodes on %2 samples in %3</source>
        <translation>%1 Knoten auf %2 Stichproben in %3</translation>
    </message>
    <message>
        <source>Nothing needs to be excluded.</source>
        <translation>Nichts muss ausgeschlossen werden.</translation>
    </message>
    <message>
        <source>Keep float: %1</source>
        <translation>Gleitkomma lassen: %1</translation>
    </message>
    <message>
        <source>%1: %2 before, %3 with the proposal (%4)</source>
        <translation>%1: %2 vorher, %3 mit dem Vorschlag (%4)</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>--adaround, --bias-correction and --range-search need --data</source>
        <translation>--adaround, --bias-correction und --range-search brauchen --data</translation>
    </message>
    <message>
        <source>Rules       all of TensorRT&apos;s are kept</source>
        <translation>Regeln      alle von TensorRT werden eingehalten</translation>
    </message>
    <message>
        <source>%1: %2 of %3 nodes quantized, %4 → %5</source>
        <translation>%1: %2 von %3 Knoten quantisiert, %4 → %5</translation>
    </message>
    <message>
        <source>Precisions: %1</source>
        <translation>Genauigkeiten: %1</translation>
    </message>
    <message>
        <source>%1, or the like</source>
        <translation>%1, oder Ähnliches</translation>
    </message>
</context>
<context>
    <name>DecisionText</name>
    <message>
        <source>Runs in 8-bit integers.</source>
        <translation>Läuft in ganzen Zahlen von 8 Bit.</translation>
    </message>
    <message>
        <source>Runs with 16-bit activations.</source>
        <translation>Läuft mit Aktivierungen von 16 Bit.</translation>
    </message>
    <message>
        <source>Weights are stored in 4 bits.</source>
        <translation>Gewichte sind in 4 Bit gespeichert.</translation>
    </message>
    <message>
        <source>Runs in 16-bit floating point.</source>
        <translation>Läuft in Gleitkomma von 16 Bit.</translation>
    </message>
    <message>
        <source>Stays in 32-bit floating point.</source>
        <translation>Bleibt in Gleitkomma von 32 Bit.</translation>
    </message>
    <message>
        <source>Excluded by you: stays in 32-bit floating point.</source>
        <translation>Von Ihnen ausgeschlossen: bleibt in Gleitkomma von 32 Bit.</translation>
    </message>
    <message>
        <source>Not among the nodes that you chose to quantize.</source>
        <translation>Nicht unter den Knoten, die Sie zum Quantisieren gewählt haben.</translation>
    </message>
    <message>
        <source>Stays float: %1</source>
        <translation>Bleibt Gleitkomma: %1</translation>
    </message>
</context>
<context>
    <name>FieldText</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>QDQ runs everywhere and can be mixed with float; QOperator computes in integers by definition; dynamic needs no data but measures ranges in every run, which costs time</source>
        <translation>QDQ läuft überall und lässt sich mit Gleitkomma mischen; QOperator rechnet per Definition ganzzahlig; dynamisch braucht keine Daten, misst aber in jedem Lauf die Bereiche, was Zeit kostet</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>A scale for each channel</source>
        <translation>Eine Skala je Kanal</translation>
    </message>
    <message>
        <source>More accurate and as fast; some targets know one scale a tensor only</source>
        <translation>Genauer und gleich schnell; manche Ziele kennen nur eine Skala je Tensor</translation>
    </message>
    <message>
        <source>Symmetric activations</source>
        <translation>Symmetrische Aktivierungen</translation>
    </message>
    <message>
        <source>Zero point in the middle, as some accelerators need; loses up to one bit after a ReLU</source>
        <translation>Nullpunkt in der Mitte, wie ihn manche Beschleuniger brauchen; verliert nach einem ReLU bis zu ein Bit</translation>
    </message>
    <message>
        <source>Weights of 7 bits</source>
        <translation>Gewichte mit 7 Bit</translation>
    </message>
    <message>
        <source>Keeps 16-bit sums from saturating on processors without VNNI; costs 6 dB of weight accuracy</source>
        <translation>Verhindert auf Prozessoren ohne VNNI die Sättigung von 16-Bit-Summen; kostet 6 dB Genauigkeit der Gewichte</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>How a tensor&apos;s range follows from the calibration data; can be changed without calibrating again</source>
        <translation>Wie der Bereich eines Tensors aus den Kalibrierdaten folgt; änderbar, ohne neu zu kalibrieren</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Share of the values, in percent, that the range keeps; less clips more and makes steps finer. Counts for the range method Percentile</source>
        <translation>Anteil der Werte in Prozent, den der Bereich behält; weniger beschneidet mehr und macht die Stufen feiner. Gilt für das Bereichsverfahren Perzentil</translation>
    </message>
    <message>
        <source>Weights that share a scale</source>
        <translation>Gewichte, die sich eine Skala teilen</translation>
    </message>
    <message>
        <source>Blocks without zero points</source>
        <translation>Blöcke ohne Nullpunkte</translation>
    </message>
    <message>
        <source>Even out channels</source>
        <translation>Kanäle angleichen</translation>
    </message>
    <message>
        <source>Look after joins of different ranges</source>
        <translation>Auf Verbindungen verschiedener Bereiche achten</translation>
    </message>
    <message>
        <source>What such a join becomes</source>
        <translation>Was aus einer solchen Verbindung wird</translation>
    </message>
    <message>
        <source>Scales of inputs measured in every run</source>
        <translation>Skalen der Eingaben in jedem Lauf gemessen</translation>
    </message>
    <message>
        <source>What enters the integers of a QOperator model as float gets its scale as the model runs: for inputs that differ much from run to run; costs a pass over them. Results keep the ranges of calibration. u8 activations only</source>
        <translation>Was als Gleitkomma in die ganzen Zahlen eines QOperator-Modells eingeht, bekommt seine Skala, während das Modell läuft: für Eingaben, die von Lauf zu Lauf sehr verschieden sind; kostet einen Durchgang über sie. Ergebnisse behalten die Bereiche der Kalibrierung. Nur u8-Aktivierungen</translation>
    </message>
    <message>
        <source>Masks set no range</source>
        <translation>Masken bestimmen keinen Bereich</translation>
    </message>
    <message>
        <source>Nodes that touch values beyond ±1e30 stay float: otherwise a mask takes all steps for itself</source>
        <translation>Knoten, die Werte jenseits von ±1e30 berühren, bleiben Gleitkomma: Sonst nimmt eine Maske alle Stufen für sich</translation>
    </message>
    <message>
        <source>Sensitive parts of encoders stay float</source>
        <translation>Empfindliche Teile von Encodern bleiben Gleitkomma</translation>
    </message>
    <message>
        <source>Round weights for the samples</source>
        <translation>Gewichte für die Stichproben runden</translation>
    </message>
    <message>
        <source>Correct biases</source>
        <translation>Bias korrigieren</translation>
    </message>
    <message>
        <source>Exclude nodes</source>
        <translation>Knoten ausschließen</translation>
    </message>
    <message>
        <source>Names, or re: and a regular expression over the whole name, one a line; they stay in floating point</source>
        <translation>Namen, oder re: und ein regulärer Ausdruck über den ganzen Namen, einer je Zeile; sie bleiben in Gleitkomma</translation>
    </message>
    <message>
        <source>Only these nodes</source>
        <translation>Nur diese Knoten</translation>
    </message>
    <message>
        <source>When not empty, nothing else is quantized; names or re: and a regular expression, one a line</source>
        <translation>Wenn nicht leer, wird nichts anderes quantisiert; Namen, oder re: und ein regulärer Ausdruck, einer je Zeile</translation>
    </message>
    <message>
        <source>Exclude operator types</source>
        <translation>Operatortypen ausschließen</translation>
    </message>
    <message>
        <source>All nodes of these types stay in floating point, one type a line</source>
        <translation>Alle Knoten dieser Typen bleiben in Gleitkomma, ein Typ je Zeile</translation>
    </message>
    <message>
        <source>Only these operator types</source>
        <translation>Nur diese Operatortypen</translation>
    </message>
    <message>
        <source>When not empty, only nodes of these types are quantized, one type a line</source>
        <translation>Wenn nicht leer, werden nur Knoten dieser Typen quantisiert, ein Typ je Zeile</translation>
    </message>
    <message>
        <source>Excluded nodes read exact values</source>
        <translation>Ausgeschlossene Knoten lesen genaue Werte</translation>
    </message>
    <message>
        <source>Costs a copy of the value in float; otherwise they read what was rounded for their neighbours</source>
        <translation>Kostet eine Kopie des Werts in Gleitkomma; sonst lesen sie, was für ihre Nachbarn gerundet wurde</translation>
    </message>
    <message>
        <source>The option “%1” of recipe files; see Help and the documentation of recipes</source>
        <translation>Die Option „%1“ der Rezeptdateien; siehe Hilfe und die Beschreibung der Rezepte</translation>
    </message>
    <message>
        <source>In encoders only the products run in 8 bits; masks, Softmax, normalization, biases, Gelu and sums between them are few operations and much accuracy</source>
        <translation>In Encodern laufen nur die Produkte mit 8 Bit; Masken, Softmax, Normierung, Bias, Gelu und die Summen dazwischen sind wenige Operationen und viel Genauigkeit</translation>
    </message>
    <message>
        <source>Smooth channels before products</source>
        <translation>Kanäle vor Produkten glätten</translation>
    </message>
    <message>
        <source>Share that moves into the weights</source>
        <translation>Anteil, der in die Gewichte wandert</translation>
    </message>
    <message>
        <source>Products that 8 bits hurt stay float</source>
        <translation>Produkte, denen 8 Bit schaden, bleiben Gleitkomma</translation>
    </message>
    <message>
        <source>Search ranges on the samples</source>
        <translation>Wertebereiche an den Stichproben suchen</translation>
    </message>
    <message>
        <source>Default may decide more than the options say and tells it; Plain does exactly what they say; ONNX Runtime has the habits of its own tool; TensorRT writes only what that takes</source>
        <translation>Standard darf mehr entscheiden, als die Optionen sagen, und teilt es mit; Schlicht tut genau, was sie sagen; ONNX Runtime hat die Gewohnheiten von dessen Werkzeug; TensorRT schreibt nur, was dieses annimmt</translation>
    </message>
    <message>
        <source>Integer type of activations: u8 is finest for values after a ReLU and fastest on processors; s8 is what many accelerators want; 16 bits are nearly exact, and fast only on accelerators that have them</source>
        <translation>Ganzzahltyp der Aktivierungen: u8 ist nach einer ReLU am feinsten und auf Prozessoren am schnellsten; s8 wollen viele Beschleuniger; 16 Bit sind fast exakt und nur auf Beschleunigern schnell, die sie haben</translation>
    </message>
    <message>
        <source>Integer type of weights: s8 lies symmetrically around zero, as most runtimes want it; u8 fits weights on one side of zero; 4 bits halve the size and cost accuracy; 16 bits double it</source>
        <translation>Ganzzahltyp der Gewichte: s8 liegt symmetrisch um null, wie es die meisten Laufzeiten wollen; u8 passt zu Gewichten auf einer Seite von null; 4 Bit halbieren die Größe und kosten Genauigkeit; 16 Bit verdoppeln sie</translation>
    </message>
    <message>
        <source>Operator set</source>
        <translation>Operatorsatz</translation>
    </message>
    <message>
        <source>Pairs on weights</source>
        <translation>Paare an Gewichten</translation>
    </message>
    <message>
        <source>Weights stay float behind QuantizeLinear and DequantizeLinear, as TensorRT likes it: the file stays as large as before</source>
        <translation>Gewichte bleiben Gleitkommazahlen hinter QuantizeLinear und DequantizeLinear, wie TensorRT es mag: die Datei bleibt so groß wie zuvor</translation>
    </message>
    <message>
        <source>A pair for each reader</source>
        <translation>Ein Paar für jeden Leser</translation>
    </message>
    <message>
        <source>Runtimes that fuse a pair into one operator cannot share it; costs nothing where they fuse and rounds twice where they do not</source>
        <translation>Laufzeiten, die ein Paar in einen Operator einschmelzen, können es nicht teilen; kostet dort nichts und rundet sonst zweimal</translation>
    </message>
    <message>
        <source>Biases in 32-bit integers</source>
        <translation>Bias als 32-Bit-Ganzzahlen</translation>
    </message>
    <message>
        <source>What integer kernels of processors need to be fused; TensorRT wants biases in float</source>
        <translation>Was ganzzahlige Kernel von Prozessoren zum Verschmelzen brauchen; TensorRT will den Bias als Gleitkommazahl</translation>
    </message>
    <message>
        <source>Keep ReLU and Clip</source>
        <translation>ReLU und Clip behalten</translation>
    </message>
    <message>
        <source>Else they go where saturation of the integers does their work: fewer operators, the same values. For targets that fuse them by name</source>
        <translation>Sonst fallen sie weg, wo die Sättigung der Ganzzahlen ihre Arbeit tut: weniger Operatoren, dieselben Werte. Für Ziele, die sie beim Namen verschmelzen</translation>
    </message>
    <message>
        <source>Pairs of ONNX Runtime&apos;s own operators</source>
        <translation>Paare aus ONNX Runtimes eigenen Operatoren</translation>
    </message>
    <message>
        <source>16- and 4-bit types without raising the operator set; other runtimes cannot read the model</source>
        <translation>Typen von 16 und 4 Bit ohne neueren Operatorsatz; andere Laufzeiten können das Modell nicht lesen</translation>
    </message>
    <message>
        <source>Quantize moves behind float nodes</source>
        <translation>Umordnungen auch hinter Gleitkommaknoten quantisieren</translation>
    </message>
    <message>
        <source>Reshape, Transpose and their kind get pairs also where their input is float: more of the graph in integers, one more rounding</source>
        <translation>Reshape, Transpose und ihresgleichen bekommen Paare auch bei einer Gleitkommaeingabe: mehr vom Graphen in Ganzzahlen, eine Rundung mehr</translation>
    </message>
    <message>
        <source>Smallest range</source>
        <translation>Kleinster Bereich</translation>
    </message>
    <message>
        <source>No pair after these operator types</source>
        <translation>Kein Paar nach diesen Operatortypen</translation>
    </message>
    <message>
        <source>Their results are rounded only where another node reads them in integers: more accurate, and slower where kernels could have written integers. One type a line</source>
        <translation>Ihre Ergebnisse werden nur gerundet, wo ein anderer Knoten sie als Ganzzahlen liest: genauer, und langsamer, wo Kernel Ganzzahlen hätten schreiben können. Ein Typ je Zeile</translation>
    </message>
    <message>
        <source>Precision of nodes</source>
        <translation>Genauigkeit von Knoten</translation>
    </message>
    <message>
        <source>A name, or re: and a regular expression, then = and static, int16, int8, int4, dynamic, integer, weight-only, float, float16 or bfloat16, one a line; the last that fits counts. More bits where 8 hurt, without the others paying for it</source>
        <translation>Ein Name oder re: und ein regulärer Ausdruck, dann = und static, int16, int8, int4, dynamic, integer, weight-only, float, float16 oder bfloat16, je Zeile einer; der letzte passende zählt. Mehr Bits, wo 8 schaden, ohne dass die anderen dafür zahlen</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Half the bits, half the size; below 4 only large models stay usable</source>
        <translation>Halbe Bits, halbe Größe; unter 4 bleiben nur große Modelle brauchbar</translation>
    </message>
    <message>
        <source>Smaller blocks are more accurate and add bytes of scales: 16 to 256, a power of two</source>
        <translation>Kleinere Blöcke sind genauer und kosten Bytes für Skalen: 16 bis 256, eine Zweierpotenz</translation>
    </message>
    <message>
        <source>Smaller and faster, less accurate where a block&apos;s values lie on one side</source>
        <translation>Kleiner und schneller, ungenauer, wo die Werte eines Blocks auf einer Seite liegen</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>To the nearest is done at once; HQQ optimizes without data; GPTQ and AWQ look at the calibration data and are the most accurate, and the slowest</source>
        <translation>Zum nächsten Wert geht sofort; HQQ optimiert ohne Daten; GPTQ und AWQ sehen sich die Kalibrierdaten an und sind am genauesten und am langsamsten</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>MatMulNBits is ONNX Runtime&apos;s own and fastest there; blocked DequantizeLinear is of operator set 21 and for all runtimes</source>
        <translation>MatMulNBits gehört ONNX Runtime und ist dort am schnellsten; blockweises DequantizeLinear ist aus Operatorsatz 21 und für alle Laufzeiten</translation>
    </message>
    <message>
        <source>Of the model that is written, 13 to 23. Newer sets have 16- and 4-bit types (21), older runtimes refuse them</source>
        <translation>Des geschriebenen Modells, 13 bis 23. Neuere haben Typen von 16 und 4 Bit (21), ältere Laufzeiten lehnen sie ab</translation>
    </message>
    <message>
        <source>Ranges are widened to span at least this, for targets that cannot multiply by tiny scales; makes the steps of small values coarser</source>
        <translation>Bereiche werden mindestens so weit gemacht, für Ziele, die nicht mit winzigen Skalen rechnen können; macht die Stufen kleiner Werte gröber</translation>
    </message>
    <message>
        <source>Cross-layer equalization: channels of very different range are evened out through the weights; the float model computes the same. The profile Default does it where channels differ much</source>
        <translation>Angleichen über Schichten: Kanäle sehr verschiedener Bereiche werden über die Gewichte angeglichen; das Gleitkommamodell berechnet dasselbe. Das Profil Standard tut es, wo Kanäle sich stark unterscheiden</translation>
    </message>
    <message>
        <source>A Concat or Add whose inputs have very different ranges would leave the small one a few steps; in float it costs little time. The profile Default does it</source>
        <translation>Ein Concat oder Add mit Eingaben sehr verschiedener Bereiche ließe der kleinen nur wenige Stufen; in Gleitkomma kostet er wenig Zeit. Das Profil Standard tut es</translation>
    </message>
    <message>
        <source>In float, it and what computes with it are exact and four times the bytes. With a scale for each channel its result is in integers, for targets that want integers at the outputs: where nothing computes with it, and QDQ only</source>
        <translation>In Gleitkomma sind sie und was mit ihr rechnet genau und viermal so groß. Mit einer Skala je Kanal ist ihr Ergebnis ganzzahlig, für Ziele, die an den Ausgängen ganze Zahlen wollen: wenn nichts mit ihm rechnet, und nur QDQ</translation>
    </message>
    <message>
        <source>SmoothQuant: where few channels are far larger than the others, as behind layer normalization, their range moves into the weights of the product; the float model computes the same. Costs a multiplication where others read the value too. The profile Default does it where samples show a gain</source>
        <translation>SmoothQuant: Wo wenige Kanäle viel größer sind als die anderen, etwa hinter einer Layer-Normalisierung, wandert ihr Wertebereich in die Gewichte des Produkts; das Gleitkommamodell rechnet dasselbe. Kostet eine Multiplikation, wo auch andere den Wert lesen. Das Profil Standard tut es, wo die Stichproben einen Gewinn zeigen</translation>
    </message>
    <message>
        <source>For smoothing that is on: 0.5 shares the difficulty evenly, more makes activations finer and weights coarser; trying takes the best for each product</source>
        <translation>Für eingeschaltetes Glätten: 0,5 teilt die Last gleich auf, mehr macht Aktivierungen feiner und Gewichte gröber; Probieren nimmt für jedes Produkt den besten Wert</translation>
    </message>
    <message>
        <source>The range of what a layer reads is the one that least disturbs what the layer makes of the calibration data, instead of the one that suits the value itself: takes a second or so, costs nothing later. No profile does it by itself</source>
        <translation>Der Wertebereich dessen, was eine Schicht liest, ist der, der am wenigsten stört, was die Schicht aus den Kalibrierdaten macht, statt dessen, der zum Wert selbst passt: dauert etwa eine Sekunde, kostet später nichts. Kein Profil tut es von selbst</translation>
    </message>
    <message>
        <source>Each weight is rounded up or down as least disturbs what its layer makes of the calibration data (AdaRound&apos;s objective): takes seconds once, costs nothing later. No profile does it by itself</source>
        <translation>Jedes Gewicht wird so auf- oder abgerundet, dass es am wenigsten stört, was seine Schicht aus den Kalibrierdaten macht (das Ziel von AdaRound): braucht einmal Sekunden, kostet später nichts. Kein Profil tut es von selbst</translation>
    </message>
    <message>
        <source>Biases take up the mean error that rounded weights make on the calibration data: takes a pass over some samples, costs nothing later. No profile does it by itself</source>
        <translation>Biaswerte nehmen den mittleren Fehler auf, den gerundete Gewichte auf den Kalibrierdaten machen: braucht einen Durchgang über einige Stichproben, kostet später nichts. Kein Profil tut es von selbst</translation>
    </message>
    <message>
        <source>To the nearest</source>
        <translation>Zum nächsten Wert</translation>
    </message>
    <message>
        <source>MatMulNBits of ONNX Runtime</source>
        <translation>MatMulNBits von ONNX Runtime</translation>
    </message>
    <message>
        <source>Blocked DequantizeLinear</source>
        <translation>Blockweises DequantizeLinear</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>der des Modells</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>tries several</source>
        <translation>probiert mehrere</translation>
    </message>
    <message>
        <source>As the profile decides</source>
        <translation>Wie das Profil entscheidet</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Products of encoders whose error on samples stays large even with smoothed channels stay float: slower and four times the size there, but they do not spoil what follows. Where the outputs still have a mean cosine below 0.995, products read 16-bit activations: slower, of the same size</source>
        <translation>Produkte von Encodern, deren Fehler auf den Stichproben auch mit geglätteten Kanälen groß bleibt, bleiben in Gleitkomma: dort langsamer und viermal so groß, aber sie verderben nicht, was folgt. Wo die Ausgänge noch einen mittleren Kosinus unter 0,995 haben, lesen Produkte 16-Bit-Aktivierungen: langsamer, gleich groß</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>GraphPrint</name>
    <message>
        <source>the printer cannot be used</source>
        <translation>der Drucker kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>row %1 of %2, column %3 of %4</source>
        <translation>Zeile %1 von %2, Spalte %3 von %4</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Something unexpected happened inside Halftone: %1. Please report it.</source>
        <translation>In Halftone ist etwas Unerwartetes geschehen: %1. Bitte melden Sie es.</translation>
    </message>
    <message>
        <source>This would need %1 bytes of memory; %2 are allowed.</source>
        <translation>Dafür wären %1 Byte Speicher nötig; erlaubt sind %2.</translation>
    </message>
    <message>
        <source>Cannot be opened: %1.</source>
        <translation>Kann nicht geöffnet werden: %1.</translation>
    </message>
    <message>
        <source>This is not a regular file but a folder, pipe or device.</source>
        <translation>Dies ist keine gewöhnliche Datei, sondern ein Ordner, eine Pipe oder ein Gerät.</translation>
    </message>
    <message>
        <source>Cannot be read: %1.</source>
        <translation>Kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The file ends too early: data up to byte %1 are needed, it has %2.</source>
        <translation>Die Datei endet zu früh: Daten bis Byte %1 sind nötig, sie hat %2.</translation>
    </message>
    <message>
        <source>The file was changed or replaced since it was opened. Reload it.</source>
        <translation>Die Datei wurde seit dem Öffnen geändert oder ersetzt. Laden Sie sie neu.</translation>
    </message>
    <message>
        <source>The file is cut off or damaged: a field at byte %1 goes on past byte %2, where its message ends.</source>
        <translation>Die Datei ist abgeschnitten oder beschädigt: Ein Feld bei Byte %1 reicht über Byte %2 hinaus, wo seine Nachricht endet.</translation>
    </message>
    <message>
        <source>This is no ONNX model: what is at byte %1 is not in the protobuf format.</source>
        <translation>Dies ist kein ONNX-Modell: Was bei Byte %1 steht, ist nicht im Protobuf-Format.</translation>
    </message>
    <message>
        <source>Messages are nested %1 deep; at most %2 are supported.</source>
        <translation>Nachrichten sind %1-fach geschachtelt; höchstens %2 werden unterstützt.</translation>
    </message>
    <message>
        <source>The field at byte %1 claims %2 bytes; protobuf allows less than 2 GiB.</source>
        <translation>Das Feld bei Byte %1 gibt %2 Byte an; Protobuf erlaubt weniger als 2 GiB.</translation>
    </message>
    <message>
        <source>Nothing can be written in this folder: %1.</source>
        <translation>In diesem Ordner kann nichts geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>Writing failed: %1. The file that was there before is unchanged.</source>
        <translation>Das Schreiben ist fehlgeschlagen: %1. Die frühere Datei ist unverändert.</translation>
    </message>
    <message>
        <source>What was read back is not what was written; the disk or the connection to it is faulty.</source>
        <translation>Gelesen wurde etwas anderes, als geschrieben wurde; der Datenträger oder die Verbindung zu ihm ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The file was written, but the disk did not confirm that it will keep it: %1.</source>
        <translation>Die Datei wurde geschrieben, aber der Datenträger hat nicht bestätigt, dass er sie behält: %1.</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>The finished file could not be put in its place: %1.</source>
        <translation>Die fertige Datei konnte nicht an ihren Platz gebracht werden: %1.</translation>
    </message>
    <message>
        <source>The target is a folder, a device or a file that may not be written.</source>
        <translation>Das Ziel ist ein Ordner, ein Gerät oder eine Datei, die nicht beschrieben werden darf.</translation>
    </message>
    <message>
        <source>%1 is the open model itself; choose another name, or allow it to be replaced.</source>
        <translation>%1 ist das geöffnete Modell selbst; wählen Sie einen anderen Namen oder erlauben Sie, es zu ersetzen.</translation>
    </message>
    <message>
        <source>The sample model could not be unpacked.</source>
        <translation>Das Beispielmodell konnte nicht entpackt werden.</translation>
    </message>
    <message>
        <source>The saved session is damaged and cannot be reopened.</source>
        <translation>Die gespeicherte Sitzung ist beschädigt und kann nicht wieder geöffnet werden.</translation>
    </message>
    <message>
        <source>The session could not be saved to %1: %2.</source>
        <translation>Die Sitzung konnte nicht nach %1 gespeichert werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be used as node data: %2.</source>
        <translation>%1 kann nicht als Knotendaten dienen: %2.</translation>
    </message>
    <message>
        <source>%1 belongs to another model: none of its %2 entries names a node of this one.</source>
        <translation>%1 gehört zu einem anderen Modell: Keiner der %2 Einträge nennt einen Knoten von diesem.</translation>
    </message>
    <message>
        <source>The picture %1 could not be written: %2.</source>
        <translation>Das Bild %1 konnte nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The report could not be written to %1: %2.</source>
        <translation>Der Bericht konnte nicht nach %1 geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>oneDNN has no primitive for %1; the reference kernel runs it.</source>
        <translation>oneDNN hat kein Primitiv für %1; der Referenzkernel führt es aus.</translation>
    </message>
    <message>
        <source>The model takes %2 inputs; %1 were given.</source>
        <translation>Das Modell nimmt %2 Eingaben; %1 wurden gegeben.</translation>
    </message>
    <message>
        <source>Input %1 was given as %2, but the model wants %3.</source>
        <translation>Eingabe %1 wurde als %2 gegeben, das Modell verlangt aber %3.</translation>
    </message>
    <message>
        <source>No data were given for input %1.</source>
        <translation>Für Eingabe %1 wurden keine Daten gegeben.</translation>
    </message>
    <message>
        <source>oneDNN cannot run this %1: %2.</source>
        <translation>oneDNN kann dieses %1 nicht ausführen: %2.</translation>
    </message>
    <message>
        <source>oneDNN failed: %1.</source>
        <translation>oneDNN ist fehlgeschlagen: %1.</translation>
    </message>
    <message>
        <source>The execution plan was made for other shapes.</source>
        <translation>Der Ausführungsplan wurde für andere Formen gemacht.</translation>
    </message>
    <message>
        <source>A tensor of %1 was to replace one of %2.</source>
        <translation>Ein Tensor aus %1 sollte einen aus %2 ersetzen.</translation>
    </message>
    <message>
        <source>%1 cannot be given another value: it was not to be observed.</source>
        <translation>%1 kann keinen anderen Wert bekommen: Es sollte nicht beobachtet werden.</translation>
    </message>
    <message>
        <source>There is no test case (a folder with model.onnx and test_data_set_0) beneath %1.</source>
        <translation>Unter %1 gibt es keinen Testfall (einen Ordner mit model.onnx und test_data_set_0).</translation>
    </message>
    <message>
        <source>“%1” is no regular expression.</source>
        <translation>„%1“ ist kein regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>Output %1 is %2, expected was %3.</source>
        <translation>Ausgabe %1 ist %2, erwartet war %3.</translation>
    </message>
    <message>
        <source>The file is no ONNX model in %1 form: %2</source>
        <translation>Die Datei ist kein ONNX-Modell in der Form %1: %2</translation>
    </message>
    <message>
        <source>Models written as text are read up to %2 bytes; this one has %1. Save it in binary form.</source>
        <translation>Als Text geschriebene Modelle werden bis %2 Byte gelesen; dieses hat %1. Speichern Sie es in binärer Form.</translation>
    </message>
    <message>
        <source>The graph has a cycle through node %1; a model must be free of cycles.</source>
        <translation>Der Graph hat einen Kreis durch Knoten %1; ein Modell muss kreisfrei sein.</translation>
    </message>
    <message>
        <source>The external data location “%1” is refused: it must be a relative path in plain characters.</source>
        <translation>Der Ort „%1“ der externen Daten wird abgelehnt: Er muss ein relativer Pfad aus gewöhnlichen Zeichen sein.</translation>
    </message>
    <message>
        <source>The external data location “%1” leads out of the model&apos;s folder and is refused.</source>
        <translation>Der Ort „%1“ der externen Daten führt aus dem Ordner des Modells hinaus und wird abgelehnt.</translation>
    </message>
    <message>
        <source>The external data “%1” are a symbolic link or lie behind one. Links in %2 can be allowed if you trust the model.</source>
        <translation>Die externen Daten „%1“ sind ein symbolischer Verweis oder liegen hinter einem. Verweise in %2 können erlaubt werden, wenn Sie dem Modell trauen.</translation>
    </message>
    <message>
        <source>The external data file “%1” has other names too (hard links). Links in %2 can be allowed if you trust the model.</source>
        <translation>Die Datei „%1“ der externen Daten hat noch andere Namen (harte Verweise). Verweise in %2 können erlaubt werden, wenn Sie dem Modell trauen.</translation>
    </message>
    <message>
        <source>The external data “%1” are no regular file but a folder, pipe or device.</source>
        <translation>Die externen Daten „%1“ sind keine gewöhnliche Datei, sondern ein Ordner, eine Pipe oder ein Gerät.</translation>
    </message>
    <message>
        <source>The external data file “%1” cannot be opened: %2.</source>
        <translation>Die Datei „%1“ der externen Daten kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>The external data entry “%1” is repeated or has the impossible value “%2”.</source>
        <translation>Der Eintrag „%1“ der externen Daten kommt mehrfach vor oder hat den unmöglichen Wert „%2“.</translation>
    </message>
    <message>
        <source>The external data file “%1” has %4 bytes; the tensor asks for %3 bytes at offset %2.</source>
        <translation>Die Datei „%1“ der externen Daten hat %4 Byte; der Tensor verlangt %3 Byte ab Stelle %2.</translation>
    </message>
    <message>
        <source>A model that does not come from a file cannot have external data.</source>
        <translation>Ein Modell, das nicht aus einer Datei stammt, kann keine externen Daten haben.</translation>
    </message>
    <message>
        <source>The sparse tensor&apos;s values and indices (%1) do not fit together or its shape (%2).</source>
        <translation>Werte und Indizes des dünn besetzten Tensors (%1) passen nicht zueinander oder nicht zu seiner Form (%2).</translation>
    </message>
    <message>
        <source>The sparse tensor&apos;s index number %1 is out of range, repeated or out of order.</source>
        <translation>Index Nummer %1 des dünn besetzten Tensors liegt außerhalb, kommt mehrfach vor oder ist nicht in der Reihenfolge.</translation>
    </message>
    <message>
        <source>The attribute %1 has a value that contradicts its type.</source>
        <translation>Das Attribut %1 hat einen Wert, der seinem Typ widerspricht.</translation>
    </message>
    <message>
        <source>An input, output, initializer or attribute has no name.</source>
        <translation>Eine Eingabe, eine Ausgabe, ein Initializer oder ein Attribut hat keinen Namen.</translation>
    </message>
    <message>
        <source>The node has no operator type.</source>
        <translation>Der Knoten hat keinen Operatortyp.</translation>
    </message>
    <message>
        <source>Nothing makes the value %1.</source>
        <translation>Nichts erzeugt den Wert %1.</translation>
    </message>
    <message>
        <source>Graphs are nested deeper than the %1 levels that are supported.</source>
        <translation>Graphen sind tiefer geschachtelt als die %1 Ebenen, die unterstützt werden.</translation>
    </message>
    <message>
        <source>Several nodes are called %1; all but the first got names of their own.</source>
        <translation>Mehrere Knoten heißen %1; alle außer dem ersten bekamen eigene Namen.</translation>
    </message>
    <message>
        <source>The nodes were not stored in an order in which they can run; they have been sorted.</source>
        <translation>Die Knoten waren nicht in einer ausführbaren Reihenfolge gespeichert; sie wurden sortiert.</translation>
    </message>
    <message>
        <source>The name “%1” is not valid UTF-8.</source>
        <translation>Der Name „%1“ ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>The function %1 calls itself.</source>
        <translation>Die Funktion %1 ruft sich selbst auf.</translation>
    </message>
    <message>
        <source>The function %1 is defined twice.</source>
        <translation>Die Funktion %1 ist doppelt definiert.</translation>
    </message>
    <message>
        <source>With every function call replaced by its body, the model would have more than %1 nodes.</source>
        <translation>Wäre jeder Funktionsaufruf durch seinen Rumpf ersetzt, hätte das Modell mehr als %1 Knoten.</translation>
    </message>
    <message>
        <source>The model does not say its IR version.</source>
        <translation>Das Modell nennt seine IR-Version nicht.</translation>
    </message>
    <message>
        <source>The model has IR version %1, newer than %2, the newest known here: it can be looked at, but not be run, quantized or exported.</source>
        <translation>Das Modell hat die IR-Version %1, neuer als %2, die neueste hier bekannte: Es kann angesehen, aber nicht ausgeführt, quantisiert oder exportiert werden.</translation>
    </message>
    <message>
        <source>The model uses operators of the domain “%1” but does not say which version.</source>
        <translation>Das Modell verwendet Operatoren der Domäne „%1“, sagt aber nicht, in welcher Version.</translation>
    </message>
    <message>
        <source>The model gives two versions of the domain “%1”; the last one is taken.</source>
        <translation>Das Modell gibt zwei Versionen der Domäne „%1“ an; die letzte gilt.</translation>
    </message>
    <message>
        <source>The model uses opset %1, newer than %2, the newest known here: it can be looked at, but not be run, quantized or exported.</source>
        <translation>Das Modell verwendet Opset %1, neuer als %2, das neueste hier bekannte: Es kann angesehen, aber nicht ausgeführt, quantisiert oder exportiert werden.</translation>
    </message>
    <message>
        <source>The domain “%1” has the impossible version %2.</source>
        <translation>Die Domäne „%1“ hat die unmögliche Version %2.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>This is a web page, not a model; the download probably failed.</source>
        <translation>Dies ist eine Webseite, kein Modell; vermutlich ist das Herunterladen misslungen.</translation>
    </message>
    <message>
        <source>This is only a git-lfs pointer; fetch the real file with “git lfs pull”.</source>
        <translation>Dies ist nur ein Verweis von git-lfs; holen Sie die richtige Datei mit „git lfs pull“.</translation>
    </message>
    <message>
        <source>This is a %1 archive; unpack it first.</source>
        <translation>Dies ist ein %1-Archiv; entpacken Sie es zuerst.</translation>
    </message>
    <message>
        <source>This is a file in %1 format, not an ONNX model.</source>
        <translation>Dies ist eine Datei im Format %1, kein ONNX-Modell.</translation>
    </message>
    <message>
        <source>The file has no graph; it is no ONNX model.</source>
        <translation>Die Datei hat keinen Graphen; sie ist kein ONNX-Modell.</translation>
    </message>
    <message>
        <source>This would replace the open model or the file that holds its weights.</source>
        <translation>Dies würde das geöffnete Modell ersetzen oder die Datei mit seinen Gewichten.</translation>
    </message>
    <message>
        <source>The model would take %1 bytes in one file; at most %2 are possible. Use external data.</source>
        <translation>Das Modell bräuchte %1 Byte in einer Datei; höchstens %2 sind möglich. Verwenden Sie externe Daten.</translation>
    </message>
    <message>
        <source>The operator %1 (domain “%2”, opset %3) is not known; it is shown and left as it is.</source>
        <translation>Der Operator %1 (Domäne „%2“, Opset %3) ist nicht bekannt; er wird gezeigt und bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>%1 with %2 is not supported.</source>
        <translation>%1 mit %2 wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>%1: found %2, but %3 is required.</source>
        <translation>%1: gefunden wurde %2, nötig ist %3.</translation>
    </message>
    <message>
        <source>The file declares %1 as %2, but from the operators follows %3.</source>
        <translation>Die Datei deklariert %1 als %2, aus den Operatoren folgt aber %3.</translation>
    </message>
    <message>
        <source>A sparse tensor of shape %2 has an index outside of it (%1).</source>
        <translation>Ein dünn besetzter Tensor der Form %2 hat einen Index außerhalb davon (%1).</translation>
    </message>
    <message>
        <source>The regular expression “%1” cannot be used: %2.</source>
        <translation>Der reguläre Ausdruck „%1“ kann nicht verwendet werden: %2.</translation>
    </message>
    <message>
        <source>The node pattern “%1” is wrong: %2.</source>
        <translation>Das Knotenmuster „%1“ ist falsch: %2.</translation>
    </message>
    <message>
        <source>The recipe is not valid JSON: %1.</source>
        <translation>Das Rezept ist kein gültiges JSON: %1.</translation>
    </message>
    <message>
        <source>The recipe has an unknown entry “%1”.</source>
        <translation>Das Rezept hat einen unbekannten Eintrag „%1“.</translation>
    </message>
    <message>
        <source>“%1” is no pass of model preprocessing; there are %2.</source>
        <translation>„%1“ ist kein Schritt der Modellvorbereitung; es gibt %2.</translation>
    </message>
    <message>
        <source>The recipe&apos;s entry “%1” is %2; allowed is %3.</source>
        <translation>Der Eintrag „%1“ des Rezepts ist %2; erlaubt ist %3.</translation>
    </message>
    <message>
        <source>The statistics file %1 cannot be read or written: %2.</source>
        <translation>Die Statistikdatei %1 kann nicht gelesen oder geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1 is no statistics file or is damaged: %2.</source>
        <translation>%1 ist keine Statistikdatei oder beschädigt: %2.</translation>
    </message>
    <message>
        <source>The statistics file %1 has version %2; version %3 is supported. Calibrate again.</source>
        <translation>Die Statistikdatei %1 hat Version %2; unterstützt wird Version %3. Kalibrieren Sie neu.</translation>
    </message>
    <message>
        <source>None of the %1 samples could be used.</source>
        <translation>Keine der %1 Stichproben konnte verwendet werden.</translation>
    </message>
    <message>
        <source>The sample %2 has no data for the model&apos;s input %1.</source>
        <translation>Die Stichprobe %2 hat keine Daten für die Eingabe %1 des Modells.</translation>
    </message>
    <message>
        <source>The data for input %1 are %2, but the model wants %3.</source>
        <translation>Die Daten für Eingabe %1 sind %2, das Modell verlangt aber %3.</translation>
    </message>
    <message>
        <source>Sample %3 has %2 values for input %1 that are NaN or infinite.</source>
        <translation>Stichprobe %3 hat für Eingabe %1 %2 Werte, die NaN oder unendlich sind.</translation>
    </message>
    <message>
        <source>no int8 kernel for %1 has %2</source>
        <translation>kein int8-Kernel für %1 kann %2</translation>
    </message>
    <message>
        <source>%1 holds infinities, numbers that stand for them as in attention masks, or NaN</source>
        <translation>%1 enthält Unendlich, Zahlen, die dafür stehen (wie in Attention-Masken), oder NaN</translation>
    </message>
    <message>
        <source>there is no int8 kernel for %1</source>
        <translation>es gibt keinen int8-Kernel für %1</translation>
    </message>
    <message>
        <source>the operator %1 is not known</source>
        <translation>der Operator %1 ist nicht bekannt</translation>
    </message>
    <message>
        <source>excluded by you (%1)</source>
        <translation>von Ihnen ausgeschlossen (%1)</translation>
    </message>
    <message>
        <source>not among the nodes you included</source>
        <translation>nicht unter den Knoten, die Sie einbezogen haben</translation>
    </message>
    <message>
        <source>its input %1 is float</source>
        <translation>seine Eingabe %1 ist Gleitkomma</translation>
    </message>
    <message>
        <source>its data are %1, not float</source>
        <translation>seine Daten sind %1, nicht Gleitkomma</translation>
    </message>
    <message>
        <source>the QOperator format has no form of %1</source>
        <translation>das Format QOperator hat keine Form von %1</translation>
    </message>
    <message>
        <source>there is no integer form of %1 that needs no scale of its output</source>
        <translation>es gibt keine ganzzahlige Form von %1, die ohne Skala der Ausgabe auskommt</translation>
    </message>
    <message>
        <source>%1 does not compute on 16-bit floats</source>
        <translation>%1 rechnet nicht mit 16-Bit-Gleitkomma</translation>
    </message>
    <message>
        <source>%1 values of %2 are beyond ±65504, what float16 can hold, and are clipped.</source>
        <translation>%1 Werte von %2 liegen jenseits von ±65504, das float16 fasst, und werden beschnitten.</translation>
    </message>
    <message>
        <source>%1 reached %2 during calibration: float16 ends at ±65504. Keep its node in float.</source>
        <translation>%1 erreichte beim Kalibrieren %2: float16 endet bei ±65504. Lassen Sie den Knoten in Gleitkomma.</translation>
    </message>
    <message>
        <source>%1 has no weights that could be stored in few bits</source>
        <translation>%1 hat keine Gewichte, die in wenigen Bit gespeichert werden könnten</translation>
    </message>
    <message>
        <source>Weights of %1 bits can only be written as MatMulNBits.</source>
        <translation>Gewichte mit %1 Bit können nur als MatMulNBits geschrieben werden.</translation>
    </message>
    <message>
        <source>The algorithm %1 needs calibration data for every layer; hqq is used where there are none.</source>
        <translation>Der Algorithmus %1 braucht Kalibrierdaten für jede Schicht; wo keine sind, wird hqq verwendet.</translation>
    </message>
    <message>
        <source>its weight %1 is computed as the model runs</source>
        <translation>sein Gewicht %1 wird erst beim Ausführen berechnet</translation>
    </message>
    <message>
        <source>its result is constant</source>
        <translation>sein Ergebnis ist konstant</translation>
    </message>
    <message>
        <source>it becomes part of %1 (%2)</source>
        <translation>er wird Teil von %1 (%2)</translation>
    </message>
    <message>
        <source>no values of %1 were seen during calibration</source>
        <translation>beim Kalibrieren wurden keine Werte von %1 gesehen</translation>
    </message>
    <message>
        <source>No values of %1 were seen during calibration: its range is measured as the model runs.</source>
        <translation>Beim Kalibrieren wurden keine Werte von %1 gesehen: Sein Bereich wird beim Ausführen gemessen.</translation>
    </message>
    <message>
        <source>The channels of %2 differed %3-fold in range (others likewise): the ranges of %1 tensors were evened out through the weights, now %4-fold (--no-equalize).</source>
        <translation>Die Kanäle von %2 unterschieden sich im Bereich um das %3-Fache (andere ebenso): Die Bereiche von %1 Tensoren wurden über die Gewichte angeglichen, jetzt %4-fach (--no-equalize).</translation>
    </message>
    <message>
        <source>%1 joins %2 (up to %3) with %4 (up to %5); no single scale serves both, so %6 node(s) stay float (--no-wide-joins).</source>
        <translation>%1 verbindet %2 (bis %3) mit %4 (bis %5); keine einzelne Skala dient beiden, also bleiben %6 Knoten Gleitkomma (--no-wide-joins).</translation>
    </message>
    <message>
        <source>%1 joins %2 (up to %3) with %4 (up to %5); no single scale serves both, so its result has a scale for each of its %6 channels (--no-wide-joins).</source>
        <translation>%1 verbindet %2 (bis %3) mit %4 (bis %5); keine einzelne Skala dient beiden, also hat sein Ergebnis eine Skala für jeden seiner %6 Kanäle (--no-wide-joins).</translation>
    </message>
    <message>
        <source>%2 holds a mask (%3): the %1 node(s) that touch masks stay float, so that no mask sets a range (--no-mask-ranges).</source>
        <translation>%2 enthält eine Maske (%3): Die %1 Knoten, die Masken berühren, bleiben Gleitkomma, damit keine Maske einen Bereich bestimmt (--no-mask-ranges).</translation>
    </message>
    <message>
        <source>%1 node(s) that rounding hurts in encoders stay float: %2 (--no-sensitive-float).</source>
        <translation>%1 Knoten, denen in Encodern das Runden schadet, bleiben Gleitkomma: %2 (--no-sensitive-float).</translation>
    </message>
    <message>
        <source>The weights of %1 layers were tuned on the samples: their own error went from %2 dB to %3 dB.</source>
        <translation>Die Gewichte von %1 Schichten wurden auf den Stichproben abgestimmt: Ihr eigener Fehler ging von %2 dB auf %3 dB.</translation>
    </message>
    <message>
        <source>it joins %1 (up to %2) with %3 (up to %4), and no single scale serves both</source>
        <translation>er verbindet %1 (bis %2) mit %3 (bis %4), und keine einzelne Skala dient beiden</translation>
    </message>
    <message>
        <source>it joins %1 (up to %2) with %3 (up to %4); its result has a scale for each channel</source>
        <translation>er verbindet %1 (bis %2) mit %3 (bis %4); sein Ergebnis hat eine Skala für jeden Kanal</translation>
    </message>
    <message>
        <source>it computes with what %1 joins, which no single scale serves</source>
        <translation>er rechnet mit dem, was %1 verbindet, und dem keine einzelne Skala dient</translation>
    </message>
    <message>
        <source>%1 holds a mask, which must not set a range</source>
        <translation>%1 enthält eine Maske, die keinen Bereich bestimmen darf</translation>
    </message>
    <message>
        <source>rounding to 8 bits hurts %1 here</source>
        <translation>Runden auf 8 Bit schadet %1 hier</translation>
    </message>
    <message>
        <source>%1 values of the bias %2 do not fit 32 bits and are clipped.</source>
        <translation>%1 Werte des Bias %2 passen nicht in 32 Bit und werden beschnitten.</translation>
    </message>
    <message>
        <source>Entropy calibration would clip %1 badly (%2 times the error of the best range); the best range is used instead.</source>
        <translation>Die Entropie-Kalibrierung würde %1 stark beschneiden (%2-facher Fehler des besten Bereichs); stattdessen wird der beste Bereich verwendet.</translation>
    </message>
    <message>
        <source>The weight %1 has %2 values that are NaN or infinite.</source>
        <translation>Das Gewicht %1 hat %2 Werte, die NaN oder unendlich sind.</translation>
    </message>
    <message>
        <source>The model has opset %1; quantization needs opset %2.</source>
        <translation>Das Modell hat Opset %1; zum Quantisieren ist Opset %2 nötig.</translation>
    </message>
    <message>
        <source>The operator %1 changed its meaning between opsets %2 and %3 and cannot be translated.</source>
        <translation>Der Operator %1 hat zwischen den Opsets %2 und %3 seine Bedeutung geändert und kann nicht übersetzt werden.</translation>
    </message>
    <message>
        <source>“%1” is no target; write sqnr&gt;=30, top1&gt;=0.99, exact&gt;=0.8 or f1&gt;=0.98.</source>
        <translation>„%1“ ist kein Ziel; schreiben Sie sqnr&gt;=30, top1&gt;=0.99, exact&gt;=0.8 oder f1&gt;=0.98.</translation>
    </message>
    <message>
        <source>The target asks for %1, but the labels of the data give %2.</source>
        <translation>Das Ziel verlangt %1, die Etiketten der Daten ergeben aber %2.</translation>
    </message>
    <message>
        <source>The sample %2 has no label for the task %1.</source>
        <translation>Die Stichprobe %2 hat kein Etikett für die Aufgabe %1.</translation>
    </message>
    <message>
        <source>For the task %1 the model&apos;s output must be %3; it is %2.</source>
        <translation>Für die Aufgabe %1 muss die Ausgabe des Modells %3 sein; sie ist %2.</translation>
    </message>
    <message>
        <source>The two models have no tensor in common.</source>
        <translation>Die beiden Modelle haben keinen Tensor gemeinsam.</translation>
    </message>
    <message>
        <source>Two ranges, one scale: this %1 joins %2 (up to %3) with %4 (up to %5), which is left %6 of 256 levels.</source>
        <translation>Zwei Bereiche, eine Skala: Dieses %1 verbindet %2 (bis %3) mit %4 (bis %5), dem %6 von 256 Stufen bleiben.</translation>
    </message>
    <message>
        <source>The channels of %1 differ %2-fold in range, but share one scale: the small ones are lost.</source>
        <translation>Die Kanäle von %1 unterscheiden sich im Bereich um das %2-Fache, teilen aber eine Skala: Die kleinen gehen verloren.</translation>
    </message>
    <message>
        <source>%1 % of the values of %2 lie outside its range and are clipped.</source>
        <translation>%1 % der Werte von %2 liegen außerhalb des Bereichs und werden beschnitten.</translation>
    </message>
    <message>
        <source>A few outliers set the range of %1: 99 % of its values share %2 of %3 levels.</source>
        <translation>Wenige Ausreißer bestimmen den Bereich von %1: 99 % der Werte teilen sich %2 von %3 Stufen.</translation>
    </message>
    <message>
        <source>The error of %1 comes from the nodes before it; its own part is small (%2 dB).</source>
        <translation>Der Fehler von %1 kommt von den Knoten davor; der eigene Anteil ist klein (%2 dB).</translation>
    </message>
    <message>
        <source>Nothing stands out: the values of %1 simply need more than 8 bits.</source>
        <translation>Nichts sticht hervor: Die Werte von %1 brauchen einfach mehr als 8 Bit.</translation>
    </message>
    <message>
        <source>The data specification “%1” is wrong: %2.</source>
        <translation>Die Datenangabe „%1“ ist falsch: %2.</translation>
    </message>
    <message>
        <source>There is no file or folder “%1”.</source>
        <translation>Es gibt keine Datei und keinen Ordner „%1“.</translation>
    </message>
    <message>
        <source>“%1” holds no data that can be read: images (png, jpg, bmp, webp), .npy, .npz, or folders of them are supported.</source>
        <translation>„%1“ enthält keine lesbaren Daten: Unterstützt werden Bilder (png, jpg, bmp, webp), .npy, .npz oder Ordner davon.</translation>
    </message>
    <message>
        <source>The model has no input called %1; its inputs are %2.</source>
        <translation>Das Modell hat keine Eingabe namens %1; seine Eingaben sind %2.</translation>
    </message>
    <message>
        <source>No data were given for the model&apos;s input %1.</source>
        <translation>Für die Eingabe %1 des Modells wurden keine Daten gegeben.</translation>
    </message>
    <message>
        <source>These data feed one input, but the model has %1: say which, as INPUT=PATH.</source>
        <translation>Diese Daten speisen eine Eingabe, das Modell hat aber %1: Geben Sie als EINGABE=PFAD an, welche.</translation>
    </message>
    <message>
        <source>The data of the inputs differ in number: %1.</source>
        <translation>Die Daten der Eingaben unterscheiden sich in der Anzahl: %1.</translation>
    </message>
    <message>
        <source>The preprocessing “%1” is wrong: %2.</source>
        <translation>Die Vorverarbeitung „%1“ ist falsch: %2.</translation>
    </message>
    <message>
        <source>The model&apos;s input %1 is %2, which takes no images: four dimensions with 1 or 3 channels are needed.</source>
        <translation>Die Eingabe %1 des Modells ist %2 und nimmt keine Bilder: Vier Dimensionen mit 1 oder 3 Kanälen sind nötig.</translation>
    </message>
    <message>
        <source>This is no image that can be read: %1 (png, jpg, bmp and webp are supported).</source>
        <translation>Dies ist kein lesbares Bild: %1 (unterstützt werden png, jpg, bmp und webp).</translation>
    </message>
    <message>
        <source>The image is damaged or incomplete: %1.</source>
        <translation>Das Bild ist beschädigt oder unvollständig: %1.</translation>
    </message>
    <message>
        <source>The image has %1×%2 pixels; at most %3 are read.</source>
        <translation>Das Bild hat %1×%2 Bildpunkte; höchstens %3 werden gelesen.</translation>
    </message>
    <message>
        <source>The crop of %1 does not fit the image of %2.</source>
        <translation>Der Ausschnitt von %1 passt nicht in das Bild von %2.</translation>
    </message>
    <message>
        <source>The labels cannot be read: %1.</source>
        <translation>Die Etiketten können nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>There is no label for this image.</source>
        <translation>Für dieses Bild gibt es kein Etikett.</translation>
    </message>
    <message>
        <source>The data for input %1 have type %2, which cannot serve as %3.</source>
        <translation>Die Daten für Eingabe %1 haben den Typ %2, der nicht als %3 dienen kann.</translation>
    </message>
    <message>
        <source>The file has no array for the model&apos;s input %1; it has %2.</source>
        <translation>Die Datei hat kein Array für die Eingabe %1 des Modells; sie hat %2.</translation>
    </message>
    <message>
        <source>The array %1 has no first axis to take samples from.</source>
        <translation>Das Array %1 hat keine erste Achse, aus der Stichproben genommen werden könnten.</translation>
    </message>
    <message>
        <source>“%1” holds no samples.</source>
        <translation>„%1“ enthält keine Stichproben.</translation>
    </message>
    <message>
        <source>Skipped: %1 is no supported data file.</source>
        <translation>Übersprungen: %1 ist keine unterstützte Datendatei.</translation>
    </message>
    <message>
        <source>A tensor of shape %1 has more elements than can be addressed.</source>
        <translation>Ein Tensor der Form %1 hat mehr Elemente, als adressiert werden können.</translation>
    </message>
    <message>
        <source>Values of type %1 cannot be converted to %2.</source>
        <translation>Werte vom Typ %1 können nicht in %2 umgewandelt werden.</translation>
    </message>
    <message>
        <source>The text “%1” is no number and cannot be converted to %2.</source>
        <translation>Der Text „%1“ ist keine Zahl und kann nicht in %2 umgewandelt werden.</translation>
    </message>
    <message>
        <source>This is no .npy file, or its header is damaged: %1.</source>
        <translation>Dies ist keine .npy-Datei, oder ihr Kopf ist beschädigt: %1.</translation>
    </message>
    <message>
        <source>The array has NumPy&apos;s element type %1, which no tensor can have.</source>
        <translation>Das Array hat NumPys Elementtyp %1, den kein Tensor haben kann.</translation>
    </message>
    <message>
        <source>The array holds pickled Python objects; these are never loaded.</source>
        <translation>Das Array enthält mit pickle gespeicherte Python-Objekte; diese werden nie geladen.</translation>
    </message>
    <message>
        <source>The array&apos;s header asks for %1 bytes of data; the file has %2.</source>
        <translation>Der Kopf des Arrays verlangt %1 Byte Daten; die Datei hat %2.</translation>
    </message>
    <message>
        <source>Cannot be written: %1.</source>
        <translation>Kann nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>The tensor keeps its data in another file; a tensor file must hold its own data.</source>
        <translation>Der Tensor hält seine Daten in einer anderen Datei; eine Tensordatei muss ihre Daten selbst enthalten.</translation>
    </message>
    <message>
        <source>This kind of value (a sparse tensor, a map of sequences or the like) cannot be read from a .pb file.</source>
        <translation>Diese Art von Wert (ein dünn besetzter Tensor, eine Map von Sequenzen oder Ähnliches) kann nicht aus einer .pb-Datei gelesen werden.</translation>
    </message>
    <message>
        <source>The map has %2 keys but %1 values.</source>
        <translation>Die Map hat %2 Schlüssel, aber %1 Werte.</translation>
    </message>
    <message>
        <source>The tensor has the unknown element type %1.</source>
        <translation>Der Tensor hat den unbekannten Elementtyp %1.</translation>
    </message>
    <message>
        <source>The tensor has the impossible dimensions %1.</source>
        <translation>Der Tensor hat die unmöglichen Dimensionen %1.</translation>
    </message>
    <message>
        <source>The tensor&apos;s type and shape ask for %1 bytes; %2 are stored.</source>
        <translation>Typ und Form des Tensors verlangen %1 Byte; %2 sind gespeichert.</translation>
    </message>
    <message>
        <source>The tensor&apos;s shape asks for %1 elements; %2 are stored.</source>
        <translation>Die Form des Tensors verlangt %1 Elemente; %2 sind gespeichert.</translation>
    </message>
    <message>
        <source>The tensor&apos;s data are stored twice.</source>
        <translation>Die Daten des Tensors sind doppelt gespeichert.</translation>
    </message>
    <message>
        <source>The elements of type %1 are stored in a field that cannot hold them.</source>
        <translation>Die Elemente vom Typ %1 stehen in einem Feld, das sie nicht fassen kann.</translation>
    </message>
    <message>
        <source>This is no .npz archive, or it is cut off.</source>
        <translation>Dies ist kein .npz-Archiv, oder es ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The archive&apos;s entry %1 contradicts the archive (place, size, checksum or name).</source>
        <translation>Der Eintrag %1 widerspricht dem Archiv (Ort, Größe, Prüfsumme oder Name).</translation>
    </message>
    <message>
        <source>The archive&apos;s entry %1 is compressed by an unsupported method; “stored” and “deflated” are supported.</source>
        <translation>Der Eintrag %1 des Archivs ist mit einem nicht unterstützten Verfahren komprimiert; unterstützt werden „stored“ und „deflated“.</translation>
    </message>
    <message>
        <source>The statistics cannot be merged: only one of them has the tensor %1. They are of different models.</source>
        <translation>Die Statistiken lassen sich nicht vereinen: Nur eine von ihnen hat den Tensor %1. Sie gehören zu verschiedenen Modellen.</translation>
    </message>
    <message>
        <source>The calibration table %1 cannot be written.</source>
        <translation>Die Kalibrierungstabelle %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>it is inside %1 “%2”, and only nodes of the model’s own graph are quantized</source>
        <translation>er steckt in %1 „%2“, und nur Knoten im Graphen des Modells selbst werden quantisiert</translation>
    </message>
    <message>
        <source>The channels of %2 differ %3-fold from the median one (others likewise): their range moved into the weights of %1 product(s), whose error on samples went from %4 dB to %5 dB (--no-smooth).</source>
        <translation>Die Kanäle von %2 weichen bis zum %3-Fachen vom mittleren ab (andere ebenso): Ihr Wertebereich wanderte in die Gewichte von %1 Produkt(en), deren Fehler auf den Stichproben von %4 dB auf %5 dB ging (--no-smooth).</translation>
    </message>
    <message>
        <source>%1 product(s) stay float: on samples their outputs would have less than %4 dB in 8 bits (worst channels: %2, %3-fold the median) (--no-outlier-float).</source>
        <translation>%1 Produkt(e) bleiben Gleitkomma: Auf den Stichproben hätten ihre Ausgaben in 8 Bit weniger als %4 dB (schlimmste Kanäle: %2, das %3-Fache des mittleren) (--no-outlier-float).</translation>
    </message>
    <message>
        <source>channels of %1 are up to %2-fold the median one: 8 bits leave only %3 dB on samples</source>
        <translation>Kanäle von %1 sind bis zum %2-Fachen des mittleren: 8 Bit lassen auf den Stichproben nur %3 dB</translation>
    </message>
    <message>
        <source>it scales the channels of %1 before they are rounded</source>
        <translation>er skaliert die Kanäle von %1, bevor sie gerundet werden</translation>
    </message>
    <message>
        <source>The ranges of %1 values were searched on the samples: what rounding them does to the layers that read them went from %2 dB to %3 dB.</source>
        <translation>Die Wertebereiche von %1 Werten wurden an den Stichproben gesucht: Was ihr Runden den lesenden Schichten antut, ging von %2 dB auf %3 dB.</translation>
    </message>
    <message>
        <source>On processors without VNNI the 16-bit sums of %1 layer(s) saturate on these samples: %3 % of those of %2, which leaves it %4 dB. Weights of 7 bits never do (--reduce-range), nor do unsigned weights (--weights u8, slower there).</source>
        <translation>Auf Prozessoren ohne VNNI laufen auf diesen Stichproben die 16-Bit-Summen von %1 Schicht(en) über: %3 % derer von %2, was ihr %4 dB lässt. Gewichte mit 7 Bit tun das nie (--reduce-range), vorzeichenlose auch nicht (--weights u8, dort langsamer).</translation>
    </message>
    <message>
        <source>%1 is added as a bias, which TensorRT wants in float</source>
        <translation>%1 wird als Bias addiert, den TensorRT als Gleitkommazahl will</translation>
    </message>
    <message>
        <source>%1 was given %2 scales; it can have %3.</source>
        <translation>%1 bekam %2 Skalen; möglich sind %3.</translation>
    </message>
    <message>
        <source>%1 was given the zero point %2, which %3 cannot hold.</source>
        <translation>%1 bekam den Nullpunkt %2, den %3 nicht fasst.</translation>
    </message>
    <message>
        <source>Operator set %1 was asked for, but the model has %2; models can only be raised.</source>
        <translation>Verlangt war der Operatorsatz %1, das Modell hat aber %2; Modelle lassen sich nur anheben.</translation>
    </message>
    <message>
        <source>TensorRT, operators: %1 is %2; integers come from QuantizeLinear and DequantizeLinear of ONNX only.</source>
        <translation>TensorRT, Operatoren: %1 ist %2; Ganzzahlen kommen nur von QuantizeLinear und DequantizeLinear aus ONNX.</translation>
    </message>
    <message>
        <source>TensorRT, type: %1 has %2; it must be int8.</source>
        <translation>TensorRT, Typ: %1 hat %2; es muss int8 sein.</translation>
    </message>
    <message>
        <source>TensorRT, zero point: that of %1 is not 0.</source>
        <translation>TensorRT, Nullpunkt: der von %1 ist nicht 0.</translation>
    </message>
    <message>
        <source>TensorRT, scale: that of %1 is no constant above 0.</source>
        <translation>TensorRT, Skala: die von %1 ist keine Konstante über 0.</translation>
    </message>
    <message>
        <source>TensorRT, one scale: %1 quantizes an activation with several; only weights may have them.</source>
        <translation>TensorRT, eine Skala: %1 quantisiert eine Aktivierung mit mehreren; die dürfen nur Gewichte haben.</translation>
    </message>
    <message>
        <source>TensorRT, channels: the weight of %1 has its scales along axis %2; output channels are axis %3.</source>
        <translation>TensorRT, Kanäle: das Gewicht von %1 hat seine Skalen längs Achse %2; Ausgabekanäle sind Achse %3.</translation>
    </message>
    <message>
        <source>TensorRT, pairs: what %1 dequantizes, %2, is made by no QuantizeLinear and is not constant.</source>
        <translation>TensorRT, Paare: was %1 dequantisiert, %2, kommt von keinem QuantizeLinear und ist nicht konstant.</translation>
    </message>
    <message>
        <source>TensorRT, dedicated pairs: %1 has %2 readers; each should have a pair of its own.</source>
        <translation>TensorRT, eigene Paare: %1 hat %2 Leser; jeder sollte ein eigenes Paar haben.</translation>
    </message>
    <message>
        <source>TensorRT, layers: %1 computes in float, for its input %2 is not quantized and the other is.</source>
        <translation>TensorRT, Schichten: %1 rechnet in Gleitkomma, denn die Eingabe %2 ist nicht quantisiert und die andere schon.</translation>
    </message>
    <message>
        <source>TensorRT, sums: %1 cannot be fused, for its input %2 is not quantized and the other is.</source>
        <translation>TensorRT, Summen: %1 kann nicht verschmolzen werden, denn die Eingabe %2 ist nicht quantisiert und die andere schon.</translation>
    </message>
    <message>
        <source>TensorRT, biases: that of %1, %2, is quantized; it must be float.</source>
        <translation>TensorRT, Bias: der von %1, %2, ist quantisiert; er muss eine Gleitkommazahl sein.</translation>
    </message>
    <message>
        <source>ONNX Runtime&apos;s Python tools make no models of the format “%1”, so there is no script for it.</source>
        <translation>Die Python-Werkzeuge von ONNX Runtime erzeugen keine Modelle im Format „%1“, darum gibt es kein Skript dafür.</translation>
    </message>
    <message>
        <source>The statistics in %1 are of another model, or of this one preprocessed differently: only one of both has the tensor %2.</source>
        <translation>Die Statistik in %1 gehört zu einem anderen Modell oder zu diesem mit anderer Vorverarbeitung: Nur eines von beiden hat den Tensor %2.</translation>
    </message>
    <message>
        <source>Quantized, a run takes %1 ms, in float %2 ms: ranges of activations are measured in every run. Static formats, with ranges from calibration data, are faster.</source>
        <translation>Quantisiert dauert ein Lauf %1 ms, in Gleitkomma %2 ms: Die Bereiche der Aktivierungen werden bei jedem Lauf gemessen. Statische Formate mit Bereichen aus Kalibrierdaten sind schneller.</translation>
    </message>
    <message>
        <source>Quantized, a run takes %1 ms, in float %2 ms: weights of few bits are unpacked in every run. It pays where memory is the limit, as in large language models.</source>
        <translation>Quantisiert dauert ein Lauf %1 ms, in Gleitkomma %2 ms: Gewichte mit wenigen Bits werden bei jedem Lauf entpackt. Das lohnt sich, wo der Speicher die Grenze ist, wie bei großen Sprachmodellen.</translation>
    </message>
    <message>
        <source>Quantized, a run takes %1 ms, in float %2 ms: this processor computes 16-bit floats in 32 bits. The format saves size, and time on graphics processors.</source>
        <translation>Quantisiert dauert ein Lauf %1 ms, in Gleitkomma %2 ms: Dieser Prozessor rechnet 16-Bit-Gleitkomma in 32 Bit. Das Format spart Größe, und Zeit auf Grafikprozessoren.</translation>
    </message>
    <message>
        <source>Quantized, a run takes %1 ms, in float %2 ms: processors have fast integer arithmetic for 8 bits only. Other types pay on accelerators that have them.</source>
        <translation>Quantisiert dauert ein Lauf %1 ms, in Gleitkomma %2 ms: Prozessoren rechnen nur mit 8-Bit-Ganzzahlen schnell. Andere Typen lohnen sich auf Beschleunigern, die sie haben.</translation>
    </message>
    <message>
        <source>Quantized, a run takes %1 ms, in float %2 ms: only %3 % of the multiplications run in integers, and conversions come on top. The list of nodes says why the others stay float.</source>
        <translation>Quantisiert dauert ein Lauf %1 ms, in Gleitkomma %2 ms: Nur %3 % der Multiplikationen laufen in Ganzzahlen, und Umwandlungen kommen hinzu. Die Liste der Knoten sagt, warum die anderen Gleitkomma bleiben.</translation>
    </message>
    <message>
        <source>Quantized, a run takes %1 ms, in float %2 ms: %3 conversions cost more than integers save. The dock Time says at which nodes; excluding these makes the model faster.</source>
        <translation>Quantisiert dauert ein Lauf %1 ms, in Gleitkomma %2 ms: %3 Umwandlungen kosten mehr, als Ganzzahlen sparen. Das Feld Zeit sagt, an welchen Knoten; sie auszuschließen macht das Modell schneller.</translation>
    </message>
    <message>
        <source>Signed activations with signed weights are slow in ONNX Runtime on x86 processors: it took 2.6 times as long as with unsigned ones for ResNet-50. Choose u8 for activations unless an accelerator wants s8.</source>
        <translation>Vorzeichenbehaftete Aktivierungen mit vorzeichenbehafteten Gewichten sind in ONNX Runtime auf x86-Prozessoren langsam: Für ResNet-50 dauerte es 2,6-mal so lange wie mit vorzeichenlosen. Wählen Sie u8 für Aktivierungen, wenn nicht ein Beschleuniger s8 verlangt.</translation>
    </message>
    <message>
        <source>The file has %1 bytes; at most %2 are read.</source>
        <translation>Die Datei hat %1 Bytes; höchstens %2 werden gelesen.</translation>
    </message>
    <message>
        <source>The error of %1 comes from the nodes before it; this one adds none.</source>
        <translation>Der Fehler von %1 kommt von den Knoten davor; dieser fügt keinen hinzu.</translation>
    </message>
    <message>
        <source>In 8 bits the outputs of this encoder have a mean cosine of only %2 on samples: %1 node(s) read 16-bit activations instead, which have %3 but are slower (--no-outlier-float).</source>
        <translation>In 8 Bit haben die Ausgänge dieses Encoders auf den Stichproben einen mittleren Kosinus von nur %2: %1 Knoten lesen stattdessen 16-Bit-Aktivierungen, mit denen er %3 ist, die aber langsamer sind (--no-outlier-float).</translation>
    </message>
    <message>
        <source>%1 of %2 nodes are quantized already. They stay as they are, and only what is float is quantized; to choose anew, open the float model that this one was made from.</source>
        <translation>%1 von %2 Knoten sind schon quantisiert. Sie bleiben, wie sie sind, und nur was Gleitkomma ist, wird quantisiert; um neu zu wählen, öffnen Sie das Gleitkommamodell, aus dem dieses gemacht wurde.</translation>
    </message>
    <message>
        <source>it is quantized already and stays as it is</source>
        <translation>er ist schon quantisiert und bleibt, wie er ist</translation>
    </message>
    <message>
        <source>A fused activation met NaN.</source>
        <translation>Eine verschmolzene Aktivierung traf auf NaN.</translation>
    </message>
    <message>
        <source>The value %1 is made twice. The model can be looked at, but not be run, quantized or exported.</source>
        <translation>Der Wert %1 wird zweimal erzeugt. Das Modell kann betrachtet, aber nicht ausgeführt, quantisiert oder exportiert werden.</translation>
    </message>
    <message>
        <source>The value %1 is declared twice. The model can be looked at, but not be run, quantized or exported.</source>
        <translation>Der Wert %1 ist zweimal deklariert. Das Modell kann betrachtet, aber nicht ausgeführt, quantisiert oder exportiert werden.</translation>
    </message>
    <message>
        <source>Convert the data of %1 to %2.</source>
        <translation>Wandeln Sie die Daten von %1 in %2 um.</translation>
    </message>
    <message>
        <source>The free sizes %1 are 1 in these data; --dim NAME=N gives another size.</source>
        <translation>Die freien Größen %1 sind in diesen Daten 1; --dim NAME=N gibt eine andere Größe.</translation>
    </message>
    <message>
        <source>The file that was written for %1 computes something else than predicted: output %2 differs by %3. It was removed.</source>
        <translation>Die für %1 geschriebene Datei rechnet etwas anderes als vorhergesagt: Ausgabe %2 weicht um %3 ab. Sie wurde entfernt.</translation>
    </message>
    <message>
        <source>The file that was written for %1 has other inputs or outputs than the source: %3 instead of %2. It was removed.</source>
        <translation>Die für %1 geschriebene Datei hat andere Ein- oder Ausgaben als die Quelle: %3 statt %2. Sie wurde entfernt.</translation>
    </message>
    <message>
        <source>The export was read back, but could not be run here.</source>
        <translation>Der Export wurde zurückgelesen, konnte hier aber nicht ausgeführt werden.</translation>
    </message>
    <message>
        <source>The operator %1 of %2 cannot be computed here. What lies before it is calibrated; what lies behind it stays float, unless its ranges are given (--override).</source>
        <translation>Der Operator %1 aus %2 kann hier nicht berechnet werden. Was vor ihm liegt, wird kalibriert; was hinter ihm liegt, bleibt Gleitkomma, wenn seine Bereiche nicht angegeben werden (--override).</translation>
    </message>
    <message>
        <source>its input %1 lies behind %2, whose operator %3 cannot be computed here: no range is known unless it is given (--override)</source>
        <translation>seine Eingabe %1 liegt hinter %2, dessen Operator %3 hier nicht berechnet werden kann: Kein Bereich ist bekannt, wenn er nicht angegeben wird (--override)</translation>
    </message>
    <message>
        <source>%1 comes from an input with a default, which callers may replace; the pass constant-defaults makes it a constant</source>
        <translation>%1 kommt von einer Eingabe mit Vorgabe, die Aufrufer ersetzen können; der Durchgang constant-defaults macht sie zur Konstanten</translation>
    </message>
    <message>
        <source>With sample %1, %2 tensors hold NaN or infinite values; they begin in %3, made by %4.</source>
        <translation>Mit Stichprobe %1 enthalten %2 Tensoren NaN oder unendliche Werte; sie beginnen in %3, erzeugt von %4.</translation>
    </message>
    <message>
        <source>The channels of %1 come last in the data and first in the model: transpose the arrays, or give pictures with layout=nchw.</source>
        <translation>Die Kanäle von %1 stehen in den Daten hinten und im Modell vorn: Transponieren Sie die Arrays oder geben Sie Bilder mit layout=nchw.</translation>
    </message>
    <message>
        <source>The channels of %1 come first in the data and last in the model: transpose the arrays, or give pictures with layout=nhwc.</source>
        <translation>Die Kanäle von %1 stehen in den Daten vorn und im Modell hinten: Transponieren Sie die Arrays oder geben Sie Bilder mit layout=nhwc.</translation>
    </message>
    <message>
        <source>Along its first axis %1 has the size %2 in the model and %3 in the data: join or cut samples to that size, or export the model with a free batch size.</source>
        <translation>Entlang der ersten Achse hat %1 im Modell die Größe %2 und in den Daten %3: Fassen Sie Stichproben auf diese Größe zusammen oder teilen Sie sie, oder exportieren Sie das Modell mit freier Stapelgröße.</translation>
    </message>
    <message>
        <source>%1 has %2 axes in the model and %3 in the data.</source>
        <translation>%1 hat im Modell %2 Achsen und in den Daten %3.</translation>
    </message>
    <message>
        <source>%1 differs along axis %2 (data ≠ model): resize or cut the data, or export the model for them.</source>
        <translation>%1 weicht entlang der Achse %2 ab (Daten ≠ Modell): Skalieren oder schneiden Sie die Daten, oder exportieren Sie das Modell für sie.</translation>
    </message>
    <message>
        <source>The file that was written for %1 cannot be read. It was removed.</source>
        <translation>Die für %1 geschriebene Datei kann nicht gelesen werden. Sie wurde entfernt.</translation>
    </message>
</context>
<context>
    <name>NodeDataText</name>
    <message>
        <source>there are neither results of Model Explorer nor metrics of Netron in it</source>
        <translation>darin sind weder Ergebnisse von Model Explorer noch Metriken von Netron</translation>
    </message>
</context>
<context>
    <name>NodeFilter</name>
    <message>
        <source>Regular expression: %1</source>
        <translation>Regulärer Ausdruck: %1</translation>
    </message>
</context>
<context>
    <name>PassText</name>
    <message>
        <source>Weights are no inputs</source>
        <translation>Gewichte sind keine Eingaben</translation>
    </message>
    <message>
        <source>Old exporters list weights among the inputs; taken off that list they can be folded and quantized</source>
        <translation>Alte Exporteure führen Gewichte unter den Eingaben; von dieser Liste genommen, können sie gefaltet und quantisiert werden</translation>
    </message>
    <message>
        <source>Raise the operator set</source>
        <translation>Operatorsatz anheben</translation>
    </message>
    <message>
        <source>Per-channel scales need operator set 13; models below it are translated, with the same results</source>
        <translation>Skalen je Kanal brauchen Operatorsatz 13; ältere Modelle werden übersetzt, mit gleichen Ergebnissen</translation>
    </message>
    <message>
        <source>Remove what does nothing</source>
        <translation>Wirkungsloses entfernen</translation>
    </message>
    <message>
        <source>Identity and Dropout go: each would cost a conversion and hide what follows</source>
        <translation>Identity und Dropout entfallen: Jedes würde eine Umwandlung kosten und verdecken, was folgt</translation>
    </message>
    <message>
        <source>Compute constants</source>
        <translation>Konstanten berechnen</translation>
    </message>
    <message>
        <source>What depends on weights only is computed once, so that computed weights can be quantized</source>
        <translation>Was nur von Gewichten abhängt, wird einmal berechnet, damit berechnete Gewichte quantisiert werden können</translation>
    </message>
    <message>
        <source>Fold batch normalization</source>
        <translation>Batch-Normalisierung falten</translation>
    </message>
    <message>
        <source>Its factors go into the convolution before it: faster, and one rounding less</source>
        <translation>Ihre Faktoren gehen in die Faltung davor: schneller und eine Rundung weniger</translation>
    </message>
    <message>
        <source>Fuse layer normalization</source>
        <translation>Layer-Normalisierung verschmelzen</translation>
    </message>
    <message>
        <source>Its mean, variance and division become one node that stays exact; needs operator set 17</source>
        <translation>Mittel, Varianz und Division werden ein Knoten, der genau bleibt; braucht Operatorsatz 17</translation>
    </message>
    <message>
        <source>Fuse Gelu</source>
        <translation>Gelu verschmelzen</translation>
    </message>
    <message>
        <source>The five nodes of a Gelu become one: fewer roundings, and faster where the runtime knows it</source>
        <translation>Die fünf Knoten eines Gelu werden einer: weniger Rundungen, und schneller, wo die Laufzeit ihn kennt</translation>
    </message>
    <message>
        <source>Fuse attention</source>
        <translation>Attention verschmelzen</translation>
    </message>
    <message>
        <source>Attention of encoders becomes one node, as ONNX Runtime&apos;s own operators want it; other runtimes lack it</source>
        <translation>Die Attention von Encodern wird ein Knoten, wie ihn die eigenen Operatoren von ONNX Runtime verlangen; anderen Laufzeiten fehlt er</translation>
    </message>
    <message>
        <source>Defaults are constants</source>
        <translation>Vorgaben sind Konstanten</translation>
    </message>
    <message>
        <source>Inputs with a default that callers may replace become constants, which can be folded and quantized; nobody can replace them then</source>
        <translation>Eingaben mit einer Vorgabe, die Aufrufer ersetzen können, werden Konstanten, die verrechnet und quantisiert werden können; dann kann sie niemand mehr ersetzen</translation>
    </message>
</context>
<context>
    <name>QGnomeTheme</name>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Voreinstellungen</translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>Statistics (*.statistics);;All files (*)</source>
        <translation>Statistik (*.statistics);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Load recipe</source>
        <translation>Rezept laden</translation>
    </message>
    <message>
        <source>Load %1</source>
        <translation>%1 laden</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Load settings of tensors</source>
        <translation>Einstellungen von Tensoren laden</translation>
    </message>
    <message>
        <source>Settings of tensors from %1</source>
        <translation>Einstellungen von Tensoren aus %1</translation>
    </message>
    <message>
        <source>%1 of %2 tensors of the file are not in this model: %3</source>
        <translation>%1 von %2 Tensoren der Datei sind nicht in diesem Modell: %3</translation>
    </message>
    <message>
        <source>Export calibration table</source>
        <translation>Kalibriertabelle exportieren</translation>
    </message>
    <message>
        <source>ONNX Runtime&apos;s TensorRT provider (*.flatbuffers);;Object (*.json);;Text (*.cache *.txt)</source>
        <translation>TensorRT-Anbindung von ONNX Runtime (*.flatbuffers);;Objekt (*.json);;Text (*.cache *.txt)</translation>
    </message>
    <message>
        <source>Save statistics</source>
        <translation>Statistik speichern</translation>
    </message>
</context>
<context>
    <name>RecipeText</name>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>MinMax</source>
        <translation>MinMax</translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation>Gleitender Mittelwert</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Nothing is clipped; one outlier makes every step coarser</source>
        <translation>Nichts wird beschnitten; ein Ausreißer macht jede Stufe gröber</translation>
    </message>
    <message>
        <source>Extremes averaged over the samples: a rare outlier counts little</source>
        <translation>Über die Stichproben gemittelte Extreme: Ein seltener Ausreißer zählt wenig</translation>
    </message>
    <message>
        <source>Least divergence of the distributions; falls back to MSE where it would clip too much</source>
        <translation>Kleinste Divergenz der Verteilungen; weicht auf MSE aus, wo zu viel beschnitten würde</translation>
    </message>
    <message>
        <source>A fixed share of the values is kept, the rest clipped</source>
        <translation>Ein fester Anteil der Werte bleibt, der Rest wird beschnitten</translation>
    </message>
    <message>
        <source>Least squared error of clipping and rounding together: the best choice for most models</source>
        <translation>Kleinster quadratischer Fehler von Beschneiden und Runden zusammen: für die meisten Modelle die beste Wahl</translation>
    </message>
    <message>
        <source>QDQ</source>
        <translation>QDQ</translation>
    </message>
    <message>
        <source>QOperator</source>
        <translation>QOperator</translation>
    </message>
    <message>
        <source>Dynamic</source>
        <translation>Dynamisch</translation>
    </message>
    <message>
        <source>Integer</source>
        <translation>Ganzzahlig</translation>
    </message>
    <message>
        <source>Weight-only</source>
        <translation>Nur Gewichte</translation>
    </message>
    <message>
        <source>Float16</source>
        <translation>Float16</translation>
    </message>
    <message>
        <source>BFloat16</source>
        <translation>BFloat16</translation>
    </message>
    <message>
        <source>Float operators between conversions that runtimes fuse: runs everywhere and mixes with float</source>
        <translation>Gleitkommaoperatoren zwischen Umwandlungen, die Laufzeiten verschmelzen: läuft überall und mischt sich mit Gleitkomma</translation>
    </message>
    <message>
        <source>Operators that compute in integers by definition: the same result everywhere, fewer operators to choose from</source>
        <translation>Operatoren, die per Definition ganzzahlig rechnen: überall das gleiche Ergebnis, weniger Operatoren zur Wahl</translation>
    </message>
    <message>
        <source>Ranges are measured in every run: no data needed, best for LSTM and MatMul, slower for convolutions</source>
        <translation>Bereiche werden in jedem Lauf gemessen: keine Daten nötig, am besten für LSTM und MatMul, langsamer für Faltungen</translation>
    </message>
    <message>
        <source>Integer sums as in Dynamic, with ranges from the calibration data: faster, and as good as the data</source>
        <translation>Ganzzahlige Summen wie bei Dynamisch, mit Bereichen aus den Kalibrierdaten: schneller und so gut wie die Daten</translation>
    </message>
    <message>
        <source>Weights of MatMul and Gather in 2, 4 or 8 bits, arithmetic in float: for large language models</source>
        <translation>Gewichte von MatMul und Gather in 2, 4 oder 8 Bit, Rechnen in Gleitkomma: für große Sprachmodelle</translation>
    </message>
    <message>
        <source>Half the size, nearly exact; inputs and outputs stay 32-bit, values beyond 65504 overflow</source>
        <translation>Halbe Größe, fast genau; Ein- und Ausgaben behalten 32 Bit, Werte jenseits von 65504 laufen über</translation>
    </message>
    <message>
        <source>Constants of half the size with the whole range of float and 8 bits of precision</source>
        <translation>Halb so große Konstanten mit dem ganzen Bereich von Gleitkomma und 8 Bit Genauigkeit</translation>
    </message>
    <message>
        <source>As the format says</source>
        <translation>Wie das Format sagt</translation>
    </message>
    <message>
        <source>8 bits, static</source>
        <translation>8 Bit, statisch</translation>
    </message>
    <message>
        <source>8 bits, dynamic</source>
        <translation>8 Bit, dynamisch</translation>
    </message>
    <message>
        <source>8 bits, integer sums</source>
        <translation>8 Bit, ganzzahlige Summen</translation>
    </message>
    <message>
        <source>Weights only</source>
        <translation>Nur Gewichte</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32-Bit-Gleitkomma</translation>
    </message>
    <message>
        <source>16-bit float</source>
        <translation>16-Bit-Gleitkomma</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>What the format of the whole model does with such a node</source>
        <translation>Was das Format des ganzen Modells mit einem solchen Knoten tut</translation>
    </message>
    <message>
        <source>Ranges measured in every run: for values that differ much from run to run</source>
        <translation>In jedem Lauf gemessene Bereiche: für Werte, die sich von Lauf zu Lauf stark unterscheiden</translation>
    </message>
    <message>
        <source>Integer sums, ranges from the calibration data, result in float: no rounding of what the node makes</source>
        <translation>Ganzzahlige Summen, Bereiche aus den Kalibrierdaten, Ergebnis in Gleitkomma: kein Runden dessen, was der Knoten erzeugt</translation>
    </message>
    <message>
        <source>Few bits for the weights, arithmetic in float: for large layers that wait for memory</source>
        <translation>Wenige Bit für die Gewichte, Rechnen in Gleitkomma: für große Schichten, die auf den Speicher warten</translation>
    </message>
    <message>
        <source>Exact, four times as large and slower</source>
        <translation>Genau, viermal so groß und langsamer</translation>
    </message>
    <message>
        <source>Half the size of float, nearly exact; values beyond 65504 overflow</source>
        <translation>Halb so groß wie Gleitkomma, fast genau; Werte jenseits von 65504 laufen über</translation>
    </message>
    <message>
        <source>Half the size of float and its whole range, with 8 bits of precision</source>
        <translation>Halb so groß wie Gleitkomma und dessen ganzer Bereich, mit 8 Bit Genauigkeit</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Schlicht</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>Looks at the statistics and may decide more than the options say, with a sentence for each decision</source>
        <translation>Sieht sich die Statistik an und entscheidet womöglich mehr, als die Optionen sagen, mit einem Satz zu jeder Entscheidung</translation>
    </message>
    <message>
        <source>Does exactly what the options say and nothing else</source>
        <translation>Tut genau, was die Optionen sagen, und sonst nichts</translation>
    </message>
    <message>
        <source>The defaults and habits of ONNX Runtime&apos;s own tool: signed, per tensor, min-max</source>
        <translation>Vorgaben und Gewohnheiten des Werkzeugs von ONNX Runtime: mit Vorzeichen, je Tensor, MinMax</translation>
    </message>
    <message>
        <source>%1 activations</source>
        <translation>%1-Aktivierungen</translation>
    </message>
    <message>
        <source>%1 weights per channel</source>
        <translation>%1-Gewichte je Kanal</translation>
    </message>
    <message>
        <source>%1 weights per tensor</source>
        <translation>%1-Gewichte je Tensor</translation>
    </message>
    <message numerus="yes">
        <source>%n excluded</source>
        <translation>
            <numerusform>%n ausgeschlossen</numerusform>
            <numerusform>%n ausgeschlossen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n included</source>
        <translation>
            <numerusform>nur %n einbezogen</numerusform>
            <numerusform>nur %n einbezogen</numerusform>
        </translation>
    </message>
    <message>
        <source>excluded %1</source>
        <translation>%1 ausgeschlossen</translation>
    </message>
    <message>
        <source>included %1</source>
        <translation>%1 einbezogen</translation>
    </message>
    <message>
        <source>no longer limited to some nodes</source>
        <translation>nicht mehr auf einige Knoten beschränkt</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>nur %1</translation>
    </message>
    <message>
        <source>activations %1</source>
        <translation>Aktivierungen %1</translation>
    </message>
    <message>
        <source>weights %1</source>
        <translation>Gewichte %1</translation>
    </message>
    <message>
        <source>weights per channel</source>
        <translation>Gewichte je Kanal</translation>
    </message>
    <message>
        <source>weights per tensor</source>
        <translation>Gewichte je Tensor</translation>
    </message>
    <message>
        <source>symmetric activations</source>
        <translation>symmetrische Aktivierungen</translation>
    </message>
    <message>
        <source>asymmetric activations</source>
        <translation>asymmetrische Aktivierungen</translation>
    </message>
    <message>
        <source>7-bit weights</source>
        <translation>7-Bit-Gewichte</translation>
    </message>
    <message>
        <source>8-bit weights</source>
        <translation>8-Bit-Gewichte</translation>
    </message>
    <message>
        <source>range %1</source>
        <translation>Bereich %1</translation>
    </message>
    <message>
        <source>percentile %1</source>
        <translation>Perzentil %1</translation>
    </message>
    <message>
        <source>tensor overrides</source>
        <translation>Vorgaben für Tensoren</translation>
    </message>
    <message>
        <source>format %1</source>
        <translation>Format %1</translation>
    </message>
    <message>
        <source>precision of single nodes</source>
        <translation>Genauigkeit einzelner Knoten</translation>
    </message>
    <message>
        <source>preprocessing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>other options</source>
        <translation>andere Optionen</translation>
    </message>
    <message>
        <source>Integers, static</source>
        <translation>Ganzzahlen, statisch</translation>
    </message>
    <message>
        <source>16 bits, static</source>
        <translation>16 Bit, statisch</translation>
    </message>
    <message>
        <source>4-bit weights, static</source>
        <translation>4-Bit-Gewichte, statisch</translation>
    </message>
    <message>
        <source>The recipe&apos;s integer types, ranges from the calibration data: fastest</source>
        <translation>Die Ganzzahltypen des Rezepts, Bereiche aus den Kalibrierdaten: am schnellsten</translation>
    </message>
    <message>
        <source>Activations of 16 bits: nearly exact; weights as they are. Runtimes compute it in float, accelerators in integers</source>
        <translation>Aktivierungen von 16 Bit: fast exakt; Gewichte wie bisher. Laufzeiten rechnen es in Gleitkomma, Beschleuniger in Ganzzahlen</translation>
    </message>
    <message>
        <source>8 bits whatever the types of the others, ranges from the calibration data: fastest</source>
        <translation>8 Bit, was auch immer die anderen haben, Bereiche aus den Kalibrierdaten: am schnellsten</translation>
    </message>
    <message>
        <source>Weights of 4 bits: half the size of 8, and 16 steps only; the model is raised to operator set 21</source>
        <translation>Gewichte von 4 Bit: halb so groß wie 8, und nur 16 Stufen; das Modell wird auf Operatorsatz 21 angehoben</translation>
    </message>
    <message>
        <source>TensorRT</source>
        <translation>TensorRT</translation>
    </message>
    <message>
        <source>What TensorRT takes: symmetric s8 with zero point 0 before products and sums, biases in float</source>
        <translation>Was TensorRT annimmt: symmetrisches s8 mit Nullpunkt 0 vor Produkten und Summen, Bias als Gleitkommazahl</translation>
    </message>
    <message>
        <source>the model&apos;s own opset</source>
        <translation>der eigene Operatorsatz des Modells</translation>
    </message>
    <message>
        <source>opset %1</source>
        <translation>Operatorsatz %1</translation>
    </message>
    <message>
        <source>form of Q/DQ pairs</source>
        <translation>Form der Q/DQ-Paare</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>SQNR of the outputs</source>
        <translation>SQNR der Ausgaben</translation>
    </message>
    <message>
        <source>worst channel of the outputs</source>
        <translation>schlechtester Kanal der Ausgaben</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>nodes quantized</source>
        <translation>quantisierte Knoten</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erzeugt von</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Worst channel dB</source>
        <translation>Schlechtester Kanal dB</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Local dB</source>
        <translation>Lokal dB</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Max abs</source>
        <translation>Größter Fehler</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Quantization of %1</source>
        <translation>Quantisierung von %1</translation>
    </message>
    <message>
        <source>Made by Halftone on %1.</source>
        <translation>Erzeugt von Halftone am %1.</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>SQNR is the signal-to-quantization-noise ratio, 10·log₁₀(Σx² / Σ(x − y)²): 40 dB is one part in a hundred, 20 dB one in ten. A good whole tensor can hide a bad channel, so look at both.</source>
        <translation>SQNR ist das Verhältnis von Signal zu Quantisierungsrauschen, 10·log₁₀(Σx² / Σ(x − y)²): 40 dB sind ein Teil von hundert, 20 dB einer von zehn. Ein guter ganzer Tensor kann einen schlechten Kanal verbergen; sehen Sie sich also beide an.</translation>
    </message>
    <message>
        <source>Worst tensors</source>
        <translation>Schlechteste Tensoren</translation>
    </message>
    <message>
        <source>Heat map by sample</source>
        <translation>Heatmap nach Stichproben</translation>
    </message>
    <message>
        <source>One row a tensor in execution order, one column a sample.</source>
        <translation>Eine Zeile je Tensor in Ausführungsreihenfolge, eine Spalte je Stichprobe.</translation>
    </message>
    <message>
        <source>Heat map by channel</source>
        <translation>Heatmap nach Kanälen</translation>
    </message>
    <message>
        <source>One column a channel; where there are many, neighbours share a column and the worst shows.</source>
        <translation>Eine Spalte je Kanal; wo es viele sind, teilen sich Nachbarn eine Spalte, und der schlechteste ist zu sehen.</translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation>Alle Tensoren</translation>
    </message>
    <message>
        <source>Activations in execution order, then weights. Local: only this node quantized, its inputs float.</source>
        <translation>Aktivierungen in Ausführungsreihenfolge, dann Gewichte. Lokal: nur dieser Knoten quantisiert, seine Eingaben in Gleitkomma.</translation>
    </message>
    <message>
        <source>Nodes that stay float</source>
        <translation>Knoten, die Gleitkomma bleiben</translation>
    </message>
    <message>
        <source>And why.</source>
        <translation>Und warum.</translation>
    </message>
    <message>
        <source>%1: %2 dB, worst channel %3 dB, local %4 dB</source>
        <translation>%1: %2 dB, schlechtester Kanal %3 dB, lokal %4 dB</translation>
    </message>
    <message>
        <source>Thick bar: worst channel. Thin bar: whole tensor. Figures in dB.</source>
        <translation>Dicker Balken: schlechtester Kanal. Dünner Balken: ganzer Tensor. Zahlen in dB.</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Open the sample.</source>
        <translation>Das Beispiel öffnen.</translation>
    </message>
    <message>
        <source>ONNX models to open.</source>
        <translation>Zu öffnende ONNX-Modelle.</translation>
    </message>
</context>
<context>
    <name>TensorBox</name>
    <message>
        <source>no finite values</source>
        <translation>keine endlichen Werte</translation>
    </message>
    <message>
        <source>%1 … %2, mean %3, deviation %4, %5 zeros</source>
        <translation>%1 … %2, Mittel %3, Streuung %4, %5 Nullen</translation>
    </message>
    <message>
        <source>(%1 not finite)</source>
        <translation>(%1 nicht endlich)</translation>
    </message>
</context>
<context>
    <name>ValueProperties</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::Attempts</name>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>halftone::AttemptsModel</name>
    <message>
        <source>What changed</source>
        <translation>Was geändert wurde</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Worst channel</source>
        <translation>Schlechtester Kanal</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>int8 time</source>
        <translation>int8-Zeit</translation>
    </message>
    <message>
        <source>int8 nodes</source>
        <translation>int8-Knoten</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>int8 MACs</source>
        <translation>int8-MACs</translation>
    </message>
</context>
<context>
    <name>halftone::AttemptsPanel</name>
    <message>
        <source>Makes the recipe of the selected attempt the current one</source>
        <translation>Macht das Rezept des gewählten Versuchs zum aktuellen</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>%1: worst channel %2 → %3, size %4 → %5</source>
        <translation>%1: schlechtester Kanal %2 → %3, Größe %4 → %5</translation>
    </message>
    <message>
        <source>size, MiB</source>
        <translation>Größe, MiB</translation>
    </message>
    <message>
        <source>Return to “%1”</source>
        <translation>Zurück zu „%1“</translation>
    </message>
    <message>
        <source>Every recipe that is evaluated appears here, with what it costs and what it reaches.</source>
        <translation>Jedes ausgewertete Rezept erscheint hier, mit dem, was es kostet und was es erreicht.</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren …</translation>
    </message>
    <message>
        <source>&amp;Return to this</source>
        <translation>&amp;Zu diesem zurück</translation>
    </message>
    <message>
        <source>Rena&amp;me</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Gives the selected attempt a name (F2)</source>
        <translation>Gibt dem ausgewählten Versuch einen Namen (F2)</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Takes the selected attempt off the list; the current recipe stays</source>
        <translation>Nimmt den ausgewählten Versuch von der Liste; das aktuelle Rezept bleibt</translation>
    </message>
    <message>
        <source>Cost of the attempts against what they reach</source>
        <translation>Kosten der Versuche gegen das, was sie erreichen</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>nach Zeit</translation>
    </message>
    <message>
        <source>by size</source>
        <translation>nach Größe</translation>
    </message>
    <message>
        <source>by MACs left in float</source>
        <translation>nach MACs in Gleitkomma</translation>
    </message>
    <message>
        <source>What an attempt costs: measured time of one run on this machine, bytes of the file, or multiplications in float</source>
        <translation>Was ein Versuch kostet: gemessene Zeit eines Laufs auf diesem Rechner, Bytes der Datei oder Multiplikationen in Gleitkomma</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Worst channel</source>
        <translation>Schlechtester Kanal</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>What an attempt reaches: SQNR of the outputs&apos; worst channel or of the outputs as a whole, or accuracy where the samples are labelled</source>
        <translation>Was ein Versuch erreicht: SQNR des schlechtesten Kanals der Ausgaben oder der Ausgaben im Ganzen, oder die Genauigkeit, wo die Stichproben beschriftet sind</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>, time %1 → %2</source>
        <translation>, Zeit %1 → %2</translation>
    </message>
    <message>
        <source>time of one run, ms</source>
        <translation>Zeit eines Laufs, ms</translation>
    </message>
    <message>
        <source>MACs left in float, %</source>
        <translation>MACs in Gleitkomma, %</translation>
    </message>
    <message>
        <source>worst channel, dB</source>
        <translation>schlechtester Kanal, dB</translation>
    </message>
    <message>
        <source>outputs, dB</source>
        <translation>Ausgaben, dB</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
    <message>
        <source>worst channel %1, outputs %2</source>
        <translation>schlechtester Kanal %1, Ausgaben %2</translation>
    </message>
    <message>
        <source>%1, %2 of MACs in integers</source>
        <translation>%1, %2 der MACs in Ganzzahlen</translation>
    </message>
    <message>
        <source>%1 a run, float %2</source>
        <translation>%1 je Lauf, Gleitkomma %2</translation>
    </message>
    <message>
        <source>accuracy %1</source>
        <translation>Genauigkeit %1</translation>
    </message>
    <message>
        <source>Double click: return to it</source>
        <translation>Doppelklick: dorthin zurück</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>Cance&amp;l (%1 of %2)</source>
        <translation>&amp;Abbrechen (%1 von %2)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>E&amp;xplore</source>
        <translation>&amp;Erkunden</translation>
    </message>
    <message>
        <source>How much float for how many milliseconds: evaluates recipes that keep more and more of the most harmful nodes float, each with its error and measured time. Takes a refresh each; the current recipe stays</source>
        <translation>Wie viel Gleitkomma für wie viele Millisekunden: wertet Rezepte aus, die immer mehr der schädlichsten Knoten in Gleitkomma lassen, jedes mit Fehler und gemessener Zeit. Dauert je eine Auffrischung; das aktuelle Rezept bleibt</translation>
    </message>
</context>
<context>
    <name>halftone::BreadcrumbBar</name>
    <message>
        <source>Place in the model</source>
        <translation>Ort im Modell</translation>
    </message>
</context>
<context>
    <name>halftone::CalibrateDialog</name>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>One sample as the model sees it</source>
        <translation>Eine Stichprobe, wie das Modell sie sieht</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>Vorige Stichprobe</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>Nächste Stichprobe</translation>
    </message>
    <message>
        <source>Problems with the data</source>
        <translation>Probleme mit den Daten</translation>
    </message>
    <message>
        <source>Ra&amp;nge</source>
        <translation>Be&amp;reich</translation>
    </message>
    <message>
        <source>How a tensor&apos;s range is chosen from what was seen. It can be changed later without calibrating again</source>
        <translation>Wie der Bereich eines Tensors aus dem Gesehenen gewählt wird. Das lässt sich später ändern, ohne neu zu kalibrieren</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Preprocessing of images</source>
        <translation>Vorverarbeitung der Bilder</translation>
    </message>
    <message>
        <source>&amp;Calibrate</source>
        <translation>&amp;Kalibrieren</translation>
    </message>
    <message>
        <source>Choose the data to calibrate with.</source>
        <translation>Wählen Sie die Daten zum Kalibrieren.</translation>
    </message>
    <message>
        <source>Loading a sample</source>
        <translation>Eine Stichprobe wird geladen</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n Stichprobe</numerusform>
            <numerusform>%n Stichproben</numerusform>
        </translation>
    </message>
    <message>
        <source>not a picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>Range %1</source>
        <translation>Bereich %1</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>There are pictures here, which need preprocessing: choose “Images in a folder” above.</source>
        <translation>Hier liegen Bilder, die vorverarbeitet werden: Wählen Sie oben „Bilder in einem Ordner“.</translation>
    </message>
</context>
<context>
    <name>halftone::ChannelBars</name>
    <message>
        <source>Channel %1: %2</source>
        <translation>Kanal %1: %2</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>SQNR, dB</source>
        <translation>SQNR, dB</translation>
    </message>
</context>
<context>
    <name>halftone::CompareView</name>
    <message>
        <source>Inferring shapes</source>
        <translation>Formen werden hergeleitet</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Comparing the models</source>
        <translation>Modelle werden verglichen</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) the same</source>
        <translation>
            <numerusform>%n Knoten gleich</numerusform>
            <numerusform>%n Knoten gleich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quantized or converted</source>
        <translation>
            <numerusform>%n quantisiert oder umgewandelt</numerusform>
            <numerusform>%n quantisiert oder umgewandelt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n entfernt</numerusform>
            <numerusform>%n entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>the models do not differ</source>
        <translation>die Modelle unterscheiden sich nicht</translation>
    </message>
    <message>
        <source>Fold Q/DQ</source>
        <translation>Q/DQ falten</translation>
    </message>
    <message>
        <source>Show quantized graphs as the operators they quantize</source>
        <translation>Quantisierte Graphen als die Operatoren zeigen, die sie quantisieren</translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation>Waagrecht</translation>
    </message>
    <message>
        <source>Draw both graphs from left to right</source>
        <translation>Beide Graphen von links nach rechts zeichnen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show both graphs whole</source>
        <translation>Beide Graphen ganz zeigen</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>All differences</source>
        <translation>Alle Unterschiede</translation>
    </message>
    <message>
        <source>Only: %1</source>
        <translation>Nur: %1</translation>
    </message>
    <message>
        <source>Which differences are listed</source>
        <translation>Welche Unterschiede aufgeführt werden</translation>
    </message>
</context>
<context>
    <name>halftone::CompareWindow</name>
    <message>
        <source>%1 ↔ %2 — Halftone</source>
        <translation>%1 ↔ %2 — Halftone</translation>
    </message>
</context>
<context>
    <name>halftone::DataFields</name>
    <message>
        <source>Images in a folder</source>
        <translation>Bilder in einem Ordner</translation>
    </message>
    <message>
        <source>Arrays (.npy, .npz)</source>
        <translation>Arrays (.npy, .npz)</translation>
    </message>
    <message>
        <source>Tensor sets (test_data_set_N, .pb)</source>
        <translation>Tensorsätze (test_data_set_N, .pb)</translation>
    </message>
    <message>
        <source>Synthetic values</source>
        <translation>Künstliche Werte</translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation>Da&amp;tei …</translation>
    </message>
    <message>
        <source>Choose one file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Choose a folder; all files of the kind in it are used</source>
        <translation>Einen Ordner wählen; alle Dateien der Art darin werden verwendet</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Daten</translation>
    </message>
    <message>
        <source>&amp;Folder or file</source>
        <translation>&amp;Ordner oder Datei</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>A&amp;nzahl</translation>
    </message>
    <message>
        <source>&amp;Samples</source>
        <translation>&amp;Stichproben</translation>
    </message>
    <message>
        <source>Calibration data</source>
        <translation>Kalibrierdaten</translation>
    </message>
    <message>
        <source>Tensors (*.pb);;Arrays (*.npy *.npz)</source>
        <translation>Tensoren (*.pb);;Arrays (*.npy *.npz)</translation>
    </message>
    <message>
        <source>Arrays (*.npy *.npz);;Tensors (*.pb)</source>
        <translation>Arrays (*.npy *.npz);;Tensoren (*.pb)</translation>
    </message>
    <message>
        <source>from the data above</source>
        <translation>aus den Daten oben</translation>
    </message>
    <message>
        <source>A source of its own for input “%1”: folder, .npz, or synthetic:N</source>
        <translation>Eine eigene Quelle für Eingabe „%1“: Ordner, .npz oder synthetic:N</translation>
    </message>
    <message>
        <source>Choose a file for this input</source>
        <translation>Eine Datei für diese Eingabe wählen</translation>
    </message>
    <message>
        <source>Size of the symbolic dimension %1 where the data do not fix it</source>
        <translation>Größe der symbolischen Dimension %1, wo die Daten sie nicht festlegen</translation>
    </message>
    <message>
        <source>Dimension %1</source>
        <translation>Dimension %1</translation>
    </message>
    <message>
        <source>Other values for another seed; the same values for the same one</source>
        <translation>Andere Werte für einen anderen Startwert; dieselben für denselben</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>Start&amp;wert</translation>
    </message>
</context>
<context>
    <name>halftone::DifferenceModel</name>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>attribute %1</source>
        <translation>Attribut %1</translation>
    </message>
    <message>
        <source>weights %1</source>
        <translation>Gewichte %1</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message>
        <source>inside of %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>opset of %1</source>
        <translation>Opset von %1</translation>
    </message>
    <message>
        <source>interface %1</source>
        <translation>Schnittstelle %1</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>equal numbers</source>
        <translation>gleiche Zahlen</translation>
    </message>
    <message>
        <source>%1 dB, largest %2</source>
        <translation>%1 dB, größter %2</translation>
    </message>
    <message>
        <source>Signal to noise of the weights, and the largest difference of one of them; integers count as what they stand for</source>
        <translation>Signal zu Rauschen der Gewichte und der größte Unterschied bei einem davon; ganze Zahlen zählen als das, wofür sie stehen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>halftone::DockTitle</name>
    <message>
        <source>Detach the panel, or put it back</source>
        <translation>Die Tafel herauslösen oder zurücksetzen</translation>
    </message>
    <message>
        <source>Close the panel; View › Docks brings it back</source>
        <translation>Die Tafel schließen; Ansicht › Docks bringt sie zurück</translation>
    </message>
</context>
<context>
    <name>halftone::Docks</name>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Issues (%1)</source>
        <translation>Hinweise (%1)</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>halftone::Document</name>
    <message>
        <source>Exclude %1</source>
        <translation>%1 ausschließen</translation>
    </message>
    <message numerus="yes">
        <source>Exclude %n node(s)</source>
        <translation>
            <numerusform>%n Knoten ausschließen</numerusform>
            <numerusform>%n Knoten ausschließen</numerusform>
        </translation>
    </message>
    <message>
        <source>Include %1</source>
        <translation>%1 einbeziehen</translation>
    </message>
    <message numerus="yes">
        <source>Include %n node(s)</source>
        <translation>
            <numerusform>%n Knoten einbeziehen</numerusform>
            <numerusform>%n Knoten einbeziehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quantize only %n node(s)</source>
        <translation>
            <numerusform>Nur %n Knoten quantisieren</numerusform>
            <numerusform>Nur %n Knoten quantisieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Reset the choice of nodes</source>
        <translation>Auswahl der Knoten zurücksetzen</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Restore session</source>
        <translation>Sitzung wiederherstellen</translation>
    </message>
    <message>
        <source>Load %1</source>
        <translation>%1 laden</translation>
    </message>
    <message>
        <source>Merge %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
</context>
<context>
    <name>halftone::Document::Private</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Inferring shapes</source>
        <translation>Formen werden hergeleitet</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Quantizing and comparing</source>
        <translation>Quantisieren und vergleichen</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
</context>
<context>
    <name>halftone::EditActions</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change of the recipe</source>
        <translation>Die letzte Änderung des Rezepts zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Das Zurückgenommene wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy names</source>
        <translation>&amp;Namen kopieren</translation>
    </message>
    <message>
        <source>Copy the names of the selected nodes, one a line</source>
        <translation>Die Namen der gewählten Knoten kopieren, einen je Zeile</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Find nodes, values and initializers</source>
        <translation>Knoten, Werte und Initializer suchen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select all nodes</source>
        <translation>Alle Knoten auswählen</translation>
    </message>
    <message>
        <source>Select same &amp;type</source>
        <translation>Gleichen &amp;Typ auswählen</translation>
    </message>
    <message>
        <source>Select all nodes of the selected operator types</source>
        <translation>Alle Knoten der gewählten Operatortypen auswählen</translation>
    </message>
    <message>
        <source>Select u&amp;pstream</source>
        <translation>Nach &amp;oben auswählen</translation>
    </message>
    <message>
        <source>Select everything the selected nodes depend on</source>
        <translation>Alles auswählen, wovon die gewählten Knoten abhängen</translation>
    </message>
    <message>
        <source>Select &amp;downstream</source>
        <translation>Nach &amp;unten auswählen</translation>
    </message>
    <message>
        <source>Select everything that depends on the selected nodes</source>
        <translation>Alles auswählen, was von den gewählten Knoten abhängt</translation>
    </message>
    <message>
        <source>Prefere&amp;nces…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>Theme, language, and how much is compared after each change</source>
        <translation>Farbschema, Sprache und wie viel nach jeder Änderung verglichen wird</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was taken back.</source>
        <translation>Es wurde nichts zurückgenommen.</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>No node is selected.</source>
        <translation>Kein Knoten ist ausgewählt.</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
</context>
<context>
    <name>halftone::EvaluateDialog</name>
    <message>
        <source>Top-1</source>
        <translation>Top-1</translation>
    </message>
    <message>
        <source>Strings read exactly</source>
        <translation>Genau gelesene Zeichenketten</translation>
    </message>
    <message>
        <source>F1 of boxes</source>
        <translation>F1 der Rahmen</translation>
    </message>
    <message>
        <source>Evaluate accuracy</source>
        <translation>Genauigkeit auswerten</translation>
    </message>
    <message>
        <source>as the labels say</source>
        <translation>wie die Beschriftungen sagen</translation>
    </message>
    <message>
        <source>classes (a folder for each)</source>
        <translation>Klassen (je ein Ordner)</translation>
    </message>
    <message>
        <source>strings (labels.txt)</source>
        <translation>Zeichenketten (labels.txt)</translation>
    </message>
    <message>
        <source>boxes (boxes.json)</source>
        <translation>Rahmen (boxes.json)</translation>
    </message>
    <message>
        <source>What the labels of the data are, and so what is counted</source>
        <translation>Was die Beschriftungen der Daten sind, und damit, was gezählt wird</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Labelled data</source>
        <translation>Beschriftete Daten</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>Besch&amp;riftung</translation>
    </message>
    <message>
        <source>Preprocessing of images</source>
        <translation>Vorverarbeitung der Bilder</translation>
    </message>
    <message>
        <source>&amp;Evaluate</source>
        <translation>&amp;Auswerten</translation>
    </message>
    <message>
        <source>The recipe has changed since.</source>
        <translation>Das Rezept hat sich seither geändert.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Top-5</source>
        <translation>Top-5</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Choose data with labels: best those that were not calibrated on.</source>
        <translation>Wählen Sie Daten mit Beschriftung: am besten solche, mit denen nicht kalibriert wurde.</translation>
    </message>
    <message>
        <source>Canc&amp;el</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft …</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>the file that is compared with</source>
        <translation>die Datei, mit der verglichen wird</translation>
    </message>
    <message>
        <source>Calibrate to see the quantized model beside it.</source>
        <translation>Kalibrieren Sie, um das quantisierte Modell daneben zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) could not be used: %1</source>
        <translation>
            <numerusform>%n Stichprobe konnte nicht verwendet werden: %1</numerusform>
            <numerusform>%n Stichproben konnten nicht verwendet werden: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::ExportDialog</name>
    <message>
        <source>&amp;Check the file: read it back and run one sample</source>
        <translation>Datei &amp;prüfen: zurücklesen und eine Stichprobe rechnen</translation>
    </message>
    <message>
        <source>&amp;Replace the file of the open model</source>
        <translation>Die Datei des geöffneten Modells e&amp;rsetzen</translation>
    </message>
    <message>
        <source>Export quantized model</source>
        <translation>Quantisiertes Modell exportieren</translation>
    </message>
    <message>
        <source>in the file; beside it above 1.5 GiB</source>
        <translation>in der Datei; über 1,5 GiB daneben</translation>
    </message>
    <message>
        <source>always beside the file</source>
        <translation>immer neben der Datei</translation>
    </message>
    <message>
        <source>always in the file</source>
        <translation>immer in der Datei</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>&amp;Gewichte</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Nodes in int8</source>
        <translation>Knoten in int8</translation>
    </message>
    <message>
        <source>%1 of %2, %3 of MACs</source>
        <translation>%1 von %2, %3 der MACs</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Expected error of the outputs</source>
        <translation>Erwarteter Fehler der Ausgaben</translation>
    </message>
    <message>
        <source>%1, worst channel %2</source>
        <translation>%1, schlechtester Kanal %2</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation>ONNX-Modelle (*.onnx)</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Read back and run: the outputs are equal.</source>
        <translation>Zurückgelesen und ausgeführt: Die Ausgaben sind gleich.</translation>
    </message>
    <message>
        <source>Written: %1.</source>
        <translation>Geschrieben: %1.</translation>
    </message>
</context>
<context>
    <name>halftone::FileActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen …</translation>
    </message>
    <message>
        <source>Open an ONNX model</source>
        <translation>Ein ONNX-Modell öffnen</translation>
    </message>
    <message>
        <source>Open &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open the digit detector that comes with the program, with its data</source>
        <translation>Den mitgelieferten Ziffernerkenner mit seinen Daten öffnen</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Models that were opened lately</source>
        <translation>Zuletzt geöffnete Modelle</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>Ne&amp;u laden</translation>
    </message>
    <message>
        <source>Read the file again; recipe and data settings stay</source>
        <translation>Die Datei neu lesen; Rezept und Dateneinstellungen bleiben</translation>
    </message>
    <message>
        <source>Co&amp;mpare with…</source>
        <translation>&amp;Vergleichen mit …</translation>
    </message>
    <message>
        <source>Show the error of another file, quantized by whatever tool, instead of the recipe&apos;s own model</source>
        <translation>Den Fehler einer anderen, womit auch immer quantisierten Datei zeigen statt den des Modells aus dem Rezept</translation>
    </message>
    <message>
        <source>En&amp;d comparison</source>
        <translation>Vergleich been&amp;den</translation>
    </message>
    <message>
        <source>Go back to the model that the recipe makes</source>
        <translation>Zurück zu dem Modell, das das Rezept ergibt</translation>
    </message>
    <message>
        <source>&amp;Export quantized model…</source>
        <translation>Quantisiertes Modell &amp;exportieren …</translation>
    </message>
    <message>
        <source>Write the quantized model and check what was written</source>
        <translation>Das quantisierte Modell schreiben und das Geschriebene prüfen</translation>
    </message>
    <message>
        <source>Compare side &amp;by side…</source>
        <translation>Neben&amp;einander vergleichen …</translation>
    </message>
    <message>
        <source>Show another model beside this one, with what was added, removed and changed</source>
        <translation>Ein anderes Modell neben diesem zeigen, mit dem, was hinzugefügt, entfernt und geändert wurde</translation>
    </message>
    <message>
        <source>Compare with the quantized form</source>
        <translation>Mit der quantisierten Form vergleichen</translation>
    </message>
    <message>
        <source>Show the quantized model beside the float one, with what was converted and how far the weights moved</source>
        <translation>Das quantisierte Modell neben dem in Gleitkomma zeigen, mit dem, was umgewandelt wurde, und wie weit sich die Gewichte bewegten</translation>
    </message>
    <message>
        <source>Export pict&amp;ure…</source>
        <translation>&amp;Bild exportieren …</translation>
    </message>
    <message>
        <source>Save the whole graph as PNG or SVG</source>
        <translation>Den ganzen Graphen als PNG oder SVG speichern</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>Print the whole graph, on as many pages as keep it readable</source>
        <translation>Den ganzen Graphen drucken, auf so vielen Seiten, dass er lesbar bleibt</translation>
    </message>
    <message>
        <source>Save repor&amp;t…</source>
        <translation>Be&amp;richt speichern …</translation>
    </message>
    <message>
        <source>Save the errors with their charts as HTML or as a CSV table</source>
        <translation>Die Fehler mit ihren Diagrammen als HTML oder als CSV-Tabelle speichern</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close all windows</source>
        <translation>Alle Fenster schließen</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>Calibrate first: Quantize › Calibrate.</source>
        <translation>Erst kalibrieren: Quantisieren › Kalibrieren.</translation>
    </message>
    <message>
        <source>Shapes are still being inferred.</source>
        <translation>Formen werden noch hergeleitet.</translation>
    </message>
    <message>
        <source>No other file is compared with.</source>
        <translation>Es wird mit keiner anderen Datei verglichen.</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx *.pb *.textproto *.pbtxt *.prototxt *.json);;All files (*)</source>
        <translation>ONNX-Modelle (*.onnx *.pb *.textproto *.pbtxt *.prototxt *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx *.ort *.pb);;All files (*)</source>
        <translation>ONNX-Modelle (*.onnx *.ort *.pb);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Nothing was opened yet</source>
        <translation>&amp;Noch wurde nichts geöffnet</translation>
    </message>
    <message>
        <source>Models that you open will be listed here.</source>
        <translation>Modelle, die Sie öffnen, stehen dann hier.</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>Diese &amp;vergessen</translation>
    </message>
    <message>
        <source>Empty this list; the files stay</source>
        <translation>Die Liste leeren; die Dateien bleiben</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.png)</source>
        <translation>Bilder (*.svg *.png)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web page (*.html);;Table (*.csv)</source>
        <translation>Webseite (*.html);;Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>E&amp;xport ONNX Runtime script…</source>
        <translation>ONNX-R&amp;untime-Skript exportieren …</translation>
    </message>
    <message>
        <source>Write a Python script that does what the recipe says with ONNX Runtime&apos;s own tools, as far as they can</source>
        <translation>Ein Python-Skript schreiben, das mit den Werkzeugen von ONNX Runtime tut, was das Rezept sagt, soweit sie es können</translation>
    </message>
    <message>
        <source>Export ONNX Runtime script</source>
        <translation>ONNX-Runtime-Skript exportieren</translation>
    </message>
    <message>
        <source>Python (*.py)</source>
        <translation>Python (*.py)</translation>
    </message>
    <message>
        <source>Export calibration table…</source>
        <translation>Kalibriertabelle exportieren …</translation>
    </message>
    <message>
        <source>Write the largest magnitude of each tensor, for TensorRT or ONNX Runtime&apos;s TensorRT provider</source>
        <translation>Den größten Betrag jedes Tensors schreiben, für TensorRT oder die TensorRT-Anbindung von ONNX Runtime</translation>
    </message>
    <message>
        <source>Another file is compared with: end the comparison first.</source>
        <translation>Es wird mit einer anderen Datei verglichen: Beenden Sie zuerst den Vergleich.</translation>
    </message>
</context>
<context>
    <name>halftone::FindBar</name>
    <message>
        <source>name, /regex/, &quot;exact&quot;, type:Conv, dtype:i8, 64×3</source>
        <translation>Name, /Regex/, &quot;genau&quot;, type:Conv, dtype:i8, 64×3</translation>
    </message>
    <message>
        <source>Find in the graph</source>
        <translation>Im Graphen suchen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>ungültig</translation>
    </message>
</context>
<context>
    <name>halftone::FindField</name>
    <message>
        <source>Find %1</source>
        <translation>%1 suchen</translation>
    </message>
    <message>
        <source>Name, /regex/, &quot;exact&quot;, type:Conv, dtype:i8 or a shape such as 64×3; Enter goes to the next hit</source>
        <translation>Name, /Regex/, &quot;genau&quot;, type:Conv, dtype:i8 oder eine Form wie 64×3; die Eingabetaste geht zum nächsten Treffer</translation>
    </message>
    <message>
        <source>Find in the graph</source>
        <translation>Im Graphen suchen</translation>
    </message>
</context>
<context>
    <name>halftone::FindResultsModel</name>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstante</translation>
    </message>
</context>
<context>
    <name>halftone::GraphActions</name>
    <message>
        <source>&amp;Graph</source>
        <translation>&amp;Graph</translation>
    </message>
    <message>
        <source>Go &amp;inside</source>
        <translation>Hi&amp;neingehen</translation>
    </message>
    <message>
        <source>Show the subgraph or function of the selected node; the bar above leads back</source>
        <translation>Teilgraph oder Funktion des gewählten Knotens zeigen; die Leiste darüber führt zurück</translation>
    </message>
    <message>
        <source>Go &amp;outside</source>
        <translation>Hinausgehe&amp;n</translation>
    </message>
    <message>
        <source>Back to the graph around this subgraph</source>
        <translation>Zurück zum Graphen um diesen Teilgraphen</translation>
    </message>
    <message>
        <source>Load node &amp;data…</source>
        <translation>Knoten&amp;daten laden …</translation>
    </message>
    <message>
        <source>Colour numbers of a JSON file onto the nodes (node data of Model Explorer, attachment of Netron)</source>
        <translation>Zahlen einer JSON-Datei als Farbe auf die Knoten legen (Knotendaten von Model Explorer, Anhang von Netron)</translation>
    </message>
    <message>
        <source>Load node data</source>
        <translation>Knotendaten laden</translation>
    </message>
    <message>
        <source>Node data (*.json);;All files (*)</source>
        <translation>Knotendaten (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Save overlay as node data…</source>
        <translation>Einfärbung als Knotendaten &amp;speichern …</translation>
    </message>
    <message>
        <source>Write what is coloured onto the graph for Model Explorer or Netron</source>
        <translation>Die Einfärbung des Graphen für Model Explorer oder Netron schreiben</translation>
    </message>
    <message>
        <source>Save overlay as node data</source>
        <translation>Einfärbung als Knotendaten speichern</translation>
    </message>
    <message>
        <source>Model Explorer (*.json);;Netron (*.attachment.json)</source>
        <translation>Model Explorer (*.json);;Netron (*.attachment.json)</translation>
    </message>
    <message>
        <source>Highlight &amp;upstream</source>
        <translation>Nach &amp;oben hervorheben</translation>
    </message>
    <message>
        <source>Dim everything the selected nodes do not depend on</source>
        <translation>Alles abblenden, wovon die gewählten Knoten nicht abhängen</translation>
    </message>
    <message>
        <source>Highlight do&amp;wnstream</source>
        <translation>Nach &amp;unten hervorheben</translation>
    </message>
    <message>
        <source>Dim everything that does not depend on the selected nodes</source>
        <translation>Alles abblenden, was nicht von den gewählten Knoten abhängt</translation>
    </message>
    <message>
        <source>Highlight neighbours</source>
        <translation>Nachbarn hervorheben</translation>
    </message>
    <message>
        <source>Neighbours within 2 edges</source>
        <translation>Nachbarn innerhalb von 2 Kanten</translation>
    </message>
    <message>
        <source>Neighbours within 3 edges</source>
        <translation>Nachbarn innerhalb von 3 Kanten</translation>
    </message>
    <message>
        <source>Dim everything farther away from the selected nodes</source>
        <translation>Alles weiter Entfernte abblenden</translation>
    </message>
    <message>
        <source>Highlight the &amp;path between two</source>
        <translation>&amp;Weg zwischen zweien hervorheben</translation>
    </message>
    <message>
        <source>Dim everything that is not on a way between the two selected nodes</source>
        <translation>Alles abblenden, was nicht auf einem Weg zwischen den beiden gewählten Knoten liegt</translation>
    </message>
    <message>
        <source>Highlight all of this &amp;type</source>
        <translation>Alle dieses &amp;Typs hervorheben</translation>
    </message>
    <message>
        <source>Dim everything but the nodes of the selected node&apos;s operator type</source>
        <translation>Alles außer den Knoten vom Operatortyp des gewählten abblenden</translation>
    </message>
    <message>
        <source>&amp;End highlighting</source>
        <translation>Hervorheben be&amp;enden</translation>
    </message>
    <message>
        <source>Show everything again (Esc)</source>
        <translation>Wieder alles zeigen (Esc)</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>&amp;Lesezeichen</translation>
    </message>
    <message>
        <source>Remember the selected nodes, or forget them when they are</source>
        <translation>Die gewählten Knoten merken, oder vergessen, wenn sie es sind</translation>
    </message>
    <message>
        <source>Ne&amp;xt bookmark</source>
        <translation>Nä&amp;chstes Lesezeichen</translation>
    </message>
    <message>
        <source>Go to the next remembered node</source>
        <translation>Zum nächsten gemerkten Knoten gehen</translation>
    </message>
    <message>
        <source>P&amp;revious bookmark</source>
        <translation>Vo&amp;riges Lesezeichen</translation>
    </message>
    <message>
        <source>Go to the remembered node before this one</source>
        <translation>Zum gemerkten Knoten davor gehen</translation>
    </message>
    <message>
        <source>Book&amp;marks</source>
        <translation>Lese&amp;zeichen</translation>
    </message>
    <message>
        <source>Nodes that are remembered for this model</source>
        <translation>Knoten, die für dieses Modell gemerkt sind</translation>
    </message>
    <message>
        <source>Go to this node</source>
        <translation>Zu diesem Knoten gehen</translation>
    </message>
    <message>
        <source>&amp;No bookmarks yet</source>
        <translation>&amp;Noch keine Lesezeichen</translation>
    </message>
    <message>
        <source>Select a node and choose Graph › Bookmark.</source>
        <translation>Wählen Sie einen Knoten und dann Graph › Lesezeichen.</translation>
    </message>
    <message>
        <source>&amp;Forget all</source>
        <translation>Alle &amp;vergessen</translation>
    </message>
    <message>
        <source>Remove all bookmarks of this model</source>
        <translation>Alle Lesezeichen dieses Modells entfernen</translation>
    </message>
    <message>
        <source>Numbers to show</source>
        <translation>Zu zeigende Zahlen</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>No node is selected.</source>
        <translation>Kein Knoten ist ausgewählt.</translation>
    </message>
    <message>
        <source>Select the two nodes first (Ctrl+click).</source>
        <translation>Wählen Sie zuerst die beiden Knoten (Strg+Klick).</translation>
    </message>
    <message>
        <source>Nothing is highlighted.</source>
        <translation>Nichts ist hervorgehoben.</translation>
    </message>
    <message>
        <source>Nothing is bookmarked yet.</source>
        <translation>Noch gibt es keine Lesezeichen.</translation>
    </message>
    <message>
        <source>The selected node has neither a subgraph nor a function body.</source>
        <translation>Der gewählte Knoten hat weder Teilgraph noch Funktionsrumpf.</translation>
    </message>
    <message>
        <source>This is the outermost graph.</source>
        <translation>Dies ist der äußerste Graph.</translation>
    </message>
    <message>
        <source>No numbers are coloured onto the graph: see View › Overlay.</source>
        <translation>Der Graph ist nicht eingefärbt: siehe Ansicht › Einfärbung.</translation>
    </message>
    <message>
        <source>Show inside &amp;here</source>
        <translation>Inneres &amp;hier zeigen</translation>
    </message>
    <message>
        <source>Show the subgraph or function of the selected node as a frame within this picture, or close it again</source>
        <translation>Den Teilgraphen oder die Funktion des gewählten Knotens als Rahmen in diesem Bild zeigen oder wieder schließen</translation>
    </message>
</context>
<context>
    <name>halftone::GraphCanvas</name>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>int16</source>
        <translation>int16</translation>
    </message>
    <message>
        <source>4-bit weights</source>
        <translation>4-Bit-Gewichte</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>%1 from the graph around</source>
        <translation>%1 aus dem Graphen darum</translation>
    </message>
    <message numerus="yes">
        <source>Scope %1, %n node(s)</source>
        <translation>
            <numerusform>Bereich %1, %n Knoten</numerusform>
            <numerusform>Bereich %1, %n Knoten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n Eingabe</numerusform>
            <numerusform>%n Eingaben</numerusform>
        </translation>
    </message>
    <message>
        <source>bookmarked</source>
        <translation>mit Lesezeichen</translation>
    </message>
    <message>
        <source>reads from %1; read by %2</source>
        <translation>liest von %1; gelesen von %2</translation>
    </message>
</context>
<context>
    <name>halftone::GraphOverlay</name>
    <message>
        <source>Error, worst channel</source>
        <translation>Fehler, schlechtester Kanal</translation>
    </message>
    <message>
        <source>Error, whole tensor</source>
        <translation>Fehler, ganzer Tensor</translation>
    </message>
    <message>
        <source>Error of the node alone</source>
        <translation>Fehler des Knotens allein</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>Multiply-accumulates</source>
        <translation>Multiplizier-Addier-Operationen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>halftone::GraphPicture</name>
    <message>
        <source>Drawing the graph</source>
        <translation>Graph wird gezeichnet</translation>
    </message>
</context>
<context>
    <name>halftone::GraphView</name>
    <message>
        <source>Laying out the graph</source>
        <translation>Der Graph wird angeordnet</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>halftone::HeatMapPanel</name>
    <message>
        <source>sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>channels of each tensor, stretched to the width (%)</source>
        <translation>Kanäle jedes Tensors, auf die Breite gestreckt (%)</translation>
    </message>
    <message>
        <source>%1: worst channel %2, whole tensor %3</source>
        <translation>%1: schlechtester Kanal %2, ganzer Tensor %3</translation>
    </message>
    <message>
        <source>Refreshing…</source>
        <translation>Wird erneuert …</translation>
    </message>
    <message numerus="yes">
        <source>Calibrating: %n tensor(s) met</source>
        <translation>
            <numerusform>Kalibrieren: %n Tensor angetroffen</numerusform>
            <numerusform>Kalibrieren: %n Tensoren angetroffen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows: execution order</source>
        <translation>Zeilen: Ausführungsreihenfolge</translation>
    </message>
    <message>
        <source>Rows: worst first</source>
        <translation>Zeilen: schlechteste zuerst</translation>
    </message>
    <message>
        <source>Order of the tensors from top to bottom</source>
        <translation>Reihenfolge der Tensoren von oben nach unten</translation>
    </message>
    <message>
        <source>Columns: samples</source>
        <translation>Spalten: Stichproben</translation>
    </message>
    <message>
        <source>Columns: channels</source>
        <translation>Spalten: Kanäle</translation>
    </message>
    <message>
        <source>What a column stands for: one calibration sample, or one channel of the tensor</source>
        <translation>Wofür eine Spalte steht: eine Kalibrierstichprobe oder ein Kanal des Tensors</translation>
    </message>
    <message>
        <source>Error: accumulated</source>
        <translation>Fehler: aufgelaufen</translation>
    </message>
    <message>
        <source>Error: local</source>
        <translation>Fehler: lokal</translation>
    </message>
    <message>
        <source>Accumulated: the whole model is quantized. Local: only this node is, and its inputs are exact.</source>
        <translation>Aufgelaufen: Das ganze Modell ist quantisiert. Lokal: Nur dieser Knoten ist es, seine Eingaben sind genau.</translation>
    </message>
    <message>
        <source>Metric: SQNR</source>
        <translation>Maß: SQNR</translation>
    </message>
    <message>
        <source>Metric: worst channel</source>
        <translation>Maß: schlechtester Kanal</translation>
    </message>
    <message>
        <source>Metric: mean squared error</source>
        <translation>Maß: mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Metric: largest error</source>
        <translation>Maß: größter Fehler</translation>
    </message>
    <message>
        <source>Metric: cosine</source>
        <translation>Maß: Kosinus</translation>
    </message>
    <message>
        <source>SQNR in dB tells how large the error is beside the values; mean squared and largest error are in the tensor&apos;s own unit; cosine is 1 for vectors of one direction.</source>
        <translation>SQNR in dB sagt, wie groß der Fehler neben den Werten ist; mittlerer quadratischer und größter Fehler stehen in der Einheit des Tensors; der Kosinus ist 1 für Vektoren einer Richtung.</translation>
    </message>
    <message>
        <source>Worst tensors (worst channel)</source>
        <translation>Schlechteste Tensoren (schlechtester Kanal)</translation>
    </message>
    <message>
        <source>Calibrate to see where int8 hurts.</source>
        <translation>Kalibrieren Sie, um zu sehen, wo int8 schadet.</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren …</translation>
    </message>
</context>
<context>
    <name>halftone::HeatMapPlot</name>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>largest error</source>
        <translation>größter Fehler</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>Stichprobe %1</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>Kanal %1</translation>
    </message>
    <message>
        <source>Whole tensor: %1</source>
        <translation>Ganzer Tensor: %1</translation>
    </message>
    <message>
        <source>Worst channel: %1</source>
        <translation>Schlechtester Kanal: %1</translation>
    </message>
    <message>
        <source>Signal to quantization noise: 20 dB is an error of 10 %, 40 dB of 1 %.</source>
        <translation>Signal zu Quantisierungsrauschen: 20 dB sind ein Fehler von 10 %, 40 dB von 1 %.</translation>
    </message>
    <message>
        <source>%1 · the wheel zooms rows, double click shows all</source>
        <translation>%1 · das Mausrad vergrößert die Zeilen, Doppelklick zeigt alle</translation>
    </message>
</context>
<context>
    <name>halftone::HelpActions</name>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Getting started</source>
        <translation>Erste &amp;Schritte</translation>
    </message>
    <message>
        <source>The main job in six steps</source>
        <translation>Die Hauptaufgabe in sechs Schritten</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>&amp;Operators</source>
        <translation>&amp;Operatoren</translation>
    </message>
    <message>
        <source>All operators that can be run, and what they compute</source>
        <translation>Alle ausführbaren Operatoren und was sie berechnen</translation>
    </message>
    <message>
        <source>&amp;About Halftone</source>
        <translation>&amp;Über Halftone</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Open an ONNX model, or the sample.</source>
        <translation>Öffnen Sie ein ONNX-Modell oder das Beispiel.</translation>
    </message>
    <message>
        <source>Look around: drag to pan, Ctrl+wheel to zoom, Space to see everything.</source>
        <translation>Sehen Sie sich um: Ziehen verschiebt, Strg+Rad zoomt, die Leertaste zeigt alles.</translation>
    </message>
    <message>
        <source>Calibrate (Ctrl+K): choose data like those the model will see. One pass is enough for everything that follows.</source>
        <translation>Kalibrieren Sie (Strg+K): Wählen Sie Daten, wie das Modell sie sehen wird. Ein Durchgang genügt für alles Weitere.</translation>
    </message>
    <message>
        <source>Read the heat map: dark rows are where 8 bits hurt. Ranking is by the worst channel of a tensor, for an average hides it.</source>
        <translation>Lesen Sie die Heatmap: Dunkle Zeilen sind da, wo 8 Bit schaden. Die Rangfolge gilt dem schlechtesten Kanal eines Tensors, denn ein Mittelwert verbirgt ihn.</translation>
    </message>
    <message>
        <source>Select a bad node: Properties say what is wrong and offer the fix. Click its badge, or press X, to keep it in floating point. The charts follow at once; Ctrl+Z takes it back.</source>
        <translation>Wählen Sie einen schlechten Knoten: Die Eigenschaften sagen, was nicht stimmt, und bieten Abhilfe. Klicken Sie sein Abzeichen an oder drücken Sie X, um ihn in Gleitkomma zu lassen. Die Diagramme folgen sofort; Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Export (Ctrl+E). The file is read back and checked, and runs in ONNX Runtime.</source>
        <translation>Exportieren Sie (Strg+E). Die Datei wird zurückgelesen und geprüft und läuft in ONNX Runtime.</translation>
    </message>
    <message>
        <source>Getting started</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole graph</source>
        <translation>Den ganzen Graphen zeigen</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Rad</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Umschalt+Ziehen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Select all nodes within a rectangle</source>
        <translation>Alle Knoten in einem Rechteck auswählen</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Strg+Klick</translation>
    </message>
    <message>
        <source>Add a node to the selection, or take it out</source>
        <translation>Einen Knoten zur Auswahl hinzufügen oder herausnehmen</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <source>Go along an edge to the next node</source>
        <translation>Entlang einer Kante zum nächsten Knoten gehen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>About Halftone</source>
        <translation>Über Halftone</translation>
    </message>
    <message>
        <source>A studio for inspecting and quantizing ONNX models.

Free software under the GNU General Public License, version 3 or later. Built with Qt, oneDNN, QCustomPlot and Protocol Buffers.</source>
        <translation>Ein Studio zum Ansehen und Quantisieren von ONNX-Modellen.

Freie Software unter der GNU General Public License, Version 3 oder später. Gebaut mit Qt, oneDNN, QCustomPlot und Protocol Buffers.</translation>
    </message>
</context>
<context>
    <name>halftone::HistogramPanel</name>
    <message>
        <source>Calibrate to see the values of every tensor.</source>
        <translation>Kalibrieren Sie, um die Werte jedes Tensors zu sehen.</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren …</translation>
    </message>
    <message>
        <source>Select a node to see the values it makes.</source>
        <translation>Wählen Sie einen Knoten, um seine Werte zu sehen.</translation>
    </message>
    <message>
        <source>Values of &lt;b&gt;%1&lt;/b&gt;: float (grey), quantized (line), range (orange)</source>
        <translation>Werte von &lt;b&gt;%1&lt;/b&gt;: Gleitkomma (grau), quantisiert (Linie), Bereich (orange)</translation>
    </message>
    <message>
        <source>%1 % clipped</source>
        <translation>%1 % beschnitten</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Shows rare values: each step of the scale is ten times the one below</source>
        <translation>Zeigt seltene Werte: Jede Stufe der Skala ist das Zehnfache der darunter</translation>
    </message>
</context>
<context>
    <name>halftone::HistogramPlot</name>
    <message>
        <source>number of values</source>
        <translation>Anzahl der Werte</translation>
    </message>
</context>
<context>
    <name>halftone::IssuesModel</name>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
</context>
<context>
    <name>halftone::IssuesPanel</name>
    <message>
        <source>Nothing to complain about.</source>
        <translation>Nichts zu beanstanden.</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>halftone::LayoutNotice</name>
    <message>
        <source>Laying out the graph…</source>
        <translation>Der Graph wird angeordnet …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>halftone::MainWindow</name>
    <message>
        <source>%1 was moved or deleted. Weights can no longer be read.</source>
        <translation>%1 wurde verschoben oder gelöscht. Gewichte können nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>%1 has changed on disk.</source>
        <translation>%1 hat sich auf dem Datenträger geändert.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message numerus="yes">
        <source>You worked on this model on %1: %n attempt(s).</source>
        <translation>
            <numerusform>Sie haben an diesem Modell am %1 gearbeitet: %n Versuch.</numerusform>
            <numerusform>Sie haben an diesem Modell am %1 gearbeitet: %n Versuche.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Damit fortfahren</translation>
    </message>
    <message>
        <source>Charts compare with %1, not with what the recipe makes.</source>
        <translation>Die Diagramme vergleichen mit %1, nicht mit dem, was das Rezept ergibt.</translation>
    </message>
    <message>
        <source>End comparison</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>Looking for the worst nodes</source>
        <translation>Die schlechtesten Knoten werden gesucht</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Suggest…</source>
        <translation>Vorschlagen …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
</context>
<context>
    <name>halftone::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>halftone::Minimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>Übersicht des Graphen</translation>
    </message>
    <message>
        <source>Overview: click or drag to move</source>
        <translation>Übersicht: Klicken oder Ziehen bewegt die Ansicht</translation>
    </message>
</context>
<context>
    <name>halftone::ModelProperties</name>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>ONNX IR %1, %2</source>
        <translation>ONNX IR %1, %2</translation>
    </message>
    <message>
        <source>opsets</source>
        <translation>Opsets</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>Erzeuger</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Anmerkung</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) by operator</source>
        <translation>
            <numerusform>%n Knoten nach Operator</numerusform>
            <numerusform>%n Knoten nach Operator</numerusform>
        </translation>
    </message>
    <message>
        <source> · %1 MACs (%2)</source>
        <translation> · %1 MACs (%2)</translation>
    </message>
</context>
<context>
    <name>halftone::NodeActions</name>
    <message>
        <source>%1 → %2 nodes, %3 → %4 of MACs, %5 → %6 of weights in int8</source>
        <translation>%1 → %2 Knoten, %3 → %4 der MACs, %5 → %6 der Gewichte in int8</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>&amp;Knoten</translation>
    </message>
    <message>
        <source>E&amp;xclude or include</source>
        <translation>Aus&amp;schließen oder einbeziehen</translation>
    </message>
    <message>
        <source>Exclude the selected nodes from quantization, or include them again</source>
        <translation>Die gewählten Knoten vom Quantisieren ausschließen oder wieder einbeziehen</translation>
    </message>
    <message>
        <source>&amp;Exclude</source>
        <translation>&amp;Ausschließen</translation>
    </message>
    <message>
        <source>The selected nodes stay in 32-bit floating point</source>
        <translation>Die gewählten Knoten bleiben in Gleitkomma von 32 Bit</translation>
    </message>
    <message>
        <source>&amp;Include</source>
        <translation>&amp;Einbeziehen</translation>
    </message>
    <message>
        <source>The selected nodes are quantized where they can be</source>
        <translation>Die gewählten Knoten werden quantisiert, wo es geht</translation>
    </message>
    <message>
        <source>Exclude all of this &amp;type</source>
        <translation>Alle dieses &amp;Typs ausschließen</translation>
    </message>
    <message>
        <source>All nodes of the selected operator types stay in floating point</source>
        <translation>Alle Knoten der gewählten Operatortypen bleiben in Gleitkomma</translation>
    </message>
    <message>
        <source>Exclude from here to the &amp;output</source>
        <translation>Von hier bis zur Aus&amp;gabe ausschließen</translation>
    </message>
    <message>
        <source>The selected nodes and all that depend on them stay in floating point</source>
        <translation>Die gewählten Knoten und alle, die von ihnen abhängen, bleiben in Gleitkomma</translation>
    </message>
    <message>
        <source>On&amp;ly these</source>
        <translation>&amp;Nur diese</translation>
    </message>
    <message>
        <source>Quantize the selected nodes and nothing else</source>
        <translation>Die gewählten Knoten quantisieren und sonst nichts</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Quantize everything that can be, as at the beginning</source>
        <translation>Alles quantisieren, was geht, wie am Anfang</translation>
    </message>
    <message>
        <source>Reset tensor &amp;settings</source>
        <translation>Tensor-&amp;Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>Forget ranges, types and methods that were set for single tensors</source>
        <translation>Bereiche, Typen und Verfahren vergessen, die für einzelne Tensoren gesetzt wurden</translation>
    </message>
    <message>
        <source>Reset tensor settings</source>
        <translation>Tensor-Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>Show &amp;upstream</source>
        <translation>Nach &amp;oben zeigen</translation>
    </message>
    <message>
        <source>Select everything the selected nodes depend on</source>
        <translation>Alles auswählen, wovon die gewählten Knoten abhängen</translation>
    </message>
    <message>
        <source>Show &amp;downstream</source>
        <translation>Nach &amp;unten zeigen</translation>
    </message>
    <message>
        <source>Select everything that depends on the selected nodes</source>
        <translation>Alles auswählen, was von den gewählten Knoten abhängt</translation>
    </message>
    <message>
        <source>No node is selected.</source>
        <translation>Kein Knoten ist ausgewählt.</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>&amp;Genauigkeit</translation>
    </message>
    <message>
        <source>What the selected nodes run in, whatever the rest of the model does</source>
        <translation>Worin die gewählten Knoten laufen, was immer das übrige Modell tut</translation>
    </message>
    <message>
        <source>Precision: %1</source>
        <translation>Genauigkeit: %1</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>Nothing is excluded.</source>
        <translation>Nichts ist ausgeschlossen.</translation>
    </message>
    <message>
        <source>Nothing was set for a single tensor.</source>
        <translation>Für keinen einzelnen Tensor wurde etwas gesetzt.</translation>
    </message>
    <message>
        <source>They are excluded already.</source>
        <translation>Sie sind schon ausgeschlossen.</translation>
    </message>
    <message>
        <source>None of them is excluded.</source>
        <translation>Keiner von ihnen ist ausgeschlossen.</translation>
    </message>
    <message>
        <source>Exclude &amp;all %1 (%2)</source>
        <translation>&amp;Alle %1 ausschließen (%2)</translation>
    </message>
    <message>
        <source>Exclude from here to the &amp;output (%1)</source>
        <translation>Von hier bis zur Aus&amp;gabe ausschließen (%1)</translation>
    </message>
    <message>
        <source>Include in int&amp;8</source>
        <translation>In int&amp;8 einbeziehen</translation>
    </message>
    <message>
        <source>E&amp;xclude from int8</source>
        <translation>Von int8 aus&amp;schließen</translation>
    </message>
</context>
<context>
    <name>halftone::NodeListPanel</name>
    <message>
        <source>filter: text, /regex/, type:Concat, sqnr&lt;20</source>
        <translation>Filter: Text, /Regex/, type:Concat, sqnr&lt;20</translation>
    </message>
    <message>
        <source>Words must all fit: text, /regular expression/, type:Conv, is:int8, is:float, is:excluded, sqnr&lt;20, macs&gt;1M</source>
        <translation>Alle Wörter müssen passen: Text, /regulärer Ausdruck/, type:Conv, is:int8, is:float, is:excluded, sqnr&lt;20, macs&gt;1M</translation>
    </message>
    <message>
        <source>Filter nodes</source>
        <translation>Knoten filtern</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Group by scope</source>
        <translation>Nach Bereich gruppieren</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 in int8</source>
        <translation>%1 von %2 in int8</translation>
    </message>
    <message>
        <source>%1 · %2 of MACs</source>
        <translation>%1 · %2 der MACs</translation>
    </message>
</context>
<context>
    <name>halftone::NodeModel</name>
    <message>
        <source>Click to change.</source>
        <translation>Zum Ändern klicken.</translation>
    </message>
    <message>
        <source>Set by hand: %1</source>
        <translation>Von Hand gesetzt: %1</translation>
    </message>
    <message>
        <source>Sorts by execution order</source>
        <translation>Sortiert nach Ausführungsreihenfolge</translation>
    </message>
    <message>
        <source>What the node will run in; click a badge to change it</source>
        <translation>Worin der Knoten laufen wird; ein Klick auf das Abzeichen ändert es</translation>
    </message>
    <message>
        <source>Multiply-accumulate operations of one run</source>
        <translation>Multiplizier-Addier-Operationen eines Laufs</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the node&apos;s output, worst channel, whole model quantized</source>
        <translation>Signal zu Quantisierungsrauschen der Ausgabe des Knotens, schlechtester Kanal, ganzes Modell quantisiert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Wahl</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
</context>
<context>
    <name>halftone::NodeProperties</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Domain and opset version</source>
        <translation>Domäne und Opset-Version</translation>
    </message>
    <message>
        <source>A function that the model itself defines.</source>
        <translation>Eine Funktion, die das Modell selbst definiert.</translation>
    </message>
    <message>
        <source>An operator unknown to this program. It is kept as it is.</source>
        <translation>Ein Operator, den dieses Programm nicht kennt. Er bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Include</source>
        <translation>Einbeziehen</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>Keep float</source>
        <translation>Gleitkomma lassen</translation>
    </message>
    <message>
        <source>Keep %1 float</source>
        <translation>%1 in Gleitkomma lassen</translation>
    </message>
    <message>
        <source>Quantization error</source>
        <translation>Quantisierungsfehler</translation>
    </message>
    <message>
        <source>Quantization error (being refreshed)</source>
        <translation>Quantisierungsfehler (wird erneuert)</translation>
    </message>
    <message>
        <source>whole tensor</source>
        <translation>ganzer Tensor</translation>
    </message>
    <message>
        <source>worst channel</source>
        <translation>schlechtester Kanal</translation>
    </message>
    <message>
        <source>%1 (channel %2)</source>
        <translation>%1 (Kanal %2)</translation>
    </message>
    <message>
        <source>of this node alone</source>
        <translation>dieses Knotens allein</translation>
    </message>
    <message>
        <source>largest error</source>
        <translation>größter Fehler</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source> (given by Halftone)</source>
        <translation> (von Halftone vergeben)</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>SQNR by channel, dB</source>
        <translation>SQNR je Kanal, dB</translation>
    </message>
    <message>
        <source>Descriptions of operators are in English, as in Help › Operators</source>
        <translation>Beschreibungen der Operatoren sind englisch, wie in Hilfe › Operatoren</translation>
    </message>
    <message>
        <source>drawn in</source>
        <translation>gezeichnet in</translation>
    </message>
    <message>
        <source>Constants are rows of the node that reads them; View › Initializers shows and hides them</source>
        <translation>Konstanten sind Zeilen des Knotens, der sie liest; Ansicht › Initializer zeigt und verbirgt sie</translation>
    </message>
</context>
<context>
    <name>halftone::OptionsDialog</name>
    <message>
        <source>&amp;Scheme</source>
        <translation>&amp;Schema</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>&amp;Knoten</translation>
    </message>
    <message>
        <source>&amp;Algorithms</source>
        <translation>&amp;Algorithmen</translation>
    </message>
    <message>
        <source>Quantization options</source>
        <translation>Optionen der Quantisierung</translation>
    </message>
    <message>
        <source>All options as the profile has them; the choice of nodes stays. Can be undone.</source>
        <translation>Alle Optionen, wie das Profil sie hat; die Auswahl der Knoten bleibt. Lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Default options</source>
        <translation>Übliche Optionen</translation>
    </message>
    <message>
        <source>&amp;Q/DQ pairs</source>
        <translation>&amp;Q/DQ-Paare</translation>
    </message>
    <message>
        <source>&amp;Weight-only</source>
        <translation>&amp;Nur Gewichte</translation>
    </message>
    <message>
        <source>For the format Weight-only, and for nodes whose precision is “weight-only”.</source>
        <translation>Für das Format „Nur Gewichte“ und für Knoten, deren Genauigkeit „weight-only“ ist.</translation>
    </message>
</context>
<context>
    <name>halftone::OverlayBox</name>
    <message>
        <source>Overlay</source>
        <translation>Einfärbung</translation>
    </message>
    <message>
        <source>What the stripes beside the nodes and the minimap show</source>
        <translation>Was die Streifen neben den Knoten und die Übersicht zeigen</translation>
    </message>
</context>
<context>
    <name>halftone::OverlayLegend</name>
    <message>
        <source>Drag to colour only what is worse; drag to the good end to colour all</source>
        <translation>Ziehen, um nur Schlechteres einzufärben; bis ans gute Ende ziehen, um alles einzufärben</translation>
    </message>
    <message>
        <source>Only worse than %1 %2</source>
        <translation>Nur schlechter als %1 %2</translation>
    </message>
    <message>
        <source>All are coloured</source>
        <translation>Alle sind eingefärbt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>word and number of nodes</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>halftone::OverrideBox</name>
    <message>
        <source>For this tensor alone</source>
        <translation>Nur für diesen Tensor</translation>
    </message>
    <message>
        <source>For this tensor alone (set by hand)</source>
        <translation>Nur für diesen Tensor (von Hand gesetzt)</translation>
    </message>
    <message>
        <source>as all (%1)</source>
        <translation>wie alle (%1)</translation>
    </message>
    <message>
        <source>More bits cost size and speed and gain accuracy, for this tensor only</source>
        <translation>Mehr Bit kosten Größe und Geschwindigkeit und gewinnen Genauigkeit, nur für diesen Tensor</translation>
    </message>
    <message>
        <source>Type of %1</source>
        <translation>Typ von %1</translation>
    </message>
    <message>
        <source>per channel</source>
        <translation>je Kanal</translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation>je Tensor</translation>
    </message>
    <message>
        <source>Scales of %1</source>
        <translation>Skalen von %1</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>How this tensor&apos;s range follows from the calibration data</source>
        <translation>Wie der Bereich dieses Tensors aus den Kalibrierdaten folgt</translation>
    </message>
    <message>
        <source>Range method of %1</source>
        <translation>Bereichsverfahren von %1</translation>
    </message>
    <message>
        <source>Smallest value of the range</source>
        <translation>Kleinster Wert des Bereichs</translation>
    </message>
    <message>
        <source>Largest value of the range</source>
        <translation>Größter Wert des Bereichs</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Treat this tensor like all others again</source>
        <translation>Diesen Tensor wieder wie alle anderen behandeln</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Values beyond the range are clipped; a wider range makes every step coarser. Empty: from the calibration data.</source>
        <translation>Werte jenseits des Bereichs werden beschnitten; ein breiterer Bereich macht jede Stufe gröber. Leer: aus den Kalibrierdaten.</translation>
    </message>
    <message>
        <source>from the data</source>
        <translation>aus den Daten</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Dies ist keine Zahl.</translation>
    </message>
    <message>
        <source>The range ends before it begins.</source>
        <translation>Der Bereich endet, bevor er beginnt.</translation>
    </message>
    <message>
        <source>Range of %1</source>
        <translation>Bereich von %1</translation>
    </message>
    <message>
        <source>along axis %1 (%2)</source>
        <translation>entlang Achse %1 (%2)</translation>
    </message>
    <message>
        <source>A scale for each output channel is more accurate; some targets know one scale only. Along another axis only where the target computes so: runtimes fuse output channels</source>
        <translation>Eine Skala je Ausgabekanal ist genauer; manche Ziele kennen nur eine Skala. Entlang einer anderen Achse nur, wo das Ziel so rechnet: Laufzeiten verschmelzen Ausgabekanäle</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Zero point, steps, a scale as given, another type for some readers</source>
        <translation>Nullpunkt, Stufen, eine vorgegebene Skala, ein anderer Typ für manche Leser</translation>
    </message>
    <message>
        <source>Weights beyond the range are clipped; a wider range makes every step coarser. Empty: what the weights span.</source>
        <translation>Gewichte außerhalb des Bereichs werden abgeschnitten; ein weiterer Bereich macht jede Stufe gröber. Leer: was die Gewichte umfassen.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1 scales for %2 channels.</source>
        <translation>%1 Skalen für %2 Kanäle.</translation>
    </message>
</context>
<context>
    <name>halftone::OverrideDetails</name>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>in der Mitte</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>half</source>
        <translation>die Hälfte</translation>
    </message>
    <message>
        <source>as the type wants</source>
        <translation>wie der Typ es will</translation>
    </message>
    <message>
        <source>as all (%1)</source>
        <translation>wie alle (%1)</translation>
    </message>
    <message>
        <source>In the middle (symmetric), as some accelerators need: loses up to one bit where values lie on one side of zero</source>
        <translation>In der Mitte (symmetrisch), wie manche Beschleuniger es brauchen: verliert bis zu ein Bit, wo Werte auf einer Seite der Null liegen</translation>
    </message>
    <message>
        <source>Zero point of %1</source>
        <translation>Nullpunkt von %1</translation>
    </message>
    <message>
        <source>Zero point</source>
        <translation>Nullpunkt</translation>
    </message>
    <message>
        <source>Half of the type&apos;s steps keep 16-bit sums from saturating on processors without VNNI; costs 6 dB</source>
        <translation>Die Hälfte der Stufen des Typs bewahrt 16-Bit-Summen auf Prozessoren ohne VNNI vor Sättigung; kostet 6 dB</translation>
    </message>
    <message>
        <source>Steps of %1</source>
        <translation>Stufen von %1</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>As given, instead of any range: for scales that hardware or another tool dictates. One for the tensor, or for a weight one a channel, parted by blanks. Empty: from the range.</source>
        <translation>Wie vorgegeben, statt eines Bereichs: für Skalen, die Hardware oder ein anderes Werkzeug vorschreibt. Eine für den Tensor oder bei einem Gewicht eine je Kanal, durch Leerzeichen getrennt. Leer: aus dem Bereich.</translation>
    </message>
    <message>
        <source>from the range</source>
        <translation>aus dem Bereich</translation>
    </message>
    <message numerus="yes">
        <source>%n of them</source>
        <translation>
            <numerusform>%n davon</numerusform>
            <numerusform>%n davon</numerusform>
        </translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>at</source>
        <translation>bei</translation>
    </message>
    <message>
        <source>no other</source>
        <translation>keinem anderen</translation>
    </message>
    <message>
        <source>Some readers may get the value in another type: 16 bits where 8 hurt, without the others paying for it. Costs a conversion in between</source>
        <translation>Manche Leser können den Wert in einem anderen Typ erhalten: 16 Bit, wo 8 schaden, ohne dass die anderen dafür zahlen. Kostet eine Umwandlung dazwischen</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <source>Nodes that read it so; none marked: all of them</source>
        <translation>Knoten, die ihn so lesen; keiner markiert: alle</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>by</source>
        <translation>von</translation>
    </message>
    <message>
        <source>Type of %1 for its readers</source>
        <translation>Typ von %1 für seine Leser</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Dies ist keine Zahl.</translation>
    </message>
    <message>
        <source>Scale of %1</source>
        <translation>Skala von %1</translation>
    </message>
</context>
<context>
    <name>halftone::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>More samples give truer errors and slower refreshes</source>
        <translation>Mehr Stichproben ergeben genauere Fehler und langsamere Erneuerung</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Samples compared after a change</source>
        <translation>Nach einer Änderung &amp;verglichene Stichproben</translation>
    </message>
    <message>
        <source>as many as processors</source>
        <translation>so viele wie Prozessoren</translation>
    </message>
    <message>
        <source>Fewer leave processors to other programs and take less memory; calibration, comparisons and searches take longer. The results are the same. On the command line: --workers</source>
        <translation>Weniger lassen anderen Programmen Prozessoren und brauchen weniger Speicher; Kalibrierung, Vergleiche und Suchen dauern länger. Die Ergebnisse sind dieselben. Auf der Befehlszeile: --workers</translation>
    </message>
    <message>
        <source>Samples computed at &amp;once</source>
        <translation>&amp;Gleichzeitig berechnete Stichproben</translation>
    </message>
</context>
<context>
    <name>halftone::PreprocessDialog</name>
    <message>
        <source>Preprocess model</source>
        <translation>Modell vorbereiten</translation>
    </message>
    <message>
        <source>What is done to the float model before it is quantized. None of it changes what the model computes. After a change the data are run through the model once more.</source>
        <translation>Was mit dem Gleitkommamodell vor dem Quantisieren geschieht. Nichts davon ändert, was das Modell berechnet. Nach einer Änderung laufen die Daten noch einmal durch das Modell.</translation>
    </message>
    <message>
        <source>Default preprocessing</source>
        <translation>Übliche Vorbereitung</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht …</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>nichts zu tun</translation>
    </message>
    <message>
        <source>%1 → %2 nodes</source>
        <translation>%1 → %2 Knoten</translation>
    </message>
</context>
<context>
    <name>halftone::PreprocessFields</name>
    <message>
        <source>&amp;Resize</source>
        <translation>&amp;Größe ändern</translation>
    </message>
    <message>
        <source>Shorter side, or width x height, before cropping. Empty: the size of the model&apos;s input</source>
        <translation>Kürzere Seite oder Breite x Höhe, vor dem Zuschneiden. Leer: die Größe der Eingabe des Modells</translation>
    </message>
    <message>
        <source>C&amp;rop</source>
        <translation>Z&amp;uschneiden</translation>
    </message>
    <message>
        <source>Size of the part cut from the middle. Empty: nothing is cut</source>
        <translation>Größe des Teils aus der Mitte. Leer: nichts wird abgeschnitten</translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation>K&amp;anäle</translation>
    </message>
    <message>
        <source>Order of the colour channels</source>
        <translation>Reihenfolge der Farbkanäle</translation>
    </message>
    <message>
        <source>Sc&amp;ale</source>
        <translation>S&amp;kalieren</translation>
    </message>
    <message>
        <source>Factor on the pixel values 0 … 255</source>
        <translation>Faktor auf die Bildwerte 0 … 255</translation>
    </message>
    <message>
        <source>&amp;Mean</source>
        <translation>&amp;Mittelwert</translation>
    </message>
    <message>
        <source>Subtracted after scaling: one value or one a channel</source>
        <translation>Nach dem Skalieren abgezogen: ein Wert oder einer je Kanal</translation>
    </message>
    <message>
        <source>S&amp;td</source>
        <translation>S&amp;treuung</translation>
    </message>
    <message>
        <source>Divided by after subtracting: one value or one a channel</source>
        <translation>Nach dem Abziehen dadurch geteilt: ein Wert oder einer je Kanal</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>&amp;Anordnung</translation>
    </message>
    <message>
        <source>Order of the dimensions</source>
        <translation>Reihenfolge der Dimensionen</translation>
    </message>
    <message>
        <source>as the model&apos;s input</source>
        <translation>wie die Eingabe des Modells</translation>
    </message>
</context>
<context>
    <name>halftone::PropertiesPanel</name>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Down and Up walk the values, Ctrl+C copies one, Tab goes to what can be pressed</source>
        <translation>Ab und Auf gehen durch die Werte, Strg+C kopiert einen, Tab geht zu dem, was man drücken kann</translation>
    </message>
</context>
<context>
    <name>halftone::QuantizeActions</name>
    <message>
        <source>&amp;Quantize</source>
        <translation>&amp;Quantisieren</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>&amp;Kalibrieren …</translation>
    </message>
    <message>
        <source>Choose data and run the float model over them once</source>
        <translation>Daten wählen und das Gleitkommamodell einmal darüber laufen lassen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Erneuern</translation>
    </message>
    <message>
        <source>Quantize and compare again</source>
        <translation>Noch einmal quantisieren und vergleichen</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop what runs in the background</source>
        <translation>Anhalten, was im Hintergrund läuft</translation>
    </message>
    <message>
        <source>Op&amp;tions…</source>
        <translation>Op&amp;tionen …</translation>
    </message>
    <message>
        <source>Every option of the recipe, with what it costs and gains</source>
        <translation>Jede Option des Rezepts, mit ihrem Preis und Nutzen</translation>
    </message>
    <message>
        <source>Preprocess &amp;model…</source>
        <translation>&amp;Modell vorbereiten …</translation>
    </message>
    <message>
        <source>What is done to the float model before it is quantized, pass by pass</source>
        <translation>Was mit dem Gleitkommamodell vor dem Quantisieren geschieht, Schritt für Schritt</translation>
    </message>
    <message>
        <source>&amp;Suggest exclusions…</source>
        <translation>Ausschlüsse &amp;vorschlagen …</translation>
    </message>
    <message>
        <source>Find the nodes that cost most accuracy and exclude as few as possible</source>
        <translation>Die Knoten finden, die am meisten Genauigkeit kosten, und so wenige wie möglich ausschließen</translation>
    </message>
    <message>
        <source>L&amp;oad recipe…</source>
        <translation>Rezept &amp;laden …</translation>
    </message>
    <message>
        <source>Read all choices from a file</source>
        <translation>Alle Entscheidungen aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Sa&amp;ve recipe…</source>
        <translation>Rezept &amp;speichern …</translation>
    </message>
    <message>
        <source>Write all choices to a file that the command line reads, too</source>
        <translation>Alle Entscheidungen in eine Datei schreiben, die auch die Befehlszeile liest</translation>
    </message>
    <message>
        <source>Nothing runs in the background.</source>
        <translation>Im Hintergrund läuft nichts.</translation>
    </message>
    <message>
        <source>Signed integers around zero: needed by some accelerators, and one step coarser for values that are never negative</source>
        <translation>Ganze Zahlen mit Vorzeichen um null: von manchen Beschleunigern verlangt, und eine Stufe gröber für Werte, die nie negativ sind</translation>
    </message>
    <message>
        <source>Unsigned integers: the fastest for activations on processors, and finest for values after a ReLU</source>
        <translation>Ganze Zahlen ohne Vorzeichen: am schnellsten für Aktivierungen auf Prozessoren und am feinsten für Werte nach einem ReLU</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>How quantization is written into the model</source>
        <translation>Wie die Quantisierung ins Modell geschrieben wird</translation>
    </message>
    <message>
        <source>&amp;Activations</source>
        <translation>&amp;Aktivierungen</translation>
    </message>
    <message>
        <source>Integer type of activations</source>
        <translation>Ganzzahltyp der Aktivierungen</translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation>Symmetrisch</translation>
    </message>
    <message>
        <source>Asymmetric</source>
        <translation>Asymmetrisch</translation>
    </message>
    <message>
        <source>Zero point in the middle: simpler arithmetic, up to one bit lost where values lie on one side of zero</source>
        <translation>Nullpunkt in der Mitte: einfachere Arithmetik, bis zu ein Bit Verlust, wo Werte auf einer Seite der Null liegen</translation>
    </message>
    <message>
        <source>The range begins where the values begin: no step is wasted</source>
        <translation>Der Bereich beginnt, wo die Werte beginnen: Keine Stufe wird verschwendet</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>&amp;Gewichte</translation>
    </message>
    <message>
        <source>Integer type of weights, and how many scales they have</source>
        <translation>Ganzzahltyp der Gewichte, und wie viele Skalen sie haben</translation>
    </message>
    <message>
        <source>Per channel</source>
        <translation>Je Kanal</translation>
    </message>
    <message>
        <source>Per tensor</source>
        <translation>Je Tensor</translation>
    </message>
    <message>
        <source>A scale for each output channel: more accurate, as fast</source>
        <translation>Eine Skala für jeden Ausgabekanal: genauer und gleich schnell</translation>
    </message>
    <message>
        <source>One scale for all channels: for targets that know no other, less accurate</source>
        <translation>Eine Skala für alle Kanäle: für Ziele, die nichts anderes kennen; weniger genau</translation>
    </message>
    <message>
        <source>7 bits (no overflow without VNNI)</source>
        <translation>7 Bit (kein Überlauf ohne VNNI)</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>Half as many steps; sums of two products stay within 16 bits on processors without VNNI</source>
        <translation>Halb so viele Stufen; Summen zweier Produkte bleiben auf Prozessoren ohne VNNI in 16 Bit</translation>
    </message>
    <message>
        <source>All steps of the type; exact on processors with VNNI or AMX</source>
        <translation>Alle Stufen des Typs; genau auf Prozessoren mit VNNI oder AMX</translation>
    </message>
    <message>
        <source>Ra&amp;nge</source>
        <translation>Be&amp;reich</translation>
    </message>
    <message>
        <source>How a tensor&apos;s range follows from the calibration data</source>
        <translation>Wie der Bereich eines Tensors aus den Kalibrierdaten folgt</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>Options that belong together</source>
        <translation>Optionen, die zusammengehören</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>Shapes are still being inferred.</source>
        <translation>Formen werden noch hergeleitet.</translation>
    </message>
    <message>
        <source>Calibrate first.</source>
        <translation>Erst kalibrieren.</translation>
    </message>
    <message>
        <source>Save statist&amp;ics…</source>
        <translation>Statist&amp;ik speichern …</translation>
    </message>
    <message>
        <source>Write what calibration saw to a file, to be loaded here or by the command line without running the data again</source>
        <translation>Was die Kalibrierung gesehen hat, in eine Datei schreiben; hier und auf der Kommandozeile lädt man sie, ohne die Daten noch einmal zu rechnen</translation>
    </message>
    <message>
        <source>Loa&amp;d statistics…</source>
        <translation>Statistik la&amp;den …</translation>
    </message>
    <message>
        <source>Take the statistics of an earlier calibration of this model instead of running the data</source>
        <translation>Die Statistik einer früheren Kalibrierung dieses Modells nehmen, statt die Daten zu rechnen</translation>
    </message>
    <message>
        <source>Load statistics</source>
        <translation>Statistik laden</translation>
    </message>
    <message>
        <source>M&amp;erge statistics…</source>
        <translation>Statistik hinzufüg&amp;en …</translation>
    </message>
    <message>
        <source>Add what an earlier calibration of this model saw in other data to what was seen here</source>
        <translation>Was eine frühere Kalibrierung dieses Modells in anderen Daten gesehen hat, zu dem hinzufügen, was hier gesehen wurde</translation>
    </message>
    <message>
        <source>Merge statistics</source>
        <translation>Statistik hinzufügen</translation>
    </message>
    <message>
        <source>Choose data to compare on first: Quantize › Calibrate.</source>
        <translation>Wählen Sie zuerst Daten zum Vergleichen: Quantisieren › Kalibrieren.</translation>
    </message>
    <message>
        <source>%1 (operator set 21)</source>
        <translation>%1 (Operatorsatz 21)</translation>
    </message>
    <message>
        <source>Evaluate accurac&amp;y…</source>
        <translation>Genauigkeit aus&amp;werten …</translation>
    </message>
    <message>
        <source>Count what the float model and the quantized one get right on labelled data</source>
        <translation>Zählen, was das Gleitkomma- und das quantisierte Modell auf beschrifteten Daten richtig machen</translation>
    </message>
    <message>
        <source>Load settings of tensors…</source>
        <translation>Einstellungen von Tensoren laden …</translation>
    </message>
    <message>
        <source>Types, ranges and scales of single tensors from a file: as recipes have them, as ONNX Runtime&apos;s TensorQuantOverrides, or as a table of zero points and scales</source>
        <translation>Typen, Bereiche und Skalen einzelner Tensoren aus einer Datei: wie Rezepte sie haben, als TensorQuantOverrides von ONNX Runtime oder als Tabelle von Nullpunkten und Skalen</translation>
    </message>
</context>
<context>
    <name>halftone::RangesPanel</name>
    <message>
        <source>Select a node with weights to see the range of each of its channels; after a calibration, also of its output.</source>
        <translation>Wählen Sie einen Knoten mit Gewichten, um den Bereich jedes seiner Kanäle zu sehen; nach dem Kalibrieren auch den seiner Ausgabe.</translation>
    </message>
    <message>
        <source>Activation &lt;b&gt;%1&lt;/b&gt;: values of each channel, and what their scale covers (orange)</source>
        <translation>Aktivierung &lt;b&gt;%1&lt;/b&gt;: Werte jedes Kanals und was ihre Skala abdeckt (orange)</translation>
    </message>
    <message>
        <source>Weight &lt;b&gt;%1&lt;/b&gt; ⟨%2⟩: values of each output channel, and what its scale covers (orange)</source>
        <translation>Gewicht &lt;b&gt;%1&lt;/b&gt; ⟨%2⟩: Werte jedes Ausgabekanals und was seine Skala abdeckt (orange)</translation>
    </message>
</context>
<context>
    <name>halftone::RangesPlot</name>
    <message>
        <source>channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channel %1: %2 … %3</source>
        <translation>Kanal %1: %2 … %3</translation>
    </message>
    <message>
        <source>Its scale covers %1 … %2</source>
        <translation>Seine Skala umfasst %1 … %2</translation>
    </message>
</context>
<context>
    <name>halftone::SamplesPanel</name>
    <message numerus="yes">
        <source>%n sample(s) are enough: with them, ranges have 98 % of their final width on average.</source>
        <translation>
            <numerusform>%n Stichprobe genügt: Mit ihr haben die Bereiche im Mittel 98 % ihrer endgültigen Breite.</numerusform>
            <numerusform>%n Stichproben genügen: Mit ihnen haben die Bereiche im Mittel 98 % ihrer endgültigen Breite.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ranges still widen at the end of %n sample(s): more samples would make the result more reliable.</source>
        <translation>
            <numerusform>Am Ende von %n Stichprobe werden die Bereiche noch breiter: Mehr Stichproben würden das Ergebnis verlässlicher machen.</numerusform>
            <numerusform>Am Ende von %n Stichproben werden die Bereiche noch breiter: Mehr Stichproben würden das Ergebnis verlässlicher machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Extremes of &lt;b&gt;%1&lt;/b&gt; in each sample, and its range so far</source>
        <translation>Extreme von &lt;b&gt;%1&lt;/b&gt; in jeder Stichprobe und sein Bereich bis dahin</translation>
    </message>
    <message>
        <source>Select a node to see the extremes of its output in each sample.</source>
        <translation>Wählen Sie einen Knoten, um die Extreme seiner Ausgabe in jeder Stichprobe zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>After %n sample(s): %1 % of the final range on average, %2 % for the slowest tensors</source>
        <translation>
            <numerusform>Nach %n Stichprobe: im Mittel %1 % des endgültigen Bereichs, %2 % bei den langsamsten Tensoren</numerusform>
            <numerusform>Nach %n Stichproben: im Mittel %1 % des endgültigen Bereichs, %2 % bei den langsamsten Tensoren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>Calibrate to see whether the samples are enough.</source>
        <translation>Kalibrieren Sie, um zu sehen, ob die Stichproben genügen.</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren …</translation>
    </message>
    <message>
        <source>All tensors: share of the final range reached, mean and slowest hundredth</source>
        <translation>Alle Tensoren: erreichter Anteil des endgültigen Bereichs, Mittel und langsamstes Hundertstel</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
</context>
<context>
    <name>halftone::SchemeBar</name>
    <message>
        <source>Format %1</source>
        <translation>Format %1</translation>
    </message>
    <message>
        <source>Activations %1</source>
        <translation>Aktivierungen %1</translation>
    </message>
    <message>
        <source>Weights %1</source>
        <translation>Gewichte %1</translation>
    </message>
    <message>
        <source>Range %1</source>
        <translation>Bereich %1</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>How quantization is written into the model</source>
        <translation>Wie die Quantisierung ins Modell geschrieben wird</translation>
    </message>
    <message>
        <source>Integer type of activations</source>
        <translation>Ganzzahltyp der Aktivierungen</translation>
    </message>
    <message>
        <source>Integer type of weights, and whether each output channel has a scale of its own</source>
        <translation>Ganzzahltyp der Gewichte, und ob jeder Ausgabekanal eine eigene Skala hat</translation>
    </message>
    <message>
        <source>How a tensor&apos;s range follows from the calibration data; no new calibration is needed</source>
        <translation>Wie der Bereich eines Tensors aus den Kalibrierdaten folgt; neu kalibriert werden muss nicht</translation>
    </message>
    <message>
        <source>%1 per channel</source>
        <translation>%1 je Kanal</translation>
    </message>
    <message>
        <source>%1 per tensor</source>
        <translation>%1 je Tensor</translation>
    </message>
</context>
<context>
    <name>halftone::SelectionProperties</name>
    <message>
        <source>%1 → %2 nodes, %3 → %4 of MACs in int8</source>
        <translation>%1 → %2 Knoten, %3 → %4 der MACs in int8</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n Knoten ausgewählt</numerusform>
            <numerusform>%n Knoten ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>in int8</source>
        <translation>in int8</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Exclude all</source>
        <translation>Alle ausschließen</translation>
    </message>
    <message>
        <source>Include all</source>
        <translation>Alle einbeziehen</translation>
    </message>
</context>
<context>
    <name>halftone::SensitivityPanel</name>
    <message>
        <source>Measure what quantizing each node alone does to the outputs: it tells which nodes to exclude first.</source>
        <translation>Messen, was das Quantisieren jedes einzelnen Knotens mit den Ausgaben macht: Das sagt, welche Knoten zuerst auszuschließen sind.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Calibrate, then measure what quantizing each node alone does to the outputs.</source>
        <translation>Kalibrieren Sie und messen Sie dann, was das Quantisieren jedes einzelnen Knotens mit den Ausgaben macht.</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren …</translation>
    </message>
    <message>
        <source>Only %1 quantized: worst output channel %2, worst output %3</source>
        <translation>Nur %1 quantisiert: schlechtester Ausgabekanal %2, schlechteste Ausgabe %3</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n Stichprobe</numerusform>
            <numerusform>%n Stichproben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>cancelled, as far as it came</source>
        <translation>abgebrochen, soweit es kam</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
    <message>
        <source>measured before the last change</source>
        <translation>gemessen vor der letzten Änderung</translation>
    </message>
    <message>
        <source>E&amp;xclude these (%1)</source>
        <translation>Diese aus&amp;schließen (%1)</translation>
    </message>
    <message>
        <source>No node stands out.</source>
        <translation>Kein Knoten sticht hervor.</translation>
    </message>
    <message>
        <source>The marked nodes stay in floating point; can be undone</source>
        <translation>Die markierten Knoten bleiben in Gleitkomma; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Neu &amp;messen</translation>
    </message>
    <message>
        <source>What the outputs shall reach: sqnr&gt;=30 (dB, worst channel), or on labelled data top1&gt;=0.99, exact&gt;=0.9, f1&gt;=0.98</source>
        <translation>Was die Ausgaben erreichen sollen: sqnr&gt;=30 (dB, schlechtester Kanal), oder auf Daten mit Etiketten top1&gt;=0.99, exact&gt;=0.9, f1&gt;=0.98</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>&amp;Find fewest</source>
        <translation>&amp;Wenigste suchen</translation>
    </message>
    <message>
        <source>Quantizes and measures again and again until the shortest list of exclusions that reaches the target is found</source>
        <translation>Quantisiert und misst immer wieder, bis die kürzeste Liste von Ausschlüssen gefunden ist, die das Ziel erreicht</translation>
    </message>
    <message>
        <source>Cancelled, the ranking stays as far as it came</source>
        <translation>Abgebrochen, die Rangfolge bleibt, soweit sie kam</translation>
    </message>
    <message>
        <source>Effect of each node on the outputs</source>
        <translation>Wirkung jedes Knotens auf die Ausgaben</translation>
    </message>
</context>
<context>
    <name>halftone::SensitivityProfile</name>
    <message>
        <source>Measuring each node</source>
        <translation>Jeder Knoten wird gemessen</translation>
    </message>
    <message>
        <source>Searching for the fewest exclusions</source>
        <translation>Die wenigsten Ausschlüsse werden gesucht</translation>
    </message>
    <message>
        <source>Exclusions for %1</source>
        <translation>Ausschlüsse für %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) excluded: %1 before, %2 after</source>
        <translation>
            <numerusform>%n Knoten ausgeschlossen: %1 vorher, %2 nachher</numerusform>
            <numerusform>%n Knoten ausgeschlossen: %1 vorher, %2 nachher</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be reached. %2</source>
        <translation>%1 ist nicht erreichbar. %2</translation>
    </message>
</context>
<context>
    <name>halftone::SliceImage</name>
    <message>
        <source>Slice as a picture</source>
        <translation>Schnitt als Bild</translation>
    </message>
</context>
<context>
    <name>halftone::StatusStrip</name>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source> %1 of %2</source>
        <translation> %1 von %2</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Calibrated on %n sample(s)</source>
        <translation>
            <numerusform>Auf %n Stichprobe kalibriert</numerusform>
            <numerusform>Auf %n Stichproben kalibriert</numerusform>
        </translation>
    </message>
    <message>
        <source>Not calibrated</source>
        <translation>Nicht kalibriert</translation>
    </message>
    <message>
        <source>refreshed in %1</source>
        <translation>erneuert in %1</translation>
    </message>
    <message>
        <source>refreshing…</source>
        <translation>wird erneuert …</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>float %1, int8 %2</source>
        <translation>Gleitkomma %1, int8 %2</translation>
    </message>
    <message numerus="yes">
        <source>⚠ %n issue(s)</source>
        <translation>
            <numerusform>⚠ %n Hinweis</numerusform>
            <numerusform>⚠ %n Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>No issues</source>
        <translation>Keine Hinweise</translation>
    </message>
    <message>
        <source>Size of the model before and after; SQNR of the outputs&apos; worst channel with everything in int8, and now; time of one run (⚠ slower than float: Issues say why)</source>
        <translation>Größe des Modells vorher und nachher; SQNR des schlechtesten Kanals der Ausgaben mit allem in int8, und jetzt; Zeit eines Laufs (⚠ langsamer als Gleitkomma: die Hinweise sagen, warum)</translation>
    </message>
</context>
<context>
    <name>halftone::SuggestDialog</name>
    <message>
        <source>Suggested exclusions</source>
        <translation>Vorgeschlagene Ausschlüsse</translation>
    </message>
    <message>
        <source>No node stands out: none loses much by itself in int8.</source>
        <translation>Kein Knoten sticht hervor: Keiner verliert in int8 für sich allein viel.</translation>
    </message>
    <message>
        <source>These nodes lose most by themselves, in their worst channel. What merely passes on the error of others is not listed.</source>
        <translation>Diese Knoten verlieren für sich allein am meisten, in ihrem schlechtesten Kanal. Was nur den Fehler anderer weitergibt, steht nicht hier.</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Worst channel</source>
        <translation>Schlechtester Kanal</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>&amp;Exclude these</source>
        <translation>Diese &amp;ausschließen</translation>
    </message>
    <message>
        <source>In int8: %1 → %2 nodes, %3 → %4 of MACs</source>
        <translation>In int8: %1 → %2 Knoten, %3 → %4 der MACs</translation>
    </message>
</context>
<context>
    <name>halftone::TensorBox</name>
    <message>
        <source>Save as .&amp;npy…</source>
        <translation>Als .&amp;npy speichern …</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Write the values as a NumPy array</source>
        <translation>Die Werte als NumPy-Array schreiben</translation>
    </message>
    <message>
        <source>Show values (%1)</source>
        <translation>Werte zeigen (%1)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Range of each index of axis %1</source>
        <translation>Bereich jedes Index der Achse %1</translation>
    </message>
    <message>
        <source>Save values</source>
        <translation>Werte speichern</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npy)</source>
        <translation>NumPy-Arrays (*.npy)</translation>
    </message>
</context>
<context>
    <name>halftone::TensorsPanel</name>
    <message>
        <source>%1: worst channel %2, whole tensor %3</source>
        <translation>%1: schlechtester Kanal %2, ganzer Tensor %3</translation>
    </message>
    <message>
        <source>Order: execution</source>
        <translation>Ordnung: Ausführung</translation>
    </message>
    <message>
        <source>Order: worst first</source>
        <translation>Ordnung: schlechteste zuerst</translation>
    </message>
    <message>
        <source>Show: activations</source>
        <translation>Zeigen: Aktivierungen</translation>
    </message>
    <message>
        <source>Show: weights</source>
        <translation>Zeigen: Gewichte</translation>
    </message>
    <message>
        <source>Signal to quantization noise ratio: 20 dB is an error of 10 %, 40 dB of 1 %.</source>
        <translation>Verhältnis von Signal zu Quantisierungsrauschen: 20 dB sind ein Fehler von 10 %, 40 dB von 1 %.</translation>
    </message>
    <message>
        <source>Calibrate to see where int8 hurts.</source>
        <translation>Kalibrieren Sie, um zu sehen, wo int8 schadet.</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren …</translation>
    </message>
    <message>
        <source>tensors, worst first</source>
        <translation>Tensoren, die schlechtesten zuerst</translation>
    </message>
    <message>
        <source>tensors in execution order</source>
        <translation>Tensoren in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>worst channel, dB</source>
        <translation>schlechtester Kanal, dB</translation>
    </message>
</context>
<context>
    <name>halftone::TimePanel</name>
    <message numerus="yes">
        <source>%1 → %2 a run on %n thread(s)</source>
        <translation>
            <numerusform>%1 → %2 je Lauf auf %n Thread</numerusform>
            <numerusform>%1 → %2 je Lauf auf %n Threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 a run on %n thread(s), float</source>
        <translation>
            <numerusform>%1 je Lauf auf %n Thread, Gleitkomma</numerusform>
            <numerusform>%1 je Lauf auf %n Threads, Gleitkomma</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it in conversions</source>
        <translation>%1 davon in Umwandlungen</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
    <message>
        <source>measured before the last change</source>
        <translation>gemessen vor der letzten Änderung</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>Rows: nodes</source>
        <translation>Zeilen: Knoten</translation>
    </message>
    <message>
        <source>Rows: operator types</source>
        <translation>Zeilen: Operatortypen</translation>
    </message>
    <message>
        <source>What a bar stands for</source>
        <translation>Wofür ein Balken steht</translation>
    </message>
    <message>
        <source>Order: longest in float</source>
        <translation>Ordnung: in Gleitkomma längste zuerst</translation>
    </message>
    <message>
        <source>Order: longest quantized</source>
        <translation>Ordnung: quantisiert längste zuerst</translation>
    </message>
    <message>
        <source>Order: least gained</source>
        <translation>Ordnung: kleinster Gewinn zuerst</translation>
    </message>
    <message>
        <source>Order: execution</source>
        <translation>Ordnung: Ausführung</translation>
    </message>
    <message>
        <source>Least gained: nodes that int8 makes slower come first</source>
        <translation>Kleinster Gewinn: Knoten, die int8 langsamer macht, kommen zuerst</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Neu &amp;messen</translation>
    </message>
    <message>
        <source>Runs the float and the quantized model a few times on the first sample, on all cores</source>
        <translation>Lässt Gleitkomma- und quantisiertes Modell einige Male auf der ersten Stichprobe laufen, auf allen Kernen</translation>
    </message>
    <message>
        <source>Time of each node</source>
        <translation>Zeit jedes Knotens</translation>
    </message>
    <message>
        <source>Measure what each node takes here. After a calibration the quantized model is measured, too.</source>
        <translation>Messen Sie, was jeder Knoten hier braucht. Nach dem Kalibrieren wird auch das quantisierte Modell gemessen.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
</context>
<context>
    <name>halftone::TimeProfile</name>
    <message>
        <source>Measuring times</source>
        <translation>Zeiten werden gemessen</translation>
    </message>
</context>
<context>
    <name>halftone::TradeOff</name>
    <message>
        <source>Evaluating recipes</source>
        <translation>Rezepte auswerten</translation>
    </message>
</context>
<context>
    <name>halftone::ValueProperties</name>
    <message>
        <source>Initializer</source>
        <translation>Initializer</translation>
    </message>
    <message>
        <source>Model input</source>
        <translation>Eingabe des Modells</translation>
    </message>
    <message>
        <source>Model output</source>
        <translation>Ausgabe des Modells</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstante</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message numerus="yes">
        <source>Over %n sample(s)</source>
        <translation>
            <numerusform>Über %n Stichprobe</numerusform>
            <numerusform>Über %n Stichproben</numerusform>
        </translation>
    </message>
    <message>
        <source>range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>nicht endlich</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>zero point</source>
        <translation>Nullpunkt</translation>
    </message>
    <message>
        <source>scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>%1 along axis %2: %3 … %4</source>
        <translation>%1 entlang Achse %2: %3 … %4</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>worst channel</source>
        <translation>schlechtester Kanal</translation>
    </message>
    <message>
        <source>%1 (channel %2)</source>
        <translation>%1 (Kanal %2)</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>made by</source>
        <translation>erzeugt von</translation>
    </message>
    <message>
        <source>read by</source>
        <translation>gelesen von</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Anmerkung</translation>
    </message>
</context>
<context>
    <name>halftone::ViewActions</name>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Go to what was selected before</source>
        <translation>Zum vorher Ausgewählten gehen</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>Go on to what was selected after</source>
        <translation>Zum danach Ausgewählten gehen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Show the graph larger</source>
        <translation>Den Graphen größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the graph smaller</source>
        <translation>Den Graphen kleiner zeigen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Show the graph at 100 %</source>
        <translation>Den Graphen mit 100 % zeigen</translation>
    </message>
    <message>
        <source>Fi&amp;t</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole graph (Space)</source>
        <translation>Den ganzen Graphen zeigen (Leertaste)</translation>
    </message>
    <message>
        <source>&amp;Horizontal</source>
        <translation>&amp;Waagrecht</translation>
    </message>
    <message>
        <source>Draw from left to right</source>
        <translation>Von links nach rechts zeichnen</translation>
    </message>
    <message>
        <source>Attrib&amp;utes</source>
        <translation>Attrib&amp;ute</translation>
    </message>
    <message>
        <source>Show attributes in nodes</source>
        <translation>Attribute in den Knoten zeigen</translation>
    </message>
    <message>
        <source>I&amp;nitializers</source>
        <translation>&amp;Initializer</translation>
    </message>
    <message>
        <source>Show weights and constants in nodes</source>
        <translation>Gewichte und Konstanten in den Knoten zeigen</translation>
    </message>
    <message>
        <source>Na&amp;mes</source>
        <translation>Na&amp;men</translation>
    </message>
    <message>
        <source>Show node names instead of operator types</source>
        <translation>Knotennamen statt Operatortypen zeigen</translation>
    </message>
    <message>
        <source>&amp;Scopes</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>Gather nodes by the parts of their names</source>
        <translation>Knoten nach Teilen ihrer Namen zusammenfassen</translation>
    </message>
    <message>
        <source>Fold &amp;Q/DQ pairs</source>
        <translation>&amp;Q/DQ-Paare falten</translation>
    </message>
    <message>
        <source>Show a quantized graph as the operators it quantizes</source>
        <translation>Einen quantisierten Graphen als die Operatoren zeigen, die er quantisiert</translation>
    </message>
    <message>
        <source>Minima&amp;p</source>
        <translation>Übersi&amp;cht</translation>
    </message>
    <message>
        <source>Show the whole graph in a corner</source>
        <translation>Den ganzen Graphen in einer Ecke zeigen</translation>
    </message>
    <message>
        <source>&amp;Docks</source>
        <translation>&amp;Docks</translation>
    </message>
    <message>
        <source>Show and hide the panels around the graph</source>
        <translation>Die Felder um den Graphen zeigen und verbergen</translation>
    </message>
    <message>
        <source>Overla&amp;y</source>
        <translation>Ein&amp;färbung</translation>
    </message>
    <message>
        <source>Colour figures onto the nodes of graph and minimap</source>
        <translation>Zahlen als Farbe auf die Knoten von Graph und Übersicht legen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Nodes keep the colour of their category only</source>
        <translation>Knoten behalten nur die Farbe ihrer Kategorie</translation>
    </message>
    <message>
        <source>Error, worst channel</source>
        <translation>Fehler, schlechtester Kanal</translation>
    </message>
    <message>
        <source>SQNR of the worst channel of what each node makes, the whole model quantized</source>
        <translation>SQNR des schlechtesten Kanals dessen, was jeder Knoten erzeugt, das ganze Modell quantisiert</translation>
    </message>
    <message>
        <source>Error, whole tensor</source>
        <translation>Fehler, ganzer Tensor</translation>
    </message>
    <message>
        <source>SQNR over all channels: an average may hide a bad channel</source>
        <translation>SQNR über alle Kanäle: Ein Mittelwert kann einen schlechten Kanal verbergen</translation>
    </message>
    <message>
        <source>Error of the node alone</source>
        <translation>Fehler des Knotens allein</translation>
    </message>
    <message>
        <source>SQNR when only this node is quantized and its inputs are exact</source>
        <translation>SQNR, wenn nur dieser Knoten quantisiert ist und seine Eingaben genau sind</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiply-accumulates of each node</source>
        <translation>Multiplizier-Addier-Operationen jedes Knotens</translation>
    </message>
    <message>
        <source>Bytes of weights</source>
        <translation>Bytes der Gewichte</translation>
    </message>
    <message>
        <source>Bytes of the constants of each node</source>
        <translation>Bytes der Konstanten jedes Knotens</translation>
    </message>
    <message>
        <source>Worst channel of the outputs when only this node is quantized</source>
        <translation>Schlechtester Kanal der Ausgaben, wenn nur dieser Knoten quantisiert ist</translation>
    </message>
    <message>
        <source>Time, float</source>
        <translation>Zeit, Gleitkomma</translation>
    </message>
    <message>
        <source>What each node takes in floating point</source>
        <translation>Was jeder Knoten in Gleitkomma braucht</translation>
    </message>
    <message>
        <source>Time, quantized</source>
        <translation>Zeit, quantisiert</translation>
    </message>
    <message>
        <source>What each node takes in the quantized model</source>
        <translation>Was jeder Knoten im quantisierten Modell braucht</translation>
    </message>
    <message>
        <source>Node data of a file</source>
        <translation>Knotendaten einer Datei</translation>
    </message>
    <message>
        <source>Numbers loaded by Graph › Load node data</source>
        <translation>Mit Graph › Knotendaten laden geladene Zahlen</translation>
    </message>
    <message>
        <source>There are no such figures yet.</source>
        <translation>Solche Zahlen gibt es noch nicht.</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is</source>
        <translation>Hell oder dunkel wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark text on a light ground</source>
        <translation>Dunkle Schrift auf hellem Grund</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light text on a dark ground</source>
        <translation>Helle Schrift auf dunklem Grund</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Language of the window; changes at once</source>
        <translation>Sprache des Fensters; wechselt sofort</translation>
    </message>
    <message>
        <source>Show or hide this panel</source>
        <translation>Dieses Feld zeigen oder verbergen</translation>
    </message>
    <message>
        <source>This is where the history begins.</source>
        <translation>Hier beginnt der Verlauf.</translation>
    </message>
    <message>
        <source>This is where the history ends.</source>
        <translation>Hier endet der Verlauf.</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist geöffnet.</translation>
    </message>
    <message>
        <source>Mouse &amp;wheel zooms</source>
        <translation>Maus&amp;rad zoomt</translation>
    </message>
    <message>
        <source>The wheel zooms at the cursor and Ctrl+wheel scrolls, instead of the other way round</source>
        <translation>Das Rad zoomt am Zeiger und Strg+Rad rollt, statt umgekehrt</translation>
    </message>
</context>
<context>
    <name>halftone::WelcomePage</name>
    <message>
        <source>See where 8-bit integers hurt an ONNX model, choose what stays float, and export it.</source>
        <translation>Sehen, wo ganze Zahlen von 8 Bit einem ONNX-Modell schaden, wählen, was Gleitkomma bleibt, und es exportieren.</translation>
    </message>
    <message>
        <source>&amp;Open a model…</source>
        <translation>Ein Modell öff&amp;nen …</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>Das &amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>A small digit detector with its calibration scenes: the first calibration is two clicks away.</source>
        <translation>Ein kleiner Ziffernerkenner mit seinen Kalibrierszenen: Das erste Kalibrieren ist zwei Klicks entfernt.</translation>
    </message>
    <message>
        <source>or drop an .onnx file anywhere</source>
        <translation>oder eine .onnx-Datei irgendwo ablegen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Recent models</source>
        <translation>Zuletzt geöffnete Modelle</translation>
    </message>
</context>
<context>
    <name>halftone::ZoomBar</name>
    <message>
        <source>Zoom to 100 % (Shift+Backspace)</source>
        <translation>Auf 100 % zoomen (Umschalt+Rücktaste)</translation>
    </message>
    <message>
        <source>Zoom out (Shift+Down)</source>
        <translation>Verkleinern (Umschalt+Unten)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in (Shift+Up)</source>
        <translation>Vergrößern (Umschalt+Oben)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole graph (Space)</source>
        <translation>Den ganzen Graphen zeigen (Leertaste)</translation>
    </message>
</context>
</TS>
