import type { Leaf } from './leaves.ts';

/** How a value reaches the service. Inside of a variable or a default everything is spelled out. */
export type Delivery = 'literal' | 'variable' | 'default' | 'absent' | 'null' | 'wrong type';

/** A value for an argument, an input field or an item of a list, of the type `type`. */
export interface Value {
  readonly type: string;
  readonly delivery: Delivery;
  readonly content:
    Leaf | { readonly items: readonly Value[] } | { readonly fields: readonly (readonly [string, Value])[] };
}

/** A directive as it is written. */
export interface Directive {
  readonly name: string;
  readonly condition: Value | null;
}

export interface FieldPlan {
  readonly kind: 'field';
  readonly name: string;
  readonly args: readonly (readonly [string, Value])[];
  readonly alias: boolean;
  readonly directives: readonly Directive[];
  readonly items: readonly ItemPlan[];
}

export interface FragmentPlan {
  readonly kind: 'inline' | 'named' | 'cyclic';
  readonly on: string | null;
  readonly directives: readonly Directive[];
  readonly items: readonly ItemPlan[];
}

export type ItemPlan = FieldPlan | FragmentPlan;

/** What the limits of the service (docs/limits.md) let pass; beyond it, items are left out. */
const most = { aliases: 28, directives: 8, characters: 4_000 } as const;

/** A document with the JSON text of its variables. */
export interface WrittenDocument {
  readonly query: string;
  readonly variables: string;
}

const json = ({ content }: Value): string => {
  if ('json' in content) return content.json;
  if ('items' in content) return `[${content.items.map(json).join(',')}]`;
  return `{${content.fields.map(([name, value]) => `${JSON.stringify(name)}:${json(value)}`).join(',')}}`;
};

/** Without variables; null: it cannot be written as a literal. */
const constant = ({ content }: Value): string | null => {
  if ('json' in content) return content.literal;
  const parts =
    'items' in content
      ? content.items.map(constant)
      : content.fields.map(([name, value]) => named(name, constant(value)));
  if (parts.includes(null)) return null;
  return 'items' in content ? `[${parts.join(' ')}]` : `{ ${parts.join(' ')} }`;
};

const named = (name: string, literal: string | null): string | null =>
  literal === null ? null : `${name}: ${literal}`;

/** Writes a plan as a document. What would make two fields of one name collide gets an alias. */
export class DocumentWriter {
  readonly #definitions: string[] = [];
  readonly #variables: string[] = [];
  readonly #fragments: string[] = [];
  #aliases = 0;
  #directives = 0;
  #characters = 0;

  write(operation: string, items: readonly ItemPlan[]): WrittenDocument {
    const selection = this.#selection(items, false);
    const variables = this.#definitions.length === 0 ? '' : `(${this.#definitions.join(', ')})`;
    return {
      query: [`${operation} Fuzz${variables} ${selection}`, ...this.#fragments].join('\n'),
      variables: `{${this.#variables.join(',')}}`,
    };
  }

  #selection(items: readonly ItemPlan[], colliding: boolean): string {
    const written = items.map((item) => (item.kind === 'field' ? this.#field(item, colliding) : this.#fragment(item)));
    return `{ ${written.join(' ').trim() || '__typename'} }`;
  }

  #field({ name, args, alias, directives, items }: FieldPlan, colliding: boolean): string {
    let prefix = '';
    if (alias || args.length > 0 || colliding) {
      if (this.#aliases === most.aliases || this.#characters > most.characters) return '';
      prefix = `a${this.#aliases++}: `;
    }
    const list = args.map(([argument, value]) => `${argument}: ${this.#value(value)}`);
    const head = `${prefix}${name}${list.length === 0 ? '' : `(${list.join(', ')})`}${this.#written(directives)}`;
    this.#characters += head.length;
    return items.length === 0 ? head : `${head} ${this.#selection(items, false)}`;
  }

  #fragment({ kind, on, directives, items }: FragmentPlan): string {
    const suffix = this.#written(directives);
    // Fields of different types may have one name in different fragments of an interface.
    const selection = this.#selection(items, true);
    if (kind === 'inline' || on === null) return `...${on === null ? '' : ` on ${on}`}${suffix} ${selection}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(
      `fragment ${name} on ${on} ${kind === 'cyclic' ? selection.replace('{', `{ ...${name}`) : selection}`,
    );
    return `...${name}${suffix}`;
  }

  #written(directives: readonly Directive[]): string {
    return directives
      .map(({ name, condition }) => {
        if (this.#directives === most.directives) return '';
        this.#directives += 1;
        return ` @${name}${condition === null ? '' : `(if: ${this.#value(condition)})`}`;
      })
      .join('');
  }

  #value(value: Value): string {
    const { content, delivery } = value;
    if (delivery === 'literal') {
      if ('json' in content && content.literal !== null) return content.literal;
      if ('items' in content && content.items.length <= 10)
        return `[${content.items.map((item) => this.#value(item)).join(' ')}]`;
      if ('fields' in content)
        return `{ ${content.fields.map(([name, field]) => `${name}: ${this.#value(field)}`).join(' ')} }`;
    }
    return this.#variable(value);
  }

  #variable(value: Value): string {
    const name = `v${this.#definitions.length}`;
    const literal = value.delivery === 'default' ? constant(value) : null;
    const type = value.delivery === 'wrong type' ? 'Boolean' : value.type;
    this.#definitions.push(`$${name}: ${type}${literal === null ? '' : ` = ${literal}`}`);
    const sent =
      value.delivery === 'null' ? 'null' : value.delivery === 'absent' || literal !== null ? null : json(value);
    if (sent !== null) this.#variables.push(`"${name}":${sent}`);
    return `$${name}`;
  }
}
