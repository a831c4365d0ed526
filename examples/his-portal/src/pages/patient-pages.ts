import { birthDate, insuranceCard, nationalId, type Chart } from '@diemcau/testing/people';
import type { PortalState } from '../portal/portal-store.js';
import { html, type Markup } from './html.js';
import { page, type PageContext } from './layout.js';
import { ageText, dateText, numberText, rangeText, refusalText, timeBefore } from './words.js';

const base = '/his/benh-nhan';
const urgency = { emergency: 'Cấp cứu', urgent: 'Khẩn', routine: 'Thường quy' } as const;

/** The list of inpatients, as every HIS has it. */
export function patientListPage(context: PageContext, charts: readonly Chart[], state: PortalState, now: Date): string {
  return page(context, {
    title: 'Danh sách bệnh nhân',
    nav: base,
    body: html`<h1>Danh sách bệnh nhân</h1>
      ${charts.length === 0 ? html`<p class="empty">Khoa chưa có người bệnh nội trú. Các ca tuyến dưới gửi lên ở mục <a href="/his/hoi-chan">Hội chẩn từ xa</a>.</p>` : ''}
      ${
        charts.length > 0
          ? html`<table class="grid people">
              <thead>
                <tr>
                  <th>Mã BN</th>
                  <th>Họ tên</th>
                  <th>Tuổi</th>
                  <th>Giới</th>
                  <th>Khoa, giường</th>
                  <th>Chẩn đoán</th>
                  <th>Hội chẩn</th>
                </tr>
              </thead>
              <tbody>
                ${charts.map((chart) => {
                  const cases = state.cases.filter((one) => one.patientId === chart.person.patientId).length;
                  return html`<tr>
                    <td><a href="${base}/${chart.person.patientId}">${chart.person.patientId}</a></td>
                    <td><a class="name" href="${base}/${chart.person.patientId}">${chart.person.name}</a></td>
                    <td data-of="Tuổi">${ageText(birthDate(chart, now), now)}</td>
                    <td data-of="Giới">${chart.person.sex === 'male' ? 'Nam' : 'Nữ'}</td>
                    <td data-of="Khoa">
                      ${chart.episode.department[1]}${chart.episode.bed && html`, ${chart.episode.bed}`}
                    </td>
                    <td><code>${chart.diagnoses[0]![0]}</code> ${chart.diagnoses[0]![1]}</td>
                    <td>${cases > 0 ? `${cases} ca` : ''}</td>
                  </tr>`;
                })}
              </tbody>
            </table>`
          : ''
      }`,
  });
}

function banner(chart: Chart, now: Date): Markup {
  const { person, episode } = chart;
  return html`<section class="patient">
    <h1>${person.name}</h1>
    <dl>
      <dt>Mã BN</dt>
      <dd>${person.patientId}</dd>
      <dt>Ngày sinh</dt>
      <dd>${dateText(birthDate(chart, now))} (${ageText(birthDate(chart, now), now)})</dd>
      <dt>Giới</dt>
      <dd>${person.sex === 'male' ? 'Nam' : 'Nữ'}</dd>
      <dt>Số định danh</dt>
      <dd>${nationalId(chart, now)}</dd>
      <dt>Thẻ BHYT</dt>
      <dd>${insuranceCard(chart)}</dd>
      <dt>Số vào viện</dt>
      <dd>${episode.admissionNumber}</dd>
      <dt>Nằm tại</dt>
      <dd>${[episode.department[1], episode.ward, episode.bed].filter(Boolean).join(', ')}</dd>
      <dt>Dị ứng</dt>
      <dd>${allergyText(chart)}</dd>
    </dl>
  </section>`;
}

function allergyText({ allergies }: Chart): string {
  if (allergies === 'none-known') return 'Không ghi nhận';
  if (allergies === 'not-asked') return 'Chưa khai thác được';
  return allergies.map((one) => `${one.substance} (${one.reaction})`).join('; ');
}

