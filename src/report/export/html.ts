// A report for a browser or for paper, in one file that needs nothing else: the PC, its Windows, and each
// licence with what it is worth and what to do with it.
import type { Licence, RecordContent } from '../../record/schema.js';
import { toldTime } from '../../record/time.js';
import { adviceFor, windowsSteps } from '../advice.js';
import { shownKey } from '../licence-words.js';
import { knownWindows } from '../windows-version.js';
import { verdictLines } from '../verdict-words.js';
import type { ExportInput } from './export-input.js';
import { factsOf, pcName } from './exported-licence.js';
import { pagePolicy, pageStyle } from './html-style.js';
import { type Markup, markup } from './markup.js';

/** The page. */
export function htmlText({ result, now }: ExportInput): string {
  const day = now.toISOString().slice(0, 10);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ html: pagePolicy }}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Product keys</title>
<style>${{ html: pageStyle }}</style>
</head>
<body>
<h1>Product keys</h1>
<p class="plain">This page is not encrypted: whoever can read it has the keys. Exported on ${day} by product-key-vault.</p>
${result.opened.map(({ content }) => pcPart(content, now))}</body>
</html>
`;
  return page.html;
}

function pcPart(pc: RecordContent, now: Date): Markup {
  const verdict = verdictLines([pc]).map((line) => markup`<p>${line}</p>\n`);
  return markup`<section>
<h2>${pcName(pc)}</h2>
${[...verdict, stepList(windowsSteps(pc))]}<h3>The PC</h3>
${table(machineRows(pc))}<h3>Windows</h3>
${table(windowsRows(pc))}${pc.licences.map((licence, i) => licencePart(licence, pc, i + 1))}<p class="soft">Backup of ${toldTime(pc, now).slice(0, 10)}</p>
</section>
`;
}

type Row = readonly [label: string, value: string | null];

function machineRows({ machine }: RecordContent): Row[] {
  return [
    ['Name', machine.name],
    ['Made by', machine.manufacturer],
    ['Model', machine.model],
    ['Serial number', machine.serial],
    ['UUID', machine.uuid],
  ];
}

function windowsRows({ os, activation }: RecordContent): Row[] {
  return [
    ['Product', knownWindows(os)],
    ['Edition', os.edition],
    ['Version', os.version],
    ['Build', os.build],
    ['Installed', os.installedAt?.slice(0, 10) ?? null],
    ['Registered to', os.registeredOwner],
    ['Product ID', os.productId],
    ['Activation', activation?.status ?? null],
    ['Activated with', activation?.description ?? null],
  ];
}

function licencePart(licence: Licence, pc: RecordContent, entry: number): Markup {
  const { worth, steps } = adviceFor(licence, pc, { reveal: true });
  const facts = factsOf({ licence, pc, worth }).filter(([label]) => label !== 'PC');
  const key = markup`<span class="key">${shownKey(licence, { reveal: true })}</span>`;
  const rows = [
    row('Product key', key),
    ...facts.map(([label, value]) => row(label, markup`${value}`)),
    ...(steps.length === 0 ? [] : [row('What to do', stepList(steps))]),
  ];
  return markup`<article>
<h3>${`${entry}. ${licence.product}`}</h3>
<table>
${rows}</table>
</article>
`;
}

function table(rows: readonly Row[]): Markup {
  const known = rows.filter((one): one is readonly [string, string] => one[1] !== null);
  return markup`<table>\n${known.map(([label, value]) => row(label, markup`${value}`))}</table>\n`;
}

function row(label: string, value: Markup): Markup {
  return markup`<tr><th scope="row">${label}</th><td>${value}</td></tr>\n`;
}

function stepList(steps: readonly string[]): Markup {
  if (steps.length === 0) return markup``;
  return markup`<ol>${steps.map((step) => markup`<li>${step}</li>`)}</ol>\n`;
}
