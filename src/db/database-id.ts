const maxBigint = 9_223_372_036_854_775_807n;

/** Whether a text is the id of a row: a positive 64-bit integer without leading zeros. */
export const isDatabaseId = (text: string): boolean => /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= maxBigint;
