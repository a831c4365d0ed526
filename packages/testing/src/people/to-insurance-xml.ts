import { base64 } from '../internal/base64.js';
import { moment, stamp } from '../internal/moment.js';
import type { Ago, Chart, ChartFacts, EarlierEpisode, Vitals } from './chart.types.js';
import { insuranceTables, type InsuranceTable } from './insurance-tables.js';
import { birthDate, insuranceCard, nationalId } from './person-ids.js';

type Row = Readonly<Record<string, string | number | undefined>>;

/** How the tables lie in the envelope: base64 (as the insurance fund takes them) or plain (as some HIS export them). */
export interface InsuranceXmlOptions {
  encoding?: 'base64' | 'inline';
}

/**
 * The same chart as the HIS exports it to the insurance fund: a `GIAMDINHHS` envelope with one file per episode (MA_LK) and
 * tables XML1–5, 8 and 13 (QĐ 130/2023, QĐ 4750/2023). What these tables have no field for (allergies, family) is not there.
 */
export function toInsuranceXml(
  chart: Chart,
  facts: ChartFacts,
  { encoding = 'base64' }: InsuranceXmlOptions = {},
): string {
  const files = [currentEpisode(chart, facts), ...chart.earlier.map((one) => earlierEpisode(chart, facts, one))];
  const file = (tables: [InsuranceTable, readonly Row[]][]) =>
    tables
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => {
        const text = table(name, rows);
        const body = encoding === 'base64' ? base64(`<?xml version="1.0" encoding="utf-8"?>\n${text}`) : `\n${text}\n`;
        return `<FILEHOSO><LOAIHOSO>${name}</LOAIHOSO><NOIDUNGFILE>${body}</NOIDUNGFILE></FILEHOSO>`;
      })
      .join('\n');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!-- Dữ liệu bịa để thử phần mềm: không phải người bệnh thật. -->',
    '<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    `<THONGTINDONVI><MACSKCB>${chart.siteId}</MACSKCB></THONGTINDONVI>`,
    `<THONGTINHOSO><NGAYLAP>${stamp(facts.now).slice(0, 8)}</NGAYLAP><SOLUONGHOSO>${files.length}</SOLUONGHOSO>`,
    `<DANHSACHHOSO>\n${files.map((tables) => `<HOSO>\n${file(tables)}\n</HOSO>`).join('\n')}\n</DANHSACHHOSO></THONGTINHOSO>`,
    '<CHUKYDONVI/>',
    '</GIAMDINHHS>',
  ].join('\n');
}

function table(name: InsuranceTable, rows: readonly Row[]): string {
  const layout: { root: string; list?: string; record?: string; fields: string } = insuranceTables[name];
  const fields = (row: Row) =>
    layout.fields
      .split(' ')
      .map((field) => `<${field}>${escape(row[field])}</${field}>`)
      .join('\n');
  if (!layout.list) return `<${layout.root}>\n${fields(rows[0]!)}\n</${layout.root}>`;
  return `<${layout.root}><${layout.list}>\n${rows.map((row) => `<${layout.record}>\n${fields(row)}\n</${layout.record}>`).join('\n')}\n</${layout.list}></${layout.root}>`;
}

function escape(value: string | number | undefined): string {
  return String(value ?? '').replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
}

const noMoney = (names: string, decimals: number): Row =>
  Object.fromEntries(names.split(' ').map((name) => [name, (0).toFixed(decimals)]));

