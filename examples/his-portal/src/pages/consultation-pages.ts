import { html } from './html.js';
import { page, type PageContext } from './layout.js';

const base = '/his/hoi-chan';

/** Cases that wait for this hospital, and those that it sent. */
export function worklistPage(context: PageContext): string {
  return page(context, {
    title: 'Hội chẩn từ xa',
    nav: base,
    widgets: true,
    body: html`<h1>Hội chẩn từ xa</h1>
      <diemcau-worklist
        direction="${context.site.level === 'upper' ? 'incoming' : 'all'}"
        data-case-page="${base}/"
      ></diemcau-worklist>`,
  });
}

/** One case, whole, for the experts. */
export function casePage(context: PageContext, caseId: string): string {
  return page(context, {
    title: 'Ca hội chẩn',
    nav: base,
    widgets: true,
    body: html`<p class="back"><a href="${base}">← Danh sách ca</a></p>
      <diemcau-case case-id="${caseId}"></diemcau-case>`,
  });
}

/** Camera, microphone, line. */
export function lineTestPage(context: PageContext): string {
  return page(context, {
    title: 'Kiểm tra đường truyền',
    nav: '/his/kiem-tra',
    widgets: true,
    body: html`<h1>Kiểm tra đường truyền</h1>
      <diemcau-line-test></diemcau-line-test>`,
  });
}
