import { describe, expect, it } from 'vitest';
import { familyOf, familyOfName, unknownProduct } from '../../src/record/product-family.js';

describe('the family of a product', () => {
  it.each([
    ['Windows 10/11 Pro', 'windows'],
    ['Microsoft Windows XP', 'windows'],
    ['Microsoft Office Professional Plus 2010', 'office'],
    ['Office 2019', 'office'],
    ['Microsoft Visio Professional 2019', 'office'],
    ['Visio 2016', 'office'],
    ['Microsoft 365', 'office'],
    ['Microsoft Visio LTSC Professional 2021', 'office'],
    ['Microsoft Skype for Business 2016', 'office'],
    ['Microsoft Lync 2013', 'office'],
    ['Microsoft SharePoint Workspace 2010', 'office'],
    ['Microsoft Access Runtime 2010', 'office'],
    ['OfficeSuite', 'other'],
    ['Officejet 6700', 'other'],
    ['SQL Server 2019 for Windows', 'other'],
    ['RoboHelp Office X3', 'other'],
    ['Project Zomboid', 'other'],
    ['OpenOffice', 'other'],
    [unknownProduct, null],
    ['', null],
  ])('%s: %s', (name, family) => {
    expect(familyOfName(name)).toBe(family);
  });

  it('is told by the licence itself, then by its reference, then by its name', () => {
    const named = { product: 'My key', productRef: null, family: 'windows' };
    expect(familyOf(named)).toBe('windows');
    expect(familyOf({ ...named, family: 'a-later-one' })).toBe('other');
    expect(familyOf({ ...named, family: null, productRef: 'office:16.visiopro' })).toBe('office');
    expect(familyOf({ ...named, family: null, productRef: 'program:photoshop' })).toBe('other');
    expect(familyOf({ product: 'Windows 7', productRef: null })).toBe('windows');
  });
});
