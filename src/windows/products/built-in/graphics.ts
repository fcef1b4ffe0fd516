// Drawing, photographs, web pages and CAD. Most of Adobe's serials are scrambled and left out; those here
// are the ones that the sources show as they are read.
import type { BuiltInProduct } from '../product.js';
import { type PlainSerial, plainSerials, sources } from './plain-serials.js';

const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';

const ofOpenAudit: readonly PlainSerial[] = [
  ['adobe-acrobat-5.0', 'Adobe Acrobat 5.0', 'ProductID', `${uninstall}\\Adobe Acrobat 5.0`],
  [
    'adobe-illustrator-10',
    'Adobe Illustrator 10',
    'SERIAL',
    'Adobe\\Illustrator\\10\\Registration',
  ],
  [
    'adobe-photoshop-5.0-le',
    'Adobe Photoshop 5.0 LE',
    'ProductID',
    `${uninstall}\\Adobe Photoshop 5.0 Limited Edition`,
  ],
  ['adobe-photoshop-7.0', 'Adobe Photoshop 7.0', 'SERIAL', 'Adobe\\Photoshop\\7.0\\Registration'],
  ['solidworks', 'SOLIDWORKS', 'Serial Number', 'SolidWorks\\Security'],
];

const ofKeyfinder: readonly PlainSerial[] = [
  ['3ds-max-8', '3ds Max 8', 'SerialNumber', 'Autodesk\\3dsmax\\8.0'],
  ['acdsee', 'ACDSee', 'LicenseNumber', 'ACD Systems\\ACDSee\\*'],
  ['acdsee-3', 'ACDSee 3', 'LicenseNumber', 'ACD Systems\\ACDSeeG'],
  // Keyfinder's Main.pas says that this one and Photoshop 7.0 are not scrambled.
  [
    'adobe-photoshop-lightroom-1',
    'Adobe Photoshop Lightroom 1',
    'serial_number',
    'Adobe\\Lightroom\\1.0\\Registration',
  ],
  ['alien-skin-exposure', 'Alien Skin Exposure', 'Registration Code', 'Alien Skin\\Exposure\\*'],
  [
    'alien-skin-image-doctor',
    'Alien Skin Image Doctor',
    'Registration Code',
    'Alien Skin\\Image Doctor\\*',
  ],
  ['alien-skin-snap-art', 'Alien Skin Snap Art', 'Registration Code', 'Alien Skin\\Snap Art\\*'],
  ['alien-skin-xenofex', 'Alien Skin Xenofex', 'Registration Code', 'Alien Skin\\Xenofex\\*'],
  [
    'autodesk-raster-design',
    'Autodesk Raster Design',
    'SerialNumber',
    'Autodesk\\AutoCAD\\R*\\ACAD-*\\AddOns\\RasterDesign',
  ],
  ['autodesk-volo-view', 'Autodesk Volo View', 'SerialNumber', 'Autodesk\\Volo View\\*'],
  [
    'corel-paint-shop-pro',
    'Corel Paint Shop Pro',
    'SerialNumber',
    'Corel\\Paint Shop Pro\\*\\Installer',
  ],
  [
    'corel-videostudio',
    'Corel VideoStudio',
    'Serial Number',
    'Ulead Systems\\Corel VideoStudio\\*\\Installer',
  ],
  [
    'coreldraw-graphics-suite-12',
    'CorelDRAW Graphics Suite 12',
    'Serial',
    'Corel\\CorelDRAW\\12.0',
  ],
  [
    'coreldraw-graphics-suite-x3',
    'CorelDRAW Graphics Suite X3',
    'Serial',
    'Corel\\CorelDRAW\\13.0',
  ],
  [
    'coreldraw-graphics-suite-x4',
    'CorelDRAW Graphics Suite X4',
    'SerialNumber',
    'Corel\\Setup\\CorelDRAW Graphics Suite 14',
  ],
  [
    'macromedia-contribute',
    'Macromedia Contribute',
    'Serial Number',
    'Macromedia\\Contribute\\*\\Registration',
  ],
  [
    'macromedia-dreamweaver',
    'Macromedia Dreamweaver',
    'Serial Number',
    'Macromedia\\Dreamweaver\\*\\Registration',
  ],
  [
    'macromedia-dreamweaver-8',
    'Macromedia Dreamweaver 8',
    'Cached Serial Number',
    'Macromedia\\Dreamweaver\\8\\Registration',
  ],
  [
    'macromedia-fireworks',
    'Macromedia Fireworks',
    'Serial Number',
    'Macromedia\\Fireworks\\*\\Registration',
  ],
  ['macromedia-flash', 'Macromedia Flash', 'Serial Number', 'Macromedia\\Flash\\*\\Registration'],
  [
    'macromedia-freehand',
    'Macromedia FreeHand',
    'Serial Number',
    'Macromedia\\FreeHand\\*\\Registration',
  ],
  [
    'macromedia-homesite-plus',
    'Macromedia HomeSite+',
    'Serial Number',
    'Macromedia\\HomeSite+\\*\\Registration',
  ],
  [
    'onone-focalpoint',
    'onOne FocalPoint',
    'SerialNumber',
    'onOne Software\\FocalPoint *\\Registration',
  ],
  ['onone-mask-pro', 'onOne Mask Pro', 'SerialNumber', 'onOne Software\\Mask Pro *\\Registration'],
  [
    'onone-phototools',
    'onOne PhotoTools',
    'SerialNumber',
    'onOne Software\\PhotoTools *\\Registration',
  ],
  ['robohelp-office-x3', 'RoboHelp Office X3', '', 'eHelp\\RoboHelp\\11.00\\Serial Number'],
];

