import type { Chart } from '@diemcau/testing/people';
import type { PortalState } from '../portal/portal-store.js';
import { html } from './html.js';
import { page, type PageContext } from './layout.js';

/** The treatment room of an older HIS: a grid, and a jQuery UI dialog (moved to `body`) with the patient and a widget inside. */
export function dialogPage(context: PageContext, charts: readonly Chart[], state: PortalState): string {
  const latestCase = (patientId: string) => state.cases.filter((one) => one.patientId === patientId).at(-1)?.caseId;
  return page(context, {
    title: 'Buồng điều trị',
    nav: '/his/cua-so',
    widgets: true,
    scripts: ['/his/vendor/jquery.js', '/his/vendor/jquery-ui.js', '/his/dialog.js'],
    body: html`<h1>Buồng điều trị</h1>
      <p>Bấm vào một dòng để mở người bệnh trong cửa sổ jQuery UI, như các HIS đang dùng.</p>
      <table class="grid rows" id="grdBenhNhan">
        <thead>
          <tr>
            <th>Mã BN</th>
            <th>Họ tên</th>
            <th>Chẩn đoán</th>
          </tr>
        </thead>
        <tbody>
          ${charts.map(
            (chart) =>
              html`<tr>
                <td>
                  <button
                    type="button"
                    data-open="${chart.person.patientId}"
                    data-case="${latestCase(chart.person.patientId)}"
                  >
                    ${chart.person.patientId}
                  </button>
                </td>
                <td>${chart.person.name}</td>
                <td>${chart.diagnoses[0]![1]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <div id="dialog" title="Người bệnh"></div>`,
  });
}
