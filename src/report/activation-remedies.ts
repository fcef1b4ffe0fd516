// What to do about an error of activation: one remedy serves many codes. Texts only, in the words of someone
// who does not program. docs/activation.md says the same, and names Microsoft's page for each.

const openPage =
  'Open the activation page of Settings: Windows key + R, then ms-settings:activation';
const changedHardware = 'There: Troubleshoot, "I changed hardware on this device recently".';

/** Every remedy, with its steps in their order. */
export const activationRemedies = {
  retype: [
    'Type the key again, symbol by symbol: B and 8, D and 0, G and 6 look alike.',
    'Is it of this Windows? A key of 7 or 8 activates no 10 or 11 any more, one of Office no Windows.',
    'If it is right and still refused, ask whoever sold it.',
  ],
  edition: [
    'See which edition is installed: ms-settings:activation (Windows key + R). In Windows 7: Control Panel, System.',
    'Install the edition that the key is of. Or change to it: changepk.exe /ProductKey KEY (Windows 10 and 11).',
    'Did Setup install Home, of the key in the firmware? Then type the default key of your edition first.',
  ],
  blocked: [
    'Is it a default key, or one that many PCs have? Look for your own: in your account, on the box, in the order.',
    'After a new mainboard open the activation page: Windows key + R, then ms-settings:activation',
    changedHardware,
    'If it is your own, ask whoever sold it, or call Microsoft: slui 4',
  ],
  limit: [
    'Take it off the PC that had it before, as administrator there: slmgr /upk',
    openPage,
    changedHardware,
    'If it is still refused, call Microsoft: slui 4. Microsoft gives a telephone number, or a page on the web.',
  ],
  organisation: [
    'Is the PC of an organisation? Join its network or VPN, then as administrator: slmgr /ato',
    'If it goes on, ask whoever manages the PCs there.',
    'If it is your own PC, this is a key for organisations: type your own with slmgr /ipk KEY, or in Settings.',
  ],
  'more-activations': [
    'Ask the organisation that the key is of: it gets more activations from Microsoft.',
  ],
  hardware: [
    openPage,
    changedHardware,
    'Sign in there with the Microsoft account that the licence is linked to, and choose this PC.',
    'If you have a key, type it again. A licence that was sold with the PC is gone with its board.',
  ],
  'no-key': [
    'With a digital licence: install the same edition as before, go online, and sign in.',
    'With a key: as administrator, slmgr /ipk KEY. Or on the activation page: Change product key.',
    openPage,
    'After a new mainboard, there: Troubleshoot, "I changed hardware on this device recently".',
  ],
  'upgrade-only': [
    'The key is of an upgrade: install the earlier Windows first, and start Setup from there.',
  ],
  sticker: [
    "It is the maker's shared key. Type the one that is on the PC's sticker.",
    'If that is refused: slui 4. Microsoft gives a telephone number, or a page on the web.',
  ],
  administrator: [
    'Open the command prompt as administrator: type cmd in the Start menu, right click, Run as administrator.',
  ],
  network: [
    'Is the PC online? Open a page on the web.',
    'A firewall, a proxy or a VPN may stand in the way: try another network. Then: slmgr /ato',
  ],
  clock: ['Set date, time and time zone right, go online, then as administrator: slmgr /ato'],
  later: ['Wait a day and try again, as administrator: slmgr /ato'],
  damaged: [
    'Restart the PC, then as administrator: slmgr /ato',
    'If it goes on, check the files of Windows, as administrator: sfc /scannow',
    'What is left then is to install Windows again. The key stays good.',
  ],
  'call-again': ['Read the numbers to Microsoft again, or type what it answered again: slui 4'],
  expired: ['Install the edition that you own, with its own key: a trial has none that stays.'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The name of a remedy. */
export type ActivationRemedy = keyof typeof activationRemedies;
