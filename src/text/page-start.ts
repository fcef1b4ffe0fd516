// By what the markup of a web page, or a fragment of one, is told from other markup: a tag of a page.

const tags =
  '!doctype|html|head|body|meta|title|style|script|table|t[rdh]|div|section|article|main|h[1-6]|p|br|hr|span|font|center|pre|code|kbd|samp|[bui]|em|strong|mark|a|ul|ol|li|input|button|label';

/** Where in a text a page begins. */
export const startOfPage = new RegExp(`<(?:${tags})(?=[\\s>/])`, 'i');

const startsAsXml = new RegExp(`^[\\s\\ufeff]*<(?:\\?xml\\b|(?!(?:${tags})[\\s>/])[a-z])`, 'i');

/** Whether a text is markup of another kind than a page. */
export function isXml(text: string): boolean {
  return startsAsXml.test(text);
}
