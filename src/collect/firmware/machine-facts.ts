// What the firmware says of the PC as a thing: maker, model, serial number, UUID. Makers leave
// placeholders in these fields, and a placeholder must never make two PCs look like one.
import {
  isPlaceholderSerial,
  isPlaceholderText,
  isPlaceholderUuid,
} from '../../record/placeholders.js';
import type { Machine } from '../../record/schema.js';
import { cleanText } from '../../text/structure-text.js';

/** The facts that firmware knows. A field is null where it is missing or a placeholder. */
export type MachineFacts = Pick<Machine, 'manufacturer' | 'model' | 'serial' | 'uuid'>;

/** The texts of one part of the PC, as they stand there. */
export interface MakerTexts {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
}

/** No facts at all. */
export const noFacts: MachineFacts = { manufacturer: null, model: null, serial: null, uuid: null };

/**
 * The facts of a PC. A PC that somebody put together has them on its mainboard only, so the board's
 * stand in where the system's are placeholders.
 * @param uuid in its usual form, in any case; null where unknown.
 */
export function machineFacts(found: {
  readonly system: MakerTexts;
  readonly board: MakerTexts;
  readonly uuid: string | null;
}): MachineFacts {
  const system = genuine(found.system);
  const board = genuine(found.board);
  const named = system.model === null ? board : system;
  return {
    manufacturer: named.manufacturer ?? system.manufacturer,
    model: named.model,
    serial: system.serial ?? board.serial,
    uuid: genuineUuid(found.uuid),
  };
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function genuine(texts: MakerTexts): MakerTexts {
  return {
    manufacturer: genuineText(texts.manufacturer),
    model: genuineText(texts.model),
    serial: genuineSerial(texts.serial),
  };
}

function genuineText(text: string | null): string | null {
  const clean = text === null ? null : cleanText(text);
  return clean === null || isPlaceholderText(clean) ? null : clean;
}

function genuineSerial(text: string | null): string | null {
  const clean = genuineText(text);
  return clean === null || isPlaceholderSerial(clean) ? null : clean;
}

function genuineUuid(text: string | null): string | null {
  const uuid = text?.trim().toLowerCase() ?? '';
  return !uuidForm.test(uuid) || isPlaceholderUuid(uuid) ? null : uuid;
}
