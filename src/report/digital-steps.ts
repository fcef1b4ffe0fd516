// How a Windows with a digital licence, or with a key in the firmware, is had again. The licence lies
// with Microsoft and fits this hardware: nothing is typed, unless Setup has installed the edition of
// another key in the firmware. Sources: Microsoft Support, "Activate Windows" and "Reactivating Windows
// after a hardware change"; Microsoft Learn, "Windows Setup Edition Configuration and Product ID Files".
import type { Licence } from '../record/schema.js';
import {
  type Pc,
  installedLicence,
  isActivated,
  otherEditionInFirmware,
} from './windows-return.js';
import { activationPage, windowsVersion } from './windows-version.js';

const online = 'Go online: Windows activates by itself on the same hardware.';
const newBoard = (pc: Pc): string[] => [
  `After a new mainboard: ${activationPage(pc.os.productName)}, Troubleshoot, "I changed hardware on this device recently".`,
  'That works for a licence that was bought by itself and linked to your Microsoft account before. One that was sold with the PC is gone with the board.',
];

const changeKey = (pc: Pc): string => `${activationPage(pc.os.productName)}, Change product key`;

/**
 * The steps of a digital licence.
 * @param licence its default key, null where none was found.
 */
export function digitalSteps(pc: Pc, licence: Licence | null): readonly string[] {
  if (licence !== null && isActivated(pc) === false) return notActivated;
  const firmware = otherEditionInFirmware(pc);
  if (firmware !== null && licence !== null) return despiteFirmware(pc, licence, firmware);
  const product = nameOf(pc, licence);
  const edition = product === null ? 'the same edition' : `the same edition, ${product}`;
  return [
    `Install ${edition}. If Setup asks for a key, choose "I don't have a product key".`,
    online,
    ...newBoard(pc),
  ];
}

/** The steps of the key in the firmware. */
export function firmwareSteps(pc: Pc, firmware: Licence): readonly string[] {
  if (otherEditionInFirmware(pc) === null) {
    return [
      'Install the same edition: Setup reads the key by itself and does not ask for it.',
      'After a new mainboard this key is gone: ask the maker of the PC.',
    ];
  }
  const installed = installedLicence(pc);
  const ending = installed?.lastFive ?? null;
  const wanted = pc.os.productName;
  const by = ending === null ? 'a key of that edition' : `the key that ends in ${ending}`;
  return [
    `Setup takes this key without asking, and installs ${firmware.product}.`,
    `To have ${wanted} again: ${changeKey(pc)}, and type ${by}.`,
  ];
}

const notActivated = [
  'Windows says that it is not activated: this key alone does not change that.',
  'Look for a key of your own in your account, on the sticker, the box or the order.',
] as const;

function despiteFirmware(pc: Pc, licence: Licence, firmware: Licence): readonly string[] {
  const wanted = nameOf(pc, licence) ?? licence.product;
  return [
    `Setup takes the key in the firmware without asking, and installs ${firmware.product}.`,
    `To have ${wanted} again, after Setup: ${changeKey(pc)}. Type this default key, which ends in ${licence.lastFive ?? ''}.`,
    `Or before Setup: on the stick, make the text file sources\\PID.txt. Its two lines are [PID] and Value= with this key. Setup then installs ${wanted} at once.`,
    online,
    ...newBoard(pc),
  ];
}

/** What is installed, as a person knows it: a default key is of Windows 10 and of 11. */
function nameOf({ os }: Pc, licence: Licence | null): string | null {
  return windowsVersion(os.productName) === '10-11' ? os.productName : (licence?.product ?? null);
}
