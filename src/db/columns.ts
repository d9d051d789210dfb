/** The columns of a view that somebody wants; `all` where nobody says which. */
export type Columns = ReadonlySet<string> | 'all';
