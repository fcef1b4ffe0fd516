// What the tool says of a licence's worth, and of what to beware of, in German.
import type { Phrases } from './translate.js';

export const germanWorth: Phrases = {
  '{worth}; it does not activate Windows 10 or 11.':
    '{worth}; Windows 10 und 11 aktiviert er nicht.',
  '{worth}; it no longer activates Windows 10 or 11.':
    '{worth}; Windows 10 und 11 aktiviert er nicht mehr.',
  'A licence of a Microsoft account: it has no key, goes to whatever PC you install it on with that account, and comes back from account.microsoft.com{end}':
    'Eine Lizenz eines Microsoft-Kontos: Sie hat keinen Schlüssel, gilt für jeden PC, auf dem sie mit diesem Konto installiert wird, und kommt von account.microsoft.com zurück{end}',
  "An organisation's licence: it has no key, stays with the organisation, and is installed again by whoever looks after its PCs{end}":
    'Die Lizenz einer Organisation: Sie hat keinen Schlüssel, bleibt bei der Organisation, und wer deren PCs betreut, installiert sie wieder{end}',
  "A public key for an organisation's PCs: it is nobody's own, activates no PC elsewhere, and the organisation has to activate this one again{end}":
    'Ein öffentlicher Schlüssel für PCs einer Organisation: Er gehört niemandem, aktiviert anderswo keinen PC, und die Organisation muss diesen wieder aktivieren{end}',
  "A default key, the same on every PC with this edition: it is nobody's own and activates no other PC; the licence behind it is a digital one, which comes back by itself on the same hardware{end}":
    'Ein Standardschlüssel, auf jedem PC mit dieser Edition derselbe: Er gehört niemandem und aktiviert keinen anderen PC; dahinter steht eine digitale Lizenz, die auf derselben Hardware von selbst zurückkommt{end}',
  "A default key that this Windows does not run with: it is nobody's own, activates no PC, and needs nothing done{end}":
    'Ein Standardschlüssel, mit dem dieses Windows nicht läuft: Er gehört niemandem, aktiviert keinen PC, und es ist nichts zu tun{end}',
  "A public key, the same on every PC: it is nobody's own and activates no other PC, so look for yours in your account, on the box or in the order{end}":
    'Ein öffentlicher Schlüssel, auf jedem PC derselbe: Er gehört niemandem und aktiviert keinen anderen PC. Den eigenen suchen Sie im Konto, auf der Packung oder in der Bestellung{end}',
  "A trial that ends by itself: it is nobody's to keep, moves to no other PC, and needs nothing done{end}":
    'Eine Testversion, die von selbst endet: Niemand behält sie, sie zieht auf keinen anderen PC um, und es ist nichts zu tun{end}',
  'The check inside this key fails: it was mistyped or misread and activates nothing as it stands, and whether the right one may move to another PC depends on how it was bought, so read it again from the original{end}':
    'Die Prüfung in diesem Schlüssel schlägt fehl: Er wurde falsch getippt oder gelesen und aktiviert so nichts. Ob der richtige auf einen anderen PC umziehen darf, hängt vom Kauf ab. Lesen Sie ihn noch einmal vom Original ab{end}',
  "An organisation's key whose activations are counted: it is not yours to move to another PC, so ask the organisation before you use it again{end}":
    'Der Schlüssel einer Organisation, dessen Aktivierungen gezählt werden: Sie dürfen ihn nicht auf einen anderen PC mitnehmen. Fragen Sie die Organisation, bevor Sie ihn wieder verwenden{end}',
  "The PC's own key, which sits in its firmware: it stays with this PC, and Setup takes it by itself, without asking{end}":
    'Der eigene Schlüssel dieses PCs, in seiner Firmware: Er bleibt bei diesem PC, und das Setup nimmt ihn von selbst, ohne zu fragen{end}',
  "The maker's shared key, the same on all its PCs: it moves to no other PC, and the one to type is the key on the PC's sticker{end}":
    'Der gemeinsame Schlüssel des Herstellers, auf allen seinen PCs derselbe: Er zieht auf keinen anderen PC um; einzugeben ist der Schlüssel vom Aufkleber des PCs{end}',
  'The key was erased from this PC: whether it may move to another depends on how it was bought, so look for it on the sticker, the box or the order{end}':
    'Der Schlüssel wurde auf diesem PC gelöscht: Ob er auf einen anderen umziehen darf, hängt vom Kauf ab. Suchen Sie ihn auf dem Aufkleber, der Packung oder in der Bestellung{end}',
  'Only the product is known, not its key: whether it may move to another PC depends on how it was bought, so look for it in your account, on the sticker, the box or the order{end}':
    'Nur das Produkt ist bekannt, nicht sein Schlüssel: Ob er auf einen anderen PC umziehen darf, hängt vom Kauf ab. Suchen Sie ihn im Konto, auf dem Aufkleber, der Packung oder in der Bestellung{end}',
  'Only the last five characters are on the PC: whether it may move to another depends on how it was bought, so find the whole key by them in your account, on the box or in the order{end}':
    'Auf dem PC sind nur die letzten fünf Zeichen: Ob der Schlüssel auf einen anderen umziehen darf, hängt vom Kauf ab. Finden Sie mit ihnen den ganzen Schlüssel im Konto, auf der Packung oder in der Bestellung{end}',
  'Office keeps only the last five characters of its key: one that was sold with a PC stays with that PC, any other may move, and it comes back with the account that it was set up with, or by the whole key{end}':
    'Office behält nur die letzten fünf Zeichen seines Schlüssels: Wurde es mit einem PC verkauft, bleibt es bei diesem, sonst darf es umziehen. Es kommt mit dem Konto zurück, mit dem es eingerichtet wurde, oder mit dem ganzen Schlüssel{end}',
  'A key of Office, yours if you bought it: one that was sold with a PC stays with that PC, any other may move, and Office asks for it when you install it{end}':
    'Ein Office-Schlüssel, Ihrer, wenn Sie ihn gekauft haben: Wurde er mit einem PC verkauft, bleibt er bei diesem, sonst darf er umziehen. Office fragt beim Installieren danach{end}',
  'Sold with this PC, and printed on its sticker: it stays with this PC, and you type it when Setup asks{end}':
    'Mit diesem PC verkauft und auf seinen Aufkleber gedruckt: Er bleibt bei diesem PC, und Sie geben ihn ein, wenn das Setup fragt{end}',
  'Sold with this PC: it stays with this PC, and you type it when Setup asks, or the one on its sticker if that is another{end}':
    'Mit diesem PC verkauft: Er bleibt bei diesem PC, und Sie geben ihn ein, wenn das Setup fragt, oder den vom Aufkleber, wenn das ein anderer ist{end}',
  'Yours, and it may move to another PC, but only together with the earlier Windows that it upgraded: keep the key of that too, and type this one when Setup asks{end}':
    'Ihrer, und er darf auf einen anderen PC umziehen, aber nur zusammen mit dem früheren Windows, für das er ein Upgrade war: Behalten Sie auch dessen Schlüssel, und geben Sie diesen ein, wenn das Setup fragt{end}',
  'Bought by itself: it is yours, may move to another PC once this one no longer uses it, and you type it when Setup asks{end}':
    'Einzeln gekauft: Er ist Ihrer, darf auf einen anderen PC umziehen, sobald dieser ihn nicht mehr verwendet, und Sie geben ihn ein, wenn das Setup fragt{end}',
  'The serial of a program, yours if you bought it: whether it may move to another PC is up to its maker, and the program asks for it when you install it{end}':
    'Die Seriennummer eines Programms, Ihre, wenn Sie es gekauft haben: Ob sie auf einen anderen PC umziehen darf, bestimmt der Hersteller, und das Programm fragt beim Installieren danach{end}',
  'How it was sold is not recorded, so it may or may not move to another PC: keep it, and type it when Setup asks{end}':
    'Wie er verkauft wurde, ist nicht bekannt. Vielleicht darf er auf einen anderen PC umziehen, vielleicht nicht: Behalten Sie ihn, und geben Sie ihn ein, wenn das Setup fragt{end}',
};

