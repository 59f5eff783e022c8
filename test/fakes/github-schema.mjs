// GitHub's published GraphQL schema as a program that checks a query against it and carries it out over a world of plain objects.
import { buildSchema, execute, parse, validate } from 'graphql';

/** The published text names some fields twice, which its checks would not take. */
const published = import('@octokit/graphql-schema').then(({ schema }) =>
  buildSchema(schema.idl, { assumeValid: true, assumeValidSDL: true }),
);

/** What the schema has to say against a query; empty when it is a good one. */
export async function problemsOf(query) {
  return validate(await published, parse(query)).map(({ message }) => message);
}

/** Carries out a query; members of `root` may be functions of the field's arguments. */
export async function answerQuery(query, variables, root) {
  const problems = await problemsOf(query);
  if (problems.length > 0) return { errors: problems.map((message) => ({ message, type: 'undefinedField' })) };
  const { data, errors } = await execute({
    schema: await published,
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