/** Architecture, Electrical and the others that are made of AutoCAD name themselves beside the serial. */
const autoCads: readonly PlainSerial[] = (
  [
    ['autocad-2000-2000i-or-2002', 'AutoCAD 2000, 2000i or 2002', 'R15.*'],
    ['autocad-2004', 'AutoCAD 2004', 'R16.0'],
    ['autocad-2005', 'AutoCAD 2005', 'R16.1'],
    ['autocad-2006', 'AutoCAD 2006', 'R16.2'],
    ['autocad-2007', 'AutoCAD 2007', 'R17.0'],
    ['autocad-2008', 'AutoCAD 2008', 'R17.1'],
    ['autocad-2009', 'AutoCAD 2009', 'R17.2'],
    ['autocad-2010', 'AutoCAD 2010', 'R18.0'],
    ['autocad-2011', 'AutoCAD 2011', 'R18.1'],
    ['autocad-2012', 'AutoCAD 2012', 'R18.2'],
    ['autocad-2013-or-2014', 'AutoCAD 2013 or 2014', 'R19.*'],
    ['autocad-2015-or-2016', 'AutoCAD 2015 or 2016', 'R20.*'],
    ['autocad-2017-or-later', 'AutoCAD 2017 or later', 'R21.*', 'R22.*', 'R23.*'],
  ] as const
).map(([id, product, ...releases]) => [
  id,
  product,
  'SerialNumber',
  ...releases.map((release) => `Autodesk\\AutoCAD\\${release}\\ACAD-*`),
]);

const autoCadLts: readonly PlainSerial[] = (
  [
    ['autocad-lt-98', '98', 'R5.0'],
    ['autocad-lt-2000', '2000', 'R2000'],
    ['autocad-lt-2000i-or-2002', '2000i or 2002', 'R7', 'R8'],
    ['autocad-lt-2004', '2004', 'R9'],
    ['autocad-lt-2005', '2005', 'R10'],
    ['autocad-lt-2006', '2006', 'R11'],
    ['autocad-lt-2007', '2007', 'R12'],
    ['autocad-lt-2008', '2008', 'R13'],
    ['autocad-lt-2009', '2009', 'R14'],
    ['autocad-lt-2010', '2010', 'R15'],
    ['autocad-lt-2011', '2011', 'R16'],
    ['autocad-lt-2012', '2012', 'R17'],
  ] as const
).map(([id, year, ...releases]) => [
  id,
  `AutoCAD LT ${year}`,
  'SerialNumber',
  ...releases.map((release) => `Autodesk\\AutoCAD LT\\${release}\\AC*LT-*`),
]);

const autoCad = `${sources.aspia}, up to 2012; later releases by Autodesk's list of release numbers`;

export const graphicsPrograms: readonly BuiltInProduct[] = [
  ...plainSerials(sources.openAudit, ofOpenAudit),
  ...plainSerials(sources.keyfinder, ofKeyfinder),
  ...plainSerials(autoCad, autoCads),
  ...plainSerials(sources.aspia, autoCadLts),
];
