/** JSON text, or what becomes it. */
export type Written = string | Promise<string>;

/** Whether something is to be waited for; like graphql-js, content with a method `then`. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  return typeof (value as Partial<Promise<T>>).then === 'function';
}

/**
 * Joins the members of an object, some of which are waited for. This and `joinItems` take as many steps as graphql-js
 * does, so that of failures at the same time the same ones are told, in the same order.
 */
export const joinFields = (parts: readonly Written[]): Promise<string> =>
  Promise.all(parts as readonly Promise<string>[]).then(concat);

/** Unlike join(), this copies nothing: the whole answer is copied once, when it is sent. */
const concat = (texts: readonly string[]): string => {
  let whole = '';
  for (const text of texts) whole += text;
  return whole;
};

/** Joins the items of a list, some of which are waited for: Promise.all would take one step more. */
export const joinItems = (items: readonly Written[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const texts: string[] = [];
    let missing = 0;
    for (const [index, item] of items.entries()) {
      if (typeof item === 'string') {
        texts[index] = item;
        continue;
      }
      missing += 1;
      Promise.resolve(item).then((text) => {
        texts[index] = text;
        missing -= 1;
        if (missing === 0) resolve(`[${texts.join(',')}]`);
      }, reject);
    }
  });