/** The few words of cautions, cross-checks and channels. */
export const germanRemarks: Phrases = {
  'default key, the same on every PC': 'Standardschlüssel, auf jedem PC derselbe',
  'erased from this PC': 'auf diesem PC gelöscht',
  'its key is not in the export': 'sein Schlüssel steht nicht im Export',
  'only the end is known': 'nur das Ende ist bekannt',
  'not the key that this Windows runs with': 'nicht der Schlüssel, mit dem dieses Windows läuft',
  'belongs to an account: there is no key': 'gehört zu einem Konto: es gibt keinen Schlüssel',
  'could not be checked': 'konnte nicht geprüft werden',
  'of another edition than the one installed': 'von einer anderen Edition als der installierten',
  'also on another of your PCs': 'auch auf einem anderen Ihrer PCs',
  'does not fit: {a}, {b}, {c}': 'passt nicht: {a}, {b}, {c}',
  'does not fit: {a}, {b}': 'passt nicht: {a}, {b}',
  'does not fit: {what}': 'passt nicht: {what}',
  'last seen {day}': 'zuletzt gesehen am {day}',
  'the check inside the key': 'die Prüfung im Schlüssel',
  'the checksum beside the key': 'die Prüfsumme beim Schlüssel',
  'the group of products': 'die Produktgruppe',
  'the product id': 'die Produkt-ID',
  'the last five characters that Windows reports': 'die letzten fünf Zeichen, die Windows meldet',
  'no whole key: nothing to check': 'kein ganzer Schlüssel: nichts zu prüfen',
  'no check is possible: compare it with the sticker, box or order':
    'keine Prüfung möglich: vergleichen Sie mit Aufkleber, Packung oder Bestellung',
  '{fitting} of {made} checks fit': '{fitting} von {made} Prüfungen passen',
  '{fitting} of {made} check fits': '{fitting} von {made} Prüfung passt',
  'no key': 'kein Schlüssel',
  'typed by the owner': 'vom Besitzer eingegeben',
  'typed by the owner ({seller})': 'vom Besitzer eingegeben ({seller})',
  'bought by itself': 'einzeln gekauft',
  'bought for a PC that had an earlier Windows': 'für einen PC mit einem früheren Windows gekauft',
  'sold with the PC; older Windows do not say how':
    'mit dem PC verkauft; ältere Windows sagen nicht, wie',
  'sold with the PC, in its firmware': 'mit dem PC verkauft, in seiner Firmware',
  'sold with the PC, on its sticker': 'mit dem PC verkauft, auf seinem Aufkleber',
  "sold with the PC, on its sticker; Windows' older word for it":
    'mit dem PC verkauft, auf seinem Aufkleber; das ältere Wort von Windows dafür',
  'one key of the maker for all its PCs': 'ein Schlüssel des Herstellers für alle seine PCs',
  'of an organisation; the source does not say which kind':
    'von einer Organisation; die Quelle sagt nicht, welcher Art',
  'of an organisation, for a number of activations':
    'von einer Organisation, für eine Anzahl von Aktivierungen',
  "public: the PC asks the organisation's own KMS host":
    'öffentlich: der PC fragt den KMS-Host der Organisation',
  'a trial that ends by itself': 'eine Testversion, die von selbst endet',
};
