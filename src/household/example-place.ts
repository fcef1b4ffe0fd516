// The place that examples and hints name: a folder on a stick, as a person with Windows would type it.

/** A folder on a stick. */
export const exampleStick = 'E:\\product-key-vault';
