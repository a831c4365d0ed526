import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '@diemcau/protocol';
import { minutesToInsuranceXml } from '@diemcau/sdk/verify';
import {
  findSite,
  inventedCharts,
  inventedDoctors,
  inventedInsuranceXml,
  inventedRecord,
} from '@diemcau/testing/people';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { SiteKeys } from '../network/demo-keys.js';
import { casePage, lineTestPage, worklistPage } from '../pages/consultation-pages.js';
import { dialogPage } from '../pages/dialog-page.js';
import type { PageContext } from '../pages/layout.js';
import { minutesPage } from '../pages/minutes-page.js';
import { caseFormPage, patientCasePage, patientFilePage, patientListPage } from '../pages/patient-pages.js';
import { signInPage } from '../pages/sign-in.js';
import { hostCsp } from './host-csp.js';
import type { PortalStore } from './portal-store.js';
import { Sessions } from './sessions.js';
import { tokenEndpoint } from './token-endpoint.js';

/** What one hospital's portal is made of. */
export interface PortalOptions {
  site: Site;
  keys: SiteKeys;
  gateway: string;
  /** Thumbprint of the network key. */
  networkKey: string;
  store: PortalStore;
  /** Folder of `diemcau.js` and its chunks. */
  widgets: string;
  /** The moment from which the invented charts count back. */
  now: Date;
}

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json',
  '.png': 'image/png',
  '.html': 'text/html; charset=utf-8',
};

/** A small hospital information system: plain server-rendered pages with the widgets added as its vendor would. */
export function createPortal(options: PortalOptions): FastifyInstance {
  const { site, keys, gateway, store } = options;
  const app = fastify({ logger: false, forceCloseConnections: true });
  const sessions = new Sessions(site.id);
  const charts = inventedCharts.filter((chart) => chart.siteId === site.id);
  const doctors = inventedDoctors.filter((doctor) => doctor.siteId === site.id);
  const context = (request: FastifyRequest): PageContext => ({
    site,
    gateway,
    networkKey: options.networkKey,
    doctor: sessions.doctor(request),
  });

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff').header('Referrer-Policy', 'same-origin');
    const open =
      /^\/(diemcau|khung)\/|^\/his\/(dang-nhap|dang-xuat|diemcau-token|his\.|dialog\.|vendor\/)|^\/$|^\/favicon/.test(
        request.url,
      );
    if (!open && !sessions.doctor(request)) return reply.redirect('/his/dang-nhap');
  });
  const send = (reply: FastifyReply, text: string, policy: { trustedTypes?: boolean } = {}) =>
    reply
      .type(types['.html']!)
      .header('Cache-Control', 'no-store')
      .header('Content-Security-Policy', hostCsp(gateway, policy))
      .send(text);
  const chartOf = (request: FastifyRequest) =>
    charts.find((chart) => chart.person.patientId === (request.params as { patientId?: string }).patientId);

  app.get('/', async (_request, reply) => reply.redirect('/his/'));
  app.get('/his/', async (_request, reply) =>
    reply.redirect(site.level === 'upper' ? '/his/hoi-chan' : '/his/benh-nhan'),
  );
  app.get('/favicon.ico', async (_request, reply) => reply.code(204).send());

  app.get('/his/dang-nhap', async (request, reply) =>
    send(reply, signInPage({ ...context(request), doctor: undefined }, doctors)),
  );
  app.post<{ Body: { sub?: string } }>('/his/dang-nhap', async (request, reply) => {
    const doctor = doctors.find((one) => one.sub === request.body?.sub);
    if (!doctor) return reply.redirect('/his/dang-nhap');
    sessions.begin(reply, doctor);
    return reply.redirect('/his/');
  });
  app.post('/his/dang-xuat', async (request, reply) => {
    sessions.end(request, reply);
    return reply.redirect('/his/dang-nhap');
  });
  tokenEndpoint(app, { site, key: keys.signing, gateway, sessions });

  app.get('/his/benh-nhan', async (request, reply) =>
    send(reply, patientListPage(context(request), charts, store.state, options.now)),
  );
  app.get('/his/benh-nhan/:patientId', async (request, reply) => {
    const chart = chartOf(request);
    return chart
      ? send(reply, patientFilePage(context(request), chart, store.state, options.now))
      : reply.callNotFound();
  });
  app.get<{ Querystring: { nguon?: string } }>('/his/benh-nhan/:patientId/hoi-chan', async (request, reply) => {
    const chart = chartOf(request);
    return chart
      ? send(reply, caseFormPage(context(request), chart, request.query.nguon === 'xml' ? 'xml' : 'fhir', options.now))
      : reply.callNotFound();
  });
  app.get<{ Params: { caseId: string } }>('/his/benh-nhan/:patientId/hoi-chan/:caseId', async (request, reply) => {
    const chart = chartOf(request);
    return chart && uuid.test(request.params.caseId)
      ? send(reply, patientCasePage(context(request), chart, request.params.caseId))
      : reply.callNotFound();
  });
  app.post<{ Body: { caseId?: string } }>('/his/benh-nhan/:patientId/ca', async (request, reply) => {
    const chart = chartOf(request);
    const caseId = request.body?.caseId ?? '';
    if (!chart || !uuid.test(caseId) || !request.headers['x-diemcau'])
      return reply.code(400).send({ error: 'bad-request' });
    await store.addCase(caseId, chart.person.patientId);
    return { page: `/his/benh-nhan/${chart.person.patientId}/hoi-chan/${caseId}` };
  });
  app.get('/his/benh-nhan/:patientId/ho-so.json', async (request, reply) => {
    const chart = chartOf(request);
    return chart
      ? reply.type('application/fhir+json').send(JSON.stringify(inventedRecord(chart, options.now)))
      : reply.callNotFound();
  });
  app.get('/his/benh-nhan/:patientId/ho-so.xml', async (request, reply) => {
    const chart = chartOf(request);
    return chart
      ? reply.type('application/xml; charset=utf-8').send(inventedInsuranceXml(chart, { now: options.now }))
      : reply.callNotFound();
  });
  app.get<{ Params: { document: string } }>('/his/benh-nhan/:patientId/bien-ban/:document', async (request, reply) => {
    const chart = chartOf(request);
    const { document } = request.params;
    const minutes = store.state.minutes.find(
      (one) => one.documentId === document.replace(/\.(json|xml)$/, '') && one.patientId === chart?.person.patientId,
    );
    if (!chart || !minutes) return reply.callNotFound();
    if (document.endsWith('.xml')) {
      const { ok } = minutes.refused
        ? {}
        : minutesToInsuranceXml(minutes.document, {
            siteId: context(request).site.id,
            episodeLink: chart.episode.id,
            tables: 'inline',
          });
      return ok === undefined ? reply.callNotFound() : reply.type('application/xml; charset=utf-8').send(ok);
    }
    if (document.endsWith('.json'))
      return reply
        .type('application/fhir+json')
        .send(JSON.stringify({ document: minutes.document, signatures: minutes.signatures }));
    return send(
      reply,
      minutesPage(context(request), chart, minutes, (id) => findSite(id).name, options.now),
    );
  });

  app.get('/his/hoi-chan', async (request, reply) => send(reply, worklistPage(context(request))));
  app.get<{ Params: { caseId: string } }>('/his/hoi-chan/:caseId', async (request, reply) =>
    uuid.test(request.params.caseId)
      ? send(reply, casePage(context(request), request.params.caseId))
      : reply.callNotFound(),
  );
  app.get('/his/kiem-tra', async (request, reply) => send(reply, lineTestPage(context(request))));
  app.get('/his/cua-so', async (request, reply) =>
    send(reply, dialogPage(context(request), charts, store.state), { trustedTypes: false }),
  );

  files(app, '/diemcau/', options.widgets);
  files(app, '/his/', join(here, '../../public'), ['his.css', 'his.js', 'dialog.js']);
  single(app, '/his/vendor/jquery.js', require.resolve('jquery/dist/jquery.min.js'));
  single(app, '/his/vendor/jquery-ui.js', require.resolve('jquery-ui/dist/jquery-ui.min.js'));
  single(
    app,
    '/his/vendor/jquery-ui.css',
    join(dirname(require.resolve('jquery-ui/package.json')), 'dist/themes/base/jquery-ui.min.css'),
  );
  files(
    app,
    '/his/vendor/images/',
    join(dirname(require.resolve('jquery-ui/package.json')), 'dist/themes/base/images'),
  );
  frames(app, send, context);
  return app;
}