/** XML1 of any episode. */
function summary(chart: Chart, { now }: ChartFacts, of: Row): Row {
  const { person } = chart;
  return {
    STT: 1,
    MA_BN: person.patientId,
    HO_TEN: person.name.toLocaleUpperCase('vi'),
    SO_CCCD: nationalId(chart, now),
    NGAY_SINH: `${birthDate(chart, now).replaceAll('-', '')}0000`,
    GIOI_TINH: person.sex === 'male' ? 1 : 2,
    NHOM_MAU: person.bloodGroup,
    MA_QUOCTICH: '000',
    MA_DANTOC: person.ethnicity[0],
    MA_NGHE_NGHIEP: person.occupation[0],
    DIA_CHI: person.address,
    MATINH_CU_TRU: person.province,
    MAXA_CU_TRU: person.commune,
    MA_THE_BHYT: insuranceCard(chart),
    MA_DKBD: chart.siteId,
    GT_THE_TU: `${now.getUTCFullYear()}0101`,
    GT_THE_DEN: `${now.getUTCFullYear()}1231`,
    NAM_QT: now.getUTCFullYear(),
    THANG_QT: now.getUTCMonth() + 1,
    MA_CSKCB: chart.siteId,
    MA_TTDV: '0000000000',
    ...noMoney('T_THUOC T_VTYT T_TONGCHI_BV T_TONGCHI_BH T_BNTT T_BNCCT T_BHTT T_NGUONKHAC T_BHTT_GDV', 2),
    ...of,
  };
}

function currentEpisode(chart: Chart, facts: ChartFacts): [InsuranceTable, readonly Row[]][] {
  const { episode, person } = chart;
  const at = (ago: Ago) => stamp(moment(facts.now, ago));
  const since = moment(facts.now, episode.arrived).getTime();
  const here = (ago: Ago) => moment(facts.now, ago).getTime() >= since;
  const [main, ...others] = chart.diagnoses;
  const inpatient = episode.kind === '03';
  const of = {
    MA_LK: episode.id,
    LY_DO_VV: episode.reason,
    LY_DO_VNT: inpatient ? episode.admissionReason : undefined,
    CHAN_DOAN_VAO: main![1],
    CHAN_DOAN_RV: chart.diagnoses.map(([, words]) => words).join('; '),
    MA_BENH_CHINH: main![0],
    MA_BENH_KT: others.map(([code]) => code).join(';'),
    MA_PTTT_QT: chart.procedures
      .filter((one) => here(one.at))
      .map((one) => one.icd9)
      .join(';'),
    MA_DOITUONG_KCB: episode.emergency ? '2' : '1.1',
    MA_NOI_DEN: chart.referral?.to,
    NGAY_VAO: at(episode.arrived),
    NGAY_VAO_NOI_TRU: inpatient ? at(episode.arrived) : undefined,
    NGAY_RA: stamp(facts.now),
    GIAY_CHUYEN_TUYEN: chart.referral && referralNumber(chart),
    SO_NGAY_DTRI: inpatient ? Math.ceil((facts.now.getTime() - since) / 86_400_000) : 0,
    PP_DIEU_TRI: chart.treatment,
    KET_QUA_DTRI: 3,
    MA_LOAI_RV: chart.referral ? 2 : 1,
    MA_LOAI_KCB: episode.kind,
    MA_KHOA: episode.department[0],
    CAN_NANG: person.weight.toFixed(2),
    MA_HSBA: episode.admissionNumber,
  };
  return [
    ['XML1', [summary(chart, facts, of)]],
    ['XML2', drugRows(chart, at)],
    ['XML3', serviceRows(chart, at, here)],
    ['XML4', resultRows(chart, episode.id, at, here)],
    ['XML5', noteRows(chart, at, here)],
    ['XML8', inpatient ? [recordSummary(chart, of)] : []],
    ['XML13', chart.referral ? [referral(chart, facts, of)] : []],
  ];
}

function earlierEpisode(chart: Chart, facts: ChartFacts, one: EarlierEpisode): [InsuranceTable, readonly Row[]][] {
  const at = (ago: Ago) => stamp(moment(facts.now, ago));
  const of = {
    MA_LK: one.id,
    LY_DO_VV: one.reason,
    CHAN_DOAN_VAO: one.diagnosis[1],
    CHAN_DOAN_RV: one.diagnosis[1],
    MA_BENH_CHINH: one.diagnosis[0],
    MA_DOITUONG_KCB: '1.1',
    NGAY_VAO: at(one.from),
    NGAY_RA: at(one.to),
    SO_NGAY_DTRI: 0,
    KET_QUA_DTRI: 2,
    MA_LOAI_RV: 1,
    MA_LOAI_KCB: one.kind,
    MA_KHOA: 'K01',
    MA_HSBA: one.id,
  };
  return [
    ['XML1', [summary(chart, facts, of)]],
    ['XML4', resultRows(chart, one.id, at, (ago) => ago === one.from)],
  ];
}

