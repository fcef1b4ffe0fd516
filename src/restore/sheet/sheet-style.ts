// How sheets look: black on white, for A4 and Letter, whatever the printer; on a screen as paper on a table.

/** The style of every sheet. What a page allows is told by its hash. */
export const sheetStyle = `
@page { margin: 14mm 15mm; }
* { box-sizing: border-box; }
html { background: #e9e9e6; color: #000; }
body { font: 10pt/1.42 "Segoe UI", "Helvetica Neue", Helvetica, "Liberation Sans", Arial, sans-serif; margin: 0; }
main { margin: 0 auto; max-width: 210mm; padding: 8mm 0; }
.page { background: #fff; box-shadow: 0 1px 8px #0003; display: flex; flex-direction: column; margin: 0 auto 8mm; min-height: 279mm; padding: 15mm; }
.kind { border-bottom: 2pt solid #000; display: flex; font-size: 9pt; justify-content: space-between; letter-spacing: .04em; padding-bottom: 1.5mm; }
h1 { font-size: 24pt; font-weight: 600; letter-spacing: -.01em; line-height: 1.15; margin: 4.5mm 0 0; overflow-wrap: anywhere; }
h2 { font-size: 12pt; font-weight: 600; margin: 6mm 0 1.5mm; }
h3 { font-size: 10pt; font-weight: 600; margin: 3mm 0 .5mm; overflow-wrap: anywhere; }
p { margin: 1mm 0; } ol, ul { margin: 1mm 0; padding-left: 5.5mm; } li { margin: 1.2mm 0; padding-left: 1mm; }
.when { color: #333; font-size: 11pt; }
.mind { border: 1pt solid #000; border-radius: 2mm; margin: 4mm 0 0; padding: 2mm 3.5mm; }
.code { break-inside: avoid; margin: 5mm auto 0; text-align: center; }
.code svg { display: block; margin: 0 auto; shape-rendering: crispEdges; }
.code p { font-size: 9pt; margin: 1mm 0 0; }
.large svg { height: 116mm; width: 116mm; } .half svg { height: 101mm; width: 101mm; } .small svg { height: 62mm; width: 62mm; }
code, pre, .mono { font-family: "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Liberation Mono", Menlo, monospace; }
code { font-size: .94em; overflow-wrap: anywhere; } .line { white-space: nowrap; }
pre { font-size: 10pt; line-height: 1.3; margin: 2mm 0; white-space: pre; }
table { border-collapse: collapse; width: 100%; } th, td { padding: .5mm 0; text-align: left; vertical-align: top; }
th { color: #333; font-weight: 400; padding-right: 4mm; white-space: nowrap; width: 36mm; } td { overflow-wrap: anywhere; }
.place { break-inside: avoid; border-top: .5pt solid #999; margin-top: 1.5mm; padding-bottom: 1mm; }
.fine { font-size: 8.4pt; line-height: 1.36; } .keep { break-inside: avoid; }
.groups { display: grid; font-size: 19pt; gap: 3.5mm 4mm; grid-template-columns: repeat(4, 1fr); margin: 6mm 0 2mm; }
.ten { font-size: 16pt; grid-template-columns: repeat(5, 1fr); }
.groups div { border-bottom: .75pt solid #000; letter-spacing: .09em; padding-bottom: 1mm; text-align: center; }
.groups small { display: block; font: 7.5pt/1.2 "Liberation Sans", Arial, sans-serif; letter-spacing: 0; }
.foot { color: #333; display: flex; font-size: 8pt; justify-content: space-between; margin-top: auto; padding-top: 4mm; }
.once { background: #000; color: #fff; margin: 0 auto 8mm; padding: 4mm 15mm; }
@media screen and (max-width: 220mm) { .page { padding: 6vw; } .line { white-space: normal; } .code svg { height: auto; max-width: 100%; } pre { overflow-x: auto; } .groups { grid-template-columns: repeat(2, 1fr); } }
@media print {
  html { background: #fff; } main { max-width: none; padding: 0; } .once { display: none; }
  .page { box-shadow: none; break-after: page; margin: 0; min-height: 248mm; padding: 0; } .page:last-child { break-after: auto; }
}
`;
