// Types of github-schema.mjs.

export interface GraphqlError {
  message: string;
  type?: string;
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

/** What the schema has to say against a query; empty when it is a good one. */
export function problemsOf(query: string): Promise<string[]>;

/** Carries out a query; members of `root` may be functions of the field's arguments. */
export function answerQuery(
  query: string,
  variables: Record<string, unknown>,
  root: object,
): Promise<{ data?: unknown; errors?: readonly GraphqlError[] }>;