const supports =
  'T_NGUONKHAC_NSNN T_NGUONKHAC_VTNN T_NGUONKHAC_VTTN T_NGUONKHAC_CL T_NGUONKHAC T_BNTT T_BNCCT T_BHTT THANH_TIEN_BV THANH_TIEN_BH';

function drugRows(chart: Chart, at: (ago: Ago) => string): Row[] {
  return chart.drugs
    .filter((drug) => drug.kind === 'ordered')
    .map((drug, index) => ({
      MA_LK: chart.episode.id,
      STT: index + 1,
      MA_THUOC: `INV.${drug.atc}`,
      MA_NHOM: 4,
      TEN_THUOC: drug.name,
      DON_VI_TINH: drug.unit,
      HAM_LUONG: drug.strength,
      DUONG_DUNG: drug.route[0],
      LIEU_DUNG: drug.dose,
      CACH_DUNG: drug.directions,
      SO_DANG_KY: `INV-${String(index + 1).padStart(5, '0')}-26`,
      PHAM_VI: 1,
      TYLE_TT_BH: 100,
      SO_LUONG: drug.quantity.toFixed(3),
      DON_GIA: '0.000',
      ...noMoney(supports, 2),
      MUC_HUONG: 100,
      MA_KHOA: chart.episode.department[0],
      MA_BAC_SI: chart.episode.doctor,
      NGAY_YL: at(drug.at),
      NGAY_TH_YL: at(drug.at),
      MA_PTTT: 1,
      NGUON_CTRA: 1,
    }));
}

function serviceRows(chart: Chart, at: (ago: Ago) => string, here: (ago: Ago) => boolean): Row[] {
  const services = [
    ...chart.imaging
      .filter((one) => here(one.at))
      .map((one) => ({ code: one.service, name: one.name, group: 2, at: one.at, icd9: undefined })),
    ...chart.procedures
      .filter((one) => here(one.at))
      .map((one) => ({ code: `INV.TT${one.icd9}`, name: one.words, group: 18, at: one.at, icd9: one.icd9 })),
    ...[...new Map(chart.series.map((series) => [series.service, series])).values()].flatMap((series) =>
      series.values
        .filter(([ago]) => here(ago))
        .slice(0, 1)
        .map(([ago]) => ({
          code: series.service,
          name: `Xét nghiệm ${series.name}`,
          group: 1,
          at: ago,
          icd9: undefined,
        })),
    ),
  ];
  return services.map((one, index) => ({
    MA_LK: chart.episode.id,
    STT: index + 1,
    MA_DICH_VU: one.code,
    MA_PTTT_QT: one.icd9,
    MA_NHOM: one.group,
    TEN_DICH_VU: one.name,
    DON_VI_TINH: 'Lần',
    PHAM_VI: 1,
    SO_LUONG: '1.000',
    DON_GIA_BV: '0.000',
    DON_GIA_BH: '0.000',
    TYLE_TT_DV: 100,
    TYLE_TT_BH: 100,
    ...noMoney(supports, 2),
    MUC_HUONG: 100,
    MA_KHOA: chart.episode.department[0],
    MA_GIUONG: chart.episode.bed,
    MA_BAC_SI: chart.episode.doctor,
    NGUOI_THUC_HIEN: chart.episode.doctor,
    MA_BENH: chart.diagnoses[0]![0],
    NGAY_YL: at(one.at),
    NGAY_TH_YL: at(one.at),
    NGAY_KQ: at(one.at),
    MA_PTTT: 1,
  }));
}

