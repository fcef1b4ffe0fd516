// Drawing, photographs, web pages and CAD. Most of Adobe's serials are scrambled and left out; those here
// are the ones that the sources show as they are read.
import type { Product } from '../product.js';
import { type PlainSerial, plainSerials, sources } from './plain-serials.js';

const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';

const ofOpenAudit: readonly PlainSerial[] = [
  ['Adobe Acrobat 5.0', 'ProductID', `${uninstall}\\Adobe Acrobat 5.0`],
  ['Adobe Illustrator 10', 'SERIAL', 'Adobe\\Illustrator\\10\\Registration'],
  ['Adobe Photoshop 5.0 LE', 'ProductID', `${uninstall}\\Adobe Photoshop 5.0 Limited Edition`],
  ['Adobe Photoshop 7.0', 'SERIAL', 'Adobe\\Photoshop\\7.0\\Registration'],
  ['SOLIDWORKS', 'Serial Number', 'SolidWorks\\Security'],
];

const ofKeyfinder: readonly PlainSerial[] = [
  ['3ds Max 8', 'SerialNumber', 'Autodesk\\3dsmax\\8.0'],
  ['ACDSee', 'LicenseNumber', 'ACD Systems\\ACDSee\\*'],
  ['ACDSee 3', 'LicenseNumber', 'ACD Systems\\ACDSeeG'],
  // Keyfinder's Main.pas says that this one and Photoshop 7.0 are not scrambled.
  ['Adobe Photoshop Lightroom 1', 'serial_number', 'Adobe\\Lightroom\\1.0\\Registration'],
  ['Alien Skin Exposure', 'Registration Code', 'Alien Skin\\Exposure\\*'],
  ['Alien Skin Image Doctor', 'Registration Code', 'Alien Skin\\Image Doctor\\*'],
  ['Alien Skin Snap Art', 'Registration Code', 'Alien Skin\\Snap Art\\*'],
  ['Alien Skin Xenofex', 'Registration Code', 'Alien Skin\\Xenofex\\*'],
  ['Autodesk Raster Design', 'SerialNumber', 'Autodesk\\AutoCAD\\R*\\ACAD-*\\AddOns\\RasterDesign'],
  ['Autodesk Volo View', 'SerialNumber', 'Autodesk\\Volo View\\*'],
  ['Corel Paint Shop Pro', 'SerialNumber', 'Corel\\Paint Shop Pro\\*\\Installer'],
  ['Corel VideoStudio', 'Serial Number', 'Ulead Systems\\Corel VideoStudio\\*\\Installer'],
  ['CorelDRAW Graphics Suite 12', 'Serial', 'Corel\\CorelDRAW\\12.0'],
  ['CorelDRAW Graphics Suite X3', 'Serial', 'Corel\\CorelDRAW\\13.0'],
  ['CorelDRAW Graphics Suite X4', 'SerialNumber', 'Corel\\Setup\\CorelDRAW Graphics Suite 14'],
  ['Macromedia Contribute', 'Serial Number', 'Macromedia\\Contribute\\*\\Registration'],
  ['Macromedia Dreamweaver', 'Serial Number', 'Macromedia\\Dreamweaver\\*\\Registration'],
  ['Macromedia Dreamweaver 8', 'Cached Serial Number', 'Macromedia\\Dreamweaver\\8\\Registration'],
  ['Macromedia Fireworks', 'Serial Number', 'Macromedia\\Fireworks\\*\\Registration'],
  ['Macromedia Flash', 'Serial Number', 'Macromedia\\Flash\\*\\Registration'],
  ['Macromedia FreeHand', 'Serial Number', 'Macromedia\\FreeHand\\*\\Registration'],
  ['Macromedia HomeSite+', 'Serial Number', 'Macromedia\\HomeSite+\\*\\Registration'],
  ['onOne FocalPoint', 'SerialNumber', 'onOne Software\\FocalPoint *\\Registration'],
  ['onOne Mask Pro', 'SerialNumber', 'onOne Software\\Mask Pro *\\Registration'],
  ['onOne PhotoTools', 'SerialNumber', 'onOne Software\\PhotoTools *\\Registration'],
  ['RoboHelp Office X3', '', 'eHelp\\RoboHelp\\11.00\\Serial Number'],
];

/** Architecture, Electrical and the others that are made of AutoCAD name themselves beside the serial. */
const autoCads: readonly PlainSerial[] = (
  [
    ['AutoCAD 2000, 2000i or 2002', 'R15.*'],
    ['AutoCAD 2004', 'R16.0'],
    ['AutoCAD 2005', 'R16.1'],
    ['AutoCAD 2006', 'R16.2'],
    ['AutoCAD 2007', 'R17.0'],
    ['AutoCAD 2008', 'R17.1'],
    ['AutoCAD 2009', 'R17.2'],
    ['AutoCAD 2010', 'R18.0'],
    ['AutoCAD 2011', 'R18.1'],
    ['AutoCAD 2012', 'R18.2'],
    ['AutoCAD 2013 or 2014', 'R19.*'],
    ['AutoCAD 2015 or 2016', 'R20.*'],
    ['AutoCAD 2017 or later', 'R21.*', 'R22.*', 'R23.*'],
  ] as const
).map(([product, ...releases]) => [
  product,
  'SerialNumber',
  ...releases.map((release) => `Autodesk\\AutoCAD\\${release}\\ACAD-*`),
]);

const autoCadLts: readonly PlainSerial[] = (
  [
    ['98', 'R5.0'],
    ['2000', 'R2000'],
    ['2000i or 2002', 'R7', 'R8'],
    ['2004', 'R9'],
    ['2005', 'R10'],
    ['2006', 'R11'],
    ['2007', 'R12'],
    ['2008', 'R13'],
    ['2009', 'R14'],
    ['2010', 'R15'],
    ['2011', 'R16'],
    ['2012', 'R17'],
  ] as const
).map(([year, ...releases]) => [
  `AutoCAD LT ${year}`,
  'SerialNumber',
  ...releases.map((release) => `Autodesk\\AutoCAD LT\\${release}\\AC*LT-*`),
]);

const autoCad = `${sources.aspia}, up to 2012; later releases by Autodesk's list of release numbers`;

export const graphicsPrograms: readonly Product[] = [
  ...plainSerials(sources.openAudit, ofOpenAudit),
  ...plainSerials(sources.keyfinder, ofKeyfinder),
  ...plainSerials(autoCad, autoCads),
  ...plainSerials(sources.aspia, autoCadLts),
];
