// Code in each language as it is in real trees, sound and broken.
import type { Language } from '../../../src/syntax/languages';

/** A sound text by language; each defines `Pool.take` or `pool_take`, and a second function after it. */
export const sound: Record<Language['name'], string> = {
  python: `import os

CONF = {'name': 'caf\xc3\xa9'}


class Pool(object):
    """Keeps
what is taken."""

    @property
    async def take(self, *, host: str = 'a', **kwargs) -> int:
        if (size := len(kwargs)) > 1:
            return f'{size!r:>10}'
        match host:
            case 'b':
                return 0

    def give(self, one, /, two=None):
        raise ValueError('x') from None
`,
  go: `package pool

import "fmt"

type Pool[T any] struct {
\tsize int
}

func (p *Pool[T]) take(host string) (int, error) {
\tif p.size == 0 {
\t\treturn 0, fmt.Errorf("empty: %q", host)
\t}
\treturn p.size, nil
}

func (p *Pool[T]) give() {
\tgo func() { p.size++ }()
}
`,
  c: `#include <linux/pool.h>

#define MAX(a, b) ((a) > (b) ? (a) : (b))

struct pool {
\tint size;
};

static int pool_take(struct pool *p, const char *host)
{
\tif (!p)
\t\treturn -EINVAL;
\treturn MAX(p->size, 1);
}

static void *pool_give(struct pool *p)
{
\tp->size++;
\treturn p;
}
`,
  javascript: `import { open } from './open.mjs';

export class Pool {
  #size = 0;
  async take(host, ...rest) {
    return (this.#size ??= rest.length) ? \`\${host}\` : /a[/]b/u.test(host);
  }
  *give() {
    yield* open?.();
  }
}
`,
  typescript: `import type { Host } from './host';

export abstract class Pool<T extends Host> {
  private readonly size = 0 as const satisfies number;
  take(host: T, ...rest: readonly [number, string?][]): host is T {
    return rest.length > <number>this.size;
  }
  protected give?(): asserts this;
}
`,
  yaml: `---
# jobs \xe2\x80\x99
- job: &pool
    name: pool-take
    description: |
      Takes "from
          the pool: \xe2\x86\x92
    vars: {size: 1, 'hosts': [a, b]}
- job:
    <<: *pool
    name: pool-give
    required:
    - openstack/nova
...
`,
};

/** The same with a brace, colon or parenthesis lost in the middle. */
export const broken: Record<Language['name'], string> = {
  python: sound.python.replace('if (size := len(kwargs)) > 1:', 'if (size := len(kwargs) > 1:'),
  go: sound.go.replace('if p.size == 0 {', 'if p.size == 0'),
  c: sound.c.replace('{\n\tif (!p)', '{\n\tif (!p'),
  javascript: sound.javascript.replace('take(host, ...rest) {', 'take(host, ...rest {'),
  typescript: sound.typescript.replace('number, string?][])', 'number, string?)'),
  yaml: sound.yaml.replace('    <<: *pool', '   <<: *pool'),
};
