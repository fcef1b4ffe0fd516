// The words that stand with a product key, by what they tell of it: data alone, the languages one after
// another. A translation of a tool, or a tool of somebody's own, needs a word here.
// docs/sources/records.md has the same words, by test.
import { keyLabels } from './key-labels.js';

/** What a label may tell. */
export type Fact =
  | 'productKey'
  | 'lastFive'
  | 'product'
  | 'title'
  | 'edition'
  | 'description'
  | 'system'
  | 'build'
  | 'systemVersion'
  | 'channel'
  | 'productId'
  | 'computer'
  | 'purchasedOn'
  | 'orderNumber'
  | 'seller'
  | 'note'
  | 'folder'
  | 'subject';

/** The words of each fact; case, blanks, hyphens and accents do not matter. */
export const labelWords: Readonly<Record<Fact, readonly string[]>> = {
  ...keyLabels,
  product: [
    ...[
      'Product Name',
      'Product',
      'Product Title',
      'Office',
      'License Name',
      'Licence Name',
      'License For',
    ],
    ...['Software', 'Software Name', 'Software Title', 'Program', 'Program Name', 'Application'],
    ...['Application Name', 'App', 'App Name', 'Display Name', 'Item', 'Item Name', 'Article'],
    ...[
      'Produktname',
      'Produkt',
      'Programm',
      'Programmname',
      'Anwendung',
      'Artikel',
      'Bezeichnung',
    ],
    ...['Produktbezeichnung', 'Lizenzname', 'Nom du produit', 'Produit', 'Logiciel', 'Programme'],
    ...['Nom du logiciel', 'Nombre del producto', 'Producto', 'Programa', 'Aplicación', 'Artículo'],
    ...['Nome prodotto', 'Nome del prodotto', 'Prodotto', 'Programma', 'Applicazione', 'Articolo'],
    ...['Productnaam', 'Toepassing', 'Nazwa produktu', 'Aplikacja', 'Nome do produto', 'Produto'],
    ...[
      'Aplicativo',
      'Название продукта',
      'Наименование',
      'Продукт',
      'Программа',
      'Назва продукту',
    ],
    ...['Název produktu', 'Produktnamn', 'Produktnavn', 'Tuotteen nimi', 'Terméknév', 'Ürün adı'],
  ],
  title: [
    'Name',
    'Title',
    'Titel',
    'Titre',
    'Nom',
    'Nombre',
    'Nome',
    'Naam',
    'Nazwa',
    'Имя',
    'Название',
  ],
  edition: [
    ...['Edition', 'Edition ID', 'SKU', 'Editie', 'Édition', 'Edición', 'Edizione', 'Edycja'],
    ...['Edição', 'Выпуск', 'Редакция', 'OA3xOriginalProductKeyDescription'],
  ],
  description: [
    ...['Description', 'License Description', 'Licence Description', 'Product Description'],
    ...['Beschreibung', 'Lizenzbeschreibung', 'Descripción', 'Descrizione', 'Beschrijving', 'Opis'],
    ...['Omschrijving', 'Descrição', 'Описание', 'Key Description'],
  ],
  system: [
    ...['OS', 'OS Name', 'OS Description', 'OS Caption', 'OS Edition', 'Caption', 'Windows Name'],
    ...['Operating System', 'Operating System Name', 'Betriebssystem', 'Betriebssystemname'],
    ...["Système d'exploitation", "Nom du système d'exploitation", 'Sistema operativo'],
    ...['Nombre del sistema operativo', 'Nome sistema operativo', 'Besturingssysteem'],
    ...['System operacyjny', 'Sistema operacional', 'Операционная система', 'Windows'],
  ],
  build: [
    ...['Build', 'Build Number', 'OS Build', 'Current Build', 'Buildnummer', 'Betriebssystembuild'],
    ...['Numéro de build', 'Número de compilación', 'Numero build', 'Numer kompilacji'],
    ...['Número da compilação', 'Номер сборки', 'Сборка ОС'],
  ],
  systemVersion: [
    ...['OS Version', 'Version', 'Software licensing service version', 'Windows Version'],
    ...['Betriebssystemversion', 'Version des Softwarelizenzierungsdiensts'],
  ],
  channel: [
    ...['Channel', 'Product Key Channel', 'Key Channel', 'License Channel', 'Licence Channel'],
    ...['Key Type', 'Product Key Type', 'Type', 'License Type', 'Licence Type', 'License Kind'],
    ...['Sales Channel', 'Activation Type', 'Kanal', 'Produktschlüsselkanal', 'Product Key-Kanal'],
    ...['Lizenztyp', 'Lizenzart', 'Typ', 'Art', 'Schlüsseltyp', 'Canal', 'Type de licence'],
    ...['Type de clé', 'Canal de la clé de produit', 'Tipo', 'Tipo de licencia', 'Tipo de clave'],
    ...['Canal de clave de producto', 'Tipo di licenza', 'Canale', 'Canale codice Product Key'],
    ...['Licentietype', 'Kanaal', 'Typ licencji', 'Kanał', 'Kanał klucza produktu'],
    ...['Tipo de licença', 'Canal da chave do produto', 'Тип', 'Тип лицензии', 'Канал'],
    ...['Канал ключа продукта'],
  ],
  productId: [
    ...['Product ID', 'PID', 'Produkt-ID', 'ID de produit', 'ID du produit', 'ID produit'],
    ...['Identifiant du produit', 'Id. del producto', 'ID de producto', 'ID prodotto'],
    ...[
      'ID del prodotto',
      'Identyfikator produktu',
      'ID do produto',
      'Код продукта',
      'ИД продукта',
    ],
  ],
  computer: [
    ...[
      'Computer',
      'Computer Name',
      'PSComputerName',
      'Hostname',
      'Host',
      'CSName',
      'PC',
      'PC Name',
    ],
    ...['Machine', 'Machine Name', 'Device', 'Device Name', 'Workstation', 'Workstation Name'],
    ...['System Name', '__SERVER', 'Server Name', 'NetBIOS Name', 'DNSHostName', 'Laptop', 'Asset'],
    ...[
      'Asset Name',
      'Node',
      'Rechner',
      'Rechnername',
      'Computername',
      'Gerät',
      'Gerätename',
      'PC-Name',
    ],
    ...['Systemname', "Nom de l'ordinateur", 'Ordinateur', 'Nom du PC', "Nom de l'appareil"],
    ...["Nom de l'hôte", 'Equipo', 'Nombre del equipo', 'Nombre de equipo', 'Nombre del PC'],
    ...['Nombre del dispositivo', 'Ordenador', 'Nome computer', 'Nome del computer', 'Nome host'],
    ...['Nome dispositivo', 'Nome del dispositivo', 'Computernaam', 'Apparaatnaam', 'Apparaat'],
    ...['Komputer', 'Nazwa komputera', 'Nazwa urządzenia', 'Computador', 'Nome do computador'],
    ...['Nome do dispositivo', 'Компьютер', 'Имя компьютера', 'Имя устройства', "Ім'я комп'ютера"],
  ],
  purchasedOn: [
    ...[
      'Purchased',
      'Purchased On',
      'Purchase Date',
      'Date of Purchase',
      'Date Purchased',
      'Bought',
    ],
    ...['Bought On', 'Order Date', 'Ordered', 'Ordered On', 'Date Ordered', 'Claimed Date'],
    ...['Invoice Date', 'Kaufdatum', 'Gekauft', 'Gekauft am', 'Bestelldatum', 'Bestellt am'],
    ...['Rechnungsdatum', "Date d'achat", 'Date de commande', 'Acheté le', 'Fecha de compra'],
    ...['Fecha del pedido', 'Fecha de pedido', 'Data di acquisto', 'Data acquisto', 'Data ordine'],
    ...["Data dell'ordine", 'Aankoopdatum', 'Besteldatum', 'Data zakupu', 'Data zamówienia'],
    ...['Data da compra', 'Data de compra', 'Data do pedido', 'Дата покупки', 'Дата заказа'],
  ],
  orderNumber: [
    ...['Order', 'Order Number', 'Order No', 'Order ID', 'Invoice', 'Invoice Number', 'Invoice No'],
    ...[
      'Bestellnummer',
      'Bestellung',
      'Bestell-Nr',
      'Auftragsnummer',
      'Rechnungsnummer',
      'Rechnung',
    ],
    ...['Numéro de commande', 'N° de commande', 'Commande', 'Número de pedido', 'Pedido'],
    ...['Numero ordine', "Numero dell'ordine", 'Ordine', 'Bestelnummer', 'Numer zamówienia'],
    ...['Zamówienie', 'Número do pedido', 'Номер заказа', 'Заказ'],
  ],
  seller: [
    ...['Seller', 'Sold By', 'Shop', 'Store', 'Dealer', 'Retailer', 'Merchant', 'Reseller'],
    ...['Bought From', 'Bought At', 'Purchased From', 'Verkäufer', 'Händler', 'Gekauft bei'],
    ...['Vendeur', 'Marchand', 'Acheté chez', 'Vendedor', 'Tienda', 'Venditore', 'Negozio'],
    ...['Verkoper', 'Winkel', 'Sprzedawca', 'Sklep', 'Loja', 'Продавец', 'Магазин'],
  ],
  note: [
    ...['Note', 'Notes', 'Comment', 'Comments', 'Remark', 'Remarks', 'Notiz', 'Notizen'],
    ...['Bemerkung', 'Bemerkungen', 'Anmerkung', 'Kommentar', 'Commentaire', 'Remarque', 'Nota'],
    ...['Notas', 'Comentario', 'Comentarios', 'Commento', 'Opmerking', 'Notitie', 'Uwagi'],
    ...['Notatka', 'Komentarz', 'Observação', 'Comentário', 'Примечание', 'Комментарий'],
  ],
  folder: ['Installation Folder', 'Install Location', 'Installationsordner'],
  subject: [
    'Subject',
    'Betreff',
    'Objet',
    'Asunto',
    'Oggetto',
    'Onderwerp',
    'Temat',
    'Assunto',
    'Тема',
  ],
};