/** Serves a folder's files, or only those named. */
function files(app: FastifyInstance, prefix: string, folder: string, only?: string[]) {
  const serve = async (name: string, reply: FastifyReply) => {
    const file = normalize(join(folder, name));
    if (!file.startsWith(normalize(folder + sep))) return reply.callNotFound();
    return reply.type(types[extname(file)] ?? 'application/octet-stream').send(await readFile(file));
  };
  if (only) for (const name of only) app.get(prefix + name, async (_request, reply) => serve(name, reply));
  else
    app.get<{ Params: { '*': string } }>(`${prefix}*`, async (request, reply) =>
      serve(request.params['*'], reply).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'EISDIR') return reply.callNotFound();
        throw error;
      }),
    );
}

function single(app: FastifyInstance, path: string, file: string) {
  app.get(path, async (_request, reply) => reply.type(types[extname(file)]!).send(await readFile(file)));
}

/** `examples/iframe`: the widgets two same-origin iframes deep. */
function frames(
  app: FastifyInstance,
  send: (reply: FastifyReply, text: string) => FastifyReply,
  context: (request: FastifyRequest) => PageContext,
) {
  app.get<{ Params: { name: string } }>('/khung/:name', async (request, reply) => {
    const { name } = request.params;
    const { gateway, networkKey, site, doctor } = context(request);
    if (!doctor) return reply.redirect('/his/dang-nhap');
    if (!['manager.html', 'work.html', 'form.html'].includes(name)) return reply.callNotFound();
    const text = await readFile(join(here, '../../../iframe', name), 'utf8');
    const values: Record<string, string> = {
      gateway,
      networkKey,
      site: site.name,
      patientId: inventedCharts.find((chart) => chart.siteId === site.id)?.person.patientId ?? '',
    };
    return send(
      reply,
      text.replace(/\{\{(\w+)\}\}/g, (_whole, key: string) => values[key] ?? ''),
    );
  });
}
