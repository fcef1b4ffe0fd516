// Every command of the program: its name, its line in the help, and where it is. A command's modules are
// loaded when the command is named, so that a new one costs the others nothing at the start.
import type { CommandEntry } from './command.js';

/** The commands, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'collect',
    summary: 'show the product keys that are there; nothing is stored',
    load: async () => (await import('./commands/collect.js')).addCollectCommand,
  },
  {
    name: 'push',
    alias: 'backup',
    summary: 'back up the product keys to your places',
    load: async () => (await import('./commands/push.js')).addPushCommand,
  },
  {
    name: 'pull',
    alias: 'restore',
    summary: 'get the product keys back',
    load: async () => (await import('./commands/pull.js')).addPullCommand,
  },
  {
    name: 'list',
    summary: 'list the PCs and their backups',
    load: async () => (await import('./commands/pull.js')).addListCommand,
  },
  {
    name: 'export',
    summary: 'write the product keys out for another program',
    load: async () => (await import('./commands/export.js')).addExportCommand,
  },
  {
    name: 'explain',
    summary: 'say what an error code of activation means',
    load: async () => (await import('./commands/explain.js')).addExplainCommand,
  },
  {
    name: 'sheet',
    summary: 'write a page to print: a backup on paper',
    load: async () => (await import('./commands/sheet.js')).addSheetCommand,
  },
  {
    name: 'status',
    summary: 'show which PC is safe where',
    load: async () => (await import('./commands/status.js')).addStatusCommand,
  },
  {
    name: 'check',
    summary: 'look for damaged backups',
    load: async () => (await import('./commands/check.js')).addCheckCommand,
  },
  {
    name: 'drill',
    summary: 'rehearse: does each place alone give all keys back?',
    load: async () => (await import('./commands/check.js')).addDrillCommand,
  },
  {
    name: 'add',
    summary: 'add a key from a sticker, a box or an e-mail',
    load: async () => (await import('./commands/add.js')).addAddCommand,
  },
  {
    name: 'import',
    summary: 'add the keys that another program saved',
    load: async () => (await import('./commands/import.js')).addImportCommand,
  },
  {
    name: 'edit',
    summary: 'correct what a backup says of a key',
    load: async () => (await import('./commands/edit.js')).addEditCommand,
  },
  {
    name: 'remove-key',
    summary: 'leave a key out of the backups from now on',
    load: async () => (await import('./commands/edit.js')).addRemoveKeyCommand,
  },
  {
    name: 'kit',
    summary: 'put all that gives the keys back onto a stick',
    load: async () => (await import('./commands/kit.js')).addKitCommand,
  },
  {
    name: 'sync',
    summary: 'bring every place to hold all backups',
    load: async () => (await import('./commands/sync.js')).addSyncCommand,
  },
  {
    name: 'prune',
    summary: 'remove old backups, keep the newest of each PC',
    load: async () => (await import('./commands/prune.js')).addPruneCommand,
  },
  {
    name: 'forget',
    summary: 'remove all backups of one PC',
    load: async () => (await import('./commands/forget.js')).addForgetCommand,
  },
  {
    name: 'passphrase',
    summary: 'change the passphrase, or let this PC remember it',
    load: async () => (await import('./commands/passphrase.js')).addPassphraseCommand,
  },
  {
    name: 'recovery',
    summary: 'make or check a code that opens the backups, too',
    load: async () => (await import('./commands/recovery.js')).addRecoveryCommand,
  },
  {
    name: 'schedule',
    summary: 'let this PC push by itself',
    load: async () => (await import('./commands/schedule.js')).addScheduleCommand,
  },
  {
    name: 'target',
    alias: 'place',
    summary: 'add, list, remove or test your places',
    load: async () => (await import('./commands/target.js')).addTargetCommand,
  },
  {
    name: 'doctor',
    summary: 'look whether everything is as it should be',
    load: async () => (await import('./commands/doctor.js')).addDoctorCommand,
  },
  {
    name: 'completion',
    summary: 'let your shell complete commands and flags',
    load: async () => (await import('./commands/completion.js')).completionOf(commandTable),
  },
];
