// Signing for the region that the server wants. A region is told by the options, the surroundings or
// the provider's habit, and may still be another: then most servers name the right one, and the request
// is made again for it. Servers of one's own often have a name of their own (`garage`).
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#VirtualHostingBackwardsCompatibility
import type { S3Wire } from './client.js';
import { S3Failure } from './failure.js';
import { movedTo, type S3Place } from './place.js';

/** A wire, and the place as its server wants it to be asked. */
export interface SettledWire {
  readonly wire: S3Wire;
  place(): S3Place;
}

/** A server that names ever other regions is not followed further. */
const maximumMoves = 2;

/** A wire whose requests are made again, once each, for the region that the server names. */
export function inItsRegion(place: S3Place, wireFor: (place: S3Place) => S3Wire): SettledWire {
  const opened = [{ place, wire: wireFor(place) }] as [Opened, ...Opened[]];
  const current = (): Opened => opened.at(-1) ?? opened[0];
  const asked = async <T>(request: (wire: S3Wire) => Promise<T>): Promise<T> => {
    const tried = current();
    try {
      return await request(tried.wire);
    } catch (error) {
      const wanted = placeWanted(tried.place, error);
      if (wanted === null) throw error;
      // Many requests at once may learn it: the first makes the client for all of them.
      if (tried === current()) {
        if (opened.length > maximumMoves) throw error;
        opened.push({ place: wanted, wire: wireFor(wanted) });
      }
      return request(current().wire);
    }
  };
  const wire: S3Wire = {
    get: (...given) => asked((one) => one.get(...given)),
    put: (...given) => asked((one) => one.put(...given)),
    page: (...given) => asked((one) => one.page(...given)),
    remove: (...given) => asked((one) => one.remove(...given)),
    putPartNowhere: (...given) => asked((one) => one.putPartNowhere(...given)),
    putBroken: (...given) => asked((one) => one.putBroken(...given)),
    close: () => {
      for (const one of opened) one.wire.close();
    },
  };
  return { wire, place: () => current().place };
}

interface Opened {
  readonly place: S3Place;
  readonly wire: S3Wire;
}

/** A denial may name the bucket's region as well, and is no reason to ask elsewhere. */
function placeWanted(place: S3Place, error: unknown): S3Place | null {
  if (!(error instanceof S3Failure) || error.region === null) return null;
  const isAboutRegion = error.status === 400 || [301, 302, 307, 308].includes(error.status ?? 0);
  return isAboutRegion ? movedTo(place, error.region) : null;
}
