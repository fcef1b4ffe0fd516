// The places on a sheet: whole paths, and each place once, by its name in the config where it has one.
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { placesOnPaper } from '../../../src/cli/terminal/places-on-paper.js';
import { emptyConfig } from '../../../src/household/config.js';
import { type Place, configuredPlace, typedPlace } from '../../../src/household/places.js';

const path = resolve('kit');
const id = '0123456789abcdef0123456789abcdef';
const kept = (): Place => configuredPlace({ name: 'stick', kind: 'directory', path, id });
const typed = (name: string): Place => {
  return { name, adHoc: true, fault: null, ...typedPlace(name, emptyConfig) };
};

it.each([
  ['typed', () => [typed('./kit')], [`folder ${path}`]],
  ['typed in two ways', () => [typed('./kit'), typed(path)], [`folder ${path}`]],
  ['kept and typed', () => [kept(), typed('./kit')], ['stick']],
  ['two', () => [kept(), typed('./other')], ['stick', `folder ${resolve('other')}`]],
])('a place that is %s stands on paper once, whole', async (_, places, names) => {
  const papers = await placesOnPaper(places());
  expect(papers.map(({ name }) => name)).toEqual(names);
  expect(papers[0]?.facts).toEqual([['folder', path]]);
  expect(papers[0]?.line).toContain(path);
});