/** One patient's file, with the cases that were opened for them and the minutes that came back. */
export function patientFilePage(context: PageContext, chart: Chart, state: PortalState, now: Date): string {
  const here = `${base}/${chart.person.patientId}`;
  const cases = state.cases.filter((one) => one.patientId === chart.person.patientId);
  const minutes = state.minutes.filter((one) => one.patientId === chart.person.patientId);
  return page(context, {
    title: `Hồ sơ ${chart.person.patientId}`,
    nav: base,
    body: html`${banner(chart, now)}
      <section>
        <h2>Hội chẩn từ xa</h2>
        <p>Cần hỏi: ${chart.request.specialty}. Mức độ: ${urgency[chart.request.urgency]}.</p>
        <p class="actions">
          <a class="button" href="${here}/hoi-chan?nguon=fhir">Xin hội chẩn (từ hồ sơ FHIR)</a>
          <a class="button plain" href="${here}/hoi-chan?nguon=xml">Xin hội chẩn (từ XML giám định BHYT)</a>
        </p>
        ${
          cases.length > 0
            ? html`<ul>
                ${cases.map((one) => html`<li><a href="${here}/hoi-chan/${one.caseId}">Ca mở lúc ${timeBefore(new Date(one.openedAt))}</a></li>`)}
              </ul>`
            : ''
        }
        <h3>Biên bản hội chẩn đã nhận</h3>
        ${minutes.length === 0 ? html`<p class="empty" data-minutes="none">Chưa có biên bản nào về.</p>` : ''}
        ${
          minutes.length > 0
            ? html`<ul class="minutes">
                ${minutes.map(
                  (one) =>
                    html`<li data-minutes="${one.documentId}" data-verified="${one.refused ? 'no' : 'yes'}">
                      <a href="${here}/bien-ban/${one.documentId}">Trích biên bản hội chẩn (27/BV2)</a>
                      ${one.refused ? html`<b class="bad">✗ ${refusalText(one.refused)}</b>` : html`<b class="good">✓ Đã xác minh ${one.signers.length} chữ ký</b>`}
                    </li>`,
                )}
              </ul>`
            : ''
        }
      </section>
      <section>
        <h2>Bệnh án</h2>
        <dl class="long">
          <dt>Lý do vào viện</dt>
          <dd>${chart.episode.reason}</dd>
          <dt>Bệnh sử</dt>
          <dd>${chart.history}</dd>
          <dt>Tiền sử</dt>
          <dd>${chart.pastHistory}</dd>
          <dt>Khám hiện tại</dt>
          <dd>${chart.examination}</dd>
          <dt>Điều trị</dt>
          <dd>${chart.treatment}</dd>
        </dl>
      </section>
      <section>
        <h2>Xét nghiệm</h2>
        <table class="grid">
          <thead>
            <tr>
              <th>Chỉ số</th>
              <th>Kết quả gần nhất</th>
              <th>Đơn vị</th>
              <th>Trị số bình thường</th>
              <th>Các lần trước</th>
            </tr>
          </thead>
          <tbody>
            ${chart.series.map((series) => {
              const values = series.values.map(([, value]) => value);
              return html`<tr>
                <td>${series.name}</td>
                <td class="number">${numberText(values.at(-1))}</td>
                <td>${series.unit}</td>
                <td class="number">${rangeText(series)}</td>
                <td class="number">${values.slice(0, -1).map(numberText).join(' → ')}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </section>
      <section>
        <h2>Xuất dữ liệu</h2>
        <p>
          <a href="${here}/ho-so.json">Hồ sơ FHIR R4</a> ·
          <a href="${here}/ho-so.xml">XML giám định BHYT (QĐ 130/4750)</a>
        </p>
      </section>`,
  });
}

/** The request form of one patient, prefilled from what the HIS has. */
export function caseFormPage(context: PageContext, chart: Chart, source: 'fhir' | 'xml', now: Date): string {
  const here = `${base}/${chart.person.patientId}`;
  return page(context, {
    title: `Xin hội chẩn ${chart.person.patientId}`,
    nav: base,
    widgets: true,
    body: html`${banner(chart, now)}
      <diemcau-case-form
        patient-id="${chart.person.patientId}"
        data-prefill="${here}/ho-so.${source === 'fhir' ? 'json' : 'xml'}"
        data-opened="${here}/ca"
      ></diemcau-case-form>`,
  });
}

/** One case, whole, in the patient's file. Who the patient is, the case itself keeps in sight. */
export function patientCasePage(context: PageContext, chart: Chart, caseId: string): string {
  return page(context, {
    title: `Ca hội chẩn ${chart.person.patientId}`,
    nav: base,
    widgets: true,
    body: html`<p class="back">
        <a href="${base}/${chart.person.patientId}">← Hồ sơ bệnh án của ${chart.person.name}</a>
      </p>
      <diemcau-case case-id="${caseId}"></diemcau-case>`,
  });
}
