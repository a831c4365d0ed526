const protocol = (...files) => files.map((file) => new RegExp(`[\\\\/]protocol[\\\\/]dist[\\\\/]${file}\\.js$`));
const sdk = (...files) => files.map((file) => new RegExp(`[\\\\/]sdk[\\\\/]dist[\\\\/]${file}\\.js$`));

/** What is always loaded together, by what is loaded first; a module that two need lies in the upper one. */
const together = {
  // What a connected page loads, whatever it shows. The outbox too: what is typed after the line went must find it here.
  client: [
    ...sdk(
      'create-diemcau',
      'network/connection',
      'http/create-http',
      'offline/create-outbox',
      'offline/deposit-sealed',
    ),
    ...protocol('(?:error|http|identity|operations|signature|socket)'),
    /[\\/]idb[\\/]build[\\/]index\.js$/,
  ],
  call: [/[\\/]rtc[\\/]dist[\\/](?:index|mesh[\\/]mesh-room)\.js$/, /[\\/]simplepeer\.min\.js$/],
  cases: [
    ...protocol('(?:case-state|command)'),
    ...sdk('case/case-view', 'case/create-case-store', 'case/create-worklist-store'),
    /[\\/]fhir[\\/]dist[\\/](?:case[\\/]service-request|internal[\\/](?:person|systems|references|coded-text|extension))\.js$/,
  ],
  'case-draft': sdk('case/create-draft-store', 'case/case-request'),
  consents: sdk('consent/(?:create-consent-store|purpose-states|sign-consents|withheld-sections)'),
  records: sdk('record/(?:open-record|share-record|kept-source)'),
  'line-test-steps': sdk('consultation/(?:create-line-test-store|line-test-steps)'),
  leave: sdk('offline/(?:leave-device|destroy-rows|seal)'),
  'case-words': [/[\\/](?:case-words[\\/](?:identity|case-words\.messages)|format[\\/]initials)\.js$/],
  english: [/(?<!errors|signs)\.messages\.en\.js$|[\\/]section-names\.en\.js$/],
};
/** What asks for more than its users need of it: the indexes that pass everything on, and jose's table of all algorithms. */
const askForMore = /[\\/](?:(?:fhir|protocol)[\\/]dist[\\/](?:index|xml)|jose[\\/].*[\\/]lib[\\/]key_algorithm)\.js$/;
/** Texts that change seldom and weigh much. */
const alone = { 'worker-source': /[\\/]worker-source\.js$/ };

/**
 * Which modules lie in one file. Fewer files are fewer requests, and one file compresses better than its parts. What
 * is not named here is left to rollup, which parts what has different users.
 */
export function chunks() {
  let names;

  function sort({ getModuleIds, getModuleInfo }) {
    const all = [...getModuleIds()];
    const reachable = (starts, found = new Set()) => {
      for (const id of starts)
        if (!found.has(id) && !askForMore.test(id)) reachable(getModuleInfo(id).importedIds, found.add(id));
      return found;
    };
    const from = (...patterns) => reachable(all.filter((id) => patterns.some((pattern) => pattern.test(id))));
    const loader = from(/[\\/]loader\.js$/);
    const network = from(/[\\/]network\.define\.js$/);
    const others = all.filter((id) => id.endsWith('.define.js')).map((id) => reachable([id]));
    const users = (id) => others.filter((used) => used.has(id)).length;
    names = new Map();
    const put = (ids, name) => ids.forEach((id) => !loader.has(id) && !names.has(id) && names.set(id, name));

    for (const [name, pattern] of Object.entries(alone))
      put(
        all.filter((id) => pattern.test(id)),
        name,
      );
    put(
      all.filter((id) => network.has(id) && users(id) > 1),
      'elements',
    );
    put([...network], 'network');
    put(from(/[\\/]lit-html[\\/]directives[\\/]repeat\.js$/), 'repeat');
    put(
      all.filter((id) => users(id) > 4),
      'parts',
    );
    for (const [name, patterns] of Object.entries(together)) put(from(...patterns), name);
  }

  return (id, graph) => {
    if (!names) sort(graph);
    return names.get(id);
  };
}
