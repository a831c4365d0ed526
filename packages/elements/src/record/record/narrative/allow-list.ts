import type { Config } from 'dompurify';

/** Elements of FHIR R4 narrative (XHTML 1.0, sections 7–11 and 15 of HTML 4.0). No `a`: nothing in a record leads out of it. */
const tags = [
  ...['div', 'p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'address', 'center'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'strike', 'small', 'big', 'tt', 'sub', 'sup', 'span', 'del', 'ins'],
  ...['code', 'kbd', 'samp', 'var', 'q', 'cite', 'abbr', 'acronym', 'dfn', 'bdo'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'img'],
];

/** Neither `id`, `name`, `class` nor `style`: a narrative can neither clobber nor dress anything. */
const harmless = [
  'title',
  'lang',
  'dir',
  'colspan',
  'rowspan',
  'span',
  'scope',
  'alt',
  'width',
  'height',
  'start',
  'abbr',
];

/** The only `src` there is: a plain picture that lies in the text itself. */
export const pictureInText = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]*$/i;

/** What a narrative may hold. A picture must be in the text itself (`data:image/…`): nothing is ever requested. */
export const narrativeAllowList = {
  ALLOWED_TAGS: tags,
  ALLOWED_ATTR: [...harmless, 'src'],
  ADD_URI_SAFE_ATTR: harmless,
  ALLOWED_URI_REGEXP: pictureInText,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  ALLOW_SELF_CLOSE_IN_ATTR: false,
  KEEP_CONTENT: true,
  RETURN_DOM_FRAGMENT: true,
} as const satisfies Omit<Config, 'ALLOWED_TAGS'> & { ALLOWED_TAGS: string[] };
