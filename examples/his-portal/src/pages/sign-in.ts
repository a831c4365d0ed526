import type { InventedDoctor } from '@diemcau/testing/people';
import { html } from './html.js';
import { page, type PageContext } from './layout.js';

/** Signing in is choosing a doctor: a demo has no passwords. */
export function signInPage(context: PageContext, doctors: readonly InventedDoctor[]): string {
  return page(context, {
    title: 'Đăng nhập',
    body: html`<h1>Đăng nhập</h1>
      <p>Chọn một bác sĩ. Đây là bản trình diễn: tên, số giấy phép hành nghề và người bệnh đều là bịa.</p>
      <form method="post" action="/his/dang-nhap" class="doctors">
        ${doctors.map(
          (doctor) =>
            html`<button name="sub" value="${doctor.sub}">
              <b>${doctor.name}</b><span>${doctor.title}, ${doctor.specialty}</span
              ><small>GPHN ${doctor.sub}${doctor.onDuty ? ' · đang trực' : ''}</small>
            </button>`,
        )}
      </form>`,
  });
}
