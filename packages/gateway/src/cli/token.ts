import { parseArgs } from 'node:util';
import { signSiteToken } from '../network/issue/sign-site-token.js';
import type { Command } from './command.types.js';
import { siteKeyOf } from './directory-files.js';
import { required } from './required.js';
import { say } from './say.js';

/** `token`: a site-signed token, for development. */
export const tokenCommand: Command = {
  usage: `token --site-key FILE --sub SUB --name NAME --audience URL --jkt THUMBPRINT [--scope "case.request …"]
  Prints a token of a site, for development: in a hospital its own back end signs.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        'site-key': { type: 'string' },
        sub: { type: 'string' },
        name: { type: 'string' },
        audience: { type: 'string' },
        jkt: { type: 'string' },
        scope: { type: 'string', default: 'case.request case.consult consent.collect minutes.sign consultation.join' },
      },
    });
    const key = await siteKeyOf(required(values['site-key'], 'site-key'));
    const token = await signSiteToken(key, {
      sub: required(values.sub, 'sub'),
      name: required(values.name, 'name'),
      audience: required(values.audience, 'audience'),
      jkt: required(values.jkt, 'jkt'),
      scope: values.scope.split(' '),
    });
    say(token);
  },
};