function resultRows(chart: Chart, episodeId: string, at: (ago: Ago) => string, here: (ago: Ago) => boolean): Row[] {
  const results = [
    ...chart.series.flatMap((series) =>
      series.values
        .filter(([ago]) => here(ago))
        .map(([ago, value]) => ({
          ago,
          MA_DICH_VU: series.service,
          TEN_CHI_SO: series.name,
          GIA_TRI: value,
          DON_VI_DO: series.unit,
          MO_TA: '',
          KET_LUAN: '',
        })),
    ),
    ...chart.imaging
      .filter((one) => here(one.at))
      .map((one) => ({
        ago: one.at,
        MA_DICH_VU: one.service,
        TEN_CHI_SO: one.name,
        GIA_TRI: '',
        DON_VI_DO: '',
        MO_TA: one.findings,
        KET_LUAN: one.conclusion,
      })),
  ];
  return results.map(({ ago, ...row }, index) => ({
    MA_LK: episodeId,
    STT: index + 1,
    ...row,
    NGAY_KQ: at(ago),
    MA_BS_DOC_KQ: chart.episode.doctor,
  }));
}

/** `CSST<M96_T37.0_HA150/90_NT22_SP94>`: vital signs inside a clinical note. */
function signsText({ pulse, temperature, pressure, breaths, saturation }: Vitals): string {
  const parts = [
    pulse && `M${pulse}`,
    temperature && `T${temperature}`,
    pressure && `HA${pressure[0]}/${pressure[1]}`,
    breaths && `NT${breaths}`,
    saturation && `SP${saturation}`,
  ];
  return `CSST<${parts.filter(Boolean).join('_')}>`;
}

function noteRows(chart: Chart, at: (ago: Ago) => string, here: (ago: Ago) => boolean): Row[] {
  return chart.vitals
    .filter(([ago]) => here(ago))
    .map(([ago, signs, note], index) => ({
      MA_LK: chart.episode.id,
      STT: index + 1,
      DIEN_BIEN_LS: `${note} ${signsText(signs)}`,
      THOI_DIEM_DBLS: at(ago),
      NGUOI_THUC_HIEN: chart.episode.doctor,
    }));
}

function resultsText(chart: Chart): string {
  const latest = chart.series.map(
    (series) => `${series.name} ${series.values.at(-1)![1]}${series.unit && ` ${series.unit}`}`,
  );
  return [...latest, ...chart.imaging.map((one) => `${one.name}: ${one.conclusion}`)].join('; ');
}

function recordSummary(chart: Chart, of: Row): Row {
  const { contact } = chart.person;
  return {
    ...of,
    HO_TEN_ME: contact?.relation === 'mother' ? contact.name : undefined,
    HO_TEN_CHA: contact?.relation === 'father' ? contact.name : undefined,
    QT_BENHLY: `${chart.history} Tiền sử: ${chart.pastHistory} Khám: ${chart.examination}`,
    TOMTAT_KQ: resultsText(chart),
    PP_DIEUTRI: chart.treatment,
    GHI_CHU: chart.person.months < 16 * 12 ? contact?.name : undefined,
    MA_TTDV: '0000000000',
    NGAY_CT: String(of['NGAY_RA']).slice(0, 8),
  };
}

function referralNumber(chart: Chart): string {
  return `INV/${chart.siteId}/${chart.person.serial}`;
}

function referral(chart: Chart, facts: ChartFacts, of: Row): Row {
  const last = chart.vitals.at(-1);
  return {
    ...summary(chart, facts, of),
    SO_HOSO: `INV-CT-${chart.person.serial}`,
    SO_CHUYENTUYEN: 1,
    DAU_HIEU_LS: last && `${last[2]} ${signsText(last[1])}`,
    QT_BENHLY: chart.history,
    TOMTAT_KQ: resultsText(chart),
    PP_DIEUTRI: chart.treatment,
    TEN_DICH_VU: chart.imaging.map((one) => one.name).join('; '),
    TEN_THUOC: chart.drugs
      .filter((drug) => drug.kind === 'ordered')
      .map((drug) => drug.name)
      .join('; '),
    MA_LYDO_CT: 1,
    HUONG_DIEU_TRI: chart.referral!.plan,
    PHUONGTIEN_VC: chart.referral!.transport,
    MA_BAC_SI: chart.episode.doctor,
  };
}
