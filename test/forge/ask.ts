// Asks one address as the product does, in a process of its own, whose environment may name certificates; prints what came of it as JSON.
import { ForgeError } from '../../src/review/error';
import { createHttp } from '../../src/review/http';

const http = createHttp({ userAgent: 'fishladder/test' });
http.json(new URL(process.argv[2] ?? ''), AbortSignal.timeout(20_000)).then(
  ({ data }) => console.log(JSON.stringify({ data })),
  (error: unknown) => {
    if (!(error instanceof ForgeError)) throw error;
    console.log(JSON.stringify({ code: error.code, message: error.message, next: error.next }));
  },
);
