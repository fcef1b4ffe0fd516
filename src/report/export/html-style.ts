// How the HTML report looks: on a screen by day and by night, on a phone, and on paper.

/** The style of the page. Its hash in {@link pagePolicy} must fit, letter for letter: a test makes it. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #bbb; --soft: #555; --back: #f4f4f4; }
@media (prefers-color-scheme: dark) { :root { --line: #555; --soft: #aaa; --back: #222; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.6rem; } h2 { border-top: 2px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
.plain { border: 1px solid var(--line); padding: .5rem .8rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); overflow-wrap: anywhere; padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: var(--back); font-weight: 600; width: 11rem; }
.key { font-family: ui-monospace, Consolas, monospace; font-size: 1.1rem; white-space: pre-wrap; }
.soft { color: var(--soft); } ol { margin: 0; padding-left: 1.2rem; }
@media (max-width: 40rem) { th { width: 7rem; } }
@media print {
  :root { color-scheme: light; --line: #888; --soft: #333; --back: #eee; }
  body { font-size: 10pt; max-width: none; padding: 0; } article { break-inside: avoid; }
}
`;

/** The page may load, run and send nothing; its own style, told by its hash, is all that it may use. */
export const pagePolicy =
  "default-src 'none'; style-src 'sha256-FgQZ/j5jUpMeKHZYRfQie4zaXTbJ5RS6zoPlQklKHPc='; base-uri 'none'; form-action 'none'";
