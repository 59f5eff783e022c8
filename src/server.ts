// The language server's entry: talks to its client over the channel that it was started with.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { register } from './language/register';

register(createConnection(ProposedFeatures.all));
