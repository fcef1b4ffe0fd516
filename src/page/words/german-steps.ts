// The steps that the tool tells, in German, with the words of a German Windows.
import type { Phrases } from './translate.js';

export const germanSteps: Phrases = {
  'Settings, System, Activation': 'Einstellungen, System, Aktivierung',
  'Settings, Update & Security, Activation': 'Einstellungen, Update und Sicherheit, Aktivierung',
  '{page}, Change product key': '{page}, Product Key ändern',
  'Sign in at account.microsoft.com/services with the account that bought it.':
    'Melden Sie sich unter account.microsoft.com/services mit dem Konto an, das es gekauft hat.',
  'Install it from there: no key is asked for.':
    'Installieren Sie es von dort: Nach einem Schlüssel wird nicht gefragt.',
  'Ask the organisation to install it again.':
    'Bitten Sie die Organisation, es wieder zu installieren.',
  'Ask the organisation that owns the PC to activate it.':
    'Bitten Sie die Organisation, der der PC gehört, ihn zu aktivieren.',
  'Nothing to type: your Windows comes back by itself on the same hardware.':
    'Nichts einzugeben: Ihr Windows kommt auf derselben Hardware von selbst zurück.',
  'Look for your own key in your account, on the box or in the order.':
    'Suchen Sie Ihren eigenen Schlüssel im Konto, auf der Packung oder in der Bestellung.',
  'Install the edition that you own instead, with its own key.':
    'Installieren Sie stattdessen die Edition, die Ihnen gehört, mit deren Schlüssel.',
  'Read the key again from the original, symbol by symbol (B and 8, D and 0, G and 6 look alike), and add it anew.':
    'Lesen Sie den Schlüssel noch einmal Zeichen für Zeichen vom Original ab (B und 8, D und 0, G und 6 sehen sich ähnlich), und fügen Sie ihn neu hinzu.',
  'Ask the organisation before you use it again.':
    'Fragen Sie die Organisation, bevor Sie ihn wieder verwenden.',
  'Type the key from the sticker when Setup asks, not this one.':
    'Geben Sie den Schlüssel vom Aufkleber ein, wenn das Setup fragt, nicht diesen.',
  'Look for it on the sticker, the box or the order, or ask whoever manages the PC.':
    'Suchen Sie ihn auf dem Aufkleber, der Packung oder in der Bestellung, oder fragen Sie, wer den PC betreut.',
  'Find the key in your account, on the sticker, the box or the order.':
    'Finden Sie den Schlüssel im Konto, auf dem Aufkleber, der Packung oder in der Bestellung.',
  'Find the whole key by these five characters: in your account, the box or the order.':
    'Finden Sie mit diesen fünf Zeichen den ganzen Schlüssel: im Konto, auf der Packung oder in der Bestellung.',
  'Install the earlier Windows first, or keep its key at hand.':
    'Installieren Sie zuerst das frühere Windows, oder halten Sie dessen Schlüssel bereit.',
  // entering a key
  'This key does not activate Windows 10 or 11.':
    'Dieser Schlüssel aktiviert Windows 10 und 11 nicht.',
  'Since September 2023 Microsoft no longer lets this key activate Windows 10 or 11.':
    'Seit September 2023 lässt Microsoft diesen Schlüssel Windows 10 und 11 nicht mehr aktivieren.',
  'Install the same edition and type the key when Setup asks.':
    'Installieren Sie dieselbe Edition, und geben Sie den Schlüssel ein, wenn das Setup fragt.',
  'Type it when Setup of Windows asks for it, or Office when you install it.':
    'Geben Sie ihn ein, wenn das Windows-Setup danach fragt, oder Office beim Installieren.',
  'Install the same program and type the key when it asks.':
    'Installieren Sie dasselbe Programm, und geben Sie den Schlüssel ein, wenn es fragt.',
  'Or later, as administrator: slmgr /ipk {key} and then slmgr /ato':
    'Oder später, als Administrator: slmgr /ipk {key} und danach slmgr /ato',
  'Or, as administrator: slmgr /ipk {key} and then slmgr /ato':
    'Oder, als Administrator: slmgr /ipk {key} und danach slmgr /ato',
  'Or later: {page}': 'Oder später: {page}',
  '{page}, Change product key (Windows key + R: ms-settings:activation).':
    '{page}, Product Key ändern (Windows-Taste + R: ms-settings:activation).',
  'PC settings, Activate Windows.': 'PC-Einstellungen, Windows aktivieren.',
  'Control Panel, System and Maintenance, System, Change product key.':
    'Systemsteuerung, System und Wartung, System, Product Key ändern.',
  'Control Panel, System and Security, System, Change product key.':
    'Systemsteuerung, System und Sicherheit, System, Product Key ändern.',
  'After it: {page} Type this key there.': 'Danach: {page} Diesen Schlüssel dort eingeben.',
  'To move it to another PC: on the old one, as administrator, slmgr /upk first.':
    'Um ihn auf einen anderen PC mitzunehmen: zuerst auf dem alten, als Administrator, slmgr /upk.',
  'If the new one refuses it: {page}, Troubleshoot, "I changed hardware on this device recently".':
    'Lehnt der neue ihn ab: {page}, Problembehandlung, „Ich habe kürzlich Änderungen an der Hardware dieses Geräts vorgenommen“.',
  'If that is refused, run slui 4. Microsoft gives a telephone number, or a page on the web.':
    'Wird das abgelehnt, starten Sie slui 4. Microsoft nennt eine Telefonnummer oder eine Webseite.',
  'If that is refused, choose the telephone in the wizard that it shows (Start, All Programs, Accessories, System Tools, Activate Windows).':
    'Wird das abgelehnt, wählen Sie im Assistenten, der erscheint, das Telefon (Start, Alle Programme, Zubehör, Systemprogramme, Windows aktivieren).',
  'To change the edition instead: changepk.exe /ProductKey {key}':
    'Um stattdessen die Edition zu ändern: changepk.exe /ProductKey {key}',
  'Setup takes the key in the firmware without asking, and installs {product}.':
    'Das Setup nimmt den Schlüssel in der Firmware, ohne zu fragen, und installiert {product}.',
  'Setup takes the key in the firmware without asking.':
    'Das Setup nimmt den Schlüssel in der Firmware, ohne zu fragen.',
  'For a trial, or another edition: DISM {command}':
    'Für eine Testversion oder eine andere Edition: DISM {command}',
  'DISM /Online /Get-TargetEditions tells which editions it can become.':
    'DISM /Online /Get-TargetEditions zeigt, welche Editionen möglich sind.',
  // a digital licence, and the key in the firmware
  'the same edition, {product}': 'dieselbe Edition, {product}',
  'the same edition': 'dieselbe Edition',
  'Install {edition}. If Setup asks for a key, choose "I don\'t have a product key".':
    'Installieren Sie {edition}. Fragt das Setup nach einem Schlüssel, wählen Sie „Ich habe keinen Product Key“.',
  'Go online: Windows activates by itself on the same hardware.':
    'Gehen Sie ins Internet: Windows aktiviert sich auf derselben Hardware von selbst.',
  'After a new mainboard: {page}, Troubleshoot, "I changed hardware on this device recently".':
    'Nach einem neuen Mainboard: {page}, Problembehandlung, „Ich habe kürzlich Änderungen an der Hardware dieses Geräts vorgenommen“.',
  'That works for a licence that was bought by itself and linked to your Microsoft account before. One that was sold with the PC is gone with the board.':
    'Das geht mit einer einzeln gekauften Lizenz, die vorher mit Ihrem Microsoft-Konto verknüpft war. Eine, die mit dem PC verkauft wurde, ist mit dem Mainboard verloren.',
  'Install the same edition: Setup reads the key by itself and does not ask for it.':
    'Installieren Sie dieselbe Edition: Das Setup liest den Schlüssel selbst und fragt nicht danach.',
  'After a new mainboard this key is gone: ask the maker of the PC.':
    'Nach einem neuen Mainboard ist dieser Schlüssel verloren: Fragen Sie den Hersteller des PCs.',
  'a key of that edition': 'einen Schlüssel dieser Edition',
  'the key that ends in {end}': 'den Schlüssel, der auf {end} endet',
  'Setup takes this key without asking, and installs {product}.':
    'Das Setup nimmt diesen Schlüssel, ohne zu fragen, und installiert {product}.',
  'To have {product} again: {where}, and type {what}.':
    'Um wieder {product} zu haben: {where}, und {what} eingeben.',
  'Windows says that it is not activated: this key alone does not change that.':
    'Windows sagt, dass es nicht aktiviert ist: Dieser Schlüssel allein ändert das nicht.',
  'Look for a key of your own in your account, on the sticker, the box or the order.':
    'Suchen Sie einen eigenen Schlüssel im Konto, auf dem Aufkleber, der Packung oder in der Bestellung.',
  'To have {product} again, after Setup: {where}. Type this default key, which ends in {end}.':
    'Um nach dem Setup wieder {product} zu haben: {where}. Geben Sie diesen Standardschlüssel ein, der auf {end} endet.',
  'Or before Setup: on the stick, make the text file sources\\PID.txt. Its two lines are [PID] and Value= with this key. Setup then installs {product} at once.':
    'Oder vor dem Setup: Legen Sie auf dem Stick die Textdatei sources\\PID.txt an. Ihre zwei Zeilen sind [PID] und Value= mit diesem Schlüssel. Das Setup installiert dann gleich {product}.',
  // Office
  'Install the same Office. In one of its programs: File, Account (or Help), Change Product Key.':
    'Installieren Sie dasselbe Office. In einem seiner Programme: Datei, Konto (oder Hilfe), Product Key ändern.',
  'Or, as administrator, in Program Files\\Microsoft Office\\{folder}: {line}':
    'Oder, als Administrator, in Program Files\\Microsoft Office\\{folder}: {line}',
  'And then, in the same folder: {line}': 'Und danach, im selben Ordner: {line}',
  'Sign in at account.microsoft.com/services with the account that Office was set up with.':
    'Melden Sie sich unter account.microsoft.com/services mit dem Konto an, mit dem Office eingerichtet wurde.',
  'Install it from there: a key that was redeemed once is not typed again.':
    'Installieren Sie es von dort: Ein einmal eingelöster Schlüssel wird nicht wieder eingegeben.',
  'Install {product} and type the key when it asks.':
    'Installieren Sie {product}, und geben Sie den Schlüssel ein, wenn es fragt.',
  'If it is refused, choose to activate by telephone.':
    'Wird er abgelehnt, wählen Sie die Aktivierung per Telefon.',
  'If the key was never redeemed: type it at setup.office.com. One of an organisation is typed in Office itself: File, Account, Change Product Key.':
    'Wurde der Schlüssel nie eingelöst: Geben Sie ihn unter setup.office.com ein. Einer von einer Organisation wird in Office selbst eingegeben: Datei, Konto, Product Key ändern.',
  'If no account has it: find the whole key that ends in {end}, on the box, the card or in the order.':
    'Hat ihn kein Konto: Suchen Sie den ganzen Schlüssel, der auf {end} endet, auf der Packung, der Karte oder in der Bestellung.',
};
