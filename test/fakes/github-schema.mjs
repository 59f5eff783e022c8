// GitHub's published GraphQL schema as a program that checks a query against it and carries it out over a world of plain objects.
import { readFileSync } from 'node:fs';
import { buildSchema, execute, parse, validate } from 'graphql';

let schema;

function githubSchema() {
  const text = () => readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8');
  schema ??= buildSchema(text(), { assumeValid: true, assumeValidSDL: true });
  return schema;
}

/** What the schema has to say against a query; empty when it is a good one. */
export function problemsOf(query) {
  return validate(githubSchema(), parse(query)).map(({ message }) => message);
}

/** Carries out a query; members of `root` may be functions of the field's arguments. */
export async function answerQuery(query, variables, root) {
  const problems = problemsOf(query);
  if (problems.length > 0) return { errors: problems.map((message) => ({ message, type: 'undefinedField' })) };
  const { data, errors } = await execute({
    schema: githubSchema(),
    document: parse(query),
    rootValue: root,
    variableValues: variables,
    typeResolver: (value) => value.__typename,
  });
  const typed = errors?.map(({ message, path }) => ({
    message,
    path,
    type: /^Could not resolve/.test(message) ? 'NOT_FOUND' : 'UNPROCESSABLE',
  }));
  return typed ? { data, errors: typed } : { data };
}
