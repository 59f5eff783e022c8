// The language server's entry: talks to its client over the channel that it was started with.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../package.json';
import { serve } from './serve';

const host = { now: () => new Date(), environment: process.env, userAgent: `fishladder/${version}` };

serve(createConnection(ProposedFeatures.all), host);
