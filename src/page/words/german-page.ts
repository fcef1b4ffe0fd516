// The page's own labels: the English as it stands in the views, and the German. A label without German does
// not compile.
export const germanPage = {
  'Get your product keys back': 'Product Keys zurückholen',
  'Your product keys': 'Ihre Product Keys',
  '{count} backup is inside this page.': '{count} Sicherung ist in dieser Seite.',
  '{count} backups of {pcs} PCs are inside this page.':
    '{count} Sicherungen von {pcs} PCs sind in dieser Seite.',
  '{count} backups of one PC are inside this page.':
    '{count} Sicherungen eines PCs sind in dieser Seite.',
  '{count} backup came from files.': '{count} Sicherung kam aus Dateien.',
  '{count} backups came from files.': '{count} Sicherungen kamen aus Dateien.',
  'This page holds no backup. Give it one: a file that ends in .vault, or its text form.':
    'In dieser Seite ist keine Sicherung. Geben Sie ihr eine: eine Datei, die auf .vault endet, oder deren Textform.',
  'Looking at the backups …': 'Die Sicherungen werden angesehen …',
  'Choose files': 'Dateien wählen',
  'or drop them here, or paste the text form': 'oder hier ablegen, oder die Textform einfügen',
  'the pasted text': 'der eingefügte Text',
  'Other backups': 'Andere Sicherungen',
  'Not used: {name}': 'Nicht verwendet: {name}',
  'What opens them': 'Womit sie geöffnet werden',
  Passphrase: 'Passphrase',
  'Recovery code': 'Wiederherstellungscode',
  'The passphrase that the backups were made with.':
    'Die Passphrase, mit der die Sicherungen gemacht wurden.',
  'The code as it is printed. Of a code in shares: each share on a line of its own.':
    'Der Code, wie er gedruckt ist. Bei einem geteilten Code: jeder Teil in einer eigenen Zeile.',
  'Show what I type': 'Zeigen, was ich tippe',
  'Caps Lock is on': 'Die Feststelltaste ist an',
  'Caps Lock may have been on: capital and small letters differ.':
    'Vielleicht war die Feststelltaste an: Große und kleine Buchstaben sind nicht dasselbe.',
  '“{word}” is not in the list of words.': '„{word}“ steht nicht in der Wörterliste.',
  '“{word}” is not in the list of words; did you mean “{nearest}”?':
    '„{word}“ steht nicht in der Wörterliste; meinten Sie „{nearest}“?',
  Open: 'Öffnen',
  Stop: 'Abbrechen',
  'Opening the backups …': 'Die Sicherungen werden geöffnet …',
  'Making the key from the passphrase. This takes a few seconds, on a phone longer; it is what makes guessing slow.':
    'Der Schlüssel wird aus der Passphrase gemacht. Das dauert ein paar Sekunden, auf einem Telefon länger; es macht das Raten langsam.',
  '{count} s so far': 'bisher {count} s',
  Lock: 'Sperren',
  'Locked. The keys are gone from this page.':
    'Gesperrt. Die Schlüssel sind aus dieser Seite verschwunden.',
  'Locked after {count} minutes without a touch. The keys are gone from this page.':
    'Nach {count} Minuten ohne Berührung gesperrt. Die Schlüssel sind aus dieser Seite verschwunden.',
  'Locks itself after {count} minutes without a touch.':
    'Sperrt sich nach {count} Minuten ohne Berührung.',
  'Show all keys': 'Alle Schlüssel zeigen',
  'Hide all keys': 'Alle Schlüssel verbergen',
  Print: 'Drucken',
  'Keys that are hidden are printed hidden.': 'Verborgene Schlüssel werden verborgen gedruckt.',
  Show: 'Zeigen',
  Hide: 'Verbergen',
  Copy: 'Kopieren',
  Copied: 'Kopiert',
  'Show the key of {product}': 'Den Schlüssel von {product} zeigen',
  'Hide the key of {product}': 'Den Schlüssel von {product} verbergen',
  'Copy the key of {product}': 'Den Schlüssel von {product} kopieren',
  'The key of {product} is copied.': 'Der Schlüssel von {product} ist kopiert.',
  'The browser does not let this page copy. The key is shown: mark it and press Ctrl+C.':
    'Der Browser lässt diese Seite nicht kopieren. Der Schlüssel ist zu sehen: markieren und Strg+C drücken.',
  'Product key': 'Product Key',
  'hidden, ends in {end}': 'verborgen, endet auf {end}',
  'What to do': 'Was zu tun ist',
  'To have Windows again': 'So kommt Windows zurück',
  'More about it': 'Mehr dazu',
  'Sold as': 'Verkauft als',
  Beware: 'Achtung',
  Checked: 'Geprüft',
  Bought: 'Gekauft',
  'Your note': 'Ihre Notiz',
  'Found in': 'Gefunden in',
  'not recorded': 'nicht bekannt',
  'Backup of {day}': 'Sicherung vom {day}',
  '{count} PC opened.': '{count} PC geöffnet.',
  '{count} PCs opened.': '{count} PCs geöffnet.',
  'A PC without a name': 'Ein PC ohne Namen',
  'No product key was found.': 'Es wurde kein Product Key gefunden.',
  'A newer backup of this PC does not open: what only that holds is missing here.':
    'Eine neuere Sicherung dieses PCs lässt sich nicht öffnen: Was nur in ihr steht, fehlt hier.',
  Yours: 'Ihrer',
  'To look up': 'Zu suchen',
  'Of an organisation': 'Einer Organisation',
  'Of an account': 'Eines Kontos',
  "Nobody's own": 'Gehört niemandem',
  "{count} more key that is nobody's own": '{count} weiterer Schlüssel, der niemandem gehört',
  "{count} more keys that are nobody's own": '{count} weitere Schlüssel, die niemandem gehören',
  'Worth knowing': 'Gut zu wissen',
  'In detail': 'Genauer',
  'What this page promises': 'Was diese Seite verspricht',
  'It works without a network. Its policy forbids connections: it loads nothing, sends nothing and stores nothing.':
    'Sie arbeitet ohne Netz. Ihre Richtlinie verbietet Verbindungen: Sie lädt nichts, sendet nichts und speichert nichts.',
  'The policy has no say over navigation: where a link or the address bar leads is up to the browser. Nor over WebRTC, which this page takes away from itself. Extensions of the browser, and whoever else uses this PC, see what you see.':
    'Über das Wechseln zu anderen Seiten bestimmt die Richtlinie nicht: Wohin ein Link oder die Adresszeile führt, entscheidet der Browser. Auch nicht über WebRTC, das diese Seite sich selbst wegnimmt. Erweiterungen des Browsers, und wer sonst diesen PC benutzt, sehen, was Sie sehen.',
  'What was copied stays in the clipboard until something else is copied.':
    'Was kopiert wurde, bleibt in der Zwischenablage, bis etwas anderes kopiert wird.',
  'Who gave you this page could have changed it. Compare it with your own: the program tells (vault kit --verify).':
    'Wer Ihnen diese Seite gab, kann sie verändert haben. Vergleichen Sie sie mit Ihrer eigenen: Das Programm prüft es (vault kit --verify).',
} as const;

/** A label of the page. */
export type Label = keyof typeof germanPage;
