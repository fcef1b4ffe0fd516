// The verdict on a PC in German: each part of the tool's sentence.
import type { Phrases } from './translate.js';

export const germanVerdict: Phrases = {
  '{windows}, but Setup installs {product} first':
    '{windows}, aber das Setup installiert zuerst {product}',
  '{windows}: install the same edition, go online':
    '{windows}: dieselbe Edition installieren, ins Internet gehen',
  'your Windows comes back by itself on the same hardware':
    'Ihr Windows kommt auf derselben Hardware von selbst zurück',
  'your Windows comes back with its own key, which is here':
    'Ihr Windows kommt mit seinem eigenen Schlüssel zurück, und der ist hier',
  'your Windows needs its key, which is not here':
    'Ihr Windows braucht seinen Schlüssel, und der ist nicht hier',
  'your Windows is activated by your organisation':
    'Ihr Windows wird von Ihrer Organisation aktiviert',
  'this Windows is a trial, and ends by itself':
    'dieses Windows ist eine Testversion und endet von selbst',
  "this Windows is not activated, and its key is nobody's own":
    'dieses Windows ist nicht aktiviert, und sein Schlüssel gehört niemandem',
  'if your Windows is activated, it comes back by itself on the same hardware':
    'wenn Ihr Windows aktiviert ist, kommt es auf derselben Hardware von selbst zurück',
  '1 key is yours to keep': '1 Schlüssel gehört Ihnen',
  '{count} keys are yours to keep': '{count} Schlüssel gehören Ihnen',
  '1 must be looked up': '1 muss noch gesucht werden',
  '{count} must be looked up': '{count} müssen noch gesucht werden',
  '1 key belongs to an organisation': '1 Schlüssel gehört einer Organisation',
  '{count} keys belong to an organisation': '{count} Schlüssel gehören einer Organisation',
  '1 product belongs to an account and has no key':
    '1 Produkt gehört zu einem Konto und hat keinen Schlüssel',
  '{count} products belong to accounts and have no key':
    '{count} Produkte gehören zu Konten und haben keinen Schlüssel',
  "1 default key is nobody's own": '1 Standardschlüssel gehört niemandem',
  "{count} default keys are nobody's own": '{count} Standardschlüssel gehören niemandem',
};
