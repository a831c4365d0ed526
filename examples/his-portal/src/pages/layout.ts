import type { Site } from '@diemcau/protocol';
import type { InventedDoctor } from '@diemcau/testing/people';
import { html, type Markup } from './html.js';

/** What every page of a portal needs to know. */
export interface PageContext {
  site: Site;
  gateway: string;
  /** Thumbprint of the network key, pinned. */
  networkKey: string;
  doctor?: InventedDoctor;
}

/** A whole page. `widgets` adds the two lines by which a HIS becomes a site of the network: the script and `diemcau-network`. */
export function page(
  context: PageContext,
  {
    title,
    body,
    widgets = false,
    scripts = [],
    nav,
  }: { title: string; body: Markup; widgets?: boolean; scripts?: string[]; nav?: string },
): string {
  const { site, doctor } = context;
  const link = (href: string, words: string) =>
    html`<a href="${href}" ${nav === href ? html` aria-current="page"` : ''}>${words}</a>`;
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${site.name}</title>
        <link rel="stylesheet" href="/his/his.css" />
        ${scripts.some((src) => src.includes('jquery')) ? html`<link rel="stylesheet" href="/his/vendor/jquery-ui.css" />` : ''}
        ${widgets ? html`<script type="module" src="/diemcau/diemcau.js"></script>` : ''}
        <script type="module" src="/his/his.js"></script>
        ${scripts.map((src) => html`<script src="${src}"></script>`)}
      </head>
      <body>
        <header class="top">
          <strong>${site.name}</strong><span class="mark">HIS trình diễn – dữ liệu bịa</span>
          ${
            doctor
              ? html`<span class="who">${doctor.name} <small>${doctor.title}, ${doctor.specialty}</small></span>
                  <form method="post" action="/his/dang-xuat" data-sign-out><button>Đăng xuất</button></form>`
              : ''
          }
        </header>
        ${
          doctor
            ? html`<nav class="menu" aria-label="Chức năng">
                ${link('/his/benh-nhan', 'Danh sách bệnh nhân')}${link('/his/hoi-chan', 'Hội chẩn từ xa')}${link('/his/cua-so', 'Buồng điều trị (cửa sổ)')}${link('/his/kiem-tra', 'Kiểm tra đường truyền')}
              </nav>`
            : ''
        }
        <main>${widgets ? network(context, body) : body}</main>
      </body>
    </html>`.text;
}

/** The widgets' provider: where the gateway is, which network key is trusted, who signs our tokens. */
export function network({ gateway, networkKey }: PageContext, content: Markup): Markup {
  return html`<diemcau-network
    gateway="${gateway}"
    network-key="${networkKey}"
    token-url="/his/diemcau-token"
    locale="vi"
  >
    ${content}
  </diemcau-network>`;
}
