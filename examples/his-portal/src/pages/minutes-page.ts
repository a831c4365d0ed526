import { birthDate, type Chart } from '@diemcau/testing/people';
import type { StoredMinutes } from '../portal/portal-store.js';
import { html, type Markup } from './html.js';
import { page, type PageContext } from './layout.js';
import { ageText, dateText, refusalText, timeBefore } from './words.js';

interface Section {
  title?: string;
  text?: { div?: string };
  section?: Section[];
}

const roles: Record<string, string> = {
  chair: 'Chủ tọa',
  secretary: 'Thư ký',
  member: 'Thành viên',
  presenter: 'Người trình bày',
  guest: 'Khách mời',
};

/** Words of a narrative, without its markup: the portal shows text only. */
function words(div = ''): string[] {
  const text = div
    .replace(/<(br|\/p|\/li|\/tr|\/div|\/h\d)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function sections(list: readonly Section[] = []): Markup[] {
  return list.map(
    (one) =>
      html`<section>
        <h2>${one.title}</h2>
        ${words(one.text?.div).map((line) => html`<p>${line}</p>`)}${sections(one.section)}
      </section>`,
  );
}

/** Minutes as they came home: the words, who signed, whether it held; made to be printed. */
export function minutesPage(
  context: PageContext,
  chart: Chart,
  minutes: StoredMinutes,
  siteName: (id: string) => string,
  now: Date,
): string {
  const born = birthDate(chart, now);
  const entries =
    (minutes.document as { entry?: { resource: { resourceType: string; title?: string; section?: Section[] } }[] })
      .entry ?? [];
  const composition = entries.find((entry) => entry.resource.resourceType === 'Composition')?.resource;
  const here = `/his/benh-nhan/${chart.person.patientId}`;
  return page(context, {
    title: `Biên bản ${chart.person.patientId}`,
    nav: '/his/benh-nhan',
    body: html`<p class="no-print">
        <a href="${here}">← Hồ sơ bệnh án</a> <button type="button" data-print>In biên bản</button>
        <a href="${here}/bien-ban/${minutes.documentId}.json">Tải tài liệu đã ký (FHIR)</a>
        ${
          minutes.refused
            ? ''
            : html`<a href="${here}/bien-ban/${minutes.documentId}.xml">Dòng XML giám định (XML2, XML3, XML5)</a>`
        }
      </p>
      <article class="paper" data-verified="${minutes.refused ? 'no' : 'yes'}">
        <p class="form-code">MS: 27/BV2</p>
        <h1>${composition?.title ?? 'Trích biên bản hội chẩn'}</h1>
        <p>
          ${context.site.name}. Họ tên người bệnh: <b>${chart.person.name}</b>, sinh ${dateText(born)}
          (${ageText(born, now)}), ${chart.person.sex === 'male' ? 'nam' : 'nữ'}. Mã BN ${chart.person.patientId}.
        </p>
        ${
          minutes.refused
            ? html`<p class="bad">
                ✗ ${refusalText(minutes.refused)}. Không dùng làm căn cứ điều trị; hãy liên hệ cơ sở hội chẩn.
              </p>`
            : html`<p class="good">
                ✓ Đã xác minh bằng khóa của các cơ sở trong danh bạ mạng, nhận lúc
                ${timeBefore(new Date(minutes.receivedAt))}
              </p>`
        }
        ${sections(composition?.section)}
        <section>
          <h2>Chữ ký</h2>
          <ul>
            ${minutes.signers.map((one) => html`<li>${roles[one.role] ?? one.role}: <b>${one.name}</b>, GPHN ${one.sub}, ${siteName(one.siteId)}, ký lúc ${timeBefore(new Date(one.signedAt))} ✓</li>`)}
          </ul>
          <p><small>Mã tài liệu ${minutes.documentId}</small></p>
        </section>
      </article>`,
  });
}
