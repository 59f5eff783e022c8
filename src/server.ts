// The language server's entry: talks to its client over the channel that it was started with.

import { version } from '../package.json';
import { anonymous } from './review/credentials';
import { direct } from './review/route';
import { serveChannel } from './serve';

serveChannel({
  now: () => new Date(),
  environment: process.env,
  credentials: anonymous,
  routes: direct,
  userAgent: `fishladder/${version}`,
});
